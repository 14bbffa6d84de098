"""What a grid remembers between two runs, and how typed cells reach the database without one being lost.

The rules, each of which closes a measured hole:
1. The editor is keyed, its rows are fixed, its columns' types too, and its index holds the records' ids; new values never remount it.
2. It lives in a fragment: edits queue up and never interrupt a save.
3. A callback touches session_state once, first; after that only plain objects and the database.
4. Which row stands where travels in the callback's arguments.
5. Edits are compared with what was already handed over; handing over twice changes nothing.
6. The body of the run repeats the callback's work, for edits that arrive before one is registered (a restarted server).
7. Rows come and go by buttons that write to the database; another person's rows wait until they are asked for.
8. A saved cell shows what was typed until the browser has let go of it, then what is stored: an edit that the browser kept for
   good («1234,5» over «1 234,5») would hide what others write, and write it over again after a restart.
9. What the grid before handed over is not handed over again: on a busy server its last edit is told once more, after an «undo».
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from core import workbench
from core.fields import BadValue, FieldSpec, field_map
from core.workbench import Clash, Record, value_of
from pages.widgets.cells import from_cell

GRACE_SECONDS = 60  # an open cell editor hides another's new value: only later does it count as seen
PICK = "pick"  # the column that ticks rows for the actions above the grid

Cell = tuple[int, str]
_NOTHING = object()


@dataclass
class GridState:
    """One grid of one session, and the form of its records; a plain object, changed in place."""

    engagement_id: int
    record: type[Record]
    who: str
    key: str
    generation: int = 0  # part of the editor's key: a new one drops what the browser lays over the data
    stale: bool = True  # take the rows anew at the next drawing
    ids: list[int] = field(default_factory=list)  # as shown
    known: frozenset[int] = frozenset()  # all there were when they were taken, whatever the filter
    rows: dict[int, Record] = field(default_factory=dict)  # as last seen alive
    filter: str = ""
    go_to: int | None = None  # a row to bring in sight
    begin: bool = False  # and to begin typing in
    jumps: int = 0
    handed_over: dict[Cell, Any] = field(default_factory=dict)
    left_behind: dict[Cell, Any] = field(default_factory=dict)  # what the grid of the generation before had handed over
    typed: dict[Cell, Any] = field(default_factory=dict)
    expected: dict[Cell, Any] = field(default_factory=dict)
    newly_shown: dict[Cell, tuple[Any, float]] = field(default_factory=dict)
    in_form: dict[Cell, Any] = field(default_factory=dict)  # what an input of the form stands for
    opened: int | None = None  # the record that the dialog showed last
    form: int = 0  # part of the inputs' keys: a new one makes them begin with what is stored
    clashes: dict[Cell, Clash] = field(default_factory=dict)
    refused: dict[Cell, tuple[Any, str]] = field(default_factory=dict)
    picked: set[int] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)  # entries of the library, by their key
    token: int = 0  # the state of the engagement that was drawn last
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
        self.form += 1
        self.left_behind = dict(self.handed_over)
        self.forget_overlay()

    def forget_overlay(self) -> None:
        """The browser lays nothing over the data any more: its grid is another one now."""
        self.handed_over.clear()
        self.typed.clear()

    def show(self, row_id: int, begin: bool = False) -> None:
        """Bring a row in sight at the next drawing."""
        self.stale, self.go_to, self.begin = True, row_id, begin

    def settle(self, cell: Cell, value: Any) -> None:
        """This person knows that the cell holds this value."""
        self.expected[cell] = value
        self.newly_shown.pop(cell, None)
        if cell in self.in_form:
            self.in_form[cell] = value


def pending(edited_rows: Mapping[int, Mapping[str, Any]], ids: tuple[int, ...]) -> dict[Cell, Any]:
    """The browser's edits by record and field."""
    return {(ids[int(at)], name): value for at, changes in edited_rows.items() for name, value in changes.items() if int(at) < len(ids)}


def take_edits(state: GridState, key: str, ids: tuple[int, ...]) -> None:
    """The editor's callback: hand what is new over to the database."""
    widget = st.session_state.get(key)
    if widget is None:
        return
    edits = pending(widget["edited_rows"], ids)
    if key == state.widget_key:
        hand_over(state, edits)
        return
    late = {cell: value for cell, value in edits.items() if state.left_behind.get(cell, _NOTHING) != value}
    _write_new(state, late)
    state.left_behind |= {
        cell: state.handed_over.pop(cell) for cell in late if cell in state.handed_over
    }  # the grid of now holds none of it


def hand_over(state: GridState, edits: Mapping[Cell, Any]) -> None:
    """Write the edits that were not handed over yet; keep clashes and refused values for their author to decide."""
    for cell in [cell for cell in state.handed_over if cell not in edits]:
        del state.handed_over[cell]  # the browser dropped it: the data show it now
        state.typed.pop(cell, None)
    _write_new(state, edits)


def _write_new(state: GridState, edits: Mapping[Cell, Any]) -> None:
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
    _has_seen(state)
    expected = {name: state.expected[row_id, name] for name in values if (row_id, name) in state.expected}
    saved = write(state, row_id, values, expected)
    for name, value in values.items():
        state.handed_over[row_id, name] = value
        if name in saved:
            state.typed[row_id, name] = value


def write(state: GridState, row_id: int, values: Mapping[str, Any], expected: Mapping[str, Any]) -> set[str]:
    """Write what was typed into fields of a record. Returns the fields that now hold it; the others wait in the tray."""
    specs = field_map(state.record)
    good, bad = _read(specs, values)
    outcome = workbench.edit(state.engagement_id, state.record, row_id, good, state.who, expected) if good else workbench.Outcome()
    saved = set()
    for name in good:
        cell = row_id, name
        state.clashes.pop(cell, None)
        state.refused.pop(cell, None)
        if name in outcome.clashes:
            state.clashes[cell] = _attributed(state, cell, outcome.clashes[name])
        elif name in outcome.refused:
            state.refused[cell] = values[name], outcome.refused[name]
        else:
            state.settle(cell, good[name])
            saved.add(name)
    for name, sentence in bad.items():
        state.clashes.pop((row_id, name), None)
        state.refused[row_id, name] = values[name], sentence
    if saved:
        state.saved()
    return saved


def _read(specs: Mapping[str, FieldSpec], values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What can be read, and for the rest what was expected."""
    good: dict[str, Any] = {}
    bad: dict[str, str] = {}
    for name, value in values.items():
        if name in specs:
            try:
                good[name] = from_cell(specs[name], value)
            except BadValue as wrong:
                bad[name] = str(wrong)
    return good, bad


def _attributed(state: GridState, cell: Cell, clash: Clash) -> Clash:
    """The clash with the name of the one who changed this very field: the row's last editor may be somebody else."""
    entries = workbench.history(state.engagement_id, state.record, cell[0])
    who = next((entry.who for entry in entries if entry.field == ("deleted_at" if clash.gone else cell[1])), clash.by)
    return Clash(clash.mine, clash.theirs, who, clash.gone)


def notice(state: GridState, rows: Mapping[int, Record], specs: Iterable[FieldSpec]) -> None:
    """Note what others changed in these fields; see `_has_seen` for when it counts as seen."""
    moment = time.monotonic()
    for spec in specs:
        for row_id, row in rows.items():
            cell, value = (row_id, spec.name), value_of(row, spec)
            if state.expected.get(cell, value) == value:
                state.expected[cell] = value
                state.newly_shown.pop(cell, None)
            elif state.newly_shown.get(cell, (_NOTHING,))[0] != value:
                state.newly_shown[cell] = value, moment


def _has_seen(state: GridState) -> None:
    """What has stood in sight for a while counts as seen."""
    moment = time.monotonic()
    for cell, (value, since) in list(state.newly_shown.items()):
        if moment - since >= GRACE_SECONDS:
            state.expected[cell] = value
            del state.newly_shown[cell]


def resolve(state: GridState, cell: Cell, mine: bool) -> None:
    """Decide a clash: write one's own value after all, or take the other's."""
    clash = state.clashes.pop(cell)
    row_id, name = cell
    if mine:
        outcome = workbench.edit(state.engagement_id, state.record, row_id, {name: clash.mine}, state.who, {name: clash.theirs})
        if name in outcome.clashes:  # changed once more meanwhile
            state.clashes[cell] = _attributed(state, cell, outcome.clashes[name])
            return
        state.saved()
    state.settle(cell, clash.mine if mine else clash.theirs)
    state.remount()


def bring_back(state: GridState, cell: Cell) -> None:
    """The row that somebody deleted meanwhile, with what was typed into it."""
    workbench.restore(state.engagement_id, state.record, cell[0], state.who)
    for other in [each for each in state.clashes if each[0] == cell[0] and state.clashes[each].gone]:
        clash = state.clashes.pop(other)
        workbench.edit(state.engagement_id, state.record, other[0], {other[1]: clash.mine}, state.who)
        state.settle(other, clash.mine)
    state.saved()
    state.remount()
    state.show(cell[0])


def forget(state: GridState, cell: Cell) -> None:
    """Let what was typed and not saved go, and show what is stored."""
    state.refused.pop(cell, None)
    state.clashes.pop(cell, None)
    state.remount()
