"""The maturity questionnaire: one respondent at a time with every click saved, or all side by side for the workshop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from core import workbench
from core.fields import BadValue
from core.i18n import N_, _, ngettext
from core.vocabulary import Evidence
from core.workbench import Book, Record
from pages.screens.own.audit_side_by_side import Area, Marks, Question, score_of, side_by_side
from pages.widgets.kept_cells import KeptCells, kept_cells, outcome, undo_button, wired

SIDE_BY_SIDE = 0  # among the ids of respondents
TOP = 4
STYLE = """<style>
[class*="st-key-question_"] { border-bottom: 1px solid rgba(125,140,137,.28); padding: .5rem 0 .9rem; }
[class*="st-key-question_"] [role="radiogroup"] { gap: .15rem; }
[class*="st-key-question_"] [role="radiogroup"] label { width: 100%; padding: .14rem .3rem; border-radius: 6px; }
[class*="st-key-question_"] [role="radiogroup"] label:hover { background: rgba(11,110,105,.07); }
[class*="st-key-question_"] [role="radiogroup"] label:has(input:checked) { background: rgba(11,110,105,.13); }
[class*="st-key-question_"] textarea { field-sizing: content; height: auto !important; min-height: 3.4rem !important; }
</style>"""


@dataclass
class Seat:
    """Where this session is in the questionnaire."""

    respondent: int | None = None
    area: str = ""
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
            side_by_side(cells, book, people, marks, areas)
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
                labels[SIDE_BY_SIDE] = ":material/compare: " + _("All side by side")
            key = f"respondent_{cells.engagement_id}_{hash(tuple(labels))}"
            st.session_state[key] = seat.respondent
            st.pills(_("Respondent"), list(labels), format_func=labels.__getitem__, key=key, required=True, label_visibility="collapsed",
                     on_change=_sit, args=(seat, key))  # fmt: skip
        _person_popover(cells, seat, None)
        if seat.respondent in people:
            _person_popover(cells, seat, people[seat.respondent], _answered(marks, seat.respondent, asked))
        undo_button(cells)


def _answered(marks: Marks, respondent: int, questions: Iterable[str]) -> int:
    return sum(score_of(marks, respondent, each) is not None for each in questions)


def _sit(seat: Seat, key: str) -> None:
    seat.respondent = st.session_state[key]


def _person_popover(cells: KeptCells, seat: Seat, person: Record | None, answers: int = 0) -> None:
    """Name and position of a new respondent, or of the chosen one, who may also be deleted here."""
    name = f"person_{cells.engagement_id}_{person.id if person else 'new'}_{cells.revisions.get(((), 'person'), 0)}"
    label, icon = (_("Rename or delete"), ":material/edit:") if person else (_("Add a respondent"), ":material/person_add:")
    known = seat.respondent is not None  # the first one is asked for in words
    panel = st.popover("" if known else label, icon=icon, help=label if known else None, key=name, on_change="rerun")
    if panel.open:  # closed ones would slow every click down
        with panel:
            _person_form(cells, seat, person, answers, name)


def _person_form(cells: KeptCells, seat: Seat, person: Record | None, answers: int, name: str) -> None:
    st.text_input(_("Respondent's name"), value=getattr(person, "name", ""), key=f"{name}_name", max_chars=300)
    st.text_input(_("Position"), value=getattr(person, "position_held", ""), key=f"{name}_position", max_chars=300)
    st.button(_("Save") if person else _("Add"), type="primary", key=f"{name}_ok", on_click=_keep_person, args=(cells, seat, person, name))
    if person:
        text = ngettext("Delete with {n} answer", "Delete with {n} answers", answers) if answers else _("Delete")
        st.button(text, icon=":material/delete:", type="tertiary", key=f"{name}_delete", on_click=_delete_person, args=(cells, person.id))


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
        st.pills(_("Area of the questionnaire"), list(labels), format_func=labels.__getitem__, key=key, required=True,
                 label_visibility="collapsed", on_change=_walk, args=(seat, key))  # fmt: skip
        _onward(cells, seat, marks, areas, "above")


def _step_label(seat: Seat, marks: Marks, title: str, asked: Sequence[Question]) -> str:
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
            st.caption(":material/check_circle: " + _("All questions are answered."))
        return
    st.button(_("Next unanswered"), icon=":material/arrow_forward:", type="primary" if where == "above" else "secondary", key=key,
              shortcut="Alt+N" if where == "above" else None, on_click=_go_to, args=(seat, *found))  # fmt: skip


def _next_unanswered(seat: Seat, marks: Marks, areas: Sequence[Area]) -> tuple[str, str] | None:
    """Area and key of the first question without a mark, from the area in hand on and then from the beginning."""
    here = [key for key, _title, _asked in areas].index(seat.area)
    for area, _title, asked in (*areas[here:], *areas[:here]):
        for each in asked:
            if score_of(marks, seat.respondent or 0, each["key"]) is None:
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


def _question(cells: KeptCells, seat: Seat, book: Book, marks: Marks, question: Question, place: str) -> None:
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


def _plain(text: str) -> str:
    """A text as it is, not as Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-!|<>$:~" else char for char in text)


VIEWS = {"maturity_answer": (N_("Maturity"), maturity)}
SHOWN_IN = {"respondent": "maturity_answer"}
