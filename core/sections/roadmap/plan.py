"""The roadmap's records as a schedule: which items count, how they stand today, what they ask of whom."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from core.sections.roadmap.load import Work
from core.sections.roadmap.records import Item, Status, Wave
from core.sections.roadmap.schedule import Schedule, Task, end_date, schedule
from core.store.book import Book

OPEN = (None, Status.PLANNED, Status.IN_PROGRESS, Status.BLOCKED)
STARTED = (Status.IN_PROGRESS, Status.BLOCKED)


def end_of(item: Item) -> date | None:
    """The last day in the plan; None while it has no dates."""
    return end_date(item.start, item.duration_days)


def is_open(item: Item) -> bool:
    """Neither done nor dropped."""
    return item.status in OPEN


def overdue(item: Item, today: date) -> bool:
    """The last day is past, and it is neither done nor dropped."""
    end = end_of(item)
    return end is not None and end < today and is_open(item)


def live_items(book: Book) -> list[Item]:
    """All that were not dropped."""
    return [row for row in book.rows(Item) if row.status is not Status.DROPPED]


def tasks(book: Book) -> list[Task]:
    """The items that have dates and were not dropped."""
    return [
        Task(row.id, row.start, row.duration_days, tuple(row.depends_on), row.status is Status.DONE, row.baseline_end)
        for row in live_items(book)
        if row.start and row.duration_days
    ]


def schedule_of(book: Book) -> Schedule:
    """The schedule of the roadmap as it stands today."""
    return schedule(tasks(book), book.today)


def works(items: Iterable[Item]) -> list[Work]:
    """What items with an owner and dates ask of them."""
    return [
        Work(row.owner, row.start, end, float(row.effort_days or 0)) for row in items if row.owner and row.start and (end := end_of(row))
    ]


def by_wave(book: Book) -> list[tuple[Wave | None, list[Item]]]:
    """Items wave by wave, each wave's by their start; those of no wave last, under None."""
    waves: list[Wave | None] = [*book.rows(Wave), None]
    known = {wave.id for wave in waves if wave}
    parts: dict[int | None, list[Item]] = {}
    for row in sorted(book.rows(Item), key=lambda row: row.start or date.max):
        parts.setdefault(row.wave_id if row.wave_id in known else None, []).append(row)
    found = [(wave, parts.get(wave.id if wave else None, [])) for wave in waves]
    return [(wave, items) for wave, items in found if wave or items]


def cost(items: Iterable[Item]) -> Decimal:
    """What items cost together; dropped ones cost nothing."""
    return sum((row.cost for row in items if row.cost and row.status is not Status.DROPPED), Decimal(0))


def effort(items: Iterable[Item]) -> Decimal:
    """Their effort together, person-days; dropped ones ask for nothing."""
    return sum((row.effort_days for row in items if row.effort_days and row.status is not Status.DROPPED), Decimal(0))
