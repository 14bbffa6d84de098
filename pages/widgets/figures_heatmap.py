"""A matrix coloured by value, with its texts in the cells."""

from collections.abc import Sequence

from core.i18n import _
from core.pictures import Heatmap
from pages.widgets.figures_look import (
    INK,
    SMALL,
    SOFT,
    Dict,
    Drawn,
    Rgb,
    axis,
    font,
    hover,
    layout,
    literal,
    rows_axis,
    within,
    words,
    wrapped,
)

DEEPEST: dict[bool, Rgb] = {False: (11, 110, 105), True: (181, 72, 93)}
PALEST = 0.1  # of the deepest colour; the page shines through, so pale is pale in the light theme and dim in the dark one
WHITE_FROM = 0.78  # of the way to the deepest: there white letters are read best in both themes
WIDTH, LINES = 16, 2  # letters and lines of a name in a cell
NARROW = 13  # letters of a column's name over short cells
LETTER, LINE_HEIGHT = 7.4, 17  # pixels


def heatmap(picture: Heatmap) -> Drawn:
    """A matrix with its texts in the cells; columns are named above, where the eye starts."""
    if not picture.rows or not picture.columns:
        return Drawn([], {})
    texts = [[_cell_text(text) for text in row] for row in picture.texts]
    width = max(NARROW, _longest([text for row in texts for text in row]))
    columns = [(float(place), wrapped(name, width, 3)) for place, name in enumerate(picture.columns)]
    lines = max(text.count("<br>") + 1 for _place, text in columns) + bool(picture.column_title) * 1.5
    tall = max([38, *(LINE_HEIGHT * (text.count("<br>") + 1) + 16 for row in texts for text in row)])
    sheet = layout(
        len(picture.rows) * tall + 40 + 18 * lines,
        xaxis=axis(picture.column_title, columns, side="top", tickangle=0, showgrid=False, range=[-0.5, len(columns) - 0.5]),
        yaxis=rows_axis(picture.rows, 26),
        annotations=[_row_title(picture.row_title)] if picture.row_title else [],
    )
    cell = _longest([*(text for _place, text in columns), *(text for row in texts for text in row)]) * LETTER + 14
    names = _longest([wrapped(row, 26) for row in picture.rows]) * LETTER + 24
    return Drawn(
        [_cells(picture), _cell_texts(picture, texts)], sheet, narrowest=round(names + len(columns) * cell), note=_scale_note(picture)
    )


def _longest(texts: Sequence[str]) -> int:
    return max((len(line) for text in texts for line in text.split("<br>")), default=0)


def _cell_text(text: str) -> str:
    """Every line of a cell on a line of its own."""
    return "<br>".join(wrapped(line, WIDTH, LINES) for line in text.splitlines())


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
        "colorscale": [[end, f"rgba{(*DEEPEST[picture.more_is_worse], opacity)}"] for end, opacity in ((0.0, PALEST), (1.0, 1.0))],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
    }


def _cell_texts(picture: Heatmap, texts: Sequence[Sequence[str]]) -> Dict:
    """The texts, each in the ink that its own cell wants; plotly knows only one ink a matrix."""
    filled = [(row, column, text) for row, line in enumerate(texts) for column, text in enumerate(line) if text]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for _row, column, _text in filled],
        "y": [row for row, _column, _text in filled],
        "text": [text for _row, _column, text in filled],
        "textfont": font(SMALL + 0.5) | {"color": [_ink(picture, picture.values[row][column]) for row, column, _text in filled]},
        "hoverinfo": "skip",
    }


def _ink(picture: Heatmap, value: float | None) -> str:
    """The theme's own ink, or white where the cell is deep; an empty cell shows the page."""
    share = 0.0 if value is None else within((value - picture.low) / ((picture.high - picture.low) or 1))
    return "#ffffff" if share > WHITE_FROM else INK


def _cell_hovers(picture: Heatmap) -> list[list[str]]:
    return [
        [hover(f"{row} · {column}", *text.splitlines()) for column, text in zip(picture.columns, texts, strict=True)]
        for row, texts in zip(picture.rows, picture.texts, strict=True)
    ]


def _scale_note(picture: Heatmap) -> str:
    """The ends of the scale as the cells say them: “low” and “high” rather than 0 and 3."""
    known = [
        (value, text.splitlines()[-1])
        for values, texts in zip(picture.values, picture.texts, strict=True)
        for value, text in zip(values, texts, strict=True)
        if value is not None and text.strip()
    ]
    low, high = min(known, default=None), max(known, default=None)
    if low is None or high is None or low[0] == high[0]:
        return ""
    text = _("Pale: {low}, deep: {high}, which is worse.") if picture.more_is_worse else _("Pale: {low}, deep: {high}.")
    return text.format(low=low[1], high=high[1])
