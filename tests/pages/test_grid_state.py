"""What a grid remembers between two runs, where a journey cannot time it: late and repeated edits."""

import pytest

from core import workbench
from pages.widgets import grid_state
from pages.widgets.grid_state import GridState, take_edits


@pytest.fixture
def engagement():
    return workbench.create_engagement("Verbena", language="en", currency="EUR", who="test")


@pytest.fixture
def touchpoint():
    return workbench.section("audit").record("touchpoint")


@pytest.fixture
def told(monkeypatch):
    """What the browser's grids tell, by their keys."""
    widgets = {}
    monkeypatch.setattr(grid_state.st, "session_state", widgets)
    return lambda key, edits: widgets.update({key: {"edited_rows": edits}})


def test_an_edit_told_once_more_after_an_undo_stays_undone(engagement, touchpoint, told):
    first = workbench.add(engagement, touchpoint, {"name": "Kiosk"}, "ann")
    state = GridState(engagement, touchpoint, "ann", "grid")
    key, ids = state.widget_key, (first,)

    def name():
        with workbench.open_book(engagement) as book:
            return book.get(touchpoint, first).name

    told(key, {0: {"name": "Hotline"}})
    take_edits(state, key, ids)
    assert name() == "Hotline"
    workbench.undo(engagement, "ann")
    state.expected.clear()
    state.remount()
    take_edits(state, key, ids)
    assert name() == "Kiosk"
    told(key, {0: {"name": "Typed in the old grid"}})  # what had not been told before is written
    take_edits(state, key, ids)
    assert name() == "Typed in the old grid"
    told(state.widget_key, {0: {"name": "Hotline"}})
    take_edits(state, state.widget_key, ids)
    assert name() == "Hotline"
