"""The diary of competitors' messages: who wrote when, and whether anybody still watches."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from core.sections.competitors.records import Message

MONTHS_SHOWN = 12


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the month's last one when it is shorter."""
    count = day.year * 12 + day.month - 1 - months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))


def months_of(messages: Iterable[Message]) -> list[date]:
    """Every month from the first message to the last, at most the last twelve."""
    days = [each.received_on for each in messages if each.received_on]
    if not days:
        return []
    months = [month_of(max(days))]
    while months[0] > month_of(min(days)) and len(months) < MONTHS_SHOWN:
        months.insert(0, months_before(months[0], 1))
    return months


def counts(messages: Iterable[Message]) -> Counter[tuple[int, date]]:
    """Messages by company and month."""
    return Counter((each.competitor_id, month_of(each.received_on)) for each in messages if each.competitor_id and each.received_on)


def last_seen(messages: Iterable[Message]) -> dict[int, date]:
    """The day of each company's latest message."""
    found: dict[int, date] = {}
    for each in messages:
        if each.competitor_id and each.received_on:
            found[each.competitor_id] = max(each.received_on, found.get(each.competitor_id, each.received_on))
    return found
