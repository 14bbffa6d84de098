"""The tables that every strategy has, and what each record of a section is made of."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.fields import Computed, References, choice, integer, long_text, text
from core.i18n import N_
from core.vocabulary import Evidence


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment that is UTC on every database: SQLite forgets the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """From the database."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}


class Engagement(SQLModel, table=True):
    """One client's strategy."""

    __tablename__ = "engagement"
    __table_args__ = NEVER_REUSED
    id: int = Field(default=None, primary_key=True)
    name: str = Field(sa_type=sa.String(200))
    language: str = Field(default="en", sa_type=sa.String(8))  # of its documents
    currency: str = Field(default="EUR", sa_type=sa.String(3))
    demo: bool = Field(default=False)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    created_by: str = Field(default="", sa_type=sa.String(120))
    archived_at: datetime | None = Field(default=None, sa_type=Moment)


class Person(SQLModel, table=True):
    """Somebody who types: their name stands in the history, the language is of their screens."""

    __tablename__ = "person"
    __table_args__ = NEVER_REUSED
    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True, sa_type=sa.String(64))  # what their browser remembers
    name: str = Field(default="", sa_type=sa.String(120))
    language: str = Field(default="", sa_type=sa.String(8))
    preferences: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


class History(SQLModel, table=True):
    """One field of one record, before and after. The rows of one action share a batch; the highest id tells that something changed."""

    __tablename__ = "history"
    __table_args__ = NEVER_REUSED
    id: int = Field(default=None, primary_key=True)
    engagement_id: int = Field(foreign_key="engagement.id", ondelete="CASCADE", index=True)
    batch: str = Field(sa_type=sa.String(32), index=True)
    undoes: str | None = Field(default=None, sa_type=sa.String(32), index=True)  # the batch that this one took back
    record_table: str = Field(sa_type=sa.String(64))
    record_id: int
    field: str = Field(sa_type=sa.String(64))  # «*» when the whole record appeared
    before: Any = Field(default=None, sa_type=sa.JSON)
    after: Any = Field(default=None, sa_type=sa.JSON)
    at: datetime = Field(default_factory=now, sa_type=Moment)
    who: str = Field(default="", sa_type=sa.String(120))


class Record(SQLModel):
    """What every answer in a section carries. Only the store builds and changes rows.

    A section's record is a subclass with `table=True`, a table name `<section>_<record>`, and fields declared with
    the functions of `core.fields`.
    """

    __table_args__ = NEVER_REUSED
    # How it is called: one, and many.
    label: ClassVar[tuple[str, str]]
    # Fields whose values name a record to people.
    naming: ClassVar[tuple[str, ...]] = ("name",)
    # What the grid shows, in order; the other fields stand in the record's own window.
    columns: ClassVar[tuple[str, ...]] = ("name",)
    computed: ClassVar[tuple[Computed[Any], ...]] = ()
    # One record an engagement (a form) instead of many (a grid).
    single: ClassVar[bool] = False
    # How many a worked-out section has at the least; progress is measured against it.
    at_least: ClassVar[int] = 1
    # Written by screens of their own or by the program: no grid of its own among the views.
    own_screen: ClassVar[bool] = False

    id: int = Field(default=None, primary_key=True)
    engagement_id: int = Field(default=None, foreign_key="engagement.id", ondelete="CASCADE", index=True)
    position: int = Field(default=0)
    version: int = Field(default=1)
    evidence: Evidence | None = choice(Evidence, N_("Evidence"), help=N_("How sure the answers of this row are."))
    note: str = long_text(N_("Note"), help=N_("For the team; stands in the document's appendix."))
    marks: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    created_by: str = Field(default="", sa_type=sa.String(120))
    changed_at: datetime = Field(default_factory=now, sa_type=Moment)
    changed_by: str = Field(default="", sa_type=sa.String(120))
    deleted_at: datetime | None = Field(default=None, sa_type=Moment)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Make the tables of links that the record's many-references need."""
        super().__pydantic_init_subclass__(**kwargs)
        if "__tablename__" in vars(cls):
            for many in vars(cls).values():
                if isinstance(many, References):
                    _make_link_table(cls.table_name(), many)

    @classmethod
    def refuse(cls, book: Any, row_id: int, values: dict[str, Any]) -> tuple[str, str] | None:
        """A field and the sentence why `values` must not be written to it, when they would break the record for good; else None."""
        return None

    @classmethod
    def table_name(cls) -> str:
        """The name of its table."""
        return str(cls.__tablename__)

    @classmethod
    def section_slug(cls) -> str:
        """The section it belongs to: the folder that declares it."""
        return cls.__module__.split(".")[-2]

    @classmethod
    def record_key(cls) -> str:
        """Its name within the section: in addresses, libraries, demo files, sheets."""
        return cls.table_name().removeprefix(cls.section_slug() + "_")


def link_table_name(table: str, field: str) -> str:
    """Where the links of a many-reference are kept."""
    return f"{table}__{field}"


def _make_link_table(table: str, many: References) -> sa.Table:
    return sa.Table(
        link_table_name(table, many.name),
        SQLModel.metadata,
        sa.Column("owner_id", sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("target_id", sa.ForeignKey(f"{many.target}.id", ondelete="CASCADE"), primary_key=True, index=True),
        sa.Column("position", sa.Integer, nullable=False, default=0),
    )


class Answer(Record, table=True):
    """What was said in the workshop to one question of a section, raw."""

    __tablename__ = "workshop_answer"
    label = N_("Workshop answer"), N_("Workshop answers")
    naming = ("question",)
    own_screen = True
    section_asked: str = text(N_("Section"), required=True)
    question: str = text(N_("Question"), required=True)
    text: str = long_text(N_("What was said"))


class Silence(Record, table=True):
    """A finding that the team decided to live with, and why."""

    __tablename__ = "findings_silence"
    label = N_("Silenced finding"), N_("Silenced findings")
    naming = ("code",)
    own_screen = True
    code: str = text(N_("Finding"), required=True)
    record_table: str = text(N_("Record type"))
    record_id: int | None = integer(N_("Record"))
    reason: str = long_text(N_("Reason"), required=True)
