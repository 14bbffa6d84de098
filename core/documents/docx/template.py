"""A template opened safely: Word documents and templates, no macros, nothing attached from elsewhere."""

import zipfile
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Doc

from core.documents.cleaning import clean
from core.documents.content import StrategyContent
from core.documents.docx.make_template import TEMPLATE
from core.documents.docx.pages import Pages, right_tab
from core.documents.docx.style_names import StyleNames
from core.documents.docx.xml import TWIPS_PER_CM, W
from core.i18n import N_, _, formats

LARGEST = 60 * 2**20  # bytes, unpacked
_AS_TEMPLATE = b"wordprocessingml.template.main+xml"
_AS_DOCUMENT = b"wordprocessingml.document.main+xml"
REFUSED = N_("This file cannot be a template: {why}")


class BadTemplate(ValueError):
    """A file that cannot serve as a template; `str()` says why in the language in force."""

    def __init__(self, why: str) -> None:
        super().__init__(_(REFUSED).format(why=why))


def opened(path: Path | None) -> Doc:
    """The template with an empty body.

    Raises:
        BadTemplate: it is no Word file, has macros, or is larger than any template.
    """
    document = Document(BytesIO(_house() if path is None else _checked(path.read_bytes())))
    for rel_id in [rel_id for rel_id, rel in document.part.rels.items() if rel.reltype.endswith("/stylesWithEffects")]:
        document.part.rels.pop(rel_id)  # a copy of the styles for Word 2010, which would now differ from them
    body: Any = document.element.body
    body[:] = [child for child in body if child.tag == f"{W}sectPr"]
    return document


def house() -> Doc:
    """The house's own template."""
    return Document(BytesIO(_house()))


@cache
def _house() -> bytes:
    return TEMPLATE.read_bytes()


def _checked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise BadTemplate(_("it is too large."))
            types = archive.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError) as wrong:
        raise BadTemplate(_("it is no Word file.")) from wrong
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise BadTemplate(_("it contains macros."))
    if _AS_TEMPLATE not in types and _AS_DOCUMENT not in types:
        raise BadTemplate(_("it is no Word file."))
    return _as_document(data) if _AS_TEMPLATE in types else data


def _as_document(data: bytes) -> bytes:
    """A .dotx differs from a .docx in one line."""
    copied = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, content.replace(_AS_TEMPLATE, _AS_DOCUMENT) if entry.filename == "[Content_Types].xml" else content)
    return copied.getvalue()


def lend_head_and_foot(document: Doc, styles: StyleNames) -> None:
    """Give a template that has neither header nor footer the house's, so that pages are numbered."""
    section, lender = document.sections[-1], house().sections[0]
    sections: Any = document.element.body.sectPr
    if sections is None or any(child.tag in (f"{W}headerReference", f"{W}footerReference") for child in sections):
        return
    for part, lent, style in ((section.header, lender.header, "header"), (section.footer, lender.footer, "footer")):
        part.is_linked_to_previous = False
        target: Any = part._element
        target[:] = deepcopy(list(lent._element))
        for named in target.iter(f"{W}pStyle"):
            named.set(f"{W}val", styles[style])
        for paragraph in target.iter(f"{W}p"):
            right_tab(document, paragraph, round(Pages(document).width_cm(wide=False) * TWIPS_PER_CM))
    section.different_first_page_header_footer = True


def fill_head_and_foot(document: Doc, content: StrategyContent) -> None:
    """Put words in place of `{title}`, `{client}`, `{version}` and `{date}` in headers and footers."""
    version = _("Version {version}").format(version=content.version) if content.version else formats.day(content.date)
    words = {
        "{title}": clean(content.title),
        "{client}": clean(content.client),
        "{version}": clean(version),
        "{date}": formats.day(content.date),
    }
    for rel in document.part.rels.values():
        if rel.reltype.endswith(("/header", "/footer")):
            root: Any = rel.target_part.element
            for text in root.iter(f"{W}t"):
                for mark, word in words.items():
                    text.text = (text.text or "").replace(mark, word)
