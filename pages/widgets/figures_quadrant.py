"""Points between two scales, in four fields: numbered, so that names never collide."""

from collections.abc import Sequence

import numpy as np

from core.i18n.formats import number
from core.pictures import Point, Quadrant
from pages.widgets.figures_look import (
    INK,
    LINE,
    PAGE,
    SMALL,
    SOFT,
    TEXT,
    Dict,
    Drawn,
    axis,
    between,
    font,
    hover,
    layout,
    line,
    ticks_within,
    within,
    words,
    wrapped,
)

COOL, WARM = (70, 112, 108), (181, 72, 93)  # white numbers are readable on both and between
APART = np.array([0.06, 0.1])  # of the field's sides: nearer than this, two numbers cover each other


def quadrant(picture: Quadrant) -> Drawn:
    """Numbered points; the names stand in the legend, so that they never collide."""
    if not picture.points:
        return Drawn([], {})
    x_range, y_range = _padded(picture.x_range, 0.06), _padded(picture.y_range, 0.17)
    places = _spread(picture.points, x_range, y_range)
    colors = [_heat(point.weight) for point in picture.points]
    sheet = layout(
        440,
        xaxis=axis(picture.x_title, ticks_within(*picture.x_range), range=x_range, showgrid=False, linecolor=LINE, linewidth=1),
        yaxis=axis(picture.y_title, ticks_within(*picture.y_range), range=y_range, showgrid=False, linecolor=LINE, linewidth=1),
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
            "size": [24 + 10 * within(point.weight) for point in picture.points],
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
            font=font(SMALL, INK),
            opacity=SOFT,
            xshift=6 - 12 * x,
        )
        for name, (x, y, across, upright) in zip(names, places, strict=True)
        if name
    ]


def _padded(limits: tuple[float, float], share: float) -> tuple[float, float]:
    room = (limits[1] - limits[0] or 1) * share
    return limits[0] - room, limits[1] + room


def _heat(weight: float) -> str:
    return "rgb" + str(between(COOL, WARM, within(weight)))


def _spread(points: Sequence[Point], x_range: tuple[float, float], y_range: tuple[float, float]) -> list[list[float]]:
    """Places where no two markers cover each other: those too near push each other away, the others stay."""
    low, span = np.array([x_range[0], y_range[0]]), np.array([x_range[1] - x_range[0], y_range[1] - y_range[0]])
    true = (np.array([(point.x, point.y) for point in points], dtype=float) - low) / span / APART
    turn = np.arange(len(points)) * 2.4  # the golden angle: equal places start in different directions
    places = true + 1e-3 * np.column_stack([np.cos(turn) / 3, np.sin(turn)])  # rather up and down: a phone is narrow
    for _step in range(25):
        apart = places[:, None] - places[None]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, 1)
        push = np.clip(1 - distance, 0, None) / distance / 2
        if not push.any():
            break
        places += (push[..., None] * apart).sum(axis=1)
    places = np.where(np.abs(places - true) < 1e-2, true, places) * APART
    spread: list[list[float]] = (places.clip([0.02, 0.1], [0.98, 0.9]) * span + low).tolist()  # the corners' names stand outside
    return spread
