"""What neither Word's schema nor a validator sees: bookmarks, fields, contents, alternative texts, relations between parts."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from core.documents.docx.front import LONGEST

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HEADINGS = {"heading 1": 1, "heading 2": 2, "heading 3": 3, "appendix heading": 1}


class Docx:
    """A document taken apart."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(data))
        self.body: Any = self.part("word/document.xml").find(f"{W}body")
        self.styles = {
            s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val").lower() for s in self.part("word/styles.xml").iter(f"{W}style")
        }

    def part(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    def paragraphs(self, style: str) -> list[str]:
        return [text_of(p) for p in self.body.iter(f"{W}p") if self.style_of(p) == style]

    def style_of(self, paragraph: Any) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(f"{W}val"), "?") if style is not None else "normal"

    def bookmarks(self) -> list[str]:
        return [each.get(f"{W}name") for each in self.body.iter(f"{W}bookmarkStart")]

    def directions(self) -> list[str]:
        """Of each section of pages: portrait or landscape."""
        return [size.get(f"{W}orient", "portrait") for size in self.body.iter(f"{W}pgSz")]


def text_of(element: Any) -> str:
    return "".join("\n" if each.tag == f"{W}br" else each.text or "" for each in element.iter(f"{W}t", f"{W}br"))


def faults(docx: Docx) -> list[str]:
    """All that is wrong with a document."""
    rules = (_bookmarks, _fields, _drawings, _styles, _tables, _headings, _contents, _settings, _relations)
    return [fault for rule in rules for fault in rule(docx)]


def _bookmarks(docx: Docx) -> Iterator[str]:
    starts = [each.get(f"{W}id") for each in docx.body.iter(f"{W}bookmarkStart")]
    ends = [each.get(f"{W}id") for each in docx.body.iter(f"{W}bookmarkEnd")]
    if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts):
        yield "starts and ends of bookmarks do not pair"
    for name, count in Counter(docx.bookmarks()).items():
        if count > 1:
            yield f"bookmark {name} stands {count} times"
        if len(name) > 40:
            yield f"bookmark {name} is longer than Word allows"


def _fields(docx: Docx) -> Iterator[str]:
    depth, sequences = 0, Counter[str]()
    pending = ""
    for each in docx.body.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if each.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(each.get(f"{W}fldCharType"), 0)
        elif each.tag == f"{W}instrText":
            found = re.match(r"\s*SEQ (\S+)", each.text)
            pending = found[1] if found else ""
        elif pending:
            sequences[pending] += 1
            if each.text != str(sequences[pending]):
                yield f"{pending} {each.text} should be {sequences[pending]}"
            pending = ""
        if depth < 0:
            yield "a field ends that never began"
    if depth:
        yield f"{depth} fields never end"


def _drawings(docx: Docx) -> Iterator[str]:
    drawings = list(docx.body.iter(f"{WP}docPr"))
    if len({each.get("id") for each in drawings}) != len(drawings):
        yield "two drawings have one id"
    yield from (f"{each.get('name')} has no alternative text" for each in drawings if not (each.get("descr") or "").strip())


def _styles(docx: Docx) -> Iterator[str]:
    for tag in ("pStyle", "rStyle", "tblStyle"):
        yield from (f"unknown style {each.get(W + 'val')}" for each in docx.body.iter(W + tag) if each.get(W + "val") not in docx.styles)


def _tables(docx: Docx) -> Iterator[str]:
    for table in docx.body.iter(f"{W}tbl"):
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            yield "a table's head does not repeat"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in table.iter(f"{W}tr")):
            yield "a row may break over two pages"
        if not table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"):
            yield "a table has no alternative text"
        if any(cell[-1].tag != f"{W}p" for cell in table.iter(f"{W}tc")):
            yield "a cell does not end with a paragraph"
        if table.getnext() is None or table.getnext().tag != f"{W}p":
            yield "a table touches the next one"


def _headings(docx: Docx) -> Iterator[str]:
    before = 0
    for paragraph in docx.body.iter(f"{W}p"):
        level = HEADINGS.get(docx.style_of(paragraph), 0)
        if level > before + 1:
            yield f"«{text_of(paragraph)}» skips a level"
        before = level or before


def _contents(docx: Docx) -> Iterator[str]:
    headings = [text_of(p) for p in docx.body.iter(f"{W}p") if 0 < HEADINGS.get(docx.style_of(p), 0) <= 2]
    listed = [text_of(p) for p in docx.body.iter(f"{W}p") if docx.style_of(p) in ("toc 1", "toc 2")]
    if len(headings) != len(listed) or any(not line.endswith(heading) for heading, line in zip(headings, listed, strict=True)):
        yield f"{len(listed)} lines of contents for {len(headings)} headings"
    figures = [each for each in docx.paragraphs("caption") if each.startswith(("Figure", "Рисунок"))]
    if docx.paragraphs("table of figures") != (figures if 1 < len(figures) <= LONGEST else []):
        yield "the list of figures differs from the captions"
    known = set(docx.bookmarks())
    yield from (
        f"a link leads to {each.get(W + 'anchor')}" for each in docx.body.iter(f"{W}hyperlink") if each.get(W + "anchor") not in known
    )


def _settings(docx: Docx) -> Iterator[str]:
    if b'name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' not in docx.archive.read(
        "word/settings.xml"
    ):
        yield "opens in compatibility mode"
    core = docx.archive.read("docProps/core.xml")
    if b"python-docx" in core or b"<dc:title/>" in core:
        yield "the file's properties look generated"
    size = next(docx.body.iter(f"{W}pgSz"))
    if {size.get(f"{W}w"), size.get(f"{W}h")} != {"11906", "16838"}:
        yield "the paper is not A4"


def _relations(docx: Docx) -> Iterator[str]:
    names = set(docx.archive.namelist())
    for rels in (name for name in names if name.endswith(".rels")):
        base = posixpath.dirname(posixpath.dirname(rels))
        for relation in docx.part(rels):
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                yield f"the document reaches outside: {target}"
            elif (target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))) not in names:
                yield f"{rels} points to {target}, which is not there"
