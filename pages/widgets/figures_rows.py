"""Figures that are read row by row: bars, and KPIs on the way to their targets."""

from collections.abc import Sequence

from core.i18n import _
from core.i18n.formats import percent
from core.pictures import Bars, Bullet, Bullets, Series, Tone
from pages.widgets.figures_look import (
    CATEGORIES,
    FAINT,
    INK,
    LINE,
    SMALL,
    SOFT,
    TEXT,
    TONES,
    Dict,
    Drawn,
    axis,
    font,
    hidden_axis,
    hover,
    layout,
    line,
    literal,
    rows_axis,
    told,
    with_unit,
    words,
    wrapped,
)

PATTERNS = ("", "/", ".", "x", "\\", "-", "+", "|")  # series differ by more than colour
ROW = 30  # pixels
STACK = 560  # pixels: a narrower stack has no room for its texts
LABEL = 44  # letters that fit on a phone


def bars(picture: Bars) -> Drawn:
    """Horizontal bars with their values at the end; stacked ones carry them inside."""
    if not picture.categories or not picture.series:
        return Drawn([], {})
    beside = 1 if picture.stacked else len(picture.series)
    height = len(picture.categories) * max(ROW + 6, 22 * beside + 12) + 60
    sheet = layout(
        height + (40 if len(picture.series) > 1 else 0),
        barmode="relative" if picture.stacked else "group",
        bargap=0.28,
        showlegend=len(picture.series) > 1,
        xaxis=axis(picture.value_title, range=_reach(picture), zeroline=True, zerolinecolor=LINE, nticks=6, tickformat=",~f"),
        yaxis=rows_axis(picture.categories),
    )
    sheet["legend"] |= {"y": 1.01, "yanchor": "bottom", "traceorder": "normal"}
    data = [_bar_series(picture, place, series) for place, series in enumerate(picture.series)]
    return Drawn(data, sheet, narrowest=STACK if picture.stacked else 0)


def _bar_series(picture: Bars, place: int, series: Series) -> Dict:
    names = picture.categories
    texts = [told(value) if value is None else literal(with_unit(value, picture.unit)) for value in series.values]
    return {
        "type": "bar",
        "orientation": "h",
        "name": wrapped(series.name, 40),
        "y": list(range(len(names))),
        "x": [value or 0 for value in series.values],
        "text": _fitting(picture, series, texts) if picture.stacked else texts,
        "constraintext": "none",
        "textposition": ["inside" if inside else "outside" for inside in _texts_inside(picture, series)],
        "insidetextanchor": "middle" if picture.stacked else "end",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": font(SMALL + 0.5),
        "outsidetextfont": font(SMALL + 0.5, INK),
        "marker": _fill(picture, place, series.tone),
        "hovertext": [hover(name, series.name, text) for name, text in zip(names, texts, strict=True)],
        "hoverinfo": "text",
    }


def _texts_inside(picture: Bars, series: Series) -> list[bool]:
    """Long bars carry their value inside, or it would be cut on a narrow screen."""
    longest = max(abs(value or 0) for each in picture.series for value in each.values)
    return [picture.stacked or abs(value or 0) > longest * 0.6 for value in series.values]


def _fitting(picture: Bars, series: Series, texts: list[str]) -> list[str]:
    """The texts that have room inside their part of a stack; the others are told beside the pointer."""
    low, high = _reach(picture)
    pixels = (STACK - 160) / (high - low)
    return [text if abs(value or 0) * pixels > len(text) * 7 + 6 else "" for value, text in zip(series.values, texts, strict=True)]


def _fill(picture: Bars, place: int, tone: Tone) -> Dict:
    color = CATEGORIES[place % len(CATEGORIES)] if tone is Tone.PLAIN else TONES[tone]
    pattern = {"shape": PATTERNS[place % len(PATTERNS)], "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.28, "size": 7}
    return {"color": color, "pattern": pattern} if len(picture.series) > 1 else {"color": color}


def _reach(picture: Bars) -> tuple[float, float]:
    """From zero or below to the longest bar, with a little room."""
    columns = list(zip(*[series.values for series in picture.series], strict=True))
    if picture.stacked:
        ends = [sum(value for value in column if value is not None and value * sign > 0) for column in columns for sign in (1, -1)]
    else:
        ends = [value for column in columns for value in column if value is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = ((high - low) or 1) * (0.02 if picture.stacked else 0.06)
    return low - (room * 3 if low < 0 else 0), high + room


def bullets(picture: Bullets) -> Drawn:
    """Every KPI on its own way from baseline (left tick) to target (right tick)."""
    if not picture.rows:
        return Drawn([], {})
    low, high = min(0.0, *map(_gone, picture.rows)) - 0.03, max(1.0, *map(_gone, picture.rows)) + 0.03
    lines = max(wrapped(row.label, LABEL).count("<br>") + 1 for row in picture.rows)
    sheet = layout(
        len(picture.rows) * (72 + 18 * lines) + 8,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        xaxis=hidden_axis(low, high),
        yaxis=hidden_axis(len(picture.rows) - 0.64, -0.64),
        shapes=[shape for place, row in enumerate(picture.rows) for shape in _ways(place)],
        annotations=[text for place, row in enumerate(picture.rows) for text in _bullet_words(place, row)],
    )
    return Drawn([_progress(picture.rows)], sheet, note=_("Bar: the way gone from the baseline (left tick) to the target (right tick)."))


def _gone(row: Bullet) -> float:
    return min(max(row.reached or 0.0, -0.5), 1.5)


def _progress(rows: Sequence[Bullet]) -> Dict:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "x": [_gone(row) for row in rows],
        "width": 0.17,
        "marker": {"color": [TONES[_bullet_tone(row)] for row in rows], "cornerradius": 3},
        "hovertext": [hover(row.label, f"{row.texts[0]} → {row.texts[2]}", _state(row)) for row in rows],
        "hoverinfo": "text",
    }


def _bullet_tone(row: Bullet) -> Tone:
    if row.reached is None:
        return Tone.MUTED
    return Tone.ALARM if row.reached < 0 else Tone.ACCENT


def _state(row: Bullet) -> str:
    """What the bar says, in words and a sign."""
    if row.reached is None:
        return _("not measured")
    if row.reached >= 1:
        return "✓ " + _("{actual}, target reached").format(actual=row.texts[1])
    if row.reached < 0:
        return "▼ " + _("{actual}, worse than the baseline").format(actual=row.texts[1])
    return _("{actual}, {share} of the way").format(actual=row.texts[1], share=percent(row.reached, 0))


def _ways(place: int) -> list[Dict]:
    track = line((0, 1), (place, place), FAINT, width=15, layer="below")
    ticks = [line((end, end), (place - 0.14, place + 0.14), INK, width=2.5) for end in (0, 1)]
    return [track, *ticks]


def _bullet_words(place: int, row: Bullet) -> list[Dict]:
    under = {"yanchor": "top", "yshift": -13, "font": font(SMALL, INK), "opacity": SOFT}
    name = f"<b>{wrapped(row.label, LABEL)}</b><br><span style='font-size:0.9em'>{wrapped(_state(row), LABEL, 1)}</span>"
    head = words(name, 0, place, xref="paper", xanchor="left", yanchor="bottom", yshift=13, align="left") | {"font": font(TEXT, INK)}
    start = words(wrapped(row.texts[0], 24, 1), 0, place, xanchor="left") | under
    goal = words(wrapped(row.texts[2], 24, 1), 1, place, xanchor="right") | under
    return [head, start, goal]
