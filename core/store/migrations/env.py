"""How Alembic meets the tables: all of them are known once the sections are imported."""

import importlib
from typing import Literal

from alembic import context
from sqlmodel import SQLModel

from core.column_types import ChoiceColumn, ChoicesColumn, Exact
from core.store import database, records

importlib.import_module("core.sections").registry()
assert records


def render_item(kind: str, item: object, autogen_context: object) -> str | Literal[False]:
    """Write our column types into migrations as what the database sees, so that old migrations need no old code."""
    if kind == "type" and isinstance(item, ChoiceColumn):
        return "sa.String(length=40)"
    if kind == "type" and isinstance(item, ChoicesColumn):
        return "sa.JSON()"
    if kind == "type" and isinstance(item, records.Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Exact):
        return "sa.Numeric(precision=24, scale=6).with_variant(sa.String(length=40), 'sqlite')"
    return False


def compare_type(ctx: object, column: object, metadata_column: object, found: object, wanted: object) -> bool | None:
    """Decorated types are compared by what they are in the database."""
    return False if isinstance(wanted, Exact | ChoiceColumn | ChoicesColumn | records.Moment) else None


def run() -> None:
    """Migrate over the engine in force."""
    with database.engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=compare_type,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
