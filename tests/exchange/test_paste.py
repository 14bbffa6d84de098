"""Rows pasted from a spreadsheet."""

from decimal import Decimal

import pytest

from core import workbench
from core.i18n import language
from core.sections.audit.records import Acquisition, Stage, Touchpoint
from core.vocabulary import Department


def test_a_header_names_the_columns_in_any_order(engagement):
    workbench.add(engagement, Stage, {"name": "Choice"}, who="ann")
    plan = workbench.plan_rows(engagement, Touchpoint, "Owner\tTouchpoint\tStage\tImportance\nSales\tDesk\tchoice\t5\n")
    assert plan.problems == []
    assert plan.rows[0]["department"] is Department.SALES
    assert plan.rows[0]["importance"] == 5
    workbench.add_many(engagement, Touchpoint, plan.rows, who="ann")
    with workbench.open_book(engagement) as book:
        row = book.rows(Touchpoint)[0]
        assert (row.name, book.title_of("audit_stage", row.stage_id)) == ("Desk", "Choice")


def test_without_a_header_the_columns_of_the_grid_are_meant(engagement):
    with language("ru"):
        plan = workbench.plan_rows(engagement, Acquisition, "Контекст\t3 кв. 2026\t1 200 000,50\t5 000\t300\n")
    assert plan.rows == [{"name": "Контекст", "period": "3 кв. 2026", "budget": Decimal("1200000.50"), "leads": 5000, "buyers": 300}]


def test_each_bad_cell_is_named_and_nothing_is_written(engagement):
    plan = workbench.plan_rows(engagement, Touchpoint, "Touchpoint\tImportance\tQuality now\nDesk\t9\tgood\n\t3\t3\n")
    assert [(each.row, each.column) for each in plan.problems] == [(1, "Importance"), (1, "Quality now"), (2, "Touchpoint")]
    with workbench.open_book(engagement) as book:
        assert book.rows(Touchpoint) == []


def test_a_quoted_cell_keeps_its_line_breaks(engagement):
    plan = workbench.plan_rows(engagement, Touchpoint, 'Touchpoint\tPain\nDesk\t"first\nsecond"\n')
    assert plan.rows == [{"name": "Desk", "pain": "first\nsecond"}]


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n"])
def test_nothing_pasted_plans_nothing(engagement, text):
    assert workbench.plan_rows(engagement, Touchpoint, text).rows == []


def test_a_text_without_end_is_cut_with_a_word(engagement):
    plan = workbench.plan_rows(engagement, Touchpoint, "Touchpoint\n" + "row\n" * 3000)
    assert len(plan.rows) == 2000
    assert "2000" in plan.problems[-1].expected
