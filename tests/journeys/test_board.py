"""The roadmap's board: a status changes in two clicks and is stored; what is blocked says by what."""

import pytest
from playwright.sync_api import expect

from core import workbench
from tests.journeys.conftest import eventually
from tests.journeys.glide import idle


@pytest.fixture
def items(engagement, record):
    """Two planned items, by name; and the address of their board."""
    rows = [{"name": name, "status": "planned"} for name in ("Load the profile", "First trigger")]
    return workbench.add_many(engagement, record("roadmap", "item"), rows, "test")


def card(page, lane, name):
    return page.get_by_role("region", name=lane).get_by_role("listitem").filter(has_text=name)


def statuses(rows, engagement):
    return [row.status.value for row in rows(engagement, "roadmap", "item")]


def test_two_clicks_change_a_status_which_is_there_after_a_reload(engagement, items, visit, rows):
    page = visit(f"/roadmap?e={engagement}&view=board", who="Anna")
    card(page, "Planned", "First trigger").get_by_role("button", name="Planned").click()
    page.get_by_role("menuitem", name="In progress").click()
    eventually(lambda: statuses(rows, engagement) == ["planned", "in_progress"])
    expect(card(page, "In progress", "First trigger")).to_be_visible()
    expect(page.get_by_text("saved ", exact=False).first).to_be_visible()
    page.reload()
    idle(page, 800)
    expect(card(page, "In progress", "First trigger")).to_be_visible()
    expect(card(page, "Planned", "Load the profile")).to_be_visible()


def test_a_blocked_item_says_what_blocks_it(engagement, items, visit, rows):
    page = visit(f"/roadmap?e={engagement}&view=board", who="Anna")
    card(page, "Planned", "Load the profile").get_by_role("button", name="Planned").click()
    page.get_by_role("menuitem", name="Blocked").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="What blocks it").fill("No access to the tills")
    dialog.get_by_test_id("stBaseButton-primary").click()
    eventually(lambda: statuses(rows, engagement) == ["blocked", "planned"])
    assert rows(engagement, "roadmap", "item")[0].blocked_by == "No access to the tills"
    expect(dialog).to_have_count(0)
    expect(card(page, "Blocked", "Load the profile").get_by_text("No access to the tills")).to_be_visible()
