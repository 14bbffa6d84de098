"""Blocks in Word: one table from a block's type to what prints it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from core.blocks import Bulleted, Callout, Cell, Details, Figure, Heading, Paragraph, Table
from core.documents.docx.appendices import Unnumbered
from core.documents.docx.body import Body
from core.documents.docx.figures import print_figure
from core.documents.docx.house_styles import CALLOUTS
from core.documents.docx.tables import print_table
from core.documents.docx.xml import colour, run
from core.documents.palette import LIGHT
from core.i18n import N_, _
from core.pictures import Tone

# Colour never speaks alone: a callout without a title of its own gets one.
CALLOUT_TITLES = {Tone.WARNING: N_("Needs a look"), Tone.ALARM: N_("Wrong now")}
BOLD = "<w:b/><w:bCs/>"
INTRODUCTION = 400  # characters of a paragraph that no page's end parts from the table or picture behind it
KEPT_WHOLE = 900  # characters of a record that no page's end parts
LINE_LENGTH = 105  # characters of a record's facts that share a line

Labelled = tuple[str, Cell]


def _heading(body: Body, block: Heading) -> None:
    body.heading(block.text, block.level)


def _unnumbered(body: Body, block: Unnumbered) -> None:
    body.heading(block.text, block.level, numbered=False)


def _paragraph(body: Body, block: Paragraph) -> None:
    if block.text.strip() or block.anchor:
        keep = "<w:keepNext/>" if body.holding and len(block.text) <= INTRODUCTION else ""
        body.paragraph("Normal", body.anchored_run(block.text, block.anchor), keep)


def _bulleted(body: Body, block: Bulleted) -> None:
    for item in block.items:
        body.paragraph("List Bullet", run(item))


def _callout(body: Body, block: Callout) -> None:
    title = block.title or _(CALLOUT_TITLES.get(block.tone, ""))
    opening = run(title + ("\n" if block.title else ". "), BOLD) if title else ""
    body.paragraph(CALLOUTS[block.tone], opening + run(block.text), "<w:keepLines/>")


def _details(body: Body, block: Details) -> None:
    for entry in block.entries:
        beside = run(f"  ·  {entry.subtitle}", f'<w:b w:val="0"/>{colour(LIGHT.muted)}<w:sz w:val="18"/>') if entry.subtitle else ""
        body.paragraph("Record Title", run(entry.title) + beside)
        together = list(_run_in([(label, cell) for label, cell in entry.lines if cell.text.strip()]))
        short = sum(len(label) + len(cell.text) for label, cell in entry.lines) <= KEPT_WHOLE
        for position, line in enumerate(together):
            last = position == len(together) - 1
            keep = ("<w:keepNext/>" if not last and (short or position == 0) else "") + ("<w:keepLines/>" if short else "")
            body.paragraph(
                "Record Line", run("   ·   ", colour(LIGHT.muted)).join(_labelled(body, label, cell) for label, cell in line), keep
            )


def _run_in(lines: Sequence[Labelled]) -> Iterator[list[Labelled]]:
    """Short facts share a line as long as there is room; a longer text has a line of its own."""
    line: list[Labelled] = []
    for label, cell in lines:
        room = sum(len(each[0]) + len(each[1].text) + 7 for each in line) + len(label) + len(cell.text)
        if line and (room > LINE_LENGTH or "\n" in cell.text or label.endswith("?")):
            yield line
            line = []
        line.append((label, cell))
    if line:
        yield line


def _labelled(body: Body, label: str, cell: Cell) -> str:
    return run(label + (" " if label.endswith("?") else ": "), f"{BOLD}{colour(LIGHT.muted)}") + body.anchored_run(cell.text, cell.anchor)


def _figure(body: Body, block: Figure) -> None:
    print_figure(body, block.picture)


PRINTERS: Mapping[type, Callable[[Body, Any], None]] = {
    Heading: _heading,
    Unnumbered: _unnumbered,
    Paragraph: _paragraph,
    Bulleted: _bulleted,
    Callout: _callout,
    Table: print_table,
    Details: _details,
    Figure: _figure,
}
