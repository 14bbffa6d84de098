"""The editor of the benchmark: criteria × companies, each cell saved as it is typed.

It follows the rules of `pages/widgets/grid_state.py`; a cell is a field of the mark of one company on one criterion.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from core.fields import field_map
from core.i18n import N_, _
from core.vocabulary import Evidence
from core.workbench import Book, Record, Standings, value_of
from pages import session
from pages.widgets.grid import MOST_ROWS_SHOWN, ROW_HEIGHT
from pages.widgets.grid_state import GRACE_SECONDS, pending
from pages.widgets.kept_cells import Cell, KeptCells, outcome

TOP = 5
WRAPPING = 62  # pixels: in rows higher than 4 rem texts wrap, so that on a phone the criterion leaves room for the marks
FIELDS = {"score": N_("Marks"), "comment": N_("Comments"), "evidence": N_("Evidence")}


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
        """Settle the editor's key; when it changes, what the browser laid over the data is gone, and all that stands there is seen."""
        parts = (self.shown, sum(self.cells.revisions.values()), *self.criteria, "x", *self.companies)
        key = f"{self.cells.name}_{'_'.join(map(str, parts))}"
        if key != self.key:
            self.key = key
            self.handed_over.clear()
            self.newly_shown.clear()
            self.cells.seen.clear()

    def typed(self, criterion: int, company: int) -> bool:
        """Whether a cell was saved and still shows what was typed: only when the data say the same does the browser let go of it."""
        cell = (criterion, company), self.shown
        return (criterion, str(company)) in self.handed_over and cell not in self.cells.clashes and cell not in self.cells.refused


def field_switch(matrix: Matrix) -> None:
    """What the cells hold: marks, comments to them, or how sure they are."""
    key = f"{matrix.cells.name}_shown"
    st.session_state[key] = matrix.shown
    st.segmented_control(_("What the cells hold"), list(FIELDS), format_func=lambda each: _(FIELDS[each]), key=key, required=True,
                         label_visibility="collapsed", on_change=_show_field, args=(matrix, key))  # fmt: skip


def _show_field(matrix: Matrix, key: str) -> None:
    matrix.shown = st.session_state[key]


def keep_ids(matrix: Matrix, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    """Rows and columns stay as they are until the person asks for new ones; only what was deleted goes."""
    matrix.criteria = [each for each in matrix.criteria if each in criteria] or list(criteria)
    matrix.companies = [each for each in matrix.companies if each in companies] or list(companies)
    matrix.mount()


def news_button(matrix: Matrix, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    """Offer the criteria and companies that somebody added since the editor was opened."""
    shown = matrix.criteria, matrix.companies
    if all(shown) and (set(criteria) - set(shown[0]) or set(companies) - set(shown[1])):
        st.button(_("Show what was added"), icon=":material/refresh:", key=f"{matrix.cells.name}_news", on_click=_take_all, args=(matrix,))


def _take_all(matrix: Matrix) -> None:
    matrix.criteria, matrix.companies = [], []


def editor(matrix: Matrix, book: Book, criteria: Mapping[int, Record], companies: Mapping[int, Record], standings: Standings) -> None:
    """The table itself."""
    rows = {(row.criterion_id, row.competitor_id): row for row in book.rows(matrix.cells.record)}  # type: ignore[attr-defined]
    _notice(matrix, rows)
    ids = tuple(matrix.criteria)
    tall = WRAPPING if session.on_phone() else ROW_HEIGHT
    st.data_editor(
        _frame(matrix, criteria, rows, standings),
        key=matrix.key,
        num_rows="fixed",
        hide_index=True,
        placeholder="",
        alt=_("Benchmark"),
        height=min(len(ids), MOST_ROWS_SHOWN) * tall + ROW_HEIGHT + 3,
        row_height=tall,
        disabled=["criterion", "share", "low", "high"],
        column_config=_columns(matrix, companies),
        on_change=_take_edits,
        args=(matrix, matrix.key, ids),
    )
    _hand_over(matrix, pending(st.session_state[matrix.key]["edited_rows"], ids))  # edits that came before a callback was registered


def _columns(matrix: Matrix, companies: Mapping[int, Record]) -> dict[str, Any]:
    config = st.column_config
    fixed = {
        "criterion": config.TextColumn(_("Criterion"), width=150 if session.on_phone() else 230, pinned=True),
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
    }
    for company in matrix.companies:
        values = [_shown(matrix, row.id, company, rows) for row in known]
        columns[str(company)] = pd.array(values, dtype="Int64") if matrix.shown == "score" else pd.Series(values, dtype="object").array
    columns["share"] = [float(standings.shares[row.id] * 100) for row in known]  # after the marks: on a phone there is room for few columns
    columns["low"] = [row.anchor_low for row in known]  # type: ignore[attr-defined]
    columns["high"] = [row.anchor_high for row in known]  # type: ignore[attr-defined]
    return pd.DataFrame(columns, index=list(matrix.criteria))


def _shown(matrix: Matrix, criterion: int, company: int, rows: Mapping[Any, Record]) -> Any:
    """The field of a mark as a cell shows it."""
    if matrix.typed(criterion, company):
        return matrix.handed_over[criterion, str(company)]
    value = getattr(rows.get((criterion, company)), matrix.shown, None)
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
    """Move on what the person has seen: what others wrote counts only after a while, for an open cell hides it."""
    seen, moment = matrix.cells.seen, time.monotonic()
    spec = field_map(matrix.cells.record)[matrix.shown]
    for at in ((criterion, company) for criterion in matrix.criteria for company in matrix.companies):
        cell, row = (at, matrix.shown), rows.get(at)
        value = value_of(row, spec) if row is not None else spec.parse(None)
        if seen.setdefault(cell, value) == value:
            matrix.newly_shown.pop(cell, None)
        elif matrix.newly_shown.setdefault(cell, (value, moment))[0] != value:
            matrix.newly_shown[cell] = value, moment
        elif moment - matrix.newly_shown[cell][1] >= GRACE_SECONDS:
            seen[cell] = value
            del matrix.newly_shown[cell]


def tray(matrix: Matrix, book: Book, criteria: Mapping[int, Record], companies: Mapping[int, Record]) -> None:
    """What was not saved and needs a decision."""
    for cell in [*matrix.cells.clashes, *matrix.cells.refused]:
        criterion, company = criteria.get(cell[0][0]), companies.get(cell[0][1])
        if criterion is not None and company is not None:
            outcome(matrix.cells, book, cell, where=f"{book.title(criterion)}, {book.title(company)}")
