"""The one way in: history, versions, clashes, undo."""

from decimal import Decimal

import pytest

from core import workbench
from core.fields import BadValue, Mark
from core.sections.audit.records import Process, Stage, System, Touchpoint
from core.sections.goals.records import Kpi
from core.vocabulary import Channel


def touchpoint(engagement, **values):
    return workbench.add(engagement, Touchpoint, {"name": "Call centre"} | values, who="ann")


def read(engagement, record, row_id):
    with workbench.open_book(engagement) as book:
        return book.get(record, row_id)


def test_a_record_comes_back_as_it_was_entered(engagement):
    row = read(engagement, Touchpoint, touchpoint(engagement, channel="email", importance=5, pain="Long\nqueue"))
    assert (row.name, row.channel, row.importance, row.pain, row.version) == ("Call centre", Channel.EMAIL, 5, "Long\nqueue", 1)
    assert row.created_by == "ann"


def test_a_decimal_comes_back_exactly(engagement):
    kpi = workbench.add(engagement, Kpi, {"name": "Check", "baseline": "1234567890.10"}, who="ann")
    assert read(engagement, Kpi, kpi).baseline == Decimal("1234567890.1")


def test_an_edit_writes_the_record_and_its_history(engagement):
    row_id = touchpoint(engagement, importance=3)
    outcome = workbench.edit(engagement, Touchpoint, row_id, {"importance": 5}, who="bob")
    assert outcome.saved == {"importance": 5}
    newest = workbench.history(engagement, Touchpoint, row_id)[0]
    assert (newest.who, newest.field, newest.before, newest.after) == ("bob", "importance", 3, 5)
    assert read(engagement, Touchpoint, row_id).version == 2


def test_the_same_value_again_changes_nothing(engagement):
    row_id = touchpoint(engagement, importance=3)
    workbench.edit(engagement, Touchpoint, row_id, {"importance": 3}, who="bob")
    assert read(engagement, Touchpoint, row_id).version == 1
    assert len(workbench.history(engagement, Touchpoint, row_id)) == 1


def test_what_another_person_changed_is_not_overwritten(engagement):
    row_id = touchpoint(engagement, importance=3, quality=2)
    workbench.edit(engagement, Touchpoint, row_id, {"importance": 5}, who="bob")
    outcome = workbench.edit(
        engagement, Touchpoint, row_id, {"importance": 1, "quality": 4}, who="ann", expected={"importance": 3, "quality": 2}
    )
    clash = outcome.clashes["importance"]
    assert (clash.mine, clash.theirs, clash.by) == (1, 5, "bob")
    assert outcome.saved == {"quality": 4}
    assert read(engagement, Touchpoint, row_id).importance == 5


def test_an_edit_of_a_deleted_record_is_handed_back(engagement):
    row_id = touchpoint(engagement)
    workbench.delete(engagement, Touchpoint, [row_id], who="bob")
    outcome = workbench.edit(engagement, Touchpoint, row_id, {"pain": "typed text"}, who="ann")
    assert outcome.clashes["pain"].gone
    assert outcome.clashes["pain"].mine == "typed text"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("importance", 9, "At most 5."),
        ("importance", "many", "whole number"),
        ("channel", "pigeon", "One of"),
        ("name", " ", "cannot be empty"),
    ],
)
def test_a_bad_value_is_refused_alone_with_what_was_expected(engagement, field, value, words):
    row_id = touchpoint(engagement)
    outcome = workbench.edit(engagement, Touchpoint, row_id, {field: value, "pain": "kept"}, who="ann")
    assert words in outcome.refused[field]
    assert outcome.saved == {"pain": "kept"}


def test_adding_a_bad_record_writes_nothing(engagement):
    with pytest.raises(BadValue):
        workbench.add_many(engagement, Touchpoint, [{"name": "good"}, {"name": ""}], who="ann")
    with workbench.open_book(engagement) as book:
        assert book.rows(Touchpoint) == []


def test_undo_takes_back_the_persons_own_last_action(engagement):
    row_id = touchpoint(engagement, importance=3)
    workbench.edit(engagement, Touchpoint, row_id, {"importance": 5, "channel": "sms"}, who="ann")
    other = workbench.add(engagement, Touchpoint, {"name": "Desk"}, who="bob")
    assert workbench.undo(engagement, "ann")
    row = read(engagement, Touchpoint, row_id)
    assert (row.importance, row.channel) == (3, None)
    assert read(engagement, Touchpoint, other) is not None


def test_undo_goes_back_step_by_step_and_then_stops(engagement):
    row_id = touchpoint(engagement)
    workbench.edit(engagement, Touchpoint, row_id, {"pain": "x"}, who="ann")
    workbench.delete(engagement, Touchpoint, [row_id], who="ann")
    workbench.undo(engagement, "ann")
    assert read(engagement, Touchpoint, row_id).pain == "x"
    workbench.undo(engagement, "ann")
    assert read(engagement, Touchpoint, row_id).pain == ""
    workbench.undo(engagement, "ann")
    assert read(engagement, Touchpoint, row_id) is None
    assert workbench.undo(engagement, "ann") == ""


def test_undo_refuses_when_somebody_changed_the_same_since(engagement):
    row_id = touchpoint(engagement)
    workbench.edit(engagement, Touchpoint, row_id, {"pain": "mine"}, who="ann")
    workbench.edit(engagement, Touchpoint, row_id, {"pain": "theirs"}, who="bob")
    with pytest.raises(workbench.CannotUndoError, match="bob"):
        workbench.undo(engagement, "ann")
    assert read(engagement, Touchpoint, row_id).pain == "theirs"


def test_references_to_many_keep_their_order_and_are_undone(engagement):
    systems = [workbench.add(engagement, System, {"name": name}, who="ann") for name in ("CRM", "POS", "Site")]
    process = workbench.add(engagement, Process, {"name": "Refund", "systems": [systems[2], systems[0]]}, who="ann")
    assert read(engagement, Process, process).systems == [systems[2], systems[0]]
    workbench.edit(engagement, Process, process, {"systems": [systems[1]]}, who="ann")
    assert read(engagement, Process, process).systems == [systems[1]]
    workbench.undo(engagement, "ann")
    assert read(engagement, Process, process).systems == [systems[2], systems[0]]


def test_a_mark_stands_until_an_answer_takes_its_place(engagement):
    row_id = touchpoint(engagement, quality=2)
    workbench.mark(engagement, Touchpoint, row_id, "quality", Mark.UNKNOWN, who="ann")
    row = read(engagement, Touchpoint, row_id)
    assert (row.quality, row.marks) == (None, {"quality": "unknown"})
    workbench.edit(engagement, Touchpoint, row_id, {"quality": 4}, who="ann")
    row = read(engagement, Touchpoint, row_id)
    assert (row.quality, row.marks) == (4, {})


def test_rows_move_and_copies_stand_beside_their_originals(engagement):
    first, second, third = (workbench.add(engagement, Stage, {"name": name}, who="ann") for name in "abc")
    workbench.move(engagement, Stage, third, -2, who="ann")
    workbench.duplicate(engagement, Stage, first, who="ann")
    with workbench.open_book(engagement) as book:
        assert [row.name for row in book.rows(Stage)] == ["c", "a", "a", "b"]
    workbench.undo(engagement, "ann")
    workbench.undo(engagement, "ann")
    with workbench.open_book(engagement) as book:
        assert [row.id for row in book.rows(Stage)] == [first, second, third]


def test_ids_are_never_reused(engagement):
    row_id = touchpoint(engagement)
    workbench.delete_engagement(engagement)
    again = workbench.create_engagement("Next", "en", "EUR", "ann")
    assert again > engagement
    assert touchpoint(again) > row_id


def test_deleting_says_what_refers_to_it(engagement):
    stage = workbench.add(engagement, Stage, {"name": "Choice"}, who="ann")
    touchpoint(engagement, stage_id=stage)
    assert workbench.dependents(engagement, Stage, [stage]) == ["Touchpoint: Call centre"]


def test_a_copy_of_an_engagement_refers_to_its_own_records(engagement):
    stage = workbench.add(engagement, Stage, {"name": "Choice"}, who="ann")
    touchpoint(engagement, stage_id=stage)
    copy = workbench.duplicate_engagement(engagement, "Copy", "bob")
    with workbench.open_book(copy) as book:
        row, copied_stage = book.rows(Touchpoint)[0], book.rows(Stage)[0]
    assert row.stage_id == copied_stage.id != stage


def test_one_engagement_cannot_change_anothers_record(engagement):
    row_id = touchpoint(engagement)
    other = workbench.create_engagement("Other", "en", "EUR", "bob")
    outcome = workbench.edit(other, Touchpoint, row_id, {"name": "stolen"}, who="bob")
    assert outcome.clashes["name"].gone
    assert read(engagement, Touchpoint, row_id).name == "Call centre"
