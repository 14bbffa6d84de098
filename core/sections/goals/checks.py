"""What a set of goals must not leave open: goals that serve nothing, figures without a start or an end, sums that do not add up."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from core.checks import Hit, check, hit
from core.fields import field_map
from core.i18n import N_, _
from core.i18n.formats import day
from core.sections.goals.drivers import FIELDS, is_off, should_be
from core.sections.goals.progress import PERIODS, newest, with_unit
from core.sections.goals.records import Direction, Driver, Goal, GoalLevel, Kpi, Measurement
from core.sections.goals.tree import above, circles, parents_of, parts_of
from core.store.book import Book
from core.store.printed import missing
from core.store.records import Record

TIME_TO_COLLECT = timedelta(days=2)  # the least that a new figure may take after its period


def _serves(goals: dict[int, Goal], goal: Goal, level: GoalLevel) -> bool:
    return any(each.level is level for each in above(goals, goal))


def _unserving(book: Book, level: GoalLevel, wanted: GoalLevel) -> Iterator[Hit]:
    goals = {row.id: row for row in book.rows(Goal)}
    for row in goals.values():
        if row.level is level and not _serves(goals, row, wanted):
            yield hit(row, "parent_id", name=book.title(row))


@check(
    "goals.E001",
    sentence=N_("The CRM goal “{name}” serves no business goal."),
    hint=N_("Say which business goal it serves, or write that goal down; if there is none, drop the CRM goal."),
    why=N_("CRM marketing that does not lead to a goal of the business is the first thing to be cut."),
)
def crm_goal_serves_a_business_goal(book: Book) -> Iterator[Hit]:
    """Up the tree from every CRM goal there is a business goal."""
    return _unserving(book, GoalLevel.CRM, GoalLevel.BUSINESS)


@check(
    "goals.E002",
    sentence=N_("The task “{name}” serves no CRM goal."),
    hint=N_("Hang it under the CRM goal that it brings nearer, or drop it."),
    why=N_("A task that serves no goal eats the team's days and cannot be judged when it is done."),
)
def task_serves_a_crm_goal(book: Book) -> Iterator[Hit]:
    """Up the tree from every task there is a CRM goal."""
    return _unserving(book, GoalLevel.TASK, GoalLevel.CRM)


def _going_round(book: Book, record: type[Goal] | type[Driver]) -> Iterator[Hit]:
    rows: dict[int, Goal | Driver] = {row.id: row for row in book.rows(record)}
    for circle in circles({each: parent for each, parent in parents_of(rows.values()).items() if parent in rows}):
        yield hit(rows[circle[0]], "parent_id", names=" → ".join(book.title(rows[each]) for each in circle))


@check(
    "goals.E003",
    sentence=N_("Goals serve each other in a circle: {names}."),
    hint=N_("Decide which of them stands highest and take away what it serves."),
    why=N_("In a circle nothing is the end that the rest is a means to; the tree cannot be drawn or explained."),
)
def goals_do_not_go_round(book: Book) -> Iterator[Hit]:
    """No goal serves itself by way of others."""
    return _going_round(book, Goal)


@check(
    "goals.E004",
    sentence=N_("The target of “{name}” ({target}) lies the wrong way from its baseline ({baseline}): {direction}."),
    hint=N_("Check the figures and the direction; one of the three is wrong."),
    why=N_("A target that makes things worse will be reached, and praised."),
)
def target_moves_the_right_way(book: Book) -> Iterator[Hit]:
    """More where more is better, less where less is, the same where the level is to be held."""
    for row in book.rows(Kpi):
        if _moves_wrongly(row):
            figures = {name: with_unit(book, row.unit, getattr(row, name)) for name in ("target", "baseline")}
            yield hit(row, "target", name=book.title(row), direction=_direction(book, row), **figures)


def _moves_wrongly(row: Kpi) -> bool:
    if row.direction is None or row.baseline is None or row.target is None:
        return False
    step = row.target - row.baseline
    return {Direction.UP: step <= 0, Direction.DOWN: step >= 0, Direction.HOLD: is_off(row.target, row.baseline)}[row.direction]


def _direction(book: Book, row: Kpi) -> str:
    return book.printed(row, field_map(Kpi)["direction"])


@check(
    "goals.E005",
    sentence=N_("“{name}” is {value}, but its parts make {wanted} ({when})."),
    hint=N_("Correct the figure or its parts; if a part is missing, add it."),
    why=N_("A driver tree that does not multiply out promises revenue that no part of it will bring."),
)
def parts_make_up_the_driver(book: Book) -> Iterator[Hit]:
    """The product or the sum of the parts is within 2 % of the driver, now and at the target."""
    parts = parts_of(book.rows(Driver))
    for row in book.rows(Driver):
        for field in FIELDS:
            value, wanted = getattr(row, field), should_be(row, parts.get(row.id, []), field)
            if is_off(value, wanted):
                figures = {"value": with_unit(book, row.unit, value), "wanted": with_unit(book, row.unit, wanted)}
                yield hit(row, field, name=book.title(row), when=_(field_map(Driver)[field].title).lower(), **figures)


@check(
    "goals.E006",
    sentence=N_("Drivers are parts of each other in a circle: {names}."),
    hint=N_("Decide which of them is the whole and take away what it is a part of."),
    why=N_("What is a part of itself can be neither summed up nor drawn."),
)
def drivers_do_not_go_round(book: Book) -> Iterator[Hit]:
    """No driver is a part of itself by way of others."""
    return _going_round(book, Driver)


@check(
    "goals.W001",
    sentence=N_("“{name}” is due on {deadline}, after “{parent}” that it serves ({parent_deadline})."),
    hint=N_("Bring the deadline forward, or move the deadline of the goal above."),
    why=N_("What comes after the deadline of a goal cannot help to reach it."),
)
def goal_is_due_before_the_one_it_serves(book: Book) -> Iterator[Hit]:
    """A goal's deadline is not later than that of the goal above."""
    for row in book.rows(Goal):
        parent = book.get(Goal, row.parent_id)
        if parent and row.deadline and parent.deadline and row.deadline > parent.deadline:
            days = {"deadline": day(row.deadline), "parent_deadline": day(parent.deadline)}
            yield hit(row, "deadline", name=book.title(row), parent=book.title(parent), **days)


@check(
    "goals.W002",
    sentence=N_("The CRM goal “{name}” has no KPI."),
    hint=N_("Choose the figure that will tell whether it is reached; the library has the usual ones."),
    why=N_("A goal that nobody measures is reached whenever somebody says so."),
)
def crm_goal_has_a_kpi(book: Book) -> Iterator[Hit]:
    """Every CRM goal is measured by a KPI."""
    measured = {row.goal_id for row in book.rows(Kpi)}
    for row in book.rows(Goal):
        if row.level is GoalLevel.CRM and row.id not in measured:
            yield hit(row, "name", name=book.title(row))


def _lacking(book: Book, rows: Iterable[Record], fields: tuple[str, ...]) -> Iterator[Hit]:
    """One finding a record, about the first of these fields that is empty; «not applicable» is an answer."""
    for row in rows:
        unsaid = {spec.name for spec in missing(row)}
        first = next((name for name in fields if name in unsaid), None)
        if first:
            yield hit(row, first, name=book.title(row))


@check(
    "goals.W003",
    sentence=N_("“{name}” has no baseline, or nobody knows where it comes from."),
    hint=N_("Measure it now, and write down the report or the calculation it was taken from."),
    why=N_("Without a starting figure that can be checked, any result can be called a success or a failure."),
)
def kpi_has_a_baseline_with_a_source(book: Book) -> Iterator[Hit]:
    """A KPI has a starting figure and says where it comes from."""
    return _lacking(book, book.rows(Kpi), ("baseline", "baseline_source"))


@check(
    "goals.W004",
    sentence=N_("“{name}” has no deadline or no owner."),
    hint=N_("Agree in the workshop who answers for the figure, and by when."),
    why=N_("A figure without a name and a date beside it is a wish."),
)
def kpi_has_a_deadline_and_an_owner(book: Book) -> Iterator[Hit]:
    """Somebody answers for every KPI, by a day."""
    return _lacking(book, book.rows(Kpi), ("deadline", "owner"))


@check(
    "goals.W005",
    sentence=N_("“{name}” is to be measured {frequency}, but the last figure is of {last}."),
    hint=N_("Enter the newest figure, or measure less often and say so."),
    why=N_("A KPI that is not measured is not managed; the roadmap is steered by old figures."),
)
def kpi_is_measured_as_often_as_promised(book: Book) -> Iterator[Hit]:
    """The newest figure is not older than a period and a half; a KPI never measured has two periods from its baseline on."""
    last = newest(book.rows(Measurement))
    for row in book.rows(Kpi):
        found = last.get(row.id)
        measured = found.measured_on if found else None
        if _is_late(row, measured, book.today):
            frequency = book.printed(row, field_map(Kpi)["frequency"])
            yield hit(row, "frequency", name=book.title(row), frequency=frequency, last=day(measured or row.baseline_date or book.today))


def _is_late(row: Kpi, measured: date | None, today: date) -> bool:
    if row.frequency is None:
        return False
    period = PERIODS[row.frequency]
    if measured:
        return today - measured > period + max(period / 2, TIME_TO_COLLECT)
    return row.baseline_date is not None and today - row.baseline_date > 2 * period


@check(
    "goals.W006",
    sentence=N_("“{name}” has parts, but nobody said whether they are multiplied or added."),
    hint=N_("Choose how the parts make it up."),
    why=N_("Only a tree that can be calculated shows which part is worth the effort."),
)
def driver_with_parts_says_how_they_make_it_up(book: Book) -> Iterator[Hit]:
    """A driver that has parts has an operation."""
    parts = parts_of(book.rows(Driver))
    return (hit(row, "operation", name=book.title(row)) for row in book.rows(Driver) if row.id in parts and row.operation is None)


@check(
    "goals.H001",
    sentence=N_("No CRM goal serves the business goal “{name}”."),
    hint=N_("Ask what CRM marketing can do for it; if nothing, leave the goal to others and take it out."),
    why=N_("The sponsor reads the business goals first and asks what the strategy does for each of them."),
)
def business_goal_is_served(book: Book) -> Iterator[Hit]:
    """Under every business goal there is a CRM goal, once there are any."""
    goals = {row.id: row for row in book.rows(Goal)}
    crm = [row for row in goals.values() if row.level is GoalLevel.CRM]
    served = {each.id for row in crm for each in above(goals, row)}
    if crm:
        yield from (
            hit(row, "name", name=book.title(row)) for row in goals.values() if row.level is GoalLevel.BUSINESS and row.id not in served
        )
