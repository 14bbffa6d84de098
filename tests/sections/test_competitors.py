"""Competitor monitoring: benchmark, diary, checks, chapter."""

from contextlib import ExitStack
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workbench
from core.blocks import Heading, Table
from core.checks import findings_of
from core.sections import section
from core.sections.competitors import pictures
from core.sections.competitors.benchmark import benchmark, lags, weight_shares, weighted_score
from core.sections.competitors.diary import months_before, months_of
from core.sections.competitors.records import Competitor, CompetitorKind, Criterion, Message, Practice, Score

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

MARKS = st.dictionaries(st.integers(1, 8), st.integers(1, 5), min_size=1)
WEIGHTS = st.fixed_dictionaries({each: st.decimals("0.1", 100, places=1) for each in range(1, 9)})


@given(MARKS, WEIGHTS)
def test_a_weighted_mark_lies_between_the_lowest_and_the_highest(marks, weights):
    assert min(marks.values()) - Decimal("1e-9") <= weighted_score(marks, weights) <= max(marks.values()) + Decimal("1e-9")


@given(MARKS, WEIGHTS, st.integers(2, 50))
def test_the_scale_of_the_weights_does_not_matter(marks, weights, factor):
    scaled = {each: weight * factor for each, weight in weights.items()}
    assert abs(weighted_score(marks, weights) - weighted_score(marks, scaled)) < Decimal("1e-9")


def test_only_criteria_with_a_mark_count():
    assert weighted_score({1: 5, 2: 2}, {1: Decimal(2), 2: Decimal(1), 3: Decimal(7)}) == 4
    assert weighted_score({}, {1: Decimal(2)}) is None


def test_shares_of_weights_add_up_and_all_count_the_same_without_weights():
    assert weight_shares([Criterion(id=1, weight=Decimal(3)), Criterion(id=2, weight=Decimal(1)), Criterion(id=3)]) == {
        1: Decimal("0.75"),
        2: Decimal("0.25"),
        3: 0,
    }
    assert set(weight_shares([Criterion(id=1), Criterion(id=2)]).values()) == {Decimal("0.5")}


def small_benchmark():
    criteria = [Criterion(id=1, name="Service", weight=Decimal(3)), Criterion(id=2, name="Price", weight=Decimal(1))]
    companies = [
        Competitor(id=1, name="Rival"),
        Competitor(id=2, name="Verbena", kind=CompetitorKind.CLIENT),
        Competitor(id=3, name="Third"),
    ]
    marks = {(1, 1): 5, (2, 1): 5, (1, 2): 4, (2, 2): 2}
    return benchmark(criteria, companies, [Score(criterion_id=c, competitor_id=k, score=mark) for (c, k), mark in marks.items()])


def test_the_client_stands_first_and_gaps_are_counted_from_it():
    found = small_benchmark()
    assert [(each.company.name, each.total, each.gap) for each in found.standings] == [
        ("Verbena", Decimal("3.5"), 0),
        ("Rival", 5, Decimal("1.5")),
        ("Third", None, None),
    ]


def test_the_costliest_gap_weighs_the_missing_marks():
    # price lacks three marks of a quarter of the weight, service one of three quarters: equal, so the first stays first
    assert [(each.criterion.name, each.marks, each.leader.name) for each in lags(small_benchmark())] == [
        ("Service", 1, "Rival"),
        ("Price", 3, "Rival"),
    ]


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, earlier):
    assert months_before(day, months) == earlier


def test_the_calendar_has_empty_months_too():
    rows = [Message(received_on=date(2026, 1, 31)), Message(received_on=date(2025, 11, 2)), Message()]
    assert months_of(rows) == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]
    assert len(months_of([Message(received_on=date(2020, 1, 1)), Message(received_on=date(2026, 1, 1))])) == 12


# Pictures


def two_companies(add, own=2, rival=5):
    """A client and a rival with marks on three criteria."""
    client, other = add(Competitor, name="Verbena", kind="client"), add(Competitor, name="Rival", kind="direct")
    for weight, name in ((1, "Price"), (3, "Service"), (1, "Range")):
        criterion = add(Criterion, name=name, weight=weight)
        add(Score, criterion_id=criterion, competitor_id=client, score=own)
        add(Score, criterion_id=criterion, competitor_id=other, score=rival)
    return client, other


def test_nothing_is_drawn_without_records(book):
    for spec in section("competitors").pictures:
        assert spec.draw(book()) is None


def test_the_heatmap_names_the_costliest_gap(add, book):
    two_companies(add)
    picture = pictures.marks(book())
    assert picture.title == "Verbena loses most on “Service”: 2 against 5 of Rival"
    assert (picture.rows, picture.columns) == (("Price", "Service", "Range"), ("Verbena", "Rival"))
    assert picture.values == ((2, 5),) * 3


def test_the_radar_compares_the_client_with_the_best(add, book):
    two_companies(add)
    picture = pictures.against_the_best(book())
    assert picture.title == "Verbena: 2.0, the best of the others, Rival: 5.0"
    assert [each.name for each in picture.series] == ["Verbena", "Rival"]


def test_a_client_ahead_is_told_so(add, book):
    two_companies(add, own=5, rival=3)
    assert pictures.marks(book()).title == "Verbena is behind on no criterion"
    assert pictures.against_the_best(book()).title == "Verbena leads: 5.0 against 3.0 of Rival"


def test_the_calendar_counts_messages_by_month(add, book):
    rival = add(Competitor, name="Rival")
    for day in ("2026-09-01", "2026-11-01", "2026-11-20"):
        add(Message, subject="Sale", competitor_id=rival, received_on=day)
    picture = pictures.calendar(book())
    assert picture.title == "Rival writes most: 3 messages in 3 months"
    assert picture.values == ((1.0, None, 2.0),)


def test_verdicts_are_stacked_by_area(add, book):
    for area, verdict in (("loyalty", "works"), ("loyalty", "fails"), ("service", "works"), ("loyalty", "works")):
        add(Practice, name="Practice", area=area, verdict=verdict)
    picture = pictures.practices(book())
    assert picture.title == "Practices that work: 3 of 4, most in: loyalty programme"
    assert [(each.name, each.values) for each in picture.series] == [("works", (2, 1)), ("does not work", (1, 0))]


# Checks

PRACTICE = {"name": "Points", "proof": "https://rival.example", "verdict": "partly", "seen_on": "2026-10-01"}


def benchmark_without_client(add):
    rival, criterion = add(Competitor, name="Rival", kind="direct"), add(Criterion, name="Price", weight=1)
    add(Score, criterion_id=criterion, competitor_id=rival, score=3)


def half_marked(add):
    two_companies(add)
    third = add(Competitor, name="Third", kind="direct")
    add(Score, criterion_id=1, competitor_id=third, score=3)
    return third


def same_weights(add, *weights):
    ids = [add(Criterion, name=f"Criterion {n}", weight=weight) for n, weight in enumerate(weights)]
    return ids[0]


def diary(add, last):
    add(Competitor, name="Verbena", kind="client")
    loud, quiet = add(Competitor, name="Loud", kind="direct"), add(Competitor, name="Quiet", kind="leader")
    add(Message, subject="Sale", competitor_id=loud, received_on="2026-11-20")
    add(Message, subject="Sale", competitor_id=quiet, received_on=last)
    return quiet


def two_clients(add):
    add(Competitor, name="Verbena", kind="client")
    return add(Competitor, name="Verbena Online", kind="client")


FIRES = {
    "competitors.E001": (None, benchmark_without_client),
    "competitors.E002": (Competitor, two_clients),
    "competitors.W001": (Practice, lambda add: add(Practice, **PRACTICE | {"proof": ""})),
    "competitors.W002": (Practice, lambda add: add(Practice, **PRACTICE | {"seen_on": "2025-11-21"})),
    "competitors.W003": (Practice, lambda add: add(Practice, **PRACTICE | {"verdict": "works"})),
    "competitors.W004": (Competitor, half_marked),
    "competitors.H001": (Criterion, lambda add: same_weights(add, 2, 2)),
    "competitors.H002": (Competitor, lambda add: diary(add, "2026-09-22")),
    "competitors.H003": (Practice, lambda add: add(Practice, **PRACTICE | {"verdict": None})),
}
SILENT = {
    "competitors.E001": two_companies,
    "competitors.E002": two_companies,
    "competitors.W001": lambda add: add(Practice, **PRACTICE),
    "competitors.W002": lambda add: add(Practice, **PRACTICE | {"seen_on": "2025-11-22"}),
    "competitors.W003": lambda add: add(Practice, **PRACTICE | {"verdict": "works", "borrow": "The tiers"}),
    "competitors.W004": lambda add: (add(Competitor, name="Rival"), same_weights(add, 1, 2)),
    "competitors.H001": lambda add: same_weights(add, 2, 3),
    "competitors.H002": lambda add: diary(add, "2026-09-23"),
    "competitors.H003": lambda add: add(Practice, **PRACTICE | {"verdict": "unclear"}),
}


def hits(book):
    return [(each.code, each.table, each.record_id, each.sentence) for each in findings_of(section("competitors").checks, book)]


def test_every_check_has_a_case():
    assert {each.code for each in section("competitors").checks} == set(FIRES) == set(SILENT)


@pytest.mark.parametrize("code", FIRES)
def test_a_check_fires_on_its_record(add, book, code):
    record, build = FIRES[code]
    row_id = build(add)
    about = (record.table_name(), row_id) if record else ("", 0)
    found = hits(book())
    assert [each[:3] for each in found] == [(code, *about)]
    assert "{" not in found[0][3]


@pytest.mark.parametrize("code", SILENT)
def test_a_check_is_silent_on_a_near_miss(add, book, code):
    SILENT[code](add)
    assert hits(book()) == []


def test_a_half_marked_company_is_told_what_it_lacks(add, book):
    half_marked(add)
    assert hits(book())[0][3] == "“Third” has no mark on: Service, Range."


# Chapter


def test_an_empty_monitoring_has_no_chapter(book):
    assert section("competitors").chapter(book()) == ()


def test_the_benchmark_is_printed_with_weights_totals_and_gaps(add, book):
    two_companies(add)
    tables = {each.caption: each for each in section("competitors").chapter(book()) if isinstance(each, Table)}
    marks = tables["Benchmark: marks from 1 to 5"]
    assert [each.text for each in marks.rows[1]] == ["Service", "60%", "2", "5"]
    assert [each.text for each in marks.rows[-1]] == ["Weighted mark", "", "2.00", "5.00"]
    assert [each.text for each in tables["Weighted marks and gaps to the client"].rows[1]] == ["Rival", "5.00", "+3.00"]


def test_practices_stand_by_area_and_end_in_what_is_borrowed(add, book):
    add(Practice, **PRACTICE | {"area": "loyalty", "borrow": "The tiers", "to_mechanics": True})
    add(Practice, **PRACTICE | {"name": "Chat", "area": "service"})
    blocks = section("competitors").chapter(book())
    assert [each.text for each in blocks if isinstance(each, Heading) and each.level == 3] == ["Loyalty programme", "Service"]
    last = blocks[-1]
    assert isinstance(last, Table)
    assert [each.text for each in last.rows[0]] == ["Points", "", "The tiers", "", "yes"]
    assert len(last.rows) == 1
