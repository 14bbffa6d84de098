"""Engagements and the people who work on them."""

import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from core.fields import Kind, field_map
from core.i18n import _
from core.store import database
from core.store.book import Book
from core.store.changes import Action
from core.store.records import Engagement, History, Person, Record, now
from core.store.tables import record_types, value_of


def create(name: str, language: str, currency: str, who: str, demo: bool = False) -> int:
    """A new, empty engagement. Returns its id.

    Raises:
        ValueError: the name is empty or too long; `str()` says so in the language in force.
    """
    with database.writing() as session:
        engagement = Engagement(name=_checked_name(name), language=language, currency=currency, created_by=who, demo=demo)
        session.add(engagement)
        session.flush()
        return engagement.id


def _checked_name(name: str) -> str:
    clean = name.strip()
    if not clean:
        raise ValueError(_("Give the engagement a name."))
    if len(clean) > 200:
        raise ValueError(_("At most {n} characters.").format(n=200))
    return clean


def everyone(archived: bool = False) -> list[Engagement]:
    """All engagements, the newest first; archived ones only when asked for."""
    with database.reading() as session:
        rows = session.exec(select(Engagement).order_by(sa.column("id").desc()))
        return [row for row in rows if archived or row.archived_at is None]


def find(engagement_id: int) -> Engagement | None:
    """An engagement by its id."""
    with database.reading() as session:
        return session.get(Engagement, engagement_id)


def change(engagement_id: int, who: str, values: Mapping[str, Any]) -> None:
    """Rename an engagement, change its language or currency, archive it (`archived=True`) or bring it back.

    Raises:
        ValueError: the new name is empty or too long.
    """
    with database.writing() as session:
        engagement = session.get_one(Engagement, engagement_id)
        for name, value in values.items():
            column: str = "archived_at" if name == "archived" else name
            new: Any = (now() if value else None) if name == "archived" else value
            if column == "name":
                new = _checked_name(new)
            before = getattr(engagement, column)
            setattr(engagement, column, new)
            entry = History(
                engagement_id=engagement_id,
                batch=secrets.token_hex(16),
                record_table="engagement",
                record_id=engagement_id,
                field=column,
                who=who,
            )
            entry.before, entry.after = (None if each is None else str(each) for each in (before, new))
            session.add(entry)


def delete(engagement_id: int) -> None:
    """Remove an engagement with everything in it, for good."""
    with database.writing() as session:
        session.connection().execute(sa.delete(Engagement).where(sa.column("id") == engagement_id))


def duplicate(engagement_id: int, name: str, who: str) -> int:
    """A copy of an engagement with all its live records and their references; its history begins anew. Returns its id."""
    with database.writing() as session:
        old = session.get_one(Engagement, engagement_id)
        new = Engagement(name=_checked_name(name), language=old.language, currency=old.currency, created_by=who)
        session.add(new)
        session.flush()
        book = Book(session, old, now().date())
        copies: dict[tuple[str, int], Record] = {}
        copying = Action(session, new.id, who)
        for table, record in record_types().items():
            for row in book.rows(record):
                plain = {name: value_of(row, spec) for name, spec in field_map(record).items() if spec.target is None}
                copies[table, row.id] = copying.insert(record, plain | {"marks": row.marks})
        for table, record in record_types().items():
            for row in book.rows(record):
                connect(copying, copies[table, row.id], {n: value_of(row, s) for n, s in field_map(record).items() if s.target}, copies)
        for row in copies.values():
            copying.log_new(row)
        return new.id


def connect(action: Action, row: Record, references: Mapping[str, Any], known: Mapping[tuple[str, Any], Record]) -> None:
    """Fill a new row's references in, from names or old ids to the new rows; what is not known is left out."""
    specs = field_map(type(row))
    for name, wanted in references.items():
        spec = specs[name]
        many = spec.kind is Kind.REFERENCES
        found = [known[spec.target, each].id for each in (wanted if many else [wanted]) if spec.target and (spec.target, each) in known]
        if many:
            action.set_links(row, name, found)
        else:
            setattr(row, name, found[0] if found else None)
    action.session.add(row)


def person(key: str) -> Person | None:
    """Who a browser remembers to be."""
    with database.reading() as session:
        return session.exec(select(Person).where(Person.key == key)).first()


def save_person(key: str, values: Mapping[str, Any]) -> Person:
    """Remember a person's name, language or preferences; `key` is what their browser keeps. Makes one when there is none."""
    with database.writing() as session:
        found = session.exec(select(Person).where(Person.key == key)).first() or Person(key=key)
        for name, value in values.items():
            setattr(found, name, value)
        session.add(found)
        session.flush()
        return found
