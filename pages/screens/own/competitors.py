"""The benchmark: marks of all companies on all criteria, the weighted totals under them, the gap to the client."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core import workbench
from core.i18n import N_, _, formats
from core.workbench import Record, Standings
from pages.screens.own.competitors_matrix import TOP, Matrix, editor, field_switch, keep_ids, news_button, tray
from pages.widgets.grid import POLL_SECONDS
from pages.widgets.kept_cells import kept_cells, undo_button
from pages.widgets.pictures import show_picture

STYLE = """<style>
.stElementContainer:has([data-testid="stDataFrame"]) [data-testid="stElementToolbar"] { display: none; }
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
            field_switch(matrix)
            undo_button(cells)
            news_button(matrix, criteria, companies)
        keep_ids(matrix, criteria, companies)
        editor(matrix, book, criteria, companies, standings)
        tray(matrix, book, criteria, companies)
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
