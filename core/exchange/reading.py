"""A value as people write it → a value as the field keeps it: numbers with commas, dates with dots, choices and records by name."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from dateutil import parser as dates

from core.fields import BadValue, FieldSpec, Kind
from core.i18n import LANGUAGES, _, current_language, language

Names = Mapping[str, Mapping[str, int]]  # table -> what people call a record, in lower case -> its id

_YES = {"yes", "y", "true", "1", "+", "да", "д", "x", "х", "✓", "v"}
_NO = {"no", "n", "false", "0", "-", "нет", "н", "—", "–"}
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_CURRENCY = re.compile(r"[₽$€£¥]|руб\.?|р\.|USD|EUR|RUB|GBP|UZS", re.IGNORECASE)


def read(spec: FieldSpec, text: str, names: Names) -> Any:
    """The value that a text stands for.

    Raises:
        BadValue: it stands for none that the field takes.
    """
    clean = text.strip()
    return spec.parse(_READERS[spec.kind](spec, clean, names) if clean else None)


def number(text: str) -> Decimal:
    """A number in the language in force or with the other decimal sign: «1 234,56», «1,234.56», «−5».

    Raises:
        ValueError: it is no number.
    """
    plain = _SPACES.sub("", _CURRENCY.sub("", text)).replace("−", "-")
    other = "en" if current_language() == "ru" else "ru"
    for locale in (current_language(), other):
        try:
            found = parse_decimal(plain, locale=locale, strict=True)
        except NumberFormatError:
            continue
        if found.is_finite():
            return found
    raise ValueError(text)


def day(text: str) -> date:
    """A date: ISO first, else the day before the month unless the language in force puts the month first.

    Raises:
        ValueError: it is no date.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    if not re.search(r"\d", text) or len(text) < 6:  # «12» alone is no date, though the parser would make one
        raise ValueError(text)
    return dates.parse(text, dayfirst="." in text or current_language() == "ru").date()


def _numeric(spec: FieldSpec, text: str, names: Names) -> Decimal:
    try:
        return number(text)
    except ValueError as wrong:
        raise BadValue(spec.name, spec.expectation()) from wrong


def _percent(spec: FieldSpec, text: str, names: Names) -> Decimal:
    """«6 %» and «6» are both six per cent: people never type shares of one."""
    return _numeric(spec, text.removesuffix("%"), names) / 100


def _day(spec: FieldSpec, text: str, names: Names) -> date:
    try:
        return day(text)
    except (ValueError, OverflowError) as wrong:
        raise BadValue(spec.name, spec.expectation()) from wrong


def _flag(spec: FieldSpec, text: str, names: Names) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise BadValue(spec.name, spec.expectation())


def _choice(spec: FieldSpec, text: str, names: Names) -> Any:
    assert spec.choices
    for code in LANGUAGES:
        with language(code):
            for each in spec.choices:
                if text.lower() in (each.value, _(each.label).lower()):
                    return each
    raise BadValue(spec.name, spec.expectation())


def _choices(spec: FieldSpec, text: str, names: Names) -> list[Any]:
    return [_choice(spec, each.strip(), names) for each in re.split(r"[;,\n]", text) if each.strip()]


def _reference(spec: FieldSpec, text: str, names: Names) -> int:
    found = names.get(spec.target or "", {}).get(text.lower())
    if found is None:
        raise BadValue(spec.name, _("There is no record “{name}” to refer to.").format(name=text))
    return found


def _references(spec: FieldSpec, text: str, names: Names) -> list[int]:
    return [_reference(spec, each.strip(), names) for each in re.split(r"[;\n]", text) if each.strip()]


_READERS: dict[Kind, Callable[[FieldSpec, str, Names], Any]] = {
    Kind.TEXT: lambda spec, text, names: text,
    Kind.LONG_TEXT: lambda spec, text, names: text,
    Kind.LINK: lambda spec, text, names: text,
    Kind.INTEGER: _numeric,
    Kind.SCALE: _numeric,
    Kind.NUMBER: _numeric,
    Kind.MONEY: _numeric,
    Kind.PERCENT: _percent,
    Kind.DATE: _day,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}
