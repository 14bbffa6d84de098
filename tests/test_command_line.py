"""What can be asked without a browser."""

import os
import subprocess
import sys
from datetime import date

import pytest

from core import workbench
from core.__main__ import main, parser
from core.fields import BadValue
from core.store.database import ROOT


@pytest.fixture
def ask(capsys):
    """Run a command; returns its status, what it printed, and its complaint."""

    def run(*arguments):
        status = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def broken(engagement):
    """An engagement with a strategy wanted before the work on it starts."""
    facts = workbench.section("brief").record("facts")
    workbench.add(engagement, facts, {"client": "Verbena", "start_date": date(2026, 12, 1), "deadline": date(2026, 11, 1)}, who="ann")
    return engagement


def refused(status, out, err):
    return status == 2 and not out and err.startswith("holdfast: ") and err.count("\n") == 1


def test_the_list_names_every_engagement(ask, engagement):
    assert ask("list") == (0, f"{engagement} Verbena (en, EUR)\n", "")


def test_a_demo_is_loaded_once_more_each_time(ask):
    assert ask("demo", "pharmacy")[0] == 0
    assert ask("demo", "pharmacy")[0] == 0
    assert [each.demo for each in workbench.all_engagements()] == [True, True]


def test_seeding_fills_only_a_new_database(ask):
    assert ask("seed")[0] == 0
    assert len(workbench.all_engagements()) == len(workbench.demos()) > 1
    assert ask("seed") == (0, "", "")
    assert len(workbench.all_engagements()) == len(workbench.demos())


def test_seeding_leaves_a_database_in_use_alone(ask, engagement):
    assert ask("seed") == (0, "", "")
    assert [each.id for each in workbench.all_engagements()] == [engagement]


def test_check_prints_a_finding_a_line_and_fails_on_errors(ask, broken):
    status, out, _err = ask("check", broken)
    assert status == 1
    lines = out.splitlines()
    assert lines[0].startswith("brief.E002 error ")
    assert len(lines) == len(workbench.overview(broken).open_findings())


def test_check_takes_the_name_and_another_language(ask, broken):
    status, out, _err = ask("check", "verbena", "--lang", "ru")
    assert status == 1
    assert "Стратегия нужна" in out


def test_check_succeeds_when_there_are_no_errors(ask):
    engagement = workbench.load_demo("pharmacy")
    assert ask("check", engagement, "--today", "2026-11-22")[0] == 0


def test_check_lists_every_check(ask):
    status, out, _err = ask("check", "--list")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [each.code for section in workbench.registry() for each in section.checks]


def test_export_writes_a_word_file(ask, tmp_path):
    engagement = workbench.load_demo("pharmacy")
    target = tmp_path / "strategy.docx"
    assert ask("export", engagement, "--format", "docx", "--lang", "ru", "--output", target) == (0, f"{target}\n", "")
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nobody"),
        ("check", "999"),
        ("check",),
        ("demo", "nowhere"),
        ("export", "999"),
        ("export", "Verbena", "--lang", "xx"),
        ("export", "Verbena", "--format", "rtf"),
        ("check", "Verbena", "--today", "yesterday"),
        ("fly",),
        (),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line(ask, engagement, arguments):
    assert refused(*ask(*arguments))


def test_a_file_that_cannot_be_written_is_named(ask, engagement, tmp_path):
    target = tmp_path / "no such folder" / "strategy.docx"
    status, out, err = ask("export", engagement, "--output", target)
    assert refused(status, out, err)
    assert str(target) in err


def test_a_name_that_two_engagements_have_asks_for_the_id(ask, engagement):
    other = workbench.create_engagement("verbena", language="en", currency="EUR", who="ann")
    status, out, err = ask("check", "Verbena")
    assert refused(status, out, err)
    assert f"{other}, {engagement}" in err


def test_a_broken_program_is_not_hidden(ask, engagement, monkeypatch):
    def fail(*arguments, **more):
        raise BadValue("name", "a bug")

    monkeypatch.setattr(workbench, "overview", fail)
    with pytest.raises(BadValue):
        ask("check", engagement)


def test_the_command_line_runs_as_a_program(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "core", "list"],
        cwd=ROOT,
        env=os.environ | {"HOLDFAST_DATA_DIR": str(tmp_path / "fresh")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert (tmp_path / "fresh" / "holdfast.db").exists()


def test_the_readme_names_every_command_and_option():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = next(action for action in parser()._actions if action.choices).choices
    options = {
        option for each in commands.values() for action in each._actions for option in action.option_strings if option.startswith("--")
    }
    assert [word for word in (*commands, *(options - {"--help"})) if word not in readme] == []
