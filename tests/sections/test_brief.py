"""The brief: fit screen, checks, chapter."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import workbench
from core.blocks import Callout, Table
from core.checks import findings_of
from core.fields import Mark
from core.i18n import language
from core.sections import section
from core.sections.brief import pictures
from core.sections.brief.criteria import Bearing, FitVerdict, contactable, extra_orders
from core.sections.brief.fit import fit_of, sentence
from core.sections.brief.records import Facts, Meeting, RepeatDemand, Scope, Todo

TODAY = date(2026, 11, 22)
GOOD = {
    "client": "Verbena",
    "repeat_demand": "monthly",
    "base_size": 40_000,
    "contactable_share": "0.5",
    "average_check": 30,
    "gross_margin": "0.4",
    "budget": 36_000,
    "orders_per_customer": 4,
    "sales_cycle_days": 1,
    "sponsor": "Ann Lee",
    "team_days": 20,
}
SHEET = {"client": "Verbena", "sponsor": "Ann Lee", "budget": 9_000, "team_days": 10}


def facts(**changed):
    return Facts(**{**GOOD, "repeat_demand": RepeatDemand.MONTHLY} | changed)


def decimal_facts(**changed):
    numbers = ("contactable_share", "average_check", "gross_margin", "budget", "orders_per_customer", "team_days")
    row = facts(**changed)
    for name in numbers:
        value = getattr(row, name)
        setattr(row, name, None if value is None else Decimal(str(value)))
    return row


def test_a_large_base_with_repeating_purchases_fits():
    fit = fit_of(decimal_facts())
    assert fit.verdict is FitVerdict.FITS
    assert not fit.to_ask


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"base_size": 0}, FitVerdict.EARLY),
        ({"base_size": 0, "contactable_share": None}, FitVerdict.EARLY),
        ({"base_size": 499}, FitVerdict.EARLY),
        ({"contactable_share": "0.0124"}, FitVerdict.EARLY),  # 496 contacts
        ({"contactable_share": "0.0125", "budget": 500}, FitVerdict.FITS),  # exactly 500
        ({"repeat_demand": RepeatDemand.NEVER, "orders_per_customer": None}, FitVerdict.NOT),
        ({"repeat_demand": RepeatDemand.NEVER, "orders_per_customer": None, "sales_cycle_days": 90}, FitVerdict.CONDITIONS),
        ({"repeat_demand": RepeatDemand.NEVER}, FitVerdict.FITS),  # four orders a year were measured
        ({"budget": 20_000 * 12 * 4 + 1}, FitVerdict.NOT),  # more than a usual year's orders of every contactable customer
        ({"budget": 20_000 * 12 * 2}, FitVerdict.CONDITIONS),
        ({"sponsor": ""}, FitVerdict.CONDITIONS),
        ({"team_days": 2}, FitVerdict.CONDITIONS),
        ({"repeat_demand": RepeatDemand.NEVER, "orders_per_customer": None, "base_size": 100}, FitVerdict.NOT),
    ],
)
def test_the_verdict_follows_from_the_facts(changed, verdict):
    assert fit_of(decimal_facts(**changed)).verdict is verdict


def test_unknown_facts_are_named_as_what_to_ask():
    fit = fit_of(Facts(client="Verbena"))
    assert fit.verdict is FitVerdict.CONDITIONS
    assert all(each.bearing is Bearing.UNKNOWN for each in fit.reasons)
    assert len(fit.to_ask) == len(fit.reasons) == 6


@pytest.mark.parametrize("code", ["en", "ru"])
def test_every_reason_states_its_figures(engagement, code):
    workbench.add(engagement, Facts, GOOD, "ann")
    with workbench.open_book(engagement, TODAY) as book, language(code):
        said = " ".join(sentence(book, each) for each in fit_of(book.one(Facts)).reasons)
    assert "{" not in said
    for figure in ("20", "50", "36", "Ann Lee"):
        assert figure in said


@given(base=st.integers(0, 10**7), share=st.decimals(0, 1, places=4))
def test_contactable_customers_are_a_part_of_the_base(base, share):
    assert 0 <= contactable(Facts(base_size=base, contactable_share=share)) <= base


@given(budget=st.decimals(0, 10**9, places=2), check=st.decimals(1, 10**6, places=2), margin=st.decimals("0.01", 1, places=2))
def test_the_extra_orders_earn_the_budget(budget, check, margin):
    needed = extra_orders(Facts(budget=budget, average_check=check, gross_margin=margin))
    assert abs(needed * check * margin - budget) < Decimal("0.01")


FIRES = {
    "brief.E001": (Facts, SHEET | {"base_size": 900, "contactable_share": "0.5"}),
    "brief.E002": (Facts, SHEET | {"start_date": "2026-12-01", "deadline": "2026-11-30"}),
    "brief.W001": (Facts, SHEET | {"sponsor": ""}),
    "brief.W002": (Facts, SHEET | {"budget": None}),
    "brief.W003": (Facts, SHEET | {"team_days": None}),
    "brief.W004": (Scope, {"slug": "goals", "included": True}),
    "brief.W005": (Scope, {"slug": "reviews", "included": False}),
    "brief.W006": (Todo, {"name": "Send the orders", "due": "2026-12-01"}),
    "brief.W007": (Todo, {"name": "Send the orders", "owner": "Ann"}),
    "brief.W008": (Todo, {"name": "Send the orders", "owner": "Ann", "due": "2026-11-21"}),
    "brief.W009": (Meeting, {"name": "Intake", "held_on": "2026-11-22"}),
}
SILENT = {
    "brief.E001": (Facts, SHEET | {"base_size": 1_000, "contactable_share": "0.5"}),
    "brief.E002": (Facts, SHEET | {"start_date": "2026-12-01", "deadline": "2026-12-01"}),
    "brief.W001": (Facts, SHEET),
    "brief.W002": (Facts, SHEET | {"budget": 0}),
    "brief.W003": (Facts, SHEET | {"team_days": 0}),
    "brief.W004": (Scope, {"slug": "goals", "included": True, "why": "Retention"}),
    "brief.W005": (Scope, {"slug": "reviews", "why": "Done in spring"}),
    "brief.W006": (Todo, {"name": "Send the orders", "due": "2026-11-01", "done": True}),
    "brief.W007": (Todo, {"name": "Send the orders", "owner": "Ann", "done": True}),
    "brief.W008": (Todo, {"name": "Send the orders", "owner": "Ann", "due": "2026-11-22"}),
    "brief.W009": (Meeting, {"name": "Intake", "held_on": "2026-11-23"}),
}


def found(engagement):
    with workbench.open_book(engagement, TODAY) as book:
        return [(each.code, each.table, each.record_id, each.sentence) for each in findings_of(section("brief").checks, book)]


def test_every_check_has_a_case():
    assert {each.code for each in section("brief").checks} == set(FIRES) == set(SILENT)


@pytest.mark.parametrize("code", FIRES)
def test_a_check_fires_on_its_record(engagement, code):
    record, values = FIRES[code]
    row_id = workbench.add(engagement, record, values, "ann")
    hits = found(engagement)
    assert [each[:3] for each in hits] == [(code, record.table_name(), row_id)]
    assert "{" not in hits[0][3]


@pytest.mark.parametrize("code", SILENT)
def test_a_check_is_silent_on_a_near_miss(engagement, code):
    record, values = SILENT[code]
    workbench.add(engagement, record, values, "ann")
    assert found(engagement) == []


def test_not_applicable_is_an_answer_and_unknown_is_none(engagement):
    row_id = workbench.add(engagement, Facts, SHEET | {"budget": None}, "ann")
    workbench.mark(engagement, Facts, row_id, "budget", Mark.UNKNOWN, "ann")
    assert [each[0] for each in found(engagement)] == ["brief.W002"]
    workbench.mark(engagement, Facts, row_id, "budget", Mark.NOT_APPLICABLE, "ann")
    assert found(engagement) == []


def test_an_empty_brief_has_neither_findings_nor_chapter_nor_picture(engagement):
    assert found(engagement) == []
    with workbench.open_book(engagement, TODAY) as book:
        assert section("brief").chapter(book) == ()
        assert pictures.base(book) is None


def test_the_chapter_says_the_verdict_and_names_sections_in_words(engagement):
    workbench.add(engagement, Facts, GOOD, "ann")
    workbench.add(engagement, Scope, {"slug": "base", "included": True, "why": "Churn is not known"}, "ann")
    workbench.add(engagement, Scope, {"slug": "reviews", "why": "Later"}, "ann")
    with workbench.open_book(engagement, TODAY) as book, language("ru"):
        blocks = section("brief").chapter(book)
    assert [each.title for each in blocks if isinstance(each, Callout)] == ["CRM-маркетинг подходит"]
    _facts, scope = [each for each in blocks if isinstance(each, Table)]
    assert [row[0].text for row in scope.rows] == ["Клиентская база", "Отзывы"]


def test_the_picture_says_how_much_of_the_base_is_alive(engagement):
    workbench.add(engagement, Facts, GOOD | {"active_customers": 10_000}, "ann")
    with workbench.open_book(engagement, TODAY) as book:
        picture = pictures.base(book)
    assert picture.title == "25% of the base bought in the last year"
    assert picture.series[0].values == (40_000, 20_000, 10_000)
