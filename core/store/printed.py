"""Records as blocks of a chapter: the main columns as a table, all the rest as details under it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from core.blocks import Anchor, Block, Cell, Column, Detail, Details, Heading, Table
from core.fields import Computed, FieldSpec, Kind, Mark, field_map, fields_of
from core.i18n import _
from core.store.book import Book
from core.store.records import Record
from core.vocabulary import Evidence

# How much room a value of a kind asks for, beside a number's 1.
WEIGHTS = {
    Kind.TEXT: 2.4,
    Kind.LONG_TEXT: 3.2,
    Kind.REFERENCE: 1.8,
    Kind.REFERENCES: 2.4,
    Kind.CHOICE: 1.5,
    Kind.CHOICES: 2.0,
    Kind.LINK: 2.4,
    Kind.MONEY: 1.4,
    Kind.DATE: 1.3,
}
NUMERIC = {Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.SCALE}
WIDE_FROM = 11.5  # a table whose weights add up to more wants a landscape page


def cell(book: Book, row: Record, spec: FieldSpec) -> Cell:
    """One field of one record as a table's cell."""
    return Cell(book.printed(row, spec), Anchor(row.table_name(), row.id, spec.name))


def computed_cell(book: Book, row: Record, figure: Computed[Any]) -> Cell:
    """A computed figure of one record."""
    return Cell(book.print_value(FieldSpec(figure.name, figure.kind, figure.title), figure.of(row)))


def record_table(
    book: Book, record: type[Record], rows: Sequence[Record], columns: Iterable[str] | None = None, caption: str = ""
) -> Table:
    """A table of records. `columns` are names of fields or computed figures; the record's own `columns` unless given."""
    specs, figures = field_map(record), {each.name: each for each in record.computed}
    shown = [specs.get(name) or figures[name] for name in columns or record.columns]
    heads = tuple(Column(_(each.title), WEIGHTS.get(each.kind, 1.0), each.kind in NUMERIC) for each in shown)
    body = tuple(tuple(_cell(book, row, each) for each in shown) for row in rows)
    wide = sum(each.weight for each in heads) > WIDE_FROM
    return Table(caption or _(record.label[1]), heads, body, wide=wide, source=evidence_summary(rows))


def evidence_summary(rows: Sequence[Record]) -> str:
    """How many records have which grade of evidence, from strong to weak; empty when none has one."""
    graded = Counter(row.evidence for row in rows if row.evidence)
    figures = "; ".join(f"{_(grade.label)} {graded[grade]}" for grade in Evidence if graded[grade])
    return _("Evidence of the answers: {figures}.").format(figures=figures) if figures else ""


def _cell(book: Book, row: Record, shown: FieldSpec | Computed[Any]) -> Cell:
    return cell(book, row, shown) if isinstance(shown, FieldSpec) else computed_cell(book, row, shown)


def record_details(
    book: Book, rows: Sequence[Record], without: Iterable[str] = (), only: Iterable[str] | None = None, told: Iterable[str] = ()
) -> Details:
    """What the table left out, record by record: each filled field that is not among `without` (and is among `only`).

    A field of `told` is said by the heading that the rows stand under; here only when a mark stands in its place.
    """
    entries = (_detail(book, row, {*without, *(name for name in told if name not in row.marks)}, only) for row in rows)
    return Details(tuple(entry for entry in entries if entry.lines))


def _detail(book: Book, row: Record, without: set[str], only: Iterable[str] | None) -> Detail:
    """The grade of evidence stands beside the title: alone it would make an entry of every row."""
    specs = [spec for spec in fields_of(type(row)) if spec.name not in {*without, "evidence"} and (only is None or spec.name in only)]
    lines = tuple((_(spec.title), found) for spec in specs if (found := cell(book, row, spec)).text)
    graded = _(row.evidence.label) if row.evidence and "evidence" not in without else ""
    return Detail(book.title(row), lines, graded)


def record_blocks(
    book: Book,
    record: type[Record],
    rows: Sequence[Record] | None = None,
    columns: Iterable[str] | None = None,
    caption: str = "",
    heading: bool = True,
) -> list[Block]:
    """All that was entered in a record type: heading, table, details. Nothing when there are no rows."""
    found = book.rows(record) if rows is None else rows
    if not found:
        return []
    shown = tuple(columns or record.columns)
    blocks: list[Block] = [Heading(_(record.label[1]))] if heading else []
    if record.single:
        return [*blocks, fact_sheet(book, found[0], caption)]
    blocks.append(record_table(book, record, found, shown, caption))
    details = record_details(book, found, without={*shown, *(record.naming if len(record.naming) == 1 else ())})
    return [*blocks, details] if details.entries else blocks


def fact_sheet(book: Book, row: Record, caption: str = "") -> Table:
    """One record as a table of two columns: what is asked, and what was answered. What nobody answered is left out."""
    answered = [(spec, found) for spec in fields_of(type(row)) if (found := cell(book, row, spec)).text]
    lines = tuple((Cell(_(spec.title)), found) for spec, found in answered)
    return Table(caption or _(row.label[0]), (Column(_("Question"), 1.2), Column(_("Answer"), 3.0)), lines)


def default_chapter(book: Book, records: Iterable[type[Record]]) -> tuple[Block, ...]:
    """A chapter of a section that has not written its own: every record type after another."""
    return tuple(block for record in records for block in record_blocks(book, record))


def missing(row: Record) -> list[FieldSpec]:
    """The expected fields of a row that nothing was said about. «Not applicable» is an answer; «don't know yet» is not."""
    empty = [spec for spec in expected_of(type(row)) if spec.empty(getattr(row, spec.name))]
    return [spec for spec in empty if row.marks.get(spec.name) != Mark.NOT_APPLICABLE]


@cache
def expected_of(record: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields that count for progress."""
    return tuple(spec for spec in fields_of(record) if spec.expected)
