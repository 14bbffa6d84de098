"""A board in the browser: lanes with cards that are moved by mouse, by keyboard, or by a plain menu on each card."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from core.i18n import _

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lane:
    """A column of the board."""

    key: str
    title: str


@dataclass(frozen=True)
class Sign:
    """What must be seen on a card: a mark, words, and a tone («alarm» or «plain»)."""

    mark: str
    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Card:
    """A card: in which lane, what it says; `seen` goes back with a move, so that another's change is not overwritten."""

    id: int
    lane: str
    title: str
    meta: str
    group: str
    seen: str
    progress: float | None = None
    progress_text: str = ""
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What a person wants of a card: into which lane, having seen what; an empty `to` opens it."""

    card: int
    to: str = ""
    seen: str = ""


_mount = st.components.v2.component(
    "holdfast_board",
    html="<div id='board'></div>\n",
    css=(HERE / "board.css").read_text(encoding="utf-8"),
    js=(HERE / "board.js").read_text(encoding="utf-8"),
)


def board(lanes: Sequence[Lane], cards: Sequence[Card], key: str, on_wish: Callable[[Wish], None]) -> None:
    """Show the board; `on_wish` is called before the next run with what the person wants."""
    _mount(
        key=key,
        data={
            "lanes": [asdict(lane) for lane in lanes],
            "cards": [asdict(card) for card in cards],
            "texts": {"open": _("Open"), "change": _("Change the status")},
        },
        on_moved_change=lambda: _take(key, on_wish),
        on_opened_change=lambda: _take(key, on_wish),
    )


def _take(key: str, on_wish: Callable[[Wish], None]) -> None:
    """The widget's state is read first; after that only plain objects."""
    state = st.session_state[key]
    wish: dict[str, Any] | None = state.get("moved") or state.get("opened")
    if wish:
        on_wish(Wish(int(wish["id"]), str(wish.get("to", "")), str(wish.get("seen", ""))))
