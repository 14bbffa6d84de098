"""How wide a text is, and how it breaks into lines: measured with the fonts that travel with the product."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

from core.documents.cleaning import clean

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
LINE = 1.3  # a line's height in sizes
ELLIPSIS = "…"
_BREAKING = re.compile(r"[ \t\n]+")
_MEASURED_AT = 100  # advances grow with the size, so one size is measured


@cache
def font_files() -> tuple[str, ...]:
    """All vendored fonts; what the first lacks comes from the others."""
    return tuple(str(path) for path in sorted([*FONTS.glob("*.ttf"), *FONTS.glob("*.otf")]))


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _advance(character: str, bold: bool) -> float:
    """A character's width in sizes; signs, Chinese and the like come from other fonts and are a size wide."""
    return 1.0 if character >= "\u2190" and not "\u2200" <= character <= "\u22ff" else _font(bold).getlength(character) / _MEASURED_AT


@lru_cache(maxsize=16384)
def _sizes(text: str, bold: bool) -> float:
    return sum(_advance(character, bold) for character in clean(text))


def width(text: str, size: float, bold: bool = False) -> float:
    """A line's width in the unit of `size`."""
    return _sizes(text, bold) * size


@lru_cache(maxsize=8192)
def wrap(text: str, room: float, size: float, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """The text in lines no wider than `room`; at most `most` lines (0: as many as it takes), the last one cut with an ellipsis."""
    lines = [line for part in clean(text).split("\n") for line in _broken(part, room, size, bold)]
    if not most or len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(lines[most - 1], room, size, bold))


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    while line and width(line + ELLIPSIS, size, bold) > room:
        line = line[:-1]
    return line.rstrip(" ,;:—–-") + ELLIPSIS


def _broken(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        grown = f"{line} {word}" if line else word
        if width(grown, size, bold) <= room:
            line = grown
            continue
        if line:
            yield line
        *whole, line = _pieces(word, room, size, bold)
        yield from whole
    yield line


def _pieces(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """A word that is wider than the room, in pieces: after its own hyphens and slashes, else anywhere with a hyphen."""
    while width(word, size, bold) > room and len(word) > 1:
        cut = len(word) - 1
        while cut > 1 and width(word[:cut] + "-", size, bold) > room:
            cut -= 1
        own = max(word.rfind(sign, 1, cut) for sign in "-/_.") + 1
        if own > 1:
            yield word[:own]
            word = word[own:]
        else:
            cut = min(cut, max(len(word) - 3, 1))
            yield word[:cut] + ("-" if word[:cut].isalpha() else "")
            word = word[cut:]
    yield word


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """The width of the widest word; no-break spaces hold a number and its unit together."""
    return max((width(word, size, bold) for word in _BREAKING.split(text)), default=0.0)
