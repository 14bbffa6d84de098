"""What a roadmap must not leave open: circles, dates that cannot hold, work without people, people without time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from core.checks import Hit, check, hit
from core.fields import Mark
from core.i18n import N_
from core.sections.roadmap.load import at_the_same_time
from core.sections.roadmap.plan import STARTED, end_of, is_open, live_items, overdue, schedule_of
from core.sections.roadmap.records import Item, Status, StatusEntry, Wave, circle_in_words
from core.sections.roadmap.schedule import cycles
from core.store.book import Book

MOST_AT_ONCE = 4  # items that one owner can keep moving
PATIENCE = 14  # days of slip that need no explanation; days that an explanation in the log stays fresh


def _unsaid(row: Item, field: str) -> bool:
    """Nothing was said in a field; «not applicable» is an answer."""
    return getattr(row, field) in ("", None) and row.marks.get(field) != Mark.NOT_APPLICABLE


@check(
    "roadmap.E001",
    sentence=N_("These items wait for each other: {path}."),
    hint=N_("Take one of the dependencies out: ask which of the items could begin with what is there already."),
    why=N_("In a circle nobody can begin. No date of these items, nor of what waits for them, can be believed."),
)
def dependencies_make_no_circle(book: Book) -> Iterator[Hit]:
    """No item waits for itself, not even through others."""
    for circle in cycles({row.id: row.depends_on for row in book.rows(Item)}):
        row = book.get(Item, circle[0])
        if row is not None:
            yield hit(row, "depends_on", name=book.title(row), path=circle_in_words(book, circle))


@check(
    "roadmap.E002",
    sentence=N_("“{name}” starts before “{other}”, which it depends on, has ended (by {days} d)."),
    hint=N_("Move the start behind the end of what it depends on, or take the dependency out if they can run side by side."),
    why=N_("The start is promised to people who cannot begin then. The delay will show on the day, instead of today."),
)
def item_starts_after_what_it_depends_on(book: Book) -> Iterator[Hit]:
    """An item that is not done starts after the ends of all that it depends on and that is still open."""
    for row in filter(is_open, book.rows(Item)):
        for other in filter(is_open, book.many(Item, row.depends_on)):
            end = end_of(other)
            if row.start and end and row.start <= end and row.id != other.id:
                yield hit(row, "start", name=book.title(row), other=book.title(other), days=(end - row.start).days + 1)


@check(
    "roadmap.W001",
    sentence=N_("Nobody owns “{name}”."),
    hint=N_("Name one person of the client's team; a department or two people are nobody."),
    why=N_("Work without an owner waits until somebody asks for it, and that is usually the sponsor on the last day."),
)
def item_has_an_owner(book: Book) -> Iterator[Hit]:
    """Every item has an owner."""
    yield from (hit(row, "owner", name=book.title(row)) for row in live_items(book) if _unsaid(row, "owner"))


@check(
    "roadmap.W002",
    sentence=N_("“{name}” has no dates."),
    hint=N_("Give it a start and a duration, even rough ones; the critical path is worked out from them."),
    why=N_("An item without dates is missing from the chart, the load and the forecast: it is a wish, not a plan."),
)
def item_has_dates(book: Book) -> Iterator[Hit]:
    """Every item has a start and a duration."""
    for row in live_items(book):
        missing = [field for field in ("start", "duration_days") if _unsaid(row, field)]
        if missing:
            yield hit(row, missing[0], name=book.title(row))


@check(
    "roadmap.W003",
    sentence=N_("“{name}” is overdue by {days} d."),
    hint=N_("Close it if it is done; else agree on a new end with its owner and say why in the status log."),
    why=N_("A plan with past dates tells everybody that nobody looks at it."),
)
def item_is_not_overdue(book: Book) -> Iterator[Hit]:
    """What should have ended is done or dropped."""
    for row in book.rows(Item):
        end = end_of(row)
        if end and overdue(row, book.today):
            yield hit(row, "status", name=book.title(row), days=(book.today - end).days)


@check(
    "roadmap.W004",
    sentence=N_("Status and progress of “{name}” contradict each other."),
    hint=N_("Done is 100 %, planned is 0 %; what has begun and is not finished is in progress."),
    why=N_("The sponsor's report counts statuses, the chart shows progress: they would tell two stories of one item."),
)
def status_and_progress_agree(book: Book) -> Iterator[Hit]:
    """Done means 100 %, planned 0 %, anything under way less than 100 %."""
    yield from (hit(row, "progress", name=book.title(row)) for row in book.rows(Item) if _contradict(row))


def _contradict(row: Item) -> bool:
    if row.progress is None or row.status is None:
        return False
    return {
        Status.DONE: row.progress < 1,
        Status.PLANNED: row.progress > 0,
        Status.IN_PROGRESS: row.progress == 1,
        Status.BLOCKED: row.progress == 1,
    }.get(row.status, False)


@check(
    "roadmap.W005",
    sentence=N_("“{name}” is blocked, and nobody said by what."),
    hint=N_("Write what it waits for, who can remove that and until when."),
    why=N_("An obstacle with a name can be taken away in a week; one without stays."),
)
def blocked_item_says_by_what(book: Book) -> Iterator[Hit]:
    """A blocked item names the obstacle."""
    rows = (row for row in book.rows(Item) if row.status is Status.BLOCKED and _unsaid(row, "blocked_by"))
    yield from (hit(row, "blocked_by", name=book.title(row)) for row in rows)


@check(
    "roadmap.W006",
    sentence=N_("{owner} has {n} items at the same time, beginning with “{name}”."),
    hint=N_("Give some of them to others or move them; more than four at once means that none is done well."),
    why=N_("People work on the roadmap beside their own jobs. An owner with five items finishes none of them on time."),
)
def owner_is_not_overloaded(book: Book) -> Iterator[Hit]:
    """Nobody has more than four open items running on one day."""
    owned = defaultdict[str, list[Item]](list)
    for row in filter(is_open, book.rows(Item)):
        if row.owner and row.start and row.duration_days:
            owned[row.owner].append(row)
    for owner, rows in owned.items():
        most, busiest = at_the_same_time([(row.start, end) for row in rows if row.start and (end := end_of(row))])
        if most > MOST_AT_ONCE:
            begins = next(row for row in rows if row.start == busiest)
            yield hit(begins, "owner", owner=owner, n=most, name=book.title(begins))


@check(
    "roadmap.W007",
    sentence=N_("“{name}” serves no goal and moves no KPI."),
    hint=N_("Link the goal or the KPI that it works for, or leave it out of this roadmap."),
    why=N_("It will be the first to be questioned when money is short, and nobody will have an answer."),
)
def item_serves_a_goal(book: Book) -> Iterator[Hit]:
    """Every item is linked with a goal or a KPI."""
    yield from (hit(row, "goals", name=book.title(row)) for row in live_items(book) if not row.goals and not row.kpis)


@check(
    "roadmap.W008",
    sentence=N_("“{name}” runs outside its wave, “{wave}”."),
    hint=N_("Move the item, put it into another wave, or move the wave's dates for all to see."),
    why=N_("A wave promises that something works at its end. With parts of it still running it does not."),
)
def item_lies_within_its_wave(book: Book) -> Iterator[Hit]:
    """An item begins and ends within its wave."""
    for row in live_items(book):
        wave, end = book.get(Wave, row.wave_id), end_of(row)
        if wave is None or row.start is None or end is None:
            continue
        if (wave.starts and row.start < wave.starts) or (wave.ends and end > wave.ends):
            yield hit(row, "wave_id", name=book.title(row), wave=book.title(wave))


@check(
    "roadmap.W009",
    sentence=N_("“{name}” is heading for {days} d after its agreed end, and nobody said why."),
    hint=N_("Say in the status log what happened and what is done about it, or what blocks it; then agree on a new end."),
    why=N_("A slip of more than two weeks moves others. The sponsor forgives a delay that was told early, not a silent one."),
)
def slip_is_explained(book: Book) -> Iterator[Hit]:
    """An open item that ends over two weeks later than agreed says why: what blocks it, or a fresh comment in the log."""
    slips = schedule_of(book).slip
    since = book.today - timedelta(days=PATIENCE)
    told = {each.item_id for each in book.rows(StatusEntry) if each.comment and each.said_on and each.said_on >= since}
    for row in filter(is_open, book.rows(Item)):
        slip = slips.get(row.id, 0)
        if slip > PATIENCE and not row.blocked_by and row.id not in told:
            yield hit(row, "baseline_end", name=book.title(row), days=slip)


@check(
    "roadmap.W010",
    sentence=N_("“{name}” depends on “{other}”, which was dropped."),
    hint=N_("Find another way to what it needs, or take the dependency out."),
    why=N_("What it waits for will never come; dropped work leaves holes exactly here."),
)
def nothing_waits_for_what_was_dropped(book: Book) -> Iterator[Hit]:
    """No open item depends on a dropped one."""
    for row in filter(is_open, book.rows(Item)):
        for other in book.many(Item, row.depends_on):
            if other.status is Status.DROPPED:
                yield hit(row, "depends_on", name=book.title(row), other=book.title(other))


@check(
    "roadmap.H001",
    sentence=N_("No agreed dates: “{name}” has no agreed end."),
    hint=N_("Once the plan is agreed, copy start and end into the agreed dates; from then on the forecast is compared with them."),
    why=N_("Without a baseline nobody can say whether the project is late, only that the dates keep moving."),
)
def item_has_agreed_dates(book: Book) -> Iterator[Hit]:
    """Every item has an agreed end. While nothing is agreed at all, that is said once."""
    rows = live_items(book)
    missing = [row for row in rows if _unsaid(row, "baseline_end")]
    shown = missing[:1] if len(missing) == len(rows) else missing
    yield from (hit(row, "baseline_end", name=book.title(row)) for row in shown)


@check(
    "roadmap.H002",
    sentence=N_("“{name}” should have begun {days} d ago and is still planned."),
    hint=N_("Set it in progress, or move its start and say why."),
    why=N_("Late starts become late ends; this is the earliest sign there is."),
)
def item_begins_in_time(book: Book) -> Iterator[Hit]:
    """What should have begun has."""
    for row in filter(is_open, book.rows(Item)):
        if row.status not in STARTED and row.start and row.start < book.today and not overdue(row, book.today):
            yield hit(row, "status", name=book.title(row), days=(book.today - row.start).days)
