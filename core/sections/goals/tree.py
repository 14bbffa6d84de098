"""What hangs on what: circles in a tree of records, the way up, all of it from the top down."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Protocol, TypeVar

Parents = Mapping[int, int | None]  # id -> id of the record above


class Hanging(Protocol):
    """A record that hangs on another of its kind."""

    id: int
    parent_id: int | None


R = TypeVar("R", bound=Hanging)


def parents_of(rows: Iterable[Hanging]) -> dict[int, int | None]:
    """Which record each one hangs on."""
    return {row.id: row.parent_id for row in rows}


def circle_with(parents: Parents, child: int, parent: int | None) -> list[int]:
    """The circle that would arise if `child` hung on `parent`, from `child` up and back to it; empty when there would be none."""
    way, up = [child], parent
    while up is not None and up not in way:
        way.append(up)
        up = parents.get(up)
    return [*way, child] if up == child else []


def circles(parents: Parents) -> Iterator[list[int]]:
    """All circles, each from its lowest id up and back to it."""
    left = dict(parents)
    while True:
        try:
            TopologicalSorter({child: [parent] for child, parent in left.items() if parent is not None}).prepare()
        except CycleError as found:
            ring = found.args[1][:0:-1]  # graphlib names each before what hangs on it, the first one twice
            start = ring.index(min(ring))
            yield [*ring[start:], *ring[:start], ring[start]]
            for each in ring:
                del left[each]
        else:
            return


def above(rows: Mapping[int, R], row: R) -> Iterator[R]:
    """What a record hangs on, step by step to the top; stops where a circle would begin anew."""
    seen, up = {row.id}, row.parent_id
    while up is not None and up in rows and up not in seen:
        seen.add(up)
        yield rows[up]
        up = rows[up].parent_id


def parts_of(rows: Iterable[R]) -> dict[int, list[R]]:
    """What hangs on each record, in order."""
    found: dict[int, list[R]] = {}
    for row in rows:
        if row.parent_id is not None:
            found.setdefault(row.parent_id, []).append(row)
    return found


def from_the_top(rows: Iterable[R]) -> list[R]:
    """All records, each followed by what hangs on it; those of a circle come last."""
    everyone = list(rows)
    known, parts = {row.id for row in everyone}, parts_of(everyone)
    ordered: list[R] = []
    waiting = [row for row in everyone if row.parent_id not in known][::-1]
    while waiting:
        row = waiting.pop()
        ordered.append(row)
        waiting.extend(reversed(parts.get(row.id, [])))
    reached = {row.id for row in ordered}
    return [*ordered, *(row for row in everyone if row.id not in reached)]
