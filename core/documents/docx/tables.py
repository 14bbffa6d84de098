"""Tables as one string of XML each: cell objects would take minutes where this takes milliseconds."""

from collections.abc import Sequence
from math import ceil

from core.blocks import Cell, Column, Table
from core.documents.docx.body import TABLE, Body
from core.documents.docx.xml import TWIPS_PER_CM, attribute, paragraph, run
from core.documents.lettering import longest_word, width

PADDING = 200  # twips at both sides of a cell
TWIPS_PER_SIZE = 8.5 * 20  # of the tables' letters
SAMPLED = 120  # rows that are looked at for their longest words
LINES_A_ROW, TALLEST_ROW = 4.5, 9  # of a wide table that still stands upright
NARROWER = 0.95  # the document's letters against those that are measured
RAGGED = 1.12  # what lines lose at their ends
KEPT_TOGETHER = 3  # so many rows at the end never part, lest one stands alone on a page


def print_table(body: Body, table: Table) -> None:
    """Caption above, source below."""
    if not table.columns:
        return
    body.caption(TABLE, table.caption)
    body.add(table_xml(body, table))
    body.source(table.source)  # even an empty one: Word wants a paragraph between a table and what follows


def transposed(table: Table) -> Table:
    """A wide table of a few rows, turned: its columns one under another, for a page that stands upright."""
    rows = tuple((Cell(column.title), *(row[n] for row in table.rows)) for n, column in enumerate(table.columns[1:], 1))
    heads = tuple(Column(row[0].text, 2) for row in table.rows)
    return Table(table.caption, (Column(table.columns[0].title, 1.3), *heads), rows, False, table.source)


def stands_upright(table: Table, width_cm: float) -> bool:
    """Whether a table reads well in that room: no word is broken, and its rows are no towers of short lines."""
    if not table.rows:
        return False
    widths = column_widths(table, round(width_cm * TWIPS_PER_CM))
    words = [max(longest_word(text, TWIPS_PER_SIZE, bold) for text, bold in _texts(table, n)) for n in range(len(widths))]
    if any(word * NARROWER + PADDING > wide + 1 for word, wide in zip(words, widths, strict=True)):
        return False
    high = [max(_lines(cell.text, wide) for cell, wide in zip(row, widths, strict=False)) for row in table.rows[:SAMPLED]]
    return sum(high) <= LINES_A_ROW * len(high) and max(high) <= TALLEST_ROW


def _lines(text: str, wide: int) -> int:
    """About how many lines a cell's text takes."""
    return sum(max(ceil(width(line, TWIPS_PER_SIZE) * RAGGED / (wide - PADDING)), 1) for line in text.split("\n"))


def table_xml(body: Body, table: Table) -> str:
    """The table itself."""
    widths = column_widths(table, round(body.width_cm * TWIPS_PER_CM))
    text, number, head = (body.styles[name] for name in ("Table Text", "Table Number", "Table Head"))
    right = '<w:jc w:val="right"/>'
    heads = "".join(
        _cell(wide, paragraph(head, run(c.title), right if c.numeric else "")) for c, wide in zip(table.columns, widths, strict=True)
    )
    opening = table_opening(body, widths, table.caption, ", ".join(column.title for column in table.columns))
    rows = [f"{opening}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"]
    styles = [number if column.numeric else text for column in table.columns]
    last = len(table.rows) - 1
    for position, row in enumerate(table.rows):
        keep = "<w:keepNext/>" if last - KEPT_TOGETHER < position < last or (position == 0 and last > 0) else ""
        cells = "".join(
            _cell(wide, paragraph(style, body.anchored_run(cell.text, cell.anchor), keep))
            for cell, style, wide in zip(row, styles, widths, strict=False)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return "".join(rows) + "</w:tbl>"


def table_opening(body: Body, widths: Sequence[int], title: str, description: str, style: str = "Report Table") -> str:
    """A table's beginning: its style, words for those who cannot see it, its columns."""
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{body.styles[style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(title)}/><w:tblDescription w:val={attribute(description)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _cell(wide: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def column_widths(table: Table, room: int) -> list[int]:
    """By weight; but no column is narrower than its longest word or wider than its longest line while another can use the room."""
    total = sum(max(column.weight, 0.1) for column in table.columns)
    wanted = [room * max(column.weight, 0.1) / total for column in table.columns]
    texts = [_texts(table, position) for position in range(len(table.columns))]
    lines = [max(width(line, TWIPS_PER_SIZE, bold) for text, bold in column for line in text.split("\n")) + PADDING for column in texts]
    words = [min(max(longest_word(text, TWIPS_PER_SIZE, bold) for text, bold in column) + PADDING, room * 0.4) for column in texts]
    fitted = _traded(_traded(wanted, lines, floor=False), words, floor=True)
    widths = [int(each) for each in fitted]
    widths[-1] += room - sum(widths)
    return widths


def _texts(table: Table, position: int) -> list[tuple[str, bool]]:
    """A column's head, which is bold, and its cells."""
    cells = [(row[position].text, False) for row in table.rows[:SAMPLED] if position < len(row)]
    return [(table.columns[position].title, True), *cells]


def _traded(widths: list[float], bounds: list[float], floor: bool) -> list[float]:
    """Room moves from columns that have more than their bound to those that have less; only as much as the one side needs
    (`floor`: all columns shall reach their bound) or can use (all that is over is given away).
    """
    over = [max(each - bound, 0) for each, bound in zip(widths, bounds, strict=True)]
    under = [max(bound - each, 0) for each, bound in zip(widths, bounds, strict=True)]
    moved = min(sum(over), sum(under))
    if not moved:
        return widths
    # Given by need where a floor is to be reached, by present width where there is room to enjoy.
    claims = under if floor else [each if lack else 0.0 for each, lack in zip(widths, under, strict=True)]
    return [each - moved * more / sum(over) + moved * claim / sum(claims) for each, more, claim in zip(widths, over, claims, strict=True)]
