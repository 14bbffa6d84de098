"""Segmentation: what the checks find and leave alone, the matrix, rules in words, pictures and the chapter."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import workbench
from core.blocks import Table
from core.checks import findings_of
from core.i18n import language
from core.sections.segmentation import matrix, rule
from core.sections.segmentation.records import Condition, Dimension, Operator, Segment, Value

TODAY = date(2026, 11, 22)
COMPLETE = {"needs": "Never to run out", "offer": "A reminder", "channels": ["sms"]}


def add(engagement, record, **values):
    return workbench.add(engagement, record, values, who="ann")


def found(engagement, code):
    with workbench.open_book(engagement, today=TODAY) as book:
        return [each for each in findings_of(workbench.section("segmentation").checks, book) if each.code == f"segmentation.{code}"]


def dimension(engagement, axis, name="A dimension", values=(), **more):
    made = add(engagement, Dimension, name=name, axis=axis, **more)
    return made, [add(engagement, Value, dimension_id=made, name=each) for each in values]


def grid(engagement):
    """Two rows and two columns; gives their values' ids."""
    rows = dimension(engagement, "rows", "Need", ("Chronic", "Family"))[1]
    columns = dimension(engagement, "columns", "Frequency", ("Often", "Rare"))[1]
    return rows, columns


def segment(engagement, row=None, column=None, name="A segment", **values):
    return add(engagement, Segment, name=name, row_value_id=row, column_value_id=column, **values)


def full_grid(engagement):
    rows, columns = grid(engagement)
    return [segment(engagement, row, column, f"{row}/{column}", **COMPLETE) for row in rows for column in columns]


def field(engagement):
    return add(engagement, workbench.record_types()["profile_field"], name="Orders in 12 months")


def condition(engagement, **values):
    value = add(engagement, Value, name="Often")
    return add(engagement, Condition, **({"value_id": value, "operator": "ge", "operand": "12"} | values))


# Each builder makes the smallest strategy and returns the id of the record that the check is about (0: the section as a whole).


def condition_without_operand(engagement):
    return condition(engagement, operand="", field_id=field(engagement))


def condition_of_semicolons(engagement):
    return condition(engagement, operator="in", operand=" ; ", field_id=field(engagement))


def range_with_one_end(engagement):
    return condition(engagement, operator="between", operand="6", field_id=field(engagement))


def range_with_both_ends(engagement):
    condition(engagement, operator="between", operand="6", operand_high="11", field_id=field(engagement))


def condition_that_a_field_is_filled(engagement):
    condition(engagement, operator="filled", operand="", field_id=field(engagement))


def condition_without_a_field(engagement):
    return condition(engagement)


def condition_whose_field_was_deleted(engagement):
    profile_field = field(engagement)
    made = condition(engagement, field_id=profile_field)
    workbench.delete(engagement, workbench.record_types()["profile_field"], [profile_field], who="ann")
    return made


def two_segments_in_a_cell(engagement):
    rows, columns = grid(engagement)
    segment(engagement, rows[0], columns[0])
    return segment(engagement, rows[0], columns[0])


def column_value_in_the_row(engagement):
    _, columns = grid(engagement)
    return segment(engagement, columns[0], columns[1])


def value_of_a_dimension_outside(engagement):
    rows, _ = grid(engagement)
    extra = dimension(engagement, "extra", "Stage", ("New", "Steady"))[1]
    return segment(engagement, rows[0], extra[0])


def segment_without_a_place(engagement):
    segment(engagement)


def shares_above_the_whole(engagement):
    segment(engagement, revenue_share="0.6")
    segment(engagement, revenue_share="0.5")
    return 0


def shares_of_exactly_the_whole_after_rounding(engagement):
    segment(engagement, revenue_share="0.501")
    segment(engagement, revenue_share="0.501")


def value_without_a_rule(engagement):
    return add(engagement, Value, name="Often")


def row_with_an_empty_cell(engagement):
    rows, columns = grid(engagement)
    for row, column in ((rows[0], columns[0]), (rows[0], columns[1]), (rows[1], columns[0])):
        segment(engagement, row, column)
    return rows[1]


def matrix_without_segments_yet(engagement):
    grid(engagement)


def sizes_above_the_base(engagement):
    add(engagement, workbench.record_types()["brief_facts"], client="Verbena", base_size=1000)
    segment(engagement, size=600)
    segment(engagement, size=401)
    return 0


def sizes_of_the_whole_base(engagement):
    add(engagement, workbench.record_types()["brief_facts"], client="Verbena", base_size=1000)
    segment(engagement, size=600)
    segment(engagement, size=400)


def sizes_without_a_known_base(engagement):
    segment(engagement, size=600)


def only_age_and_town(engagement):
    first, _ = dimension(engagement, "rows", basis="demography")
    dimension(engagement, "columns", basis="geography")
    return first


def age_and_frequency(engagement):
    dimension(engagement, "rows", basis="demography")
    dimension(engagement, "columns", basis="behaviour")


def age_and_something_unsaid(engagement):
    dimension(engagement, "rows", basis="demography")
    dimension(engagement, "columns")


def segment_without_an_offer(engagement):
    return segment(engagement, **(COMPLETE | {"offer": ""}))


def complete_segment(engagement):
    segment(engagement, **COMPLETE)


def segment_whose_channels_are_not_applicable(engagement):
    segment(engagement, **(COMPLETE | {"channels": []}), marks={"channels": "not_applicable"})


def two_dimensions_in_the_rows(engagement):
    dimension(engagement, "rows", "Need")
    return dimension(engagement, "rows", "Age")[0]


def dimension_with_one_value(engagement):
    return dimension(engagement, "rows", values=("All",))[0]


def everything_first(engagement):
    for _each in range(4):
        segment(engagement, priority="high")
    return 0


def half_of_them_first(engagement):
    for priority in ("high", "high", "low", "medium"):
        segment(engagement, priority=priority)


def three_of_three_first(engagement):
    for _each in range(3):
        segment(engagement, priority="high")


FIRING = [
    ("E001", condition_without_operand),
    ("E001", condition_of_semicolons),
    ("E001", range_with_one_end),
    ("E002", condition_without_a_field),
    ("E002", condition_whose_field_was_deleted),
    ("E003", two_segments_in_a_cell),
    ("E004", column_value_in_the_row),
    ("E004", value_of_a_dimension_outside),
    ("E005", shares_above_the_whole),
    ("W001", value_without_a_rule),
    ("W002", row_with_an_empty_cell),
    ("W003", sizes_above_the_base),
    ("W004", only_age_and_town),
    ("W005", segment_without_an_offer),
    ("W006", two_dimensions_in_the_rows),
    ("W007", dimension_with_one_value),
    ("H001", everything_first),
]
SILENT = [
    ("E001", range_with_both_ends),
    ("E001", condition_that_a_field_is_filled),
    ("E002", range_with_both_ends),
    ("E003", full_grid),
    ("E004", full_grid),
    ("E004", segment_without_a_place),
    ("E005", shares_of_exactly_the_whole_after_rounding),
    ("W001", condition_without_a_field),
    ("W002", full_grid),
    ("W002", matrix_without_segments_yet),
    ("W003", sizes_of_the_whole_base),
    ("W003", sizes_without_a_known_base),
    ("W004", age_and_frequency),
    ("W004", age_and_something_unsaid),
    ("W005", complete_segment),
    ("W005", segment_whose_channels_are_not_applicable),
    ("W006", matrix_without_segments_yet),
    ("W007", matrix_without_segments_yet),
    ("H001", half_of_them_first),
    ("H001", three_of_three_first),
]


@pytest.mark.parametrize(("code", "build"), FIRING)
def test_check_finds_it(engagement, code, build):
    record_id = build(engagement)
    assert [each.record_id for each in found(engagement, code)] == [record_id]


@pytest.mark.parametrize(("code", "build"), SILENT)
def test_check_leaves_it_alone(engagement, code, build):
    build(engagement)
    assert found(engagement, code) == []


def test_every_check_has_both_cases():
    codes = {each.code.split(".")[1] for each in workbench.section("segmentation").checks}
    assert codes == {code for code, _ in FIRING} == {code for code, _ in SILENT}


def test_all_empty_cells_of_a_row_make_one_finding(engagement):
    rows, columns = grid(engagement)
    segment(engagement, rows[0], columns[0])
    sentences = [each.sentence for each in found(engagement, "W002")]
    assert sentences == [
        "In the row “Chronic” of the matrix there is no segment for: Rare.",
        "In the row “Family” of the matrix there is no segment for: Often, Rare.",
    ]


@pytest.mark.parametrize("demo", ["pharmacy", "airline"])
def test_examples_are_free_of_findings(demo):
    loaded = workbench.load_demo(demo)
    with workbench.open_book(loaded, today=TODAY) as book:
        assert [each.sentence for each in findings_of(workbench.section("segmentation").checks, book)] == []


# The matrix.


def test_segments_stand_in_their_cells_or_outside(engagement):
    rows, columns = grid(engagement)
    inside = segment(engagement, rows[1], columns[0], "Inside")
    outside = segment(engagement, rows[1], None, "Outside")
    with workbench.open_book(engagement) as book:
        made = workbench.segment_matrix(book)
        assert [each.name for each in made.rows] == ["Chronic", "Family"]
        assert [each.id for each in made.at(made.rows[1], made.columns[0])] == [inside]
        assert [each.id for each in made.outside] == [outside]
        assert len(list(made.empty())) == 3


def test_the_highest_figure_is_coloured_deepest(engagement):
    rows, columns = grid(engagement)
    segment(engagement, rows[0], columns[0], size=50, priority="low")
    segment(engagement, rows[0], columns[1], size=200)
    with workbench.open_book(engagement) as book:
        made = matrix.matrix_of(book)
        depths = [[made.depth(each, name) for each in made.inside()] for name in ("size", "priority", "revenue_share")]
    assert depths == [[0.25, 1.0], [pytest.approx(1 / 3), 0.0], [0.0, 0.0]]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 1000)), min_size=1, max_size=8))
def test_worth_weighed_by_customers_is_the_average_customer(figures):
    whole = sum(parts for _, parts in figures)
    rows = [
        Segment(id=at, size=size, revenue_share=Decimal(parts) / whole, channels=[]) for at, (size, parts) in enumerate(figures, start=1)
    ]
    shares = matrix.customer_shares(rows)
    assert abs(sum(shares.values()) - 1) < Decimal("1e-9")
    assert abs(sum(matrix.worth(row, shares) * shares[row.id] for row in rows) - 1) < Decimal("1e-9")


# Rules in words.


@pytest.mark.parametrize("operator", Operator)
@pytest.mark.parametrize("code", ["en", "ru"])
def test_every_operator_has_its_words(engagement, operator, code):
    made = condition(engagement, operator=operator, operand="6; 7", operand_high="11", field_id=field(engagement))
    with workbench.open_book(engagement) as book, language(code):
        text = rule.condition_in_words(book, book.get(Condition, made))
    assert text.startswith("Orders in 12 months")
    assert ("6, 7" in text) == (operator not in rule.NO_OPERAND)
    assert ("11" in text) == (operator is Operator.BETWEEN)


def test_all_conditions_of_a_value_make_one_sentence(engagement):
    value = add(engagement, Value, name="Regular")
    orders = field(engagement)
    add(engagement, Condition, value_id=value, field_id=orders, operator="between", operand="6", operand_high="11")
    add(engagement, Condition, value_id=value, field_id=orders, operator="filled")
    with workbench.open_book(engagement) as book:
        text = rule.rule_in_words(book, rule.conditions_of(book)[value])
    assert text == "Orders in 12 months from 6 to 11 and Orders in 12 months is filled"


def test_what_is_missing_in_a_condition_is_an_ellipsis(engagement):
    made = condition(engagement, operator=None, operand="")
    with workbench.open_book(engagement) as book:
        assert rule.condition_in_words(book, book.get(Condition, made)) == "… …"


# Pictures and the chapter.


def pictures(engagement):
    with workbench.open_book(engagement, today=TODAY) as book:
        return dict(workbench.pictures(book, "segmentation"))


def test_nothing_is_drawn_of_nothing(engagement):
    assert pictures(engagement) == {}


def test_titles_say_the_finding():
    titles = {key: picture.title for key, picture in pictures(workbench.load_demo("pharmacy")).items()}
    assert titles == {
        "size": "Largest segment: “Once or twice a year”, 19% of customers",
        "revenue": "“Chronic, every month”: 11% of customers, 27% of revenue",
        "priority": "7 segments come first, 73% of revenue",
    }


def test_a_cell_says_its_segment_and_the_figure(engagement):
    rows, columns = grid(engagement)
    segment(engagement, rows[0], columns[1], "Regulars", size=92_000)
    drawn = pictures(engagement)["size"]
    assert drawn.texts == (("", "Regulars\n92,000"), ("", ""))
    assert drawn.values == ((None, 92_000.0), (None, None))
    assert (drawn.row_title, drawn.column_title) == ("Need", "Frequency")


def test_segments_stand_row_by_row_in_the_chapter(engagement):
    rows, columns = grid(engagement)
    segment(engagement, rows[1], columns[0])
    segment(engagement, None, columns[0])
    with workbench.open_book(engagement, today=TODAY) as book:
        captions = [block.caption for block in workbench.chapter(book, "segmentation").blocks if isinstance(block, Table)]
    assert captions == ["Dimensions", "Values: Need", "Values: Frequency", "Segments: Family", "Segments outside the matrix"]
