"""The journey through an engagement as one piece of HTML: twenty links of Streamlit's own cost ten milliseconds at every run.

A click changes the address and tells the browser's history so; Streamlit follows as it follows the back button, without loading
the page anew. Where that fails, the links are ordinary links.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

STYLE = """<style>
.hf-nav a, .hf-nav a:visited { display: flex; gap: .5rem; align-items: center; padding: .12rem .45rem; line-height: 1.75;
  border-radius: .5rem; color: inherit !important; text-decoration: none !important; }
.hf-nav a:hover { background: rgba(125,140,137,.14); } .hf-nav a[aria-current] { background: rgba(125,140,137,.22); font-weight: 600; }
.hf-nav i { font: normal 1.25rem/1 'Material Symbols Rounded'; opacity: .7; flex: none; width: 1.25rem; overflow: hidden; }
.hf-nav .hf-last { margin-top: 1rem; }
.hf-phase { margin: 0.5rem 0 0.1rem 0.5rem; font-size: 0.8rem; font-weight: 600; opacity: 0.75; }
.hf-client { margin: 0.35rem 0 0.15rem 0.5rem; font-weight: 650; overflow-wrap: anywhere; }
</style>"""
# Not in the capture phase: what guards typed cells (widgets/browser.py) comes first.
SCRIPT = """<script>(() => {
  if (window.holdfastNavigates) return;
  window.holdfastNavigates = true;
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('.hf-nav a');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, '', link.href);
    dispatchEvent(new PopStateEvent('popstate'));
    const close = innerWidth <= 768 && document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (close) close.click();
  });
})()</script>"""


@dataclass(frozen=True)
class Link:
    """A page to go to; `icon` is a Material symbol's name."""

    path: str
    label: str
    icon: str
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """A title over links."""

    title: str
    kind: str = "phase"


def show(lines: Iterable[Link | Group], current: str, query: dict[str, str]) -> None:
    """Draw the lines; `current` is the path of the page that is open, `query` what every address carries."""
    address = "?" + urlencode(query) if query else ""
    drawn = "".join(_group(line) if isinstance(line, Group) else _link(line, current, address) for line in lines)
    st.html(f'{STYLE}<nav class="hf-nav">{drawn}</nav>{SCRIPT}', unsafe_allow_javascript=True)


def _group(group: Group) -> str:
    return f'<div class="hf-{group.kind}">{escape(group.title)}</div>'


def _link(link: Link, current: str, address: str) -> str:
    here = ' aria-current="page"' if link.path == current else ""
    kind = f' class="hf-{link.kind}"' if link.kind else ""
    href = escape((link.path + address) if link.path else "./")
    return f'<a href="{href}"{here}{kind}><i aria-hidden="true" translate="no">{link.icon}</i><span>{escape(link.label)}</span></a>'
