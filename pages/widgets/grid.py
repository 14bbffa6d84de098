"""The record grid: an editable table bound to SQL rows that saves each cell as it is typed."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core import workbench
from core.fields import Computed, FieldSpec, Kind, field_map
from core.i18n import _, ngettext
from core.workbench import Book, Record, value_of
from pages import session
from pages.widgets import actions
from pages.widgets.browser import jump, rules
from pages.widgets.cells import Options, Shown, aligned, cells_of, column, computed_cell, to_cell
from pages.widgets.grid_state import PICK, Cell, GridState, bring_back, forget, hand_over, notice, pending, resolve, take_edits

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
    rules()
    live = {row.id: row for row in book.rows(state.record)}
    if state.widget_key not in st.session_state:  # the person comes from elsewhere: nothing is being typed here
        state.stale = True
        state.expected.clear()
    if state.stale:
        take_rows(state, book)
    state.picked &= set(live)
    state.rows = {row_id: live.get(row_id) or state.rows[row_id] for row_id in state.ids if row_id in live or row_id in state.rows}
    actions.show(state)
    if not live:
        actions.empty(state)
    elif not state.ids:
        actions.nothing_found(state)
    else:
        _editor(state, book)
    _news(state, live)
    _tray(state, book)


def take_rows(state: GridState, book: Book) -> None:
    """Take the rows as they are now, those that hold the filter's words."""
    found = book.rows(state.record)
    wanted = state.filter.lower().split()
    ids = [row.id for row in found if not wanted or all(word in _searchable(book, row) for word in wanted)]
    if ids != state.ids:  # positions moved: the browser takes it for another grid
        state.ids = ids
        state.forget_overlay()
    state.known = frozenset(row.id for row in found)
    state.rows = {row.id: row for row in found}
    state.stale = False


def _searchable(book: Book, row: Record) -> str:
    return " ".join(book.printed(row, spec) for spec in field_map(type(row)).values()).lower()


def _editor(state: GridState, book: Book) -> None:
    shown = shown_columns(state.record)
    options = reference_options(book, shown, state.rows.values())
    notice(state, state.rows, [each for each in shown if isinstance(each, FieldSpec)])
    key, ids = state.widget_key, tuple(state.rows)
    st.data_editor(
        _frame(state, shown, _overlay(state, key, ids)),
        key=key,
        num_rows="fixed",
        hide_index=True,
        placeholder="",
        alt=_(state.record.label[1]),
        height=min(len(ids), MOST_ROWS_SHOWN) * ROW_HEIGHT + ROW_HEIGHT + 3,
        row_height=ROW_HEIGHT,
        disabled=[each.name for each in shown if isinstance(each, Computed)],
        column_config=_columns(shown, options),
        on_change=take_edits,
        args=(state, key, ids),
    )
    edits = pending(st.session_state[key]["edited_rows"], ids)
    if any(state.handed_over.get(cell, state) != value for cell, value in edits.items()):
        hand_over(state, edits)
    if state.go_to in ids:
        state.jumps += 1
        jump(key, ids.index(state.go_to), len(ids), state.begin, state.jumps)
    state.go_to = None


def _overlay(state: GridState, key: str, ids: tuple[int, ...]) -> Mapping[Cell, Any]:
    """Saved cells as they were typed, while the browser still lays them over the data."""
    widget = st.session_state.get(key)
    edits = pending(widget["edited_rows"], ids) if widget is not None and state.typed else {}
    return {cell: value for cell, value in state.typed.items() if cell in edits}


def _columns(shown: Sequence[Shown], options: Options) -> dict[str, Any]:
    # Only the ticks are pinned: a pinned column of names would be grey, and typing into it would not open its cells.
    tick = st.column_config.CheckboxColumn("✓", width=42, pinned=True, help=_("Tick rows for the actions above"))
    return {PICK: tick} | {each.name: column(each, options) for each in shown}


def shown_columns(record: type[Record]) -> list[Shown]:
    """The fields and computed figures that the grid shows."""
    known: dict[str, Shown] = {each.name: each for each in record.computed} | field_map(record)  # type: ignore[assignment]
    return [known[name] for name in record.columns]


def reference_options(book: Book, shown: Sequence[Shown], rows: Any) -> Options:
    """What the references among the columns can point to; a deleted record only where a row still points to it."""
    referring = [each for each in shown if isinstance(each, FieldSpec) and each.target]
    if not referring:
        return {}
    types = workbench.record_types()
    options = {table: {row.id: book.title(row) or "?" for row in book.rows(types[table])} for table in {each.target for each in referring}}
    for each in referring:
        for row in rows:
            value = value_of(row, each)
            for target in value if isinstance(value, list) else [value]:
                if target is not None:
                    options[each.target].setdefault(target, _("(deleted)"))
    return options  # type: ignore[return-value]


def _frame(state: GridState, shown: Sequence[Shown], typed: Mapping[Cell, Any]) -> pd.DataFrame:
    rows = state.rows
    columns: dict[str, Any] = {PICK: cells_of(Kind.FLAG, [row_id in state.picked for row_id in rows])}
    for each in shown:
        if isinstance(each, Computed):
            values = [computed_cell(each, row) for row in rows.values()]
        else:
            values = [to_cell(each.kind, value_of(row, each)) for row in rows.values()]
        values = aligned(each.kind, values)
        for at, row_id in enumerate(rows):
            if (row_id, each.name) in typed:
                values[at] = typed[row_id, each.name]
        columns[each.name] = cells_of(each.kind, values)
    return pd.DataFrame(columns, index=list(rows))


def _news(state: GridState, live: Mapping[int, Record]) -> None:
    """What others did to the rows waits here, so that nothing moves under one's hands."""
    added = len(live.keys() - state.known)
    gone = len(state.known - live.keys())
    moved = not added and not gone and not state.filter and list(live) != state.ids
    if not (added or gone or moved):
        return
    said = [ngettext("{n} row added", "{n} rows added", added)] if added else []
    said += [ngettext("{n} row deleted", "{n} rows deleted", gone)] if gone else []
    said += [_("another order")] if moved else []
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_others"):
        st.text(_("By others: {what}.").format(what=", ".join(said)))
        st.button(_("Show"), icon=":material/refresh:", key=f"{state.key}_news", on_click=_take_news, args=(state,))


def _take_news(state: GridState) -> None:
    state.stale = True


def _tray(state: GridState, book: Book) -> None:
    """What was typed and is not saved, until its author decides."""
    specs = field_map(state.record)
    for cell, clash in list(state.clashes.items()):
        place = f"{_title(state, book, cell[0])}, {_(specs[cell[1]].title)}"
        mine, theirs = (book.print_value(specs[cell[1]], value) or _("(empty)") for value in (clash.mine, clash.theirs))
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_clash_{cell[0]}_{cell[1]}"):
            if clash.gone:
                st.text(_("{place}: you typed “{mine}”, {who} deleted the row.").format(place=place, mine=mine, who=clash.by))
                st.button(_("Bring the row back"), key=f"{state.key}_back_{cell}", on_click=bring_back, args=(state, cell))
                st.button(_("Discard"), key=f"{state.key}_drop_{cell}", on_click=forget, args=(state, cell))
            else:
                text = _("{place}: you typed “{mine}”, {who} saved “{theirs}”.")
                st.text(text.format(place=place, mine=mine, who=clash.by, theirs=theirs))
                st.button(_("Use mine"), key=f"{state.key}_mine_{cell}", on_click=resolve, args=(state, cell, True))
                st.button(_("Keep theirs"), key=f"{state.key}_theirs_{cell}", on_click=resolve, args=(state, cell, False))
    for cell, (value, expected) in list(state.refused.items()):
        place = f"{_title(state, book, cell[0])}, {_(specs[cell[1]].title)}"
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{state.key}_refused_{cell[0]}_{cell[1]}"):
            st.text(_("{place}: “{value}” was not saved. {expected}").format(place=place, value=value, expected=expected))
            st.button(_("Discard"), key=f"{state.key}_discard_{cell}", on_click=forget, args=(state, cell))


def _title(state: GridState, book: Book, row_id: int) -> str:
    row = book.get(state.record, row_id) or state.rows.get(row_id)
    return book.title(row) or "?"
