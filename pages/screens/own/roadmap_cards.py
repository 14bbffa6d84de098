"""The cards of the roadmap's board: what each item says of itself, and what must be seen on it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from core import workbench
from core.i18n import _, formats
from core.pictures import GanttBar, Tone
from core.workbench import Book
from pages.widgets.board import Card, Sign

SECTION = "roadmap"
PLANNED, BLOCKED, DONE = "planned", "blocked", "done"
NO_STATUS = ""  # such cards stand in the first lane


def cards_of(book: Book, rows: Iterable[Any]) -> list[Card]:
    """Wave by wave, in the order of their ends."""
    bars = _bars(book)
    places = {wave.id: (at, book.title(wave)) for at, wave in enumerate(book.rows(workbench.section(SECTION).record("wave")))}
    no_wave = len(places), _("No wave")
    ordered = sorted(rows, key=lambda row: (places.get(row.wave_id, no_wave), _end(row) or date.max))
    return [_card(book, row, places.get(row.wave_id, no_wave)[1], bars.get(row.id)) for row in ordered]


def _bars(book: Book) -> dict[int, GanttBar]:
    """What the section's own chart says of each item with dates: is it critical, how far it slipped."""
    chart = next(spec for spec in workbench.section(SECTION).pictures if spec.key == "gantt").draw(book)
    return {bar.id: bar for bar in getattr(chart, "bars", ())}


def _end(row: Any) -> date | None:
    return next((figure.of(row) for figure in row.computed if figure.name == "end"), None)


def _card(book: Book, row: Any, wave: str, bar: GanttBar | None) -> Card:
    status = row.status.value if row.status else NO_STATUS
    end = _end(row)
    until = _("till {date}").format(date=formats.day(end)) if end else _("no dates")
    under_way = row.progress is not None and status not in (PLANNED, DONE, NO_STATUS)
    return Card(
        id=row.id,
        lane=status or PLANNED,
        title=book.title(row),
        meta=" · ".join((row.owner or _("no owner"), until)),
        group=wave,
        seen=status,
        progress=float(row.progress) if under_way else None,
        progress_text=formats.percent(row.progress, 0) if under_way else "",
        signs=tuple(_signs(row, status, bar)),
    )


def _signs(row: Any, status: str, bar: GanttBar | None) -> Iterable[Sign]:
    if status == BLOCKED and row.blocked_by:
        yield Sign("■", row.blocked_by, Tone.ALARM)
    if bar and bar.remark:
        yield Sign("▲", bar.remark, Tone.ALARM if bar.tone is Tone.ALARM else Tone.PLAIN)
    if bar and bar.critical and status != DONE:
        yield Sign("◆", _("decides the end"))
