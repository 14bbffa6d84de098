"""Taking back a person's last action, unless somebody built on it since."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from core.fields import FieldSpec, field_map
from core.i18n import _
from core.store import database
from core.store.changes import APPEARED, Action
from core.store.records import History
from core.store.tables import record_types


class CannotUndoError(Exception):
    """The last action cannot be taken back; `str()` says why, in the language in force."""


def last_batch(session: Session, engagement_id: int, who: str) -> str | None:
    """The person's newest action that was not taken back and takes nothing back itself."""
    entry = SQLModel.metadata.tables["history"].c
    taken_back = sa.select(entry.undoes).where(entry.engagement_id == engagement_id, entry.undoes.is_not(None))
    own = sa.select(entry.batch).where(entry.engagement_id == engagement_id, entry.who == who, entry.undoes.is_(None))
    newest = own.where(entry.batch.not_in(taken_back), entry.record_table != "engagement").order_by(entry.id.desc()).limit(1)
    found: str | None = session.connection().execute(newest).scalar()
    return found


def undo(engagement_id: int, who: str) -> list[History]:
    """Take back the person's last action. Returns its history rows; empty when there is nothing to undo.

    Raises:
        CannotUndoError: somebody changed the same fields since; nothing is written then.
    """
    with database.writing() as session:
        batch = last_batch(session, engagement_id, who)
        if batch is None:
            return []
        rows = list(session.exec(select(History).where(History.batch == batch).order_by(sa.column("id").desc())))
        taking_back = Action(session, engagement_id, who, undoes=batch)
        for each in rows:
            _take_back(taking_back, each)
        return rows


def _take_back(taking_back: Action, entry: History) -> None:
    record = record_types()[entry.record_table]
    row = taking_back.row(record, entry.record_id)
    if row is None:
        raise CannotUndoError(_("The record is not there any more."))
    if entry.field == APPEARED:
        taking_back.delete(row)
        return
    specs = field_map(record)
    if taking_back.as_json(specs, entry.field, taking_back.current(row, specs, entry.field)) != entry.after:
        title = taking_back.book().title(row)
        raise CannotUndoError(_("{who} has changed “{title}” since.").format(who=row.changed_by, title=title))
    taking_back.write(row, {entry.field: _from_json(specs, entry.field, entry.before)})


def _from_json(specs: Mapping[str, FieldSpec], name: str, value: Any) -> Any:
    if name not in specs:
        return datetime.fromisoformat(value) if name == "deleted_at" and value else value
    return specs[name].parse(value)
