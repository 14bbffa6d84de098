"""The chapter of the roadmap: what works after which wave, who does what by when, what decides the end, what it costs."""

from collections.abc import Callable, Iterator, Sequence

from core.blocks import Block, Callout, Cell, Column, Figure, Heading, Paragraph, Table
from core.fields import FieldSpec, Kind, field_map
from core.i18n import _, ngettext
from core.i18n.formats import day, number
from core.pictures import Picture, Tone
from core.sections.roadmap import load_pictures, pictures
from core.sections.roadmap.plan import by_wave, cost, effort, is_open, live_items, schedule_of
from core.sections.roadmap.records import Item, Status, StatusEntry, Wave
from core.sections.roadmap.schedule import Schedule
from core.store.book import Book
from core.store.printed import cell, record_blocks, record_details, record_table

_COLUMNS = ("name", "owner", "start", "end", "cost", "status")  # as many as an upright page holds


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the roadmap."""
    parts = (_lead, _waves, _items, _critical, _against_agreed, _totals, _load, _risks, _log)
    return tuple(block for part in parts for block in part(book))


def _figure(book: Book, draw: Callable[[Book], Picture | None]) -> list[Block]:
    picture = draw(book)
    return [Figure(picture)] if picture else []


def _lead(book: Book) -> Iterator[Block]:
    rows = live_items(book)
    end = schedule_of(book).end
    if not rows:
        return
    text = ngettext("The roadmap has {n} item.", "The roadmap has {n} items.", len(rows))
    if end:
        text += " " + _("The last one ends on {date}.").format(date=day(end))
    done = sum(row.status is Status.DONE for row in rows)
    under_way = sum(row.status is Status.IN_PROGRESS for row in rows)
    text += " " + _("Done: {done}, in progress: {under_way}, blocked: {blocked}.").format(
        done=done, under_way=under_way, blocked=sum(row.status is Status.BLOCKED for row in rows)
    )
    yield Paragraph(text)
    yield from _blocked(book)


def _blocked(book: Book) -> Iterator[Block]:
    rows = [row for row in book.rows(Item) if row.status is Status.BLOCKED]
    if rows:
        lines = (f"{row.name}: {row.blocked_by}" if row.blocked_by else row.name for row in rows)
        yield Callout("\n".join(lines), _("Blocked now"), Tone.ALARM)


def _waves(book: Book) -> Iterator[Block]:
    yield from record_blocks(book, Wave)


def _items(book: Book) -> Iterator[Block]:
    """Each wave's items as a table, with the rest of what was said under it."""
    parts = [(wave, rows) for wave, rows in by_wave(book) if rows]
    if not parts:
        return
    yield Heading(_("Who does what by when"))
    yield from _figure(book, pictures.gantt)
    for wave, rows in parts:
        title = wave.name if wave else _("No wave")
        yield Heading(title, 3)
        yield record_table(book, Item, rows, _COLUMNS, caption=_("Items: {wave}").format(wave=title))
        details = record_details(book, rows, without={*_COLUMNS, "risks"}, told=("wave_id",))
        if details.entries:
            yield details


# What decides the end.


def _critical(book: Book) -> Iterator[Block]:
    plan = schedule_of(book)
    if len(plan.critical) < 2 or plan.end is None:
        return
    yield Heading(_("What decides the end"))
    text = _("Of all chains this one moves the end on {date} first: {chain}.").format(
        date=day(plan.end), chain=" → ".join(f"“{book.title_of('roadmap_item', each)}”" for each in plan.critical)
    )
    yield Paragraph(f"{text} {_reserve(plan.reserve)}")
    yield Table(_("The chain that decides the end"), _chain_columns(), tuple(_link(book, plan, each) for each in plan.critical))


def _reserve(days: int) -> str:
    if days <= 0:
        return _("It has no reserve: a day lost anywhere in it is a day lost at the end.")
    return ngettext(
        "It has {n} day of reserve; what is lost beyond it moves the end.",
        "It has {n} days of reserve; what is lost beyond them moves the end.",
        days,
    )


def _chain_columns() -> tuple[Column, ...]:
    return (
        Column(_("Item"), 3.0),
        Column(_("Owner"), 1.8),
        Column(_("Start"), 1.3),
        Column(_("End"), 1.3),
        Column(_("Must end by"), 1.3),
        Column(_("Slack, days"), 1.0, numeric=True),
    )


def _link(book: Book, plan: Schedule, each: int) -> tuple[Cell, ...]:
    row = book.get(Item, each)
    assert row
    dates = (plan.early_start[each], plan.early_finish[each], plan.late_finish[each])
    specs = field_map(Item)
    return (
        cell(book, row, specs["name"]),
        cell(book, row, specs["owner"]),
        *(Cell(day(when)) for when in dates),
        Cell(number(plan.slack(each), 0)),
    )


def _against_agreed(book: Book) -> Iterator[Block]:
    """Open items that are heading for another end than agreed."""
    plan, agreed = schedule_of(book), pictures.agreed_end(book)
    if agreed is None or plan.end is None:
        return
    yield Heading(_("Against what was agreed"))
    yield Paragraph(_("The project ends {slip}.").format(slip=pictures.slip_in_words((plan.end - agreed).days)))
    moved = [row for row in book.rows(Item) if is_open(row) and plan.slip.get(row.id)]
    if moved:
        columns = (
            Column(_("Item"), 3.0),
            Column(_("Owner"), 1.8),
            Column(_("Agreed end"), 1.3),
            Column(_("Now expected"), 1.3),
            Column(_("Slip, days"), 1.0, numeric=True),
        )
        yield Table(_("Items with a moved end"), columns, tuple(_moved(book, plan, row) for row in _by_slip(plan, moved)))


def _by_slip(plan: Schedule, rows: Sequence[Item]) -> list[Item]:
    return sorted(rows, key=lambda row: -plan.slip[row.id])


def _moved(book: Book, plan: Schedule, row: Item) -> tuple[Cell, ...]:
    specs = field_map(Item)
    slip = plan.slip[row.id]
    return (
        *(cell(book, row, specs[name]) for name in ("name", "owner", "baseline_end")),
        Cell(day(plan.early_finish[row.id])),
        Cell(("+" if slip > 0 else "−") + number(abs(slip), 0)),
    )


# Money, people, risks, log.


def _totals(book: Book) -> Iterator[Block]:
    parts = by_wave(book)
    if not any(cost(rows) or effort(rows) for _wave, rows in parts):
        return
    everything = [row for _wave, rows in parts for row in rows]
    yield Heading(_("Cost and effort"))
    yield Paragraph(
        _("The roadmap costs {cost} and takes {effort} person-days of the client's team.").format(
            cost=_money(book, everything), effort=number(effort(everything), 0)
        )
    )
    yield from _figure(book, pictures.costs)
    columns = (
        Column(_("Wave"), 3.0),
        Column(_("Items"), 1.0, numeric=True),
        Column(_("Effort, person-days"), 1.2, numeric=True),
        Column(_("Cost"), 1.4, numeric=True),
    )
    rows = [_total(book, wave.name if wave else _("No wave"), items) for wave, items in parts]
    yield Table(_("Cost and effort by wave"), columns, (*rows, _total(book, _("Total"), everything)))


def _money(book: Book, rows: Sequence[Item]) -> str:
    return book.print_value(FieldSpec("cost", Kind.MONEY, ""), cost(rows))


def _total(book: Book, title: str, rows: Sequence[Item]) -> tuple[Cell, ...]:
    live = [row for row in rows if row.status is not Status.DROPPED]
    return Cell(title), Cell(number(len(live), 0)), Cell(number(effort(rows), 1)), Cell(_money(book, rows))


def _load(book: Book) -> Iterator[Block]:
    figures = [*_figure(book, load_pictures.effort), *_figure(book, load_pictures.people)]
    if figures:
        yield Heading(_("Who has how much when"))
        yield from figures


def _risks(book: Book) -> Iterator[Block]:
    rows = [row for row in book.rows(Item) if row.risks or "risks" in row.marks]
    if rows:
        yield Heading(_("Risks"))
        yield record_table(book, Item, rows, ("name", "owner", "risks"), caption=_("Risks and what we do about them"))


def _log(book: Book) -> Iterator[Block]:
    rows = sorted(book.rows(StatusEntry), key=lambda row: (row.said_on is not None, row.said_on), reverse=True)
    yield from record_blocks(book, StatusEntry, rows)
