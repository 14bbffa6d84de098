"""Figures of comparison and movement: a radar, and flows between columns."""

from collections import Counter, defaultdict

from core.i18n import _
from core.i18n.formats import number
from core.pictures import Flow, Radar, Sankey, Series, Tone
from pages.widgets.figures_look import (
    CATEGORIES,
    CLEAR,
    FAINT,
    INK,
    LINE,
    SMALL,
    TEXT,
    TONES,
    Dict,
    Drawn,
    font,
    hover,
    layout,
    literal,
    words,
    wrapped,
)

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
SIGNS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
AT_ONCE = 8  # more series than this are switched on in the legend

Name = tuple[int, str]


def radar(picture: Radar) -> Drawn:
    """Series told apart by colour, dash and sign."""
    if not picture.axes or not picture.series:
        return Drawn([], {})
    turn = 360 / len(picture.axes)
    names = [wrapped(name, 14, 3) for name in picture.axes]
    lines = max(name.count("<br>") + 1 for name in names)
    aside = 16 + 6.4 * max(len(line) for name in names for line in name.split("<br>"))
    below = 22 * (2 + len(picture.series) // 3)  # the legend
    sheet = layout(
        400 + 32 * lines + below,
        showlegend=True,
        margin={"l": aside, "r": aside, "t": 14 + 16 * lines, "b": 14 + 16 * lines + below},
        polar={
            "bgcolor": CLEAR,
            "angularaxis": {
                "direction": "clockwise",
                "rotation": 90,
                "tickmode": "array",
                "tickvals": [place * turn for place in range(len(picture.axes))],
                "ticktext": names,
                "tickfont": font(SMALL, INK),
                "gridcolor": FAINT,
                "linecolor": LINE,
            },
            "radialaxis": {
                "range": [0, picture.top * 1.02],
                "nticks": 6,
                "angle": 90,
                "tickangle": 90,
                "tickfont": font(SMALL - 1.5, INK),
                "gridcolor": FAINT,
                "linecolor": CLEAR,
            },
        },
    )
    sheet["legend"] |= {"yref": "container", "y": 0.0, "yanchor": "bottom"}  # below the names of the axes
    return Drawn([_radar_series(picture, place, series, turn) for place, series in enumerate(picture.series)], sheet, elastic=True)


def _radar_series(picture: Radar, place: int, series: Series, turn: float) -> Dict:
    color = CATEGORIES[place % len(CATEGORIES)] if series.tone is Tone.PLAIN else TONES[series.tone]
    kind = place % AT_ONCE
    count = len(picture.axes)
    values = list(series.values)
    tips = [hover(name, f"{series.name}: {_told(value)}") for name, value in zip(picture.axes, values, strict=True)]
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "name": wrapped(series.name, 30),
        "theta": [(step % count) * turn for step in range(count + 1)],
        "r": [*values, values[0]],
        "line": {"color": color, "dash": DASHES[kind], "width": 3 if series.tone is Tone.ACCENT else 2},
        "marker": {"symbol": SIGNS[kind], "size": 8, "color": color},
        "visible": True if place < AT_ONCE else "legendonly",
        "hovertext": [*tips, tips[0]],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _told(value: float | None) -> str:
    return _("not measured") if value is None else number(value)


def sankey(picture: Sankey) -> Drawn:
    """Flows; a node's label says its name and how much goes through it."""
    flows = [flow for flow in picture.flows if flow.value > 0]
    if not flows:
        return Drawn([], {})
    through = _through(flows)
    order = _order(flows)
    names = sorted(through, key=lambda name: (name[0], order[name[1]]))
    last = max([len(picture.column_titles) - 1, 1, *(name[0] for name in names)])
    fullest = max(Counter(column for column, _name in names).values())
    sheet = layout(
        max(300, fullest * 62) + 60,
        margin={"l": 6, "r": 6, "t": 44, "b": 14},
        annotations=[_column_title(place, title, last) for place, title in enumerate(picture.column_titles)],
    )
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": _nodes(names, through, last),
        "link": _links(flows, {name: place for place, name in enumerate(names)}),
        "textfont": font(TEXT - 1, INK, shadow="none"),
    }
    return Drawn([trace], sheet, narrowest=(last + 1) * 170, elastic=True)


def _through(flows: list[Flow]) -> dict[Name, float]:
    """What goes through every node: the larger of what comes and what leaves."""
    comes: dict[Name, float] = defaultdict(float)
    leaves: dict[Name, float] = defaultdict(float)
    for flow in flows:
        leaves[flow.source] += flow.value
        comes[flow.target] += flow.value
    return {name: max(comes[name], leaves[name]) for name in {**leaves, **comes}}


def _order(flows: list[Flow]) -> dict[str, int]:
    """Names in the order of the flows: a name stands at the same height in every column."""
    named = dict.fromkeys([flow.source[1] for flow in flows] + [flow.target[1] for flow in flows])
    return {name: place for place, name in enumerate(named)}


def _nodes(names: list[Name], through: dict[Name, float], last: int) -> Dict:
    places = _heights(names, through)
    colors: dict[str, str] = {}
    for _column, name in names:
        colors.setdefault(name, CATEGORIES[len(colors) % len(CATEGORIES)])
    return {
        "label": [f"{wrapped(name, 26, 2)} · {number(through[column, name])}" for column, name in names],
        "x": [min(max(column / last, 0.001), 0.999) for column, _name in names],
        "y": [places[name] for name in names],
        "color": [colors[name] for _column, name in names],
        "customdata": [hover(name, number(through[column, name])) for column, name in names],
        "hovertemplate": "%{customdata}<extra></extra>",
        "pad": 22,
        "thickness": 16,
        "line": {"width": 0},
    }


def _heights(names: list[Name], through: dict[Name, float]) -> dict[Name, float]:
    """The middle of every node. Columns share one scale, as plotly draws them."""
    columns: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        columns[name[0]].append(name)
    gap = 0.06
    largest = max(sum(through[name] for name in column) for column in columns.values())
    room = 1 - gap * (max(len(column) for column in columns.values()) - 1)
    placed: dict[Name, float] = {}
    for column in columns.values():
        top = 0.0
        for name in column:
            size = through[name] / largest * room
            placed[name] = min(max(top + size / 2, 0.001), 0.999)
            top += size + gap
    return placed


def _links(flows: list[Flow], places: dict[Name, int]) -> Dict:
    return {
        "source": [places[flow.source] for flow in flows],
        "target": [places[flow.target] for flow in flows],
        "value": [flow.value for flow in flows],
        "color": [LINE.replace("0.75", "0.34")] * len(flows),
        "customdata": [hover(f"{flow.source[1]} → {flow.target[1]}", number(flow.value)) for flow in flows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _column_title(place: int, title: str, last: int) -> Dict:
    side = "left" if place == 0 else "right" if place == last else "center"
    return words(
        f"<b>{literal(title)}</b>",
        place / last,
        1.0,
        xref="paper",
        yref="paper",
        xanchor=side,
        yanchor="bottom",
        yshift=12,
        font=font(TEXT, INK),
    )
