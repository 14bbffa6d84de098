"""Tables as one string of XML each: cell objects would take minutes where this takes milliseconds."""

from collections.abc import Sequence
from itertools import chain

from core.blocks import Cell, Column, Table
from core.documents.docx.body import TABLE, Body
from core.documents.docx.xml import TWIPS_PER_CM, attribute, paragraph, run
from core.documents.lettering import longest_word

PADDING = 200  # twips at both sides of a cell
TWIPS_PER_SIZE = 8.5 * 20  # of the tables' letters
SAMPLED = 120  # rows that are looked at for their longest words
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


def table_xml(body: Body, table: Table) -> str:
    """The table itself."""
    widths = column_widths(table, round(body.width_cm * TWIPS_PER_CM))
    text, number, head = (body.styles[name] for name in ("Table Text", "Table Number", "Table Head"))
    right = '<w:jc w:val="right"/>'
    heads = "".join(_cell(width, paragraph(head, run(c.title), right if c.numeric else "")) for c, width in zip(table.columns, widths, strict=True))
    opening = table_opening(body, widths, table.caption, ", ".join(column.title for column in table.columns))
    rows = [f"{opening}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"]
    styles = [number if column.numeric else text for column in table.columns]
    last = len(table.rows) - 1
    for position, row in enumerate(table.rows):
        keep = "<w:keepNext/>" if last - KEPT_TOGETHER < position < last or (position == 0 and last > 0) else ""
        cells = "".join(
            _cell(width, paragraph(style, body.anchored_run(cell.text, cell.anchor), keep)) for cell, style, width in zip(row, styles, widths, strict=False)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return "".join(rows) + "</w:tbl>"


def table_opening(body: Body, widths: Sequence[int], title: str, description: str, style: str = "Report Table") -> str:
    """A table's beginning: its style, words for those who cannot see it, its columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{body.styles[style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(title)}/><w:tblDescription w:val={attribute(description)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def column_widths(table: Table, room: int) -> list[int]:
    """By weight; but no column is narrower than its longest word while another has room to give."""
    total = sum(max(column.weight, 0.1) for column in table.columns)
    wanted = [room * max(column.weight, 0.1) / total for column in table.columns]
    needed = [min(_need(table, position), room * 0.4) for position in range(len(table.columns))]
    lacking = sum(max(need - want, 0) for need, want in zip(needed, wanted, strict=True))
    spare = sum(max(want - need, 0) for need, want in zip(needed, wanted, strict=True))
    taken = min(lacking / spare, 1.0) if spare else 0.0
    given = min(spare / lacking, 1.0) if lacking else 0.0
    fitted = [want + (need - want) * (given if need > want else taken) for need, want in zip(needed, wanted, strict=True)]
    widths = [int(width) for width in fitted]
    widths[-1] += room - sum(widths)
    return widths


def _need(table: Table, position: int) -> float:
    cells = (row[position].text for row in table.rows[:SAMPLED] if position < len(row))
    head = longest_word(table.columns[position].title, TWIPS_PER_SIZE, bold=True)
    return max(chain((head,), (longest_word(text, TWIPS_PER_SIZE) for text in cells))) + PADDING
