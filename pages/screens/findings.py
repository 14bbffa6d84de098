"""What contradicts itself or is left open, with the way to mend it; what the team lives with, and why."""

import streamlit as st

from core import workbench
from core.checks import LEVEL_LABELS, Finding, Level
from core.fields import BadValue
from core.i18n import _, ngettext
from pages import session

COLOURS = {Level.ERROR: "red", Level.WARNING: "orange", Level.HINT: "gray"}
ICONS = {Level.ERROR: ":material/error:", Level.WARNING: ":material/warning:", Level.HINT: ":material/lightbulb:"}


def show() -> None:
    """Findings of the whole strategy."""
    engagement_id = session.engagement_id()
    if engagement_id is None:
        st.info(_("Choose an engagement first."), icon=":material/arrow_back:")
        st.page_link(st.session_state.pages[""])
        return
    st.title(_("Findings"), anchor=False)
    st.caption(_("What contradicts itself or is left open. A finding never blocks anything: mend it, or say why you live with it."))
    table(engagement_id)


def table(engagement_id: int, slug: str | None = None) -> None:
    """Findings of one section or of all, errors first."""
    overview = workbench.overview(engagement_id)
    found = overview.open_findings(slug)
    silenced = [each for each in overview.findings if each.silenced and slug in (None, each.check.section)]
    if not found:
        st.success(_("No open findings."), icon=":material/check_circle:")
    with workbench.open_book(engagement_id) as book:
        for at, finding in enumerate(found):
            _finding(engagement_id, book, finding, f"{slug}_{at}")
        if silenced:
            with st.expander(ngettext("{n} finding lived with", "{n} findings lived with", len(silenced))):
                for at, finding in enumerate(silenced):
                    _silenced(engagement_id, book, finding, f"{slug}_silenced_{at}")


def _finding(engagement_id: int, book: workbench.Book, finding: Finding, key: str) -> None:
    with st.container(border=True, key=f"finding_{key}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_(LEVEL_LABELS[finding.level]), icon=ICONS[finding.level], color=COLOURS[finding.level])
            st.text(finding.sentence, width="stretch")
            _link(engagement_id, book, finding)
            with st.popover(_("Live with it"), type="tertiary", key=f"silence_{key}"):
                reason = st.text_area(_("Why"), key=f"reason_{key}", height=80)
                if st.button(_("Silence this finding"), key=f"silence_ok_{key}"):
                    _silence(engagement_id, finding, reason)
        st.caption(f"{finding.code} · {finding.hint}")


def _silence(engagement_id: int, finding: Finding, reason: str) -> None:
    try:
        workbench.silence(engagement_id, finding, reason, session.who())
    except BadValue as wrong:
        st.error(str(wrong), icon=":material/error:")
        return
    st.rerun()


def _silenced(engagement_id: int, book: workbench.Book, finding: Finding, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"finding_{key}"):
        st.text(f"{finding.code} · {finding.sentence} — {finding.silenced}", width="stretch")
        st.button(
            _("Take up again"),
            key=f"unsilence_{key}",
            type="tertiary",
            on_click=workbench.unsilence,
            args=(engagement_id, finding, session.who()),
        )


def _link(engagement_id: int, book: workbench.Book, finding: Finding) -> None:
    slug = finding.check.section
    address = {"e": str(engagement_id)}
    record = workbench.record_types().get(finding.table)
    if record is not None:
        slug = record.section_slug()
        address |= (
            {"view": record.record_key()}
            if record.own_screen or record.single
            else {"view": record.record_key(), "record": f"{record.record_key()}-{finding.record_id}"}
        )
    st.page_link(st.session_state.pages[slug], label=_("Mend it"), icon=":material/build:", query_params=address)
