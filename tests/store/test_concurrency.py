"""Many writers at once: nothing is lost, nobody is locked out."""

from concurrent.futures import ThreadPoolExecutor

from core import workbench
from core.sections.audit.records import Touchpoint

WRITERS, EDITS = 8, 12


def test_concurrent_edits_are_all_kept(engagement):
    rows = [workbench.add(engagement, Touchpoint, {"name": f"row {n}"}, who="ann") for n in range(4)]

    def write(writer):
        for turn in range(EDITS):
            row = rows[(writer + turn) % len(rows)]
            workbench.edit(engagement, Touchpoint, row, {"pain": f"{writer}-{turn}"}, who=f"w{writer}")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    written = [entry for row in rows for entry in workbench.history(engagement, Touchpoint, row, most=1000) if entry.field == "pain"]
    assert len(written) == WRITERS * EDITS
    with workbench.open_book(engagement) as book:
        versions = sum(book.get(Touchpoint, row).version for row in rows)
    assert versions == WRITERS * EDITS + len(rows)


def test_two_people_who_saw_the_same_value_cannot_both_win(engagement):
    row = workbench.add(engagement, Touchpoint, {"name": "row", "volume": 0}, who="ann")

    def claim(writer):
        return workbench.edit(engagement, Touchpoint, row, {"volume": writer + 1}, who=f"w{writer}", expected={"volume": 0}).saved

    with ThreadPoolExecutor(WRITERS) as pool:
        winners = [saved for saved in pool.map(claim, range(WRITERS)) if saved]
    assert len(winners) == 1
