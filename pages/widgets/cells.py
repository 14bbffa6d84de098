"""Kind → grid column, and a value's way between a record and a grid cell."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from core.fields import Computed, FieldSpec, Kind
from core.i18n import _

Options = Mapping[str, Mapping[int, str]]  # table -> id -> what people call the record
Shown = FieldSpec | Computed[Any]

WIDTHS = {
    Kind.TEXT: 210, Kind.LONG_TEXT: 260, Kind.LINK: 160, Kind.INTEGER: 105, Kind.NUMBER: 105, Kind.MONEY: 115, Kind.PERCENT: 95, Kind.SCALE: 85,
    Kind.DATE: 110, Kind.CHOICE: 135, Kind.CHOICES: 190, Kind.FLAG: 80, Kind.REFERENCE: 170, Kind.REFERENCES: 210,
}  # fmt: skip


def to_cell(kind: Kind, value: Any) -> Any:
    """A record's value as the grid shows it."""
    return _TO_CELL.get(kind, _same)(value) if value is not None else None


def from_cell(kind: Kind, value: Any) -> Any:
    """A grid cell's value as `FieldSpec.parse` takes it."""
    return _FROM_CELL.get(kind, _same)(value) if value is not None else None


def _same(value: Any) -> Any:
    return value


def _percent(value: Any) -> float:
    return float(value * 100)


_TO_CELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.NUMBER: float,
    Kind.MONEY: float,
    Kind.PERCENT: _percent,
    Kind.CHOICE: str,
    Kind.CHOICES: lambda value: [str(each) for each in value],
    Kind.REFERENCES: lambda value: [str(each) for each in value],
}
_FROM_CELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.PERCENT: lambda value: Decimal(str(value)) / 100,
    Kind.REFERENCE: int,
    Kind.REFERENCES: lambda value: [int(each) for each in value],
}


def column(shown: Shown, options: Options) -> Any:
    """The grid's column of a field or a computed figure."""
    computed = isinstance(shown, Computed)
    title, width = _(shown.title), max(WIDTHS[shown.kind], 9 * len(_(shown.title)) + 34)
    plain: dict[str, Any] = {"label": title, "width": width, "help": _(shown.help) or None}
    if computed:
        plain["disabled"] = True
        return _COLUMNS[shown.kind](FieldSpec(shown.name, shown.kind, shown.title), options, plain)
    return _COLUMNS[shown.kind](shown, options, plain)


def _text(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    return st.column_config.TextColumn(**plain, max_chars=spec.max_length)


def _number(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    whole = spec.kind in (Kind.INTEGER, Kind.SCALE)
    factor = 100 if spec.kind is Kind.PERCENT else 1
    low, high = (None if end is None else end * factor for end in (spec.low, spec.high))
    return st.column_config.NumberColumn(**plain, min_value=low, max_value=high, step=1 if whole else None, format=_FORMATS[spec.kind])


_FORMATS = {Kind.INTEGER: "localized", Kind.SCALE: "%d", Kind.NUMBER: "localized", Kind.MONEY: "localized", Kind.PERCENT: "%g %%"}


def _choice(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    labels = {each.value: _(each.label) for each in spec.choices or ()}
    return st.column_config.SelectboxColumn(**plain, options=list(labels), format_func=lambda value: labels.get(value, value))


def _choices(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    labels = {each.value: _(each.label) for each in spec.choices or ()}
    return st.column_config.MultiselectColumn(**plain, options=list(labels), format_func=lambda value: labels.get(value, value))


def _reference(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    names = options[spec.target or ""]
    return st.column_config.SelectboxColumn(**plain, options=list(names), format_func=lambda value: names.get(int(value), "?"))


def _references(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    names = {str(each): name for each, name in options[spec.target or ""].items()}
    return st.column_config.MultiselectColumn(**plain, options=list(names), format_func=lambda value: names.get(value, "?"))


_COLUMNS: dict[Kind, Callable[[FieldSpec, Options, dict[str, Any]], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.LINK: _text,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.SCALE: _number,
    Kind.DATE: lambda spec, options, plain: st.column_config.DateColumn(**plain, format="DD.MM.YYYY"),
    Kind.FLAG: lambda spec, options, plain: st.column_config.CheckboxColumn(**plain),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}

# What pandas must call a column so that empty cells stay empty and numbers stay numbers.
DTYPES = {
    Kind.INTEGER: "Int64", Kind.SCALE: "Int64", Kind.NUMBER: "Float64", Kind.MONEY: "Float64", Kind.PERCENT: "Float64", Kind.FLAG: "bool",
    Kind.DATE: "object", Kind.REFERENCE: "object", Kind.CHOICES: "object", Kind.REFERENCES: "object",
}  # fmt: skip
