"""Who does what by when to put the strategy into practice."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from core.column_types import Choice
from core.fields import (
    Computed,
    Derived,
    Kind,
    References,
    choice,
    day,
    decimal,
    integer,
    long_text,
    money,
    percent,
    reference,
    references,
    text,
)
from core.i18n import N_, _
from core.sections.roadmap.schedule import cycles, end_date
from core.store.records import Record


class ItemKind(Choice):
    """What an item builds."""

    INFRASTRUCTURE = "infrastructure", N_("IT infrastructure")
    DATA = "data", N_("Data")
    INTEGRATION = "integration", N_("Integration")
    SEGMENT = "segment", N_("Segmentation")
    MECHANIC = "mechanic", N_("Mechanic")
    SCENARIO = "scenario", N_("Communication scenario")
    CONTENT = "content", N_("Content")
    ORGANISATION = "organisation", N_("People and standards")
    ANALYTICS = "analytics", N_("Analytics")
    LEGAL = "legal", N_("Law and consent")


class Status(Choice):
    """How an item stands."""

    PLANNED = "planned", N_("planned")
    IN_PROGRESS = "in_progress", N_("in progress")
    BLOCKED = "blocked", N_("blocked")
    DONE = "done", N_("done")
    DROPPED = "dropped", N_("dropped")


class Wave(Record, table=True):
    """A step of the rollout that ends in something of use."""

    __tablename__ = "roadmap_wave"
    label = N_("Wave"), N_("Waves")
    columns = ("name", "result", "starts", "ends")
    at_least = 2

    name: str = text(N_("Wave"), required=True)
    result: str = long_text(N_("What works after it"), expected=True)
    starts: date | None = day(N_("From"), expected=True)
    ends: date | None = day(N_("To"), expected=True)


class Item(Record, table=True):
    """A piece of work with an owner and dates."""

    __tablename__ = "roadmap_item"
    label = N_("Roadmap item"), N_("Items")
    columns = ("name", "wave_id", "kind", "owner", "start", "duration_days", "end", "depends_on", "status", "progress")
    at_least = 12

    name: str = text(N_("Item"), required=True)
    wave_id: int | None = reference("roadmap_wave", N_("Wave"), expected=True)
    kind: ItemKind | None = choice(ItemKind, N_("Kind"), expected=True)
    result: str = long_text(N_("Result, how it is accepted"), expected=True)
    goals: ClassVar[References] = references("goals_goal", N_("Goals served"))
    kpis: ClassVar[References] = references("goals_kpi", N_("KPIs moved"))
    systems: ClassVar[References] = references("audit_system", N_("Systems touched"))
    owner: str = text(N_("Owner"), expected=True)
    start: date | None = day(N_("Start"), expected=True)
    duration_days: int | None = integer(
        N_("Duration, days"), help=N_("Calendar days, first and last included."), low=1, high=3650, expected=True
    )
    depends_on: ClassVar[References] = references("roadmap_item", N_("Depends on"))
    effort_days: Decimal | None = decimal(N_("Effort, person-days"), low=0)
    cost: Decimal | None = money(N_("Cost"))
    status: Status | None = choice(Status, N_("Status"), expected=True)
    progress: Decimal | None = percent(N_("Completion"))
    blocked_by: str = text(N_("What blocks it"))
    risks: str = long_text(N_("Risks and what we do about them"))
    baseline_start: date | None = day(N_("Agreed start"))
    baseline_end: date | None = day(N_("Agreed end"))

    computed: ClassVar[Derived] = (Computed("end", Kind.DATE, N_("End"), lambda row: end_date(row.start, row.duration_days)),)

    @classmethod
    def refuse(cls, book: Any, row_id: int, values: dict[str, Any]) -> tuple[str, str] | None:
        """A dependency that would make the item wait for itself."""
        if "depends_on" not in values:
            return None
        after = {row.id: row.depends_on for row in book.rows(cls)} | {row_id: values["depends_on"]}
        circle = next((each for each in cycles(after) if row_id in each), None)
        if circle is None:
            return None
        path = circle_in_words(book, circle)
        return "depends_on", _("This would make the item wait for itself: {path}.").format(path=path)


def circle_in_words(book: Any, circle: tuple[int, ...]) -> str:
    """A circle of dependencies by the items' names: «A → B → A», each waited for by the next."""
    return " → ".join(book.title(book.get(Item, each)) for each in circle)


class StatusEntry(Record, table=True):
    """What was said of an item on a day; written along with a change of status too."""

    __tablename__ = "roadmap_status_entry"
    label = N_("Status entry"), N_("Status log")
    naming = ("item_id", "said_on")
    columns = ("said_on", "item_id", "status", "comment", "author")

    item_id: int | None = reference("roadmap_item", N_("Item"), expected=True)
    said_on: date | None = day(N_("Date"), expected=True)
    status: Status | None = choice(Status, N_("Status"), expected=True)
    comment: str = long_text(N_("Comment"))
    author: str = text(N_("Author"))
