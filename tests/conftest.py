"""Every test has a database of its own: a fresh copy of one that was migrated once."""

import shutil

import pytest
import sqlalchemy as sa

from core import workbench
from core.store import database


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDFAST_DATA_DIR", str(folder))
        patch.delenv("HOLDFAST_DATABASE_URL", raising=False)
        workbench.migrate()
        with database.engine().connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        database.engine().dispose()
    return folder / "holdfast.db"


@pytest.fixture(autouse=True)
def data_dir(tmp_path, monkeypatch, migrated_database):
    """A user's folder with an empty, migrated database."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(migrated_database, folder / "holdfast.db")
    monkeypatch.setenv("HOLDFAST_DATA_DIR", str(folder))
    monkeypatch.delenv("HOLDFAST_DATABASE_URL", raising=False)
    yield folder
    database.engine().dispose()
    database.engine_for.cache_clear()


@pytest.fixture
def engagement():
    """The id of an empty engagement."""
    return workbench.create_engagement("Verbena", language="en", currency="EUR", who="ann")
