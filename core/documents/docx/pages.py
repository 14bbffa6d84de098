"""Sections of pages: upright and lying ones of the same paper, with the template's header and footer."""

from copy import deepcopy
from typing import Any

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.parts.hdrftr import FooterPart, HeaderPart
from lxml import etree

from core.documents.docx.xml import DECLARED, NAMESPACES, TWIPS_PER_CM, W

A4 = (11906, 16838)
LYING_MARGIN = 1247  # twips: 2.2 cm
REL_ID = f"{{{NAMESPACES['r']}}}id"


class Pages:
    """Section properties made from the template's."""

    def __init__(self, document: Doc) -> None:
        body: Any = document.element.body
        self._model: Any = body.sectPr if body.sectPr is not None else parse_xml(f"<w:sectPr {DECLARED}/>")
        self._first = True
        self._document = document
        self._lying: dict[str, str] = {}  # relationship of a header or footer → of its copy for lying pages
        size = self._model.find(f"{W}pgSz")
        if size is None:
            size = etree.SubElement(self._model, f"{W}pgSz")
        short, long = sorted((int(size.get(f"{W}w", A4[0])), int(size.get(f"{W}h", A4[1]))))
        self._short, self._long = (
            (short, long) if (short, long) != (12240, 15840) else A4
        )  # Letter is what templates have when nobody chose
        margins = self._model.find(f"{W}pgMar")
        self._sides = [int(margins.get(f"{W}{side}", 1417)) for side in ("left", "right")] if margins is not None else [1417, 1417]

    def width_cm(self, wide: bool) -> float:
        """The room for text."""
        return (self._long - 2 * LYING_MARGIN if wide else self._short - sum(self._sides)) / TWIPS_PER_CM

    def section(self, wide: bool) -> str:
        """The next section's properties; only the first one has a title page."""
        made = deepcopy(self._model)
        for title_page in () if self._first else made.findall(f"{W}titlePg"):
            made.remove(title_page)
        self._first = False
        self._turn(made, wide)
        for reference in [*made.findall(f"{W}headerReference"), *made.findall(f"{W}footerReference")] if wide else ():
            reference.set(REL_ID, self._lying_copy(reference.get(REL_ID), reference.tag.endswith("headerReference")))
        return etree.tostring(made, encoding="unicode")

    def _lying_copy(self, rel_id: str, is_header: bool) -> str:
        """The header or footer with its right tab at the far margin; one that holds pictures serves as it is."""
        part: Any = self._document.part.related_parts[rel_id]
        if part.rels:
            return rel_id
        if rel_id not in self._lying:
            copy: Any = (HeaderPart if is_header else FooterPart).new(part.package)
            copy.element[:] = deepcopy(list(part.element))
            for paragraph in copy.element.iter(f"{W}p"):
                if len(list(paragraph.iter(f"{W}r/{W}tab"))) <= 1:
                    right_tab(self._document, paragraph, self._long - 2 * LYING_MARGIN)
            kind = RELATIONSHIP_TYPE.HEADER if is_header else RELATIONSHIP_TYPE.FOOTER
            self._lying[rel_id] = self._document.part.relate_to(copy, kind)
        return self._lying[rel_id]

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


def right_tab(document: Doc, paragraph: Any, place: int) -> None:
    """Give a paragraph one right tab in place of those of its style."""
    properties = paragraph.get_or_add_pPr()
    style = properties.find(f"{W}pStyle")
    name = style.get(f"{W}val") if style is not None else None
    inherited = document.styles.element.xpath(f'w:style[@w:styleId="{name}"]/w:pPr/w:tabs/w:tab/@w:pos') if name else []
    for old in properties.findall(f"{W}tabs"):
        properties.remove(old)
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{old}"/>' for old in inherited if int(old) != place)
    tabs = parse_xml(f'<w:tabs xmlns:w="{NAMESPACES["w"]}">{cleared}<w:tab w:val="right" w:pos="{place}"/></w:tabs>')
    properties.insert(0 if style is None else 1, tabs)


def section_end(properties: str) -> str:
    """The paragraph that carries a section's end: a point high, so that it opens no page of its own."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{properties}</w:pPr></w:p>'
    )
