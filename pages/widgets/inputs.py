"""Kind → input widget for one field of one record; each saves by itself as soon as it is left."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import streamlit as st

from core import workbench
from core.fields import MARK_LABELS, FieldSpec, Kind, Mark
from core.i18n import _
from core.workbench import Book, Record, value_of
from pages.widgets.cells import Options, from_cell, to_cell
from pages.widgets.grid_state import GridState

NO_MARK = ""


def field_input(state: GridState, book: Book, row: Record, spec: FieldSpec, options: Options) -> None:
    """The input of a field, with what stands in place of a value, and what became of the last try to save."""
    key = f"{state.key}_{row.id}_{spec.name}_{state.generation}"
    value = value_of(row, spec)
    state.expected.setdefault((row.id, spec.name), value)
    if state.expected[row.id, spec.name] == value or row.changed_by == state.who:
        state.expected[row.id, spec.name] = value
    label = _(spec.title) + (" *" if spec.required else "")
    if spec.expected and not spec.required and spec.kind is not Kind.FLAG:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            _INPUTS[spec.kind](state, row, spec, key, label, value, options)
            _mark_menu(state, row, spec, key)
    else:
        _INPUTS[spec.kind](state, row, spec, key, label, value, options)
    if row.marks.get(spec.name):
        st.caption(_(MARK_LABELS[Mark(row.marks[spec.name])]))
    _outcome(state, book, row, spec)


def _mark_menu(state: GridState, row: Record, spec: FieldSpec, key: str) -> None:
    choices = [Mark.UNKNOWN, Mark.NOT_APPLICABLE] + ([NO_MARK] if row.marks.get(spec.name) else [])
    labels = {each: _(text) for each, text in MARK_LABELS.items()} | {NO_MARK: _("there will be an answer")}
    name = f"{key}_mark"
    st.menu_button(
        "", choices, key=name, icon=":material/help:", type="tertiary", help=_("No value? Say why."),
        format_func=lambda each: labels[each], on_click=_set_mark, args=(state, row.id, spec.name, name),
    )  # fmt: skip


def _set_mark(state: GridState, row_id: int, name: str, key: str) -> None:
    chosen = st.session_state[key]
    workbench.mark(state.engagement_id, state.record, row_id, name, Mark(chosen) if chosen else None, state.who)
    state.expected.pop((row_id, name), None)
    state.saved()
    state.remount()


def _outcome(state: GridState, book: Book, row: Record, spec: FieldSpec) -> None:
    cell = row.id, spec.name
    if cell in state.refused:
        st.error(state.refused[cell][1], icon=":material/error:")
    if cell in state.clashes:
        clash = state.clashes[cell]
        st.warning(_("{who} saved “{theirs}” meanwhile; yours is “{mine}”.").format(
            who=clash.by, theirs=book.print_value(spec, clash.theirs), mine=book.print_value(spec, clash.mine)))  # fmt: skip
        from pages.widgets.grid_state import resolve

        with st.container(horizontal=True):
            st.button(_("Use mine"), key=f"{state.key}_dm_{cell}", on_click=resolve, args=(state, cell, True))
            st.button(_("Keep theirs"), key=f"{state.key}_dt_{cell}", on_click=resolve, args=(state, cell, False))


def _save(state: GridState, row_id: int, spec: FieldSpec, key: str) -> None:
    """An input's callback: the value is read first, then only plain objects and the database."""
    typed = from_cell(spec.kind, st.session_state[key])
    cell = row_id, spec.name
    expected = {spec.name: state.expected[cell]} if cell in state.expected else None
    outcome = workbench.edit(state.engagement_id, state.record, row_id, {spec.name: typed}, state.who, expected)
    state.clashes.pop(cell, None)
    state.refused.pop(cell, None)
    if outcome.clashes:
        state.clashes[cell] = outcome.clashes[spec.name]
    elif outcome.refused:
        state.refused[cell] = typed, outcome.refused[spec.name]
    else:
        state.expected[cell] = outcome.saved.get(spec.name, state.expected.get(cell))
        state.saved()


Draw = Callable[[GridState, Record, FieldSpec, str, str, Any, Options], None]


def _wired(state: GridState, row: Record, spec: FieldSpec, key: str) -> dict[str, Any]:
    return {"key": key, "help": _(spec.help) or None, "on_change": _save, "args": (state, row.id, spec, key)}


def _text(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    st.text_input(label, value=value, max_chars=spec.max_length, **_wired(state, row, spec, key))


def _long_text(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    st.text_area(label, value=value, max_chars=spec.max_length, height="content", **_wired(state, row, spec, key))


def _number(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    factor = 100 if spec.kind is Kind.PERCENT else 1
    unit = ", %" if spec.kind is Kind.PERCENT else f", {workbench.currency(state.engagement_id)}" if spec.kind is Kind.MONEY else ""
    low, high = (None if end is None else float(end * factor) for end in (spec.low, spec.high))
    shown = to_cell(spec.kind, Decimal(value) if value is not None else None)
    st.number_input(label + unit, value=None if shown is None else float(shown), min_value=low, max_value=high, step=1.0, format="%0.12g", **_wired(state, row, spec, key))  # fmt: skip


def _whole(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    low, high = (None if end is None else int(end) for end in (spec.low, spec.high))
    st.number_input(label, value=value, min_value=low, max_value=high, step=1, **_wired(state, row, spec, key))


def _scale(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    assert spec.low is not None
    assert spec.high is not None
    steps = list(range(int(spec.low), int(spec.high) + 1))
    st.segmented_control(label, steps, default=value, format_func=lambda step: f"{step:+d}".replace("-", "−") if steps[0] < 0 else str(step), **_wired(state, row, spec, key))  # fmt: skip


def _day(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    st.date_input(label, value=value, format="DD.MM.YYYY", **_wired(state, row, spec, key))


def _flag(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    st.checkbox(label, value=value, **_wired(state, row, spec, key))


def _choice(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    labels = {each.value: _(each.label) for each in spec.choices or ()}
    at = list(labels).index(value.value) if value is not None else None
    st.selectbox(
        label, list(labels), index=at, format_func=lambda each: labels[each], placeholder=_("Choose"), **_wired(state, row, spec, key)
    )


def _choices(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    labels = {each.value: _(each.label) for each in spec.choices or ()}
    chosen = [each.value for each in value]
    st.multiselect(
        label, list(labels), default=chosen, format_func=lambda each: labels[each], placeholder=_("Choose"), **_wired(state, row, spec, key)
    )


def _reference(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    names = {each: name for each, name in options[spec.target or ""].items() if each != row.id or spec.target != row.table_name()}
    at = list(names).index(value) if value in names else None
    st.selectbox(
        label, list(names), index=at, format_func=lambda each: names[each], placeholder=_("Choose"), **_wired(state, row, spec, key)
    )


def _references(state: GridState, row: Record, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
    names = {each: name for each, name in options[spec.target or ""].items() if each != row.id or spec.target != row.table_name()}
    chosen = [each for each in value if each in names]
    st.multiselect(
        label, list(names), default=chosen, format_func=lambda each: names[each], placeholder=_("Choose"), **_wired(state, row, spec, key)
    )


_INPUTS: dict[Kind, Draw] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.LINK: _text,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.SCALE: _scale,
    Kind.DATE: _day,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}
