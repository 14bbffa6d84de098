"""A server that dies in the middle of typing: what was shown as saved is there afterwards."""

import re

import pytest

from core import workbench
from tests.journeys.conftest import App
from tests.journeys.glide import Grid, idle


@pytest.fixture
def app(tmp_path):
    """An app of its own, for it is killed."""
    own = App(tmp_path)
    yield own
    own.stop()


def test_every_edit_that_showed_saved_survives_a_kill(app, engagement, touchpoints, visit, rows):
    page = visit(touchpoints, who="Anna")
    grid = Grid(page)
    shown_as_saved = []
    for row in range(6):
        grid.write(1, row, f"Edited {row}")
        if page.get_by_text(re.compile(r"saved \d\d:\d\d:\d\d")).count():
            idle(page, 350)
            shown_as_saved.append(f"Edited {row}")
    app.kill()
    names = [row.name for row in rows(engagement, "audit", "touchpoint")]
    assert len(shown_as_saved) >= 5
    assert set(shown_as_saved) <= set(names)


def test_after_a_restart_the_page_goes_on_where_it_was(app, engagement, touchpoints, visit, rows):
    page = visit(touchpoints, who="Anna")
    Grid(page).write(1, 0, "Before the fall")
    idle(page, 500)
    app.kill()
    app.start()
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]", state="attached", timeout=40_000)
    page.reload()
    idle(page, 1500)
    Grid(page).write(1, 1, "After the fall")
    idle(page, 800)
    assert [row.name for row in rows(engagement, "audit", "touchpoint")][:2] == ["Before the fall", "After the fall"]


def test_nothing_is_half_written(app, engagement, touchpoints, visit):
    """Each record's version is one more than its edits in the history, whatever moment the server died at."""
    page = visit(touchpoints, who="Anna")
    grid = Grid(page)
    for row in range(3):
        grid.write(1, row, f"Burst {row}")
    app.kill()
    record = workbench.section("audit").record("touchpoint")
    with workbench.open_book(engagement) as book:
        for row in book.rows(record):
            edits = [entry for entry in workbench.history(engagement, record, row.id) if entry.field != "*"]
            assert row.version == 1 + len(edits)
