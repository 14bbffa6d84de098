"""The document while it is written: pieces of XML, and what the contents and the map of anchors need to know of them."""

from collections import Counter
from dataclasses import dataclass

from docx.document import Document as Doc

from core.blocks import Anchor
from core.documents.docx.anchors import Anchored, bookmark_of, sha_of
from core.documents.docx.style_names import StyleNames
from core.documents.docx.xml import field, paragraph, run
from core.i18n import N_, _

FIGURE, TABLE = N_("Figure"), N_("Table")


@dataclass(frozen=True)
class Entry:
    """A line of the contents or of a list of figures or tables."""

    text: str
    bookmark: str
    level: int = 1
    number: str = ""


class Body:
    """Collects the pieces in order."""

    def __init__(self, document: Doc, styles: StyleNames) -> None:
        self.document = document
        self.styles = styles
        self.parts: list[str] = []
        self.headings: list[Entry] = []
        self.captions: dict[str, list[Entry]] = {FIGURE: [], TABLE: []}
        self.anchored: list[Anchored] = []
        self.width_cm = 16.0
        self.fresh_page = False  # the next paragraph is the first of its section
        self.holding = False  # what is written introduces the table or picture behind it
        self._bookmarks = 0
        self._drawings = 0
        self._numbers = [0, 0, 0]
        self._repeated = Counter[Anchor]()

    def add(self, xml: str) -> None:
        """Append a piece."""
        self.parts.append(xml)

    def paragraph(self, style: str, content: str, properties: str = "") -> None:
        """Append a paragraph in a style, given by its name."""
        self.add(paragraph(self.styles[style], content, properties))

    def bookmarked(self, content: str, name: str) -> str:
        """Content between a bookmark's ends."""
        self._bookmarks += 1
        return f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def anchored_run(self, text: str, anchor: Anchor | None, properties: str = "") -> str:
        """A text, inside the bookmark of the field that it comes from."""
        if anchor is None:
            return run(text, properties) if text else ""
        name = bookmark_of(anchor, self._repeated[anchor])
        self._repeated[anchor] += 1
        self.anchored.append(Anchored(name, anchor, sha_of(text)))
        return self.bookmarked(run(text, properties), name)

    def heading(self, text: str, level: int, numbered: bool = True) -> None:
        """A heading that the contents know; it never skips a level."""
        level = max(1, min(level, 3, (self.headings[-1].level if self.headings else 0) + 1))
        number = self._next_number(level) if numbered and self.styles.numbered else ""
        entry = Entry(text.replace("\n", " "), f"_Toc{900_000_000 + len(self.headings)}", level, number)
        self.headings.append(entry)
        style = f"heading {level}" if numbered else "Appendix Heading"
        self.paragraph(style, self.bookmarked(run(entry.text), entry.bookmark), self._page_break(level))

    def _page_break(self, level: int) -> str:
        """Chapters begin a page, but never a second one right behind a section's beginning."""
        if self.fresh_page:
            return '<w:pageBreakBefore w:val="0"/>'
        return "<w:pageBreakBefore/>" if level == 1 and not self.styles.breaking else ""

    def _next_number(self, level: int) -> str:
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (3 - level)
        return ".".join(str(number) for number in self._numbers[:level])

    def caption(self, kind: str, text: str, last: bool = False) -> None:
        """A numbered caption; unless it is the last of its figure, it holds to what follows."""
        label, entries = _(kind), self.captions[kind]
        number = str(len(entries) + 1)
        one_line = text.replace("\n", " ")
        entry = Entry(f"{label} {number}. {one_line}", f"_Toc{(700 if kind == FIGURE else 800) * 1_000_000 + len(entries)}")
        entries.append(entry)
        content = run(f"{label} ") + field(f"SEQ {label} \\* ARABIC", number) + run(f". {one_line}")
        self.paragraph("caption", self.bookmarked(content, entry.bookmark), '<w:spacing w:after="280"/>' if last else "<w:keepNext/>")

    def source(self, text: str) -> None:
        """Where a figure's or table's data come from."""
        self.paragraph("Source", run(text))

    def next_drawing(self) -> int:
        """A number that no other drawing has."""
        self._drawings += 1
        return self._drawings
