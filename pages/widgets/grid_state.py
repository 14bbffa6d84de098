"""What a grid remembers between two runs, and how typed cells reach the database without one being lost.

The rules, each of which closes a measured hole:
1. The editor is keyed, its rows are fixed and its index holds the records' ids; new values never remount it.
2. It lives in a fragment: edits queue up and never interrupt a save.
3. A callback touches session_state once, first; after that only plain objects and the database.
4. Which row stands where travels in the callback's arguments.
5. Edits are compared with what was already handed over; handing over twice changes nothing.
6. The body of the run repeats the callback's work, for edits that arrive before one is registered (a restarted server).
7. Rows come and go by buttons that write to the database; another person's new row waits until it is asked for.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from core import workbench
from core.fields import field_map
from core.workbench import Clash, Record, value_of
from pages.widgets.cells import from_cell

GRACE_SECONDS = 60  # an open cell editor hides another's new value: only later does it count as seen
PICK = "pick"  # the column that ticks rows for the actions above the grid

Cell = tuple[int, str]
_NOTHING = object()


@dataclass
class GridState:
    """One grid of one session; a plain object, changed in place."""

    engagement_id: int
    record: type[Record]
    who: str
    key: str
    generation: int = 0  # part of the widget's key: a new one remounts the grid and drops its overlay
    ids: list[int] = field(default_factory=list)
    live: int = 0
    filter: str = ""
    handed_over: dict[Cell, Any] = field(default_factory=dict)
    expected: dict[Cell, Any] = field(default_factory=dict)
    newly_shown: dict[Cell, tuple[Any, float]] = field(default_factory=dict)
    clashes: dict[Cell, Clash] = field(default_factory=dict)
    refused: dict[Cell, tuple[Any, str]] = field(default_factory=dict)
    picked: set[int] = field(default_factory=set)
    saved_at: datetime | None = None
    said: str = ""  # one sentence about the last action

    @property
    def widget_key(self) -> str:
        """The editor's key."""
        return f"{self.key}_{self.generation}"

    def saved(self, said: str = "") -> None:
        """Something reached the database just now."""
        self.saved_at, self.said = datetime.now(), said

    def remount(self) -> None:
        """Show what the database holds, without what the browser still lays over it."""
        self.generation += 1
        self.handed_over.clear()


def pending(edited_rows: Mapping[int, Mapping[str, Any]], ids: tuple[int, ...]) -> dict[Cell, Any]:
    """The browser's edits by record and field."""
    return {(ids[int(at)], name): value for at, changes in edited_rows.items() for name, value in changes.items() if int(at) < len(ids)}


def take_edits(state: GridState, ids: tuple[int, ...]) -> None:
    """The editor's callback: hand what is new over to the database."""
    widget = st.session_state.get(state.widget_key)
    if widget is not None:
        hand_over(state, pending(widget["edited_rows"], ids))


def hand_over(state: GridState, edits: Mapping[Cell, Any]) -> None:
    """Write the edits that were not handed over yet; keep clashes and refused values for their author to decide."""
    for cell in [cell for cell in state.handed_over if cell not in edits]:
        del state.handed_over[cell]  # the browser dropped it: the data show it now
    new: dict[int, dict[str, Any]] = {}
    for (row_id, name), value in edits.items():
        if state.handed_over.get((row_id, name), _NOTHING) != value:
            new.setdefault(row_id, {})[name] = value
    for row_id, values in new.items():
        if PICK in values:
            (state.picked.add if values[PICK] else state.picked.discard)(row_id)
            state.handed_over[row_id, PICK] = values.pop(PICK)
        if values:
            _save(state, row_id, values)


def _save(state: GridState, row_id: int, values: dict[str, Any]) -> None:
    specs = field_map(state.record)
    typed = {name: from_cell(specs[name].kind, value) for name, value in values.items() if name in specs}
    expected = {name: state.expected[row_id, name] for name in typed if (row_id, name) in state.expected}
    outcome = workbench.edit(state.engagement_id, state.record, row_id, typed, state.who, expected)
    for name, value in values.items():
        cell = row_id, name
        state.handed_over[cell] = value
        state.clashes.pop(cell, None)
        state.refused.pop(cell, None)
        if name in outcome.clashes:
            state.clashes[cell] = outcome.clashes[name]
        elif name in outcome.refused:
            state.refused[cell] = value, outcome.refused[name]
        elif name in outcome.saved:
            state.expected[cell] = outcome.saved[name]
    if not outcome.clashes and not outcome.refused:
        state.saved()


def notice(state: GridState, rows: Mapping[int, Record]) -> None:
    """Move on what the person has seen: own values at once, others' after a while."""
    moment = time.monotonic()
    for row_id, row in rows.items():
        for name, spec in field_map(state.record).items():
            cell, value = (row_id, name), value_of(row, spec)
            if cell not in state.expected or state.expected[cell] == value or row.changed_by == state.who:
                state.expected[cell] = value
                state.newly_shown.pop(cell, None)
                continue
            shown, since = state.newly_shown.get(cell, (_NOTHING, moment))
            if shown != value:
                state.newly_shown[cell] = value, moment
            elif moment - since >= GRACE_SECONDS:
                state.expected[cell] = value
                del state.newly_shown[cell]


def resolve(state: GridState, cell: Cell, mine: bool) -> None:
    """Decide a clash: write one's own value after all, or take the other's."""
    clash = state.clashes.pop(cell)
    row_id, name = cell
    if mine:
        outcome = workbench.edit(state.engagement_id, state.record, row_id, {name: clash.mine}, state.who, {name: clash.theirs})
        if name in outcome.clashes:  # changed once more meanwhile
            state.clashes[cell] = outcome.clashes[name]
            return
        state.saved()
    state.expected[cell] = clash.mine if mine else clash.theirs
    state.remount()


def forget_refused(state: GridState, cell: Cell) -> None:
    """Let a refused value go and show what is stored."""
    state.refused.pop(cell, None)
    state.remount()
