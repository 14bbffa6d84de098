"""A sheet to draw on: shapes and measured texts in, one SVG out."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from core.documents.cleaning import clean, escape
from core.documents.lettering import LINE, width, wrap
from core.documents.palette import Palette, ink_on
from core.pictures import Tone

SMALL, TEXT, HEAD = 12.0, 13.0, 14.5  # on a sheet 720 wide that is printed 16 cm wide, 12 are 7.5 points
LOWEST = 20  # of a picture that has nothing to show yet
FAMILY = "Noto Sans, Segoe UI, Arial, sans-serif"
ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
Place = tuple[float, float]


class Canvas:
    """Collects shapes; the height is told at the end, when the drawer knows it."""

    def __init__(self, width: float, palette: Palette) -> None:
        self.width = width
        self.height = 0.0
        self.palette = palette
        self._parts: list[str] = []

    def rect(self, x: float, y: float, w: float, h: float, fill: str = "none", stroke: str = "", radius: float = 0, **more: Any) -> None:
        """A rectangle."""
        self._add("rect", x=x, y=y, width=max(w, 0), height=max(h, 0), rx=radius, fill=fill, stroke=stroke, **more)

    def line(self, start: Place, end: Place, stroke: str, thick: float = 1, dash: str = "") -> None:
        """A straight line."""
        self._add("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=stroke, stroke_width=thick, stroke_dasharray=dash)

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str = "", **more: Any) -> None:
        """A circle."""
        self._add("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke, **more)

    def path(self, d: str, stroke: str = "", fill: str = "none", thick: float = 1, **more: Any) -> None:
        """Any path."""
        self._add("path", d=d, fill=fill, stroke=stroke, stroke_width=thick if stroke else "", **more)

    def polygon(self, points: Sequence[Place], fill: str, stroke: str = "", thick: float = 1, **more: Any) -> None:
        """A closed shape."""
        spelled = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._add("polygon", points=spelled, fill=fill, stroke=stroke, stroke_width=thick, stroke_linejoin="round", **more)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        bold: bool = False,
        colour: str = "",
        align: str = "left",
        halo: bool = False,
        turn: float = 0,
    ) -> None:
        """One line; `y` is its middle."""
        if not text.strip():
            return
        baseline = y + size * 0.36
        ground = self.palette.ground
        around: dict[str, Any] = {"paint_order": "stroke", "stroke": ground, "stroke_width": 4, "stroke_linejoin": "round"} if halo else {}
        self._add(
            "text", escape(text), x=x, y=baseline, font_size=size, font_weight="bold" if bold else "", fill=colour or self.palette.text,
            text_anchor=ANCHORS[align] if align != "left" else "", transform=f"rotate({turn:g} {x:.1f} {y:.1f})" if turn else "", **around,
        )  # fmt: skip

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float = TEXT,
        bold: bool = False,
        colour: str = "",
        align: str = "left",
        halo: bool = False,
    ) -> float:
        """Lines one under another from the top `y`; gives the bottom."""
        for position, each in enumerate(lines):
            self.text(x, y + size * LINE * (position + 0.5), each, size, bold, colour, align, halo)
        return y + size * LINE * len(lines)

    def wrapped(
        self,
        x: float,
        y: float,
        text: str,
        room: float,
        size: float = TEXT,
        most: int = 3,
        bold: bool = False,
        colour: str = "",
        align: str = "left",
    ) -> float:
        """A text in as many lines as it takes, at most `most`; one that was cut keeps all its words as a tooltip. Gives the bottom."""
        lines = wrap(text, room, size, bold, most)
        cut = bool(lines) and lines != wrap(text, room, size, bold)
        if cut:
            self._parts.append(f"<g><title>{escape(text)}</title>")
        bottom = self.lines(x, y, lines, size, bold, colour, align)
        if cut:
            self._parts.append("</g>")
        return bottom

    def badge(self, x: float, y: float, text: str, fill: str, r: float = 10, ring: bool = False) -> None:
        """A number in a disc."""
        self.circle(x, y, r, fill, stroke=self.palette.ground if not ring else self.palette.text, stroke_width=1.5)
        self.text(x, y, text, SMALL, bold=True, colour=ink_on(fill), align="middle")

    def sign(self, x: float, y: float, tone: Tone, r: float = 7) -> None:
        """The sign that says in shape what a tone says in colour: a triangle to look at, a square for what is wrong."""
        if tone is Tone.WARNING:
            fill = self.palette.amber
            self.polygon([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], fill)
        elif tone is Tone.ALARM:
            fill = self.palette.alarm
            self.rect(x - r, y - r, 2 * r, 2 * r, fill, radius=2)
        else:
            return
        ink = ink_on(fill)
        self.line((x, y - r * 0.45), (x, y + r * 0.15), ink, 1.8)
        self.circle(x, y + r * 0.5, 1.1, ink)

    def svg(self, title: str, alt: str) -> str:
        """The whole, with words for those who cannot see it."""
        w, h = ceil(self.width), max(ceil(self.height), LOWEST)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" font-family="{FAMILY}">'
            f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
            f'<rect width="{w}" height="{h}" fill="{self.palette.ground}"/>{"".join(self._parts)}</svg>'
        )

    def _add(self, tag: str, content: str = "", **attributes: float | str) -> None:
        spelled = "".join(f' {name.replace("_", "-")}="{_number(value)}"' for name, value in attributes.items() if value != "")
        self._parts.append(f"<{tag}{spelled}>{content}</{tag}>" if content else f"<{tag}{spelled}/>")


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def height_of(lines: Sequence[str], size: float = TEXT) -> float:
    """How high lines stand."""
    return len(lines) * size * LINE


def legend(canvas: Canvas, x: float, y: float, names: Sequence[str], colours: Sequence[str], right: float) -> float:
    """Names behind coloured squares, flowing into rows; gives the bottom."""
    left = x
    for name, colour in zip(names, colours, strict=True):
        need = 18 + min(width(clean(name), SMALL) + 1, right - left - 18)
        if x + need > right and x > left:
            x, y = left, y + SMALL * 1.7
        canvas.rect(x, y + 2, 12, 12, colour, radius=2)
        canvas.wrapped(x + 18, y, name, need - 18, SMALL, most=1)
        x += need + 18
    return y + SMALL * 1.7
