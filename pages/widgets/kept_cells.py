"""Inputs that stand for one field of a record that may not exist yet: what was seen, what was saved, what somebody else wrote meanwhile.

A record is named by the values of its key fields (a section's slug; respondent and question; criterion and company), so
the first input makes it and every later one edits it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from core import workbench
from core.fields import field_map
from core.i18n import _, formats
from core.workbench import Book, Clash, Record
from pages import session

Cell = tuple[tuple[Any, ...], str]  # the key fields' values, and the field


@dataclass
class KeptCells:
    """The cells of one record type in one session; a plain object, changed in place."""

    engagement_id: int
    record: type[Record]
    key_fields: tuple[str, ...]
    who: str
    name: str
    seen: dict[Cell, Any] = field(default_factory=dict)
    revisions: dict[Cell, int] = field(default_factory=dict)
    clashes: dict[Cell, Clash] = field(default_factory=dict)
    refused: dict[Cell, tuple[Any, str]] = field(default_factory=dict)
    saved_at: datetime | None = None
    said: str = ""

    def widget_key(self, cell: Cell) -> str:
        """The input's key; a new revision shows what the database holds."""
        at, name = cell
        return f"{self.name}_{'_'.join(map(str, at))}_{name}_{self.revisions.get(cell, 0)}"

    def show(self, cell: Cell, stored: Any) -> Any:
        """The value that an input begins with. One that changed behind it (by another person, by «undo») makes it begin anew."""
        if cell in self.clashes:
            return self.seen.get(cell, stored)
        if self.seen.get(cell, stored) != stored:
            self.renew(cell)
        self.seen[cell] = stored
        return stored

    def renew(self, cell: Cell) -> None:
        """Let the input begin anew."""
        self.revisions[cell] = self.revisions.get(cell, 0) + 1

    def save(self, cell: Cell, value: Any, first: Mapping[str, Any] | None = None) -> None:
        """Write a cell; a clash or a refused value is kept for its author to decide."""
        at, name = cell
        expected = {name: self.seen[cell]} if cell in self.seen else None
        key = dict(zip(self.key_fields, at, strict=True))
        outcome = workbench.put(self.engagement_id, self.record, key, {name: value}, self.who, expected, first)
        self.clashes.pop(cell, None)
        self.refused.pop(cell, None)
        if name in outcome.clashes:
            self.clashes[cell] = outcome.clashes[name]
        elif name in outcome.refused:
            self.refused[cell] = value, outcome.refused[name]
        else:
            self.seen[cell] = outcome.saved.get(name, self.seen.get(cell))
            self.saved()

    def saved(self, said: str = "") -> None:
        """Something reached the database just now."""
        self.saved_at, self.said = datetime.now(), said

    def resolve(self, cell: Cell, mine: bool) -> None:
        """Decide a clash: write one's own value after all, or take the other's."""
        clash = self.clashes.pop(cell)
        self.seen[cell] = clash.theirs
        if mine:
            self.save(cell, clash.mine)
        if cell not in self.clashes:
            self.renew(cell)


def kept_cells(engagement_id: int, record: type[Record], key_fields: tuple[str, ...]) -> KeptCells:
    """This session's cells of a record type."""
    name = f"kept_{engagement_id}_{record.table_name()}"
    state: KeptCells = st.session_state.setdefault(f"_{name}", KeptCells(engagement_id, record, key_fields, session.who(), name))
    state.who = session.who()
    return state


def take(cells: KeptCells, cell: Cell, key: str, first: Mapping[str, Any] | None = None) -> None:
    """An input's callback: its value is read first, then only plain objects and the database."""
    cells.save(cell, st.session_state[key], first)


def wired(cells: KeptCells, cell: Cell, first: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What makes an input save its cell."""
    key = cells.widget_key(cell)
    return {"key": key, "on_change": take, "args": (cells, cell, key, first)}


def undo(cells: KeptCells) -> None:
    """Take back the person's last action, here or elsewhere."""
    try:
        said = workbench.undo(cells.engagement_id, cells.who)
    except workbench.CannotUndoError as why:
        cells.said = str(why)
        return
    cells.saved(said or _("Nothing to undo"))
    cells.renew(((), "everything"))
    st.session_state.wants_full_run = True  # what was undone may stand anywhere on the page


def undo_button(cells: KeptCells) -> None:
    """Undo, and when something was saved last; the badge is there from the start, so that nothing jumps at the first save."""
    st.button(_("Undo"), icon=":material/undo:", key=f"{cells.name}_undo", on_click=undo, args=(cells,))
    if not cells.saved_at:
        st.badge(_("saved at once"), icon=":material/check:", color="gray")
    else:
        text = _("saved {time}").format(time=formats.clock(cells.saved_at))
        st.badge(f"{cells.said} · {text}" if cells.said else text, icon=":material/check:", color="green")


def outcome(cells: KeptCells, book: Book, cell: Cell, where: str = "") -> None:
    """What became of a cell's last try to save, when it was not saved."""
    spec = field_map(cells.record)[cell[1]]
    if cell in cells.refused:
        value, expected = cells.refused[cell]
        st.error(_("“{value}” was not saved. {expected}").format(value=value, expected=expected), icon=":material/error:")
    if cell in cells.clashes:
        clash = cells.clashes[cell]
        mine, theirs = (book.print_value(spec, value) or _("(empty)") for value in (clash.mine, clash.theirs))
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"{cells.widget_key(cell)}_clash"):
            text = _("{who} saved “{theirs}” meanwhile; yours is “{mine}”.").format(who=clash.by, theirs=theirs, mine=mine)
            st.text(f"{where}: {text}" if where else text)
            st.button(_("Use mine"), key=f"{cells.widget_key(cell)}_mine", on_click=cells.resolve, args=(cell, True))
            st.button(_("Keep theirs"), key=f"{cells.widget_key(cell)}_theirs", on_click=cells.resolve, args=(cell, False))
