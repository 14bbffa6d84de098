"""Pictures of the monitoring: which practices work, marks by criteria, the client against the best, who writes when."""

from collections.abc import Sequence
from datetime import date

from core.i18n import _, ngettext
from core.i18n.formats import day, month, number
from core.pictures import Bars, Heatmap, Picture, Radar, Series, Tone
from core.sections.competitors.benchmark import TOP, Benchmark, Standing, benchmark_of, lags
from core.sections.competitors.diary import counts, months_of
from core.sections.competitors.records import Competitor, Message, Practice, PracticeArea, Verdict
from core.store.book import Book

_TONES = {Verdict.WORKS: Tone.ACCENT, Verdict.PARTLY: Tone.WARNING, Verdict.FAILS: Tone.ALARM, Verdict.UNCLEAR: Tone.MUTED}
MOST_AXES = 12  # a radar with more cannot be read from four metres


# Practices.


def practices(book: Book) -> Picture | None:
    """How many practices of each area work, work in part or fail."""
    judged = [each for each in book.rows(Practice) if each.area and each.verdict]
    if len(judged) < 3:
        return None
    areas = [area for area in PracticeArea if any(each.area is area for each in judged)]
    counted = {area: sum(each.area is area and each.verdict is Verdict.WORKS for each in judged) for area in areas}
    return Bars(
        title=_practices_title(judged, counted),
        alt=_("Practices that work by area: {figures}.").format(figures="; ".join(f"{_(a.label)} {n}" for a, n in counted.items())),
        source=_("Competitor monitoring, as of {date}").format(date=day(book.today)),
        categories=tuple(_(each.label) for each in areas),
        series=tuple(_verdicts(judged, areas, each) for each in Verdict if any(row.verdict is each for row in judged)),
        value_title=_("Practices"),
        stacked=True,
    )


def _verdicts(judged: Sequence[Practice], areas: Sequence[PracticeArea], verdict: Verdict) -> Series:
    values = tuple(float(sum(row.area is area and row.verdict is verdict for row in judged)) for area in areas)
    return Series(_(verdict.label), values, _TONES[verdict])


def _practices_title(judged: Sequence[Practice], counted: dict[PracticeArea, int]) -> str:
    works = sum(counted.values())
    if not works:
        return _("None of the practices seen works yet")
    best = max(counted, key=lambda area: counted[area])
    return _("Practices that work: {works} of {all}, most in: {area}").format(works=works, all=len(judged), area=_(best.label).lower())


# Benchmark.


def marks(book: Book) -> Picture | None:
    """Criteria × companies with the marks."""
    found = benchmark_of(book)
    shown = [each for each in found.standings if each.total is not None]
    criteria = [each for each in found.criteria if any((each.id, standing.company.id) in found.marks for standing in shown)]
    if len(shown) < 2 or len(criteria) < 2:
        return None
    values = tuple(tuple(found.marks.get((each.id, standing.company.id)) for standing in shown) for each in criteria)
    return Heatmap(
        title=_marks_title(found, shown),
        alt=_benchmark_alt(shown),
        source=_("Benchmark, marks from 1 to 5, as of {date}").format(date=day(book.today)),
        rows=tuple(each.name for each in criteria),
        columns=tuple(each.company.name for each in shown),
        values=values,
        texts=tuple(tuple("" if mark is None else str(mark) for mark in row) for row in values),
        low=1,
        high=TOP,
        row_title=_("Criterion"),
        column_title=_("Company"),
    )


def _marks_title(found: Benchmark, shown: Sequence[Standing]) -> str:
    if found.client is None:
        return _("Best of all: {name}, {total} of {top}").format(name=shown[0].company.name, total=number(shown[0].total or 0, 1), top=TOP)
    behind = lags(found)
    name = found.client.company.name
    if not behind:
        return _("{name} is behind on no criterion").format(name=name)
    first = behind[0]
    return _("{name} loses most on “{criterion}”: {own} against {best} of {leader}").format(
        name=name, criterion=first.criterion.name, own=first.client_mark, best=first.best_mark, leader=first.leader.name
    )


def _benchmark_alt(shown: Sequence[Standing]) -> str:
    figures = "; ".join(f"{each.company.name} {number(each.total or 0, 1)}" for each in shown)
    return _("Weighted marks of the companies, 1–5: {figures}.").format(figures=figures)


def against_the_best(book: Book) -> Picture | None:
    """The client and the three best of the others on all criteria."""
    found = benchmark_of(book)
    if found.client is None or not found.best or len(found.criteria) < 3:
        return None
    heaviest = sorted(found.criteria, key=lambda each: -found.shares[each.id])[:MOST_AXES]
    axes = [each for each in found.criteria if each in heaviest]
    shown = (found.client, *found.best[:3])
    return Radar(
        title=_against_title(found.client, found.best[0]),
        alt=_benchmark_alt(shown),
        source=_("Benchmark, marks from 1 to 5, as of {date}").format(date=day(book.today)),
        axes=tuple(each.name for each in axes),
        series=tuple(
            Series(
                each.company.name,
                tuple(found.marks.get((axis.id, each.company.id)) for axis in axes),
                Tone.ACCENT if each is found.client else Tone.PLAIN,
            )
            for each in shown
        ),
        top=TOP,
    )


def _against_title(client: Standing, best: Standing) -> str:
    words = {
        "client": client.company.name,
        "own": number(client.total or 0, 1),
        "leader": best.company.name,
        "best": number(best.total or 0, 1),
    }
    if (best.total or 0) > (client.total or 0):
        return _("{client}: {own}, the best of the others, {leader}: {best}").format(**words)
    return _("{client} leads: {own} against {best} of {leader}").format(**words)


# Diary.


def calendar(book: Book) -> Picture | None:
    """Messages by company and month."""
    messages = book.rows(Message)
    counted, months = counts(messages), months_of(messages)
    companies = [each for each in book.rows(Competitor) if any((each.id, first) in counted for first in months)]
    if not companies:
        return None
    cells = [[counted[each.id, first] for first in months] for each in companies]
    return Heatmap(
        title=_calendar_title(companies, cells, months),
        alt=_("Messages in the diary by company: {figures}.").format(
            figures="; ".join(f"{each.name} {sum(row)}" for each, row in zip(companies, cells, strict=True))
        ),
        source=_("Message diary, as of {date}").format(date=day(book.today)),
        rows=tuple(each.name for each in companies),
        columns=tuple(month(each) for each in months),
        values=tuple(tuple(float(count) if count else None for count in row) for row in cells),
        texts=tuple(tuple(str(count) if count else "" for count in row) for row in cells),
        low=0,
        high=float(max(max(row) for row in cells)),
        row_title=_("Company"),
        column_title=_("Month"),
    )


def _calendar_title(companies: Sequence[Competitor], cells: Sequence[Sequence[int]], months: Sequence[date]) -> str:
    sums = [sum(row) for row in cells]
    loudest = companies[sums.index(max(sums))].name
    written = ngettext("{n} message", "{n} messages", max(sums))
    within = ngettext("{n} month", "{n} months", len(months))
    return _("{name} writes most: {messages} in {months}").format(name=loudest, messages=written, months=within)
