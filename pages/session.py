"""Who sits at this screen, in which language, in which engagement."""

import secrets

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core import i18n, workbench
from core.i18n import _

COOKIE = "holdfast_person"
ONE_YEAR = 365 * 24 * 3600

# By session, outside of session_state: callbacks and fragments translate too, and touching session_state there
# may let another event interrupt a save.
_languages: dict[str, str] = {}


def _session_language() -> str | None:
    context = get_script_run_ctx(suppress_warning=True)
    return _languages.get(context.session_id) if context else None


i18n.set_language_source(_session_language)


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone; the server learns no widths."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def begin() -> None:
    """Find out who this is; at the top of every full run."""
    if "person_key" not in st.session_state:
        st.session_state.person_key = st.context.cookies.get(COOKIE) or secrets.token_urlsafe(16)
        found = workbench.person(st.session_state.person_key)
        st.session_state.person_name = found.name if found else ""
        st.session_state.preferences = dict(found.preferences) if found else {}
        st.session_state.language = (found.language if found else "") or _browser_language()
    use_language(st.session_state.language)
    st.session_state.pop("engagement_of_run", None)


def _browser_language() -> str:
    locale = (st.context.locale or "").split("-")[0].lower()
    return locale if locale in i18n.LANGUAGES else i18n.DEFAULT_LANGUAGE


def use_language(code: str) -> None:
    """Speak this language in this session from now on."""
    context = get_script_run_ctx(suppress_warning=True)
    if context:
        _languages[context.session_id] = code


def remember(name: str | None = None, language: str | None = None) -> None:
    """Keep the person's name and language for the next visit."""
    if name is not None:
        st.session_state.person_name = name.strip()[:120]
    if language is not None:
        st.session_state.language = language
        use_language(language)
    workbench.save_person(st.session_state.person_key, {"name": st.session_state.person_name, "language": st.session_state.language})
    st.session_state.keep_cookie = True


def prefer(name: str, value: object) -> None:
    """Keep a choice of how things are shown."""
    st.session_state.preferences = st.session_state.preferences | {name: value}
    workbench.save_person(st.session_state.person_key, {"preferences": st.session_state.preferences})
    st.session_state.keep_cookie = True


def preferred(name: str, otherwise: object = None) -> object:
    """A choice kept by `prefer`."""
    return st.session_state.preferences.get(name, otherwise)


def write_cookie() -> None:
    """Let the browser remember the person; once, after something worth remembering."""
    if st.session_state.pop("keep_cookie", False):
        cookie = f"{COOKIE}={st.session_state.person_key};path=/;max-age={ONE_YEAR};SameSite=Lax"
        st.html(f"<script>document.cookie={cookie!r}</script>", unsafe_allow_javascript=True)


def who() -> str:
    """The name that goes into the history."""
    return st.session_state.get("person_name") or _("guest")


def engagement() -> workbench.Engagement | None:
    """The engagement that the address names; None when it names none that exists. A full run asks the database once."""
    given = st.query_params.get("e", "")
    kept: tuple[str, workbench.Engagement | None] | None = st.session_state.get("engagement_of_run")
    if kept is None or kept[0] != given:
        kept = given, workbench.find_engagement(int(given)) if given.isdigit() else None
        st.session_state.engagement_of_run = kept
    return kept[1]


def engagement_id() -> int | None:
    """Its id."""
    found = engagement()
    return found.id if found else None
