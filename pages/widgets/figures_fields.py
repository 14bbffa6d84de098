"""Figures with two scales: points in four fields, and a matrix."""

from collections.abc import Sequence

import numpy as np

from core.i18n import _
from core.i18n.formats import number
from core.pictures import Heatmap, Point, Quadrant
from pages.widgets.figures_look import (
    LINE,
    PAGE,
    SMALL,
    SOFT_INK,
    TEXT,
    Dict,
    Drawn,
    axis,
    font,
    hover,
    layout,
    line,
    literal,
    rows_axis,
    words,
    wrapped,
)

COOL, WARM = (70, 112, 108), (181, 72, 93)  # white numbers are readable on both and between
APART = 0.075  # of the field's side: nearer than this, two numbers cover each other


def quadrant(picture: Quadrant) -> Drawn:
    """Numbered points; the names stand in the legend, so that they never collide."""
    if not picture.points:
        return Drawn([], {})
    x_range, y_range = _padded(picture.x_range, 0.06), _padded(picture.y_range, 0.13)
    places = _spread(picture.points, x_range, y_range)
    colors = [_heat(point.weight) for point in picture.points]
    sheet = layout(
        440,
        xaxis=axis(picture.x_title, range=x_range, showgrid=False, linecolor=LINE, linewidth=1, nticks=7),
        yaxis=axis(picture.y_title, range=y_range, showgrid=False, linecolor=LINE, linewidth=1, nticks=7),
        shapes=_split_lines(picture),
        annotations=_corners(picture.corners),
    )
    legend = tuple((str(place + 1), colors[place], point.label) for place, point in enumerate(picture.points))
    return Drawn([_markers(picture, places, colors)], sheet, legend, elastic=True)


def _markers(picture: Quadrant, places: Sequence[Sequence[float]], colors: list[str]) -> Dict:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place[0] for place in places],
        "y": [place[1] for place in places],
        "text": [f"<b>{position + 1}</b>" for position in range(len(places))],
        "textfont": font(TEXT - 1, "#ffffff"),
        "marker": {
            "size": [24 + 14 * _share(point.weight) for point in picture.points],
            "color": colors,
            "opacity": 1,
            "line": {"width": 1.5, "color": PAGE},
        },
        "hovertext": [_point_hover(picture, place, point) for place, point in enumerate(picture.points)],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _point_hover(picture: Quadrant, place: int, point: Point) -> str:
    x, y = f"{picture.x_title}: {number(point.x)}", f"{picture.y_title}: {number(point.y)}"
    return hover(f"{place + 1}. {point.label}", x, y)


def _split_lines(picture: Quadrant) -> list[Dict]:
    across = line((0, 1), (picture.y_split,) * 2, dash="dot", width=1.5, xref="paper", layer="below")
    upright = line((picture.x_split,) * 2, (0, 1), dash="dot", width=1.5, yref="paper", layer="below")
    return [across, upright]


def _corners(names: tuple[str, str, str, str]) -> list[Dict]:
    places = ((0, 1, "left", "top"), (1, 1, "right", "top"), (0, 0, "left", "bottom"), (1, 0, "right", "bottom"))
    return [
        words(
            wrapped(name, 24),
            x,
            y,
            xref="paper",
            yref="paper",
            xanchor=across,
            yanchor=upright,
            align=across,
            font=font(SMALL, SOFT_INK),
            xshift=6 - 12 * x,
        )
        for name, (x, y, across, upright) in zip(names, places, strict=True)
        if name
    ]


def _padded(limits: tuple[float, float], share: float) -> tuple[float, float]:
    room = (limits[1] - limits[0] or 1) * share
    return limits[0] - room, limits[1] + room


def _share(weight: float) -> float:
    return min(max(weight, 0.0), 1.0)


def _heat(weight: float) -> str:
    share = _share(weight)
    return "#" + "".join(f"{round(cool + (warm - cool) * share):02x}" for cool, warm in zip(COOL, WARM, strict=True))


def _spread(points: Sequence[Point], x_range: tuple[float, float], y_range: tuple[float, float]) -> list[list[float]]:
    """Places where no two markers cover each other: those too near push each other away, the others stay."""
    low, span = np.array([x_range[0], y_range[0]]), np.array([x_range[1] - x_range[0], y_range[1] - y_range[0]])
    true = (np.array([(point.x, point.y) for point in points], dtype=float) - low) / span
    turn = np.arange(len(points)) * 2.4  # the golden angle: equal places start in different directions
    places = true + 1e-4 * np.column_stack([np.cos(turn), np.sin(turn)])
    for _step in range(25):
        apart = places[:, None] - places[None]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, 1)
        push = np.clip(APART - distance, 0, None) / distance / 2
        if not push.any():
            break
        places += (push[..., None] * apart).sum(axis=1)
    places = np.where(np.abs(places - true) < 1e-3, true, places)
    spread: list[list[float]] = (places.clip(0.02, 0.98) * span + low).tolist()
    return spread


def heatmap(picture: Heatmap) -> Drawn:
    """A matrix with its texts in the cells; columns are named above, where the eye starts."""
    if not picture.rows or not picture.columns:
        return Drawn([], {})
    wide = max((len(text) for row in picture.texts for text in row), default=1) * 8 + 14
    sheet = layout(
        len(picture.rows) * 34 + 64,
        xaxis=axis(picture.column_title, _columns(picture), side="top", showgrid=False, range=[-0.5, len(picture.columns) - 0.5]),
        yaxis=rows_axis(picture.rows, 26) | {"title": {"text": literal(picture.row_title), "font": font(SMALL + 0.5), "standoff": 8}},
    )
    return Drawn([_cells(picture)], sheet, narrowest=190 + len(picture.columns) * max(wide, 36), note=_scale_note(picture))


def _columns(picture: Heatmap) -> list[tuple[float, str]]:
    return [(place, wrapped(name, 12, 3)) for place, name in enumerate(picture.columns)]


def _cells(picture: Heatmap) -> Dict:
    return {
        "type": "heatmap",
        "z": [list(row) for row in picture.values],
        "x": list(range(len(picture.columns))),
        "y": list(range(len(picture.rows))),
        "text": [[literal(text) for text in row] for row in picture.texts],
        "texttemplate": "%{text}",
        "textfont": {"size": SMALL + 0.5},
        "hovertext": _cell_hovers(picture),
        "hoverinfo": "text",
        "zmin": picture.low,
        "zmax": picture.high,
        "colorscale": _colors(picture.more_is_worse),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
    }


def _colors(more_is_worse: bool) -> list[list[float | str]]:
    deep, pale = ("#b5485d", "#fbeef0") if more_is_worse else ("#0b6e69", "#e6f2f0")
    return [[0, pale], [1, deep]]


def _cell_hovers(picture: Heatmap) -> list[list[str]]:
    return [
        [hover(f"{row} · {column}", text) for column, text in zip(picture.columns, texts, strict=True)]
        for row, texts in zip(picture.rows, picture.texts, strict=True)
    ]


def _scale_note(picture: Heatmap) -> str:
    low, high = number(picture.low), number(picture.high)
    text = _("pale: {low}, dark: {high} and worse") if picture.more_is_worse else _("pale: {low}, dark: {high}")
    return text.format(low=low, high=high)
