"""What all figures share: colours that follow the theme, texts taken literally, axes that keep still.

Colours of the streamlit theme are placeholders that the browser replaces, so one figure serves light and dark.
The theme's categorical colours begin with accent, amber, slate, alarm (`.streamlit/config.toml`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any

from streamlit.elements.lib import streamlit_plotly_theme as theme

from core.i18n import current_language
from core.i18n.formats import number
from core.pictures import Tone

Dict = dict[str, Any]

Rgb = tuple[int, int, int]

INK, PAGE = theme.GRAY_90, theme.BG_COLOR
SOFT = 0.75  # of the ink: the theme's own grey is too pale to be read from afar
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
LONG_WORD = 6  # letters by which a line may grow rather than break a word
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


def within(share: float) -> float:
    """A share that stays between nothing and all."""
    return min(max(share, 0.0), 1.0)


def between(low: Rgb, high: Rgb, share: float) -> Rgb:
    """The colour so far on the way from one to another."""
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(low, high, strict=True))
    return red, green, blue


def literal(text: str) -> str:
    """A text that plotly must not read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """A literal text in at most so many lines; what does not fit ends in «…» (the hover text has all of it)."""
    if len(text) <= width and "\n" not in text:
        return literal(text)  # most texts are short, and wrapping is slow
    width = max(width, min(max(map(len, text.split()), default=0), width + LONG_WORD))
    return "<br>".join(literal(line) for line in wrap(text, width, max_lines=lines, placeholder="…"))


def hover(title: str, *lines: str) -> str:
    """What stands beside the pointer: a bold title, then lines."""
    return "<br>".join([f"<b>{wrapped(title, 60, 4)}</b>", *(wrapped(line, 60, 6) for line in lines if line)])


def small(text: str) -> str:
    """Ready markup in the small size."""
    return f'<span style="font-size:0.88em">{text}</span>'


def told(value: float | None) -> str:
    """A number as people read it; a dash where there is none."""
    return "–" if value is None else number(value)


def with_unit(value: float, unit: str) -> str:
    """A number as people read it, never parted from its unit."""
    return f"{number(value)}\u00a0{unit}".strip()


def font(size: float = TEXT, color: str | None = None, **more: Any) -> Dict:
    """A font; without a colour it takes the theme's."""
    return {"size": size, **({"color": color} if color else {}), **more}


def axis(title: str = "", ticks: Iterable[tuple[float | str, str]] | None = None, **more: Any) -> Dict:
    """An axis that cannot be dragged; `ticks` are (place, ready text)."""
    made: Dict = {
        "title": {"text": literal(title), "font": font(SMALL + 0.5, INK), "standoff": 14},
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


def ticks_within(low: float, high: float, most: int = 6) -> list[tuple[float, str]]:
    """Round places on a scale and nowhere beside it: the room around the points has no marks of its own."""
    rough = (high - low or 1) / most
    unit = 10 ** floor(log10(rough))
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough * 0.999)
    places = (round(place * step, 10) for place in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1))
    return [(place, number(place)) for place in places]


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
