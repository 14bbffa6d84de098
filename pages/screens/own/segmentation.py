"""The matrix of segments as a board: every cell opens its segment, an empty one makes it."""

import re
from html import escape
from typing import Any

import streamlit as st

from core import workbench
from core.fields import field_map
from core.i18n import N_, _, formats
from core.workbench import Book, Record
from pages import session
from pages.widgets.grid import POLL_SECONDS, grid_state

MEASURES = ("size", "revenue_share", "priority")
# Markdown reads these in the names that people give, so they are shown as they are.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+.!:$~|<>-])")

STYLE = """
<style>
.hf-head { font-weight: 620; line-height: 1.25; }
.hf-sum { font-size: .82rem; opacity: .78; line-height: 1.35; }
.hf-figure { font-size: 1.35rem; font-weight: 620; line-height: 1.3; }
.hf-figures { font-size: .86rem; line-height: 1.35; }
.hf-where { display: none; font-size: .78rem; opacity: .78; }
[class*="st-key-hf-cell-"], [class*="st-key-hf-empty-"] { border-radius: 8px; padding: .45rem .6rem .55rem; min-height: 6.1rem; }
[class*="st-key-hf-cell-"] { gap: .1rem; border: 1px solid rgba(125,140,137,.35); }
[class*="st-key-hf-empty-"] { justify-content: center; border: 1px dashed rgba(125,140,137,.7); }
[class*="st-key-hf-cell-"] button { padding: 0; min-height: 0; border: none; justify-content: flex-start; color: inherit; }
[class*="st-key-hf-cell-"] button p { font-weight: 600; text-align: left; line-height: 1.3; white-space: normal; }
[class*="st-key-hf-cell-"] button:hover p, [class*="st-key-hf-cell-"] button:focus-visible p { text-decoration: underline; }
@media (max-width: 640px) {
  .st-key-hf-matrix-heads { display: none; }
  .hf-where { display: block; }
  [class*="st-key-hf-cell-"], [class*="st-key-hf-empty-"] { min-height: 0; }
}
</style>
"""


def draw(engagement_id: int) -> None:
    """The matrix, and a way to choose what colours it."""
    st.html(STYLE)
    _board(engagement_id)


@st.fragment(run_every=POLL_SECONDS)
def _board(engagement_id: int) -> None:
    with workbench.open_book(engagement_id) as book:
        matrix = workbench.segment_matrix(book)
        if not matrix.rows or not matrix.columns:
            _teach(book)
            return
        measure = _chosen_measure()
        _heads(book, matrix)
        for row in matrix.rows:
            _row(engagement_id, book, matrix, row, measure)
        _outside(book, matrix)


def _teach(book: Book) -> None:
    """What a matrix needs before it can be drawn."""
    dimensions = book.rows(_record("dimension"))
    with st.container(border=True, key="hf-matrix-teach"):
        st.subheader(_("The matrix has no rows and columns yet"), anchor=False)
        st.text(
            _(
                "Give one dimension the place “rows of the matrix” and another “columns of the matrix”, and both of them values: "
                "what customers come for in the rows, how often in the columns."
            )
        )
        view, label = ("value", _("Add values")) if len(dimensions) > 1 else ("dimension", _("Add dimensions"))
        if st.button(label, icon=":material/arrow_forward:", type="primary", key="hf-matrix-begin"):
            _go(view)


def _chosen_measure() -> str:
    titles = {name: _(field_map(_record("segment"))[name].title) for name in MEASURES}
    key = "hf_matrix_measure"
    if key not in st.session_state:
        kept = session.preferred("matrix_measure")
        st.session_state[key] = kept if kept in MEASURES else "revenue_share"
    st.segmented_control(
        _("Coloured by"), MEASURES, format_func=titles.__getitem__, key=key, required=True, on_change=_keep_measure, args=(key,)
    )
    return str(st.session_state[key])


def _keep_measure(key: str) -> None:
    session.prefer("matrix_measure", st.session_state[key])


# --- the board


def _widths(matrix: Any) -> list[float]:
    return [0.8, *([1.2] * len(matrix.columns))]


def _heads(book: Book, matrix: Any) -> None:
    with st.container(key="hf-matrix-heads"):
        corner, *heads = st.columns(_widths(matrix), gap="small", vertical_alignment="bottom")
        corner.html('<div class="hf-sum">&nbsp;</div>')
        for place, column in zip(heads, matrix.columns, strict=True):
            found = [each for row in matrix.rows for each in matrix.at(row, column)]
            place.html(_head(column.name, found))


def _row(engagement_id: int, book: Book, matrix: Any, row: Record, measure: str) -> None:
    head, *places = st.columns(_widths(matrix), gap="small", vertical_alignment="center")
    head.html(_head(book.title(row), [each for column in matrix.columns for each in matrix.at(row, column)]))
    for place, column in zip(places, matrix.columns, strict=True):
        found = matrix.at(row, column)
        with place:
            for segment in found:
                _cell(book, segment, column.name, measure, matrix.depth(segment, measure))
            if not found:
                _empty(engagement_id, row, column)


def _head(name: str, segments: list[Any]) -> str:
    """A value's name and what its segments hold together."""
    customers = sum(each.size or 0 for each in segments)
    share = sum(each.revenue_share or 0 for each in segments)
    figures = [formats.number(customers, 0) if customers else "", formats.percent(share) if share else ""]
    return f'<div class="hf-head">{escape(name)}</div><div class="hf-sum">{escape(" · ".join(filter(None, figures)))}</div>'


def _cell(book: Book, segment: Any, column: str, measure: str, depth: float) -> None:
    """One segment; the colour says again what the figures say."""
    key = f"hf-cell-{segment.id}"
    st.html(f"<style>.st-key-{key}{{background:rgba(11,110,105,{0.04 + 0.36 * depth:.3f})}}</style>")
    with st.container(key=key):
        st.html(f'<div class="hf-where">{escape(column)}</div>')
        if st.button(_plain(book.title(segment)), type="tertiary", key=f"hf-open-{segment.id}", help=_("Open the segment")):
            _open(segment.id)
        st.html(_figures(book, segment, measure))


def _figures(book: Book, segment: Any, measure: str) -> str:
    """The figure that colours the matrix, large; the others under it."""
    specs = field_map(_record("segment"))
    texts = {name: book.printed(segment, specs[name]) for name in MEASURES}
    chosen = texts.pop(measure) or "—"
    others = " · ".join(filter(None, texts.values()))
    return f'<div class="hf-figure">{escape(chosen)}</div><div class="hf-figures">{escape(others)}</div>'


def _empty(engagement_id: int, row: Any, column: Any) -> None:
    with st.container(key=f"hf-empty-{row.id}-{column.id}"):
        st.html(f'<div class="hf-where">{escape(column.name)}</div>')
        help_text = _("Nobody thought of these customers yet: {row} × {column}.").format(row=_plain(row.name), column=_plain(column.name))
        if st.button(_("Make segment"), icon=":material/add:", type="tertiary", key=f"hf-make-{row.id}-{column.id}", help=help_text):
            _make(engagement_id, row, column)


def _outside(book: Book, matrix: Any) -> None:
    if not matrix.outside:
        return
    with st.container(border=True, key="hf-matrix-outside"):
        st.subheader(_("Segments outside the matrix"), anchor=False)
        st.caption(_("They have no row or no column, or one that stands elsewhere. Open one to give it a place."))
        with st.container(horizontal=True):
            for segment in matrix.outside:
                if st.button(_plain(book.title(segment)), key=f"hf-open-{segment.id}"):
                    _open(segment.id)


# --- what a click does


def _make(engagement_id: int, row: Any, column: Any) -> None:
    record = _record("segment")
    values = {"name": f"{row.name}, {column.name}"[:300], "row_value_id": row.id, "column_value_id": column.id}
    made = workbench.add(engagement_id, record, values, session.who())
    state = grid_state(engagement_id, record)
    state.ids = []  # the grid of the segments takes the new one in
    state.saved()
    _open(made)


def _open(segment_id: int) -> None:
    st.query_params["view"] = "matrix"
    st.query_params["record"] = f"segment-{segment_id}"
    st.rerun()


def _go(view: str) -> None:
    st.query_params["view"] = view
    st.rerun()


def _record(key: str) -> type[Any]:
    return workbench.section("segmentation").record(key)


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


VIEWS = {"matrix": (N_("Matrix"), draw)}
