"""The chapter of the goals: what the business wants, what CRM marketing does for it, by which figures, and what moves them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from core.blocks import Anchor, Block, Cell, Column, Details, Figure, Heading, Paragraph, Table
from core.i18n import _, ngettext
from core.i18n.formats import day
from core.pictures import Picture
from core.sections.goals import pictures
from core.sections.goals.drivers import change, moved_alone
from core.sections.goals.progress import Progress, progress_of, standing, with_unit
from core.sections.goals.records import Driver, Goal, GoalLevel, Kpi, Measurement
from core.sections.goals.tree import above, from_the_top, parts_of
from core.store.book import Book
from core.store.printed import record_blocks, record_details, record_table

_BUSINESS_COLUMNS = ("name", "parent_id", "measure", "deadline", "owner", "priority")
_CRM_COLUMNS = ("parent_id", "measure", "deadline", "owner", "priority")
_TASK_COLUMNS = ("name", "measure", "deadline", "owner", "priority")


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the goals."""
    parts = (_goals, _kpis, _progress, _measurements, _drivers)
    return tuple(block for part in parts for block in part(book))


def _figure(book: Book, draw: Callable[[Book], Picture | None]) -> list[Block]:
    picture = draw(book)
    return [Figure(picture)] if picture else []


def _details(details: Details) -> list[Block]:
    return [details] if details.entries else []


# The tree in words: business goals, then each CRM goal with the tasks under it, then what hangs nowhere.


def _goals(book: Book) -> Iterator[Block]:
    rows = from_the_top(book.rows(Goal))
    if not rows:
        return
    yield Heading(_("Goal tree"))
    yield Paragraph(_goals_lead(rows))
    yield from _figure(book, pictures.goal_tree)
    business = [row for row in rows if row.level is GoalLevel.BUSINESS]
    crm = [row for row in rows if row.level is GoalLevel.CRM]
    under = _nearest(rows, {row.id for row in crm})
    yield from _goal_table(book, business, _BUSINESS_COLUMNS, _("Business goals"))
    for goal in crm:
        yield from _crm_goal(book, goal, [row for row in rows if row.id in under and under[row.id] == goal.id])
    told = {*(row.id for row in business), *(row.id for row in crm), *under}
    yield from _goal_table(book, [row for row in rows if row.id not in told], Goal.columns, _("Goals and tasks outside the tree"))


def _goals_lead(rows: Sequence[Goal]) -> str:
    text = _("The tree holds {goals}.").format(goals=pictures.counted_goals(rows))
    ends = [row.deadline for row in rows if row.deadline]
    if ends:
        text += " " + _("The first deadline is {first}, the last {last}.").format(first=day(min(ends)), last=day(max(ends)))
    return text


def _nearest(rows: Sequence[Goal], crm: set[int]) -> dict[int, int]:
    """For each task (and goal without a level) the CRM goal it hangs under."""
    known = {row.id: row for row in rows}
    found = {}
    for row in rows:
        if row.level in (GoalLevel.TASK, None):
            goal = next((each.id for each in above(known, row) if each.id in crm), None)
            if goal is not None:
                found[row.id] = goal
    return found


def _goal_table(book: Book, rows: Sequence[Goal], columns: tuple[str, ...], caption: str) -> Iterator[Block]:
    if rows:
        yield Heading(caption, 3)
        yield record_table(book, Goal, rows, columns, caption)
        yield from _details(record_details(book, rows, without={*columns, "level"}))


def _crm_goal(book: Book, goal: Goal, tasks: Sequence[Goal]) -> Iterator[Block]:
    title = _("CRM goal: {name}").format(name=goal.name)
    yield Heading(title, 3)
    if goal.why:
        yield Paragraph(goal.why, Anchor(goal.table_name(), goal.id, "why"))
    yield record_table(book, Goal, [goal], _CRM_COLUMNS, title)
    yield from _details(record_details(book, [goal], without={*_CRM_COLUMNS, "name", "level", "why"}))
    measured = [row.name for row in book.rows(Kpi) if row.goal_id == goal.id]
    if measured:
        yield Paragraph(_("Measured by: {kpis}.").format(kpis="; ".join(measured)))
    if tasks:
        yield record_table(book, Goal, tasks, _TASK_COLUMNS, _("Tasks: {goal}").format(goal=goal.name))
        yield from _details(record_details(book, tasks, without={*_TASK_COLUMNS, "level", "parent_id"}))


# KPIs and their progress.


def _kpis(book: Book) -> Iterator[Block]:
    rows = book.rows(Kpi)
    if not rows:
        return
    yield Heading(_("KPIs"))
    complete = sum(None not in (row.baseline, row.target, row.deadline) for row in rows)
    text = ngettext("{n} figure tells whether the goals are reached.", "{n} figures tell whether the goals are reached.", len(rows))
    state = _("All of them have a baseline, a target and a deadline.")
    if complete < len(rows):
        state = _("A baseline, a target and a deadline: {n} of {all}.").format(n=complete, all=len(rows))
    yield Paragraph(f"{text} {state}")
    yield from record_blocks(book, Kpi, rows, heading=False)


def _progress(book: Book) -> Iterator[Block]:
    rows = progress_of(book.rows(Kpi), book.rows(Measurement))
    measured = [each for each in rows if each.latest]
    if not measured:
        return
    yield Heading(_("Progress"))
    text = ngettext("{n} KPI was measured after its baseline.", "{n} KPIs were measured after their baselines.", len(measured))
    back = sum(each.moves_away for each in rows)
    if back:
        text += " " + ngettext("{n} of them moves away from its target.", "{n} of them move away from their targets.", back)
    yield Paragraph(text)
    yield from _figure(book, pictures.kpi_progress)
    yield _progress_table(book, rows)


def _progress_table(book: Book, rows: Sequence[Progress]) -> Table:
    columns = (
        Column(_("KPI"), 2.6),
        Column(_("Baseline"), 1.2, numeric=True),
        Column(_("Newest value"), 1.2, numeric=True),
        Column(_("Measured on"), 1.1),
        Column(_("Target"), 1.2, numeric=True),
        Column(_("Way gone"), 1.1, numeric=True),
    )
    return Table(_("From the baseline to the target"), columns, tuple(_progress_row(book, each) for each in rows))


def _progress_row(book: Book, progress: Progress) -> tuple[Cell, ...]:
    kpi, latest = progress.kpi, progress.latest
    measured_on = day(latest.measured_on) if latest and latest.measured_on else ""
    return (
        Cell(kpi.name),
        Cell(with_unit(book, kpi.unit, kpi.baseline)),
        Cell(
            with_unit(book, kpi.unit, latest.value) if latest else "", Anchor(latest.table_name(), latest.id, "value") if latest else None
        ),
        Cell(measured_on),
        Cell(with_unit(book, kpi.unit, kpi.target)),
        Cell(standing(progress)),
    )


def _measurements(book: Book) -> Iterator[Block]:
    rows = book.rows(Measurement)
    if not rows:
        return
    yield Heading(_("Measurements"))
    order = {kpi.id: at for at, kpi in enumerate(book.rows(Kpi))}
    rows.sort(key=lambda row: (order.get(row.kpi_id or 0, len(order)), row.measured_on is None, row.measured_on))
    yield record_table(book, Measurement, rows)
    yield from _details(record_details(book, rows, without=Measurement.columns))


# Drivers.


def _drivers(book: Book) -> Iterator[Block]:
    rows = from_the_top(book.rows(Driver))
    if not rows:
        return
    yield Heading(_("Driver tree"))
    known, parts = {row.id for row in rows}, parts_of(rows)
    roots = [row for row in rows if row.parent_id not in known and row.id in parts]
    yield from _root_leads(book, roots, rows)
    yield from _figure(book, pictures.driver_tree)
    yield from record_blocks(book, Driver, rows, heading=False)


def _root_leads(book: Book, roots: Iterable[Driver], rows: Sequence[Driver]) -> Iterator[Block]:
    for root in roots:
        growth = change(root)
        if growth is not None:
            yield Paragraph(
                _("{name} is to go from {now} to {target} ({growth}).").format(
                    name=root.name,
                    now=with_unit(book, root.unit, root.now),
                    target=with_unit(book, root.unit, root.target),
                    growth=pictures.signed_percent(growth),
                )
            )
        gains = moved_alone(root, rows)
        if gains:
            yield _gains_table(book, root, rows, gains)


def _gains_table(book: Book, root: Driver, rows: Sequence[Driver], gains: dict[int, Decimal]) -> Table:
    """Which part is worth the effort: the parts by what each alone would add to the whole."""
    names = {row.id: row for row in rows}
    columns = (Column(_("Part"), 2.4), Column(_("Change"), 1, numeric=True), Column(_("Adds to the whole"), 1.4, numeric=True))
    ordered = sorted(gains, key=lambda each: -gains[each])
    body = tuple(
        (
            Cell(names[each].name),
            Cell(pictures.signed_percent(moved) if (moved := change(names[each])) is not None else ""),
            Cell(with_unit(book, root.unit, gains[each])),
        )
        for each in ordered
    )
    return Table(_("What each part alone would add to “{name}”").format(name=root.name), columns, body)
