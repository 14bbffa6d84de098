"""How far a KPI has come on its way from the baseline to the target, and how its figures are written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.i18n import _, ngettext
from core.i18n.formats import money, number, percent
from core.sections.goals.records import Direction, Frequency, Kpi, Measurement, Unit
from core.store.book import Book

HELD_WITHIN = Decimal("0.02")  # how far a level may stray and still count as held, as a share of the target
NOTICEABLE = Decimal("0.005")  # a smaller share of the way would be printed as «−0 %»
PERIODS = {
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.QUARTERLY: timedelta(days=92),
    Frequency.YEARLY: timedelta(days=366),
}


@dataclass(frozen=True)
class Progress:
    """A KPI with its newest measurement since the baseline; `reached` is the share of the way gone, `held` is for levels to hold."""

    kpi: Kpi
    latest: Measurement | None
    reached: Decimal | None
    held: bool | None = None

    @property
    def moves_away(self) -> bool:
        """Whether it goes back from its baseline, by as much as can be seen."""
        return self.reached is not None and self.reached <= -NOTICEABLE

    @property
    def shown(self) -> Decimal | None:
        """The share of the way as it is printed."""
        return self.reached if self.reached is None or abs(self.reached) >= NOTICEABLE else Decimal(0)


def reached(baseline: Decimal | None, target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """(actual − baseline) ÷ (target − baseline): 0 at the start, 1 at the target, below 0 on the way back.

    None when a figure is missing or there is no way to go.
    """
    if baseline is None or target is None or actual is None or target == baseline:
        return None
    return (actual - baseline) / (target - baseline)


def held(target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether a level to hold is within 2 % of its target."""
    if target is None or actual is None:
        return None
    return abs(actual - target) <= HELD_WITHIN * abs(target)


def newest(measurements: Iterable[Measurement]) -> dict[int, Measurement]:
    """The newest dated value of each KPI."""
    found: dict[int, Measurement] = {}
    for row in measurements:
        if row.kpi_id is None or row.measured_on is None or row.value is None:
            continue
        known = found.get(row.kpi_id)
        if known is None or known.measured_on is None or row.measured_on >= known.measured_on:
            found[row.kpi_id] = row
    return found


def progress_of(kpis: Iterable[Kpi], measurements: Iterable[Measurement]) -> list[Progress]:
    """Each KPI's progress, in the order of the KPIs."""
    last = newest(measurements)
    return [_progress(kpi, last.get(kpi.id)) for kpi in kpis]


def _progress(kpi: Kpi, last: Measurement | None) -> Progress:
    latest = last if last and _since_baseline(kpi, last) else None
    actual = latest.value if latest else None
    if kpi.direction is Direction.HOLD:
        return Progress(kpi, latest, None, held(kpi.target, actual))
    return Progress(kpi, latest, reached(kpi.baseline, kpi.target, actual))


def _since_baseline(kpi: Kpi, row: Measurement) -> bool:
    """What was measured before the baseline's day is history, and on that day the baseline itself: neither is progress."""
    return kpi.baseline_date is None or (row.measured_on is not None and row.measured_on > kpi.baseline_date)


# How figures are written.

_COUNTED: dict[Unit | None, Callable[[int], str]] = {
    Unit.POINTS: lambda n: ngettext("{n} point", "{n} points", n),
    Unit.CUSTOMERS: lambda n: ngettext("{n} customer", "{n} customers", n),
    Unit.ORDERS: lambda n: ngettext("{n} order", "{n} orders", n),
    Unit.ITEMS: lambda n: ngettext("{n} item", "{n} items", n),
    Unit.MESSAGES: lambda n: ngettext("{n} message", "{n} messages", n),
    Unit.DAYS: lambda n: ngettext("{n} day", "{n} days", n),
    Unit.HOURS: lambda n: ngettext("{n} hour", "{n} hours", n),
    Unit.MINUTES: lambda n: ngettext("{n} minute", "{n} minutes", n),
    Unit.TIMES: lambda n: ngettext("{n} time", "{n} times", n),
}


def with_unit(book: Book, unit: Unit | None, value: Decimal | None) -> str:
    """A figure as people read it: «78 %», «€18.50», «868,000 customers». Percentages are kept as they are typed, 78 for 78 %."""
    if value is None:
        return ""
    if unit is Unit.PERCENT:
        return percent(value / 100, 2)
    if unit is Unit.MONEY:
        return money(round(value) if abs(value) >= 1000 else value, book.engagement.currency)
    if unit in _COUNTED:
        return _counted(unit, value)
    return number(value)


def without_noun(book: Book, unit: Unit | None, value: Decimal | None) -> str:
    """The same where the noun follows with the next figure: «6.4 → 6.8 times»."""
    return number(value) if value is not None and unit in _COUNTED else with_unit(book, unit, value)


def _counted(unit: Unit | None, value: Decimal) -> str:
    # Fractions take the form of «two»: 6.4 times, 6,4 раза.
    count = int(abs(value)) if value == int(value) else 2
    text = _COUNTED[unit](count)
    return text.replace(str(count), number(value), 1)


def standing(progress: Progress) -> str:
    """How a KPI stands, in words for a table's cell."""
    if progress.held is not None:
        return _("held") if progress.held else _("not held")
    if progress.reached is None:
        return "" if progress.latest else _("not measured yet")
    return percent(progress.shown or 0, 0)
