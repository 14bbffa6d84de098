"""The one door: everything that a page, the command line or a test may ask of the product."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import select

from core.blocks import Block, Chapter
from core.chain import progress
from core.chain.findings import findings
from core.checks import LEVEL_LABELS, Finding, Level
from core.exchange import engagement_file
from core.exchange.paste import Plan, plan_paste
from core.exchange.reading import read as read_text
from core.fields import BadValue, Kind, Mark, field_map, fields_of
from core.i18n import _, current_language, language
from core.pictures import Picture
from core.section import Section
from core.sections import registry, section
from core.store import changes, database, engagements, undoing
from core.store.book import Book, open_book
from core.store.changes import Clash, Outcome
from core.store.library import library
from core.store.printed import default_chapter
from core.store.records import Answer, Engagement, History, Person, Record, Silence
from core.store.tables import record_types, references_to, value_of
from core.store.undoing import CannotUndoError
from core.store.workshop import workshop_blocks
from core.vocabulary import Evidence

__all__ = [
    "Book", "CannotUndoError", "Clash", "Engagement", "Outcome", "Person", "Plan", "Record",
    "open_book", "read_text", "record_types", "registry", "section", "value_of",
]  # fmt: skip

R = TypeVar("R", bound=Record)
DEMOS = database.ROOT / "data" / "demo"

# --- engagements and people

migrate = database.migrate
create_engagement = engagements.create
all_engagements = engagements.everyone
find_engagement = engagements.find
change_engagement = engagements.change
delete_engagement = engagements.delete
duplicate_engagement = engagements.duplicate
person = engagements.person
save_person = engagements.save_person


def currency(engagement_id: int) -> str:
    """The currency of an engagement's money, as a three-letter code."""
    found = find_engagement(engagement_id)
    return found.currency if found else ""


def industry(engagement_id: int) -> str:
    """The client's industry as the libraries know it; empty while it is not known."""
    with open_book(engagement_id) as book:
        facts = record_types().get("brief_facts")
        row = book.one(facts) if facts else None
    return str(getattr(row, "industry", None) or "")


def demos() -> list[str]:
    """The names of the worked examples that can be loaded."""
    return sorted(path.stem for path in DEMOS.glob("*.yaml"))


def load_demo(name: str, who: str = "Holdfast") -> int:
    """Load a worked example as a new engagement. Returns its id.

    Raises:
        LookupError: there is no example of that name.
    """
    if name not in demos():
        raise LookupError(_("There is no example “{name}”. There are: {names}.").format(name=name, names=", ".join(demos())))
    return engagement_file.load(DEMOS / f"{name}.yaml", who, demo=True)


# --- changing records


def add(engagement_id: int, record: type[R], values: Mapping[str, Any], who: str, after: int | None = None) -> int:
    """Make a record, at the end or after another. Returns its id.

    Raises:
        BadValue: a value is not what its field takes; nothing is written.
    """
    return add_many(engagement_id, record, [values], who, after)[0]


def add_many(engagement_id: int, record: type[R], rows: Iterable[Mapping[str, Any]], who: str, after: int | None = None) -> list[int]:
    """Make several records in one action. Returns their ids.

    Raises:
        BadValue: a value is not what its field takes; none of the rows is written.
    """
    with changes.action(engagement_id, who) as action:
        return [action.add(record, values, after).id for values in rows]


def edit(
    engagement_id: int, record: type[R], row_id: int, values: Mapping[str, Any], who: str, expected: Mapping[str, Any] | None = None
) -> Outcome:
    """Write fields of a record; see `changes.Action.edit` for what `expected` guards against."""
    with changes.action(engagement_id, who) as action:
        return action.edit(record, row_id, values, expected)


def put(
    engagement_id: int,
    record: type[R],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    who: str,
    expected: Mapping[str, Any] | None = None,
    first: Mapping[str, Any] | None = None,
) -> Outcome:
    """Write fields of the one record whose `key` fields have these values; make it when there is none.

    Two people who are the first at the same moment make one record, and the later one gets a clash. `first` is written only
    when the record is made now; `expected` is as in `edit`.
    """
    with changes.action(engagement_id, who) as action:
        same: list[Any] = [record.engagement_id == engagement_id, sa.column("deleted_at").is_(None)]
        same += [getattr(record, name) == value for name, value in key.items()]
        found = action.session.exec(select(record.id).where(*same).order_by(sa.column("id").desc())).first()
        if found is not None:
            return action.edit(record, found, values, expected)
        try:
            row = action.add(record, {**(first or {}), **values, **key})
        except BadValue as wrong:
            return Outcome(refused={wrong.field: str(wrong)})
        return Outcome(saved={name: getattr(row, name) for name in values})


def edit_with(
    engagement_id: int,
    record: type[R],
    row_id: int,
    values: Mapping[str, Any],
    follow: Iterable[tuple[type[Record], Mapping[str, Any]]],
    who: str,
    expected: Mapping[str, Any] | None = None,
) -> Outcome:
    """Write fields of a record and make the records that go with that (a change of status and its log entry), as one action.

    All of it is written, or nothing when a value clashes or is refused; the outcome says which. `expected` is as in `edit`.

    Raises:
        BadValue: a value of a following record is not what its field takes; nothing is written.
    """
    outcome = Outcome()
    try:
        with changes.action(engagement_id, who) as action:
            outcome = action.edit(record, row_id, values, expected)
            _insist(outcome)
            for each, fields in follow:
                action.add(each, fields)
    except _NotWholeError:
        outcome.saved = {}
    return outcome


class _NotWholeError(Exception):
    """Part of an action cannot be done, so the rest is taken back."""


def _insist(outcome: Outcome) -> None:
    if outcome.clashes or outcome.refused:
        raise _NotWholeError


def edit_many(engagement_id: int, record: type[R], rows: Mapping[int, Mapping[str, Any]], who: str) -> dict[int, Outcome]:
    """Write fields of several records in one action."""
    with changes.action(engagement_id, who) as action:
        return {row_id: action.edit(record, row_id, values) for row_id, values in rows.items()}


def mark(engagement_id: int, record: type[R], row_id: int, field: str, mark: Mark | None, who: str) -> None:
    """Say «don't know yet» or «not applicable» in place of a value; None takes it back."""
    with changes.action(engagement_id, who) as action:
        row = action.row(record, row_id)
        if row is not None:
            action.mark(row, field, mark)


def delete(engagement_id: int, record: type[R], ids: Iterable[int], who: str) -> None:
    """Take records away; one undo brings all of them back."""
    with changes.action(engagement_id, who) as action:
        for row in [action.row(record, each) for each in ids]:
            if row is not None and row.deleted_at is None:
                action.delete(row)


def restore(engagement_id: int, record: type[R], row_id: int, who: str) -> None:
    """Bring a deleted record back."""
    with changes.action(engagement_id, who) as action:
        row = action.row(record, row_id)
        if row is not None:
            action.restore(row)


def move(engagement_id: int, record: type[R], row_id: int, steps: int, who: str) -> None:
    """Move a record up (negative) or down."""
    with changes.action(engagement_id, who) as action:
        row = action.row(record, row_id)
        if row is not None and row.deleted_at is None:
            action.move(row, steps)


def duplicate(engagement_id: int, record: type[R], row_id: int, who: str) -> int | None:
    """Copy a record right after itself. Returns the copy's id; None when the record is gone."""
    with changes.action(engagement_id, who) as action:
        row = action.row(record, row_id)
        return action.duplicate(row).id if row is not None and row.deleted_at is None else None


def undo(engagement_id: int, who: str) -> str:
    """Take back the person's last action. Returns a sentence that says what was taken back, empty when there was nothing.

    Raises:
        CannotUndoError: somebody changed the same since; nothing is written.
    """
    undone = undoing.undo(engagement_id, who)
    if not undone:
        return ""
    newest = undone[0]
    record = record_types()[newest.record_table]
    if newest.field == changes.APPEARED:
        return _("Undone: added to “{records}”").format(records=_(record.label[1]))
    if newest.field == "deleted_at":
        return _("Undone: deleted from “{records}”").format(records=_(record.label[1]))
    spec = field_map(record).get(newest.field)
    return _("Undone: {what} in “{records}”").format(what=_(spec.title) if spec else _("order"), records=_(record.label[1]))


def change_token(engagement_id: int) -> int:
    """A number that grows whenever anything in the engagement changes; what is worked out from it may be kept by it."""
    with database.engine().connect() as connection:  # asked at every run: without a session it takes half the time
        return connection.execute(_NEWEST, {"engagement": engagement_id}).scalar() or 0


_NEWEST = sa.text("SELECT max(id) FROM history WHERE engagement_id = :engagement")


def history(engagement_id: int, record: type[Record], row_id: int, most: int = 50) -> list[History]:
    """What happened to a record, the newest first."""
    query = select(History).where(
        History.engagement_id == engagement_id, History.record_table == record.table_name(), History.record_id == row_id
    )
    with database.reading() as session:
        return list(session.exec(query.order_by(sa.column("id").desc()).limit(most)))


def dependents(engagement_id: int, record: type[Record], ids: Iterable[int]) -> list[str]:
    """Titles of the live records that refer to any of these: what would lose its reference when they go."""
    wanted = set(ids)
    with open_book(engagement_id) as book:
        return [
            f"{_(owner.label[0])}: {book.title(row)}"
            for owner, spec in references_to(record.table_name())
            for row in book.rows(owner)
            if wanted & set(getattr(row, spec.name) if spec.kind is Kind.REFERENCES else [getattr(row, spec.name)])
            and not (owner is record and row.id in wanted)
        ]


# --- what is known of a strategy as a whole


@dataclass(frozen=True)
class Overview:
    """Where a strategy stands: progress by section (0–1), findings, how many records."""

    progress: Mapping[str, float]
    findings: tuple[Finding, ...]
    records: Mapping[str, int]
    out_of_scope: frozenset[str]

    def open_findings(self, slug: str | None = None) -> list[Finding]:
        """Findings that nobody decided to live with, errors first; of one section or of all."""
        order = list(Level)
        found = [each for each in self.findings if not each.silenced and slug in (None, each.check.section)]
        return sorted(found, key=lambda each: order.index(each.level))


def overview(engagement_id: int, today: date | None = None) -> Overview:
    """Progress and findings; worked out once for each state of the engagement."""
    # The language is part of the key: the words of findings hold printed dates and figures.
    return _overview(database.database_url(), engagement_id, change_token(engagement_id), today or date.today(), current_language())


@lru_cache(maxsize=64)
def _overview(url: str, engagement_id: int, token: int, today: date, code: str) -> Overview:
    with open_book(engagement_id, today) as book:
        out = sections_out(book)
        inside = [each for each in registry() if each.slug not in out]
        return Overview(
            {each.slug: progress.section_progress(book, each) for each in registry()},
            findings(book, inside),
            {each.slug: sum(len(book.rows(record)) for record in each.records) for each in registry()},
            frozenset(out),
        )


def sections_out(book: Book) -> set[str]:
    """Slugs of the sections that were taken out of scope."""
    scope = record_types().get("brief_scope")
    always = {each.slug for each in registry() if each.always}
    return {row.slug for row in book.rows(scope) if not row.included} - always if scope else set()  # type: ignore[attr-defined]


def next_gap(book: Book, slug: str) -> progress.Gap | None:
    """The first thing missing in a section."""
    return book.once(("gap", slug), lambda: progress.next_gap(book, section(slug)))


def silence(engagement_id: int, finding: Finding, reason: str, who: str) -> None:
    """Live with a finding, for a reason.

    Raises:
        BadValue: no reason is given.
    """
    add(
        engagement_id, Silence, {"code": finding.code, "record_table": finding.table, "record_id": finding.record_id, "reason": reason}, who
    )


def unsilence(engagement_id: int, finding: Finding, who: str) -> None:
    """Take a silenced finding up again."""
    with open_book(engagement_id) as book:
        same = (finding.code, finding.table, finding.record_id)
        ids = [row.id for row in book.rows(Silence) if (row.code, row.record_table, row.record_id or 0) == same]
    delete(engagement_id, Silence, ids, who)


# --- the workshop


def questions(slug: str) -> list[dict[str, str]]:
    """The questions to ask in a section's workshop, in the language in force: key, record, text, hint."""
    return list(library(slug, current_language()).get("questions") or [])


def answers(book: Book, slug: str) -> dict[str, Answer]:
    """The raw answers to a section's questions, by the question's key."""
    return {row.question: row for row in book.rows(Answer) if row.section_asked == slug}


def answer(engagement_id: int, slug: str, question: str, text: str, who: str, expected: str | None = None) -> Outcome:
    """Note what was said to a question. `expected` is the text that the person has seen."""
    with changes.action(engagement_id, who) as action:
        found = answers(action.book(), slug).get(question)
        if found is None:
            row = action.add(Answer, {"section_asked": slug, "question": question, "text": text})
            return Outcome(saved={"text": row.text})
        return action.edit(Answer, found.id, {"text": text}, None if expected is None else {"text": expected})


# --- ready-made content and pasted rows


def library_entries(slug: str, record: type[Record], search: str = "", industry: str = "") -> list[dict[str, Any]]:
    """Starters for a record type in the language in force.

    Those that fit the industry (all when none is given) and hold all words of the search.
    """
    entries = (library(slug, current_language()).get("records") or {}).get(record.record_key()) or []
    words = search.lower().split()
    return [each for each in entries if _fits(each, industry) and all(word in _searchable(each) for word in words)]


def _fits(entry: Mapping[str, Any], industry: str) -> bool:
    return not industry or not entry.get("industries") or industry in entry["industries"]


def _searchable(entry: Mapping[str, Any]) -> str:
    return " ".join(str(value) for value in entry.values()).lower()


def maturity_areas() -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The maturity questionnaire in the language in force: areas in order with their titles and questions (key, text, anchors)."""
    from core.sections.audit.maturity import area_label

    asked = library("audit", current_language()).get("maturity") or []
    areas = dict.fromkeys(each["area"] for each in asked)
    return [(area, area_label(area), [each for each in asked if each["area"] == area]) for area in areas]


def add_from_library(engagement_id: int, record: type[Record], entries: Sequence[Mapping[str, Any]], who: str) -> list[int]:
    """Take starters over as records. References by name find the engagement's own records of that name; others stay empty."""
    specs = field_map(record)
    with changes.action(engagement_id, who) as action:
        rows = [action.insert(record, {n: v for n, v in each.items() if n in specs and not specs[n].target}) for each in entries]
        book = action.book()
        known = {
            (spec.target, book.title(row)): row for spec in specs.values() if spec.target for row in book.rows(record_types()[spec.target])
        }
        for row, entry in zip(rows, entries, strict=True):
            engagements.connect(action, row, {n: v for n, v in entry.items() if n in specs and specs[n].target}, known)
            action.session.flush()
            action.log_new(row)
        return [row.id for row in rows]


def plan_rows(engagement_id: int, record: type[Record], text: str) -> Plan:
    """Read a table pasted from a spreadsheet; nothing is written (`add_many` takes the plan's rows)."""
    with open_book(engagement_id) as book:
        targets = {spec.target for spec in fields_of(record) if spec.target}
        names = {each: {book.title(row).lower(): row.id for row in book.rows(record_types()[each])} for each in targets}
        return plan_paste(record, text, names)


# --- what a section works out, for its hand-made screen


@dataclass(frozen=True)
class Fit:
    """Whether CRM marketing pays: the verdict's key and name, and the reasons as (good, bad or unknown; sentence)."""

    verdict: str
    label: str
    reasons: tuple[tuple[str, str], ...]


def fit(book: Book) -> Fit | None:
    """The verdict of the brief; None while nothing is known of the client."""
    from core.sections.brief import fit as screen
    from core.sections.brief.records import Facts

    facts = book.one(Facts)
    if facts is None:
        return None
    found = screen.fit_of(facts)
    reasons = tuple((each.bearing.value, screen.sentence(book, each)) for each in found.reasons)
    return Fit(found.verdict.value, _(found.verdict.label), reasons)


@dataclass(frozen=True)
class Standings:
    """The benchmark by ids: each criterion's share of the weight; each company's weighted mark, and its gap to the client's."""

    shares: Mapping[int, Decimal]
    totals: Mapping[int, Decimal | None]
    gaps: Mapping[int, Decimal | None]
    clients: frozenset[int]


def standings(book: Book) -> Standings:
    """Where the companies of the benchmark stand."""
    from core.sections.competitors.benchmark import benchmark_of, is_client

    found = benchmark_of(book)
    return Standings(
        found.shares,
        {each.company.id: each.total for each in found.standings},
        {each.company.id: each.gap for each in found.standings},
        frozenset(each.company.id for each in found.standings if is_client(each.company)),
    )


# --- pictures and documents


def pictures(book: Book, slug: str, record: type[Record] | None = None) -> list[tuple[str, Picture]]:
    """The pictures of a section that there is enough to draw for, with their keys; those of one record's view when given."""
    wanted = [spec for spec in section(slug).pictures if record is None or spec.record is record]
    drawn = [(spec.key, book.once(("picture", slug, spec.key), lambda draw=spec.draw: draw(book))) for spec in wanted]  # type: ignore[misc]
    return [(key, picture) for key, picture in drawn if picture is not None]


def svg_of(picture: Picture, width: int, dark: bool = False) -> str:
    """A picture drawn as SVG."""
    from core.documents.palette import DARK, LIGHT
    from core.documents.svg import svg_of as drawn

    return drawn(picture, width=width, palette=DARK if dark else LIGHT)


def segment_matrix(book: Book) -> Any:
    """The segmentation as rows × columns with the segments of each cell: a `segmentation.matrix.Matrix`."""
    from core.sections.segmentation.matrix import matrix_of

    return matrix_of(book)


def chapter(book: Book, slug: str) -> Chapter:
    """A section's chapter, in the language in force: what the section writes, then what was said in its workshop."""
    found = section(slug)
    blocks = book.once(("chapter", slug), lambda: _chapter_blocks(book, found))
    return Chapter(slug, _(found.title), blocks)


def _chapter_blocks(book: Book, found: Section) -> tuple[Block, ...]:
    written = found.chapter(book) if found.chapter else default_chapter(book, found.records)
    return (*written, *workshop_blocks(book, found.slug, found.records))


def document_language(engagement: Engagement | None) -> AbstractContextManager[None]:
    """Everything inside speaks the language of the engagement's documents."""
    return language(engagement.language if engagement else current_language())


def strategy_document(engagement_id: int, code: str, with_findings: bool = False, author: str = "", today: date | None = None) -> bytes:
    """The strategy as a Word file: all sections in scope, in the language `code`, whatever the language in force.

    Raises:
        LookupError: there is no engagement of that id.
    """
    from core.documents.collecting import no_collecting
    from core.documents.content import StrategyContent  # heavy, and most runs make no document
    from core.documents.docx import strategy_docx

    with no_collecting(), language(code), open_book(engagement_id, today) as book:
        out = sections_out(book)
        inside = [each for each in registry() if each.slug not in out]
        titles = {each.slug: _(each.title) for each in inside}
        client = client_name(book)
        found = findings(book, inside) if with_findings or book.rows(Silence) else ()
        return strategy_docx(
            StrategyContent(
                title=_("CRM strategy"),
                client=client or book.engagement.name,
                subtitle=book.engagement.name,
                language=code,
                date=book.today,
                version="",
                author=author,
                chapters=tuple(chapter(book, each.slug) for each in inside),
                findings=tuple((_(LEVEL_LABELS[f.level]), titles[f.check.section], f.sentence, f.hint) for f in found if not f.silenced)
                if with_findings
                else (),
                accepted=tuple((titles[f.check.section], f.sentence, f.silenced) for f in found if f.silenced),
                assumptions=tuple(assumptions(book, inside)),
            )
        )


def assumptions(book: Book, inside: Iterable[Section]) -> Iterator[tuple[str, str, str]]:
    """Records whose answers are assumptions: section, record, what kind of record it is. They are to be verified with the client."""
    for each in inside:
        for record in each.records:
            for row in book.rows(record):
                if row.evidence is Evidence.ASSUMED:
                    yield _(each.title), book.title(row), _(record.label[0])


def client_name(book: Book) -> str:
    """The client's name as the brief has it; empty while it has none."""
    facts = record_types().get("brief_facts")
    row = book.one(facts) if facts else None
    return str(getattr(row, "client", ""))


def file_name(engagement: Engagement, extension: str, code: str) -> str:
    """A file's name that every system takes: «Volga-Air_CRM-strategy_ru_2026-11-22.docx»."""
    plain = re.sub(r"[^\w-]+", "-", engagement.name, flags=re.UNICODE).strip("-")[:60] or "Holdfast"
    return f"{plain}_CRM-strategy_{code}_{date.today():%Y-%m-%d}.{extension}"
