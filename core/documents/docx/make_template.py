"""Makes `templates/report.docx`, the house look: run once with `python -m core.documents.docx.make_template`."""

from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.oxml import parse_xml
from docx.shared import Cm

from core.documents.docx.house_parts import numbering_xml, styles_xml
from core.documents.docx.settings import settings_xml
from core.documents.docx.xml import DECLARED, W, field, paragraph, run

TEMPLATE = Path(__file__).parents[3] / "templates" / "report.docx"
TAB = "<w:r><w:tab/></w:r>"
RELICS = ("stylesWithEffects", "customXml", "thumbnail", "webSettings")  # of the library's own start document


def made() -> Doc:
    """The template as a document with an empty body."""
    document = Document()
    _drop_relics(document)
    _replace(document.styles.element, styles_xml())
    _replace(document.part.numbering_part.element, numbering_xml())
    _replace(document.settings.element, settings_xml("en"))
    _page(document)
    _head_and_foot(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Holdfast"
    properties.title, properties.comments, properties.keywords = "Holdfast report template", "", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - the format knows no zone
    return document


def _drop_relics(document: Doc) -> None:
    for owner in (document.part.rels, document.part.package.rels):
        for rel_id, rel in list(owner.items()):
            if any(relic in rel.reltype for relic in RELICS):
                owner.pop(rel_id)
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Holdfast</Application></Properties>'
            )


def _replace(element: object, xml: str) -> None:
    """Give a part's root the children of another."""
    root = parse_xml(xml)
    element[:] = list(root)  # type: ignore[index]


def _page(document: Doc) -> None:
    """A4 with room for 16 cm of text; the title page has no header."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    grid = section._sectPr.find(f"{W}docGrid")
    if grid is not None:
        section._sectPr.remove(grid)


def _head_and_foot(document: Doc) -> None:
    section = document.sections[0]
    foot = field("PAGE", "1") + run(" / ") + field("NUMPAGES", "1")
    head = run("{title}") + TAB + run("{client}")
    for part, style, content in ((section.header, "Header", head), (section.footer, "Footer", run("{version}") + TAB + foot)):
        part.is_linked_to_previous = False
        part._element[:] = [parse_xml(paragraph(style, content).replace("<w:p>", f"<w:p {DECLARED}>", 1))]


if __name__ == "__main__":
    made().save(str(TEMPLATE))
