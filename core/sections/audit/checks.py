"""What an audit must not leave open: touchpoints without a place, an owner or an idea, figures and opinions that do not agree."""

from collections.abc import Iterable, Iterator

from core.checks import Hit, check, hit
from core.fields import Mark
from core.i18n import N_
from core.i18n.formats import number
from core.sections.audit.journey import is_broken
from core.sections.audit.maturity import question_text, scored
from core.sections.audit.records import (
    Acquisition,
    Automation,
    ConsentState,
    MaturityAnswer,
    Process,
    Respondent,
    Stage,
    Standard,
    System,
    SystemRole,
    Touchpoint,
)
from core.store.book import Book
from core.store.records import Record
from core.vocabulary import Department

DISAGREEMENT = 3  # marks between the lowest and the highest opinion on one question
# Systems that know customers by name whatever the company sells.
PERSONAL = frozenset(
    {
        SystemRole.CRM,
        SystemRole.CDP,
        SystemRole.LOYALTY,
        SystemRole.MAILING,
        SystemRole.SITE,
        SystemRole.APP,
        SystemRole.TELEPHONY,
        SystemRole.CHAT,
        SystemRole.SERVICE,
        SystemRole.BOOKING,
        SystemRole.SURVEY,
    }
)


def _unsaid(row: Record, field: str) -> bool:
    """Nothing was said in a field; «not applicable» is an answer."""
    return getattr(row, field) in ("", None) and row.marks.get(field) != Mark.NOT_APPLICABLE


def _named(book: Book, rows: Iterable[Record], field: str) -> Iterator[Hit]:
    yield from (hit(row, field, name=book.title(row)) for row in rows)


@check(
    "audit.E001",
    sentence=N_("“{name}” has more buyers ({buyers}) than leads ({leads})."),
    hint=N_("Check that both figures are of the same period and that a buyer is counted as a lead first."),
    why=N_("Conversion above 100 % means that two sources count differently; every figure built on it is wrong."),
)
def buyers_come_from_leads(book: Book) -> Iterator[Hit]:
    """A channel has no more buyers than leads."""
    for row in book.rows(Acquisition):
        if row.leads is not None and row.buyers is not None and row.buyers > row.leads:
            yield hit(row, "buyers", name=book.title(row), buyers=number(row.buyers, 0), leads=number(row.leads, 0))


@check(
    "audit.W001",
    sentence=N_("“{name}” stands at no stage of the journey."),
    hint=N_("Choose the stage where the customer meets it."),
    why=N_("A touchpoint outside the journey is missing from the journey map and from its emotion line."),
)
def touchpoint_has_a_stage(book: Book) -> Iterator[Hit]:
    """Every touchpoint stands at a stage."""
    lost = (row for row in book.rows(Touchpoint) if book.get(Stage, row.stage_id) is None and _unsaid_stage(row))
    return _named(book, lost, "stage_id")


def _unsaid_stage(row: Touchpoint) -> bool:
    return row.marks.get("stage_id") != Mark.NOT_APPLICABLE


@check(
    "audit.W002",
    sentence=N_("“{name}” is vital and broken, and there is no idea how to mend it."),
    hint=N_("Write an idea for it, even a rough one: the workshop has the people who know."),
    why=N_("This is where customers are lost now. A strategy that names the place without an answer will be asked for one."),
)
def broken_key_touchpoint_has_an_idea(book: Book) -> Iterator[Hit]:
    """Important and poor touchpoints have an idea."""
    return _named(book, (row for row in book.rows(Touchpoint) if is_broken(row) and _unsaid(row, "idea")), "idea")


@check(
    "audit.W003",
    sentence=N_("Nobody answers for “{name}”."),
    hint=N_("Name the department that can change it; if there is none, propose one."),
    why=N_("What belongs to nobody is improved by nobody, and the roadmap has no one to give it to."),
)
def touchpoint_has_an_owner(book: Book) -> Iterator[Hit]:
    """A department answers for every touchpoint."""
    ownerless = (row for row in book.rows(Touchpoint) if row.department is Department.NOBODY or _unsaid(row, "department"))
    return _named(book, ownerless, "department")


@check(
    "audit.W004",
    sentence=N_("The stage “{name}” has no touchpoints."),
    hint=N_("Ask where the customer meets the company at this stage, or take the stage out of the journey."),
    why=N_("Either the company leaves the customer alone here, which is a growth point, or the audit has a hole."),
)
def stage_has_touchpoints(book: Book) -> Iterator[Hit]:
    """Customers meet the company at every stage."""
    used = {row.stage_id for row in book.rows(Touchpoint)}
    return _named(book, (row for row in book.rows(Stage) if row.id not in used), "name")


@check(
    "audit.W005",
    sentence=N_("“{name}” holds customers' personal data, and there is no consent to contact them."),
    hint=N_("Find out what customers agreed to and where it is recorded; without it plan the collection of consents."),
    why=N_("People who did not agree must not be written to: a base without consent is no base for communications."),
)
def personal_data_have_consent(book: Book) -> Iterator[Hit]:
    """Systems that know customers by name have their consent."""
    for row in book.rows(System):
        if row.role in PERSONAL and (row.consent is ConsentState.NONE or _unsaid(row, "consent")):
            yield hit(row, "consent", name=book.title(row))


@check(
    "audit.W006",
    sentence=N_("On “{question}” {lowest} says {low} and {highest} says {high}."),
    hint=N_("Bring both together in the workshop and write down what they agree on, with evidence."),
    why=N_("Opinions three marks apart mean that two people work in two different companies; the disagreement is a finding itself."),
)
def respondents_agree(book: Book) -> Iterator[Hit]:
    """Opinions on one question lie less than three marks apart."""
    for question, answers in scored(book.rows(MaturityAnswer)).items():
        low, high = (pick(answers, key=lambda each: each.score or 0) for pick in (min, max))
        if (high.score or 0) - (low.score or 0) >= DISAGREEMENT:
            people = {"lowest": _who(book, low), "highest": _who(book, high)}
            yield hit(low, "score", question=question_text(question), low=low.score, high=high.score, **people)


def _who(book: Book, answer: MaturityAnswer) -> str:
    return book.title(book.get(Respondent, answer.respondent_id)) or "…"


@check(
    "audit.W007",
    sentence=N_("Only one person answered the maturity questionnaire."),
    hint=N_("Ask at least one more: one from marketing and one from sales, service or IT."),
    why=N_("One respondent shows one department's view; the differences between departments are what the questionnaire is for."),
)
def several_people_answer_the_questionnaire(book: Book) -> Iterator[Hit]:
    """The questionnaire has two respondents or more."""
    answers = [row for row in book.rows(MaturityAnswer) if row.score is not None]
    people = {row.respondent_id for row in answers}
    if answers and len(people) < 2:
        yield hit(book.get(Respondent, answers[0].respondent_id), "name")


@check(
    "audit.W008",
    sentence=N_("“{name}” can be automated now, but there is no written standard for it."),
    hint=N_("Write the steps down and agree on them before anything is automated."),
    why=N_("A machine repeats what it is told. An unwritten process automated is a mess made fast."),
)
def automation_follows_a_standard(book: Book) -> Iterator[Hit]:
    """What is to be automated is written down first."""
    unwritten = (Standard.NONE, Standard.SPOKEN)
    rows = (row for row in book.rows(Process) if row.automation is Automation.EASY and row.standard in unwritten)
    return _named(book, rows, "standard")


@check(
    "audit.W009",
    sentence=N_("“{name}” is called a moment of truth, but nothing proves it."),
    hint=N_("Say how sure it is, or give the report, the reviews or the respondent it comes from."),
    why=N_("Money goes to moments of truth first. The client will ask how we know."),
)
def moment_of_truth_is_proven(book: Book) -> Iterator[Hit]:
    """Moments of truth have an evidence grade or a place where they were seen."""
    rows = (row for row in book.rows(Touchpoint) if row.moment_of_truth and row.evidence is None and _unsaid(row, "proof"))
    return _named(book, rows, "proof")


@check(
    "audit.W010",
    sentence=N_("Money is spent on acquisition, but no channel has end-to-end analytics (most on “{name}”)."),
    hint=N_("Plan analytics from the first visit to the payment as one of the first steps of the roadmap."),
    why=N_("Without it nobody knows which channel brings customers who stay, and CRM marketing cannot prove its share."),
)
def spending_is_measured_end_to_end(book: Book) -> Iterator[Hit]:
    """When money is spent, at least one channel is followed from the first visit to the payment."""
    rows = book.rows(Acquisition)
    paid = [row for row in rows if row.budget]
    if paid and not any(row.end_to_end for row in rows):
        dearest = max(paid, key=lambda row: row.budget or 0)
        yield hit(dearest, "end_to_end", name=book.title(dearest))
