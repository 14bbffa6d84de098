"""Funnels over the same steps, one under another."""

from collections.abc import Sequence

from core.i18n import _
from core.i18n.formats import percent
from core.pictures import FunnelRow, Funnels, Tone
from pages.widgets.figures_look import (
    INK,
    SMALL,
    TEXT,
    TONES,
    Dict,
    Drawn,
    axis,
    font,
    hidden_axis,
    hover,
    layout,
    small,
    told,
    words,
    wrapped,
)


def funnels(picture: Funnels) -> Drawn:
    """Funnels one under another over the same steps, each on its own scale: shapes are compared, not sizes."""
    if not picture.rows or not picture.steps:
        return Drawn([], {})
    count = len(picture.steps)
    steps = [(place + 0.4, wrapped(step, 14, 3)) for place, step in enumerate(picture.steps)]
    data = [_funnel_shapes(picture.rows), _funnel_values(picture)]
    sheet = layout(
        len(picture.rows) * 112 + 56,
        xaxis=axis(ticks=steps, side="top", showgrid=False, range=[0, count - 0.2]),
        yaxis=hidden_axis(len(picture.rows), 0),
        annotations=[_funnel_name(place, row) for place, row in enumerate(picture.rows)],
    )
    note = _("Per cent: of the step before. Every funnel has its own scale.")
    return Drawn(data, sheet, note=note, narrowest=90 * count)


def _funnel_name(place: int, row: FunnelRow) -> Dict:
    remark = "<br>" + small(wrapped(row.remark, 56, 1)) if row.remark else ""
    text = f"<b>{wrapped(row.name, 44, 1)}</b>{remark}"
    return words(text, 0, place + 0.06, xanchor="left", yanchor="top", align="left", font=font(TEXT, INK))


def _funnel_shapes(rows: Sequence[FunnelRow]) -> Dict:
    """All shapes in one trace; None parts them."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        for start, end, top, bottom in _pieces(place + 0.69, row):
            x += [start, start + 0.8, end, end, start + 0.8, start, start, None]
            y += [top[0], top[0], top[1], bottom[1], bottom[0], bottom[0], top[0], None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": TONES[Tone.ACCENT],
        "opacity": 0.32,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


Piece = tuple[float, float, tuple[float, float], tuple[float, float]]


def _pieces(middle: float, row: FunnelRow) -> list[Piece]:
    """A step's band and its narrowing to the next one: from, to, upper edge there, lower edge there."""
    whole = max((value or 0 for value in row.values), default=0) or 1
    half = [None if value is None else max(value / whole * 0.25, 0.012) for value in row.values]
    made: list[Piece] = []
    for place, size in enumerate(half):
        if size is None:
            continue
        after = half[place + 1] if place + 1 < len(half) else None
        end, last = (place + 1, after) if after is not None else (place + 0.8, size)
        made.append((place, end, (middle - size, middle - last), (middle + size, middle + last)))
    return made


def _funnel_values(picture: Funnels) -> Dict:
    x: list[float] = []
    y: list[float] = []
    text: list[str] = []
    tips: list[str] = []
    for row_place, row in enumerate(picture.rows):
        for place, (step, value) in enumerate(zip(picture.steps, row.values, strict=True)):
            share = _share_of_before(row.values, place)
            x.append(place + 0.4)
            y.append(row_place + 0.69)
            text.append(f"<b>{told(value)}</b>" + (f"<br>{share}" if share else ""))
            tips.append(hover(f"{row.name} · {step}", told(value), share, row.remark))
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textfont": font(SMALL + 0.5, INK),
        "hovertext": tips,
        "hoverinfo": "text",
    }


def _share_of_before(values: Sequence[float | None], place: int) -> str:
    now, before = values[place], values[place - 1] if place else None
    return percent(now / before) if now is not None and before else ""
