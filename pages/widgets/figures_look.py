"""What all figures share: colours that follow the theme, texts taken literally, axes that keep still.

Colours of the streamlit theme are placeholders that the browser replaces, so one figure serves light and dark.
The theme's categorical colours begin with accent, amber, slate, alarm (`.streamlit/config.toml`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from streamlit.elements.lib import streamlit_plotly_theme as theme

from core.i18n import current_language
from core.i18n.formats import number
from core.pictures import Tone

Dict = dict[str, Any]

INK, SOFT_INK, PAGE = theme.GRAY_90, theme.GRAY_70, theme.BG_COLOR
FAINT = "rgba(125,140,137,0.28)"
LINE = "rgba(125,140,137,0.75)"
CLEAR = "rgba(0,0,0,0)"
CATEGORIES = (
    theme.CATEGORY_0,
    theme.CATEGORY_1,
    theme.CATEGORY_2,
    theme.CATEGORY_3,
    theme.CATEGORY_4,
    theme.CATEGORY_5,
    theme.CATEGORY_6,
    theme.CATEGORY_7,
)
TONES = {
    Tone.PLAIN: theme.CATEGORY_2,
    Tone.ACCENT: theme.CATEGORY_0,
    Tone.WARNING: theme.CATEGORY_1,
    Tone.ALARM: theme.CATEGORY_3,
    Tone.MUTED: "#8c9997",
}
TONE_SIGNS = {Tone.WARNING: "△", Tone.ALARM: "▲"}
TEXT, SMALL = 14, 12.5
SEPARATORS = {"en": ".,", "ru": ",\u00a0"}


@dataclass(frozen=True)
class Drawn:
    """A figure ready for the screen, with what stands under it."""

    data: list[Dict]
    layout: Dict
    legend: tuple[tuple[str, str, str], ...] = ()  # sign, its colour, name
    note: str = ""
    narrowest: int = 0  # below this width in pixels the figure scrolls sideways
    elastic: bool = False  # any height will do; without it the height follows from the rows

    @property
    def height(self) -> float:
        """In pixels."""
        return float(self.layout["height"])

    def plot(self) -> Dict:
        """As plotly takes it."""
        return {"data": self.data, "layout": self.layout}


Drawing = Callable[[Any], Drawn]


def literal(text: str) -> str:
    """A text that plotly must not read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """A literal text in at most so many lines; what does not fit ends in «…» (the hover text has all of it)."""
    return "<br>".join(literal(line) for line in wrap(text, width, max_lines=lines, placeholder="…"))


def hover(title: str, *lines: str) -> str:
    """What stands beside the pointer: a bold title, then lines."""
    return "<br>".join([f"<b>{wrapped(title, 60, 4)}</b>", *(wrapped(line, 60, 6) for line in lines if line)])


def small(text: str) -> str:
    """Ready markup in the small size, in a softer colour."""
    return f'<span style="font-size:0.88em;color:{SOFT_INK}">{text}</span>'


def with_unit(value: float, unit: str) -> str:
    """A number as people read it, never parted from its unit."""
    return f"{number(value)}\u00a0{unit}".strip()


def font(size: float = TEXT, color: str | None = None, **more: Any) -> Dict:
    """A font; without a colour it takes the theme's."""
    return {"size": size, **({"color": color} if color else {}), **more}


def axis(title: str = "", ticks: Iterable[tuple[float | str, str]] | None = None, **more: Any) -> Dict:
    """An axis that cannot be dragged; `ticks` are (place, ready text)."""
    made: Dict = {
        "title": {"text": literal(title), "font": font(SMALL + 0.5), "standoff": 14},
        "tickfont": font(SMALL + 0.5, INK),
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": FAINT,
        "automargin": True,
        "ticks": "",
    }
    if ticks is not None:
        pairs = list(ticks)
        made |= {"tickmode": "array", "tickvals": [place for place, _text in pairs], "ticktext": [text for _place, text in pairs]}
    return made | more


def rows_axis(labels: Sequence[str], width: int = 22, **more: Any) -> Dict:
    """A vertical axis of named rows, the first one at the top. Places are numbers, so equal names stay two rows."""
    ticks = [(place, wrapped(label, width)) for place, label in enumerate(labels)]
    return axis(ticks=ticks, range=[len(labels) - 0.5, -0.5], showgrid=False, ticklabelstandoff=6, **more)


def hidden_axis(low: float, high: float) -> Dict:
    """An axis that only measures."""
    return {"visible": False, "fixedrange": True, "range": [low, high]}


def layout(height: float, **more: Any) -> Dict:
    """The sheet that every figure is drawn on."""
    base: Dict = {
        "height": round(height),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "separators": SEPARATORS[current_language()],
        "font": font(),
        "showlegend": False,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "namelength": -1, "font": {"size": TEXT}},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.08,
            "yanchor": "top",
            "title": {"text": ""},
            "font": font(SMALL + 0.5),
        },
    }
    return base | more


def words(text: str, x: float | str, y: float, **more: Any) -> Dict:
    """Ready markup at a place on the sheet."""
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font(SMALL), **more}


def line(x: tuple[Any, Any], y: tuple[Any, Any], color: str = LINE, dash: str = "solid", width: float = 1, **more: Any) -> Dict:
    """A straight line on the sheet."""
    return {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": {"color": color, "dash": dash, "width": width}, **more}


_SIZES = {
    "size",
    "height",
    "standoff",
    "ticklabelstandoff",
    "pad",
    "thickness",
    "xshift",
    "yshift",
}  # not widths: those of bars are units of an axis


def enlarged(drawn: Drawn, times: float) -> Drawn:
    """The same figure for people who sit far away: letters, signs and rows grow, places stay."""
    grown = {"data": _grown(drawn.data, times), "layout": _grown(drawn.layout, times)}
    grown["layout"]["margin"] = {side: value * times for side, value in drawn.layout["margin"].items()}
    return replace(drawn, **grown)


def _grown(value: Any, times: float) -> Any:
    if isinstance(value, list):
        return [_grown(each, times) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _larger(each, times) if key in _SIZES else _grown(each, times) for key, each in value.items()}


def _larger(value: Any, times: float) -> Any:
    if isinstance(value, list):
        return [_larger(each, times) for each in value]
    return value * times if isinstance(value, int | float) else value
