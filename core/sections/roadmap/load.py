"""Who has how much when: items and person-days by owner and month. Pure: dates in, figures out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Work:
    """What an item asks of its owner: dates inclusive, effort in person-days."""

    owner: str
    start: date
    end: date
    effort: float = 0.0


@dataclass
class Load:
    """What one owner has in one month: items running, person-days of effort."""

    items: int = 0
    effort: float = 0.0


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from one date to another."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next_month(month)


def _next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def load(works: Iterable[Work]) -> dict[tuple[str, date], Load]:
    """Load by owner and month (its first day). Effort is spread evenly over an item's calendar days, so the sum is kept."""
    loads: dict[tuple[str, date], Load] = defaultdict(Load)
    for work in works:
        whole = (work.end - work.start).days + 1
        for month in months(work.start, work.end):
            days = (min(work.end, _next_month(month) - ONE_DAY) - max(work.start, month)).days + 1
            cell = loads[work.owner, month]
            cell.items += 1
            cell.effort += work.effort * days / whole
    return dict(loads)


def at_the_same_time(spans: Iterable[tuple[date, date]]) -> tuple[int, date | None]:
    """How many spans (first and last day included) run on the busiest day, and the first such day."""
    steps = sorted(step for start, end in spans for step in ((start, 1), (end + ONE_DAY, -1)))
    running, most, busiest = 0, 0, None
    for moment, change in steps:  # on one day ends come before starts: −1 sorts before 1
        running += change
        if running > most:
            most, busiest = running, moment
    return most, busiest
