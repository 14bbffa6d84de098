"""How values that SQL has no good type for are kept: exact decimals, choices, lists of choices."""

from decimal import Decimal
from enum import Enum
from typing import Any, Self

import sqlalchemy as sa


class Choice(str, Enum):
    """One of a fixed list, each with the words that people read: `EMAIL = "email", N_("Email")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the stored value and the label together."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)


class Exact(sa.types.TypeDecorator[Decimal]):
    """A decimal that comes back as it was written: SQLite has no such type and would round through floats."""

    impl = sa.Numeric(24, 6)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """Text on SQLite, NUMERIC elsewhere."""
        return dialect.type_descriptor(sa.String(40) if dialect.name == "sqlite" else sa.Numeric(24, 6))

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> Any:
        """To the database."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        """From the database, without the zeros that NUMERIC adds."""
        return None if value is None else plain(Decimal(value))


def plain(value: Decimal) -> Decimal:
    """A decimal without zeros at its end, written without an exponent: one number has one text."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short


class ChoiceColumn(sa.types.TypeDecorator[Choice]):
    """A choice kept as its value, so that adding a member needs no migration."""

    impl = sa.String(40)
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Choice | None, dialect: sa.Dialect) -> str | None:
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Choice | None:
        """From the database."""
        return None if value is None else self.choices(value)


class ChoicesColumn(sa.types.TypeDecorator[list[Choice]]):
    """Several choices of one list, kept as a JSON array of their values."""

    impl = sa.JSON
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: list[Choice] | None, dialect: sa.Dialect) -> list[str]:
        """To the database."""
        return [str(each) for each in value or []]

    def process_result_value(self, value: list[str] | None, dialect: sa.Dialect) -> list[Choice]:
        """From the database."""
        return [self.choices(each) for each in value or []]
