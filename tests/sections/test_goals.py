"""Goals: what the checks find and leave alone, the arithmetic of progress and drivers, trees without circles."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core import workbench
from core.checks import findings_of
from core.i18n import language
from core.pictures import Tone
from core.sections.goals import drivers, progress, tree
from core.sections.goals.records import Driver, Goal, Kpi, Measurement, Operation, Unit

TODAY = date(2026, 11, 22)
KPI = {
    "name": "Retention",
    "unit": "percent",
    "direction": "up",
    "baseline": 78,
    "baseline_date": date(2026, 9, 30),
    "baseline_source": "Warehouse",
    "target": 81,
    "deadline": date(2027, 9, 30),
    "owner": "Irena",
}


def add(engagement, record, **values):
    return workbench.add(engagement, record, values, who="ann")


def found(engagement, code):
    with workbench.open_book(engagement, today=TODAY) as book:
        return [each for each in findings_of(workbench.section("goals").checks, book) if each.code == f"goals.{code}"]


def goal(engagement, level, name="A goal", **values):
    return add(engagement, Goal, level=level, name=name, **values)


def kpi(engagement, **values):
    return add(engagement, Kpi, **(KPI | values))


def driver(engagement, name, now, target=None, **values):
    return add(engagement, Driver, name=name, now=now, target=now if target is None else target, **values)


# Each builder makes the smallest strategy and returns the record that the check is about.


def crm_goal_alone(engagement):
    return goal(engagement, "crm")


def crm_goal_under_a_business_goal(engagement):
    goal(engagement, "crm", parent_id=goal(engagement, "business"))


def crm_goal_under_another_that_serves_business(engagement):
    middle = goal(engagement, "crm", parent_id=goal(engagement, "business"))
    goal(engagement, "crm", parent_id=middle)


def task_under_a_business_goal(engagement):
    return goal(engagement, "task", parent_id=goal(engagement, "business"))


def task_under_a_task_of_a_crm_goal(engagement):
    upper = goal(engagement, "task", parent_id=goal(engagement, "crm"))
    goal(engagement, "task", parent_id=upper)


def two_goals_serving_each_other(engagement):
    first = goal(engagement, "crm", "A")
    second = goal(engagement, "crm", "B", parent_id=first)
    force_parent(engagement, Goal, first, second)
    return first


def target_below_the_baseline_of_what_should_grow(engagement):
    return kpi(engagement, target=77)


def target_above_the_baseline_of_what_should_fall(engagement):
    return kpi(engagement, direction="down", target=79)


def level_to_hold_that_is_to_grow(engagement):
    return kpi(engagement, direction="hold", target=90)


def level_to_hold_nearly_the_same(engagement):
    kpi(engagement, direction="hold", target=79)


def target_without_a_direction(engagement):
    kpi(engagement, direction=None, target=77)


def product_that_is_off(engagement):
    whole = driver(engagement, "Revenue", 1000, operation="multiply", unit="money")
    driver(engagement, "Customers", 10, parent_id=whole)
    driver(engagement, "Spend", 90, parent_id=whole)
    return whole


def product_that_is_nearly_right(engagement):
    whole = driver(engagement, "Revenue", 1000, operation="multiply", unit="money")
    driver(engagement, "Customers", 10, parent_id=whole)
    driver(engagement, "Spend", 99, parent_id=whole)


def product_with_an_unknown_part(engagement):
    whole = driver(engagement, "Revenue", 1000, operation="multiply", unit="money")
    driver(engagement, "Customers", 10, parent_id=whole)
    driver(engagement, "Spend", None, parent_id=whole)


def share_counts_as_a_hundredth(engagement):
    whole = driver(engagement, "Buyers", 300, operation="multiply", unit="customers")
    driver(engagement, "Leads", 5000, parent_id=whole)
    driver(engagement, "Conversion", 6, parent_id=whole, unit="percent")


def drivers_in_a_circle(engagement):
    first = driver(engagement, "A", 1)
    second = driver(engagement, "B", 1, parent_id=first)
    force_parent(engagement, Driver, first, second)
    return first


def driver_with_parts_and_no_operation(engagement):
    whole = driver(engagement, "Revenue", 10)
    driver(engagement, "Part", 10, parent_id=whole)
    return whole


def child_due_after_its_parent(engagement):
    parent = goal(engagement, "business", deadline=date(2027, 6, 30))
    return goal(engagement, "crm", parent_id=parent, deadline=date(2027, 7, 1))


def child_due_with_its_parent(engagement):
    parent = goal(engagement, "business", deadline=date(2027, 6, 30))
    goal(engagement, "crm", parent_id=parent, deadline=date(2027, 6, 30))


def crm_goal_with_a_kpi(engagement):
    kpi(engagement, goal_id=goal(engagement, "crm"))


def kpi_without_source(engagement):
    return kpi(engagement, baseline_source="")


def kpi_whose_source_is_not_applicable(engagement):
    kpi(engagement, baseline_source="", marks={"baseline_source": "not_applicable"})


def kpi_without_owner(engagement):
    return kpi(engagement, owner="")


def monthly_kpi_measured_in_september(engagement):
    row = kpi(engagement, frequency="monthly")
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 9, 30), value=78)
    return row


def monthly_kpi_measured_in_october(engagement):
    row = kpi(engagement, frequency="monthly")
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 9, 30), value=78)
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 10, 31), value=78)


def weekly_kpi_never_measured(engagement):
    return kpi(engagement, frequency="weekly")


def quarterly_kpi_never_measured_with_a_fresh_baseline(engagement):
    kpi(engagement, frequency="quarterly")


def complete_kpi(engagement):
    kpi(engagement)


def business_goal_that_nobody_serves(engagement):
    goal(engagement, "crm", parent_id=goal(engagement, "business", "Served"))
    return goal(engagement, "business", "Alone")


def business_goals_without_crm_goals_yet(engagement):
    goal(engagement, "business")


def nothing(engagement):
    pass


def force_parent(engagement, record, row_id, parent_id):
    """What the door refuses can still come with a file."""
    from core.store import changes

    with changes.action(engagement, "ann") as action:
        action.write(action.row(record, row_id), {"parent_id": parent_id})


@pytest.mark.parametrize(
    ("code", "build"),
    [
        ("E001", crm_goal_alone),
        ("E002", task_under_a_business_goal),
        ("E003", two_goals_serving_each_other),
        ("E004", target_below_the_baseline_of_what_should_grow),
        ("E004", target_above_the_baseline_of_what_should_fall),
        ("E004", level_to_hold_that_is_to_grow),
        ("E006", drivers_in_a_circle),
        ("W001", child_due_after_its_parent),
        ("W002", crm_goal_alone),
        ("W003", kpi_without_source),
        ("W004", kpi_without_owner),
        ("W005", monthly_kpi_measured_in_september),
        ("W005", weekly_kpi_never_measured),
        ("W006", driver_with_parts_and_no_operation),
        ("H001", business_goal_that_nobody_serves),
    ],
)
def test_check_finds_it(engagement, code, build):
    record_id = build(engagement)
    assert [each.record_id for each in found(engagement, code)] == [record_id]


@pytest.mark.parametrize(
    ("code", "build"),
    [
        ("E001", crm_goal_under_a_business_goal),
        ("E001", crm_goal_under_another_that_serves_business),
        ("E002", task_under_a_task_of_a_crm_goal),
        ("E003", crm_goal_under_another_that_serves_business),
        ("E004", complete_kpi),
        ("E004", level_to_hold_nearly_the_same),
        ("E004", target_without_a_direction),
        ("E005", product_that_is_nearly_right),
        ("E005", product_with_an_unknown_part),
        ("E005", share_counts_as_a_hundredth),
        ("E006", driver_with_parts_and_no_operation),
        ("W001", child_due_with_its_parent),
        ("W002", crm_goal_with_a_kpi),
        ("W003", complete_kpi),
        ("W003", kpi_whose_source_is_not_applicable),
        ("W004", complete_kpi),
        ("W005", monthly_kpi_measured_in_october),
        ("W005", quarterly_kpi_never_measured_with_a_fresh_baseline),
        ("W006", product_that_is_nearly_right),
        ("H001", business_goals_without_crm_goals_yet),
        ("H001", crm_goal_under_a_business_goal),
    ],
)
def test_check_leaves_it_alone(engagement, code, build):
    build(engagement)
    assert found(engagement, code) == []


def test_parts_that_do_not_make_up_a_driver_are_found_now_and_at_the_target(engagement):
    whole = product_that_is_off(engagement)
    hits = found(engagement, "E005")
    assert [(each.record_id, each.field) for each in hits] == [(whole, "now"), (whole, "target")]
    assert "€900" in hits[0].sentence


def test_circle_is_named(engagement):
    two_goals_serving_each_other(engagement)
    assert found(engagement, "E003")[0].sentence == "Goals serve each other in a circle: A → B → A."


@pytest.mark.parametrize("demo", ["pharmacy", "airline"])
def test_examples_are_free_of_findings(demo):
    loaded = workbench.load_demo(demo)
    with workbench.open_book(loaded, today=TODAY) as book:
        assert [each.sentence for each in findings_of(workbench.section("goals").checks, book)] == []


@pytest.mark.parametrize("record", [Goal, Driver])
def test_a_circle_is_refused_and_named(engagement, record):
    top = add(engagement, record, name="A")
    middle = add(engagement, record, name="B", parent_id=top)
    bottom = add(engagement, record, name="C", parent_id=middle)
    outcome = workbench.edit(engagement, record, top, {"parent_id": bottom}, who="ann")
    assert outcome.refused == {"parent_id": "That would lead round in a circle: A → C → B → A."}
    with workbench.open_book(engagement) as book:
        assert book.get(record, top).parent_id is None


@pytest.mark.parametrize("record", [Goal, Driver])
def test_a_record_cannot_hang_on_itself(engagement, record):
    row = add(engagement, record, name="A")
    assert workbench.edit(engagement, record, row, {"parent_id": row}, who="ann").refused["parent_id"].endswith("A → A.")


# Formulas.

figures = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=3)


@settings(deadline=None)
@given(figures, figures, st.decimals(min_value=-2, max_value=3, places=3))
def test_reached_is_the_share_of_the_way(baseline, target, share):
    assume(baseline != target)
    actual = baseline + share * (target - baseline)
    assert abs(progress.reached(baseline, target, actual) - share) < Decimal("0.000001")


@settings(deadline=None)
@given(figures, figures)
def test_reached_is_nothing_at_the_start_and_all_at_the_target(baseline, target):
    assume(baseline != target)
    assert progress.reached(baseline, target, baseline) == 0
    assert progress.reached(baseline, target, target) == 1


@settings(deadline=None)
@given(figures, figures)
def test_reached_is_unknown_without_a_way_to_go(level, actual):
    assert progress.reached(level, level, actual) is None


@settings(deadline=None)
@given(st.lists(st.decimals(min_value="0.1", max_value=1000, places=2), min_size=1, max_size=6))
def test_made_up_parts_are_never_off(values):
    for operation in Operation:
        whole = drivers.made_up(operation, values)
        assert not drivers.is_off(whole, whole)
        assert drivers.is_off(whole * Decimal("1.03"), whole)
        assert not drivers.is_off(whole * Decimal("1.019"), whole)


@settings(deadline=None)
@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12)))
def test_circles_are_those_that_the_way_up_finds(parents):
    circles = list(tree.circles(parents))
    for circle in circles:
        assert circle[0] == circle[-1] == min(circle)
        assert all(parents[child] == parent for child, parent in pairwise(circle))
    inside = {each for each in parents if tree.circle_with(parents, each, parents[each])}
    assert inside == {each for circle in circles for each in circle}


@settings(deadline=None)
@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12)))
def test_from_the_top_keeps_every_record_once(parents):
    rows = [SimpleNamespace(id=each, parent_id=parent) for each, parent in parents.items()]
    assert sorted(row.id for row in tree.from_the_top(rows)) == sorted(parents)


def test_a_measurement_before_the_baseline_is_no_progress(engagement):
    row = kpi(engagement)
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 6, 30), value=80)
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 9, 30), value=78)
    assert progress_of_the_only(engagement).latest is None
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 10, 31), value="79.5")
    assert progress_of_the_only(engagement).reached == Decimal("0.5")


def test_a_level_to_hold_is_held_within_two_per_cent(engagement):
    row = kpi(engagement, direction="hold", target=78)
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 10, 31), value=79)
    assert progress.standing(progress_of_the_only(engagement)) == "held"
    add(engagement, Measurement, kpi_id=row, measured_on=date(2026, 11, 20), value=70)
    assert progress.standing(progress_of_the_only(engagement)) == "not held"


def progress_of_the_only(engagement):
    with workbench.open_book(engagement, today=TODAY) as book:
        return progress.progress_of(book.rows(Kpi), book.rows(Measurement))[0]


@pytest.mark.parametrize(
    ("unit", "value", "english", "russian"),
    [
        (Unit.PERCENT, "78.0", "78%", "78 %"),
        (Unit.PERCENT, "0.22", "0.22%", "0,22 %"),
        (Unit.MONEY, "18.5", "€18.50", "18,50 €"),
        (Unit.MONEY, "102771200", "€102,771,200", "102 771 200 €"),
        (Unit.CUSTOMERS, "868000", "868,000 customers", "868 000 клиентов"),
        (Unit.TIMES, "6.4", "6.4 times", "6,4 раза"),
        (Unit.DAYS, "1", "1 day", "1 день"),
        (Unit.RATIO, "1.5", "1.5", "1,5"),
        (None, "3", "3", "3"),
    ],
)
def test_figures_carry_their_unit(engagement, unit, value, english, russian):
    with workbench.open_book(engagement) as book:
        assert progress.with_unit(book, unit, Decimal(value)) == english
        with language("ru"):
            assert progress.with_unit(book, unit, Decimal(value)).replace("\xa0", " ") == russian


def test_moving_one_part_alone_shows_what_it_brings(engagement):
    whole = driver(engagement, "Revenue", 1000, 1320, operation="multiply", unit="money")
    driver(engagement, "Customers", 10, 11, parent_id=whole)
    driver(engagement, "Spend", 100, 120, parent_id=whole)
    with workbench.open_book(engagement) as book:
        rows = book.rows(Driver)
        assert list(drivers.moved_alone(rows[0], rows).values()) == [100, 200]


# Pictures and the chapter.


def pictures(engagement):
    with workbench.open_book(engagement, today=TODAY) as book:
        return dict(workbench.pictures(book, "goals"))


def test_nothing_is_drawn_of_nothing(engagement):
    assert pictures(engagement) == {}


def test_a_goal_in_the_air_is_marked_in_the_tree(engagement):
    goal(engagement, "business")
    goal(engagement, "crm", "Lost")
    drawn = pictures(engagement)["tree"]
    assert drawn.title == "1 goal hangs in the air"
    assert {node.text: node.tone for node in drawn.nodes}["Lost"] is Tone.ALARM


def test_titles_say_the_finding():
    drawn = pictures(workbench.load_demo("pharmacy"))
    assert drawn["tree"].title == "4 business goals, 7 CRM goals, 11 tasks"
    assert drawn["progress"].title == "4 KPIs move away from their targets, most of all “Calls answered within 30 seconds”"
    assert drawn["drivers"].title == "Revenue a year: +9%; the strongest lever is “Orders per active customer”"


def test_tasks_stand_under_their_crm_goal_in_the_chapter(engagement):
    upper = goal(engagement, "crm", "Keep them", parent_id=goal(engagement, "business", "Earn more"))
    goal(engagement, "task", "Write to them", parent_id=upper)
    goal(engagement, "task", "Lost task")
    with workbench.open_book(engagement, today=TODAY) as book:
        captions = [block.caption for block in workbench.chapter(book, "goals").blocks if hasattr(block, "caption")]
    assert captions == ["Business goals", "CRM goal: Keep them", "Tasks: Keep them", "Goals and tasks outside the tree"]
