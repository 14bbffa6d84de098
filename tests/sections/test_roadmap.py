"""The roadmap: cycles, critical path, slip, load, checks, pictures, chapter, and what a move on the board writes."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workbench
from core.blocks import Details, Paragraph, Table
from core.checks import findings_of
from core.fields import field_map
from core.i18n import language
from core.pictures import Tone
from core.sections import section
from core.sections.roadmap import load_pictures, pictures
from core.sections.roadmap.load import Work, at_the_same_time, load, months
from core.sections.roadmap.records import Item, Status, StatusEntry, Wave
from core.sections.roadmap.schedule import Task, cycles, end_date, schedule

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 30)


def later(days):
    return MONDAY + timedelta(days=days)


# Dates


def test_the_first_and_the_last_day_count():
    assert end_date(date(2026, 11, 2), 14) == date(2026, 11, 15)


def test_an_end_needs_a_start_and_a_duration():
    assert end_date(None, 3) is end_date(MONDAY, None) is None


# Cycles


def test_a_cycle_is_named_from_item_to_item_back_to_the_first():
    (circle,) = cycles({1: [3], 2: [1], 3: [2], 4: [1]})
    assert circle[0] == circle[-1]
    assert set(circle) == {1, 2, 3}
    assert all((before, after) in {(1, 2), (2, 3), (3, 1)} for before, after in pairwise(circle))


def test_an_item_that_waits_for_itself_is_a_cycle():
    assert cycles({7: [7]}) == [(7, 7)]


def test_two_cycles_are_both_named():
    assert len(cycles({1: [2], 2: [1], 3: [4], 4: [3]})) == 2


@given(st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7)), max_size=8))
def test_what_waits_only_for_smaller_numbers_has_no_cycle(after):
    assert cycles({each: {before for before in waits if before < each} for each, waits in after.items()}) == []


# The critical path


@st.composite
def plans(draw):
    """Plans without circles: an item waits only for earlier ones, but may be planned before they end."""
    count = draw(st.integers(1, 7))
    return [
        Task(
            each,
            later(draw(st.integers(0, 40))),
            draw(st.integers(1, 15)),
            tuple(sorted(draw(st.sets(st.integers(0, each - 1), max_size=3)) if each else ())),
        )
        for each in range(count)
    ]


@given(plans())
def test_nothing_begins_before_what_it_waits_for_has_ended(tasks):
    found = schedule(tasks)
    assert all(found.early_start[task.id] > found.early_finish[before] for task in tasks for before in task.after)


@given(plans(), st.data())
def test_slack_is_exactly_what_may_be_lost_before_the_end_moves(tasks, data):
    found = schedule(tasks)
    chosen = data.draw(st.sampled_from(tasks))

    def end_with(days):
        longer = replace(chosen, days=chosen.days + days)
        return schedule([longer if task.id == chosen.id else task for task in tasks]).end

    assert found.slack(chosen.id) >= 0
    assert end_with(found.slack(chosen.id)) == found.end
    assert end_with(found.slack(chosen.id) + 1) == found.end + timedelta(days=1)


@given(plans())
def test_the_critical_chain_is_linked_and_has_the_least_slack_of_all_chains(tasks):
    found = schedule(tasks)
    waits = {task.id: task.after for task in tasks}
    assert all(before in waits[after] for before, after in pairwise(found.critical))
    assert found.slack(found.critical[0]) == found.reserve == min(found.slack(task.id) for task in tasks if not task.after)


def test_the_chain_of_a_textbook():
    tasks = [
        Task(1, later(0), 3),
        Task(2, later(3), 5, (1,)),
        Task(3, later(3), 2, (1,)),
        Task(4, later(8), 4, (2, 3)),
    ]
    found = schedule(tasks)
    assert found.critical == (1, 2, 4)
    assert found.reserve == 0
    assert found.slack(3) == 3
    assert found.end == later(11)


def test_a_late_item_pushes_those_that_wait_for_it():
    found = schedule([Task(1, later(0), 10), Task(2, later(5), 5, (1,), agreed_end=later(9))])
    assert found.early_start[2] == later(10)
    assert found.slip == {2: 5}


def test_what_is_not_done_cannot_end_in_the_past():
    found = schedule([Task(1, TODAY - timedelta(days=20), 5), Task(2, TODAY - timedelta(days=20), 5, done=True)], TODAY)
    assert found.early_finish[1] == TODAY
    assert found.early_finish[2] == TODAY - timedelta(days=16)


def test_a_circle_does_not_stop_the_schedule():
    assert schedule([Task(1, later(0), 3, (2,)), Task(2, later(0), 3, (1,))]).end == later(2)


# Load


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 200), st.integers(0, 50)), max_size=6))
def test_effort_is_spread_without_loss(rows):
    works = [Work("Ann", later(start), later(start + days), effort) for start, days, effort in rows]
    assert sum(each.effort for each in load(works).values()) == pytest.approx(sum(work.effort for work in works))


def test_an_item_counts_in_every_month_that_it_touches():
    found = load([Work("Ann", date(2026, 11, 30), date(2027, 1, 1), 33)])
    assert {when: (each.items, each.effort) for (_owner, when), each in found.items()} == {
        date(2026, 11, 1): (1, 1),
        date(2026, 12, 1): (1, 31),
        date(2027, 1, 1): (1, 1),
    }


def test_months_from_december_go_on_in_january():
    assert list(months(date(2026, 12, 31), date(2027, 1, 1))) == [date(2026, 12, 1), date(2027, 1, 1)]


def test_an_item_that_begins_the_day_after_another_ends_does_not_run_with_it():
    assert at_the_same_time([(later(0), later(2)), (later(3), later(5))]) == (1, later(0))
    assert at_the_same_time([(later(0), later(3)), (later(3), later(5))]) == (2, later(3))


# Checks


@pytest.fixture
def add(engagement):
    def adding(record, **values):
        return workbench.add(engagement, record, values, "ann")

    return adding


@pytest.fixture
def item(add):
    """A function that adds an item that nothing can be said against."""
    kpi = add(section("goals").record("kpi"), name="Repeat share")

    def adding(name, **values):
        fine = {
            "owner": name,
            "start": later(0),
            "duration_days": 10,
            "kpis": [kpi],
            "status": "planned",
            "progress": 0,
            "baseline_end": later(9),
        }
        return add(Item, name=name, **fine | values)

    return adding


@pytest.fixture
def book(engagement):
    """A function: the strategy as it is when it is called."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(workbench.open_book(engagement, TODAY))


def found(book):
    return {(each.code, each.record_id) for each in findings_of(section("roadmap").checks, book)}


def test_a_sound_item_has_no_findings(item, book):
    item("Consent")
    assert found(book()) == set()


SINGLE = [
    ("W001", {"owner": ""}, {"owner": "Ann"}),
    ("W002", {"start": None}, {}),
    ("W002", {"duration_days": None}, {}),
    ("W003", {"start": TODAY - timedelta(days=10), "duration_days": 10, "status": "in_progress", "progress": "0.5"},
             {"start": TODAY - timedelta(days=9), "duration_days": 10, "status": "in_progress", "progress": "0.5"}),
    ("W003", {"start": TODAY - timedelta(days=20), "status": None}, {"start": TODAY - timedelta(days=20), "status": "dropped"}),
    ("W004", {"status": "done", "progress": "0.9"}, {"status": "done", "progress": 1}),
    ("W004", {"status": "planned", "progress": "0.1"}, {"status": "planned", "progress": None}),
    ("W004", {"status": "in_progress", "progress": 1}, {"status": "in_progress", "progress": "0.99"}),
    ("W005", {"status": "blocked"}, {"status": "blocked", "blocked_by": "The vendor"}),
    ("W007", {"kpis": []}, {"kpis": [], "status": "dropped"}),
    ("W009", {"baseline_end": later(9 - 15)}, {"baseline_end": later(9 - 14)}),
    ("W009", {"baseline_end": later(9 - 15)}, {"baseline_end": later(9 - 15), "status": "blocked", "blocked_by": "The vendor"}),
    ("H002", {"start": TODAY - timedelta(days=1), "baseline_end": None}, {"start": TODAY}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "bad", "good"), SINGLE)
def test_a_check_of_one_item_fires_and_keeps_still(item, book, code, bad, good):
    wrong = item("Wrong", **bad)
    right = item("Right", **good)
    hits = found(book())
    assert (f"roadmap.{code}", wrong) in hits
    assert (f"roadmap.{code}", right) not in hits


def test_a_cycle_is_an_error_that_names_its_items(engagement, item, book):
    first = item("A")
    second = item("B", depends_on=[first])
    workbench.edit(engagement, Item, first, {"start": later(20)}, "ann")
    with workbench.changes.action(engagement, "ann") as action:  # past the rule that refuses it
        action.set_links(action.row(Item, first), "depends_on", [second])
    (finding,) = [each for each in findings_of(section("roadmap").checks, book()) if each.code == "roadmap.E001"]
    assert finding.record_id in (first, second)
    assert "A → B → A" in finding.sentence or "B → A → B" in finding.sentence


def test_a_chain_is_no_cycle(item, book):
    item("B", depends_on=[item("A")], start=later(10), baseline_end=later(19))
    assert found(book()) == set()


@pytest.mark.parametrize(("start", "status", "fires"), [(9, "in_progress", True), (10, "in_progress", False), (9, "done", False)])
def test_an_item_starts_after_what_it_depends_on_has_ended(item, book, start, status, fires):
    first = item("A", status=status, progress=1 if status == "done" else "0.5")
    second = item("B", depends_on=[first], start=later(start), baseline_end=later(start + 9))
    assert (("roadmap.E002", second) in found(book())) is fires


@pytest.mark.parametrize(("count", "fires"), [(5, True), (4, False)])
def test_an_owner_has_at_most_four_items_at_once(item, book, count, fires):
    ids = [item(f"I{n}", owner="Ann", start=later(n), baseline_end=later(n + 9)) for n in range(count)]
    item("Later", owner="Ann", start=later(60), baseline_end=later(69))
    assert (("roadmap.W006", ids[-1]) in found(book())) is fires


@pytest.mark.parametrize(("ends", "fires"), [(8, True), (9, False)])
def test_an_item_lies_within_its_wave(add, item, book, ends, fires):
    wave = add(Wave, name="One", starts=later(0), ends=later(ends))
    row = item("A", wave_id=wave)
    assert (("roadmap.W008", row) in found(book())) is fires


@pytest.mark.parametrize(("days_ago", "fires"), [(14, False), (15, True)])
def test_a_fresh_comment_in_the_log_explains_a_slip(add, item, book, days_ago, fires):
    row = item("A", baseline_end=later(-20))
    add(StatusEntry, item_id=row, said_on=TODAY - timedelta(days=days_ago), status="planned", comment="Money came late")
    assert (("roadmap.W009", row) in found(book())) is fires


def test_a_slip_is_passed_on_to_what_waits(item, book):
    first = item("A", duration_days=30, baseline_end=later(29))
    second = item("B", depends_on=[first], start=later(10), baseline_end=later(19))
    assert ("roadmap.W009", second) in found(book())


@pytest.mark.parametrize(("status", "fires"), [("dropped", True), ("planned", False)])
def test_nothing_waits_for_what_was_dropped(item, book, status, fires):
    first = item("A", status=status)
    second = item("B", depends_on=[first], start=later(10), baseline_end=later(19))
    assert (("roadmap.W010", second) in found(book())) is fires


def test_a_missing_baseline_is_said_once_while_nothing_is_agreed(item, book):
    first = item("A", baseline_end=None)
    item("B", baseline_end=None)
    assert found(book()) == {("roadmap.H001", first)}


def test_a_missing_baseline_is_said_of_each_item_once_others_are_agreed(item, book):
    item("A")
    assert found_of("H001", book, item("B", baseline_end=None), item("C", baseline_end=None)) == 2


def found_of(code, book, *ids):
    return sum((f"roadmap.{code}", each) in found(book()) for each in ids)


@pytest.mark.parametrize("demo", ["pharmacy", "airline"])
def test_the_worked_examples_have_no_findings(demo):
    with workbench.open_book(workbench.load_demo(demo), TODAY) as book:
        assert [each.sentence for each in findings_of(section("roadmap").checks, book)] == []


# Refusing a cycle


def test_a_dependency_that_closes_a_circle_is_refused_by_name(engagement, item):
    first = item("A")
    second = item("B", depends_on=[first])
    outcome = workbench.edit(engagement, Item, first, {"depends_on": [second], "owner": "Bea"}, "ann")
    assert "A → B → A" in outcome.refused["depends_on"] or "B → A → B" in outcome.refused["depends_on"]
    assert outcome.saved == {"owner": "Bea"}


def test_a_dependency_without_a_circle_is_taken(engagement, item):
    first, second = item("A"), item("B")
    assert workbench.edit(engagement, Item, second, {"depends_on": [first]}, "ann").saved == {"depends_on": [first]}


# A move on the board


def entry(row, status):
    return StatusEntry, {"item_id": row, "said_on": TODAY, "status": status, "author": "ann"}


def test_a_status_and_its_log_entry_are_one_action(engagement, item, book):
    row = item("A")
    workbench.edit_with(engagement, Item, row, {"status": "done", "progress": 1}, [entry(row, "done")], "ann", {"status": Status.PLANNED})
    assert [(each.item_id, each.status) for each in book().rows(StatusEntry)] == [(row, Status.DONE)]
    workbench.undo(engagement, "ann")
    after = book()
    assert after.rows(StatusEntry) == []
    assert (after.get(Item, row).status, after.get(Item, row).progress) == (Status.PLANNED, 0)


def test_a_clash_leaves_everything_as_it_was(engagement, item, book):
    row = item("A")
    workbench.edit(engagement, Item, row, {"status": "blocked"}, "bea")
    outcome = workbench.edit_with(
        engagement, Item, row, {"status": "done", "progress": 1}, [entry(row, "done")], "ann", {"status": Status.PLANNED}
    )
    assert outcome.clashes["status"].by == "bea"
    assert outcome.saved == {}
    assert book().rows(StatusEntry) == []
    assert book().get(Item, row).progress == 0


# Pictures


def test_there_is_no_picture_of_nothing(book):
    empty = book()
    assert [draw(empty) for draw in (pictures.gantt, pictures.costs, load_pictures.effort, load_pictures.people)] == [None] * 4


def test_the_chart_groups_by_wave_and_marks_the_chain(add, item, book):
    wave = add(Wave, name="One")
    first = item("A", wave_id=wave)
    second = item("B", depends_on=[first], start=later(10), baseline_end=later(12), status="blocked", blocked_by="Money")
    item("Gone", status="dropped")
    chart = pictures.gantt(book())
    assert [(bar.id, bar.group, bar.critical, bar.tone) for bar in chart.bars] == [
        (first, "One", True, Tone.PLAIN),
        (second, "No wave", True, Tone.ALARM),
    ]
    assert chart.bars[1].remark == "blocked, +7 days"
    assert chart.title == "Ready on Dec 19, 2026, 7 days later than agreed, no reserve"


def test_effort_is_stacked_by_owner_and_few_owners_stay_themselves(item, book):
    for n in range(12):
        item(f"Owner {n}", effort_days=10 + n)
    picture = load_pictures.effort(book())
    assert len(picture.series) == load_pictures.MOST_OWNERS + 1
    assert sum(value for each in picture.series for value in each.values) == pytest.approx(sum(range(10, 22)), abs=1)


def test_without_estimates_the_items_are_counted(item, book):
    item("Ann")
    picture = load_pictures.effort(book())
    assert [each.values for each in picture.series] == [(1, 1)]


def test_cost_by_wave_tells_the_dearest(add, item, book):
    item("A", wave_id=add(Wave, name="One"), cost=25)
    item("B", wave_id=add(Wave, name="Two"), cost=75, status="done", progress=1)
    item("C", cost=1000, status="dropped")
    picture = pictures.costs(book())
    assert picture.title == "“Two” takes 75% of €100"
    assert {each.name: each.values for each in picture.series} == {"done": (0, 75, 0), "under way": (0, 0, 0), "ahead": (25, 0, 0)}


# Chapter


def texts(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Details):
            yield from (cell.text for each in block.entries for _label, cell in each.lines)
        elif isinstance(block, Paragraph):
            yield block.text


def test_everything_that_was_entered_reaches_the_document(add, item, book):
    wave = add(Wave, name="Wave X", result="Result X", note="Note W")
    first = item("First item")
    row = item("Item X", wave_id=wave, kind="legal", result="Accepted X", depends_on=[first], start=later(10), effort_days=77, cost=4321,
               blocked_by="Vendor X", risks="Risk X", note="Note X", baseline_start=date(2025, 5, 5))  # fmt: skip
    add(StatusEntry, item_id=row, said_on=TODAY, status="planned", comment="Comment X", author="Author X")
    said = list(texts(workbench.chapter(book(), "roadmap").blocks))
    wanted = {"Wave X", "Result X", "Note W", "Item X", "Accepted X", "First item", "77", "€4,321", "Vendor X", "Risk X", "Note X"}
    wanted |= {"May 5, 2025", "Comment X", "Author X", "Law and consent", "Repeat share"}
    assert [each for each in wanted if not any(each in text for text in said)] == []


def test_the_chapter_of_an_empty_roadmap_is_empty(book):
    assert workbench.chapter(book(), "roadmap").blocks == ()


def test_the_chapter_speaks_russian():
    with workbench.open_book(workbench.load_demo("airline"), TODAY) as book, language("ru"):
        said = " ".join(texts(workbench.chapter(book, "roadmap").blocks))
    assert "В дорожной карте 34 работы." in said
    assert "дней резерва" in said


def test_the_log_needs_no_comment():
    assert not field_map(StatusEntry)["comment"].expected
