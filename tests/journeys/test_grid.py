"""Typing into a grid: every kind of cell reaches the database, nothing typed is lost, and each action does what it says."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from core import workbench
from tests.journeys.conftest import PHONE, eventually
from tests.journeys.glide import EDITOR, Grid, idle

NAME, STAGE, CHANNEL, OWNER, IMPORTANCE, QUALITY, EMOTION, PRIORITY, PAIN = range(1, 10)


def press(page, name, exact=False):
    page.get_by_test_id("stMain").get_by_role("button", name=name, exact=exact).first.click()
    idle(page, 600)
    return Grid(page)


def names(rows, engagement, slug="audit", key="touchpoint"):
    return [row.name for row in rows(engagement, slug, key)]


# --- typing


def test_each_kind_of_cell_reaches_the_database_and_stays_after_a_reload(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.write(NAME, 0, "Hotline")
    grid.choose(STAGE, 0, "Choi")
    grid.choose(CHANNEL, 0, "SMS")
    grid.write(IMPORTANCE, 0, "5")
    grid.write(EMOTION, 0, "-2")
    grid.write(PAIN, 0, "Nobody answers; «ждут 40 минут»")

    def first():
        row = rows(engagement, "audit", "touchpoint")[0]
        return row.name, row.stage_id, row.channel, row.importance, row.emotion, row.pain

    choice = rows(engagement, "audit", "stage")[1].id
    eventually(lambda: first() == ("Hotline", choice, "sms", 5, -2, "Nobody answers; «ждут 40 минут»"))
    page.reload()
    idle(page, 1500)
    grid = Grid(page)
    assert (grid.text(NAME, 0), grid.text(CHANNEL, 0), grid.text(IMPORTANCE, 0), grid.text(EMOTION, 0)) == ("Hotline", "sms", "5", "-2")


def test_figures_dates_ticks_and_lists_reach_the_database(engagement, record, grid_of, rows):
    item = record("roadmap", "item")
    third = workbench.add_many(engagement, item, [{"name": f"Step {n}"} for n in "123"], "test")[2]
    page, grid = grid_of(f"/roadmap?e={engagement}&view=item")
    start, days, end, needs, progress = 5, 6, 7, 8, 10
    grid.write(start, 0, "2027-02-01")
    grid.write(days, 0, "1 5")
    grid.write(progress, 0, "37,5")
    grid.choose(needs, 0, "Step 3")
    eventually(lambda: rows(engagement, "roadmap", "item")[0].depends_on == [third])
    row = rows(engagement, "roadmap", "item")[0]
    assert (row.start, row.duration_days, row.progress) == (date(2027, 2, 1), 15, Decimal("0.375"))
    eventually(lambda: grid.text(end, 0) == "2027-02-15")
    acquisition = workbench.add(engagement, record("audit", "acquisition"), {"name": "Search"}, "test")
    assert acquisition
    page.goto(page.url.split("/roadmap")[0] + f"/audit?e={engagement}&view=acquisition")
    idle(page, 1500)
    grid = Grid(page)
    budget, leads, buyers, conversion, cac, tracked = 3, 4, 5, 6, 8, 9
    grid.write(budget, 0, "12 000,50")
    grid.write(leads, 0, "5000")
    grid.write(buyers, 0, "300")
    grid.toggle(tracked, 0)
    eventually(lambda: rows(engagement, "audit", "acquisition")[0].call_tracking)
    row = rows(engagement, "audit", "acquisition")[0]
    assert (row.budget, row.leads, row.buyers) == (Decimal("12000.5"), 5000, 300)
    eventually(lambda: (grid.text(conversion, 0), grid.text(cac, 0)) == ("6", "40"))


def test_a_choice_of_several_is_saved(engagement, record, grid_of, rows):
    workbench.add(engagement, record("segmentation", "segment"), {"name": "Families"}, "test")
    _page, grid = grid_of(f"/segmentation?e={engagement}&view=segment")
    grid.write(5, 0, "12,5")
    grid.choose(9, 0, "Email", "SMS")
    eventually(lambda: rows(engagement, "segmentation", "segment")[0].channels == ["email", "sms"])
    assert rows(engagement, "segmentation", "segment")[0].revenue_share == Decimal("0.125")


def test_a_computed_column_and_the_badge_answer_at_once(touchpoints, grid_of):
    page, grid = grid_of(touchpoints)
    assert grid.text(PRIORITY, 0) == "6"
    grid.write(IMPORTANCE, 0, "5")
    eventually(lambda: grid.text(PRIORITY, 0) == "10")
    expect(page.get_by_text("saved ", exact=False).first).to_be_visible()


def test_fast_typing_down_a_column_loses_nothing(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.warm()
    grid.select(NAME, 0)
    wanted = [f"fast {n}" for n in range(6)]
    for text in wanted:
        page.keyboard.type(text, delay=25)
        grid.commit()
    eventually(lambda: names(rows, engagement) == wanted)


def test_a_decimal_comma_and_a_russian_date_mean_what_was_typed_whatever_the_browsers_language(engagement, record, grid_of, rows):
    workbench.add(engagement, record("goals", "kpi"), {"name": "Retention"}, "test")
    page, grid = grid_of(f"/goals?e={engagement}&view=kpi", locale="en-US")
    baseline, target, deadline = 4, 5, 6
    grid.write(baseline, 0, "1234,5")
    grid.write(target, 0, "-5")
    grid.select(deadline, 0)
    page.evaluate("text => navigator.clipboard.writeText(text)", "05.11.2027")
    page.keyboard.press("Control+v")
    eventually(lambda: rows(engagement, "goals", "kpi")[0].deadline == date(2027, 11, 5))
    row = rows(engagement, "goals", "kpi")[0]
    assert (row.baseline, row.target) == (Decimal("1234.5"), Decimal(-5))


def test_a_refused_value_stays_in_sight_with_what_was_expected(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.write(IMPORTANCE, 0, "9")
    expect(page.get_by_text("“9” was not saved. At most 5.", exact=False)).to_be_visible()
    assert grid.text(IMPORTANCE, 0) == "9"
    assert rows(engagement, "audit", "touchpoint")[0].importance == 3
    grid = press(page, "Discard")
    eventually(lambda: grid.text(IMPORTANCE, 0) == "3")


def test_what_is_saved_shorter_than_typed_is_shown_as_it_is_saved(engagement, touchpoints, grid_of, rows):
    _page, grid = grid_of(touchpoints)
    grid.write(NAME, 0, "  Hotline  ")
    eventually(lambda: rows(engagement, "audit", "touchpoint")[0].name == "Hotline")
    eventually(lambda: grid.text(NAME, 0) == "Hotline")
    workbench.edit(
        engagement,
        workbench.section("audit").record("touchpoint"),
        rows(engagement, "audit", "touchpoint")[0].id,
        {"name": "By Ann"},
        "ann",
    )
    eventually(lambda: grid.text(NAME, 0) == "By Ann")  # nothing lies over what others write


# --- text in an open cell


@pytest.mark.parametrize("button", ["Add", "Undo", "From library", "Paste rows"])
def test_text_in_an_open_cell_is_saved_by_a_click_on(button, engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints, who="ann")
    grid.write(NAME, 2, "half typed", end="")
    press(page, button)
    if button == "Undo":  # it takes the text back that the click had saved
        eventually(
            lambda: (
                [
                    e.after
                    for e in workbench.history(
                        engagement, workbench.section("audit").record("touchpoint"), rows(engagement, "audit", "touchpoint")[2].id
                    )
                ][1]
                == "half typed"
            )
        )
    else:
        eventually(lambda: rows(engagement, "audit", "touchpoint")[2].name == "half typed")


def test_text_in_an_open_cell_is_saved_when_the_person_goes_elsewhere(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.write(NAME, 1, "then another view", end="")
    page.get_by_test_id("stMain").get_by_text("Processes", exact=True).click()
    eventually(lambda: rows(engagement, "audit", "touchpoint")[1].name == "then another view")
    idle(page)
    page.get_by_test_id("stMain").get_by_text("Touchpoints", exact=True).click()
    idle(page, 1200)
    grid = Grid(page)
    grid.write(NAME, 2, "then the sidebar", end="")
    page.get_by_test_id("stSidebar").get_by_text("Competitors").click()
    eventually(lambda: rows(engagement, "audit", "touchpoint")[2].name == "then the sidebar")


def test_a_cell_committed_right_before_a_click_is_on_time(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.write(NAME, 5, "just before", end="")
    grid.commit()
    grid = press(page, "Add")
    eventually(lambda: names(rows, engagement)[5] == "just before")
    grid.write(NAME, 4, "and before a key", end="")
    grid.commit()
    page.keyboard.press("Control+i")
    eventually(lambda: len(rows(engagement, "audit", "touchpoint")) == 8)
    assert names(rows, engagement)[4] == "and before a key"


# Lets a test cut the connection: new ones go to a port where nobody listens.
CUT = (
    "const W = WebSocket; window.opened = []; window.WebSocket = function (url, protocols) {"
    " if (window.cut) url = url.replace(/:\\d+/, ':1'); const made = new W(url, protocols); window.opened.push(made); return made };"
    " Object.assign(window.WebSocket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 }); window.WebSocket.prototype = W.prototype"
)


def test_text_survives_a_lost_connection(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints, first=CUT)
    grid.write(NAME, 0, "typed before", end="")
    page.evaluate("window.cut = true; window.opened.forEach(each => each.close())")
    page.wait_for_timeout(2500)
    page.evaluate("window.cut = false")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=25_000)
    page.wait_for_timeout(800)
    page.keyboard.type(" and after", delay=20)
    grid.commit()
    eventually(lambda: rows(engagement, "audit", "touchpoint")[0].name == "typed before and after")


# --- actions


def test_a_new_row_comes_in_sight_and_takes_the_next_keys(engagement, record, touchpoints, grid_of, rows):
    workbench.add_many(engagement, record("audit", "touchpoint"), [{"name": f"More {n}"} for n in range(30)], "test")
    page, grid = grid_of(touchpoints)
    grid.warm()
    page.keyboard.press("Control+i")
    eventually(lambda: len(rows(engagement, "audit", "touchpoint")) == 37)
    grid = Grid(page)
    eventually(lambda: grid.selected() == (1, 36))
    page.keyboard.type("Typed at once", delay=25)
    grid.commit()
    eventually(lambda: names(rows, engagement)[-1] == "Typed at once")


def test_a_ticked_row_is_copied_moved_deleted_and_brought_back(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints, who="ann")
    grid.toggle(0, 1)
    idle(page, 600)
    page.get_by_test_id("stMain").locator("[class*='_down ']").get_by_role("button").click()
    eventually(lambda: names(rows, engagement)[:3] == ["Point 1", "Point 3", "Point 2"])
    idle(page, 600)
    page.get_by_test_id("stMain").locator("[class*='_up ']").get_by_role("button").click()
    eventually(lambda: names(rows, engagement)[:3] == ["Point 1", "Point 2", "Point 3"])
    idle(page, 600)
    press(page, "Duplicate")
    eventually(lambda: names(rows, engagement)[:3] == ["Point 1", "Point 2", "Point 2"])
    grid = Grid(page)
    grid.toggle(0, 0)
    grid.toggle(0, 1)
    idle(page, 600)
    press(page, "Delete 2 rows")
    eventually(lambda: names(rows, engagement)[:2] == ["Point 2", "Point 3"])
    idle(page, 600)
    press(page, "Undo")
    eventually(lambda: names(rows, engagement)[:3] == ["Point 1", "Point 2", "Point 2"])
    eventually(lambda: Grid(page).rows() == 7)


def test_undo_takes_a_typed_cell_back(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints, who="ann")
    grid.write(NAME, 0, "Wrong")
    eventually(lambda: names(rows, engagement)[0] == "Wrong")
    grid = press(page, "Undo")
    assert names(rows, engagement)[0] == "Point 1"
    eventually(lambda: grid.text(NAME, 0) == "Point 1")
    expect(page.get_by_text("Undone: Touchpoint", exact=False)).to_be_visible()


def test_the_filter_shows_matching_rows_and_edits_the_right_one(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    page.get_by_label("Filter").fill("point 5")
    page.keyboard.press("Enter")
    idle(page, 800)
    grid = Grid(page)
    assert grid.rows() == 1
    grid.write(IMPORTANCE, 0, "1")
    eventually(lambda: rows(engagement, "audit", "touchpoint")[4].importance == 1)
    page.get_by_label("Filter").fill("nothing like it")
    page.keyboard.press("Enter")
    idle(page, 800)
    grid = press(page, "Show all")
    assert grid.rows() == 6


def test_an_empty_grid_teaches_and_starts_from_the_library(engagement, visit, rows):
    page = visit(f"/audit?e={engagement}&view=touchpoint")
    expect(page.get_by_text("Touchpoints: nothing yet")).to_be_visible()
    page.get_by_role("button", name="Start from the library").click()
    idle(page, 1500)
    dialog = page.get_by_role("dialog")
    entries = Grid(page, dialog)
    first = entries.text(1, 0)
    entries.toggle(0, 0)
    idle(page, 500)
    dialog.get_by_role("textbox", name="Search").fill("review")
    page.keyboard.press("Enter")
    idle(page, 1000)
    entries = Grid(page, dialog)
    second = entries.text(1, 0)
    entries.toggle(0, 0)
    idle(page, 500)
    dialog.get_by_role("button", name="Add 2 ticked").click()
    eventually(lambda: set(names(rows, engagement)) == {first, second})
    expect(page.get_by_role("dialog")).to_have_count(0)
    eventually(lambda: Grid(page).rows() == 2)


def test_everything_of_the_library_comes_with_one_click(engagement, visit, rows):
    page = visit(f"/audit?e={engagement}&view=stage")
    page.get_by_role("button", name="Start from the library").click()
    idle(page, 1500)
    page.get_by_role("dialog").get_by_role("button", name="Add all").click()
    eventually(lambda: len(rows(engagement, "audit", "stage")) >= 6)


PASTED = "Touchpoint\tStage\tImportance\tContacts a month\nShop\tNeed\t4\t1 200\nSite\tNowhere\t9\tmany\n"


def test_pasted_rows_are_checked_cell_by_cell_before_anything_is_added(engagement, touchpoints, grid_of, rows):
    page, _grid = grid_of(touchpoints)
    press(page, "Paste rows")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Pasted cells").fill(PASTED)
    dialog.get_by_role("button", name="Check").click()
    expect(dialog.get_by_text("3 cells cannot be read")).to_be_visible()
    expect(dialog.get_by_text("There is no record “Nowhere” to refer to.", exact=False)).to_be_visible()
    assert len(rows(engagement, "audit", "touchpoint")) == 6
    dialog.get_by_role("button", name="Add 1 row").click()
    eventually(lambda: names(rows, engagement)[6:] == ["Shop"])
    shop = rows(engagement, "audit", "touchpoint")[6]
    assert (shop.importance, shop.volume) == (4, 1200)


def test_russian_figures_and_dates_are_pasted_without_a_header(engagement, grid_of, visit, rows, record):
    workbench.add(engagement, record("goals", "kpi"), {"name": "LTV"}, "test")
    page = visit(f"/goals?e={engagement}&view=measurement", locale="ru-RU")
    page.get_by_test_id("stMain").locator("[class*='_paste ']").get_by_role("button").click()
    idle(page, 800)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("LTV\t05.11.2026\t1 234,5\tпо выгрузке\nLTV\t06.12.2026\t−7,25\t\n")
    page.keyboard.press("Control+Enter")
    idle(page, 800)
    dialog.locator("[class*='_paste_add ']").get_by_role("button").click()
    eventually(lambda: [(row.measured_on, row.value) for row in rows(engagement, "goals", "measurement")]
               == [(date(2026, 11, 5), Decimal("1234.5")), (date(2026, 12, 6), Decimal("-7.25"))])  # fmt: skip


# --- one record


def test_a_ticked_row_opens_with_all_its_fields_which_save_by_themselves(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints)
    grid.toggle(0, 1)
    idle(page, 600)
    press(page, "Open")
    dialog = page.get_by_role("dialog")
    row = rows(engagement, "audit", "touchpoint")[1]
    expect(page).to_have_url(re.compile(f"record=touchpoint-{row.id}"))
    dialog.get_by_label("Contacts a month").fill("1 200")
    dialog.get_by_label("Idea").fill("Answer within a minute")
    dialog.get_by_label("Touchpoint *").fill("Hotline")
    page.keyboard.press("Escape")  # leaves with text in an input that was not left
    second = lambda: rows(engagement, "audit", "touchpoint")[1]  # noqa: E731
    eventually(lambda: (second().name, second().volume, second().idea) == ("Hotline", 1200, "Answer within a minute"))
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("record="))
    eventually(lambda: Grid(page).text(NAME, 1) == "Hotline")
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_address_opens_a_record_and_its_neighbours(engagement, touchpoints, visit, rows):
    second = rows(engagement, "audit", "touchpoint")[1].id
    page = visit(f"/audit?e={engagement}&record=touchpoint-{second}")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Touchpoint *")).to_have_value("Point 2")
    dialog.get_by_role("button", name="Next").click()
    expect(dialog.get_by_label("Touchpoint *")).to_have_value("Point 3")
    dialog.get_by_role("button", name="Previous").click()
    expect(dialog.get_by_label("Touchpoint *")).to_have_value("Point 2")
    dialog.get_by_label("Touchpoint *").fill("Renamed")
    page.keyboard.press("Enter")
    eventually(lambda: rows(engagement, "audit", "touchpoint")[1].name == "Renamed")
    dialog.get_by_text("History", exact=True).click()
    expect(dialog.get_by_text("Touchpoint: “Point 2” → “Renamed”", exact=False)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"^(?!.*record=).*view=touchpoint"))


def test_a_field_without_an_answer_says_why(engagement, touchpoints, visit, rows):
    first = rows(engagement, "audit", "touchpoint")[0].id
    page = visit(f"/audit?e={engagement}&record=touchpoint-{first}")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="No answer?").first.click()
    page.get_by_text("not applicable", exact=True).click()
    eventually(lambda: list(rows(engagement, "audit", "touchpoint")[0].marks.values()) == ["not_applicable"])
    idle(page)  # the input begins anew, and its menu with it
    dialog.get_by_role("button", name="not applicable").click()
    page.get_by_text("there will be an answer").click()
    eventually(lambda: rows(engagement, "audit", "touchpoint")[0].marks == {})


def test_a_single_record_is_a_form_that_saves_field_by_field(engagement, visit, rows):
    page = visit(f"/brief?e={engagement}&view=facts")
    assert rows(engagement, "brief", "facts") == []
    page.get_by_label("Client", exact=True).fill("Verbena Pharmacies")
    page.keyboard.press("Tab")
    page.get_by_role("textbox", name="Geography").fill("64 towns")
    page.get_by_role("textbox", name="Average check").fill("18,5")
    page.get_by_role("textbox", name="Gross margin").fill("27 %")
    page.get_by_role("textbox", name="Sales cycle, days").fill("a week")
    page.keyboard.press("Tab")
    expect(page.get_by_text("“a week” was not saved. Expected a whole number.")).to_be_visible()
    eventually(lambda: rows(engagement, "brief", "facts")[0].gross_margin == Decimal("0.27"))
    facts = rows(engagement, "brief", "facts")
    assert len(facts) == 1
    assert (facts[0].client, facts[0].geography, facts[0].average_check) == ("Verbena Pharmacies", "64 towns", Decimal("18.5"))
    page.reload()
    idle(page, 1500)
    expect(page.get_by_label("Client", exact=True)).to_have_value("Verbena Pharmacies")


# --- pictures, narrow screens


def test_the_picture_under_the_grid_changes_with_the_data_and_with_nothing_else(touchpoints, grid_of):
    page, grid = grid_of(touchpoints)
    drawing = page.locator("[class*='-picture'] [data-testid=stImage] img").first
    drawing.wait_for()
    before = drawing.get_attribute("src")
    grid.write(IMPORTANCE, 0, "5")
    eventually(lambda: "(5/3)" in (drawing.get_attribute("alt") or ""))
    assert drawing.get_attribute("src") != before
    drawing.evaluate("image => image.dataset.same = 'yes'")
    page.wait_for_timeout(7500)  # polls, and the page drawn anew for the edit
    assert drawing.get_attribute("data-same") == "yes"


def test_a_phone_keeps_the_main_action_and_folds_the_rest(engagement, touchpoints, grid_of, rows):
    page, grid = grid_of(touchpoints, size=PHONE)
    assert not page.get_by_role("button", name="Paste rows").is_visible()
    grid.toggle(0, 0)
    idle(page, 600)
    page.get_by_role("button", name="More").click()
    page.get_by_text("Delete 1 row").last.click()
    eventually(lambda: names(rows, engagement)[0] == "Point 2")
    press(page, "Add")
    eventually(lambda: len(rows(engagement, "audit", "touchpoint")) == 6)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(EDITOR).count() == 0
