"""The matrix: values of the row dimension × values of the column dimension, and the segments of each cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.sections.segmentation.records import Axis, Dimension, Segment, Value
from core.store.book import Book
from core.vocabulary import Importance

Place = tuple[int, int]  # ids of the row's and of the column's value
MEASURES = ("size", "revenue_share", "priority")  # fields of a segment that can colour the matrix
_WEIGHTS = {Importance.HIGH: 3.0, Importance.MEDIUM: 2.0, Importance.LOW: 1.0}


@dataclass(frozen=True)
class Matrix:
    """Rows and columns in their order; `cells` holds the segments that have a place, `outside` those that have none."""

    rows: tuple[Value, ...]
    columns: tuple[Value, ...]
    cells: Mapping[Place, tuple[Segment, ...]]
    outside: tuple[Segment, ...]

    def at(self, row: Value, column: Value) -> tuple[Segment, ...]:
        """The segments of a cell: one, when all is well."""
        return self.cells.get((row.id, column.id), ())

    def inside(self) -> Iterator[Segment]:
        """All segments that have a place, row by row."""
        for row in self.rows:
            for column in self.columns:
                yield from self.at(row, column)

    def empty(self) -> Iterator[tuple[Value, Value]]:
        """Cells without a segment."""
        return ((row, column) for row in self.rows for column in self.columns if not self.at(row, column))

    def depth(self, segment: Segment, measure: str) -> float:
        """How deep a segment is coloured by a measure: 0–1, 1 for the highest in the matrix."""
        top = self.highest(measure)
        return (figure(segment, measure) or 0.0) / top if top else 0.0

    def highest(self, measure: str) -> float:
        """The highest figure of a measure."""
        return highest(self.inside(), measure)


def matrix_of(book: Book) -> Matrix:
    """The matrix of a strategy. When several dimensions share an axis, their values follow each other."""
    rows, columns = values_of(book, Axis.ROWS), values_of(book, Axis.COLUMNS)
    places = {(row.id, column.id) for row in rows for column in columns}
    cells: dict[Place, tuple[Segment, ...]] = {}
    outside = []
    for segment in book.rows(Segment):
        place = (segment.row_value_id or 0, segment.column_value_id or 0)
        if place in places:
            cells[place] = (*cells.get(place, ()), segment)
        else:
            outside.append(segment)
    return Matrix(rows, columns, cells, tuple(outside))


def values_of(book: Book, axis: Axis) -> tuple[Value, ...]:
    """The values of an axis, dimension by dimension."""
    values = book.rows(Value)
    dimensions = [row.id for row in book.rows(Dimension) if row.axis is axis]
    return tuple(value for each in dimensions for value in values if value.dimension_id == each)


def figure(segment: Segment, measure: str) -> float | None:
    """A measure of a segment as a number; priority counts 3, 2, 1."""
    value: int | Decimal | Importance | None = getattr(segment, measure)
    if isinstance(value, Importance):
        return _WEIGHTS[value]
    return None if value is None else float(value)


def highest(segments: Iterable[Segment], measure: str) -> float:
    """The highest figure; priority is always held against «high»."""
    if measure == "priority":
        return max(_WEIGHTS.values())
    return max((figure(each, measure) or 0.0 for each in segments), default=0.0)


# What the figures add up to.


def customers(segments: Iterable[Segment]) -> int:
    """Customers of several segments together."""
    return sum(each.size or 0 for each in segments)


def revenue(segments: Iterable[Segment]) -> Decimal:
    """Their share of revenue together."""
    return sum((each.revenue_share or Decimal(0) for each in segments), Decimal(0))


def customer_shares(segments: Sequence[Segment]) -> dict[int, Decimal]:
    """Each segment's share of the customers of all of them, by its id; of those whose size is known."""
    total = customers(segments)
    return {each.id: Decimal(each.size) / total for each in segments if each.size is not None and total}


def worth(segment: Segment, shares: Mapping[int, Decimal]) -> Decimal | None:
    """Share of revenue ÷ share of customers: 2 means that a customer of the segment brings twice the average."""
    share = shares.get(segment.id)
    return segment.revenue_share / share if segment.revenue_share is not None and share else None
