"""What the company wants, what CRM marketing does for it, and the figures that will tell."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from core.column_types import Choice
from core.fields import choice, day, decimal, long_text, reference, text
from core.i18n import N_, _
from core.sections.goals.tree import circle_with, parents_of
from core.store.records import Record
from core.vocabulary import Importance


class GoalLevel(Choice):
    """Where a goal stands in the tree."""

    BUSINESS = "business", N_("Business goal")
    CRM = "crm", N_("CRM goal")
    TASK = "task", N_("Task")


class Direction(Choice):
    """Which way is better."""

    UP = "up", N_("the more the better")
    DOWN = "down", N_("the less the better")
    HOLD = "hold", N_("hold the level")


class Unit(Choice):
    """What a figure counts."""

    PERCENT = "percent", N_("%")
    POINTS = "points", N_("points")
    MONEY = "money", N_("money")
    CUSTOMERS = "customers", N_("customers")
    ORDERS = "orders", N_("orders")
    ITEMS = "items", N_("items")
    MESSAGES = "messages", N_("messages")
    DAYS = "days", N_("days")
    HOURS = "hours", N_("hours")
    MINUTES = "minutes", N_("minutes")
    TIMES = "times", N_("times")
    RATIO = "ratio", N_("ratio")


class KpiArea(Choice):
    """What side of the work a KPI measures."""

    VALUE = "value", N_("Customer value")
    RETENTION = "retention", N_("Retention")
    BASKET = "basket", N_("Basket and frequency")
    ACQUISITION = "acquisition", N_("Acquisition")
    LOYALTY = "loyalty", N_("Loyalty programme")
    COMMUNICATION = "communication", N_("Communications")
    SATISFACTION = "satisfaction", N_("Satisfaction and service")
    DATA = "data", N_("Data and consent")
    ECONOMICS = "economics", N_("Economics")


class Frequency(Choice):
    """How often it is measured."""

    DAILY = "daily", N_("daily")
    WEEKLY = "weekly", N_("weekly")
    MONTHLY = "monthly", N_("monthly")
    QUARTERLY = "quarterly", N_("quarterly")
    YEARLY = "yearly", N_("yearly")


class BaselineOrigin(Choice):
    """Where the starting figure comes from."""

    TYPED = "typed", N_("typed in")
    COMPUTED = "computed", N_("computed from the base")


class Operation(Choice):
    """How the parts of a driver make it up."""

    MULTIPLY = "multiply", N_("product of its parts")
    ADD = "add", N_("sum of its parts")


def _refuse_circle(record: type[Record], book: Any, row_id: int, values: Mapping[str, Any]) -> tuple[str, str] | None:
    """No record may hang on itself, not even by way of others."""
    if values.get("parent_id") is None:
        return None
    circle = circle_with(parents_of(book.rows(record)), row_id, values["parent_id"])
    if not circle:
        return None
    names = " → ".join(book.title(book.get(record, each)) for each in circle)
    return "parent_id", _("That would lead round in a circle: {names}.").format(names=names)


class Goal(Record, table=True):
    """A goal or a task; each serves the one above it."""

    __tablename__ = "goals_goal"
    label = N_("Goal"), N_("Goals and tasks")
    columns = ("level", "name", "parent_id", "measure", "deadline", "owner", "priority")
    at_least = 8

    level: GoalLevel | None = choice(GoalLevel, N_("Level"), expected=True)
    name: str = text(N_("Goal"), required=True)
    parent_id: int | None = reference("goals_goal", N_("Serves"), help=N_("The goal above that this one serves."))
    why: str = long_text(N_("Why it matters"))
    measure: str = text(N_("How success shows"), expected=True)
    deadline: date | None = day(N_("Deadline"), expected=True)
    owner: str = text(N_("Owner"), expected=True)
    priority: Importance | None = choice(Importance, N_("Priority"))

    @classmethod
    def refuse(cls, book: Any, row_id: int, values: dict[str, Any]) -> tuple[str, str] | None:
        """A goal may not serve itself."""
        return _refuse_circle(cls, book, row_id, values)


class Kpi(Record, table=True):
    """A figure that tells whether a goal is being reached."""

    __tablename__ = "goals_kpi"
    label = N_("KPI"), N_("KPIs")
    columns = ("name", "goal_id", "unit", "baseline", "target", "deadline", "owner", "direction", "frequency")
    at_least = 8

    name: str = text(N_("KPI"), required=True)
    area: KpiArea | None = choice(KpiArea, N_("Area"))
    goal_id: int | None = reference("goals_goal", N_("Goal"), expected=True)
    formula: str = long_text(N_("Formula"), expected=True)
    unit: Unit | None = choice(Unit, N_("Unit"), expected=True)
    direction: Direction | None = choice(Direction, N_("Direction"), expected=True)
    baseline: Decimal | None = decimal(N_("Baseline"), expected=True)
    baseline_date: date | None = day(N_("Baseline as of"), expected=True)
    baseline_source: str = text(N_("Source of the baseline"), expected=True)
    baseline_origin: BaselineOrigin | None = choice(BaselineOrigin, N_("Origin of the baseline"))
    target: Decimal | None = decimal(N_("Target"), expected=True)
    deadline: date | None = day(N_("Deadline"), expected=True)
    owner: str = text(N_("Owner"), expected=True)
    frequency: Frequency | None = choice(Frequency, N_("Measured"), expected=True)


class Measurement(Record, table=True):
    """A KPI's value on a day."""

    __tablename__ = "goals_measurement"
    label = N_("Measurement"), N_("Measurements")
    naming = ("kpi_id", "measured_on")
    columns = ("kpi_id", "measured_on", "value", "comment")

    kpi_id: int | None = reference("goals_kpi", N_("KPI"), expected=True)
    measured_on: date | None = day(N_("Date"), expected=True)
    value: Decimal | None = decimal(N_("Value"), expected=True)
    comment: str = text(N_("Comment"))


class Driver(Record, table=True):
    """A part of what revenue is made of: revenue = active customers × orders per customer × average check."""

    __tablename__ = "goals_driver"
    label = N_("Driver"), N_("Driver tree")
    columns = ("name", "parent_id", "operation", "unit", "now", "target", "kpi_id")
    at_least = 4

    name: str = text(N_("Driver"), required=True)
    parent_id: int | None = reference("goals_driver", N_("Part of"))
    operation: Operation | None = choice(Operation, N_("Made up as"), help=N_("For a driver that has parts."))
    unit: Unit | None = choice(Unit, N_("Unit"), expected=True)
    now: Decimal | None = decimal(N_("Now"), expected=True)
    target: Decimal | None = decimal(N_("Target"), expected=True)
    kpi_id: int | None = reference("goals_kpi", N_("Watched by KPI"))
    lever: str = long_text(N_("What moves it"))

    @classmethod
    def refuse(cls, book: Any, row_id: int, values: dict[str, Any]) -> tuple[str, str] | None:
        """A driver may not be a part of itself."""
        return _refuse_circle(cls, book, row_id, values)
