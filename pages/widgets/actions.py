"""What can be done with rows: the bar above a grid, and what an empty grid teaches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from core import workbench
from core.i18n import _, formats, ngettext
from pages.widgets.grid_state import GridState

EXAMPLES = 3


@dataclass(frozen=True)
class Act:
    """One thing that can be done, as a button or, where it is narrow, a line of a menu."""

    name: str
    label: str
    icon: str
    do: Callable[..., None]
    arguments: tuple[Any, ...] = ()
    shortcut: str | None = None
    terse: bool = False  # as a button the icon says it


def show(state: GridState) -> None:
    """One row: add and undo, then what fits the moment (the ticked rows, else more rows), the filter, and what was saved last."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"{state.key}_actions"):
        st.button(_("Add"), icon=":material/add:", type="primary", key=f"{state.key}_add", on_click=add, args=(state,),
                  shortcut=None if _behind_dialog() else "Ctrl+I")  # fmt: skip
        acts = [*(_ticked_acts(state) if state.picked else _more_acts(state)), _undo_act(state)]
        _buttons(state, acts)
        _menu(state, acts)
        filter_key = f"{state.key}_filter"
        st.text_input(_("Filter"), state.filter, key=filter_key, placeholder=_("Filter"), label_visibility="collapsed",
                      icon=":material/search:", on_change=_filter, args=(state, filter_key))  # fmt: skip
        saved_badge(state)


def _buttons(state: GridState, acts: list[Act]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", wrap=False, key=f"wide_{state.key}"):
        for act in acts:
            shortcut = None if _behind_dialog() else act.shortcut
            st.button("" if act.terse else act.label, icon=act.icon, key=f"{state.key}_{act.name}", on_click=act.do, args=act.arguments,
                      shortcut=shortcut, help=act.label if act.terse else None)  # fmt: skip


def _behind_dialog() -> bool:
    """Whether a dialog stands before the grid: its keys are not the grid's then."""
    return "dialog" in st.session_state or "record" in st.query_params


def _menu(state: GridState, acts: list[Act]) -> None:
    """The same acts for narrow screens; the style sheet shows one or the other."""
    key, known = f"{state.key}_menu", {act.name: act for act in acts}
    labels = {act.name: f"{act.icon} {act.label}" for act in acts}
    with st.container(width="content", key=f"narrow_{state.key}"):
        st.menu_button(_("More"), list(known), key=key, icon=":material/more_vert:", format_func=labels.__getitem__,
                       on_click=_chosen, args=(key, known))  # fmt: skip


def _chosen(key: str, known: dict[str, Act]) -> None:
    act = known.get(st.session_state[key] or "")
    if act:
        act.do(*act.arguments)


def _more_acts(state: GridState) -> list[Act]:
    library = [Act("library", _("From library"), ":material/library_add:", open_dialog, (state, "library"))] if has_library(state) else []
    return [*library, Act("paste", _("Paste rows"), ":material/content_paste:", open_dialog, (state, "paste"))]


def _undo_act(state: GridState) -> Act:
    return Act("undo", _("Undo"), ":material/undo:", undo, (state,), "Ctrl+U")


def _ticked_acts(state: GridState) -> list[Act]:
    count = len(state.picked)
    alone = [
        Act("open", _("Open"), ":material/open_in_full:", open_record, (state,), "Ctrl+O"),
        Act("up", _("Up"), ":material/arrow_upward:", _move, (state, -1), terse=True),
        Act("down", _("Down"), ":material/arrow_downward:", _move, (state, 1), terse=True),
    ]
    return [
        *(alone if count == 1 else []),
        Act("copy", _("Duplicate"), ":material/content_copy:", _duplicate, (state,)),
        Act("delete", ngettext("Delete {n} row", "Delete {n} rows", count), ":material/delete:", _delete, (state,)),
    ]


def has_library(state: GridState) -> bool:
    """Whether there are starters for the grid's records."""
    return bool(workbench.library_entries(state.record.section_slug(), state.record))


def saved_badge(state: GridState, place: str = "grid") -> None:
    """When something was saved last, and what."""
    with st.container(horizontal=True, horizontal_alignment="right", wrap=False, key=f"saved_{state.key}_{place}"):
        if state.saved_at:
            text = _("saved {time}").format(time=formats.clock(state.saved_at))
            st.badge(f"{text} · {state.said}" if state.said else text, icon=":material/check:", color="green")


def empty(state: GridState) -> None:
    """An empty grid teaches: one sentence, one button, one example."""
    records = _(state.record.label[1])
    with st.container(border=True, key=f"{state.key}_empty"):
        st.markdown(f"**{_('{records}: nothing yet').format(records=records)}**")
        examples = workbench.library_entries(state.record.section_slug(), state.record)
        if not examples:
            st.text(_("Add the first one, or paste rows from a spreadsheet."))
            return
        names = ", ".join(entry_name(each) for each in examples[:EXAMPLES])
        st.text(_("Start from the library and change what is different here. For example: {names}.").format(names=names))
        st.button(_("Start from the library"), icon=":material/library_add:", type="primary", key=f"{state.key}_start",
                  on_click=open_dialog, args=(state, "library"))  # fmt: skip


def nothing_found(state: GridState) -> None:
    """The filter hides every row."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_none"):
        st.text(_("No row holds “{words}”.").format(words=state.filter))
        st.button(_("Show all"), key=f"{state.key}_all", on_click=_show_all, args=(state,))


def entry_name(entry: dict[str, Any]) -> str:
    """What people call an entry of a library."""
    return str(entry.get("name") or entry.get("subject") or entry["key"])


# --- callbacks


def open_dialog(state: GridState, dialog: str) -> None:
    """Open one of the grid's dialogs: outside of its fragment, so a full run."""
    st.session_state.dialog = dialog, state.key
    state.chosen = set()
    st.rerun()


def open_record(state: GridState) -> None:
    """Open the ticked row with all its fields; the address names it."""
    st.query_params["record"] = f"{state.record.record_key()}-{next(iter(state.picked))}"
    st.rerun()


def add(state: GridState) -> None:
    """A new row after the ticked one, else at the end, ready to be typed in."""
    st.session_state[f"{state.key}_filter"] = state.filter = ""  # a new row holds none of the filter's words
    after = next(iter(state.picked)) if len(state.picked) == 1 else None
    new = workbench.add(state.engagement_id, state.record, _first_values(state), state.who, after)
    state.saved()
    state.show(new, begin=True)


def _first_values(state: GridState) -> dict[str, Any]:
    title = state.record.naming[0]
    return {title: _("New: {record}").format(record=_(state.record.label[0]).lower())} if title in ("name", "subject") else {}


def undo(state: GridState) -> None:
    """Take back this person's last action, here or elsewhere in the engagement."""
    try:
        said = workbench.undo(state.engagement_id, state.who)
    except workbench.CannotUndoError as why:
        state.saved_at, state.said = None, ""
        st.session_state.sorry = str(why)
        return
    state.saved(said or _("Nothing to undo"))
    state.expected.clear()
    state.stale = True
    state.remount()


def _move(state: GridState, steps: int) -> None:
    row_id = next(iter(state.picked))
    workbench.move(state.engagement_id, state.record, row_id, steps, state.who)
    state.saved()
    state.show(row_id)


def _duplicate(state: GridState) -> None:
    in_order = [row_id for row_id in state.ids if row_id in state.picked]
    copies = [workbench.duplicate(state.engagement_id, state.record, row_id, state.who) for row_id in in_order]
    there = [row_id for row_id in copies if row_id is not None]
    state.saved(ngettext("{n} row added", "{n} rows added", len(there)))
    state.picked = set()
    state.stale = True
    if there:
        state.show(there[0], begin=True)


def _delete(state: GridState) -> None:
    gone = [at for at, row_id in enumerate(state.ids) if row_id in state.picked]
    workbench.delete(state.engagement_id, state.record, state.picked, state.who)
    left = [row_id for row_id in state.ids if row_id not in state.picked]
    state.saved(ngettext("{n} row deleted", "{n} rows deleted", len(state.picked)))
    state.picked = set()
    state.stale = True
    if gone and left:
        state.show(left[min(gone[0], len(left) - 1)])


def _filter(state: GridState, key: str) -> None:
    state.filter = st.session_state[key]
    state.stale = True


def _show_all(state: GridState) -> None:
    st.session_state[f"{state.key}_filter"] = state.filter = ""
    state.stale = True
