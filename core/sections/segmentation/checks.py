"""What a segmentation must not leave open: rules that cannot run, cells that nobody thought of, figures that cannot be true."""

from collections.abc import Iterator
from decimal import Decimal

from core.checks import Hit, check, hit
from core.fields import field_map
from core.i18n import N_, _, ngettext
from core.i18n.formats import number, percent
from core.sections.segmentation.matrix import customers, matrix_of, revenue
from core.sections.segmentation.records import Axis, Basis, Condition, Dimension, Segment, Value
from core.sections.segmentation.rule import conditions_of, lacks_operand
from core.store.book import Book
from core.store.printed import missing
from core.store.tables import record_types
from core.vocabulary import Importance

ROUNDING = Decimal("0.005")  # sixteen rounded shares may add up to a little more than all
WHO_THEY_ARE = frozenset({Basis.DEMOGRAPHY, Basis.GEOGRAPHY, Basis.FIRM})
ENOUGH_TO_CHOOSE = 4  # segments; with fewer, «high» for all of them says nothing yet
MOST_HIGH = 0.6  # share of the segments that may come first


@check(
    "segmentation.E001",
    sentence=N_("The rule of “{value}” compares “{compared}” with nothing."),
    hint=N_("Write the number, the date or the word; «from … to …» needs both ends."),
    why=N_("A rule with a hole cannot be run on the base: the segment will be counted wrong or not at all."),
)
def condition_has_something_to_compare_with(book: Book) -> Iterator[Hit]:
    """A condition whose operator needs an operand has one."""
    for row in book.rows(Condition):
        if lacks_operand(row):
            field = "operand_high" if row.operand else "operand"
            yield hit(row, field, value=_value(book, row), compared=book.title_of("profile_field", row.field_id) or "…")


@check(
    "segmentation.E002",
    sentence=N_("A condition of “{value}” looks at no field of the customer profile."),
    hint=N_("Choose the field; if the profile lacks it, add it there, and say where it comes from."),
    why=N_("A segment defined by what the database does not hold exists on paper only."),
)
def condition_looks_at_a_field(book: Book) -> Iterator[Hit]:
    """A condition's profile field is chosen and still there."""
    fields = record_types()["profile_field"]
    for row in book.rows(Condition):
        if book.get(fields, row.field_id) is None:
            yield hit(row, "field_id", value=_value(book, row))


def _value(book: Book, row: Condition) -> str:
    return book.title(book.get(Value, row.value_id)) or "…"


@check(
    "segmentation.E003",
    sentence=N_("“{name}” stands in the same cell of the matrix as “{other}”: {row} × {column}."),
    hint=N_("Merge the two, or move one of them; if both are needed, the matrix lacks a value that tells them apart."),
    why=N_("A customer of that cell would get two different offers at once."),
)
def cell_has_one_segment(book: Book) -> Iterator[Hit]:
    """No two segments have the same row and column."""
    for first, *others in matrix_of(book).cells.values():
        for each in others:
            titles = {"row": book.title_of(_VALUES, each.row_value_id), "column": book.title_of(_VALUES, each.column_value_id)}
            yield hit(each, "column_value_id", name=book.title(each), other=book.title(first), **titles)


_VALUES = Value.table_name()
_ENDS = (("row_value_id", Axis.ROWS), ("column_value_id", Axis.COLUMNS))


@check(
    "segmentation.E004",
    sentence=N_("“{name}” takes “{value}” for its {end}, but “{dimension}” does not stand there."),
    hint=N_("Choose a value of the other dimension, or change the place of the dimension."),
    why=N_("The segment falls out of the matrix, and its customers out of the plan."),
)
def segment_takes_its_row_and_column_from_their_axes(book: Book) -> Iterator[Hit]:
    """The row value belongs to a dimension of the rows, the column value to one of the columns."""
    for row in book.rows(Segment):
        for field, axis in _ENDS:
            value = book.get(Value, getattr(row, field))
            dimension = book.get(Dimension, value.dimension_id) if value else None
            if value and (dimension is None or dimension.axis is not axis):
                end = _(field_map(Segment)[field].title).lower()
                yield hit(row, field, name=book.title(row), value=value.name, end=end, dimension=book.title(dimension) or "…")


@check(
    "segmentation.E005",
    sentence=N_("The segments' shares of revenue add up to {total}."),
    hint=N_("Take all shares from one report over one period; no customer may be counted in two segments."),
    why=N_("Shares above 100 % mean that customers were counted twice; every priority built on them is wrong."),
)
def shares_of_revenue_fit_into_the_whole(book: Book) -> Iterator[Hit]:
    """All shares together are 100 % at the most."""
    total = revenue(book.rows(Segment))
    if total > 1 + ROUNDING:
        yield hit(None, "", total=percent(total))


@check(
    "segmentation.W001",
    sentence=N_("“{name}” has no rule."),
    hint=N_("Add the conditions over fields of the customer profile that make a customer belong to it."),
    why=N_("Without a rule everybody understands the value in their own way, and no system can find its customers."),
)
def value_has_a_rule(book: Book) -> Iterator[Hit]:
    """Every value has a condition at the least."""
    ruled = conditions_of(book)
    return (hit(row, "name", name=book.title(row)) for row in book.rows(Value) if row.id not in ruled)


@check(
    "segmentation.W002",
    sentence=N_("In the row “{row}” of the matrix there is no segment for: {columns}."),
    hint=N_("Describe who they are, even if the answer is to leave them alone; or silence this with the reason why nobody can be there."),
    why=N_(
        "An empty cell is either a group of customers that gets nothing, or a combination that does not exist; the client will ask which."
    ),
)
def cell_has_a_segment(book: Book) -> Iterator[Hit]:
    """Every cell of the matrix has a segment, once there are segments."""
    matrix = matrix_of(book)
    empty: dict[int, list[str]] = {}
    for row, column in matrix.empty():
        empty.setdefault(row.id, []).append(column.name)
    if book.rows(Segment):
        yield from (hit(row, "name", row=row.name, columns=", ".join(empty[row.id])) for row in matrix.rows if row.id in empty)


@check(
    "segmentation.W003",
    sentence=N_("The segments hold {total} customers together, the client's whole base {base}."),
    hint=N_("Count again with one rule and one date; every customer belongs to one segment."),
    why=N_("Customers counted twice will be written to twice, and the plan promises revenue from people who do not exist."),
)
def segments_fit_into_the_base(book: Book) -> Iterator[Hit]:
    """Sizes add up to no more than the brief's customers in the base."""
    facts = book.one(record_types()["brief_facts"])
    base = getattr(facts, "base_size", None)
    total = customers(book.rows(Segment))
    if base is not None and total > base:
        yield hit(None, "", total=number(total, 0), base=number(base, 0))


@check(
    "segmentation.W004",
    sentence=N_("Customers are divided only by who they are, not by what they do ({names})."),
    hint=N_("Add a dimension of behaviour, value or need: how often they buy, what for, how long ago."),
    why=N_("Age and place explain little of what people buy next; averages over them are the mean temperature of a hospital."),
)
def some_dimension_looks_at_behaviour(book: Book) -> Iterator[Hit]:
    """Not all dimensions are demography, geography or the kind of company."""
    rows = book.rows(Dimension)
    if rows and all(row.basis in WHO_THEY_ARE for row in rows):
        yield hit(rows[0], "basis", names=", ".join(row.name for row in rows))


@check(
    "segmentation.W005",
    sentence=N_("“{name}” lacks: {fields}."),
    hint=N_("Ask what these customers come for, what we give them and where they will hear of it."),
    why=N_("A segment without an offer of its own gets the same message as everybody, and need not have been divided off."),
)
def segment_has_needs_an_offer_and_channels(book: Book) -> Iterator[Hit]:
    """Every segment says what its customers need, what they are offered and where."""
    for row in book.rows(Segment):
        lacking = [spec for spec in missing(row) if spec.name in ("needs", "offer", "channels")]
        if lacking:
            yield hit(row, lacking[0].name, name=book.title(row), fields=", ".join(_(spec.title).lower() for spec in lacking))


@check(
    "segmentation.W006",
    sentence=N_("Two dimensions share one side of the matrix: {names}."),
    hint=N_("Leave one of them there; let the other refine segments outside the matrix."),
    why=N_("A customer would stand in two rows at once, and the figures of the matrix would count everybody twice."),
)
def axis_has_one_dimension(book: Book) -> Iterator[Hit]:
    """One dimension in the rows, one in the columns."""
    for axis in (Axis.ROWS, Axis.COLUMNS):
        rows = [row for row in book.rows(Dimension) if row.axis is axis]
        if len(rows) > 1:
            yield hit(rows[1], "axis", names=", ".join(row.name for row in rows))


@check(
    "segmentation.W007",
    sentence=N_("“{name}” has {values}."),
    hint=N_("Add values until every customer fits into one of them, or drop the dimension."),
    why=N_("Two values at the least divide customers; a dimension with one divides nobody."),
)
def dimension_has_values(book: Book) -> Iterator[Hit]:
    """A dimension has two values or more."""
    for row in book.rows(Dimension):
        count = sum(value.dimension_id == row.id for value in book.rows(Value))
        if count < 2:
            yield hit(row, "name", name=book.title(row), values=ngettext("{n} value", "{n} values", count))


@check(
    "segmentation.H001",
    sentence=N_("{high} of {all} segments have a high priority."),
    hint=N_("Choose the few that the first year is for; the others can wait without being forgotten."),
    why=N_("When everything comes first, the team decides every week anew, and the loudest wins."),
)
def not_everything_comes_first(book: Book) -> Iterator[Hit]:
    """At most six segments of ten have a high priority."""
    rows = [row for row in book.rows(Segment) if row.priority]
    high = [row for row in rows if row.priority is Importance.HIGH]
    if len(rows) >= ENOUGH_TO_CHOOSE and len(high) > MOST_HIGH * len(rows):
        yield hit(None, "", high=len(high), all=len(rows))
