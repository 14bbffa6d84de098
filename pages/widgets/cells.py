"""Kind → grid column, and a value's way between a record and a grid cell.

Figures and dates are columns of text, read by the same reader as pasted rows. The browser's own cells change what is typed
without a word: 1234,5 became 12345, −5 became 5, a pasted 05.11.2026 became the 11th of May.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.fields import Computed, FieldSpec, Kind
from core.i18n import _, current_language
from core.workbench import read_text

Options = Mapping[str, Mapping[int, str]]  # table -> id -> what people call the record
Shown = FieldSpec | Computed[Any]

WIDTHS = {
    Kind.TEXT: 210, Kind.LONG_TEXT: 260, Kind.LINK: 160, Kind.INTEGER: 105, Kind.NUMBER: 105, Kind.MONEY: 115, Kind.PERCENT: 95,
    Kind.SCALE: 85, Kind.DATE: 110, Kind.CHOICE: 135, Kind.CHOICES: 190, Kind.FLAG: 80, Kind.REFERENCE: 170, Kind.REFERENCES: 210,
}  # fmt: skip
FIGURES = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
GROUP = "\u00a0"  # between thousands: unlike a comma it cannot be taken for a decimal sign when the figure is edited
FIGURE_SPACE = "\u2007"  # as wide as a digit; padding by it makes the sorting of texts a sorting of figures


def to_cell(kind: Kind, value: Any) -> Any:
    """A record's value as a grid cell or an input shows it."""
    return _TO_CELL.get(kind, _same)(value) if value is not None else None


def from_cell(spec: FieldSpec, value: Any) -> Any:
    """What was typed or chosen, as the field keeps it.

    Raises:
        BadValue: it is nothing that the field takes; `str()` says what was expected.
    """
    if isinstance(value, str) and (spec.kind in FIGURES or spec.kind is Kind.DATE):
        return read_text(spec, value, {})
    return spec.parse(_FROM_CELL.get(spec.kind, _same)(value) if value is not None else None)


def _same(value: Any) -> Any:
    return value


def figure(value: Any) -> str:
    """A figure for typing: thousands apart, the decimal sign of the language in force, no zeros at the end."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", GROUP).replace(".", "," if current_language() == "ru" else ".")


def _day(value: date) -> str:
    return f"{value:%d.%m.%Y}" if current_language() == "ru" else value.isoformat()


_TO_CELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.INTEGER: figure,
    Kind.NUMBER: figure,
    Kind.MONEY: figure,
    Kind.PERCENT: lambda value: figure(value * 100),
    Kind.DATE: _day,
    Kind.CHOICE: str,
    Kind.CHOICES: lambda value: [str(each) for each in value],
    Kind.REFERENCES: lambda value: [str(each) for each in value],
}
_FROM_CELL: dict[Kind, Callable[[Any], Any]] = {
    Kind.REFERENCE: int,
    Kind.REFERENCES: lambda value: [int(each) for each in value],
}


def computed_cell(shown: Computed[Any], row: Any) -> Any:
    """A computed figure as the grid shows it: two digits after the decimal sign say enough."""
    value = shown.of(row)
    if isinstance(value, Decimal):
        value = round(value, 4 if shown.kind is Kind.PERCENT else 2)
    return to_cell(shown.kind, value)


def aligned(kind: Kind, cells: Iterable[Any]) -> list[Any]:
    """A column's cells, figures padded so that sorting by the column sorts by value."""
    found = list(cells)
    if kind not in FIGURES:
        return found
    whole = [len(each.partition("," if "," in each else ".")[0]) if isinstance(each, str) else 0 for each in found]
    most = max(whole, default=0)
    return [FIGURE_SPACE * (most - size) + each if isinstance(each, str) else each for each, size in zip(found, whole, strict=True)]


# The columns' types are fixed: a type that followed from the values would change with the first value of an empty column,
# and the browser would throw away what is being typed in another cell.
ARROW: dict[Kind, Any] = {kind: pa.string() for kind in Kind} | {
    Kind.SCALE: pa.int64(),
    Kind.FLAG: pa.bool_(),
    Kind.REFERENCE: pa.int64(),
    Kind.CHOICES: pa.list_(pa.string()),
    Kind.REFERENCES: pa.list_(pa.string()),
}


class Cells(pd.arrays.ArrowExtensionArray):
    """A column whose cells may be lists: Streamlit lays edits over the data cell by cell, which pandas refuses to do with a list."""

    def __setitem__(self, at: Any, value: Any) -> None:
        """Set a cell; a list is one cell's value."""
        if isinstance(value, list) and not isinstance(at, slice | list):
            at, value = [at], [value]
        super().__setitem__(at, value)


def cells_of(kind: Kind, values: Iterable[Any]) -> Cells:
    """A column of the grid's data."""
    return Cells(pa.array(values, ARROW[kind]))


def column(shown: Shown, options: Options) -> Any:
    """The grid's column of a field or a computed figure."""
    title = _(shown.title)
    plain: dict[str, Any] = {"label": title, "width": max(WIDTHS[shown.kind], 8 * len(title) + 38), "help": _(shown.help) or None}
    if isinstance(shown, Computed):
        plain["disabled"] = True
        return _COLUMNS[shown.kind](FieldSpec(shown.name, shown.kind, shown.title), options, plain)
    return _COLUMNS[shown.kind](shown, options, plain)


def _text(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    return st.column_config.TextColumn(**plain, max_chars=spec.max_length)


def _figure(spec: FieldSpec, options: Options, plain: dict[str, Any]) -> Any:
    if spec.kind is Kind.PERCENT:
        plain["label"] += ", %"
    return st.column_config.TextColumn(**plain, alignment="right")


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
    Kind.INTEGER: _figure,
    Kind.NUMBER: _figure,
    Kind.MONEY: _figure,
    Kind.PERCENT: _figure,
    Kind.SCALE: lambda spec, options, plain: st.column_config.NumberColumn(**plain, step=1, format="%d"),
    Kind.DATE: _text,
    Kind.FLAG: lambda spec, options, plain: st.column_config.CheckboxColumn(**plain),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}
