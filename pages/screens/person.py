"""Who is typing: name and language, at the foot of the navigation."""

import streamlit as st

from core.i18n import LANGUAGES, _
from pages import session


def menu() -> None:
    """A small form behind the person's name."""
    with st.popover(session.who(), icon=":material/person:", type="tertiary", key="person"):
        st.text_input(_("Your name"), value=st.session_state.person_name, key="person_name_input", on_change=_keep_name, max_chars=120,
                      help=_("Stands in the history beside what you enter."))  # fmt: skip
        st.radio(_("Language of the screens"), list(LANGUAGES), index=list(LANGUAGES).index(st.session_state.language),
                 format_func=LANGUAGES.__getitem__, key="person_language_input", on_change=_keep_language, horizontal=True)  # fmt: skip


def _keep_name() -> None:
    session.remember(name=st.session_state.person_name_input)


def _keep_language() -> None:
    session.remember(language=st.session_state.person_language_input)
