"""Into whom the base is divided, by which rules, and what each part is offered."""

from decimal import Decimal

from core.column_types import Choice
from core.fields import choice, integer, long_text, money, percent, reference, several, text
from core.i18n import N_
from core.store.records import Record
from core.vocabulary import Channel, Importance


class Axis(Choice):
    """Where a dimension stands in the matrix."""

    ROWS = "rows", N_("rows of the matrix")
    COLUMNS = "columns", N_("columns of the matrix")
    EXTRA = "extra", N_("refines segments, outside the matrix")


class Basis(Choice):
    """What a dimension looks at; behaviour comes before demographics."""

    BEHAVIOUR = "behaviour", N_("behaviour")
    VALUE = "value", N_("value to the company")
    NEED = "need", N_("need or occasion")
    LIFECYCLE = "lifecycle", N_("stage of the relationship")
    ATTITUDE = "attitude", N_("attitude and preference")
    DEMOGRAPHY = "demography", N_("demography")
    GEOGRAPHY = "geography", N_("geography")
    FIRM = "firm", N_("kind of company (B2B)")


class Operator(Choice):
    """How a field is held against a value."""

    EQUALS = "eq", N_("is")
    NOT_EQUALS = "ne", N_("is not")
    LESS = "lt", N_("less than")
    AT_MOST = "le", N_("at most")
    MORE = "gt", N_("more than")
    AT_LEAST = "ge", N_("at least")
    BETWEEN = "between", N_("from … to …")
    ONE_OF = "in", N_("one of")
    CONTAINS = "contains", N_("contains")
    FILLED = "filled", N_("is filled")
    EMPTY = "empty", N_("is empty")


class Dimension(Record, table=True):
    """What customers are divided by."""

    __tablename__ = "segmentation_dimension"
    label = N_("Dimension"), N_("Dimensions")
    columns = ("name", "axis", "basis", "why")
    at_least = 2

    name: str = text(N_("Dimension"), required=True)
    axis: Axis | None = choice(Axis, N_("Place"), expected=True)
    basis: Basis | None = choice(Basis, N_("Looks at"), expected=True)
    why: str = long_text(N_("Why it matters"), expected=True)


class Value(Record, table=True):
    """One value of a dimension; its conditions are the rule, and all of them must hold."""

    __tablename__ = "segmentation_value"
    label = N_("Value"), N_("Values")
    columns = ("dimension_id", "name", "description")
    at_least = 6

    dimension_id: int | None = reference("segmentation_dimension", N_("Dimension"), expected=True)
    name: str = text(N_("Value"), required=True)
    description: str = long_text(N_("In words"), expected=True)


class Condition(Record, table=True):
    """One condition of a value's rule over a field of the customer profile."""

    __tablename__ = "segmentation_condition"
    label = N_("Condition"), N_("Rules")
    naming = ("value_id", "field_id")
    columns = ("value_id", "field_id", "operator", "operand", "operand_high")
    at_least = 6

    value_id: int | None = reference("segmentation_value", N_("Value"), expected=True)
    field_id: int | None = reference("profile_field", N_("Profile field"), expected=True)
    operator: Operator | None = choice(Operator, N_("Condition"), expected=True)
    operand: str = text(N_("Compared with"), help=N_("A number, a date, a word; several of them separated by semicolons."))
    operand_high: str = text(N_("up to"), help=N_("The upper end of «from … to …»."))


class Segment(Record, table=True):
    """A cell of the matrix: customers alike enough to be offered the same."""

    __tablename__ = "segmentation_segment"
    label = N_("Segment"), N_("Segments")
    columns = ("name", "row_value_id", "column_value_id", "size", "revenue_share", "priority", "needs", "offer", "channels")
    at_least = 6

    name: str = text(N_("Segment"), required=True)
    row_value_id: int | None = reference("segmentation_value", N_("Row"), expected=True)
    column_value_id: int | None = reference("segmentation_value", N_("Column"), expected=True)
    needs: str = long_text(N_("Needs"), expected=True)
    offer: str = long_text(N_("Offer"), expected=True)
    channels: list[Channel] = several(Channel, N_("Channels"), expected=True)
    priority: Importance | None = choice(Importance, N_("Priority"), expected=True)
    size: int | None = integer(N_("Customers"), expected=True)
    revenue_share: Decimal | None = percent(N_("Share of revenue"), expected=True)
    average_check: Decimal | None = money(N_("Average check"))
    goal: str = long_text(N_("What we want from the segment"))
    tone: str = text(N_("How we talk"))
    exclude: str = text(N_("What is never sent"))
