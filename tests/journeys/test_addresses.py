"""Addresses: they hold engagement, section, view and record; reload and the back button keep one's place."""

import pytest
from playwright.sync_api import expect

from core import workbench
from tests.journeys.conftest import App
from tests.journeys.glide import idle


@pytest.fixture
def cold(tmp_path):
    """An app that nobody has visited yet."""
    own = App(tmp_path)
    yield own
    own.stop()


class TestColdServer:
    """The first visit of a server's life must not run a page past the frame."""

    @pytest.fixture
    def app(self, cold):
        return cold

    def test_a_deep_link_lands_on_the_right_page(self, app, touchpoints, visit):
        page = visit(touchpoints)
        expect(page.get_by_role("heading", name="AS-IS audit")).to_be_visible()
        expect(page.get_by_test_id("stSidebar").get_by_text("Verbena")).to_be_visible()

    def test_a_module_of_the_pages_folder_cannot_be_reached_by_its_name(self, app, visit):
        page = visit("/session")
        assert page.get_by_text("Traceback").count() == 0
        expect(page.get_by_role("heading", name="Engagements")).to_be_visible()


def test_a_reload_keeps_engagement_section_view_and_record(engagement, touchpoints, visit, rows):
    row = rows(engagement, "audit", "touchpoint")[2]
    page = visit(f"{touchpoints}&record=touchpoint-{row.id}")
    expect(page.get_by_role("dialog").get_by_label("Touchpoint", exact=False).first).to_have_value("Point 3")
    page.reload()
    idle(page, 1200)
    expect(page.get_by_role("dialog").get_by_label("Touchpoint", exact=False).first).to_have_value("Point 3")
    assert f"e={engagement}" in page.url
    assert "view=touchpoint" in page.url


def test_the_back_button_goes_to_the_view_before(engagement, touchpoints, visit):
    page = visit(touchpoints)
    page.get_by_test_id("stMain").get_by_text("Processes", exact=True).click()
    idle(page, 800)
    assert "view=process" in page.url
    page.go_back()
    idle(page, 1200)
    assert "view=touchpoint" in page.url
    expect(page.get_by_label("Touchpoints").first).to_be_attached()


def test_an_address_of_nothing_says_so_and_leads_home(visit):
    page = visit("/audit?e=99999")
    expect(page.get_by_text("Choose an engagement first.")).to_be_visible()


def test_the_navigation_keeps_the_engagement(engagement, visit):
    page = visit(f"/audit?e={engagement}")
    page.get_by_test_id("stSidebar").get_by_text("Goals and KPIs").click()
    idle(page, 1000)
    assert "/goals" in page.url
    assert f"e={engagement}" in page.url


def test_the_screens_speak_the_persons_language(engagement, visit):
    page = visit(f"/audit?e={engagement}", who="Ivan", locale="ru-RU")
    expect(page.get_by_role("heading", name="Аудит AS-IS")).to_be_visible()
    assert workbench.person("key-of-Ivan").language == "ru"
