"""Kind → input widget for one field of one record; each saves by itself as soon as it is left."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from core import workbench
from core.fields import MARK_LABELS, FieldSpec, Kind, Mark
from core.i18n import _
from core.workbench import Book, Record, value_of
from pages.widgets.cells import Options, to_cell
from pages.widgets.grid_state import GridState, resolve, write

NO_MARK = ""
WIDE = (Kind.LONG_TEXT, Kind.CHOICES, Kind.REFERENCES)  # over the full width of a form


def field_input(state: GridState, book: Book, row: Record, spec: FieldSpec, options: Options) -> None:
    """The input of a field, with what stands in place of a value, and what became of the last try to save."""
    cell, value = (row.id, spec.name), value_of(row, spec)
    key = f"{state.key}_{'one' if state.record.single else row.id}_{spec.name}_{state.form}"
    if key not in st.session_state:  # the input begins anew, with what is stored
        state.in_form[cell] = value
    field = _Field(state, row.id, spec, key, _label(state, spec), value, options)
    if spec.expected and not spec.required and spec.kind is not Kind.FLAG and spec.empty(value):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            _INPUTS[spec.kind](field)
            _mark_menu(field, row.marks.get(spec.name))
    else:
        _INPUTS[spec.kind](field)
    _outcome(state, book, row, spec)


class _Field:
    """What an input needs to know of the field it stands for."""

    def __init__(self, state: GridState, row_id: int, spec: FieldSpec, key: str, label: str, value: Any, options: Options) -> None:
        self.state, self.row_id, self.spec, self.key, self.label, self.value = state, row_id, spec, key, label, value
        self._options = options

    def names(self) -> Mapping[int, str]:
        """What a reference may point to: not to the record itself."""
        itself = self.row_id if self.spec.target == self.state.record.table_name() else None
        return {each: name for each, name in self._options[self.spec.target or ""].items() if each != itself}

    def labels(self) -> dict[str, str]:
        """The options of a choice."""
        return {each.value: _(each.label) for each in self.spec.choices or ()}

    def wired(self) -> dict[str, Any]:
        """What every input has."""
        saved = (self.state, self.row_id, self.spec, self.key)
        return {"key": self.key, "help": _(self.spec.help) or None, "on_change": _save, "args": saved}


def _label(state: GridState, spec: FieldSpec) -> str:
    unit = ", %" if spec.kind is Kind.PERCENT else f", {workbench.currency(state.engagement_id)}" if spec.kind is Kind.MONEY else ""
    return _(spec.title) + unit + (" *" if spec.required else "")


def _mark_menu(field: _Field, mark: str | None) -> None:
    """Why there is no value."""
    labels = {each: _(text) for each, text in MARK_LABELS.items()} | {NO_MARK: _("there will be an answer")}
    choices = [each for each in labels if each != (mark or NO_MARK)]
    key = f"{field.key}_mark"
    st.menu_button(
        labels[Mark(mark)] if mark else _("No answer?"), choices, key=key, type="tertiary", help=_("No value? Say why."),
        format_func=lambda each: labels[each], on_click=_set_mark, args=(field.state, field.row_id, field.spec.name, key),
    )  # fmt: skip


def _set_mark(state: GridState, row_id: int, name: str, key: str) -> None:
    chosen = st.session_state[key]
    if chosen is None:
        return
    row_id = _made(state) if row_id is None else row_id
    workbench.mark(state.engagement_id, state.record, row_id, name, Mark(chosen) if chosen else None, state.who)
    state.expected.pop((row_id, name), None)
    state.saved()
    state.form += 1


def _outcome(state: GridState, book: Book, row: Record, spec: FieldSpec) -> None:
    """What was not saved, and what somebody else wrote meanwhile."""
    cell, value = (row.id, spec.name), value_of(row, spec)
    if cell in state.refused:
        st.error(_("“{value}” was not saved. {expected}").format(value=state.refused[cell][0], expected=state.refused[cell][1]),
                 icon=":material/error:")  # fmt: skip
    elif cell in state.clashes:
        clash = state.clashes[cell]
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            theirs, mine = (book.print_value(spec, each) or _("(empty)") for each in (clash.theirs, clash.mine))
            st.text(_("{who} saved “{theirs}” meanwhile; yours is “{mine}”.").format(who=clash.by, theirs=theirs, mine=mine))
            st.button(_("Use mine"), key=f"{state.key}_dm_{cell}", on_click=resolve, args=(state, cell, True))
            st.button(_("Keep theirs"), key=f"{state.key}_dt_{cell}", on_click=resolve, args=(state, cell, False))
    elif state.in_form.get(cell, value) != value:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(_("Saved by others meanwhile: “{value}”.").format(value=book.print_value(spec, value) or _("(empty)")))
            st.button(_("Show"), key=f"{state.key}_new_{cell}", on_click=_begin_anew, args=(state,))


def _begin_anew(state: GridState) -> None:
    state.form += 1


def _save(state: GridState, row_id: int, spec: FieldSpec, key: str) -> None:
    """An input's callback: the value is read first, then only plain objects and the database."""
    typed = st.session_state[key]
    row_id = _made(state) if row_id is None else row_id
    cell = row_id, spec.name
    write(state, row_id, {spec.name: typed}, {spec.name: state.in_form[cell]} if cell in state.in_form else {})


def _made(state: GridState) -> int:
    """The id of a single record; it is made by what is said of it first, by one of all who say something."""
    workbench.put(state.engagement_id, state.record, {}, {}, state.who)
    with workbench.open_book(state.engagement_id) as book:
        row = book.one(state.record)
    assert row is not None
    for cell in [each for each in state.in_form if each[0] is None]:
        state.in_form[row.id, cell[1]] = state.in_form.pop(cell)
    return row.id


def _text(field: _Field) -> None:
    st.text_input(field.label, field.value, max_chars=field.spec.max_length, **field.wired())


def _long_text(field: _Field) -> None:
    st.text_area(field.label, field.value, max_chars=field.spec.max_length, height="content", **field.wired())


def _figure(field: _Field) -> None:
    st.text_input(field.label, to_cell(field.spec.kind, field.value) or "", **field.wired())


def _scale(field: _Field) -> None:
    assert field.spec.low is not None
    assert field.spec.high is not None
    steps = list(range(int(field.spec.low), int(field.spec.high) + 1))
    st.segmented_control(field.label, steps, default=field.value, format_func=_signed if steps[0] < 0 else str, **field.wired())


def _signed(step: int) -> str:
    return f"{step:+d}".replace("-", "−") if step else "0"


def _day(field: _Field) -> None:
    st.date_input(field.label, field.value, format="DD.MM.YYYY", min_value=date(1900, 1, 1), max_value=date(2199, 12, 31), **field.wired())


def _flag(field: _Field) -> None:
    st.checkbox(field.label, field.value, **field.wired())


def _choice(field: _Field) -> None:
    labels = field.labels()
    at = list(labels).index(field.value.value) if field.value is not None else None
    st.selectbox(field.label, list(labels), index=at, format_func=labels.__getitem__, placeholder=_("Choose"), **field.wired())


def _choices(field: _Field) -> None:
    labels = field.labels()
    chosen = [each.value for each in field.value]
    st.multiselect(field.label, list(labels), default=chosen, format_func=labels.__getitem__, placeholder=_("Choose"), **field.wired())


def _reference(field: _Field) -> None:
    names = field.names()
    at = list(names).index(field.value) if field.value in names else None
    st.selectbox(field.label, list(names), index=at, format_func=names.__getitem__, placeholder=_("Choose"), **field.wired())


def _references(field: _Field) -> None:
    names = field.names()
    chosen = [each for each in field.value if each in names]
    st.multiselect(field.label, list(names), default=chosen, format_func=names.__getitem__, placeholder=_("Choose"), **field.wired())


_INPUTS: dict[Kind, Callable[[_Field], None]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.LINK: _text,
    Kind.INTEGER: _figure,
    Kind.NUMBER: _figure,
    Kind.MONEY: _figure,
    Kind.PERCENT: _figure,
    Kind.SCALE: _scale,
    Kind.DATE: _day,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _references,
}
