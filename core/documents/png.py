"""A picture as PNG: its SVG drawn by resvg with the fonts that travel with the product, so no text can be lost to a missing font."""

from functools import lru_cache

import resvg_py

from core.documents.lettering import font_files
from core.documents.palette import LIGHT, Palette
from core.documents.svg import PRINT_WIDTH, svg_of
from core.pictures import Picture


def png_of(picture: Picture, width_px: int = 2 * PRINT_WIDTH, palette: Palette = LIGHT, layout_width: float = PRINT_WIDTH) -> bytes:
    """The picture laid out on a sheet `layout_width` wide and drawn `width_px` wide."""
    return rendered(svg_of(picture, layout_width, palette), width_px / layout_width)


@lru_cache(maxsize=64)
def rendered(svg: str, zoom: float) -> bytes:
    """An SVG as PNG."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=list(font_files()),
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
        zoom=zoom,
    )
