"""Two people in one grid: no edit is lost and none is overwritten without a word."""

from playwright.sync_api import expect

from core import workbench
from tests.journeys.conftest import eventually
from tests.journeys.glide import EDITOR, idle


def names(rows, engagement):
    return [row.name for row in rows(engagement, "audit", "touchpoint")]


def test_two_columns_of_one_row_are_both_kept(engagement, touchpoints, grid_of, rows):
    _anna_page, anna = grid_of(touchpoints, who="Anna")
    _bob_page, bob = grid_of(touchpoints, who="Bob")
    anna.write(1, 0, "Anna's name")
    bob.write(5, 0, "5")
    eventually(
        lambda: (
            (rows(engagement, "audit", "touchpoint")[0].name, rows(engagement, "audit", "touchpoint")[0].importance) == ("Anna's name", 5)
        )
    )


def test_what_one_saves_the_other_sees_by_and_by(touchpoints, grid_of):
    _anna_page, anna = grid_of(touchpoints, who="Anna")
    _bob_page, bob = grid_of(touchpoints, who="Bob")
    anna.write(1, 2, "Seen by both")
    eventually(lambda: bob.text(1, 2) == "Seen by both", seconds=15)


def test_the_second_writer_of_a_cell_sees_both_values_and_chooses(engagement, touchpoints, grid_of, rows):
    _anna_page, anna = grid_of(touchpoints, who="Anna")
    bob_page, bob = grid_of(touchpoints, who="Bob")
    editor = bob.open(1, 1)
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("Bob's text", delay=20)
    anna.write(1, 1, "Anna's text")
    eventually(lambda: names(rows, engagement)[1] == "Anna's text")
    bob.commit()
    idle(bob_page, 800)
    assert names(rows, engagement)[1] == "Anna's text"
    expect(bob_page.get_by_text("Anna's text").first).to_be_visible()
    bob_page.get_by_role("button", name="Use mine").click()
    eventually(lambda: names(rows, engagement)[1] == "Bob's text")


def test_anothers_new_row_does_not_close_an_open_cell(engagement, touchpoints, grid_of, rows):
    anna_page, _anna = grid_of(touchpoints, who="Anna")
    bob_page, bob = grid_of(touchpoints, who="Bob")
    editor = bob.open(1, 0)
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("half ty", delay=20)
    anna_page.get_by_role("button", name="Add").first.click()
    eventually(lambda: len(names(rows, engagement)) == 7)
    bob_page.wait_for_timeout(6000)
    assert bob_page.locator(f"{EDITOR} :is(textarea,input)").first.input_value() == "half ty"
    bob_page.keyboard.type("ped", delay=20)
    bob.commit()
    eventually(lambda: names(rows, engagement)[0] == "half typed")


def test_typing_into_a_row_that_another_deletes_hands_the_text_back(engagement, touchpoints, grid_of, rows, record):
    bob_page, bob = grid_of(touchpoints, who="Bob")
    editor = bob.open(1, 3)
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("Too late", delay=20)
    gone = rows(engagement, "audit", "touchpoint")[3]
    workbench.delete(engagement, record("audit", "touchpoint"), [gone.id], "Anna")
    bob.commit()
    idle(bob_page, 1500)
    expect(bob_page.get_by_text("you typed “Too late”")).to_be_visible()


def test_two_who_type_at_once_lose_nothing(engagement, touchpoints, grid_of, rows):
    anna_page, anna = grid_of(touchpoints, who="Anna")
    bob_page, bob = grid_of(touchpoints, who="Bob")
    for turn in range(2):
        for row in range(6):
            anna.write(1, row, f"Anna {turn}{row}")
            bob.write(5, row, str((turn + row) % 5 + 1))
    idle(anna_page, 800)
    idle(bob_page, 800)
    found = rows(engagement, "audit", "touchpoint")
    assert [row.name for row in found] == [f"Anna 1{row}" for row in range(6)]
    assert [row.importance for row in found] == [(1 + row) % 5 + 1 for row in range(6)]
