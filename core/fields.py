"""What a typed column means to a person: its kind, its words, its limits, and what it accepts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from inspect import get_annotations
from typing import Any, Generic, TypeVar, overload

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlmodel import Field, SQLModel

from core.column_types import Choice, ChoiceColumn, ChoicesColumn, Exact, plain
from core.i18n import N_, _

TEXT_LIMIT = 300
LONG_TEXT_LIMIT = 20_000
# Characters that neither XML (Word, Excel) nor PostgreSQL takes.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


class Kind(StrEnum):
    """What a value is. Every engine has one table over these; a new one needs two sections that want it."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"  # a share of one: 0.06 is six per cent
    SCALE = "scale"  # a whole number between two ends
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    LINK = "link"
    REFERENCE = "reference"
    REFERENCES = "references"


class Mark(StrEnum):
    """What stands in place of a value that cannot be given."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


MARK_LABELS = {Mark.UNKNOWN: N_("don't know yet"), Mark.NOT_APPLICABLE: N_("not applicable")}


class BadValue(ValueError):
    """A value that a field does not accept; `str()` says in the language in force what was expected."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class FieldSpec:
    """One field of a record as people and engines see it."""

    name: str
    kind: Kind
    title: str
    help: str = ""
    required: bool = False
    expected: bool = False  # counts for progress and as a gap while it is empty
    low: float | None = None
    high: float | None = None
    max_length: int | None = None
    choices: type[Choice] | None = None
    target: str | None = None  # table that a reference points to

    def parse(self, value: Any) -> Any:
        """The value as the field keeps it.

        Takes typed values and what JSON or YAML make of them; None and blank text mean empty.

        Raises:
            BadValue: it is not of the field's kind or outside its limits.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return self._empty()
        try:
            parsed = _READERS[self.kind](self, value)
        except (ValueError, TypeError, ValidationError, InvalidOperation) as wrong:
            raise BadValue(self.name, self.expectation()) from wrong
        self._hold_limits(parsed)
        return parsed

    def expectation(self) -> str:
        """What the field takes, in words."""
        text = _("Expected {what}.").format(what=_(_EXPECTED[self.kind]))
        if self.choices:
            text += " " + _("One of: {options}.").format(options=", ".join(_(each.label) for each in self.choices))
        return text

    def empty(self, value: Any) -> bool:
        """Whether nothing was said: neither a number nor a word nor a tick."""
        return value is None or value is False or value in ("", [], ())

    def _empty(self) -> Any:
        if self.required:
            raise BadValue(self.name, _("“{title}” cannot be empty.").format(title=_(self.title)))
        return [] if self.kind in LISTS else EMPTY_VALUES.get(self.kind)

    def _hold_limits(self, value: Any) -> None:
        if self.max_length and isinstance(value, str) and len(value) > self.max_length:
            raise BadValue(self.name, _("At most {n} characters.").format(n=self.max_length))
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            factor = 100 if self.kind is Kind.PERCENT else 1  # people read and type per cent
            if self.low is not None and value < Decimal(str(self.low)):
                raise BadValue(self.name, _("At least {n}.").format(n=f"{self.low * factor:g}"))
            if self.high is not None and value > Decimal(str(self.high)):
                raise BadValue(self.name, _("At most {n}.").format(n=f"{self.high * factor:g}"))


EMPTY_VALUES: dict[Kind, Any] = {Kind.TEXT: "", Kind.LONG_TEXT: "", Kind.LINK: "", Kind.FLAG: False}
LISTS = (Kind.CHOICES, Kind.REFERENCES)
_WHOLE, _DATE, _FLAG = TypeAdapter(int), TypeAdapter(date), TypeAdapter(bool)


def _text(spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str | int | float | Decimal):
        raise TypeError(value)
    return _UNPRINTABLE.sub("", str(value)).strip()


def _decimal(spec: FieldSpec, value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError(value)
    found = Decimal(str(value).strip())
    if not found.is_finite() or abs(found) >= 10**15:
        raise ValueError(value)
    return plain(round(found, 6))


def _choices(spec: FieldSpec, value: Any) -> list[Choice]:
    assert spec.choices
    return [spec.choices(each) for each in ([value] if isinstance(value, str) else value)]


_READERS: dict[Kind, Callable[[FieldSpec, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.LINK: _text,
    Kind.INTEGER: lambda spec, value: _WHOLE.validate_python(value),
    Kind.SCALE: lambda spec, value: _WHOLE.validate_python(value),
    Kind.NUMBER: _decimal,
    Kind.MONEY: _decimal,
    Kind.PERCENT: _decimal,
    Kind.DATE: lambda spec, value: _DATE.validate_python(value),
    Kind.FLAG: lambda spec, value: _FLAG.validate_python(value),
    Kind.CHOICE: lambda spec, value: spec.choices(value) if spec.choices else None,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: lambda spec, value: _WHOLE.validate_python(value),
    Kind.REFERENCES: lambda spec, value: list(dict.fromkeys(_WHOLE.validate_python(each) for each in value)),
}
_EXPECTED: dict[Kind, str] = {
    Kind.TEXT: N_("a short text"),
    Kind.LONG_TEXT: N_("a text"),
    Kind.LINK: N_("a link"),
    Kind.INTEGER: N_("a whole number"),
    Kind.SCALE: N_("a whole number on the scale"),
    Kind.NUMBER: N_("a number"),
    Kind.MONEY: N_("an amount of money"),
    Kind.PERCENT: N_("a percentage"),
    Kind.DATE: N_("a date"),
    Kind.FLAG: N_("yes or no"),
    Kind.CHOICE: N_("an option from the list"),
    Kind.CHOICES: N_("options from the list"),
    Kind.REFERENCE: N_("the name of an existing record"),
    Kind.REFERENCES: N_("names of existing records"),
}


# How records declare their fields: one line each.


def _column(kind: Kind, default: Any, sa_type: Any, title: str, **more: Any) -> Any:
    limits: dict[str, Any] = {name: more.pop(name) for name in ("low", "high", "max_length", "choices", "target") if name in more}
    meaning: dict[str, Any] = {"kind": kind, **limits, "required": more.pop("required", False), "expected": more.pop("expected", False)}
    help_text = more.pop("help", "")
    return Field(default, title=title, description=help_text, sa_type=sa_type, schema_extra={"json_schema_extra": meaning}, **more)


def text(title: str, **more: Any) -> Any:
    """A line of text, at most `TEXT_LIMIT` characters."""
    return _column(Kind.TEXT, "", sa.String(TEXT_LIMIT), title, max_length=TEXT_LIMIT, **more)


def long_text(title: str, **more: Any) -> Any:
    """Paragraphs."""
    return _column(Kind.LONG_TEXT, "", sa.Text, title, max_length=LONG_TEXT_LIMIT, **more)


def link(title: str, **more: Any) -> Any:
    """A web address, or where else a thing can be found."""
    return _column(Kind.LINK, "", sa.String(1000), title, max_length=1000, **more)


def integer(title: str, low: int | None = 0, high: int = 10**12, **more: Any) -> Any:
    """A whole number, not negative unless said so."""
    return _column(Kind.INTEGER, None, sa.BigInteger, title, low=low, high=high, **more)


def scale(low: int, high: int, title: str, **more: Any) -> Any:
    """A mark on a scale."""
    return _column(Kind.SCALE, None, sa.Integer, title, low=low, high=high, **more)


def decimal(title: str, **more: Any) -> Any:
    """A number with or without digits after the comma."""
    return _column(Kind.NUMBER, None, Exact, title, **more)


def money(title: str, low: float | None = 0, **more: Any) -> Any:
    """An amount in the engagement's currency, not negative unless said so."""
    return _column(Kind.MONEY, None, Exact, title, low=low, **more)


def percent(title: str, low: float | None = 0, high: float | None = 1, **more: Any) -> Any:
    """A share of one, shown and typed as per cent; 0–100 % unless said so."""
    return _column(Kind.PERCENT, None, Exact, title, low=low, high=high, **more)


def day(title: str, **more: Any) -> Any:
    """A date."""
    return _column(Kind.DATE, None, sa.Date, title, **more)


def flag(title: str, **more: Any) -> Any:
    """Yes or no; no unless ticked."""
    return _column(Kind.FLAG, False, sa.Boolean, title, **more)


def choice(choices: type[Choice], title: str, **more: Any) -> Any:
    """One of a fixed list."""
    return _column(Kind.CHOICE, None, ChoiceColumn(choices), title, choices=choices, **more)


def several(choices: type[Choice], title: str, **more: Any) -> Any:
    """Several of a fixed list."""
    meaning = {"kind": Kind.CHOICES, "choices": choices, "expected": more.pop("expected", False)}
    return Field(
        default_factory=list,
        title=title,
        description=more.pop("help", ""),
        sa_type=ChoicesColumn(choices),
        schema_extra={"json_schema_extra": meaning},
    )


def reference(table: str, title: str, **more: Any) -> Any:
    """One other record: a foreign key."""
    return _column(
        Kind.REFERENCE, None, sa.Integer, title, target=table, foreign_key=f"{table}.id", ondelete="SET NULL", index=True, **more
    )


@dataclass(frozen=True)
class References:
    """Several other records: a table of links. Read from a row, it gives their ids in order."""

    target: str
    title: str
    help: str = ""
    expected: bool = False
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, row: None, owner: type) -> "References": ...
    @overload
    def __get__(self, row: object, owner: type) -> list[int]: ...
    def __get__(self, row: object | None, owner: type) -> "References | list[int]":
        if row is None:
            return self
        links: dict[str, list[int]] = row.__dict__.get("_links", {})
        return links.get(self.name, [])

    def spec(self) -> FieldSpec:
        """The same as a field."""
        return FieldSpec(self.name, Kind.REFERENCES, self.title, self.help, expected=self.expected, target=self.target)


def references(table: str, title: str, help: str = "", expected: bool = False) -> References:
    """Several other records, in an order."""
    return References(table, title, help, expected)


@cache
def fields_of(record: type[SQLModel]) -> tuple[FieldSpec, ...]:
    """The fields that a record asks people for, in the order of declaration."""
    return tuple(_specs(record))


def _specs(record: type[SQLModel]) -> Iterable[FieldSpec]:
    """Its own fields first, then those that every record has."""
    declared = [name for owner in record.__mro__ if issubclass(owner, SQLModel) for name in get_annotations(owner)]
    for name in declared:
        many = record.__dict__.get(name)
        if isinstance(many, References):
            yield many.spec()
        elif name in record.model_fields:
            found = record.model_fields[name]
            meaning = found.json_schema_extra
            if isinstance(meaning, dict) and "kind" in meaning:
                yield FieldSpec(name, title=found.title or name, help=found.description or "", **meaning)  # type: ignore[arg-type]


@cache
def field_map(record: type[SQLModel]) -> dict[str, FieldSpec]:
    """The same by name."""
    return {spec.name: spec for spec in fields_of(record)}


Row = TypeVar("Row")


@dataclass(frozen=True)
class Computed(Generic[Row]):
    """A figure worked out from one record wherever it is shown, never stored."""

    name: str
    kind: Kind
    title: str
    of: Callable[[Row], Any]
    help: str = ""


Derived = tuple[Computed[Any], ...]
