"""A matrix coloured by value, with its texts in the cells."""

from core.i18n import _
from core.i18n.formats import number
from core.pictures import Heatmap
from pages.widgets.figures_look import (
    INK,
    SMALL,
    SOFT,
    Dict,
    Drawn,
    Rgb,
    axis,
    between,
    font,
    hover,
    layout,
    literal,
    rows_axis,
    within,
    words,
    wrapped,
)

SCALES: dict[bool, tuple[Rgb, Rgb]] = {False: ((230, 242, 240), (11, 110, 105)), True: ((251, 238, 240), (181, 72, 93))}


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
        literal(text),
        0,
        1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        xshift=-14,
        yshift=8,
        font=font(SMALL, INK),
        opacity=SOFT,
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
    return between(pale, deep, share)


def _ink(picture: Heatmap, value: float | None) -> str:
    """Dark or white, whichever is easier to read on the cell; an empty cell shows the page."""
    if value is None:
        return INK
    share = within((value - picture.low) / ((picture.high - picture.low) or 1))
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
