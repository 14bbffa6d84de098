"""Figures with two scales: points in four fields, and a matrix."""

from collections.abc import Sequence

import numpy as np

from core.i18n import _
from core.i18n.formats import number
from core.pictures import Heatmap, Point, Quadrant
from pages.widgets.figures_look import (
    INK,
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

Rgb = tuple[int, int, int]
COOL, WARM = (70, 112, 108), (181, 72, 93)  # white numbers are readable on both and between
SCALES: dict[bool, tuple[Rgb, Rgb]] = {False: ((230, 242, 240), (11, 110, 105)), True: ((251, 238, 240), (181, 72, 93))}
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
            "size": [24 + 10 * _share(point.weight) for point in picture.points],
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
    return "rgb" + str(_between(COOL, WARM, _share(weight)))


def _between(low: Rgb, high: Rgb, share: float) -> Rgb:
    red, green, blue = (round(one + (other - one) * share) for one, other in zip(low, high, strict=True))
    return red, green, blue


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


def heatmap(picture: Heatmap) -> Drawn:
    """A matrix with its texts in the cells; columns are named above, where the eye starts."""
    if not picture.rows or not picture.columns:
        return Drawn([], {})
    columns = [(float(place), wrapped(name, 13, 3)) for place, name in enumerate(picture.columns)]
    lines = max(text.count("<br>") + 1 for _place, text in columns) + bool(picture.column_title) * 1.5
    letters = max(len(text) for text in [*(line for _place, text in columns for line in text.split("<br>")), *sum(picture.texts, ())])
    sheet = layout(
        len(picture.rows) * 38 + 40 + 18 * lines,
        xaxis=axis(picture.column_title, columns, side="top", tickangle=0, showgrid=False, range=[-0.5, len(columns) - 0.5]),
        yaxis=rows_axis(picture.rows, 26),
        annotations=[_row_title(picture.row_title)] if picture.row_title else [],
    )
    return Drawn(
        [_cells(picture), _cell_texts(picture)], sheet, narrowest=200 + len(columns) * (letters * 8 + 12), note=_scale_note(picture)
    )


def _row_title(text: str) -> Dict:
    return words(
        literal(text), 0, 1, xref="paper", yref="paper", xanchor="right", yanchor="bottom", xshift=-14, yshift=8, font=font(SMALL, SOFT_INK)
    )


def _cells(picture: Heatmap) -> Dict:
    return {
        "type": "heatmap",
        "z": [list(row) for row in picture.values],
        "x": list(range(len(picture.columns))),
        "y": list(range(len(picture.rows))),
        "hovertext": _cell_hovers(picture),
        "hoverinfo": "text",
        "zmin": picture.low,
        "zmax": picture.high,
        "colorscale": [[end, "rgb" + str(_cell_color(picture, end))] for end in (0.0, 1.0)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
    }


def _cell_texts(picture: Heatmap) -> Dict:
    """The texts, each in the ink that its own cell wants; plotly knows only one ink a matrix."""
    filled = [(row, column, text) for row, texts in enumerate(picture.texts) for column, text in enumerate(texts) if text]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for _row, column, _text in filled],
        "y": [row for row, _column, _text in filled],
        "text": [literal(text) for _row, _column, text in filled],
        "textfont": font(SMALL + 0.5) | {"color": [_ink(picture, picture.values[row][column]) for row, column, _text in filled]},
        "hoverinfo": "skip",
    }


def _cell_color(picture: Heatmap, share: float) -> Rgb:
    pale, deep = SCALES[picture.more_is_worse]
    return _between(pale, deep, share)


def _ink(picture: Heatmap, value: float | None) -> str:
    """Dark or white, whichever is easier to read on the cell; an empty cell shows the page."""
    if value is None:
        return INK
    share = _share((value - picture.low) / ((picture.high - picture.low) or 1))
    red, green, blue = ((part / 255) ** 2.2 for part in _cell_color(picture, share))
    return "#17211f" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 else "#ffffff"


def _cell_hovers(picture: Heatmap) -> list[list[str]]:
    return [
        [hover(f"{row} · {column}", text) for column, text in zip(picture.columns, texts, strict=True)]
        for row, texts in zip(picture.rows, picture.texts, strict=True)
    ]


def _scale_note(picture: Heatmap) -> str:
    text = _("Pale: {low}, dark: {high}, which is worse.") if picture.more_is_worse else _("Pale: {low}, dark: {high}.")
    return text.format(low=number(picture.low), high=number(picture.high))
