"""The chapter of the monitoring: who is watched, what they do, how the client compares, what they send, what to borrow."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from core.blocks import Anchor, Block, Cell, Column, Details, Figure, Heading, Paragraph, Table
from core.fields import field_map
from core.i18n import _, ngettext
from core.i18n.formats import number, percent
from core.pictures import Picture
from core.sections.competitors import pictures
from core.sections.competitors.benchmark import TOP, Benchmark, Standing, benchmark_of, is_client, lags
from core.sections.competitors.records import Competitor, Criterion, Message, Practice, PracticeArea, Score, Verdict
from core.store.book import Book
from core.store.printed import record_blocks, record_details, record_table

_PRACTICE_COLUMNS = ("name", "competitor_id", "seen", "strength", "verdict", "seen_on")
_BORROW_COLUMNS = ("name", "competitor_id", "borrow", "improve", "to_mechanics")
_REASON_COLUMNS = ("criterion_id", "competitor_id", "score", "comment", "evidence")


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the monitoring."""
    parts = (_companies, _practices, _benchmark, _diary, _borrow)
    return tuple(block for part in parts for block in part(book))


def _figure(book: Book, draw: Callable[[Book], Picture | None]) -> list[Block]:
    picture = draw(book)
    return [Figure(picture)] if picture else []


def _details(details: Details) -> list[Block]:
    return [details] if details.entries else []


def _companies(book: Book) -> Iterator[Block]:
    rows = sorted(book.rows(Competitor), key=lambda row: not is_client(row))
    if not rows:
        return
    yield Heading(_("Companies"))
    others = sum(not is_client(row) for row in rows)
    yield Paragraph(ngettext("{n} company was watched.", "{n} companies were watched.", others))
    yield from record_blocks(book, Competitor, rows, heading=False)


def _practices(book: Book) -> Iterator[Block]:
    rows = book.rows(Practice)
    if not rows:
        return
    yield Heading(_("What others do to keep their customers"))
    works = sum(each.verdict is Verdict.WORKS for each in rows)
    seen = ngettext("{n} practice was seen,", "{n} practices were seen,", len(rows))
    yield Paragraph(f"{seen} " + ngettext("{n} of them works.", "{n} of them work.", works))
    yield from _figure(book, pictures.practices)
    for area in (*PracticeArea, None):
        found = sorted((row for row in rows if row.area is area), key=lambda row: -(row.strength or 0))
        if found:
            title = _(area.label) if area else _("Area not stated")
            yield Heading(title, 3)
            yield record_table(book, Practice, found, _PRACTICE_COLUMNS, caption=_("Practices: {area}").format(area=title.lower()))
            yield from _details(record_details(book, found, without={*_PRACTICE_COLUMNS, *_BORROW_COLUMNS}, told=("area",)))


# Benchmark.


def _benchmark(book: Book) -> Iterator[Block]:
    criteria, scores = book.rows(Criterion), book.rows(Score)
    if not criteria and not scores:
        return
    found = benchmark_of(book)
    yield Heading(_("Benchmark"))
    yield from (Paragraph(text) for text in _benchmark_lead(found))
    if found.marks:
        yield _standings(found)
        yield _marks_table(book, found)
    yield from _figure(book, pictures.marks)
    yield from _figure(book, pictures.against_the_best)
    yield from record_blocks(book, Criterion, criteria, caption=_("Criteria and what their marks mean"), heading=False)
    yield from _marks_in_words(book, found, scores)


def _marks_in_words(book: Book, found: Benchmark, scores: Sequence[Score]) -> Iterator[Block]:
    """Comments on the marks of the table, and in full the marks that stand in none: without a criterion, doubled."""
    last = {(each.criterion_id, each.competitor_id): each.id for each in scores if each.score is not None}
    shown = {row_id for key, row_id in last.items() if key in found.marks}
    places = {each.id: place for place, each in enumerate(found.criteria)}
    said = [row for row in scores if row.id in shown and (row.comment or row.evidence)]
    if said:
        said.sort(key=lambda row: (places.get(row.criterion_id or 0, 0), row.position))
        yield record_table(book, Score, said, _REASON_COLUMNS, caption=_("Why these marks"))
    yield from _details(record_details(book, [row for row in scores if row.id in shown], without=_REASON_COLUMNS))
    yield from _details(record_details(book, [row for row in scores if row.id not in shown]))


def _benchmark_lead(found: Benchmark) -> Iterator[str]:
    if found.client and found.best and found.best[0].gap is not None:
        best = found.best[0]
        yield _("{client} has {own} of {top} on the weighted criteria, the best of the others, {leader}, {best} ({gap}).").format(
            client=found.client.company.name,
            own=_mark(found.client.total),
            top=TOP,
            leader=best.company.name,
            best=_mark(best.total),
            gap=_signed(best.gap),
        )
    behind = lags(found)[:3]
    if behind:
        names = "; ".join(f"{each.criterion.name} ({each.client_mark}/{each.best_mark}, {each.leader.name})" for each in behind)
        yield _("The costliest gaps: {names}.").format(names=names)


def _mark(value: Decimal | None) -> str:
    return "" if value is None else number(value, 2)


def _signed(value: Decimal | None) -> str:
    if value is None:
        return ""
    shown = number(abs(value), 2)
    return shown if not round(value, 2) else ("+" if value > 0 else "−") + shown


def _standings(found: Benchmark) -> Table:
    """Company × weighted mark × gap to the client."""
    columns = (
        Column(_("Company"), 3.0),
        Column(_("Weighted mark, 1–5"), 1.2, numeric=True),
        Column(_("Gap to the client"), 1.2, numeric=True),
    )
    rows = tuple(_standing(each) for each in found.standings)
    return Table(_("Weighted marks and gaps to the client"), columns, rows)


def _standing(each: Standing) -> tuple[Cell, ...]:
    return Cell(each.company.name), Cell(_mark(each.total)), Cell("" if is_client(each.company) else _signed(each.gap))


def _marks_table(book: Book, found: Benchmark) -> Table:
    """Criteria × companies, with the weights' shares and the weighted totals."""
    anchors = {(each.criterion_id, each.competitor_id): Anchor(each.table_name(), each.id, "score") for each in book.rows(Score)}
    companies = [each.company for each in found.standings]
    heads = (
        Column(_("Criterion"), 3.0),
        Column(_("Weight"), 1.0, numeric=True),
        *(Column(each.name, 1.2, numeric=True) for each in companies),
    )
    rows = [
        (
            Cell(each.name),
            Cell(percent(found.shares[each.id], 0)),
            *(_mark_cell(found, anchors, each, company) for company in companies),
        )
        for each in found.criteria
    ]
    total = (Cell(_("Weighted mark")), Cell(""), *(Cell(_mark(each.total)) for each in found.standings))
    return Table(_("Benchmark: marks from 1 to 5"), heads, (*rows, total), wide=len(companies) > 5)


def _mark_cell(found: Benchmark, anchors: dict[tuple[int | None, int | None], Anchor], criterion: Criterion, company: Competitor) -> Cell:
    key = (criterion.id, company.id)
    return Cell(str(found.marks.get(key, "")), anchors.get(key))


# Diary and conclusions.


def _diary(book: Book) -> Iterator[Block]:
    rows = sorted(book.rows(Message), key=lambda row: (row.received_on is None, row.received_on))
    if not rows:
        return
    yield Heading(_("Message diary"))
    personal = sum(row.personal for row in rows)
    text = ngettext("Our test customers received {n} message,", "Our test customers received {n} messages,", len(rows))
    yield Paragraph(f"{text} " + ngettext("{n} of them personalised.", "{n} of them personalised.", personal))
    yield from _figure(book, pictures.calendar)
    yield from record_blocks(book, Message, rows, heading=False)


def _borrow(book: Book) -> Iterator[Block]:
    """What the monitoring was done for."""
    rows = [row for row in book.rows(Practice) if _leads_to_something(book, row)]
    if not rows:
        return
    yield Heading(_("What we borrow"))
    taken = sum(row.to_mechanics for row in rows)
    yield Paragraph(ngettext("{n} practice goes into the mechanics.", "{n} practices go into the mechanics.", taken))
    ordered: Sequence[Practice] = sorted(rows, key=lambda row: (not row.to_mechanics, -(row.strength or 0)))
    yield record_table(book, Practice, ordered, _BORROW_COLUMNS, caption=_("What we borrow and how we do it better"))


def _leads_to_something(book: Book, row: Practice) -> bool:
    specs = field_map(Practice)
    return any(book.printed(row, specs[name]) for name in ("borrow", "improve", "to_mechanics"))
