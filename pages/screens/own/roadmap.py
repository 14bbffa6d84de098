"""The roadmap as a board: columns by status, a card for each item, its status changed in two clicks and kept in the log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import streamlit as st

from core import workbench
from core.fields import field_map
from core.i18n import N_, _, formats
from core.workbench import Book, Record
from pages import session
from pages.screens.own.roadmap_cards import BLOCKED, DONE, PLANNED, SECTION, cards_of
from pages.widgets.board import Lane, Wish, board
from pages.widgets.pictures import in_label

POLL_SECONDS = 4


@dataclass
class Board:
    """The board of one session; a plain object, changed in place."""

    engagement_id: int
    who: str = ""
    owners: list[str] = field(default_factory=list)
    waves: list[int] = field(default_factory=list)
    asks: Wish | None = None  # a move that waits for words
    sorry: str = ""
    said: str = ""
    saved_at: datetime | None = None


def draw(engagement_id: int) -> None:
    """The board, and the dialog that a move to «blocked» opens."""
    state: Board = st.session_state.setdefault(f"_board_{engagement_id}", Board(engagement_id))
    state.who = session.who()
    asked, state.asks = state.asks, None
    _cards(state)
    if asked:
        st.dialog(_("What blocks it"))(_ask)(state, asked)


@st.fragment(run_every=POLL_SECONDS)
def _cards(state: Board) -> None:
    if st.session_state.pop("wants_full_run", False):
        st.rerun()
    item = _record("item")
    with workbench.open_book(state.engagement_id) as book:
        rows = book.rows(item)
        _bar(state, book, rows)
        if not rows:
            st.info(_("No items yet: add them in the view “Items”, or take them from the library there."), icon=":material/view_kanban:")
            return
        lanes = [Lane(each.value, _(each.label)) for each in field_map(item)["status"].choices or ()]
        cards = cards_of(book, [row for row in rows if _shown(state, row)])
    board(lanes, cards, f"board_{state.engagement_id}", lambda wish: _take(state, wish))
    st.caption(
        _("Drag a card, or click its status. Keys: arrows go from card to card, Enter changes the status, Alt + ← → moves, O opens.")
    )


def _record(key: str) -> type[Any]:
    return workbench.section(SECTION).record(key)


# --- above the board


def _bar(state: Board, book: Book, rows: Sequence[Any]) -> None:
    """Filters, undo, and what became of the last move."""
    owners = sorted({row.owner for row in rows if row.owner})
    waves = {wave.id: book.title(wave) for wave in book.rows(_record("wave"))}
    with st.container(horizontal=True, vertical_alignment="center", key="board_bar"):
        _filter(state, "owners", _("Owner"), {name: name for name in owners})
        _filter(state, "waves", _("Wave"), waves)
        st.button(_("Undo"), icon=":material/undo:", key="board_undo", on_click=_undo, args=(state,))
        if state.saved_at:
            text = _("saved {time}").format(time=formats.clock(state.saved_at))
            st.badge(in_label(f"{state.said} · {text}" if state.said else text), icon=":material/check:", color="green")
    if state.sorry:
        st.warning(in_label(state.sorry), icon=":material/sync_problem:")


def _filter(state: Board, name: str, label: str, options: dict[Any, str]) -> None:
    key = f"board_{state.engagement_id}_{name}"
    chosen = [each for each in getattr(state, name) if each in options]
    st.multiselect(
        label, list(options), default=chosen, key=key, format_func=options.__getitem__, placeholder=label, label_visibility="collapsed",
        width=210, on_change=_choose, args=(state, name, key),
    )  # fmt: skip


def _choose(state: Board, name: str, key: str) -> None:
    setattr(state, name, list(st.session_state[key]))


def _shown(state: Board, row: Any) -> bool:
    return (not state.owners or row.owner in state.owners) and (not state.waves or row.wave_id in state.waves)


def _undo(state: Board) -> None:
    state.sorry = ""
    try:
        state.said, state.saved_at = workbench.undo(state.engagement_id, state.who) or _("Nothing to undo"), datetime.now()
    except workbench.CannotUndoError as why:
        state.sorry = str(why)


# --- moving


def _take(state: Board, wish: Wish) -> None:
    """The board's callback."""
    state.sorry = ""
    if not wish.to:
        st.query_params["record"] = f"item-{wish.card}"
        st.session_state.wants_full_run = True
    elif wish.to == BLOCKED:
        state.asks = wish
        st.session_state.wants_full_run = True
    else:
        _move(state, wish)


def _ask(state: Board, wish: Wish) -> None:
    """What blocks it, and a comment for the log."""
    with workbench.open_book(state.engagement_id) as book:
        row = book.get(_record("item"), wish.card)
        if row is None:
            st.info(_("This record is not there any more."))
            return
        st.text(book.title(row))
        blocked_by = st.text_input(_("What blocks it"), value=row.blocked_by, max_chars=300, help=_("And who can remove it, until when."))
    comment = st.text_area(_("Comment for the status log"), max_chars=2000)
    if st.button(_("Block"), type="primary", icon=":material/block:"):
        _move(state, wish, blocked_by.strip(), comment.strip())
        st.rerun()


def _move(state: Board, wish: Wish, blocked_by: str = "", comment: str = "") -> None:
    """Write the status with what follows from it, and the entry of the log, as one action that can be undone as one."""
    with workbench.open_book(state.engagement_id) as book:
        row: Any = book.get(_record("item"), wish.card)
        title = book.title(row)
    entry = {"item_id": wish.card, "said_on": date.today(), "status": wish.to, "comment": comment or blocked_by, "author": state.who}
    values = {
        "status": wish.to,
        **({"blocked_by": blocked_by} if wish.to == BLOCKED or (row and row.blocked_by) else {}),
        **_progress(row, wish.to),
    }
    expected = {"status": _status(wish.seen)}
    outcome = workbench.edit_with(
        state.engagement_id, _record("item"), wish.card, values, [(_record("status_entry"), entry)], state.who, expected
    )
    if outcome.clashes or outcome.refused:
        state.sorry = _not_saved(title, outcome)
        return
    state.said = _("{title}: {status}").format(title=_short(title), status=_(_status(wish.to).label))
    state.saved_at = datetime.now()


def _progress(row: Record | None, to: str) -> dict[str, Any]:
    """Done is 100 %, planned 0 %; what was done and goes on has a progress that nobody knows."""
    known = getattr(row, "progress", None)
    return {"progress": 1} if to == DONE else {"progress": 0} if to == PLANNED else {"progress": None} if known == 1 else {}


def _status(value: str) -> Any:
    choices = field_map(_record("item"))["status"].choices
    return choices(value) if choices and value else None


def _not_saved(title: str, outcome: workbench.Outcome) -> str:
    clash = outcome.clashes.get("status") or next(iter(outcome.clashes.values()), None)
    if clash is None:
        return _("“{title}” was not moved. {why}").format(title=title, why=" ".join(outcome.refused.values()))
    if clash.gone:
        return _("The item was deleted meanwhile by {who}.").format(who=clash.by)
    status = _(clash.theirs.label) if clash.theirs else _("no status")
    return _("{who} has set “{title}” to “{status}” meanwhile; your move was not written over it.").format(
        who=clash.by, title=title, status=status
    )


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:39].rstrip() + "…"


VIEWS = {"board": (N_("Board"), draw)}
