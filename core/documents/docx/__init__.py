"""A strategy as a Word document, over the house's template or a consultancy's own."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from docx.document import Document as Doc

from core.blocks import Block, Figure, Heading, Table
from core.documents.cleaning import clean
from core.documents.content import StrategyContent
from core.documents.docx.anchors import attach_map
from core.documents.docx.appendices import appendices
from core.documents.docx.body import Body
from core.documents.docx.flow import stretches
from core.documents.docx.front import contents, title_page
from core.documents.docx.package import packed
from core.documents.docx.pages import Pages, section_end
from core.documents.docx.printers import PRINTERS
from core.documents.docx.settings import LOCALES, speak
from core.documents.docx.style_names import StyleNames
from core.documents.docx.template import BadTemplate, fill_head_and_foot, house, lend_head_and_foot, opened
from core.i18n import language

__all__ = ["BadTemplate", "strategy_docx"]


def strategy_docx(content: StrategyContent, template: Path | None = None, pages: Mapping[str, int] | None = None) -> bytes:
    """The document as a file.

    `template` is a .docx or .dotx whose styles, header and footer are taken over; None is the house's own.
    `pages` are page numbers for the contents by bookmark, where another program has counted them.

    Raises:
        BadTemplate: the template cannot serve as one.
    """
    with language(content.language):
        document = opened(template)
        styles = StyleNames(document, house())
        body = Body(document, styles)
        lend_head_and_foot(document, styles)
        speak(document, content.language)
        written = _written(document, body, content, pages or {})
        fill_head_and_foot(document, content)
        _name(document, content)
        attach_map(document, body.anchored, {"language": content.language, "version": content.version, "date": content.date.isoformat()})
        return packed(document, written)


def _written(document: Doc, body: Body, content: StrategyContent, pages: Mapping[str, int]) -> str:
    """The body as XML. Chapters first, for the contents can only be filled when all headings are known."""
    layout = Pages(document)
    body.width_cm = layout.width_cm(wide=False)
    runs = list(stretches([*_chapters(content)], body.width_cm))
    ends: list[int] = []
    for stretch in runs:
        body.width_cm = layout.width_cm(stretch.wide)
        body.fresh_page = bool(ends) or stretch.wide
        for block, following in zip(stretch.blocks, [*stretch.blocks[1:], None], strict=True):
            body.holding = isinstance(following, Table | Figure)
            PRINTERS[type(block)](body, block)
            body.fresh_page = False
        ends.append(len(body.parts))
    written = [title_page(body, content), contents(body, pages)]
    start = 0
    for position, (stretch, end) in enumerate(zip(runs, ends, strict=True)):
        # A lying run that opens the document still needs the front matter on upright pages.
        if position == 0 and stretch.wide:
            written.append(section_end(layout.section(wide=False)))
        written += body.parts[start:end]
        start = end
        properties = layout.section(stretch.wide)
        written.append(properties if position == len(runs) - 1 else section_end(properties))
    if not runs:
        written.append(layout.section(wide=False))
    return "".join(written)


def _chapters(content: StrategyContent) -> Iterator[Block]:
    for chapter in content.chapters:
        yield Heading(chapter.title, 1)
        yield from chapter.blocks
    yield from appendices(content)


def _name(document: Doc, content: StrategyContent) -> None:
    """The file's own properties, as people who manage documents read them."""
    properties = document.core_properties
    properties.title = clean(content.title)[:255]
    properties.subject = clean(content.client)[:255]
    properties.author = properties.last_modified_by = clean(content.author or content.generated_by)[:255]
    properties.language = LOCALES[content.language]
    properties.version = clean(content.version)[:255]
    properties.category, properties.keywords, properties.comments = "CRM strategy", "", ""
    properties.created = properties.modified = datetime.combine(content.date, time(12), UTC).replace(tzinfo=None)
