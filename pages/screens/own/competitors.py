"""The benchmark: criteria × companies, each mark saved as it is typed, with the weighted totals under it.

The editor follows the rules of `pages/widgets/grid_state.py`; a cell is the mark of one company on one criterion.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from core import workbench
from core.fields import field_map
from core.i18n import N_, _, formats
from core.vocabulary import Evidence
from core.workbench import Book, Record, Standings, value_of
from pages.widgets.grid import MOST_ROWS_SHOWN, POLL_SECONDS, ROW_HEIGHT
from pages.widgets.grid_state import GRACE_SECONDS, pending
from pages.widgets.kept_cells import Cell, KeptCells, kept_cells, outcome, undo_button
from pages.widgets.pictures import show_picture

TOP = 5
FIELDS = {"score": N_("Marks"), "comment": N_("Comments"), "evidence": N_("Evidence")}
STYLE = """<style>
.hf-totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .6rem; margin: .2rem 0 .6rem; }
.hf-totals div.one { border: 1px solid rgba(125,140,137,.32); border-radius: 8px; padding: .5rem .7rem .6rem; line-height: 1.3; }
.hf-totals div.client { border: 2px solid #0b6e69; }
.hf-totals .name { font-size: .9rem; overflow-wrap: anywhere; } .hf-totals .total { font-size: 1.6rem; font-weight: 650; }
.hf-totals .gap { font-size: .88rem; }
.hf-totals .above, .hf-totals .below { font-weight: 600; }
.hf-totals .above { color: light-dark(#b5485d, #e58d9d); } .hf-totals .below { color: light-dark(#0b6e69, #3aa89f); }
.hf-totals .bar { height: 5px; border-radius: 3px; background: rgba(125,140,137,.22); margin-top: .3rem; }
.hf-totals .bar span { display: block; height: 5px; border-radius: 3px; background: #0b6e69; }
</style>"""


@dataclass
class Matrix:
    """The editor of one session: what it shows, and what it has handed over."""

    cells: KeptCells
    shown: str = "score"  # the field of a mark that the cells hold
    criteria: list[int] = field(default_factory=list)
    companies: list[int] = field(default_factory=list)
    key: str = ""
    handed_over: dict[tuple[int, str], Any] = field(default_factory=dict)
    newly_shown: dict[Cell, tuple[Any, float]] = field(default_factory=dict)

    def mount(self) -> None:
        """The editor's key; when it changes, what the browser laid over the data is gone."""
        parts = (self.shown, sum(self.cells.revisions.values()), *self.criteria, "x", *self.companies)
        key = f"{self.cells.name}_{'_'.join(map(str, parts))}"
        if key != self.key:
            self.key = key
            self.handed_over.clear()


@st.fragment(run_every=POLL_SECONDS)
def benchmark(engagement_id: int) -> None:
    """Marks of all companies on all criteria, the totals and the pictures."""
    if st.session_state.pop("wants_full_run", False):
        st.rerun()
    section = workbench.section("competitors")
    cells = kept_cells(engagement_id, section.record("score"), ("criterion_id", "competitor_id"))
    matrix: Matrix = st.session_state.setdefault(f"_matrix_{engagement_id}", Matrix(cells))
    with workbench.open_book(engagement_id) as book:
        criteria = {row.id: row for row in book.rows(section.record("criterion"))}
        standings = workbench.standings(book)
        companies = _client_first(book.rows(section.record("competitor")), standings)
        if not criteria or len(companies) < 2:
            _too_early(engagement_id, bool(criteria), len(companies))
            return
        st.html(STYLE)
        with st.container(horizontal=True, vertical_alignment="center", key="benchmark_actions"):
            _field_switch(matrix)
            undo_button(cells)
            _news(matrix, criteria, companies)
        _keep_ids(matrix, criteria, companies)
        _editor(matrix, book, criteria, companies, standings)
        _tray(matrix, book, criteria, companies)
        st.html(_totals(companies, standings))
        st.caption(_("Weighted marks from 1 to 5; a criterion counts by its share of the weight."))
        _client_hint(engagement_id, standings)
        for key, picture in workbench.pictures(book, "competitors", cells.record):
            show_picture(picture, key=f"competitors_{key}")


def _client_first(companies: Sequence[Record], standings: Standings) -> dict[int, Record]:
    ordered = sorted(companies, key=lambda row: row.id not in standings.clients)
    return {row.id: row for row in ordered}


def _too_early(engagement_id: int, criteria: bool, companies: int) -> None:
    with st.container(border=True):
        st.markdown(_("**A benchmark needs criteria and at least two companies, the client among them.**"))
        if not criteria:
            _link(engagement_id, "criterion", _("Choose the criteria"))
        if companies < 2:
            _link(engagement_id, "competitor", _("Enter the companies"))


def _link(engagement_id: int, view: str, label: str) -> None:
    address = {"e": str(engagement_id), "view": view}
    st.page_link(st.session_state.pages["competitors"], label=label, icon=":material/arrow_forward:", query_params=address)


def _field_switch(matrix: Matrix) -> None:
    key = f"{matrix.cells.name}_shown"
    st.session_state[key] = matrix.shown
    st.segmented_control(_("What the cells hold"), list(FIELDS), format_func=lambda each: _(FIELDS[each]), key=key, required=True,
                         label_visibility="collapsed", on_change=_show_field, args=(matrix, key))  # fmt: skip


def _show_field(matrix: Matrix, key: str) -> None:
    matrix.shown = st.session_state[key]


# --- the editor


def _keep_ids(matrix: Matrix, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    """Rows and columns stay as they are until the person asks for new ones; only what was deleted goes."""
    matrix.criteria = [each for each in matrix.criteria if each in criteria] or list(criteria)
    matrix.companies = [each for each in matrix.companies if each in companies] or list(companies)
    matrix.mount()


def _news(matrix: Matrix, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    shown = matrix.criteria, matrix.companies
    if all(shown) and (set(criteria) - set(shown[0]) or set(companies) - set(shown[1])):
        st.button(_("Show what was added"), icon=":material/refresh:", key=f"{matrix.cells.name}_news", on_click=_take_all, args=(matrix,))


def _take_all(matrix: Matrix) -> None:
    matrix.criteria, matrix.companies = [], []


def _editor(matrix: Matrix, book: Book, criteria: Mapping[int, Record], companies: Mapping[int, Record], standings: Standings) -> None:
    rows = {(row.criterion_id, row.competitor_id): row for row in book.rows(matrix.cells.record)}  # type: ignore[attr-defined]
    _notice(matrix, rows)
    ids = tuple(matrix.criteria)
    st.data_editor(
        _frame(matrix, criteria, rows, standings),
        key=matrix.key,
        num_rows="fixed",
        hide_index=True,
        placeholder="",
        alt=_("Benchmark"),
        height=min(len(ids), MOST_ROWS_SHOWN) * ROW_HEIGHT + ROW_HEIGHT + 3,
        row_height=ROW_HEIGHT,
        disabled=["criterion", "share", "low", "high"],
        column_config=_columns(matrix, companies),
        on_change=_take_edits,
        args=(matrix, matrix.key, ids),
    )
    edits = pending(st.session_state[matrix.key]["edited_rows"], ids)
    if any(matrix.handed_over.get(at, matrix) != value for at, value in edits.items()):
        _hand_over(matrix, edits)  # edits that came before a callback was registered


def _columns(matrix: Matrix, companies: Mapping[int, Record]) -> dict[str, Any]:
    config = st.column_config
    fixed = {
        "criterion": config.TextColumn(_("Criterion"), width=230, pinned=True),
        "share": config.NumberColumn(_("Weight"), width=80, format="%.0f %%", help=_("Share of the whole; change it among the criteria.")),
        "low": config.TextColumn(_("What 1 means"), width=230),
        "high": config.TextColumn(_("What 5 means"), width=230),
    }  # fmt: skip
    width = max(95, min(150, 790 // len(matrix.companies)))  # as many marks as possible beside each other
    return fixed | {str(each): _company_column(matrix.shown, companies[each].name, width) for each in matrix.companies}  # type: ignore[attr-defined]


def _company_column(shown: str, name: str, width: int) -> Any:
    config = st.column_config
    if shown == "score":
        return config.NumberColumn(name, width=width, min_value=1, max_value=TOP, step=1, format="%d", alignment="center", help=name)
    if shown == "comment":
        return config.TextColumn(name, width=220, max_chars=300)
    labels = {each.value: _(each.label) for each in Evidence}
    return config.SelectboxColumn(name, width=150, options=list(labels), format_func=lambda value: labels.get(value, value))


def _frame(matrix: Matrix, criteria: Mapping[int, Record], rows: Mapping[Any, Record], standings: Standings) -> pd.DataFrame:
    known = [criteria[each] for each in matrix.criteria]
    columns: dict[str, Any] = {
        "criterion": [row.name for row in known],  # type: ignore[attr-defined]
        "share": [float(standings.shares[row.id] * 100) for row in known],
    }
    for company in matrix.companies:
        values = [_stored(matrix, rows.get((row.id, company))) for row in known]
        columns[str(company)] = pd.array(values, dtype="Int64") if matrix.shown == "score" else pd.Series(values, dtype="object").array
    columns["low"] = [row.anchor_low for row in known]  # type: ignore[attr-defined]
    columns["high"] = [row.anchor_high for row in known]  # type: ignore[attr-defined]
    return pd.DataFrame(columns, index=list(matrix.criteria))


def _stored(matrix: Matrix, row: Record | None) -> Any:
    """The field of a mark as a cell shows it."""
    value = getattr(row, matrix.shown, None)
    return value.value if isinstance(value, Evidence) else value


def _take_edits(matrix: Matrix, key: str, ids: tuple[int, ...]) -> None:
    """The editor's callback: the browser's edits are read once, then only plain objects and the database."""
    widget = st.session_state.get(key)
    if widget is not None:
        _hand_over(matrix, pending(widget["edited_rows"], ids))


def _hand_over(matrix: Matrix, edits: Mapping[tuple[int, str], Any]) -> None:
    """Save what was not handed over yet; handing over twice changes nothing."""
    for at in [each for each in matrix.handed_over if each not in edits]:
        del matrix.handed_over[at]
    for (criterion, company), value in edits.items():
        if matrix.handed_over.get((criterion, company), matrix) == value:
            continue
        cell = (criterion, int(company)), matrix.shown
        if value not in (None, "") or matrix.cells.seen.get(cell) not in (None, ""):
            matrix.cells.save(cell, value)
        matrix.handed_over[criterion, company] = value


def _notice(matrix: Matrix, rows: Mapping[Any, Record]) -> None:
    """Move on what the person has seen: own values at once, others' after a while, for an open cell hides them."""
    seen, moment = matrix.cells.seen, time.monotonic()
    spec = field_map(matrix.cells.record)[matrix.shown]
    for at in ((criterion, company) for criterion in matrix.criteria for company in matrix.companies):
        cell, row = (at, matrix.shown), rows.get(at)
        value = value_of(row, spec) if row is not None else spec.parse(None)
        if cell not in seen or seen[cell] == value or row is None or row.changed_by == matrix.cells.who:
            seen[cell] = value
            matrix.newly_shown.pop(cell, None)
            continue
        shown, since = matrix.newly_shown.get(cell, (matrix, moment))
        if shown != value:
            matrix.newly_shown[cell] = value, moment
        elif moment - since >= GRACE_SECONDS:
            seen[cell] = value
            del matrix.newly_shown[cell]


def _tray(matrix: Matrix, book: Book, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    """What was not saved and needs a decision."""
    for cell in [*matrix.cells.clashes, *matrix.cells.refused]:
        criterion, company = criteria.get(cell[0][0]), companies.get(cell[0][1])
        if criterion is not None and company is not None:
            outcome(matrix.cells, book, cell, where=f"{book.title(criterion)}, {book.title(company)}")


# --- totals


def _totals(companies: Mapping[int, Record], standings: Standings) -> str:
    """One card a company: its weighted mark and the gap to the client."""
    return f'<div class="hf-totals">{"".join(_card(row, standings) for row in companies.values())}</div>'


def _card(company: Record, standings: Standings) -> str:
    total, client = standings.totals[company.id], company.id in standings.clients
    share = float(total or 0) / TOP
    figure = formats.number(total, 2) if total is not None else "–"
    return (
        f'<div class="one {"client" if client else ""}"><div class="name">{escape(company.name)}</div>'  # type: ignore[attr-defined]
        f'<div class="total">{figure}</div><div class="gap">{_gap(company, standings)}</div>'
        f'<div class="bar"><span style="width:{share:.0%}"></span></div></div>'
    )


def _gap(company: Record, standings: Standings) -> str:
    """Ahead of the client or behind, in words."""
    if company.id in standings.clients:
        return escape(_("the client"))
    gap = standings.gaps[company.id]
    if gap is None:
        return escape(_("no marks yet") if standings.totals[company.id] is None else "")
    figure = formats.number(abs(gap), 2)
    if not round(gap, 2):
        return escape(_("level with the client"))
    side, sign, text = ("above", "▲", _("{gap} ahead of the client")) if gap > 0 else ("below", "▼", _("{gap} behind the client"))
    return f'<span class="{side}">{sign} {escape(text.format(gap=figure))}</span>'


def _client_hint(engagement_id: int, standings: Standings) -> None:
    if not standings.clients:
        _link(engagement_id, "competitor", _("No company is marked as the client itself: choose it, and the gaps appear"))


VIEWS = {"score": (N_("Benchmark"), benchmark)}
