"""The chapter of the audit: what customers live through, then what the company has to work with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from core.blocks import Block, Callout, Cell, Figure, Heading, Paragraph, Table
from core.fields import FieldSpec, Kind
from core.i18n import _, ngettext
from core.i18n.formats import number, percent
from core.pictures import Picture, Tone
from core.sections.audit import pictures
from core.sections.audit.acquisition import Totals, totals
from core.sections.audit.journey import by_priority, is_broken, lowest, stage_emotions
from core.sections.audit.maturity_chapter import maturity
from core.sections.audit.records import Acquisition, Automation, Process, Stage, Standard, System, Touchpoint, priority
from core.store.book import Book
from core.store.printed import record_blocks, record_details, record_table


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the audit."""
    parts = (_journey, _touchpoints, _processes, _systems, maturity, _acquisition)
    return tuple(block for part in parts for block in part(book))


def _figure(book: Book, draw: Callable[[Book], Picture | None]) -> list[Block]:
    picture = draw(book)
    return [Figure(picture)] if picture else []


def _journey(book: Book) -> Iterator[Block]:
    stages = book.rows(Stage)
    if not stages:
        return
    yield Heading(_("Customer journey"))
    worst = lowest(stages, stage_emotions(stages, book.rows(Touchpoint)))
    text = ngettext("The customer's journey has {n} stage.", "The customer's journey has {n} stages.", len(stages))
    if worst and worst[1] < 0:
        text += " " + _("Customers feel worst at “{stage}” (emotion {emotion} on a scale from −2 to +2).").format(
            stage=worst[0].name, emotion=pictures.signed(worst[1])
        )
    yield Paragraph(text)
    yield from _figure(book, pictures.journey)
    yield from record_blocks(book, Stage, stages, heading=False)


def _touchpoints(book: Book) -> Iterator[Block]:
    rows = by_priority(book.rows(Touchpoint))
    if not rows:
        return
    yield Heading(_("Touchpoints"))
    yield Paragraph(_touchpoints_lead(rows))
    yield from _figure(book, pictures.touchpoints)  # first, for it may take the rest of the page
    broken = [each for each in rows if is_broken(each)]
    if broken:
        yield Callout(_named(broken), _("Vital and broken: mend first"), Tone.ALARM)
    yield from record_blocks(book, Touchpoint, rows, caption=_("Touchpoints, the most urgent first"), heading=False)


def _named(broken: Sequence[Touchpoint], most: int = 5) -> str:
    names = "; ".join(_("{name} (priority {priority})").format(name=each.name, priority=priority(each)) for each in broken[:most])
    rest = len(broken) - most
    return names if rest <= 0 else f"{names}; " + ngettext("{n} more in the table", "{n} more in the table", rest)


def _touchpoints_lead(rows: Sequence[Touchpoint]) -> str:
    decisive = sum(each.moment_of_truth for each in rows)
    counted = ngettext("{n} touchpoint was examined,", "{n} touchpoints were examined,", len(rows))
    truths = ngettext("{n} of them is a moment of truth.", "{n} of them are moments of truth.", decisive)
    order = _("Priority is importance × (5 − quality), from 0 to 20: the higher, the sooner effort pays.")
    return f"{counted} {truths} {order}"


def _processes(book: Book) -> Iterator[Block]:
    rows = book.rows(Process)
    if not rows:
        return
    yield Heading(_("Processes"))
    followed = sum(each.standard is Standard.USED for each in rows)
    easy = sum(each.automation is Automation.EASY for each in rows)
    yield Paragraph(
        _("Processes examined: {all}. Written down and followed: {followed}. Can be automated now: {easy}.").format(
            all=len(rows), followed=followed, easy=easy
        )
    )
    yield from record_blocks(book, Process, rows, heading=False)


def _systems(book: Book) -> Iterator[Block]:
    rows = book.rows(System)
    if not rows:
        return
    yield Heading(_("Systems and data"))
    text = ngettext("Customers' data live in {n} system.", "Customers' data live in {n} systems.", len(rows))
    costs = [each.cost for each in rows if each.cost is not None]
    if costs:
        spec = FieldSpec("cost", Kind.MONEY, "")
        text += " " + _("Together they cost {cost} a year.").format(cost=book.print_value(spec, sum(costs, Decimal(0))))
    yield Paragraph(text)
    yield from record_blocks(book, System, rows, heading=False)


# Acquisition: more columns than a page holds, so the ticks and the revenue follow as details.

_BEFORE, _AFTER = ("name", "period", "budget"), ("leads", "buyers", "conversion", "cost_per_lead", "cac")


def _acquisition(book: Book) -> Iterator[Block]:
    rows = book.rows(Acquisition)
    if not rows:
        return
    sums = totals(rows)
    yield Heading(_("Acquisition"))
    for each in sums:
        if each.conversion is not None:
            yield Paragraph(_acquisition_lead(book, each))
    yield Paragraph(_measured(rows))
    yield from _figure(book, pictures.acquisition)
    columns = (*_BEFORE, "visits", *_AFTER) if any(each.visits is not None for each in rows) else (*_BEFORE, *_AFTER)
    yield _with_totals(book, record_table(book, Acquisition, rows, columns), columns, sums)
    details = record_details(book, rows, without=columns)
    if details.entries:
        yield details


def _acquisition_lead(book: Book, total: Totals) -> str:
    assert total.conversion is not None
    words = {
        "period": total.period or _("Period not stated"),
        "share": percent(total.conversion),
        "leads": number(total.leads or 0, 0),
        "buyers": number(total.buyers or 0, 0),
    }
    text = _("{period}: buyers {buyers}, leads {leads}, conversion {share}.").format(**words)
    if total.cac is None:
        return text
    return text + " " + _("A new customer costs {cac} on average.").format(cac=_total_text(book, "cac", total.cac))


def _measured(rows: Sequence[Acquisition]) -> str:
    return _("Call tracking is in place on {calls} of {all} channels, end-to-end analytics on {whole}.").format(
        calls=sum(each.call_tracking for each in rows), all=len(rows), whole=sum(each.end_to_end for each in rows)
    )


def _with_totals(book: Book, table: Table, columns: Sequence[str], sums: Sequence[Totals]) -> Table:
    """The table with a row of sums for every period that has more than one channel."""
    lines = tuple(tuple(Cell(_total_cell(book, each, name)) for name in columns) for each in sums if each.channels > 1)
    return replace(table, rows=table.rows + lines)


def _total_cell(book: Book, total: Totals, name: str) -> str:
    return _("Total") if name == "name" else _total_text(book, name, getattr(total, name))


_TOTAL_KINDS = {"period": Kind.TEXT, "budget": Kind.MONEY, "cost_per_lead": Kind.MONEY, "cac": Kind.MONEY, "conversion": Kind.PERCENT}


def _total_text(book: Book, name: str, value: object) -> str:
    return book.print_value(FieldSpec(name, _TOTAL_KINDS.get(name, Kind.INTEGER), ""), value)
