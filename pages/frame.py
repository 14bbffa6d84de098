"""What Streamlit runs: who is here, the navigation made of the registry of sections, and the page asked for."""

import importlib
import logging
import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import streamlit as st

from core import workbench
from core.i18n import _
from core.section import PHASE_LABELS, Phase
from pages import navigation, session

log = logging.getLogger("holdfast")

# A file of ours: a Material symbol would be asked of a font server on the internet.
ICON = str(Path(__file__).parents[1] / "templates" / "icon.png")
STYLE = """
<style>
.stMainBlockContainer { padding: 1.2rem 2.2rem 3rem; }
header[data-testid="stHeader"] { height: 2.2rem; background: transparent; }
[data-testid="stSidebarUserContent"] { padding: 0.2rem 0.7rem 1rem; }
[data-testid="stSidebarHeader"] { height: 1.9rem; margin-bottom: 0; padding: 0.3rem 0.6rem; }
[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: 0.1rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.1rem 0.9rem 3rem; }
  .stMainBlockContainer h1 { padding-top: 0; }
  /* Views in several lines: each one with its own frame. */
  [class*="st-key-view_"] [role="radiogroup"] { gap: 0.3rem; }
  [class*="st-key-view_"] button { border-radius: 8px !important; margin: 0 !important; }
  [class*="st-key-view_"] button:not([aria-checked="true"]) { border: 1px solid rgba(125,140,137,.35) !important; }
  /* The sign of the wall view says enough; the words stay for screen readers. */
  [class*="-picture"] [class*="-wall"] button p { position: absolute; clip-path: inset(50%); width: 1px; }
  [aria-label^="Shortcut"] { display: none; }
}
.st-key-page_header h1 { padding: 0 0 0.15rem; }
.stMainBlockContainer [data-testid="stPageLink"] :is(a, p, span, div) { white-space: normal; overflow-wrap: anywhere; }
[data-testid="stSidebar"] .hf-client { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
@media print { [data-testid="stSidebar"], header { display: none; } }
</style>
"""


def screen(module: str, *arguments: str) -> None:
    """Run a screen; a broken one tells the person a number to pass on, and the log what happened."""
    try:
        importlib.import_module(f"pages.screens.{module}").show(*arguments)
    except Exception:
        if _is_control_flow():
            raise
        reference = secrets.token_hex(4)
        log.exception("Screen %s failed, reference %s", module, reference)
        st.error(
            _("Something went wrong here. What you entered is safe. Reference: {number}.").format(number=reference),
            icon=":material/report:",
        )


def _is_control_flow() -> bool:
    """Streamlit stops and reruns scripts by exceptions of its own."""
    import sys

    kind = sys.exc_info()[0]
    return kind is not None and kind.__module__.startswith("streamlit.runtime.scriptrunner")


def pages() -> dict[str, st.Page]:  # type: ignore[valid-type]
    """All pages by their address; the registry's order."""
    fixed = {
        "": st.Page(partial(screen, "home"), title=_("Engagements"), icon=":material/home:", url_path="home", default=True),
        "overview": st.Page(partial(screen, "overview"), title=_("Overview"), icon=":material/dashboard:", url_path="overview"),
    }
    sections = {
        each.slug: st.Page(partial(screen, "section", each.slug), title=_(each.title), icon=f":material/{each.icon}:", url_path=each.slug)
        for each in workbench.registry()
    }
    last = {
        "findings": st.Page(partial(screen, "findings"), title=_("Findings"), icon=":material/rule:", url_path="findings"),
        "documents": st.Page(partial(screen, "documents"), title=_("Documents"), icon=":material/description:", url_path="documents"),
        "guide": st.Page(partial(screen, "guide"), title=_("Guide"), icon=":material/help:", url_path="guide"),
    }
    return fixed | sections | last


def sidebar(current: st.Page, engagement: workbench.Engagement | None) -> None:  # type: ignore[valid-type]
    """The journey through an engagement, with progress beside each name."""
    lines = [navigation.Link("", _("Engagements"), "home")]
    if engagement is not None:
        lines += _journey(engagement)
    lines.append(navigation.Link("guide", _("Guide"), "help", "last"))
    navigation.show(lines, current.url_path, {"e": str(engagement.id)} if engagement else {})
    importlib.import_module("pages.screens.person").menu()


def _journey(engagement: workbench.Engagement) -> Iterator[navigation.Link | navigation.Group]:
    overview = workbench.overview(engagement.id)
    yield navigation.Group(engagement.name, "client")
    yield navigation.Link("overview", _("Overview"), "dashboard")
    for phase in Phase:
        if phase is not Phase.ENGAGEMENT:
            yield navigation.Group(_(PHASE_LABELS[phase]))
        for section in workbench.registry():
            if section.phase is phase and section.slug not in overview.out_of_scope:
                yield navigation.Link(section.slug, f"{_(section.title)} · {overview.progress[section.slug]:.0%}", section.icon)
    yield navigation.Group(_("Deliver"))
    yield navigation.Link("findings", f"{_('Findings')} · {len(overview.open_findings())}", "rule")
    yield navigation.Link("documents", _("Documents"), "description")


def main() -> None:
    """One full run."""
    st.set_page_config(page_title="Holdfast", layout="wide", page_icon=ICON)
    session.begin()
    st.html(STYLE)
    known = pages()
    page = st.navigation(list(known.values()), position="hidden")
    st.session_state.pages = known
    with st.sidebar:
        sidebar(page, session.engagement())
    page.run()
    session.write_cookie()


main()
