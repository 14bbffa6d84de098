"""The roadmap's board: its cards, and what a move writes."""

from datetime import date
from types import SimpleNamespace

import pytest

from core import workbench
from core.pictures import Tone
from pages.screens.own import roadmap
from pages.screens.own.roadmap_cards import cards_of
from pages.widgets.board import Wish

TODAY = date(2026, 11, 22)


@pytest.fixture
def item(engagement):
    record = workbench.section("roadmap").record("item")

    def adding(name, **values):
        return workbench.add(engagement, record, {"name": name, **values}, "ann")

    return adding


def cards(engagement):
    with workbench.open_book(engagement, TODAY) as book:
        return {card.id: card for card in cards_of(book, book.rows(workbench.section("roadmap").record("item")))}


def row_of(engagement, row_id):
    with workbench.open_book(engagement, TODAY) as book:
        return book.get(workbench.section("roadmap").record("item"), row_id)


def log_of(engagement):
    with workbench.open_book(engagement, TODAY) as book:
        return book.rows(workbench.section("roadmap").record("status_entry"))


def test_a_card_says_who_until_when_and_what_must_be_seen(engagement, item):
    row = item("Consent", owner="Bea", start=date(2026, 11, 2), duration_days=10, status="in_progress", progress="0.4")
    card = cards(engagement)[row]
    assert (card.lane, card.meta, card.group, card.progress_text) == ("in_progress", "Bea · till Nov 11, 2026", "No wave", "40%")
    assert [(sign.text, sign.tone) for sign in card.signs] == [("overdue", Tone.ALARM), ("decides the end", Tone.PLAIN)]


def test_a_blocked_card_says_by_what(engagement, item):
    row = item("Till", status="blocked", blocked_by="The vendor")
    assert [sign.text for sign in cards(engagement)[row].signs] == ["The vendor"]


def test_an_item_without_status_stands_in_the_first_lane_and_can_be_moved(engagement, item):
    row = item("New")
    card = cards(engagement)[row]
    assert (card.lane, card.seen, card.meta) == ("planned", "", "no owner · no dates")
    roadmap._move(roadmap.Board(engagement, who="ann"), Wish(row, "in_progress", card.seen))
    assert row_of(engagement, row).status == "in_progress"


def test_cards_follow_the_waves_and_their_ends(engagement, item):
    waves = [workbench.add(engagement, workbench.section("roadmap").record("wave"), {"name": name}, "ann") for name in ("One", "Two")]
    dates = {"duration_days": 5}
    wanted = [
        item("b", wave_id=waves[0], start=date(2027, 1, 1), **dates),
        item("a", wave_id=waves[0], start=date(2027, 2, 1), **dates),
        item("c", wave_id=waves[1], start=date(2026, 12, 1), **dates),
        item("d", start=date(2026, 11, 1), **dates),
    ]
    assert list(cards(engagement)) == wanted


@pytest.mark.parametrize(
    ("to", "before", "after"), [("done", "0.5", 1), ("planned", "0.5", 0), ("in_progress", "0.5", 0.5), ("in_progress", 1, None)]
)
def test_progress_follows_the_status(engagement, item, to, before, after):
    row = item("A", status="blocked", progress=before)
    roadmap._move(roadmap.Board(engagement, who="ann"), Wish(row, to, "blocked"))
    assert row_of(engagement, row).progress == after


def test_an_obstacle_is_kept_with_its_comment_and_goes_with_the_status(engagement, item):
    row, state = item("A", status="in_progress"), roadmap.Board(engagement, who="ann")
    roadmap._move(state, Wish(row, "blocked", "in_progress"), "The vendor", "Called on Friday")
    assert row_of(engagement, row).blocked_by == "The vendor"
    assert [(entry.comment, entry.author) for entry in log_of(engagement)] == [("Called on Friday", "ann")]
    roadmap._move(state, Wish(row, "in_progress", "blocked"))
    assert row_of(engagement, row).blocked_by == ""


def test_another_persons_status_is_not_written_over(engagement, item):
    row, state = item("A", status="planned"), roadmap.Board(engagement, who="ann")
    roadmap._move(roadmap.Board(engagement, who="bea"), Wish(row, "dropped", "planned"))
    roadmap._move(state, Wish(row, "done", "planned"))
    assert row_of(engagement, row).status == "dropped"
    assert "bea" in state.sorry
    assert [entry.author for entry in log_of(engagement)] == ["bea"]


def test_a_deleted_item_is_said_to_be_gone(engagement, item):
    row, state = item("A", status="planned"), roadmap.Board(engagement, who="ann")
    workbench.delete(engagement, workbench.section("roadmap").record("item"), [row], "bea")
    roadmap._move(state, Wish(row, "done", "planned"))
    assert "deleted" in state.sorry


def test_filters_narrow_by_owner_and_wave():
    row = SimpleNamespace(owner="Bea", wave_id=1)
    shown = [
        roadmap._shown(roadmap.Board(1, owners=owners, waves=waves), row)
        for owners, waves in (([], []), (["Bea"], [1]), (["Al"], []), ([], [2]))
    ]
    assert shown == [True, True, False, False]
