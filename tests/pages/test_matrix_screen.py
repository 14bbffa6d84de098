"""The board of segments: a cell opens its segment, an empty one makes it."""

import pytest
from streamlit.testing.v1 import AppTest

from core import workbench

SECTION = workbench.section("segmentation")


def board(engagement):
    def script(engagement):
        from pages.screens.own import segmentation

        segmentation.draw(engagement)

    screen = AppTest.from_function(script, kwargs={"engagement": engagement}, default_timeout=20)
    screen.session_state.preferences = {}
    return screen.run()


def add(engagement, key, **values):
    return workbench.add(engagement, SECTION.record(key), values, who="ann")


@pytest.fixture
def places(engagement):
    """A row and a column."""
    made = {}
    for axis in ("rows", "columns"):
        dimension = add(engagement, "dimension", name=axis, axis=axis)
        made[axis] = add(engagement, "value", name=f"Value of the {axis}", dimension_id=dimension)
    return made["rows"], made["columns"]


def test_an_empty_matrix_teaches_what_it_needs(engagement):
    screen = board(engagement)
    assert [each.label for each in screen.button] == ["Add dimensions"]
    screen.button(key="hf-matrix-begin").click().run()
    assert screen.query_params["view"] == "dimension"


def test_an_empty_cell_makes_its_segment_and_opens_it(engagement, places):
    row, column = places
    screen = board(engagement)
    screen.button(key=f"hf-make-{row}-{column}").click().run()
    assert not screen.exception
    with workbench.open_book(engagement) as book:
        (made,) = book.rows(SECTION.record("segment"))
    assert (made.row_value_id, made.column_value_id) == places
    assert made.name == "Value of the rows, Value of the columns"
    assert screen.query_params["record"] == f"segment-{made.id}"


def test_a_cell_opens_its_segment_and_shows_names_as_they_are(engagement, places):
    row, column = places
    made = add(engagement, "segment", name="*VIP* [gold]", row_value_id=row, column_value_id=column, size=92_000, revenue_share="0.266")
    screen = board(engagement)
    cell = screen.button(key=f"hf-open-{made}")
    assert cell.label == r"\*VIP\* \[gold\]"
    cell.click().run()
    assert screen.query_params["record"] == f"segment-{made}"


def test_a_segment_without_a_place_can_be_opened_too(engagement, places):
    made = add(engagement, "segment", name="Lost")
    screen = board(engagement)
    assert screen.button(key=f"hf-open-{made}").label == "Lost"
