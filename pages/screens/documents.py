"""What leaves the app."""

import streamlit as st

from core import workbench
from core.checks import LEVEL_LABELS
from core.i18n import LANGUAGES, _, ngettext
from pages import session


def show() -> None:
    """The strategy document of the engagement that the address names."""
    engagement = session.engagement()
    if engagement is None:
        st.info(_("Choose an engagement first."), icon=":material/arrow_back:")
        st.page_link(st.session_state.pages[""])
        return
    st.title(_("Documents"), anchor=False)
    st.caption(_("Everything that was entered in the sections in scope, as the client will read it."))
    codes = list(LANGUAGES)
    language = st.radio(
        _("Language of the document"),
        codes,
        index=codes.index(engagement.language),
        format_func=LANGUAGES.__getitem__,
        horizontal=True,
        key="document_language",
    )
    with_findings = st.checkbox(_("List the open findings in an appendix"), key="document_findings")
    _findings(engagement.id)
    author = st.session_state.person_name  # the document is made in a thread that knows no session
    st.download_button(
        _("Strategy document (.docx)"),
        data=lambda: workbench.strategy_document(engagement.id, language, with_findings=with_findings, author=author),
        file_name=workbench.file_name(engagement, "docx", language),
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        type="primary",
        icon=":material/download:",
        key="download_docx",
        on_click="ignore",
    )


def _findings(engagement_id: int) -> None:
    found = workbench.overview(engagement_id).open_findings()
    if not found:
        st.success(_("No open findings."), icon=":material/check_circle:")
        return
    with st.expander(
        ngettext("{n} open finding; it does not block the export", "{n} open findings; they do not block the export", len(found)),
        icon=":material/rule:",
        expanded=len(found) < 6,
    ):
        for each in found:
            st.text(f"{_(LEVEL_LABELS[each.level])} · {each.code} · {each.sentence}")
