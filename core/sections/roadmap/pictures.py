"""Pictures of the roadmap: the chart with what decides the end, and what each wave costs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.i18n import N_, _, ngettext
from core.i18n.formats import day, money, percent
from core.pictures import Bars, Gantt, GanttBar, Picture, Series, Tone
from core.sections.roadmap.plan import STARTED, by_wave, cost, end_of, live_items, overdue, schedule_of
from core.sections.roadmap.records import Item, Status, Wave
from core.sections.roadmap.schedule import Schedule
from core.store.book import Book

TONES = {Status.DONE: Tone.MUTED, Status.IN_PROGRESS: Tone.ACCENT, Status.BLOCKED: Tone.ALARM}


def source(book: Book) -> str:
    """What stands under every picture of the roadmap."""
    return _("Roadmap as of {date}").format(date=day(book.today))


# The chart.


def gantt(book: Book) -> Picture | None:
    """Items with dates over the calendar, wave by wave; dropped ones are left out."""
    plan = schedule_of(book)
    bars = tuple(
        _bar(book, plan, wave, row)
        for wave, rows in by_wave(book)
        for row in rows
        if row.status is not Status.DROPPED and row.start and row.duration_days
    )
    if not bars or plan.end is None:
        return None
    return Gantt(
        title=_gantt_title(book, plan),
        alt=_("Roadmap by waves: {items}. The chain that decides the end: {chain}.").format(
            items="; ".join(f"{bar.label} {day(bar.start)} – {day(bar.end)}" for bar in bars),
            chain=" → ".join(bar.label for each in plan.critical for bar in bars if bar.id == each),
        ),
        source=source(book),
        bars=bars,
        today=book.today,
    )


def _bar(book: Book, plan: Schedule, wave: Wave | None, row: Item) -> GanttBar:
    end = end_of(row)
    assert row.start
    assert end
    return GanttBar(
        id=row.id,
        label=row.name,
        group=wave.name if wave else _("No wave"),
        start=row.start,
        end=end,
        progress=float(row.progress or 0),
        tone=tone(row, book.today),
        critical=row.id in plan.critical,
        after=tuple(row.depends_on),
        remark=_remark(book, row, plan.slip.get(row.id, 0)),
    )


def tone(row: Item, today: date) -> Tone:
    """Blocked and overdue ones alarm; done ones step back."""
    if overdue(row, today):
        return Tone.ALARM
    return TONES.get(row.status, Tone.PLAIN) if row.status else Tone.PLAIN


def _remark(book: Book, row: Item, slip: int) -> str:
    words = []
    if row.status is Status.BLOCKED:
        words.append(_("blocked"))
    elif overdue(row, book.today):
        words.append(_("overdue"))
    if slip > 0 and row.status is not Status.DONE:
        words.append(ngettext("+{n} day", "+{n} days", slip))
    return ", ".join(words)


def _gantt_title(book: Book, plan: Schedule) -> str:
    assert plan.end
    agreed = agreed_end(book)
    parts = [_("Ready on {date}").format(date=day(plan.end))]
    agreed = agreed_end(book)
    if agreed:
        parts.append(slip_in_words((plan.end - agreed).days))
    if len(plan.critical) > 1:
        parts.append(ngettext("{n} day of reserve", "{n} days of reserve", plan.reserve) if plan.reserve > 0 else _("no reserve"))
    return ", ".join(parts)


def agreed_end(book: Book) -> date | None:
    """The latest of the agreed ends: when the project was to be ready."""
    return max((row.baseline_end for row in live_items(book) if row.baseline_end), default=None)


def slip_in_words(days: int) -> str:
    """How a forecast compares with what was agreed."""
    if days == 0:
        return _("as agreed")
    if days > 0:
        return ngettext("{n} day later than agreed", "{n} days later than agreed", days)
    return ngettext("{n} day earlier than agreed", "{n} days earlier than agreed", -days)


# Money.

_STAGES: tuple[tuple[str, Tone, tuple[Status | None, ...]], ...] = (
    (N_("done"), Tone.MUTED, (Status.DONE,)),
    (N_("under way"), Tone.ACCENT, STARTED),
    (N_("ahead"), Tone.PLAIN, (Status.PLANNED, None)),
)


def costs(book: Book) -> Picture | None:
    """What each wave costs, by how its items stand."""
    parts = [(wave.name if wave else _("No wave"), rows) for wave, rows in by_wave(book)]
    sums = [cost(rows) for _name, rows in parts]
    whole = sum(sums, Decimal(0))
    if not whole:
        return None
    currency = book.engagement.currency
    dearest = max(range(len(parts)), key=sums.__getitem__)
    return Bars(
        title=_("“{wave}” takes {share} of {whole}").format(
            wave=parts[dearest][0], share=percent(sums[dearest] / whole, 0), whole=money(whole, currency)
        ),
        alt=_("Cost by wave: {waves}.").format(
            waves="; ".join(f"{name} {money(each, currency)}" for (name, _rows), each in zip(parts, sums, strict=True))
        ),
        source=source(book),
        categories=tuple(name for name, _rows in parts),
        series=tuple(Series(_(name), _sums(parts, statuses), look) for name, look, statuses in _STAGES),
        value_title=_("Cost, {currency}").format(currency=currency),
        stacked=True,
        unit=currency,
    )


def _sums(parts: Sequence[tuple[str, list[Item]]], statuses: tuple[Status | None, ...]) -> tuple[float | None, ...]:
    return tuple(float(cost(row for row in rows if row.status in statuses)) for _name, rows in parts)
