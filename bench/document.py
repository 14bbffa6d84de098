"""The whole strategy of a worked example as .docx, against lxml writing and the zip library packing the very same parts."""

import argparse
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

from lxml import etree

from bench.stage import DEMO, demo_folder, middle, show
from core import workbench
from core.i18n import LANGUAGES

AIM = 3.0  # times the limit
TODAY = date(2026, 11, 22)


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of this process that the work takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def limit_of(document: bytes) -> Callable[[], bytes]:
    """The work that nobody can spare: the parts as trees → text → a zip file."""
    with zipfile.ZipFile(io.BytesIO(document)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    trees = {name: etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}

    def pack() -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in parts.items():
                tree = trees.get(name)
                written.writestr(
                    name, content if tree is None else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                )
        return target.getvalue()

    return pack


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="documents a language (default: %(default)s)")
    runs = parser.parse_args().runs
    rows: list[tuple[str, ...]] = []
    with demo_folder():
        for code in LANGUAGES:
            rows += measured(code, runs)
    heads = ("", "size, kB", "document, ms", "limit, ms", "ratio")
    show(f"The strategy «{DEMO}» as .docx, CPU, medians of {runs}; aim: ≤ {AIM:g}× the limit once warm", heads, rows)


def measured(code: str, runs: int) -> list[tuple[str, ...]]:
    """The first document of a language in this process, then the later ones."""
    made: list[bytes] = []

    def document() -> None:
        made.append(workbench.strategy_document(1, code, today=TODAY))

    first = milliseconds(document)
    later = middle(milliseconds(document) for _run in range(runs))
    pack = limit_of(made[-1])
    limit = middle(milliseconds(pack) for _run in range(runs))
    size = f"{len(made[-1]) / 1000:.0f}"
    return [
        (f"{code}, {name}", size, f"{value:.0f}", f"{limit:.0f}", f"{value / limit:.1f}×")
        for name, value in (("first", first), ("warm", later))
    ]


if __name__ == "__main__":
    main()
