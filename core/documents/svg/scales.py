"""Round numbers for axes."""

from collections.abc import Iterator
from math import floor, log10

from core.i18n import formats


def ticks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers between two ends, at most about `most`."""
    return tuple(_ticks(low, high, most))


def _ticks(low: float, high: float, most: int) -> Iterator[float]:
    step = _step((high - low) / max(most - 1, 1))
    value = floor(low / step) * step
    while value <= high + step / 1000:
        if value >= low - step / 1000:
            yield round(value, 10)
        value += step


def _step(rough: float) -> float:
    if rough <= 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)


def said(value: float) -> str:
    """A number as short as it stays true: no digits after the comma from a hundred on."""
    return formats.number(round(value), 0) if abs(value) >= 100 else formats.number(round(value, 2))


def signed(value: float) -> str:
    """A number with its sign."""
    rounded = round(value, 1)
    plain = formats.number(abs(rounded))
    return f"+{plain}" if rounded > 0 else f"−{plain}" if rounded < 0 else "0"
