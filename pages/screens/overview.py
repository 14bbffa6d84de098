"""Where an engagement stands: sections, what is missing next, what contradicts itself."""

import streamlit as st

from core import workbench
from core.i18n import _, formats, ngettext
from core.section import PHASE_LABELS, Phase
from pages import session


def show() -> None:
    """The engagement that the address names."""
    engagement = session.engagement()
    if engagement is None:
        st.info(_("Choose an engagement first."), icon=":material/arrow_back:")
        st.page_link(st.session_state.pages[""])
        return
    overview = workbench.overview(engagement.id)
    st.title(engagement.name, anchor=False)
    st.caption(_("How far each section is filled, and the next thing to ask."))
    with workbench.open_book(engagement.id) as book:
        for phase in Phase:
            sections = [each for each in workbench.registry() if each.phase is phase and each.slug not in overview.out_of_scope]
            if sections:
                st.subheader(_(PHASE_LABELS[phase]), anchor=False)
                for section in sections:
                    _section_row(engagement.id, section.slug, book, overview)
    titles = [_(each.title) for each in workbench.registry() if each.slug in overview.out_of_scope]
    if titles:
        st.caption(_("Out of scope: {sections}").format(sections=", ".join(titles)))


def _section_row(engagement_id: int, slug: str, book: workbench.Book, overview: workbench.Overview) -> None:
    section = workbench.section(slug)
    found = overview.open_findings(slug)
    address = {"e": str(engagement_id)}
    with st.container(border=True, key=f"row_{slug}"):
        name, progress, gap, findings = st.columns([3, 3, 5, 2], vertical_alignment="center")
        with name:
            st.page_link(st.session_state.pages[slug], label=_(section.title), icon=f":material/{section.icon}:", query_params=address)
        progress.progress(
            overview.progress[slug],
            text=f"{formats.percent(overview.progress[slug], 0)} · {ngettext('{n} record', '{n} records', overview.records[slug])}",
        )
        missing = workbench.next_gap(book, slug)
        with gap:
            if missing:
                there = (
                    address
                    | {"view": missing.record.record_key()}
                    | ({"record": f"{missing.record.record_key()}-{missing.row_id}"} if missing.row_id else {})
                )
                st.page_link(st.session_state.pages[slug], label=missing.sentence, icon=":material/arrow_forward:", query_params=there)
            else:
                st.caption(f":material/check_circle: {_('nothing missing')}")
        with findings:
            if found:
                st.page_link(
                    st.session_state.pages[slug],
                    label=ngettext("{n} finding", "{n} findings", len(found)),
                    icon=":material/rule:",
                    query_params=address | {"view": "findings"},
                )
