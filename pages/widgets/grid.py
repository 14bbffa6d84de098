"""The record grid: an editable table bound to SQL rows that saves each cell as it is typed."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core import workbench
from core.fields import Computed, field_map
from core.i18n import _, formats, ngettext
from core.workbench import Book, Record, value_of
from pages import session
from pages.widgets import actions
from pages.widgets.cells import DTYPES, Options, Shown, column, to_cell
from pages.widgets.grid_state import PICK, GridState, forget_refused, hand_over, notice, pending, resolve, take_edits

POLL_SECONDS = 2
ROW_HEIGHT = 35
MOST_ROWS_SHOWN = 14


def grid_state(engagement_id: int, record: type[Record]) -> GridState:
    """This session's state of a record type's grid."""
    key = f"grid_{engagement_id}_{record.table_name()}"
    state: GridState = st.session_state.setdefault(f"_{key}", GridState(engagement_id, record, session.who(), key))
    state.who = session.who()
    return state


def record_grid(state: GridState, book: Book) -> None:
    """The actions, the table, and the tray of what needs a decision. Call it inside a fragment."""
    rows = {row.id: row for row in book.rows(state.record)}
    if not state.ids and not state.filter:
        reload_ids(state, book)
    state.picked &= set(rows)
    actions.show(state, book)
    if not rows:
        actions.empty(state)
        return
    shown_ids = [row_id for row_id in state.ids if row_id in rows]
    if len(shown_ids) != len(state.ids):  # somebody deleted rows: positions moved, so the overlay must go
        state.ids = shown_ids
        state.remount()
    _editor(state, book, {row_id: rows[row_id] for row_id in state.ids})
    _news(state, book, len(rows))
    _tray(state, book)


def reload_ids(state: GridState, book: Book) -> None:
    """Take the rows as they are now, those that hold the filter's words."""
    found = book.rows(state.record)
    state.live = len(found)
    wanted = state.filter.lower().split()
    ids = [row.id for row in found if not wanted or all(word in _searchable(book, row) for word in wanted)]
    if ids != state.ids:
        state.ids = ids
        state.remount()


def _searchable(book: Book, row: Record) -> str:
    return " ".join(book.printed(row, spec) for spec in field_map(type(row)).values()).lower()


def _editor(state: GridState, book: Book, rows: dict[int, Record]) -> None:
    shown = shown_columns(state.record)
    options = reference_options(book, shown, rows.values())
    notice(state, rows)
    ids = tuple(rows)
    st.data_editor(
        _frame(state, shown, rows),
        key=state.widget_key,
        num_rows="fixed",
        hide_index=True,
        placeholder="",
        alt=_(state.record.label[1]),
        height=min(len(rows), MOST_ROWS_SHOWN) * ROW_HEIGHT + ROW_HEIGHT + 3,
        row_height=ROW_HEIGHT,
        disabled=[each.name for each in shown if isinstance(each, Computed)],
        column_config={PICK: st.column_config.CheckboxColumn("✓", width=42, pinned=True, help=_("Tick rows for the actions above"))}
        | {each.name: column(each, options) for each in shown},
        on_change=take_edits,
        args=(state, ids),
    )
    edits = pending(st.session_state[state.widget_key]["edited_rows"], ids)
    if any(state.handed_over.get(cell, state) != value for cell, value in edits.items()):
        hand_over(state, edits)


def shown_columns(record: type[Record]) -> list[Shown]:
    """The fields and computed figures that the grid shows."""
    known: dict[str, Shown] = {each.name: each for each in record.computed} | field_map(record)  # type: ignore[assignment]
    return [known[name] for name in record.columns]


def reference_options(book: Book, shown: Sequence[Shown], rows: Any) -> Options:
    """What the references among the columns can point to; a deleted record only where a row still points to it."""
    targets = {each.target for each in shown if not isinstance(each, Computed) and each.target}
    types = workbench.record_types()
    options = {table: {row.id: book.title(row) or "?" for row in book.rows(types[table])} for table in targets}
    for each in shown:
        if not isinstance(each, Computed) and each.target:
            for row in rows:
                value = value_of(row, each)
                for target in value if isinstance(value, list) else [value]:
                    if target is not None:
                        options[each.target].setdefault(target, _("(deleted)"))
    return options


def _frame(state: GridState, shown: Sequence[Shown], rows: dict[int, Record]) -> pd.DataFrame:
    columns: dict[str, Any] = {PICK: pd.array([row_id in state.picked for row_id in rows], dtype="boolean")}
    for each in shown:
        values = [to_cell(each.kind, _value(each, row)) for row in rows.values()]
        columns[each.name] = pd.Series(values, index=list(rows), dtype=DTYPES.get(each.kind, "object"))
    return pd.DataFrame(columns, index=list(rows))


def _value(shown: Shown, row: Record) -> Any:
    return shown.of(row) if isinstance(shown, Computed) else value_of(row, shown)


def _news(state: GridState, book: Book, live: int) -> None:
    added = live - state.live
    if added > 0 and st.button(
        ngettext("Show {n} new row", "Show {n} new rows", added), icon=":material/refresh:", key=f"{state.key}_news", type="primary"
    ):
        reload_ids(state, book)
        st.rerun(scope="fragment")


def _tray(state: GridState, book: Book) -> None:
    specs = field_map(state.record)
    for cell, clash in list(state.clashes.items()):
        title, field = book.title_of(state.record.table_name(), cell[0]), _(specs[cell[1]].title)
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_clash_{cell[0]}_{cell[1]}"):
            if clash.gone:
                st.markdown(_("**Deleted meanwhile.** You typed into “{field}”:").format(field=field))
                st.code(str(clash.mine), language=None)
                st.button(_("Bring the row back"), key=f"{state.key}_back_{cell}", on_click=_bring_back, args=(state, cell))
            else:
                mine, theirs = (book.print_value(specs[cell[1]], value) or _("(empty)") for value in (clash.mine, clash.theirs))
                st.text(
                    _("{title}, {field}: you typed “{mine}”, {who} saved “{theirs}”.").format(
                        title=title, field=field, mine=mine, who=clash.by, theirs=theirs
                    )
                )
                st.button(_("Use mine"), key=f"{state.key}_mine_{cell}", on_click=resolve, args=(state, cell, True))
                st.button(_("Keep theirs"), key=f"{state.key}_theirs_{cell}", on_click=resolve, args=(state, cell, False))
    for cell, (value, expected) in list(state.refused.items()):
        title, field = book.title_of(state.record.table_name(), cell[0]), _(specs[cell[1]].title)
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_refused_{cell[0]}_{cell[1]}"):
            st.text(
                _("{title}, {field}: “{value}” was not saved. {expected}").format(title=title, field=field, value=value, expected=expected)
            )
            st.button(_("Discard"), key=f"{state.key}_discard_{cell}", on_click=forget_refused, args=(state, cell))


def _bring_back(state: GridState, cell: tuple[int, str]) -> None:
    clash = state.clashes.pop(cell)
    workbench.restore(state.engagement_id, state.record, cell[0], state.who)
    workbench.edit(state.engagement_id, state.record, cell[0], {cell[1]: clash.mine}, state.who)
    state.saved()
    state.ids = []
    state.remount()


def saved_badge(state: GridState) -> None:
    """When something was saved last, and what."""
    if state.saved_at:
        text = _("saved {time}").format(time=formats.clock(state.saved_at))
        st.badge(f"{state.said} · {text}" if state.said else text, icon=":material/check:", color="green")
