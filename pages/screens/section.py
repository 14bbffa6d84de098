"""The screen that all sections share: workshop, records with their pictures, findings, document."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from types import ModuleType

import streamlit as st

from core import workbench
from core.i18n import _, ngettext
from core.section import Section
from core.workbench import Book, Record
from pages import session
from pages.widgets import dialogs
from pages.widgets.actions import saved_badge, undo
from pages.widgets.blocks import show_blocks
from pages.widgets.grid import POLL_SECONDS, grid_state, record_grid
from pages.widgets.grid_state import GridState
from pages.widgets.kept_cells import kept_cells, outcome, undo_button, wired
from pages.widgets.pictures import show_picture

HEADER_STYLE = """<style>
.hf-head { display: flex; gap: .6rem; align-items: center; } .hf-head div { flex: 1; }
.hf-head h1 { font-size: 1.75rem; font-weight: 650; padding: 0 0 .15rem; margin: 0; line-height: 1.2; }
.hf-head p { margin: 0; font-size: .875rem; opacity: .7; }
.hf-head span { flex: none; padding: .05rem .5rem; border-radius: 1rem; font-size: .875rem; background: rgba(125,140,137,.16); }
.hf-head .hf-open { background: rgba(224,144,58,.2); }
</style>"""
PAUSE = timedelta(seconds=4)  # since the last edit, before the page is drawn for it


@dataclass(frozen=True)
class View:
    """One way of looking at a section."""

    key: str
    title: str
    draw: Callable[[], None]


def show(slug: str) -> None:
    """One section of the engagement that the address names."""
    engagement_id = session.engagement_id()
    if engagement_id is None:
        st.info(_("Choose an engagement first."), icon=":material/arrow_back:")
        st.page_link(st.session_state.pages[""])
        return
    section = workbench.section(slug)
    st.session_state.drawn_token = workbench.change_token(engagement_id)
    views = section_views(engagement_id, section)
    current = _current_view(slug, views)
    _header(engagement_id, section)
    _switch(section, views, current)
    current.draw()
    dialogs.open_asked_for(engagement_id, slug)


def section_views(engagement_id: int, section: Section) -> list[View]:
    """Workshop · a view for each record type that has no screen of its own · the section's own screens · findings · document."""
    views = [View("workshop", _("Workshop"), lambda: _workshop(engagement_id, section))] if workbench.questions(section.slug) else []
    own = _own_views(engagement_id, section.slug)
    for record in section.records:
        replaced = own.pop(record.record_key(), None)
        if replaced:
            views.append(replaced)
        elif not record.own_screen:
            views.append(View(record.record_key(), _(record.label[1]), _record_view(engagement_id, section, record)))
    views.extend(own.values())
    views.append(
        View("findings", _("Findings"), lambda: importlib.import_module("pages.screens.findings").table(engagement_id, section.slug))
    )
    views.append(View("document", _("Document"), lambda: _document(engagement_id, section)))
    return views


def _own_views(engagement_id: int, slug: str) -> dict[str, View]:
    """The hand-made screens of a section: `VIEWS` of `pages/screens/own/<slug>.py`, key → (title, function of the engagement)."""
    own = getattr(_own_module(slug), "VIEWS", {})
    return {key: View(key, _(title), lambda draw=draw: draw(engagement_id)) for key, (title, draw) in own.items()}  # type: ignore[misc]


def _own_module(slug: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"pages.screens.own.{slug}")
    except ModuleNotFoundError as missing:
        if missing.name not in ("pages.screens.own", f"pages.screens.own.{slug}"):
            raise
        return None


def _current_view(slug: str, views: list[View]) -> View:
    """The view that the address names; `SHOWN_IN` of the hand-made screens says where records without a view of their own are seen."""
    known = {view.key: view for view in views}
    elsewhere = getattr(_own_module(slug), "SHOWN_IN", {})
    record = st.query_params.get("record", "").rsplit("-", 1)[0]
    asked = (st.query_params.get("view", ""), record)
    return next((known[key] for name in asked if (key := elsewhere.get(name, name)) in known), views[0])


def _header(engagement_id: int, section: Section) -> None:
    overview = workbench.overview(engagement_id)
    found = overview.open_findings(section.slug)
    findings = ngettext("{n} finding", "{n} findings", len(found)) if found else ""
    # One piece of HTML: as seven elements it would come later and cost four milliseconds more.
    st.html(
        f'{HEADER_STYLE}<header class="hf-head"><div><h1>{escape(_(section.title))}</h1><p>{escape(_(section.purpose))}</p></div>'
        + (f'<span class="hf-open">{escape(findings)}</span>' if findings else "")
        + f'<span title="{escape(_("How much is filled in"))}">{overview.progress[section.slug]:.0%}</span></header>'
    )


def _switch(section: Section, views: list[View], current: View) -> None:
    titles = {view.key: view.title for view in views}
    key = f"view_{section.slug}"
    st.session_state[key] = current.key
    st.segmented_control(
        _("View"),
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        label_visibility="collapsed",
        required=True,
        on_change=_go,
        args=(key,),
    )


def _go(key: str) -> None:
    st.query_params["view"] = st.session_state[key]
    st.query_params.pop("record", None)


# --- views


def _workshop(engagement_id: int, section: Section) -> None:
    cells = kept_cells(engagement_id, workbench.record_types()["workshop_answer"], ("section_asked", "question"))
    with workbench.open_book(engagement_id) as book:
        given = workbench.answers(book, section.slug)
        with st.container(horizontal=True, vertical_alignment="center"):
            undo_button(cells)
        for question in workbench.questions(section.slug):
            cell = (section.slug, question["key"]), "text"
            said = cells.show(cell, given[question["key"]].text if question["key"] in given else "")
            st.text_area(question["text"], said, help=question.get("hint"), height="content",
                         placeholder=_("What was said, in their words"), **wired(cells, cell))  # fmt: skip
            outcome(cells, book, cell)


def _record_view(engagement_id: int, section: Section, record: type[Record]) -> Callable[[], None]:
    def draw() -> None:
        if record.single:
            _form(engagement_id, section, record)
        else:
            _records(engagement_id, section.slug, record)
        _watch(engagement_id, grid_state(engagement_id, record))

    return draw


@st.fragment
def _form(engagement_id: int, section: Section, record: type[Record]) -> None:
    state = grid_state(engagement_id, record)
    state.token = workbench.change_token(engagement_id)
    with workbench.open_book(engagement_id) as book:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Undo"), icon=":material/undo:", key=f"{state.key}_undo", on_click=undo, args=(state,), shortcut="Ctrl+U")
            saved_badge(state)
        _sorry()
        dialogs.record_form(state, book, book.one(record) or record())
        _next_gap(engagement_id, section.slug, book)
        _pictures(engagement_id, section.slug, record, book)


@st.fragment
def _records(engagement_id: int, slug: str, record: type[Record]) -> None:
    state = grid_state(engagement_id, record)
    state.token = workbench.change_token(engagement_id)
    _sorry()
    with workbench.open_book(engagement_id) as book:
        record_grid(state, book)
        _next_gap(engagement_id, slug, book)
        _pictures(engagement_id, slug, record, book)


def _sorry() -> None:
    sorry = st.session_state.pop("sorry", "")
    if sorry:
        st.warning(sorry, icon=":material/info:")


@st.fragment(run_every=POLL_SECONDS)
def _watch(engagement_id: int, state: GridState) -> None:
    """Draw the page anew when others changed something; after one's own changes (the head and the navigation tell progress) in a pause.

    Looking for changes costs two milliseconds, drawing forty: so the grid's own fragment does not poll.
    """
    token = workbench.change_token(engagement_id)
    if token == st.session_state.get("drawn_token"):
        return
    if token == state.token and state.saved_at and datetime.now() - state.saved_at < PAUSE:
        return
    st.rerun()


def _pictures(engagement_id: int, slug: str, record: type[Record], book: Book) -> None:
    for key, picture in workbench.pictures(book, slug, record):
        show_picture(picture, key=f"{slug}_{key}")


def _next_gap(engagement_id: int, slug: str, book: Book) -> None:
    gap = workbench.next_gap(book, slug)
    if gap is None:
        st.caption(f":material/check_circle: {_('Nothing is missing in this section.')}")
        return
    address = {"e": str(engagement_id), "view": gap.record.record_key()}
    if gap.row_id:
        address["record"] = f"{gap.record.record_key()}-{gap.row_id}"
    st.page_link(
        st.session_state.pages[slug],
        label=_("Next gap: {what}").format(what=gap.sentence),
        icon=":material/arrow_forward:",
        query_params=address,
    )


def _document(engagement_id: int, section: Section) -> None:
    st.caption(_("What goes into the document, in the document's language."))
    with workbench.open_book(engagement_id) as book, workbench.document_language(book.engagement):
        chapter = workbench.chapter(book, section.slug)
        show_blocks(chapter.blocks, key=f"preview_{section.slug}")
    if not chapter.blocks:
        st.info(_("The chapter appears with the first records of this section."), icon=":material/description:")
