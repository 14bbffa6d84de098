"""Pictures of the goals: the tree of goals, how far each KPI has come, what revenue is made of."""

from collections.abc import Sequence
from decimal import Decimal

from core.i18n import _, ngettext
from core.i18n.formats import day, percent
from core.pictures import Bullet, Bullets, Node, Picture, Tone, Tree
from core.sections.goals.drivers import FIELDS, change, is_off, moved_alone, should_be
from core.sections.goals.progress import Progress, progress_of, with_unit, without_noun
from core.sections.goals.records import Driver, Goal, GoalLevel, Kpi, Measurement
from core.sections.goals.tree import above, from_the_top, parts_of
from core.store.book import Book

_TONES = {GoalLevel.BUSINESS: Tone.ACCENT, GoalLevel.CRM: Tone.PLAIN, GoalLevel.TASK: Tone.MUTED}
_WANTED = {GoalLevel.CRM: GoalLevel.BUSINESS, GoalLevel.TASK: GoalLevel.CRM}  # what a goal of a level serves in the end


# The tree of goals.


def goal_tree(book: Book) -> Picture | None:
    """Business goals at the left, what serves them to the right of them."""
    goals = {row.id: row for row in book.rows(Goal)}
    if len(goals) < 2:
        return None
    return Tree(
        title=_goals_title(goals),
        alt=_("Tree of goals: {goals}.").format(goals="; ".join(_goal_in_words(book, row) for row in from_the_top(goals.values()))),
        source=_("Goals, as of {date}").format(date=day(book.today)),
        nodes=tuple(_goal_node(goals, row) for row in from_the_top(goals.values())),
    )


def _goal_node(goals: dict[int, Goal], row: Goal) -> Node:
    tone = Tone.ALARM if hangs_in_the_air(goals, row) else _TONES[row.level] if row.level else Tone.PLAIN
    remark = " · ".join(filter(None, (day(row.deadline) if row.deadline else "", row.measure)))
    return Node(str(row.id), row.name, str(row.parent_id) if row.parent_id in goals else None, remark, tone)


def hangs_in_the_air(goals: dict[int, Goal], row: Goal) -> bool:
    """A CRM goal that serves no business goal, or a task that serves no CRM goal."""
    wanted = _WANTED.get(row.level) if row.level else None
    return wanted is not None and not any(each.level is wanted for each in above(goals, row))


def _goal_in_words(book: Book, row: Goal) -> str:
    parent = book.get(Goal, row.parent_id)
    name = f"{_(row.level.label)}: {row.name}" if row.level else row.name
    return _("{name} (serves “{parent}”)").format(name=name, parent=parent.name) if parent else name


def _goals_title(goals: dict[int, Goal]) -> str:
    loose = [row for row in goals.values() if hangs_in_the_air(goals, row)]
    if loose:
        return ngettext("{n} goal hangs in the air", "{n} goals hang in the air", len(loose))
    return counted_goals(list(goals.values()))


def counted_goals(goals: Sequence[Goal]) -> str:
    """«4 business goals, 7 CRM goals, 11 tasks»."""
    counts = {level: sum(row.level is level for row in goals) for level in GoalLevel}
    parts = (
        ngettext("{n} business goal", "{n} business goals", counts[GoalLevel.BUSINESS]) if counts[GoalLevel.BUSINESS] else "",
        ngettext("{n} CRM goal", "{n} CRM goals", counts[GoalLevel.CRM]) if counts[GoalLevel.CRM] else "",
        ngettext("{n} task", "{n} tasks", counts[GoalLevel.TASK]) if counts[GoalLevel.TASK] else "",
    )
    return ", ".join(filter(None, parts)) or ngettext("{n} goal", "{n} goals", len(goals))


# Progress of the KPIs.


def kpi_progress(book: Book) -> Picture | None:
    """Each KPI on its way from baseline to target; levels to hold have no way to go and stand in the table only."""
    moving = [each for each in progress_of(book.rows(Kpi), book.rows(Measurement)) if has_a_way(each.kpi)]
    if not moving:
        return None
    return Bullets(
        title=progress_title(moving),
        alt=_("Share of the way from baseline to target: {figures}.").format(
            figures="; ".join(f"{each.kpi.name} {_way(each)}" for each in moving)
        ),
        source=_("Newest measurements after the baseline, as of {date}").format(date=day(book.today)),
        rows=tuple(_bullet(book, each) for each in moving),
    )


def has_a_way(kpi: Kpi) -> bool:
    """Baseline and target are known and differ."""
    return kpi.baseline is not None and kpi.target is not None and kpi.baseline != kpi.target


def _way(progress: Progress) -> str:
    return _("not measured yet") if progress.shown is None else percent(progress.shown, 0)


def _bullet(book: Book, progress: Progress) -> Bullet:
    kpi = progress.kpi
    actual = progress.latest.value if progress.latest else None
    return Bullet(
        label=kpi.name,
        baseline=float(kpi.baseline or 0),
        target=float(kpi.target or 0),
        actual=None if actual is None else float(actual),
        reached=None if progress.shown is None else float(progress.shown),
        texts=(with_unit(book, kpi.unit, kpi.baseline), with_unit(book, kpi.unit, actual), with_unit(book, kpi.unit, kpi.target)),
    )


def progress_title(moving: Sequence[Progress]) -> str:
    """What the figures say: who goes back, or who has come farthest."""
    known = [each for each in moving if each.reached is not None]
    if not known:
        return ngettext("{n} KPI, none measured since its baseline", "{n} KPIs, none measured since their baselines", len(moving))
    worst, best = (pick(known, key=lambda each: each.reached or Decimal(0)) for pick in (min, max))
    back = sum(each.moves_away for each in known)
    if back == 1:
        return _("“{name}” moves away from its target").format(name=worst.kpi.name)
    if back:
        count = ngettext("{n} KPI moves away from its target", "{n} KPIs move away from their targets", back)
        return _("{count}, most of all “{name}”").format(count=count, name=worst.kpi.name)
    return _("Farthest on the way: “{name}”, {share}").format(name=best.kpi.name, share=percent(best.reached or 0, 0))


# Drivers.


def driver_tree(book: Book) -> Picture | None:
    """What the first driver is made of, with the figures now and at the target."""
    drivers = book.rows(Driver)
    if len(drivers) < 2:
        return None
    known, parts = {row.id for row in drivers}, parts_of(drivers)
    ordered = from_the_top(drivers)
    return Tree(
        title=drivers_title(drivers),
        alt=_("Driver tree: {drivers}.").format(drivers="; ".join(f"{row.name} {_figures(book, row)}" for row in ordered)),
        source=_("Driver tree, as of {date}").format(date=day(book.today)),
        nodes=tuple(
            Node(
                str(row.id),
                row.name,
                str(row.parent_id) if row.parent_id in known else None,
                _driver_remark(book, row, parts),
                _driver_tone(row, parts),
            )
            for row in ordered
        ),
    )


def _figures(book: Book, row: Driver) -> str:
    """«6.4 → 6.8 times (+6%)»."""
    text = " → ".join(filter(None, (without_noun(book, row.unit, row.now), with_unit(book, row.unit, row.target))))
    moved = change(row)
    return f"{text} ({signed_percent(moved)})" if moved is not None else text


def signed_percent(share: Decimal) -> str:
    """«+6%», «−6%», «0%»."""
    shown = percent(abs(share))
    return shown if not round(share, 3) else ("+" if share > 0 else "−") + shown


def _driver_remark(book: Book, row: Driver, parts: dict[int, list[Driver]]) -> str:
    """The figures, and how the parts make them; the parts themselves are to be seen."""
    how = _(row.operation.label) if row.operation and row.id in parts else ""
    return "\n".join(filter(None, (_figures(book, row), how)))


def _driver_tone(row: Driver, parts: dict[int, list[Driver]]) -> Tone:
    if any(is_off(getattr(row, field), should_be(row, parts.get(row.id, []), field)) for field in FIELDS):
        return Tone.ALARM
    return Tone.PLAIN


def drivers_title(drivers: Sequence[Driver]) -> str:
    """How much the first whole is to grow, and which part alone would bring most of it."""
    known = {row.id for row in drivers}
    parts = parts_of(drivers)
    root = next((row for row in drivers if row.parent_id not in known and row.id in parts), drivers[0])
    growth, gains = change(root), moved_alone(root, drivers)
    if growth is None:
        return _("What makes up “{name}”").format(name=root.name)
    text = f"{root.name}: {signed_percent(growth)}"
    best = max(gains, key=lambda each: gains[each], default=None)
    if best is None or gains[best] <= 0:
        return text
    return _("{growth}; the strongest lever is “{part}”").format(growth=text, part=next(row.name for row in drivers if row.id == best))
