"""The database: opening it, reading from it, and writing to it one writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlmodel import Session, create_engine

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = Path(__file__).parent / "migrations"


def data_dir() -> Path:
    """The folder of the user's database and files: `HOLDFAST_DATA_DIR`, else `data/local` in the project."""
    return Path(os.environ.get("HOLDFAST_DATA_DIR") or ROOT / "data" / "local")


def database_url() -> str:
    """`HOLDFAST_DATABASE_URL`, else a SQLite file in the data folder."""
    given = os.environ.get("HOLDFAST_DATABASE_URL")
    if given:
        return given
    data_dir().mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{data_dir() / 'holdfast.db'}"


@cache
def engine_for(url: str) -> sa.Engine:
    """One engine a database and process."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    # Files are shared by threads; WAL with an early write lock is what keeps every concurrent update.
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: object, record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # BEGIN is ours: see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin(connection: sa.Connection) -> None:
    # A writer takes the lock at once: a reader that turns writer half-way meets «database is locked».
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def engine() -> sa.Engine:
    """The engine of the database in force."""
    return engine_for(database_url())


@contextmanager
def reading() -> Iterator[Session]:
    """A session that sees one state of the database, whatever others write meanwhile."""
    # SQLite reads one state by nature; others must be asked to.
    options = {} if engine().dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with Session(engine().execution_options(**options), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction: all of it is kept, or, when anything is raised, nothing."""
    with Session(engine().execution_options(writes=True), expire_on_commit=False) as session, session.begin():
        yield session


def alembic_config() -> Config:
    """Alembic's settings for the database in force."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", database_url().replace("%", "%%"))
    return config


def migrate() -> None:
    """Bring the database to the newest schema; makes it when it does not exist."""
    command.upgrade(alembic_config(), "head")
