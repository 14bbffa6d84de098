"""What can be done with rows: the bar above a grid, its dialogs, and what an empty grid teaches."""

from typing import Any

import streamlit as st

from core import workbench
from core.i18n import _, formats, ngettext
from core.workbench import Book
from pages.widgets.grid_state import GridState


def show(state: GridState, book: Book) -> None:
    """One row: the main actions, those for ticked rows, the filter, and when something was saved."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{state.key}_actions"):
        st.button(_("Add"), icon=":material/add:", type="primary", key=f"{state.key}_add", on_click=_add, args=(state,))
        if has_library(state):
            st.button(_("From library"), icon=":material/library_add:", key=f"{state.key}_library", on_click=_open, args=(state, "library"))
        st.button(_("Paste rows"), icon=":material/content_paste:", key=f"{state.key}_paste", on_click=_open, args=(state, "paste"))
        st.button(_("Undo"), icon=":material/undo:", key=f"{state.key}_undo", on_click=_undo, args=(state,))
        if state.picked:
            _picked(state)
        st.space("stretch")
        filter_key = f"{state.key}_filter"
        st.text_input(_("Filter"), key=filter_key, placeholder=_("Filter"), label_visibility="collapsed", icon=":material/search:", width=170,
                      on_change=_filter, args=(state, filter_key))  # fmt: skip
        if state.saved_at:
            text = _("saved {time}").format(time=formats.clock(state.saved_at))
            st.badge(f"{state.said} · {text}" if state.said else text, icon=":material/check:", color="green")


def _picked(state: GridState) -> None:
    count = len(state.picked)
    if count == 1:
        st.button(_("Open"), icon=":material/open_in_full:", key=f"{state.key}_open", on_click=_open_record, args=(state,))
        st.button(_("Up"), icon=":material/arrow_upward:", key=f"{state.key}_up", on_click=_move, args=(state, -1))
        st.button(_("Down"), icon=":material/arrow_downward:", key=f"{state.key}_down", on_click=_move, args=(state, 1))
    st.button(_("Duplicate"), icon=":material/content_copy:", key=f"{state.key}_copy", on_click=_duplicate, args=(state,))
    label = ngettext("Delete {n} row", "Delete {n} rows", count)
    st.button(label, icon=":material/delete:", key=f"{state.key}_delete", on_click=_delete, args=(state,))


def has_library(state: GridState) -> bool:
    """Whether there are starters for the grid's records."""
    return bool(workbench.library_entries(state.record.section_slug(), state.record))


def empty(state: GridState) -> None:
    """An empty grid teaches: one sentence, one button, one example."""
    records = _(state.record.label[1])
    with st.container(border=True, key=f"{state.key}_empty"):
        st.markdown(f"**{_('{records}: nothing yet').format(records=records)}**")
        examples = workbench.library_entries(state.record.section_slug(), state.record)
        if examples:
            st.text(
                _("Start from the library and change what is different here. For example: {names}.").format(
                    names=", ".join(_name(each) for each in examples[:3])
                )
            )
            st.button(
                _("Start from the library"),
                icon=":material/library_add:",
                type="primary",
                key=f"{state.key}_start",
                on_click=_open,
                args=(state, "library"),
            )
        else:
            st.text(_("Add the first one, or paste rows from a spreadsheet."))


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("name") or entry.get("subject") or entry["key"])


def _open(state: GridState, dialog: str) -> None:
    st.session_state.dialog = dialog, state.key
    st.session_state.wants_full_run = True


def _open_record(state: GridState) -> None:
    st.query_params["record"] = f"{state.record.record_key()}-{next(iter(state.picked))}"
    st.session_state.wants_full_run = True


def _refresh(state: GridState) -> None:
    state.ids = []


def _add(state: GridState) -> None:
    title = next(name for name in state.record.naming)
    workbench.add(
        state.engagement_id,
        state.record,
        {title: _("New: {record}").format(record=_(state.record.label[0]).lower())} if title in ("name", "subject") else {},
        state.who,
    )
    state.filter = ""
    state.saved()
    _refresh(state)


def _undo(state: GridState) -> None:
    try:
        said = workbench.undo(state.engagement_id, state.who)
    except workbench.CannotUndoError as why:
        st.session_state.sorry = str(why)
        return
    state.saved(said or _("Nothing to undo"))
    state.expected.clear()
    state.ids = []
    state.remount()


def _move(state: GridState, steps: int) -> None:
    workbench.move(state.engagement_id, state.record, next(iter(state.picked)), steps, state.who)
    state.saved()
    _refresh(state)


def _duplicate(state: GridState) -> None:
    for row_id in sorted(state.picked):
        workbench.duplicate(state.engagement_id, state.record, row_id, state.who)
    state.saved()
    _refresh(state)


def _delete(state: GridState) -> None:
    workbench.delete(state.engagement_id, state.record, state.picked, state.who)
    count = len(state.picked)
    state.picked = set()
    state.saved(ngettext("{n} row deleted", "{n} rows deleted", count))
    _refresh(state)


def _filter(state: GridState, key: str) -> None:
    state.filter = st.session_state[key]
    state.ids = []
