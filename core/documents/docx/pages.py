"""Sections of pages: upright and lying ones of the same paper, with the template's header and footer."""

from copy import deepcopy
from typing import Any

from docx.document import Document as Doc
from docx.oxml import parse_xml
from lxml import etree

from core.documents.docx.xml import DECLARED, NAMESPACES, W

A4 = (11906, 16838)
LYING_MARGIN = 1247  # twips: 2.2 cm
TWIPS = 567


class Pages:
    """Section properties made from the template's."""

    def __init__(self, document: Doc) -> None:
        body: Any = document.element.body
        self._model: Any = body.sectPr if body.sectPr is not None else parse_xml(f"<w:sectPr {DECLARED}/>")
        self._first = True
        size = self._model.find(f"{W}pgSz")
        if size is None:
            size = etree.SubElement(self._model, f"{W}pgSz")
        short, long = sorted((int(size.get(f"{W}w", A4[0])), int(size.get(f"{W}h", A4[1]))))
        self._short, self._long = (short, long) if (short, long) != (12240, 15840) else A4  # Letter is what templates have when nobody chose
        margins = self._model.find(f"{W}pgMar")
        self._sides = [int(margins.get(f"{W}{side}", 1417)) for side in ("left", "right")] if margins is not None else [1417, 1417]

    def width_cm(self, wide: bool) -> float:
        """The room for text."""
        return (self._long - 2 * LYING_MARGIN if wide else self._short - sum(self._sides)) / TWIPS

    def section(self, wide: bool) -> str:
        """The next section's properties; the first one names header and footer, all others inherit them."""
        made = deepcopy(self._model)
        for tag in () if self._first else ("headerReference", "footerReference", "titlePg"):
            for element in made.findall(W + tag):
                made.remove(element)
        self._first = False
        self._turn(made, wide)
        return etree.tostring(made, encoding="unicode")

    def _turn(self, made: Any, wide: bool) -> None:
        size, margins = made.find(f"{W}pgSz"), made.find(f"{W}pgMar")
        for name, value in zip("wh", (self._long, self._short) if wide else (self._short, self._long), strict=True):
            size.set(W + name, str(value))
        size.attrib.pop(f"{W}orient", None)
        if wide:
            size.set(f"{W}orient", "landscape")
            for side in ("left", "right") if margins is not None else ():
                margins.set(W + side, str(LYING_MARGIN))
        for kind in made.findall(f"{W}type"):
            made.remove(kind)


def section_end(properties: str) -> str:
    """The paragraph that carries a section's end: a point high, so that it opens no page of its own."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{properties}</w:pPr></w:p>'
    )


__all__ = ["NAMESPACES", "Pages", "section_end"]
