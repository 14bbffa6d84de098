"""Dates of the roadmap: ends, cycles, critical path, slip. Pure: dates in, dates out; days are calendar days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

ONE_DAY = timedelta(days=1)


def end_date(start: date | None, duration_days: int | None) -> date | None:
    """The last day of an item: start + duration − 1 calendar days. None while one of them is unknown."""
    return start + timedelta(days=duration_days - 1) if start and duration_days else None


# Dependencies.


def cycles(after: Mapping[int, Iterable[int]]) -> list[tuple[int, ...]]:
    """The circles in a graph of «waits for», each as (a, b, …, a): b waits for a, and so on round to a.

    A circle that shares a dependency with one already named is named only when it survives without it.
    """
    left = {each: set(waits) for each, waits in after.items()}
    found: list[tuple[int, ...]] = []
    while (circle := _cycle(left)) is not None:
        found.append(circle)
        for before, later in pairwise(circle):
            left[later].discard(before)
    return found


def _cycle(after: Mapping[int, Iterable[int]]) -> tuple[int, ...] | None:
    try:
        TopologicalSorter(after).prepare()
    except CycleError as circle:
        return tuple(circle.args[1])
    return None


# The schedule.


@dataclass(frozen=True)
class Task:
    """An item as the calculation sees it: its dates as they stand in the plan, what it waits for, what was agreed."""

    id: int
    start: date
    days: int
    after: tuple[int, ...] = ()
    done: bool = False
    agreed_end: date | None = None

    @property
    def end(self) -> date:
        """The last day in the plan."""
        return self.start + timedelta(days=self.days - 1)


@dataclass(frozen=True)
class Schedule:
    """What the dates of a plan lead to; every mapping is by the task's id.

    Critical path method (Kelley and Walker, 1959) over the starts that were planned: a task begins on its planned day,
    or later when what it waits for has not ended (early); it may end so late that nothing moves the project's end (late).
    """

    early_start: Mapping[int, date]
    early_finish: Mapping[int, date]
    late_finish: Mapping[int, date]
    critical: tuple[int, ...]  # the chain that decides the project's end, in the order of work
    reserve: int  # days that may be lost along it before the end moves: the slack of its first open task
    slip: Mapping[int, int]  # early finish − agreed end, in days; above zero is late

    @property
    def end(self) -> date | None:
        """The project's last day."""
        return max(self.early_finish.values(), default=None)

    def slack(self, task: int) -> int:
        """Late finish − early finish: by how many days a task may slip before the project's end moves."""
        return (self.late_finish[task] - self.early_finish[task]).days


def schedule(tasks: Sequence[Task], today: date | None = None) -> Schedule:
    """The schedule of a plan. What is not done cannot end before `today`; dependencies that make circles are left out."""
    known = {task.id: task for task in tasks}
    waits = _without_circles({task.id: [each for each in task.after if each in known] for task in tasks})
    order = list(TopologicalSorter(waits).static_order())
    early_start, early_finish = _forward(known, waits, order, today)
    late_finish = _backward(known, waits, order, early_start, early_finish)
    slack = {each: (late_finish[each] - early_finish[each]).days for each in known}
    chain = _tightest_chain(known, waits, slack, early_start)
    return Schedule(
        early_start,
        early_finish,
        late_finish,
        chain,
        next((slack[each] for each in chain if not known[each].done), 0),
        {each.id: (early_finish[each.id] - each.agreed_end).days for each in tasks if each.agreed_end},
    )


def _without_circles(waits: dict[int, list[int]]) -> dict[int, list[int]]:
    broken = {pair for circle in cycles(waits) for pair in pairwise(circle)}
    return {each: [before for before in befores if (before, each) not in broken] for each, befores in waits.items()}


def _forward(
    known: Mapping[int, Task], waits: Mapping[int, list[int]], order: Iterable[int], today: date | None
) -> tuple[dict[int, date], dict[int, date]]:
    starts: dict[int, date] = {}
    ends: dict[int, date] = {}
    for each in order:
        task = known[each]
        pushed = [] if task.done else [ends[before] + ONE_DAY for before in waits[each]]
        starts[each] = max([task.start, *pushed])
        ends[each] = starts[each] + timedelta(days=task.days - 1)
        if today and not task.done:
            ends[each] = max(ends[each], today)
    return starts, ends


def _backward(
    known: Mapping[int, Task], waits: Mapping[int, list[int]], order: Sequence[int], starts: Mapping[int, date], ends: Mapping[int, date]
) -> dict[int, date]:
    last = max(ends.values(), default=date.max)
    late = dict.fromkeys(known, last)
    for each in reversed(order):
        latest_start = late[each] - (ends[each] - starts[each])
        for before in waits[each]:
            if not known[each].done:  # what is done cannot be pushed any more
                late[before] = min(late[before], latest_start - ONE_DAY)
    return late


def _tightest_chain(
    known: Mapping[int, Task], waits: Mapping[int, list[int]], slack: Mapping[int, int], starts: Mapping[int, date]
) -> tuple[int, ...]:
    """The chain with the least slack, from a task that waits for nothing to one that nothing waits for.

    Where no task has slack to spare this is the critical path as the textbooks have it; in a plan with gaps it is the
    chain that will move the end first.
    """
    followers: dict[int, list[int]] = {each: [] for each in known}
    for each, befores in waits.items():
        for before in befores:
            followers[before].append(each)

    chain: list[int] = []
    nearest = sorted((each for each in known if not waits[each]), key=lambda each: (slack[each], starts[each], each))
    while nearest:
        chain.append(nearest[0])
        nearest = sorted(followers[nearest[0]], key=lambda each: (known[each].done, starts[each] + timedelta(slack[each]), each))
    return tuple(chain)
