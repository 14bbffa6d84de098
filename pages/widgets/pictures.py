"""A picture on the screen: its finding as the title, the drawing, the source; and alone on the wall.

On a page it is the drawing that print makes, an image which the browser paints at once (ADR 7); on the wall, and on a phone, whose
width no drawing knows, it is a chart of plotly's that answers the pointer.

User texts go through `st.html`, escaped: Streamlit's markdown would read signs in them as icons, links or formulas.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Literal

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.i18n import _, current_language
from core.pictures import Bars, Bullets, Funnels, Gantt, Heatmap, Journey, Picture, Quadrant, Radar, Sankey, Tree
from pages import session
from pages.widgets.figures_funnels import funnels
from pages.widgets.figures_gantt import gantt
from pages.widgets.figures_heatmap import heatmap
from pages.widgets.figures_look import Dict, Drawing, Drawn
from pages.widgets.figures_quadrant import quadrant
from pages.widgets.figures_round import radar, sankey
from pages.widgets.figures_rows import bars, bullets
from pages.widgets.figures_wall import enlarged

FIGURES: Mapping[type[Picture], Drawing] = {
    Quadrant: quadrant,
    Radar: radar,
    Bars: bars,
    Funnels: funnels,
    Bullets: bullets,
    Heatmap: heatmap,
    Sankey: sankey,
    Gantt: gantt,
}
DRAWN_AS_SVG = frozenset({Journey, Tree})  # on the wall and on a phone too: plotly has no chart for them
# What a picture is empty without.
CONTENT: Mapping[type[Picture], str] = {
    Quadrant: "points",
    Journey: "stages",
    Radar: "series",
    Bars: "categories",
    Funnels: "rows",
    Tree: "nodes",
    Bullets: "rows",
    Heatmap: "rows",
    Sankey: "flows",
    Gantt: "bars",
}
MOST_KEPT = 200  # drawings
CONFIG = {"displayModeBar": False, "responsive": True, "doubleClick": False, "scrollZoom": False}
HIGHEST = 640  # pixels; what is higher scrolls
WALL_HEIGHT, WALL_NARROWEST, WALL_LETTERS = 780, 680, 1.8  # on a projector letters grow until the picture fills the screen
SVG_WIDTH, WALL_SVG_WIDTH, NARROWEST_SVG = 1040, 820, 760  # a narrower sheet has larger letters on the same screen


class ReadyFigure(go.Figure):  # type: ignore[misc]  # plotly has no types
    """A figure that plotly need not check property by property (7 ms of 10): the tests check all of ours."""

    def __init__(self, plot: Dict) -> None:
        self._ready = plot

    def to_dict(self) -> Dict:
        """What Streamlit sends to the browser."""
        return self._ready


def show_picture(picture: Picture, key: str, height: int | None = None) -> None:
    """Show a picture; `key` is unique on the page, `height` (pixels) is the most that the chart may take."""
    with st.container(key=f"{key}-picture", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            _title(picture)
            wanted = st.button(
                _("Wall view"), icon=":material/fullscreen:", type="tertiary", key=f"{key}-wall", help=_("Alone and large, for a projector")
            )
        _body(picture, key, height)
    if wanted:
        st.dialog(in_label(picture.title) or _("Wall view"), width=4000)(_show_on_wall)(picture, f"{key}-on-wall")  # the browser narrows it


def show_printed(picture: Picture, key: str) -> None:
    """Show a picture as print draws it, on any screen and without a wall view."""
    with st.container(key=f"{key}-picture", gap="xsmall"):
        _title(picture)
        _show_svg(picture, key, wall=False)
        _small_lines(False, picture.source)


def _show_on_wall(picture: Picture, key: str) -> None:
    st.html("<style>section[role=dialog]>h2{padding-bottom:.4rem}section[role=dialog]>h2 p{font-size:1.7rem;line-height:1.25}</style>")
    _body(picture, key, None, wall=True)


def in_label(text: str) -> str:
    """A text for the places where Streamlit takes only markdown: every sign is escaped, and a colon never begins an icon's name."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split())).replace("\\:", "\\:\u2060")


def _title(picture: Picture) -> None:
    st.html(f'<div style="font-weight:650;font-size:1.05rem;line-height:1.35">{escape(picture.title)}</div>')


def _body(picture: Picture, key: str, height: int | None, wall: bool = False) -> None:
    """The drawing or the chart, and the lines under it."""
    if not getattr(picture, CONTENT[type(picture)]):
        _small_lines(wall, _("Nothing to draw yet."), picture.source)
        return
    if type(picture) in DRAWN_AS_SVG or not (wall or session.on_phone()):
        _show_svg(picture, key, wall)
        _small_lines(wall, picture.source)
    else:
        drawn = FIGURES[type(picture)](picture) if wall else _drawn_before(picture, current_language())
        _show_figure(drawn, picture.alt or picture.title, key, height, wall)
        _small_lines(wall, drawn.note, picture.source)


def _show_svg(picture: Picture, key: str, wall: bool) -> None:
    with _sideways(key, NARROWEST_SVG):
        drawing = _svg_drawn_before(picture, current_language(), WALL_SVG_WIDTH if wall else SVG_WIDTH)
        st.image(drawing, width="stretch", alt=picture.alt or picture.title)


# A picture is the same while its data are (it is a value), so it is drawn once for all runs and sessions.


def _drawn_before(picture: Picture, language: str) -> Drawn:
    drawn = _drawn(picture, language)
    return replace(drawn, layout=dict(drawn.layout))  # its height is set below


@lru_cache(maxsize=MOST_KEPT)
def _drawn(picture: Picture, language: str) -> Drawn:
    return FIGURES[type(picture)](picture)


@lru_cache(maxsize=MOST_KEPT)
def _svg_drawn_before(picture: Picture, language: str, width: int) -> str:
    from core import workbench  # late: the drawer measures texts, which pages without such pictures need not load

    return day_and_night(*(workbench.svg_of(picture, width=width, dark=dark) for dark in (False, True)))


def day_and_night(day: str, night: str) -> str:
    """Two drawings in one: the browser shows that of the theme in force, which the server learns only at the next run."""
    size = re.search(r'viewBox="[^"]*"', day)
    rule = "@media(prefers-color-scheme:dark){#day{display:none}}@media not (prefers-color-scheme:dark){#night{display:none}}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size[0] if size else ""}><style>{rule}</style>'
    return f'{head}<g id="day">{day}</g><g id="night">{night}</g></svg>'


def _show_figure(drawn: Drawn, alt: str, key: str, height: int | None, wall: bool) -> None:
    if wall:
        _figure_on_wall(drawn, alt, key)
        return
    if height and drawn.elastic:
        drawn.layout["height"] = height
    most = height or HIGHEST
    with _sideways(key, drawn.narrowest, height=most if drawn.height > most and not drawn.elastic else None):
        _chart(drawn, alt, key)
    _show_legend(drawn)


def _figure_on_wall(drawn: Drawn, alt: str, key: str) -> None:
    """As large as the screen allows; the legend stands beside it, so that both are in sight."""
    drawn = enlarged(drawn, 1.45 if drawn.elastic else min(max(WALL_HEIGHT / drawn.height, 1), WALL_LETTERS))
    left, right = st.columns([7, 2], vertical_alignment="center") if drawn.legend else (st.container(), None)
    with left, _sideways(key, max(drawn.narrowest, WALL_NARROWEST), WALL_HEIGHT if drawn.elastic else None):
        if drawn.elastic:  # Streamlit knows heights in pixels only; those of the screen are known to the browser
            wrapper = f"[data-testid=stLayoutWrapper]:has(>.st-key-{_slug(key)})"
            st.html(f"<style>{wrapper}{{flex-basis:max(420px,calc(100vh - 230px))!important}}</style>")
        _chart(drawn, alt, key, "stretch" if drawn.elastic else "content")
    if right:
        with right:
            _show_legend(drawn, "1.25rem")


def _chart(drawn: Drawn, alt: str, key: str, height: Literal["stretch", "content"] = "content") -> None:
    st.plotly_chart(ReadyFigure(drawn.plot()), key=f"{key}-chart", config=CONFIG, alt=alt, height=height)


def _sideways(key: str, narrowest: int, height: int | None = None) -> DeltaGenerator:
    """A container whose content keeps its least width and scrolls."""
    if narrowest:
        sheet = f".st-key-{_slug(key)}"
        st.html(f"<style>{sheet}{{overflow-x:auto}}{sheet}>div{{min-width:{narrowest}px}}</style>")
    return st.container(key=_slug(key), height=height or "content", border=False)


def _slug(key: str) -> str:
    """The key of a chart's container, spelled as Streamlit spells it in the container's CSS class."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", f"{key}-sheet")


def _show_legend(drawn: Drawn, size: str = ".9rem") -> None:
    """Signs and names in two columns, in one where it is narrow."""
    if not drawn.legend:
        return
    badge = "flex:none;height:1.55em;min-width:1.55em;padding:0 .3em;margin-right:.5em;border-radius:1em;color:#fff;text-align:center"
    line = "break-inside:avoid;padding:.12em 0;display:flex"
    lines = "".join(
        f'<li style="{line}"><span style="background:{color};{badge}">{escape(sign)}</span><span>{escape(name)}</span></li>'
        for sign, color, name in drawn.legend
    )
    st.html(f'<ul style="list-style:none;margin:0;padding:0;columns:2 17em;font-size:{size};line-height:1.5">{lines}</ul>')


def _small_lines(wall: bool, *lines: str) -> None:
    shown = "<br>".join(escape(line) for line in lines if line)
    if shown:
        st.html(f'<div style="font-size:{"1.1rem" if wall else ".82rem"};opacity:.75">{shown}</div>')
