"""A picture as SVG: one table from its type to what draws it."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from core.documents.palette import DARK, LIGHT, Palette
from core.documents.svg import bars, bullets, funnels, gantt, heatmap, journey, quadrant, radar, sankey, tree
from core.documents.svg.canvas import Canvas
from core.i18n import current_language
from core.pictures import Bars, Bullets, Funnels, Gantt, Heatmap, Journey, Picture, Quadrant, Radar, Sankey, Tree

__all__ = ["DARK", "DRAWERS", "LIGHT", "PRINT_WIDTH", "svg_of"]

PRINT_WIDTH = 720  # printed 16 cm wide, the smallest letters are 7.5 points
DRAWERS: Mapping[type[Picture], Callable[[Canvas, Any], None]] = {
    Quadrant: quadrant.draw,
    Journey: journey.draw,
    Radar: radar.draw,
    Bars: bars.draw,
    Funnels: funnels.draw,
    Tree: tree.draw,
    Bullets: bullets.draw,
    Heatmap: heatmap.draw,
    Sankey: sankey.draw,
    Gantt: gantt.draw,
}


def svg_of(picture: Picture, width: float = PRINT_WIDTH, palette: Palette = LIGHT) -> str:
    """The picture as an SVG that is `width` wide and as high as it needs, in the language in force.

    Letters keep their size whatever the width, so a wider sheet holds more in a row.
    """
    return _drawn(picture, width, palette, current_language())


@lru_cache(maxsize=128)  # a document asks for a picture's height before it prints it, a screen draws it again every few seconds
def _drawn(picture: Picture, width: float, palette: Palette, code: str) -> str:
    canvas = Canvas(width, palette)
    DRAWERS[type(picture)](canvas, picture)
    return canvas.svg(picture.title, picture.alt)
