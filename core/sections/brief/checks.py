"""What makes an engagement start on the wrong foot: nobody to write to, nobody to decide, promises without an owner."""

from collections.abc import Iterator

from core.checks import Hit, check, hit
from core.fields import Mark
from core.i18n import N_
from core.i18n.formats import day, number
from core.sections.brief.criteria import LEAST_CONTACTS, contactable
from core.sections.brief.records import Facts, Meeting, Scope, Todo
from core.store.book import Book
from core.vocabulary import section_name


@check(
    "brief.E001",
    sentence=N_("Only {contacts} customers may be contacted, at least {least} are needed."),
    hint=N_("Plan the collection of contacts and consents first, or check the figures with the client."),
    why=N_("With a few hundred contacts no segment is large enough to learn from, and the work cannot come back."),
)
def base_can_be_contacted(book: Book) -> Iterator[Hit]:
    """Base × contactable share reaches the least base that pays."""
    facts = book.one(Facts)
    contacts = contactable(facts) if facts else None
    if facts and contacts is not None and contacts < LEAST_CONTACTS:
        field = "base_size" if (facts.base_size or 0) < LEAST_CONTACTS else "contactable_share"
        yield hit(facts, field, contacts=number(contacts, 0), least=number(LEAST_CONTACTS, 0))


@check(
    "brief.E002",
    sentence=N_("The strategy is wanted by {deadline}, before the work starts on {start}."),
    hint=N_("Set the start of work or the date when the strategy is wanted."),
    why=N_("Every date of the roadmap is counted from these two."),
)
def deadline_follows_the_start(book: Book) -> Iterator[Hit]:
    """The strategy is wanted after the start of work."""
    facts = book.one(Facts)
    if facts and facts.start_date and facts.deadline and facts.deadline < facts.start_date:
        yield hit(facts, "deadline", deadline=day(facts.deadline), start=day(facts.start_date))


def _unsaid(book: Book, field: str) -> Iterator[Hit]:
    """The client's sheet while it says nothing in a field; «not applicable» is an answer."""
    facts = book.one(Facts)
    if facts and getattr(facts, field) in ("", None) and facts.marks.get(field) != Mark.NOT_APPLICABLE:
        yield hit(facts, field)


@check(
    "brief.W001",
    sentence=N_("Nobody is named as the sponsor of the strategy."),
    hint=N_("Ask who in the management decides on budget and people, and write the name down."),
    why=N_("A strategy crosses marketing, sales, service and IT. Without somebody above all of them it stops at the first conflict."),
)
def sponsor_is_named(book: Book) -> Iterator[Hit]:
    """The client's sheet names the sponsor."""
    yield from _unsaid(book, "sponsor")


@check(
    "brief.W002",
    sentence=N_("The budget for the first year is not known."),
    hint=N_("Ask for the amount or at least for its order, and what it must cover."),
    why=N_("Stack, mechanics and pace of the roadmap follow from the budget; guessed, they are redone after the presentation."),
)
def budget_is_known(book: Book) -> Iterator[Hit]:
    """The client's sheet states the budget."""
    yield from _unsaid(book, "budget")


@check(
    "brief.W003",
    sentence=N_("The capacity of the client's team is not known."),
    hint=N_("Ask how many person-days a month the client's people will give to CRM marketing."),
    why=N_("Mechanics that nobody has time to run stay on paper: capacity limits the strategy as much as money does."),
)
def team_capacity_is_known(book: Book) -> Iterator[Hit]:
    """The client's sheet states the team's days."""
    yield from _unsaid(book, "team_days")


@check(
    "brief.W004",
    sentence=N_("Nothing says why “{name}” is in the scope."),
    hint=N_("Write in a sentence which growth point or request of the client it serves."),
    why=N_("A section without a reason costs workshops and pages; the client asks for the reason at the presentation."),
)
def included_section_has_a_reason(book: Book) -> Iterator[Hit]:
    """A section in scope says why."""
    yield from (_unexplained(row) for row in book.rows(Scope) if row.included and not row.why)


@check(
    "brief.W005",
    sentence=N_("Nothing says why “{name}” was taken out of the scope."),
    hint=N_("Write in a sentence what makes it unnecessary now and when to come back to it."),
    why=N_("What is left out silently is expected silently. A stated reason protects both sides."),
)
def excluded_section_has_a_reason(book: Book) -> Iterator[Hit]:
    """A section out of scope says why."""
    yield from (_unexplained(row) for row in book.rows(Scope) if not row.included and not row.why)


def _unexplained(row: Scope) -> Hit:
    return hit(row, "why", name=section_name(row.slug))


@check(
    "brief.W006",
    sentence=N_("Nobody is named to do “{name}”."),
    hint=N_("Name one person, not a department."),
    why=N_("A promise without a name is done by nobody."),
)
def todo_has_an_owner(book: Book) -> Iterator[Hit]:
    """An open to-do names who does it."""
    yield from (hit(row, "owner", name=book.title(row)) for row in book.rows(Todo) if not row.done and not row.owner)


@check(
    "brief.W007",
    sentence=N_("“{name}” has no date by which it is to be done."),
    hint=N_("Agree on a date with the one who does it."),
    why=N_("Without a date nobody can say that it is late, and the next workshop waits for it."),
)
def todo_has_a_date(book: Book) -> Iterator[Hit]:
    """An open to-do has a date."""
    yield from (hit(row, "due", name=book.title(row)) for row in book.rows(Todo) if not row.done and row.due is None)


@check(
    "brief.W008",
    sentence=N_("“{name}” was promised by {due} and is not done."),
    hint=N_("Ask the owner, then tick it off, move the date or drop it."),
    why=N_("Overdue promises are the first sign that the client's side has no time for the strategy."),
)
def todo_is_not_overdue(book: Book) -> Iterator[Hit]:
    """An open to-do lies in the future."""
    for row in book.rows(Todo):
        if row.due and row.due < book.today and not row.done:
            yield hit(row, "due", name=book.title(row), due=day(row.due))


@check(
    "brief.W009",
    sentence=N_("The meeting “{name}” of {held_on} has no decisions."),
    hint=N_("Write down what was decided, or that nothing was and what is missing for it."),
    why=N_("What was agreed in the room is argued about a month later unless it was written down."),
)
def meeting_held_has_decisions(book: Book) -> Iterator[Hit]:
    """A meeting that took place says what was decided."""
    for row in book.rows(Meeting):
        if row.held_on and row.held_on <= book.today and not row.decisions and row.marks.get("decisions") != Mark.NOT_APPLICABLE:
            yield hit(row, "decisions", name=book.title(row), held_on=day(row.held_on))
