"""The schema: one line of history that ends in what the code says."""

import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from core.store import database


def test_the_migrations_make_exactly_the_tables_of_the_code():
    command.check(database.alembic_config())


def test_there_is_one_line_of_migrations():
    script = ScriptDirectory.from_config(database.alembic_config())
    assert len(script.get_heads()) == 1
    assert all(not isinstance(each.down_revision, tuple) for each in script.walk_revisions())


def test_migrations_go_down_and_up_again(tmp_path, monkeypatch):
    monkeypatch.setenv("HOLDFAST_DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    database.migrate()
    command.downgrade(database.alembic_config(), "base")
    database.migrate()
    command.check(database.alembic_config())


def test_the_database_is_opened_the_safe_way():
    with database.reading() as session:
        pragma = {
            name: session.connection().execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
