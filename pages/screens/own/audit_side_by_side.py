"""All respondents of the maturity questionnaire side by side: every mark, how far opinions lie apart, what to talk about."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from core import workbench
from core.checks import findings_of
from core.i18n import _, formats
from core.workbench import Book, Record
from pages.widgets.kept_cells import KeptCells
from pages.widgets.pictures import show_picture

Question = Mapping[str, Any]  # key, text, anchors
Area = tuple[str, str, list[dict[str, Any]]]  # key, title, questions
Marks = Mapping[tuple[int, str], Record]  # (respondent, question) -> answer

WIDE, WIDEST = 2, 3  # marks between the lowest and the highest opinion: worth a look, worth a talk
DISAGREEMENT = "audit.W006"
STYLE = """<style>
.hf-marks { overflow: auto; max-height: 76vh; border: 1px solid rgba(125,140,137,.32); border-radius: 8px; }
.hf-marks table { border-collapse: separate; border-spacing: 0; width: 100%; line-height: 1.35; }
.hf-marks th, .hf-marks td { padding: .32rem .55rem; border-bottom: 1px solid rgba(125,140,137,.2); vertical-align: middle; }
.hf-marks thead th { position: sticky; top: 0; z-index: 1; background: light-dark(#fff, #101716); text-align: center; font-weight: 620; }
.hf-marks thead th:first-child, .hf-marks tbody th { text-align: left; font-weight: 400; }
.hf-marks tbody th { min-width: 15rem; }
.hf-marks tr.area th { font-weight: 650; background: rgba(125,140,137,.12); }
.hf-marks td { text-align: center; font-variant-numeric: tabular-nums; }
.hf-marks i { display: inline-block; min-width: 1.9rem; border-radius: 6px; font-style: normal;
  padding: .08rem .3rem; white-space: nowrap; }
.hf-marks .wide { color: #fff; background: #a35f0a; } .hf-marks .widest { color: #fff; background: #b5485d; font-weight: 650; }
</style>"""


def side_by_side(cells: KeptCells, book: Book, people: Mapping[int, Record], marks: Marks, areas: Sequence[Area]) -> None:
    """The table, the radar and the questions on which opinions lie apart."""
    names = {row_id: row.name for row_id, row in people.items()}  # type: ignore[attr-defined]
    only_wide = st.toggle(_("Only questions where they differ"), key=f"only_wide_{cells.engagement_id}")
    shown = [(title, [each for each in asked if not only_wide or _apart(names, marks, each) >= WIDE]) for _key, title, asked in areas]
    if any(asked for _title, asked in shown):
        st.html(STYLE + _table(names, marks, shown))
    else:
        st.info(_("No two marks on a question lie further than one apart."), icon=":material/check_circle:")
    for key, picture in workbench.pictures(book, "audit", cells.record):
        show_picture(picture, key=f"audit_{key}")
    _disagreements(book)


def score_of(marks: Marks, respondent: int, question: str) -> int | None:
    """A respondent's mark on a question; None while there is none."""
    row = marks.get((respondent, question))
    return row.score if row is not None else None  # type: ignore[attr-defined]


def _scores(people: Iterable[int], marks: Marks, question: Question) -> list[int]:
    return [score for each in people if (score := score_of(marks, each, question["key"])) is not None]


def _apart(people: Iterable[int], marks: Marks, question: Question) -> int:
    """Marks between the lowest and the highest opinion."""
    scores = _scores(people, marks, question)
    return max(scores) - min(scores) if scores else 0


def _table(names: Mapping[int, str], marks: Marks, shown: Sequence[tuple[str, list[dict[str, Any]]]]) -> str:
    titles = [*names.values(), _("Mean"), _("Apart")]
    heads = f"<th>{escape(_('Question'))}</th>" + "".join(f"<th>{escape(each)}</th>" for each in titles)
    body = "".join(_area_rows(names, marks, title, asked) for title, asked in shown if asked)
    return f'<div class="hf-marks"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _area_rows(names: Mapping[int, str], marks: Marks, title: str, asked: Sequence[Question]) -> str:
    head = f'<tr class="area"><th colspan="{len(names) + 3}">{escape(title)}</th></tr>'
    return head + "".join(_question_row(names, marks, each) for each in asked)


def _question_row(names: Mapping[int, str], marks: Marks, question: Question) -> str:
    scores = _scores(names, marks, question)
    cells = "".join(_mark_cell(marks, each, question) for each in names)
    mean = formats.number(sum(scores) / len(scores), 1) if scores else ""
    return f"<tr><th>{escape(question['text'])}</th>{cells}<td>{mean}</td>{_apart_cell(scores)}</tr>"


def _mark_cell(marks: Marks, respondent: int, question: Question) -> str:
    """The mark on its shade of green; what it means and what was said about it on hover."""
    score = score_of(marks, respondent, question["key"])
    if score is None:
        return "<td>–</td>"
    said = " — ".join(filter(None, (question["anchors"][score], marks[respondent, question["key"]].comment)))  # type: ignore[attr-defined]
    return f'<td title="{escape(said)}"><i style="background:rgba(11,110,105,{0.08 + 0.11 * score:.2f})">{score}</i></td>'


def _apart_cell(scores: Sequence[int]) -> str:
    """The distance, with a sign that can be told without its colour."""
    if len(scores) < 2:
        return "<td></td>"
    apart = max(scores) - min(scores)
    look, sign = ("widest", "!! ") if apart >= WIDEST else ("wide", "! ") if apart >= WIDE else ("", "")
    return f'<td><i class="{look}">{sign}{apart}</i></td>'


def _disagreements(book: Book) -> None:
    """Questions to talk about before anything is averaged."""
    rule = [each for each in workbench.section("audit").checks if each.code == DISAGREEMENT]
    found = list(findings_of(rule, book))
    if found:
        st.subheader(_("To talk about: opinions three marks apart"), anchor=False)
        st.html("<ul>" + "".join(f"<li>{escape(each.sentence)}</li>" for each in found) + "</ul>")
        st.caption(found[0].hint)
