"""Progress, gaps and findings of a strategy as a whole."""

from datetime import date

import pytest

from core import workbench
from core.fields import BadValue, Mark
from core.sections.audit.records import Stage, Touchpoint
from core.sections.goals.records import Goal
from core.sections.roadmap.records import Wave


def gap(engagement, slug):
    with workbench.open_book(engagement) as book:
        return workbench.next_gap(book, slug)


def test_an_empty_section_is_at_nought_and_asks_for_its_first_records(engagement):
    assert workbench.overview(engagement).progress["audit"] == 0
    assert gap(engagement, "audit").sentence == "Journey stages: nothing yet"


def test_the_next_gap_names_the_first_empty_field_and_its_row(engagement):
    for record in workbench.section("roadmap").records:
        workbench.add(engagement, record, {"name": "x"} if "name" in record.model_fields else {}, who="ann")
    found = gap(engagement, "roadmap")
    assert (found.record, found.spec.name) == (Wave, "result")
    assert "is empty in 1" in found.sentence


def test_not_applicable_fills_a_field_and_unknown_does_not(engagement):
    row = workbench.add(engagement, Wave, {"name": "First", "starts": date(2026, 1, 1), "ends": date(2026, 2, 1)}, who="ann")
    workbench.mark(engagement, Wave, row, "result", Mark.UNKNOWN, who="ann")
    before = workbench.overview(engagement).progress["roadmap"]
    workbench.mark(engagement, Wave, row, "result", Mark.NOT_APPLICABLE, who="ann")
    assert workbench.overview(engagement).progress["roadmap"] > before


def test_a_section_out_of_scope_is_not_checked_and_not_in_the_document(engagement):
    workbench.add(engagement, Goal, {"name": "Loose", "level": "crm"}, who="ann")
    assert any(each.check.section == "goals" for each in workbench.overview(engagement).findings)
    scope = workbench.section("brief").record("scope")
    workbench.add(engagement, scope, {"slug": "goals", "included": False, "why": "next year"}, who="ann")
    assert not any(each.check.section == "goals" for each in workbench.overview(engagement).findings)


def test_a_finding_is_silenced_with_a_reason_and_taken_up_again(engagement):
    workbench.add(engagement, Goal, {"name": "Loose", "level": "crm"}, who="ann")
    finding = workbench.overview(engagement).open_findings("goals")[0]
    with pytest.raises(BadValue):
        workbench.silence(engagement, finding, " ", who="ann")
    workbench.silence(engagement, finding, "Agreed with the sponsor", who="ann")
    assert finding.code not in [
        each.code for each in workbench.overview(engagement).open_findings("goals") if each.record_id == finding.record_id
    ]
    workbench.unsilence(engagement, finding, who="ann")
    assert finding.code in [each.code for each in workbench.overview(engagement).open_findings("goals")]


def test_starters_find_the_engagements_own_records_by_name(engagement):
    stages = workbench.library_entries("audit", Stage)
    workbench.add_from_library(engagement, Stage, stages, who="ann")
    starters = (
        workbench.library_entries("audit", Touchpoint, search="website search")[:1] or workbench.library_entries("audit", Touchpoint)[:1]
    )
    workbench.add_from_library(engagement, Touchpoint, starters, who="ann")
    with workbench.open_book(engagement) as book:
        row = book.rows(Touchpoint)[0]
        assert book.title_of("audit_stage", row.stage_id) == starters[0]["stage_id"]


def test_library_search_wants_all_words_and_knows_the_industry():
    everything = workbench.library_entries("audit", Touchpoint)
    assert 0 < len(workbench.library_entries("audit", Touchpoint, search="call centre")) < len(everything)
    assert len(workbench.library_entries("audit", Touchpoint, industry="pharmacy")) < len(everything)


def test_a_note_to_a_question_is_not_overwritten_by_somebody_who_has_not_seen_it(engagement):
    workbench.answer(engagement, "audit", "q", "first", who="ann")
    outcome = workbench.answer(engagement, "audit", "q", "mine", who="bob", expected="")
    assert outcome.clashes["text"].theirs == "first"
