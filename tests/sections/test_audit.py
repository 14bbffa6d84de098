"""The audit: journey, quadrant, maturity, acquisition, checks, chapter."""

from contextlib import ExitStack
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workbench
from core.blocks import Callout, Details, Table
from core.checks import findings_of
from core.i18n import language
from core.sections import section
from core.sections.audit import pictures
from core.sections.audit.acquisition import totals
from core.sections.audit.journey import by_priority, stage_emotion
from core.sections.audit.maturity import area_scores, question_text, scored
from core.sections.audit.records import Acquisition, MaturityAnswer, Process, Respondent, Stage, System, Touchpoint, conversion, priority

TODAY = date(2026, 11, 22)


@pytest.fixture
def add(engagement):
    def adding(record, **values):
        return workbench.add(engagement, record, values, "ann")

    return adding


@pytest.fixture
def book(engagement):
    """A function: the strategy as it is when it is called."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(workbench.open_book(engagement, TODAY))


# Formulas


def test_conversion_of_the_brief_is_six_per_cent():
    assert conversion(Acquisition(leads=5_000, buyers=300)) == Decimal("0.06")


@given(importance=st.integers(1, 5), quality=st.integers(1, 5))
def test_priority_lies_between_zero_and_twenty_and_falls_with_quality(importance, quality):
    here = priority(Touchpoint(importance=importance, quality=quality))
    assert 0 <= here <= 20
    assert quality == 5 or here > priority(Touchpoint(importance=importance, quality=quality + 1))


def test_the_urgent_touchpoints_come_first_and_the_unknown_last():
    rows = [
        Touchpoint(name="unknown"),
        Touchpoint(name="fine", importance=5, quality=5),
        Touchpoint(name="urgent", importance=5, quality=1),
    ]
    assert [each.name for each in by_priority(rows)] == ["urgent", "fine", "unknown"]


def test_a_typed_emotion_goes_before_the_mean_of_touchpoints():
    touchpoints = [Touchpoint(emotion=-2), Touchpoint(emotion=1), Touchpoint()]
    assert stage_emotion(Stage(emotion=2), touchpoints) == 2
    assert stage_emotion(Stage(), touchpoints) == -0.5
    assert stage_emotion(Stage(), [Touchpoint()]) is None


def answer(question, person, score, row_id=1):
    return MaturityAnswer(id=row_id, question=question, respondent_id=person, score=score)


def test_an_area_is_the_mean_over_questions_of_the_mean_over_respondents():
    answers = [answer("data_1", 1, 0), answer("data_1", 2, 4), answer("data_2", 1, 4), answer("people_1", 1, 1)]
    scores = area_scores(answers)
    assert list(scores) == ["people", "data"]  # the questionnaire's order
    assert (scores["data"].mean, scores["data"].low, scores["data"].high, scores["data"].spread) == (3, 2, 4, 2)


def test_the_later_answer_of_a_respondent_counts():
    assert [each.score for each in scored([answer("data_1", 1, 0), answer("data_1", 1, 3)])["data_1"]] == [3]


@given(st.lists(st.tuples(st.sampled_from(["data_1", "data_2", "data_3"]), st.integers(1, 4), st.integers(0, 4)), min_size=1))
def test_the_mean_of_an_area_lies_between_its_lowest_and_highest_opinion(given_answers):
    score = area_scores([answer(*each) for each in given_answers])["data"]
    assert 0 <= score.low <= score.mean + 1e-9
    assert score.mean <= score.high + 1e-9 <= 4 + 1e-9


def test_sums_are_made_within_a_period_and_ratios_over_complete_channels():
    rows = [
        Acquisition(period="2025", budget=Decimal(100), leads=50, buyers=5),
        Acquisition(period="2025", leads=50, buyers=15),
        Acquisition(period="2026", budget=Decimal(10), leads=10),
    ]
    first, second = totals(rows)
    assert (first.period, first.budget, first.leads, first.buyers, first.conversion, first.cac) == (
        "2025",
        100,
        100,
        20,
        Decimal("0.2"),
        20,
    )
    assert (second.cost_per_lead, second.buyers, second.conversion, second.cac) == (1, None, None, None)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6))
def test_the_total_conversion_lies_between_those_of_the_channels(channels):
    rows = [Acquisition(leads=leads, buyers=buyers) for leads, buyers in channels]
    each = [conversion(row) for row in rows]
    assert min(each) <= totals(rows)[0].conversion + Decimal("1e-20")
    assert totals(rows)[0].conversion <= max(each) + Decimal("1e-20")


def test_questions_come_from_the_library_in_the_language_in_force():
    english = question_text("strategy_1")
    assert english != "strategy_1"
    with language("ru"):
        assert question_text("strategy_1") not in (english, "strategy_1")
    assert question_text("made_up") == "made_up"


# Pictures


def test_nothing_is_drawn_of_an_empty_audit(book):
    for spec in section("audit").pictures:
        assert spec.draw(book()) is None


def test_the_journey_names_the_stage_where_it_breaks(add, book):
    add(Stage, name="Choice", emotion=1)
    service = add(Stage, name="Service")
    add(Touchpoint, name="Refund", stage_id=service, emotion=-2, moment_of_truth=True)
    add(Touchpoint, name="Call", stage_id=service, emotion=-1)
    picture = pictures.journey(book())
    assert picture.title == "The journey breaks at “Service”: emotion −1.5"
    assert picture.stages[1].touchpoints == (("Refund", -2.0, True), ("Call", -1.0, False))


def test_the_quadrant_names_what_is_vital_and_broken(add, book):
    add(Touchpoint, name="Refunds", importance=5, quality=1)
    add(Touchpoint, name="Parking", importance=1, quality=1)
    picture = pictures.touchpoints(book())
    assert picture.title == "Refunds: vital and broken"
    assert [(each.label, each.weight) for each in picture.points] == [("Refunds", 1.0), ("Parking", 0.2)]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=30))
def test_points_with_the_same_marks_stand_apart_and_near_their_place(marks):
    places = pictures.apart(marks)
    assert len(set(places)) == len(marks)
    assert all(abs(x - a) < 0.5 and abs(y - b) < 0.5 for (x, y), (a, b) in zip(places, marks, strict=True))


def test_the_radar_names_the_weakest_area_and_shows_both_opinions(add, book):
    people = [add(Respondent, name=name) for name in ("Ann", "Bob")]
    for area, marks in {"data": (0, 2), "people": (3, 3), "law": (4, 4)}.items():
        for person, mark in zip(people, marks, strict=True):
            add(MaturityAnswer, question=f"{area}_1", respondent_id=person, score=mark)
    picture = pictures.maturity(book())
    assert picture.title == "Weakest in maturity: data, 1.0 of 4"
    assert picture.axes == ("People", "Data", "Consent and law")
    assert [each.values for each in picture.series] == [(3, 1, 4), (3, 0, 4), (3, 2, 4)]


def test_the_funnels_name_the_dearest_and_the_cheapest_channel(add, book):
    add(Acquisition, name="Search", period="2026", budget=1000, leads=100, buyers=10)
    add(Acquisition, name="Fairs", period="2026", budget=9000, visits=500, leads=50, buyers=10)
    picture = pictures.acquisition(book())
    assert picture.title == "A customer from “Fairs” costs €900, from “Search” €100"
    assert [row.values for row in picture.rows] == [(None, 100, 10), (500, 50, 10)]
    assert picture.rows[0].remark == "conversion 10%, CAC €100"


# Checks

TOUCHPOINT = {"name": "Refunds", "department": "service"}


def stage_with(add, **touchpoint):
    stage = add(Stage, name="Service")
    return add(Touchpoint, **TOUCHPOINT | {"stage_id": stage} | touchpoint)


def opinions(add, low, high):
    ann, bob = add(Respondent, name="Ann"), add(Respondent, name="Bob")
    first = add(MaturityAnswer, question="data_1", respondent_id=ann, score=low)
    add(MaturityAnswer, question="data_1", respondent_id=bob, score=high)
    return first


def one_answer(add):
    ann = add(Respondent, name="Ann")
    add(MaturityAnswer, question="data_1", respondent_id=ann, score=1)
    return ann


def spending(add, measured):
    first = add(Acquisition, name="Search", budget=500)
    add(Acquisition, name="Fairs", budget=100, end_to_end=measured)
    return first


FIRES = {
    "audit.E001": (Acquisition, lambda add: add(Acquisition, name="Search", leads=10, buyers=11)),
    "audit.W001": (Touchpoint, lambda add: add(Touchpoint, **TOUCHPOINT)),
    "audit.W002": (Touchpoint, lambda add: stage_with(add, importance=4, quality=2)),
    "audit.W003": (Touchpoint, lambda add: stage_with(add, department="nobody")),
    "audit.W004": (Stage, lambda add: add(Stage, name="Leaving")),
    "audit.W005": (System, lambda add: add(System, name="Mailer", role="mailing", consent="none")),
    "audit.W006": (MaturityAnswer, lambda add: opinions(add, 1, 4)),
    "audit.W007": (Respondent, one_answer),
    "audit.W008": (Process, lambda add: add(Process, name="Welcome letter", automation="easy", standard="spoken")),
    "audit.W009": (Touchpoint, lambda add: stage_with(add, moment_of_truth=True)),
    "audit.W010": (Acquisition, lambda add: spending(add, measured=False)),
}
SILENT = {
    "audit.E001": lambda add: add(Acquisition, name="Search", leads=10, buyers=10),
    "audit.W001": stage_with,
    "audit.W002": lambda add: (
        stage_with(add, importance=4, quality=2, idea="Pay back in a day"),
        stage_with(add, importance=3, quality=1),
    ),
    "audit.W003": lambda add: stage_with(add, department="partner"),
    "audit.W004": stage_with,
    "audit.W005": lambda add: (
        add(System, name="Mailer", role="mailing", consent="partly"),
        add(System, name="Warehouse", role="erp", consent="none"),
    ),
    "audit.W006": lambda add: opinions(add, 1, 3),
    "audit.W007": lambda add: opinions(add, 1, 1),
    "audit.W008": lambda add: (
        add(Process, name="Welcome letter", automation="easy", standard="written"),
        add(Process, name="Complaint", automation="no", standard="none"),
    ),
    "audit.W009": lambda add: (
        stage_with(add, moment_of_truth=True, proof="Reviews"),
        stage_with(add, moment_of_truth=True, evidence="said"),
    ),
    "audit.W010": lambda add: (spending(add, measured=True), add(Acquisition, name="Word of mouth")),
}


def hits(book):
    return [(each.code, each.table, each.record_id, each.sentence) for each in findings_of(section("audit").checks, book)]


def test_every_check_has_a_case():
    assert {each.code for each in section("audit").checks} == set(FIRES) == set(SILENT)


@pytest.mark.parametrize("code", FIRES)
def test_a_check_fires_on_its_record(add, book, code):
    record, build = FIRES[code]
    row_id = build(add)
    found = hits(book())
    assert [each[:3] for each in found] == [(code, record.table_name(), row_id)]
    assert "{" not in found[0][3]


@pytest.mark.parametrize("code", SILENT)
def test_a_check_is_silent_on_a_near_miss(add, book, code):
    SILENT[code](add)
    assert hits(book()) == []


def test_a_system_with_people_and_no_word_on_consent_is_found(add, book):
    row_id = add(System, name="CRM", role="crm")
    assert [each[:3] for each in hits(book())] == [("audit.W005", "audit_system", row_id)]


def test_a_disagreement_names_question_and_respondents(add, book):
    opinions(add, 0, 4)
    sentence = hits(book())[0][3]
    assert sentence.startswith(f"On “{question_text('data_1')}”")
    assert sentence.endswith("Ann says 0 and Bob says 4.")


# Chapter


def blocks_of(book, kind):
    return [each for each in section("audit").chapter(book) if isinstance(each, kind)]


def test_an_empty_audit_has_no_chapter(book):
    assert section("audit").chapter(book()) == ()


def test_every_mark_and_comment_of_the_questionnaire_is_printed(add, book):
    ann, bob = add(Respondent, name="Ann"), add(Respondent, name="Bob")
    add(MaturityAnswer, question="data_1", respondent_id=ann, score=1, comment="Three lists", evidence="documented")
    add(MaturityAnswer, question="data_1", respondent_id=bob, score=3)
    add(MaturityAnswer, question="data_1", score=2)
    here = book()
    table = next(each for each in blocks_of(here, Table) if each.caption.startswith("Answers"))
    assert [each.title for each in table.columns] == ["Question", "Ann", "Bob", "No name"]
    assert [each.text for each in table.rows[0][1:]] == ["1", "3", "2"]
    comment = blocks_of(here, Details)[-1].entries[0]
    assert (comment.title, comment.lines[0][0], comment.lines[0][1].text) == (question_text("data_1"), "Ann (1, documented)", "Three lists")


def test_the_touchpoints_to_mend_first_are_called_out(add, book):
    add(Touchpoint, name="Refunds", importance=5, quality=1)
    assert blocks_of(book(), Callout)[0].text == "Refunds (priority 20)"


def test_acquisition_ends_with_totals(add, book):
    add(Acquisition, name="Search", period="2026", budget=1000, leads=5000, buyers=300)
    add(Acquisition, name="Fairs", period="2026", budget=500, leads=1000, buyers=60)
    table = next(each for each in blocks_of(book(), Table) if each.caption == "Acquisition")
    assert [each.text for each in table.rows[-1]] == ["Total", "2026", "€1,500", "6,000", "360", "6%", "€0.25", "€4.17"]
