"""The maturity questionnaire: one respondent at a time with every click saved, or all side by side for the workshop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core import workbench
from core.checks import findings_of
from core.fields import BadValue
from core.i18n import N_, _, formats, ngettext
from core.vocabulary import Evidence
from core.workbench import Book, Record
from pages import session
from pages.widgets.kept_cells import KeptCells, kept_cells, outcome, undo_button, wired
from pages.widgets.pictures import show_picture

Area = tuple[str, str, list[dict[str, Any]]]
Marks = Mapping[tuple[int, str], Record]  # (respondent, question) -> answer

SIDE_BY_SIDE = 0  # among the ids of respondents
TOP = 4
WIDE, WIDEST = 2, 3  # marks between the lowest and the highest opinion: worth a look, worth a talk
DISAGREEMENT = "audit.W006"
STYLE = """<style>
[class*="st-key-question_"] { border-bottom: 1px solid rgba(125,140,137,.28); padding: .5rem 0 .9rem; }
[class*="st-key-question_"] [role="radiogroup"] { gap: .15rem; }
[class*="st-key-question_"] [role="radiogroup"] label { width: 100%; padding: .14rem .3rem; border-radius: 6px; }
[class*="st-key-question_"] [role="radiogroup"] label:hover { background: rgba(11,110,105,.07); }
[class*="st-key-question_"] [role="radiogroup"] label:has(input:checked) { background: rgba(11,110,105,.13); }
.hf-marks { overflow: auto; max-height: 76vh; border: 1px solid rgba(125,140,137,.32); border-radius: 8px; }
.hf-marks table { border-collapse: separate; border-spacing: 0; width: 100%; line-height: 1.35; }
.hf-marks th, .hf-marks td { padding: .32rem .55rem; border-bottom: 1px solid rgba(125,140,137,.2); vertical-align: middle; }
.hf-marks thead th { position: sticky; top: 0; z-index: 1; background: var(--hf-ground); text-align: center; font-weight: 620; }
.hf-marks thead th:first-child, .hf-marks tbody th { text-align: left; font-weight: 400; }
.hf-marks tbody th { min-width: 15rem; }
.hf-marks tr.area th, .hf-marks tr.area td { font-weight: 650; background: rgba(125,140,137,.12); }
.hf-marks td { text-align: center; font-variant-numeric: tabular-nums; }
.hf-marks i { display: inline-block; min-width: 1.9rem; border-radius: 6px; font-style: normal; padding: .08rem .3rem; }
.hf-marks .wide { color: #fff; background: #a35f0a; } .hf-marks .widest { color: #fff; background: #b5485d; font-weight: 650; }
</style>"""


@dataclass
class Seat:
    """Where this session is in the questionnaire."""

    respondent: int | None = None
    area: str = ""
    only_wide: bool = False
    jump: int = 0  # counts the jumps to an unanswered question, so that each one is a new script to the browser
    jump_to: str = ""


@st.fragment
def maturity(engagement_id: int) -> None:
    """The questionnaire; a fragment, so that a click redraws one area and nothing else."""
    if st.session_state.pop("wants_full_run", False):
        st.rerun()
    cells = kept_cells(engagement_id, workbench.section("audit").record("maturity_answer"), ("respondent_id", "question"))
    seat: Seat = st.session_state.setdefault(f"_seat_{engagement_id}", Seat())
    areas = workbench.maturity_areas()
    with workbench.open_book(engagement_id) as book:
        people = {row.id: row for row in book.rows(workbench.section("audit").record("respondent"))}
        marks = {(row.respondent_id, row.question): row for row in book.rows(cells.record)}
        _keep_seat(seat, people, areas)
        st.html(STYLE)
        _people(cells, seat, people, marks, areas)
        if not people:
            _nobody()
        elif seat.respondent == SIDE_BY_SIDE:
            _side_by_side(cells, seat, book, people, marks, areas)
        else:
            _one_by_one(cells, seat, book, marks, areas)


def _keep_seat(seat: Seat, people: Mapping[int, Record], areas: Sequence[Area]) -> None:
    """Somebody may have deleted the respondent meanwhile."""
    if seat.respondent not in people and not (seat.respondent == SIDE_BY_SIDE and people):
        seat.respondent = next(iter(people), None)
    if seat.area not in {key for key, _title, _asked in areas}:
        seat.area = areas[0][0]


# --- respondents


def _people(cells: KeptCells, seat: Seat, people: Mapping[int, Record], marks: Marks, areas: Sequence[Area]) -> None:
    asked = [each["key"] for _area, _title, questions in areas for each in questions]
    with st.container(horizontal=True, vertical_alignment="center", key="maturity_people"):
        if people:
            labels = {row_id: f"{_plain(row.name)} {_answered(marks, row_id, asked)}/{len(asked)}" for row_id, row in people.items()}  # type: ignore[attr-defined]
            if len(people) > 1:
                labels[SIDE_BY_SIDE] = f":material/compare: {_('All side by side')}"
            key = f"respondent_{cells.engagement_id}_{hash(tuple(labels))}"
            st.session_state[key] = seat.respondent
            st.pills(_("Respondent"), list(labels), format_func=labels.__getitem__, key=key, required=True, label_visibility="collapsed",
                     on_change=_sit, args=(seat, key))  # fmt: skip
        _person_popover(cells, seat, None)
        if seat.respondent in people:
            _person_popover(cells, seat, people[seat.respondent])
        undo_button(cells)


def _answered(marks: Marks, respondent: int, questions: Iterable[str]) -> int:
    return sum(_score(marks, respondent, each) is not None for each in questions)


def _score(marks: Marks, respondent: int, question: str) -> int | None:
    row = marks.get((respondent, question))
    return row.score if row is not None else None  # type: ignore[attr-defined]


def _sit(seat: Seat, key: str) -> None:
    seat.respondent = st.session_state[key]


def _person_popover(cells: KeptCells, seat: Seat, person: Record | None) -> None:
    """Name and position of a new respondent, or of the chosen one, who may also be deleted here."""
    name = f"person_{cells.engagement_id}_{person.id if person else 'new'}_{cells.revisions.get(((), 'person'), 0)}"
    label, icon = (_("Rename or delete"), ":material/edit:") if person else (_("Add a respondent"), ":material/person_add:")
    with st.popover("" if person else label, icon=icon, help=label if person else None, key=name):
        st.text_input(_("Name"), value=person.name if person else "", key=f"{name}_name", max_chars=300)  # type: ignore[attr-defined]
        st.text_input(_("Position"), value=person.position_held if person else "", key=f"{name}_position", max_chars=300)  # type: ignore[attr-defined]
        st.button(
            _("Save") if person else _("Add"), type="primary", key=f"{name}_ok", on_click=_keep_person, args=(cells, seat, person, name)
        )
        if person:
            count = _answers_of(cells, person.id)
            text = ngettext("Delete with {n} answer", "Delete with {n} answers", count) if count else _("Delete")
            st.button(
                text, icon=":material/delete:", type="tertiary", key=f"{name}_delete", on_click=_delete_person, args=(cells, person.id)
            )


def _answers_of(cells: KeptCells, respondent: int) -> int:
    with workbench.open_book(cells.engagement_id) as book:
        return sum(row.respondent_id == respondent for row in book.rows(cells.record))  # type: ignore[attr-defined]


def _keep_person(cells: KeptCells, seat: Seat, person: Record | None, name: str) -> None:
    values = {"name": st.session_state[f"{name}_name"], "position_held": st.session_state[f"{name}_position"]}
    record = workbench.section("audit").record("respondent")
    if person is None:
        try:
            seat.respondent = workbench.add(cells.engagement_id, record, values, cells.who)
        except BadValue as wrong:
            cells.said = str(wrong)
            return
    else:
        workbench.edit(cells.engagement_id, record, person.id, values, cells.who)
    cells.renew(((), "person"))
    cells.saved()


def _delete_person(cells: KeptCells, respondent: int) -> None:
    workbench.delete(cells.engagement_id, workbench.section("audit").record("respondent"), [respondent], cells.who)
    cells.renew(((), "person"))
    cells.saved(_("Deleted; “Undo” brings it back"))


def _nobody() -> None:
    with st.container(border=True):
        st.markdown(
            _("**Who is in the room?** Add the first respondent, then click through 40 questions in eight areas; every click is saved.")
        )
        st.caption(
            _("Ask at least one person from marketing and one from sales, service or IT: where they disagree is a finding of its own.")
        )


# --- one respondent


def _one_by_one(cells: KeptCells, seat: Seat, book: Book, marks: Marks, areas: Sequence[Area]) -> None:
    _steps(cells, seat, marks, areas)
    asked = next(questions for key, _title, questions in areas if key == seat.area)
    for number, question in enumerate(asked, start=1):
        _question(cells, seat, book, marks, question, f"{number}/{len(asked)}")
    _onward(cells, seat, marks, areas, "below")
    _jump(seat)


def _steps(cells: KeptCells, seat: Seat, marks: Marks, areas: Sequence[Area]) -> None:
    """The areas with what is answered in each, and the way to the next question without an answer."""
    with st.container(horizontal=True, vertical_alignment="center", key="maturity_steps"):
        labels = {key: _step_label(seat, marks, title, asked) for key, title, asked in areas}
        key = f"area_{cells.engagement_id}"
        st.session_state[key] = seat.area
        st.pills(_("Area"), list(labels), format_func=labels.__getitem__, key=key, required=True, label_visibility="collapsed",
                 on_change=_walk, args=(seat, key))  # fmt: skip
        _onward(cells, seat, marks, areas, "above")


def _step_label(seat: Seat, marks: Marks, title: str, asked: Sequence[Mapping[str, Any]]) -> str:
    done = _answered(marks, seat.respondent or 0, (each["key"] for each in asked))
    icon = ":material/check: " if done == len(asked) else ""
    return f"{icon}{title} {done}/{len(asked)}"


def _walk(seat: Seat, key: str) -> None:
    seat.area = st.session_state[key]


def _onward(cells: KeptCells, seat: Seat, marks: Marks, areas: Sequence[Area], where: str) -> None:
    key = f"next_unanswered_{where}_{cells.engagement_id}"
    found = _next_unanswered(seat, marks, areas)
    if found is None:
        if where == "below":
            st.caption(f":material/check_circle: {_('All questions are answered.')}")
        return
    st.button(_("Next unanswered"), icon=":material/arrow_forward:", type="primary" if where == "above" else "secondary", key=key,
              shortcut="Alt+N" if where == "above" else None, on_click=_go_to, args=(seat, *found))  # fmt: skip


def _next_unanswered(seat: Seat, marks: Marks, areas: Sequence[Area]) -> tuple[str, str] | None:
    """Area and key of the first question without a mark, from the area in hand on and then from the beginning."""
    here = [key for key, _title, _asked in areas].index(seat.area)
    for area, _title, asked in (*areas[here:], *areas[:here]):
        for each in asked:
            if _score(marks, seat.respondent or 0, each["key"]) is None:
                return area, each["key"]
    return None


def _go_to(seat: Seat, area: str, question: str) -> None:
    seat.area, seat.jump_to, seat.jump = area, question, seat.jump + 1


def _jump(seat: Seat) -> None:
    """Bring the question before the eyes and its answers under the keyboard."""
    if seat.jump_to:
        question, seat.jump_to = seat.jump_to, ""
        st.html(
            f"<script>/* {seat.jump} */ setTimeout(() => {{ const box = document.querySelector('.st-key-question_{question}'); "
            "box?.scrollIntoView({block: 'center'}); box?.querySelector('input')?.focus({preventScroll: true}); }, 60)</script>",
            unsafe_allow_javascript=True,
        )


def _question(cells: KeptCells, seat: Seat, book: Book, marks: Marks, question: Mapping[str, Any], place: str) -> None:
    at = (seat.respondent, question["key"])
    row = marks.get(at)  # type: ignore[arg-type]
    score, comment, evidence = ((at, name) for name in ("score", "comment", "evidence"))
    with st.container(key=f"question_{question['key']}"):
        left, right = st.columns([7, 4], gap="medium")
        with left:
            anchors = [f"**{mark}**  {_plain(text)}" for mark, text in enumerate(question["anchors"])]
            st.radio(f"{place}  **{_plain(question['text'])}**", range(TOP + 1), index=cells.show(score, getattr(row, "score", None)),
                     format_func=anchors.__getitem__, width="stretch", **wired(cells, score))  # fmt: skip
            outcome(cells, book, score)
        with right:
            st.text_area(_("Comment and evidence"), value=cells.show(comment, getattr(row, "comment", "")), height="content",
                         placeholder=_("What proves it, in their words"), **wired(cells, comment))  # fmt: skip
            outcome(cells, book, comment)
            grade = cells.show(evidence, getattr(row, "evidence", None))
            st.selectbox(_("Evidence"), list(Evidence), index=list(Evidence).index(grade) if grade else None, label_visibility="collapsed",
                         format_func=lambda each: _(each.label), placeholder=_("How sure it is"), **wired(cells, evidence))  # fmt: skip
            outcome(cells, book, evidence)


# --- all respondents


def _side_by_side(cells: KeptCells, seat: Seat, book: Book, people: Mapping[int, Record], marks: Marks, areas: Sequence[Area]) -> None:
    st.toggle(_("Only questions where they differ"), value=seat.only_wide, key=f"only_wide_{cells.engagement_id}",
              on_change=_narrow, args=(seat, f"only_wide_{cells.engagement_id}"))  # fmt: skip
    st.html(_table(seat, people, marks, areas))
    for key, picture in workbench.pictures(book, "audit", cells.record):
        show_picture(picture, key=f"audit_{key}")
    _disagreements(book)


def _narrow(seat: Seat, key: str) -> None:
    seat.only_wide = st.session_state[key]


def _table(seat: Seat, people: Mapping[int, Record], marks: Marks, areas: Sequence[Area]) -> str:
    heads = "".join(f"<th>{escape(row.name)}</th>" for row in people.values())  # type: ignore[attr-defined]
    body = "".join(_area_rows(seat, people, marks, area) for area in areas)
    ground = "#101716" if st.context.theme.type == "dark" else "#ffffff"
    return (
        f'<div class="hf-marks" style="--hf-ground:{ground}"><table><thead><tr><th>{escape(_("Question"))}</th>{heads}'
        f"<th>{escape(_('Mean'))}</th><th>{escape(_('Apart'))}</th></tr></thead><tbody>{body}</tbody></table></div>"
    )


def _area_rows(seat: Seat, people: Mapping[int, Record], marks: Marks, area: Area) -> str:
    _key, title, asked = area
    rows = [_question_row(people, marks, each) for each in asked if not seat.only_wide or _apart(people, marks, each["key"]) >= WIDE]
    return f'<tr class="area"><th colspan="{len(people) + 3}">{escape(title)}</th></tr>{"".join(rows)}' if rows else ""


def _scores(people: Iterable[int], marks: Marks, question: str) -> list[int]:
    return [score for each in people if (score := _score(marks, each, question)) is not None]


def _apart(people: Iterable[int], marks: Marks, question: str) -> int:
    """Marks between the lowest and the highest opinion."""
    scores = _scores(people, marks, question)
    return max(scores) - min(scores) if scores else 0


def _question_row(people: Mapping[int, Record], marks: Marks, question: Mapping[str, Any]) -> str:
    scores = _scores(people, marks, question["key"])
    cells = "".join(_mark_cell(marks, each, question) for each in people)
    mean = formats.number(sum(scores) / len(scores), 1) if scores else ""
    return f"<tr><th>{escape(question['text'])}</th>{cells}<td>{mean}</td>{_apart_cell(scores)}</tr>"


def _mark_cell(marks: Marks, respondent: int, question: Mapping[str, Any]) -> str:
    """The mark on its shade of green; what it means and what was said about it on hover."""
    score = _score(marks, respondent, question["key"])
    if score is None:
        return "<td>–</td>"
    said = " — ".join(filter(None, (question["anchors"][score], marks[respondent, question["key"]].comment)))  # type: ignore[attr-defined]
    return f'<td title="{escape(said)}"><i style="background:rgba(11,110,105,{0.08 + 0.11 * score:.2f})">{score}</i></td>'


def _apart_cell(scores: Sequence[int]) -> str:
    if len(scores) < 2:
        return "<td></td>"
    apart = max(scores) - min(scores)
    look = "widest" if apart >= WIDEST else "wide" if apart >= WIDE else ""
    sign = "‼ " if apart >= WIDEST else "! " if apart >= WIDE else ""
    return f'<td><i class="{look}">{sign}{apart}</i></td>'


def _disagreements(book: Book) -> None:
    """Questions to talk about before anything is averaged."""
    rule = [each for each in workbench.section("audit").checks if each.code == DISAGREEMENT]
    found = list(findings_of(rule, book))
    if not found:
        return
    st.subheader(_("To talk about: opinions three marks apart"), anchor=False)
    st.html("<ul>" + "".join(f"<li>{escape(each.sentence)}</li>" for each in found) + "</ul>")
    st.caption(found[0].hint)


def _plain(text: str) -> str:
    """A text as it is, not as Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-!|<>$:~" else char for char in text)


VIEWS = {"maturity_answer": (N_("Maturity"), maturity)}
