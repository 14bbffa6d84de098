"""The house stands: floors, names, words at the head of a module, and what it is built of."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = [ROOT / "app.py", *sorted(path for folder in ("core", "pages") for path in (ROOT / folder).rglob("*.py"))]
SOURCES = [*PRODUCT, *sorted((ROOT / "tools").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc"}


def name(path):
    return path.relative_to(ROOT).as_posix()


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def lint_imports(folder):
    """Import-linter over a copy of the packages; its own process, because it remembers what it has seen."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


# --- floors


def test_an_import_only_goes_down():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


PLANTED = {
    "An import only goes down the floors of the house": ("core/fields.py", "import core.store.book"),
    "Pages speak to the workbench": ("pages/widgets/cells.py", "import core.store.book"),
    "The core has never heard of Streamlit": ("core/fields.py", "import streamlit"),
    "Sections do not import each other": ("core/sections/audit/records.py", "import core.sections.goals.records"),
}


@pytest.mark.parametrize("contract", PLANTED)
def test_a_contract_breaks_on_a_planted_violation(contract, tmp_path):
    for folder in ("core", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    place, violation = PLANTED[contract]
    with (tmp_path / place).open("a", encoding="utf-8") as module:
        module.write(f"\n{violation}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def test_every_contract_is_planted_against():
    written = re.findall(r'^name = "(.+)"\ntype = ', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(written) == set(PLANTED)


def test_the_entry_knows_of_the_core_only_the_workbench():
    imported = [
        alias
        for node in ast.walk(tree(ROOT / "app.py"))
        if isinstance(node, ast.ImportFrom) and node.module == "core"
        for alias in node.names
    ]
    assert [alias.name for alias in imported] == ["workbench"]


def test_the_command_line_stands_on_the_workbench():
    known = {
        node.module
        for node in ast.walk(tree(ROOT / "core" / "__main__.py"))
        if isinstance(node, ast.ImportFrom) and node.module.startswith("core")
    }
    assert known <= {"core", "core.checks", "core.i18n"}


# --- modules


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_begins_with_its_idea(path):
    assert ast.get_docstring(tree(path))


def test_no_module_has_a_vague_name():
    assert [name(path) for path in SOURCES if {path.stem, path.parent.name} & VAGUE] == []


def test_nothing_prints_but_the_command_line():
    printing = {
        name(path)
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printing == {"core/__main__.py"}


# --- what it is built of

# The name under which a distribution is imported, where it is not its own.
SUPPLIED = {
    "dateutil": "python-dateutil",
    "yaml": "pyyaml",
    "docx": "python-docx",
    "pptx": "python-pptx",
    "PIL": "pillow",
    "resvg_py": "resvg-py",
}


def required():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {line.split("==")[0].lower() for line in lines if line and not line.startswith("#")}


def imported():
    modules = set()
    for path in PRODUCT:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module.split(".")[0])
    return {SUPPLIED.get(each, each).lower() for each in modules - set(sys.stdlib_module_names) - {"core", "pages"}}


def test_what_is_imported_is_required_and_nothing_else():
    assert imported() == required()


def test_every_requirement_is_pinned_and_says_why():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not re.fullmatch(r"#.*|[\w.-]+==[\w.]+ +# .+", line)] == []


def test_the_requirements_are_what_the_tests_run_on():
    installed = {each.lower().replace("_", "-") for names in packages_distributions().values() for each in names}
    assert required() <= installed
