"""What makes a comparison with others worthless: no proof, old news, no verdict, a benchmark that leaves somebody out."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from core.checks import Hit, check, hit
from core.fields import Mark
from core.i18n import N_
from core.i18n.formats import day
from core.sections.competitors.benchmark import is_client, marks_of
from core.sections.competitors.diary import last_seen, months_before
from core.sections.competitors.records import Competitor, Criterion, Message, Practice, Score, Verdict
from core.store.book import Book
from core.store.records import Record

FRESH_MONTHS = 12
SILENT_DAYS = 60


def _unsaid(row: Record, field: str) -> bool:
    """Nothing was said in a field; «not applicable» is an answer."""
    return getattr(row, field) in ("", None) and row.marks.get(field) != Mark.NOT_APPLICABLE


def _named(book: Book, rows: Iterable[Record], field: str) -> Iterator[Hit]:
    yield from (hit(row, field, name=book.title(row)) for row in rows)


@check(
    "competitors.E001",
    sentence=N_("The benchmark compares competitors, but the client is not in it."),
    hint=N_("Add the client among the companies with the kind “the client itself” and mark it on the same criteria."),
    why=N_("A comparison without the client says who is good, not where the client loses its customers."),
)
def client_is_in_the_benchmark(book: Book) -> Iterator[Hit]:
    """Once anybody has a mark, the client has one."""
    compared = {company for _criterion, company in marks_of(book.rows(Score))}
    clients = [row for row in book.rows(Competitor) if is_client(row)]
    if compared and not compared & {row.id for row in clients}:
        yield hit(clients[0] if clients else None, "kind" if clients else "")


@check(
    "competitors.E002",
    sentence=N_("“{name}” is marked as the client, and so is another company."),
    hint=N_("Leave the kind “the client itself” with one company."),
    why=N_("All gaps of the benchmark are counted from the client."),
)
def one_company_is_the_client(book: Book) -> Iterator[Hit]:
    """No second company has the client's kind."""
    return _named(book, [row for row in book.rows(Competitor) if is_client(row)][1:], "kind")


@check(
    "competitors.W001",
    sentence=N_("Nothing shows where “{name}” was seen."),
    hint=N_("Add a link, a picture or the date of a test purchase."),
    why=N_("The client's people know their market. One practice that they can disprove costs the trust in all the others."),
)
def practice_has_proof(book: Book) -> Iterator[Hit]:
    """A practice says where it was seen."""
    return _named(book, (row for row in book.rows(Practice) if _unsaid(row, "proof")), "proof")


@check(
    "competitors.W002",
    sentence=N_("“{name}” was seen on {seen_on}, more than a year ago."),
    hint=N_("Look whether it still exists, then set the new date or drop it."),
    why=N_("Loyalty programmes are rebuilt every year or two; borrowing what its owner has already given up is expensive."),
)
def practice_is_fresh(book: Book) -> Iterator[Hit]:
    """A practice was seen within the last twelve months."""
    limit = months_before(book.today, FRESH_MONTHS)
    for row in book.rows(Practice):
        if row.seen_on and row.seen_on < limit:
            yield hit(row, "seen_on", name=book.title(row), seen_on=day(row.seen_on))


@check(
    "competitors.W003",
    sentence=N_("“{name}” works, but nothing is borrowed from it."),
    hint=N_("Write what to borrow from it, or why it does not suit the client."),
    why=N_("The monitoring is done for what is borrowed. A practice that works and leads to nothing was work for the drawer."),
)
def working_practice_is_borrowed(book: Book) -> Iterator[Hit]:
    """A practice that works says what to borrow."""
    return _named(book, (row for row in book.rows(Practice) if row.verdict is Verdict.WORKS and _unsaid(row, "borrow")), "borrow")


@check(
    "competitors.W004",
    sentence=N_("“{name}” has no mark on: {criteria}."),
    hint=N_("Give the missing marks, if need be as an assumption, or take the criterion out."),
    why=N_("A weighted mark over fewer criteria is not comparable: the company looks better or worse than it is."),
)
def company_is_marked_on_every_criterion(book: Book) -> Iterator[Hit]:
    """Once the benchmark has a mark, every company has one on every criterion."""
    marks, criteria = marks_of(book.rows(Score)), book.rows(Criterion)
    if not marks:
        return
    for row in book.rows(Competitor):
        missing = [each.name for each in criteria if (each.id, row.id) not in marks]
        if missing:
            yield hit(row, "name", name=book.title(row), criteria=", ".join(missing))


@check(
    "competitors.H001",
    sentence=N_("All criteria of the benchmark weigh the same."),
    hint=N_("Ask what customers choose by, and give that more weight."),
    why=N_("Equal weights mean that nobody decided what matters; the total then hides the gap that costs customers."),
)
def criteria_weigh_differently(book: Book) -> Iterator[Hit]:
    """At least two weights differ."""
    weights = [row.weight for row in book.rows(Criterion)]
    if len(weights) > 1 and len(set(weights)) == 1:
        yield hit(book.rows(Criterion)[0], "weight")


@check(
    "competitors.H002",
    sentence=N_("The diary has no message from “{name}” in the last 60 days."),
    hint=N_("Check that the test customer is still subscribed, or note that the company has gone silent."),
    why=N_("Silence in the diary is either the competitor's choice, which is news, or a lapse in the watching."),
)
def diary_is_kept(book: Book) -> Iterator[Hit]:
    """Once the diary has entries, it has a recent one from every competitor."""
    seen, limit = last_seen(book.rows(Message)), book.today - timedelta(days=SILENT_DAYS)
    if seen:
        silent = (row for row in book.rows(Competitor) if not is_client(row) and (row.id not in seen or seen[row.id] < limit))
        yield from _named(book, silent, "name")


@check(
    "competitors.H003",
    sentence=N_("Nobody has judged whether “{name}” works."),
    hint=N_("Give a verdict; “not clear yet” is one too."),
    why=N_("A list of what others do is no advice; the verdict is what the client pays for."),
)
def practice_has_a_verdict(book: Book) -> Iterator[Hit]:
    """A practice has a verdict."""
    return _named(book, (row for row in book.rows(Practice) if _unsaid(row, "verdict")), "verdict")
