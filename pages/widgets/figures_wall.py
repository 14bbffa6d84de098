"""The same figure for people who sit far away."""

from dataclasses import replace
from typing import Any

from pages.widgets.figures_look import Drawn

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
    """Letters, signs and rows grow; places stay."""
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
    if isinstance(value, int):
        return round(value * times)  # some of these plotly takes in whole pixels only
    return value * times if isinstance(value, float) else value
