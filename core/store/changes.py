"""The one way in: an action of one person writes records and their history in one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeVar
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, select

from core.fields import BadValue, FieldSpec, Kind, Mark, field_map
from core.store import database
from core.store.book import Book, attach_links
from core.store.records import Engagement, History, Record, now
from core.store.tables import links_of, to_json, value_of

R = TypeVar("R", bound=Record)
APPEARED = "*"  # the field that stands in the history for a record's first values
STEP = 1024  # between positions, so that a row can be put between two others without touching them


@dataclass(frozen=True)
class Clash:
    """Somebody changed the value since this person saw it: both values, and who wrote the other one."""

    mine: Any
    theirs: Any
    by: str
    gone: bool = False  # the record was deleted meanwhile


@dataclass
class Outcome:
    """What became of an edit, field by field. What is not saved is here, so that nothing typed is lost."""

    saved: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)  # field -> what was expected


class Action:
    """One person doing one thing; all its history rows share a batch, and it is undone as a whole."""

    def __init__(self, session: Session, engagement_id: int, who: str, undoes: str | None = None) -> None:
        self.session = session
        self.engagement_id = engagement_id
        self.who = who
        self.batch = uuid4().hex
        self._undoes = undoes

    def add(self, record: type[R], values: Mapping[str, Any], after: int | None = None) -> R:
        """Make a record; at the end, or after the row of that id.

        Raises:
            BadValue: a value is not what its field takes; nothing is written then.
        """
        row = self.insert(record, values, after)
        self.log_new(row)
        return row

    def insert(self, record: type[R], values: Mapping[str, Any], after: int | None = None) -> R:
        """The first half of `add`: the row without its history, for callers that still have references to fill in."""
        specs = field_map(record)
        parsed = {name: specs[name].parse(value) for name, value in values.items() if name in specs}
        required = {name: spec.parse(parsed.get(name)) for name, spec in specs.items() if spec.required}
        links = {name: parsed.pop(name) for name in links_of(record) if name in parsed}
        row = record(**parsed | required, engagement_id=self.engagement_id, position=self._position(record, after))
        row.marks = {name: Mark(mark).value for name, mark in dict(values.get("marks") or {}).items() if name in specs}
        row.created_by = row.changed_by = self.who
        self.session.add(row)
        self.session.flush()
        for name in links_of(record):
            self.set_links(row, name, links.get(name, []))
        return row

    def log_new(self, row: Record) -> None:
        """The second half of `add`."""
        specs = field_map(type(row))
        values = {name: to_json(spec, value_of(row, spec)) for name, spec in specs.items() if not spec.empty(value_of(row, spec))}
        self._log(row, APPEARED, None, values | ({"marks": row.marks} if row.marks else {}))

    def edit(self, record: type[R], row_id: int, new: Mapping[str, Any], expected: Mapping[str, Any] | None = None) -> Outcome:
        """Write fields of one record.

        `expected` holds the values that the person has seen: a field that somebody else changed since is reported as a
        clash and not written, the others are. A value that its field does not take is refused alone.
        """
        row = self.row(record, row_id)
        if row is None or row.deleted_at is not None:
            by = row.changed_by if row else ""
            return Outcome(clashes={name: Clash(value, None, by, gone=True) for name, value in new.items()})
        outcome = Outcome()
        accepted: dict[str, Any] = {}
        for name, value in new.items():
            self._judge(row, field_map(record)[name], value, expected, outcome, accepted)
        self._refuse_by_rule(row, accepted, outcome)
        if accepted:
            outcome.saved = self.write(row, accepted)
        return outcome

    def _judge(
        self, row: Record, spec: FieldSpec, value: Any, expected: Mapping[str, Any] | None, outcome: Outcome, accepted: dict[str, Any]
    ) -> None:
        try:
            parsed = spec.parse(value)
        except BadValue as wrong:
            outcome.refused[spec.name] = str(wrong)
            return
        current = value_of(row, spec)
        if expected is not None and spec.name in expected and current not in (expected[spec.name], parsed):
            outcome.clashes[spec.name] = Clash(parsed, current, row.changed_by)
        else:
            accepted[spec.name] = parsed

    def _refuse_by_rule(self, row: Record, accepted: dict[str, Any], outcome: Outcome) -> None:
        """A record type may refuse values that would break it for good (a cycle); see `Record.refuse`."""
        if not accepted:
            return
        sentence = row.refuse(self.book(), row.id, accepted)
        if sentence:
            name = sentence[0]
            outcome.refused[name] = sentence[1]
            accepted.pop(name, None)

    def write(self, row: Record, values: Mapping[str, Any]) -> dict[str, Any]:
        """Set fields of a row to values of their own types, with a history row for each that really changes. Returns those."""
        specs = field_map(type(row))
        changed = {name: value for name, value in values.items() if self.current(row, specs, name) != value}
        if not changed:
            return {}
        for name, value in changed.items():
            self._log(row, name, self.as_json(specs, name, self.current(row, specs, name)), self.as_json(specs, name, value))
            if name in specs and specs[name].kind is Kind.REFERENCES:
                self.set_links(row, name, value)
            else:
                setattr(row, name, value)
        answered = {name: mark for name, mark in row.marks.items() if name not in changed or specs[name].empty(changed[name])}
        if answered != row.marks:  # an answer takes the place of «don't know yet»
            row.marks = answered
        row.version, row.changed_at, row.changed_by = row.version + 1, now(), self.who
        self.session.add(row)
        self.session.flush()
        return changed

    def mark(self, row: Record, name: str, mark: Mark | None) -> None:
        """Say «don't know yet» or «not applicable» in place of a value, or take that back."""
        spec = field_map(type(row))[name]
        if mark is not None and not spec.empty(value_of(row, spec)):
            self.write(row, {name: spec.parse(None)})
        marks = {other: value for other, value in row.marks.items() if other != name}
        self.write(row, {"marks": marks | ({name: mark.value} if mark else {})})

    def delete(self, row: Record) -> None:
        """Take a row away; it stays in the database and can be restored."""
        self.write(row, {"deleted_at": now()})

    def restore(self, row: Record) -> None:
        """Bring a deleted row back to its place."""
        self.write(row, {"deleted_at": None})

    def move(self, row: Record, steps: int) -> None:
        """Move a row up (negative) or down among the live rows; stops at the ends."""
        rows = self._live(type(row))
        here = [each.id for each in rows].index(row.id)
        there = max(0, min(len(rows) - 1, here + steps))
        if there != here:
            order = [each for each in rows if each.id != row.id]
            order.insert(there, row)
            for position, each in enumerate(order, start=1):
                if each.position != position * STEP:
                    self.write(each, {"position": position * STEP})

    def duplicate(self, row: R) -> R:
        """A copy right after the row."""
        specs = field_map(type(row))
        return self.add(type(row), {name: value_of(row, spec) for name, spec in specs.items()} | {"marks": row.marks}, after=row.id)

    def row(self, record: type[R], row_id: int) -> R | None:
        """A row of this engagement, deleted or not, locked until the transaction ends."""
        query = select(record).where(record.id == row_id, record.engagement_id == self.engagement_id).with_for_update()
        row = self.session.exec(query).first()
        if row is not None:
            attach_links(self.session, {row.id: row}, record, self.engagement_id)
        return row

    def book(self) -> Book:
        """The engagement as it stands in this transaction."""
        engagement = self.session.get(Engagement, self.engagement_id)
        assert engagement
        return Book(self.session, engagement, date.today())

    def set_links(self, row: Record, name: str, targets: list[int]) -> None:
        """Write a many-reference."""
        table = links_of(type(row))[name]
        connection = self.session.connection()
        connection.execute(sa.delete(table).where(table.c.owner_id == row.id))
        if targets:
            connection.execute(sa.insert(table), [{"owner_id": row.id, "target_id": each, "position": n} for n, each in enumerate(targets)])
        row.__dict__.setdefault("_links", {})[name] = list(targets)

    def _live(self, record: type[R]) -> list[R]:
        return self.book().rows(record)

    def _position(self, record: type[Record], after: int | None) -> int:
        """Where a new row goes: half-way to the next one, or behind the last."""
        rows = self._live(record) if after else []
        for row, following in pairwise(rows):
            if row.id == after:
                if following.position - row.position < 2:
                    self._spread(rows)
                return (row.position + following.position) // 2
        last: sa.Select[Any] = sa.select(sa.func.max(sa.column("position"))).select_from(sa.table(record.table_name()))
        found = self.session.connection().execute(last.where(sa.column("engagement_id") == self.engagement_id)).scalar()
        return (found or 0) + STEP

    def _spread(self, rows: list[R]) -> None:
        """Make room between rows again; their order stays, so the history has nothing to tell."""
        for place, row in enumerate(rows, start=1):
            row.position = place * STEP
            self.session.add(row)
        self.session.flush()

    def current(self, row: Record, specs: Mapping[str, FieldSpec], name: str) -> Any:
        """What a row holds: in a field that people fill, or in one of the store's own."""
        return value_of(row, specs[name]) if name in specs else getattr(row, name)

    def as_json(self, specs: Mapping[str, FieldSpec], name: str, value: Any) -> Any:
        """A value of such a field as the history keeps it."""
        if name in specs:
            return to_json(specs[name], value)
        return value.isoformat() if isinstance(value, datetime) else value

    def _log(self, row: Record, name: str, before: Any, after: Any) -> None:
        self.session.add(
            History(
                engagement_id=self.engagement_id,
                batch=self.batch,
                undoes=self._undoes,
                record_table=row.table_name(),
                record_id=row.id,
                field=name,
                before=before,
                after=after,
                who=self.who,
            )
        )


@contextmanager
def action(engagement_id: int, who: str, undoes: str | None = None) -> Iterator[Action]:
    """One thing that one person does: all of it is kept, or nothing."""
    with database.writing() as session:
        yield Action(session, engagement_id, who, undoes)
