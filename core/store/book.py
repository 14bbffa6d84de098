"""A strategy as read: one engagement's live records, all from the same state of the database."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, select

from core.fields import MARK_LABELS, FieldSpec, Kind, Mark, field_map
from core.i18n import _, current_language, formats
from core.store import database
from core.store.records import Engagement, History, Record
from core.store.tables import links_of, record_types

R = TypeVar("R", bound=Record)
T = TypeVar("T")
MOST_SHELVES = 24  # engagements whose rows are kept in memory; one takes about three megabytes


class Shelf:
    """The rows of one engagement that were read before, each type with the change of it that they stand at.

    Whatever is read here is shared between sessions: rows from a book are never changed, only an action's own are.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest = 0  # the highest change that was looked at
        self._changes: dict[str, int] = {}  # table -> its highest change
        self._rows: dict[type[Record], tuple[int, dict[int, Record]]] = {}
        self._made: tuple[Hashable, dict[Hashable, Any]] = None, {}  # a state of the strategy, and what was worked out of it

    def changes(self, session: Session, engagement_id: int) -> Mapping[str, int]:
        """The last change of each table as this session sees the database; reads only what came since the last time."""
        with self._lock:
            since = self._newest
        found = _changes_since(session, engagement_id, since)
        if since and not found:  # the change that was the newest is gone: somebody put back another database
            self.clear()
            found = _changes_since(session, engagement_id, 0)
        with self._lock:
            for table, change in found.items():
                self._changes[table] = max(change, self._changes.get(table, 0))
                self._newest = max(change, self._newest)
            return self._changes | found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._newest = 0
            self._changes.clear()
            self._rows.clear()
            self._made = None, {}

    def made(self, state: Hashable) -> dict[Hashable, Any]:
        """What was worked out of this state so far; that of another state is dropped."""
        with self._lock:
            if self._made[0] != state:
                self._made = state, {}
            return self._made[1]

    def take(self, record: type[R], change: int) -> dict[int, R] | None:
        """The rows of a type as they stood at that change, if they are here."""
        kept = self._rows.get(record)
        return kept[1] if kept and kept[0] == change else None  # type: ignore[return-value]

    def put(self, record: type[R], change: int, rows: dict[int, R]) -> None:
        """Keep the rows of a type, unless newer ones are here."""
        with self._lock:
            if self._rows.get(record, (-1, None))[0] < change:
                self._rows[record] = change, dict(rows)


def _changes_since(session: Session, engagement_id: int, since: int) -> dict[str, int]:
    """Table → its highest change, of the changes from `since` on."""
    table: sa.ColumnElement[str] = sa.column("record_table")
    query: Any = sa.select(table, sa.func.max(sa.column("id"))).select_from(History)
    query = query.where(sa.column("engagement_id") == engagement_id, sa.column("id") >= since).group_by(table)
    return {name: int(highest) for name, highest in session.connection().execute(query)}


_shelves: OrderedDict[tuple[str, int], Shelf] = OrderedDict()
_shelves_lock = Lock()


def _shelf(url: str, engagement_id: int) -> Shelf:
    """An engagement's shelf; the one that was not used for longest makes room for a new one."""
    with _shelves_lock:
        shelf = _shelves.setdefault((url, engagement_id), Shelf())
        _shelves.move_to_end((url, engagement_id))
        if len(_shelves) > MOST_SHELVES:
            _shelves.popitem(last=False)
        return shelf


class Book:
    """Reads each record type once, when it is first asked for. Rows come in the order that people gave them.

    With a shelf, a type that nobody changed since it was last read is not read again.
    """

    def __init__(self, session: Session, engagement: Engagement, today: date, shelf: Shelf | None = None) -> None:
        self.engagement = engagement
        self.today = today
        self._session = session
        self._rows: dict[type[Record], dict[int, Record]] = {}
        self._types: dict[str, type[Record]] = {}
        self._shelf = shelf
        self._changes = shelf.changes(session, engagement.id) if shelf else {}

    def rows(self, record: type[R]) -> list[R]:
        """All live rows of a type, in order."""
        return list(self._all(record).values())

    def get(self, record: type[R], row_id: int | None) -> R | None:
        """A live row by its id; None when there is none or it was deleted."""
        return self._all(record).get(row_id) if row_id is not None else None

    def one(self, record: type[R]) -> R | None:
        """The row of a type that has one an engagement, or None while nothing was entered."""
        return next(iter(self._all(record).values()), None)

    def many(self, record: type[R], ids: Iterable[int]) -> list[R]:
        """The live rows of these ids, in the order of the ids."""
        return [row for each in ids if (row := self.get(record, each)) is not None]

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What `make` works out of this book, worked out once for each state of the strategy, day and language; nobody may change it."""
        if self._shelf is None:
            return make()
        made = self._shelf.made((max(self._changes.values(), default=0), self.today))
        key = current_language(), what
        if key not in made:
            made[key] = make()
        return made[key]  # type: ignore[no-any-return]

    def title(self, row: Record | None) -> str:
        """What people call a row: the values of its naming fields."""
        if row is None:
            return ""
        specs = field_map(type(row))
        return " · ".join(filter(None, (self.printed(row, specs[name]) for name in row.naming)))

    def title_of(self, table: str, row_id: int | None) -> str:
        """What people call the row of that table and id; empty when it is not there."""
        self._types = self._types or record_types()
        return self.title(self.get(self._types[table], row_id))

    def printed(self, row: Record, spec: FieldSpec) -> str:
        """A field's value as people read it in the language in force; empty text when nothing was said."""
        mark = row.marks.get(spec.name)
        if mark:
            return _(MARK_LABELS[Mark(mark)])
        return self.print_value(spec, getattr(row, spec.name))

    def print_value(self, spec: FieldSpec, value: object) -> str:
        """The same for a value that stands in no row."""
        if value is None or value in ("", []):
            return ""
        return _PRINTERS[spec.kind](self, spec, value)

    def _all(self, record: type[R]) -> dict[int, R]:
        if record not in self._rows:
            self._rows[record] = self._from_shelf(record, self._shelf) if self._shelf else dict(self._load(record))
        return self._rows[record]  # type: ignore[return-value]

    def _from_shelf(self, record: type[R], shelf: Shelf) -> dict[int, R]:
        change = self._changes.get(record.table_name(), 0)
        rows = shelf.take(record, change)
        if rows is None:
            rows = dict(self._load(record))
            for row in rows.values():
                self._session.expunge(row)  # they outlive this session
            shelf.put(record, change, rows)
        return rows

    def _load(self, record: type[R]) -> Iterator[tuple[int, R]]:
        query = select(record).where(record.engagement_id == self.engagement.id, sa.column("deleted_at").is_(None))
        rows = {row.id: row for row in self._session.exec(query.order_by(sa.column("position"), sa.column("id")))}
        attach_links(self._session, rows, record, self.engagement.id)
        yield from rows.items()


def attach_links(session: Session, rows: dict[int, R], record: type[R], engagement_id: int) -> None:
    """Give rows of an engagement the ids of their many-references."""
    owners: sa.Select[Any] = (
        sa.select(sa.column("id")).select_from(sa.table(record.table_name())).where(sa.column("engagement_id") == engagement_id)
    )
    for name, table in links_of(record).items():
        for row in rows.values():
            row.__dict__.setdefault("_links", {})[name] = []
        query = sa.select(table.c.owner_id, table.c.target_id).where(table.c.owner_id.in_(owners)).order_by(table.c.position)
        for owner_id, target_id in session.connection().execute(query):
            if owner_id in rows:
                rows[owner_id].__dict__["_links"][name].append(target_id)


@contextmanager
def open_book(engagement_id: int, today: date | None = None) -> Iterator[Book]:
    """Read an engagement.

    Raises:
        LookupError: there is none of that id.
    """
    with database.reading() as session:
        engagement = session.get(Engagement, engagement_id)
        if engagement is None:
            raise LookupError(engagement_id)
        # With one writer at a time a change's number tells its place; elsewhere a lower number may come to light after a higher one.
        one_writer = session.get_bind().dialect.name == "sqlite"
        shelf = _shelf(database.database_url(), engagement_id) if one_writer else None
        yield Book(session, engagement, today or date.today(), shelf)


def _reference(book: Book, spec: FieldSpec, value: object) -> str:
    assert spec.target
    return book.title_of(spec.target, value if isinstance(value, int) else None)


def _plain(book: Book, spec: FieldSpec, value: object) -> str:
    return str(value)


_PRINTERS: dict[Kind, Callable[[Book, FieldSpec, Any], str]] = {
    Kind.TEXT: _plain,
    Kind.LONG_TEXT: _plain,
    Kind.LINK: _plain,
    Kind.INTEGER: lambda book, spec, value: formats.number(value, 0),
    Kind.SCALE: lambda book, spec, value: f"{value:+d}".replace("-", "−") if (spec.low or 0) < 0 and value else str(value),
    Kind.NUMBER: lambda book, spec, value: formats.number(value),
    Kind.MONEY: lambda book, spec, value: formats.money(value, book.engagement.currency),
    Kind.PERCENT: lambda book, spec, value: formats.percent(value),
    Kind.DATE: lambda book, spec, value: formats.day(value),
    Kind.CHOICE: lambda book, spec, value: _(value.label),
    Kind.CHOICES: lambda book, spec, value: ", ".join(_(each.label) for each in value),
    Kind.FLAG: lambda book, spec, value: _("yes") if value else "",
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: lambda book, spec, value: "; ".join(filter(None, (_reference(book, spec, each) for each in value))),
}
