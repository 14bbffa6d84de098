"""The chapter of the segmentation: by what customers are divided and by which rules, who comes out of it, what each is offered."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from core.blocks import Anchor, Block, Bulleted, Cell, Column, Details, Figure, Heading, Paragraph, Table
from core.fields import field_map
from core.i18n import _, ngettext
from core.i18n.formats import number, percent
from core.pictures import Picture
from core.sections.segmentation import pictures
from core.sections.segmentation.matrix import Matrix, customer_shares, customers, matrix_of, revenue, worth
from core.sections.segmentation.records import Axis, Condition, Dimension, Segment, Value
from core.sections.segmentation.rule import conditions_of, rule_in_words
from core.store.book import Book
from core.store.printed import cell, evidence_summary, record_details, record_table
from core.vocabulary import Importance

_SEGMENT_COLUMNS = ("name", "column_value_id", "size", "revenue_share", "average_check", "priority", "channels")
_LOOSE_COLUMNS = ("name", "row_value_id", "column_value_id", "size", "revenue_share", "average_check", "priority", "channels")
_ORDER = {Importance.HIGH: 0, Importance.MEDIUM: 1, Importance.LOW: 2, None: 3}


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the segmentation."""
    parts = (_dimensions, _values, _matrix, _segments, _priorities, _conditions)
    return tuple(block for part in parts for block in part(book))


def _figure(book: Book, draw: Callable[[Book], Picture | None]) -> list[Block]:
    picture = draw(book)
    return [Figure(picture)] if picture else []


def _details(details: Details) -> list[Block]:
    return [details] if details.entries else []


# Dimensions, their values and the rules in words.


def _dimensions(book: Book) -> Iterator[Block]:
    rows = book.rows(Dimension)
    if not rows:
        return
    yield Heading(_("How customers are divided"))
    yield Paragraph(_dimensions_lead(book, rows))
    yield record_table(book, Dimension, rows)
    yield from _details(record_details(book, rows, without=Dimension.columns))


def _dimensions_lead(book: Book, rows: Sequence[Dimension]) -> str:
    text = ngettext("Customers are divided by {n} dimension.", "Customers are divided by {n} dimensions.", len(rows))
    across, down = pictures.axis_title(book, Axis.ROWS), pictures.axis_title(book, Axis.COLUMNS)
    if across and down:
        text += " " + _("“{rows}” and “{columns}” make the matrix.").format(rows=across, columns=down)
    return text


def _values(book: Book) -> Iterator[Block]:
    values, rules = book.rows(Value), conditions_of(book)
    for dimension in book.rows(Dimension):
        found = [row for row in values if row.dimension_id == dimension.id]
        if found:
            yield Heading(dimension.name, 3)
            yield from _value_blocks(book, found, rules, _("Values: {dimension}").format(dimension=dimension.name))
    known = {row.id for row in book.rows(Dimension)}
    loose = [row for row in values if row.dimension_id not in known]
    if loose:
        yield Heading(_("Values without a dimension"), 3)
        yield from _value_blocks(book, loose, rules, _("Values without a dimension"))


def _value_blocks(book: Book, rows: Sequence[Value], rules: dict[int, list[Condition]], caption: str) -> Iterator[Block]:
    specs = field_map(Value)
    heads = (Column(_("Value"), 1.6), Column(_("In words"), 2.6), Column(_("Rule"), 3.2))
    body = tuple(
        (cell(book, row, specs["name"]), cell(book, row, specs["description"]), Cell(rule_in_words(book, rules.get(row.id, []))))
        for row in rows
    )
    yield Table(caption, heads, body, source=evidence_summary(rows))
    yield from _details(record_details(book, rows, without=("name", "description"), told=("dimension_id",)))


# The matrix.


def _matrix(book: Book) -> Iterator[Block]:
    matrix = matrix_of(book)
    inside = list(matrix.inside())
    if not inside:
        return
    yield Heading(_("Matrix of segments"))
    yield Paragraph(_matrix_lead(matrix, inside))
    yield from _figure(book, pictures.sizes)
    yield from _figure(book, pictures.revenue_shares)
    empty = [_("{row} × {column}").format(row=row.name, column=column.name) for row, column in matrix.empty()]
    if empty:
        yield Paragraph(_("No segment was made of:"))
        yield Bulleted(tuple(empty))


def _matrix_lead(matrix: Matrix, inside: Sequence[Segment]) -> str:
    text = _("{rows} × {columns} values make the matrix;").format(rows=len(matrix.rows), columns=len(matrix.columns))
    text += " " + ngettext("{n} segment was described.", "{n} segments were described.", len(inside))
    total, share = customers(inside), revenue(inside)
    if total:
        text += " " + _("Together they hold {customers} customers and bring {share} of revenue.").format(
            customers=number(total, 0), share=percent(share)
        )
    return text


# Segments, row by row of the matrix.


def _segments(book: Book) -> Iterator[Block]:
    matrix = matrix_of(book)
    if book.rows(Segment):
        yield Heading(_("Segments"))
    for row in matrix.rows:
        found = [each for column in matrix.columns for each in matrix.at(row, column)]
        if found:
            yield Heading(row.name, 3)
            yield from _row_lead(found)
            yield record_table(book, Segment, found, _SEGMENT_COLUMNS, _("Segments: {row}").format(row=row.name))
            yield from _details(record_details(book, found, without=_SEGMENT_COLUMNS, told=("row_value_id",)))
    if matrix.outside:
        yield Heading(_("Segments outside the matrix"), 3)
        yield record_table(book, Segment, matrix.outside, _LOOSE_COLUMNS, _("Segments outside the matrix"))
        yield from _details(record_details(book, matrix.outside, without=_LOOSE_COLUMNS))


def _row_lead(found: Sequence[Segment]) -> Iterator[Block]:
    total, share = customers(found), revenue(found)
    if total and share:
        words = {"customers": number(total, 0), "share": percent(share)}
        yield Paragraph(_("The row holds {customers} customers and brings {share} of revenue.").format(**words))


# Priorities.


def _priorities(book: Book) -> Iterator[Block]:
    rows = sorted((row for row in book.rows(Segment) if row.priority), key=lambda row: (_ORDER[row.priority], -(row.revenue_share or 0)))
    if not rows:
        return
    yield Heading(_("Priorities"))
    yield Paragraph(_("A customer's worth is the segment's share of revenue over its share of customers: 1 is the average customer."))
    yield from _figure(book, pictures.priorities)
    yield _priority_table(book, rows)


def _priority_table(book: Book, rows: Sequence[Segment]) -> Table:
    shares = customer_shares(book.rows(Segment))
    heads = (
        Column(_("Segment"), 2.6),
        Column(_("Priority"), 1.1),
        Column(_("Share of customers"), 1.1, numeric=True),
        Column(_("Share of revenue"), 1.1, numeric=True),
        Column(_("Customer's worth"), 1.1, numeric=True),
    )
    return Table(_("Segments by priority"), heads, tuple(_priority_row(book, row, shares) for row in rows))


def _priority_row(book: Book, row: Segment, shares: dict[int, Decimal]) -> tuple[Cell, ...]:
    specs, share, value = field_map(Segment), shares.get(row.id), worth(row, shares)
    return (
        Cell(row.name),
        Cell(book.printed(row, specs["priority"]), Anchor(row.table_name(), row.id, "priority")),
        Cell("" if share is None else percent(share)),
        Cell(book.printed(row, specs["revenue_share"])),
        Cell("" if value is None else number(value, 1)),
    )


# For those who will write the rules into a system, each condition apart.


def _conditions(book: Book) -> Iterator[Block]:
    rows = book.rows(Condition)
    if not rows:
        return
    yield Heading(_("Rules, condition by condition"))
    yield Paragraph(_("For whoever writes the rules into the system: all conditions of a value must hold."))
    yield record_table(book, Condition, rows)
    yield from _details(record_details(book, rows, without=Condition.columns))
