"""Pictures of the segmentation: the matrix coloured by customers, by share of revenue, by priority."""

from collections.abc import Callable, Sequence

from core.fields import field_map
from core.i18n import N_, _, ngettext
from core.i18n.formats import day, number, percent
from core.pictures import Heatmap, Picture
from core.sections.segmentation.matrix import Matrix, customer_shares, customers, figure, matrix_of, revenue, worth
from core.sections.segmentation.records import Axis, Dimension, Segment, Value
from core.store.book import Book
from core.vocabulary import Importance

_SOURCES = {
    "size": N_("Customers by segment, as of {date}"),
    "revenue_share": N_("Share of revenue by segment, as of {date}"),
    "priority": N_("Priority of the segments, as of {date}"),
}
_PER_CENT = {"revenue_share": 100}  # people read the ends of the colour scale: 27, not 0.27


def sizes(book: Book) -> Picture | None:
    """Where the customers are."""
    return _matrix(book, "size", _size_title)


def revenue_shares(book: Book) -> Picture | None:
    """Where the money comes from."""
    return _matrix(book, "revenue_share", _revenue_title)


def priorities(book: Book) -> Picture | None:
    """Who comes first."""
    return _matrix(book, "priority", _priority_title)


def _matrix(book: Book, measure: str, title: Callable[[Book, Sequence[Segment]], str]) -> Picture | None:
    matrix = matrix_of(book)
    known = [each for each in matrix.inside() if figure(each, measure) is not None]
    if not known:
        return None
    return Heatmap(
        title=title(book, known),
        alt=_alt(book, known, measure),
        source=_(_SOURCES[measure]).format(date=day(book.today)),
        rows=tuple(each.name for each in matrix.rows),
        columns=tuple(each.name for each in matrix.columns),
        values=tuple(tuple(_value(matrix, row, column, measure) for column in matrix.columns) for row in matrix.rows),
        texts=tuple(tuple(_text(book, matrix.at(row, column), measure) for column in matrix.columns) for row in matrix.rows),
        low=0,
        high=_PER_CENT.get(measure, 1) * matrix.highest(measure) or 1,
        row_title=axis_title(book, Axis.ROWS),
        column_title=axis_title(book, Axis.COLUMNS),
    )


def axis_title(book: Book, axis: Axis) -> str:
    """The dimension of an axis."""
    return ", ".join(row.name for row in book.rows(Dimension) if row.axis is axis)


def _value(matrix: Matrix, row: Value, column: Value, measure: str) -> float | None:
    figures = [found for each in matrix.at(row, column) if (found := figure(each, measure)) is not None]
    return max(figures) * _PER_CENT.get(measure, 1) if figures else None


def _text(book: Book, segments: Sequence[Segment], measure: str) -> str:
    return "\n".join("\n".join(filter(None, (each.name, printed(book, each, measure)))) for each in segments)


def printed(book: Book, segment: Segment, measure: str) -> str:
    """A measure of a segment as people read it."""
    return book.printed(segment, field_map(Segment)[measure])


def _alt(book: Book, known: Sequence[Segment], measure: str) -> str:
    title = _(field_map(Segment)[measure].title)
    return _("Matrix of segments, {measure}: {figures}.").format(
        measure=title.lower(), figures="; ".join(f"{each.name} {printed(book, each, measure)}" for each in known)
    )


def _size_title(book: Book, known: Sequence[Segment]) -> str:
    largest = max(known, key=lambda each: each.size or 0)
    share = customer_shares(known).get(largest.id)
    if share is None:
        return _("Nobody is in the segments yet")
    return _("Largest segment: “{name}”, {share} of customers").format(name=largest.name, share=percent(share, 0))


def _revenue_title(book: Book, known: Sequence[Segment]) -> str:
    """The most unequal of the segments that matter says more than the richest one."""
    best = max(known, key=lambda each: each.revenue_share or 0)
    share = customer_shares(known).get(best.id)
    words = {"name": best.name, "revenue": percent(best.revenue_share or 0, 0)}
    if share is None or (worth(best, customer_shares(known)) or 0) <= 1:
        return _("Most revenue comes from “{name}”: {revenue}").format(**words)
    return _("“{name}”: {customers} of customers, {revenue} of revenue").format(customers=percent(share, 0), **words)


def _priority_title(book: Book, known: Sequence[Segment]) -> str:
    high = [each for each in known if each.priority is Importance.HIGH]
    if not high:
        return _("No segment comes first yet")
    text = ngettext("{n} segment comes first", "{n} segments come first", len(high))
    share = revenue(high)
    if share:
        return _("{segments}, {share} of revenue").format(segments=text, share=percent(share, 0))
    count = customers(high)
    return _("{segments}, {count} customers").format(segments=text, count=number(count, 0)) if count else text
