"""The title page, the contents and the list of figures: real fields, already filled."""

from collections.abc import Mapping, Sequence

from core.documents.content import StrategyContent
from core.documents.docx.body import FIGURE, Body, Entry
from core.documents.docx.xml import FIELD_END, field, field_begin, paragraph, run
from core.i18n import N_, _, formats

LISTED = {FIGURE: N_("Figures")}  # of the hundred tables nobody reads a list
LONGEST = 30  # lines that a list may have
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
DEEPEST = 2  # levels in the contents
PAST_THE_RULE = '<w:spacing w:before="5200" w:after="60"/>'  # the cover's last lines stand low


def title_page(body: Body, content: StrategyContent) -> str:
    """Who it is for, what it is, which version."""
    styles = body.styles
    lines = [_("Version {version}").format(version=content.version) if content.version else "", formats.day(content.date), content.author]
    shown = [line for line in lines if line]
    cover = [
        paragraph(styles["Cover Client"], run(content.client)),
        paragraph(styles["Title"], run(content.title)),
        paragraph(styles["Subtitle"], run(content.subtitle)) if content.subtitle else "",
    ]
    cover += [paragraph(styles["Cover Line"], run(line), PAST_THE_RULE if n == 0 else "") for n, line in enumerate(shown)]
    return "".join(cover)


def contents(body: Body, pages: Mapping[str, int]) -> str:
    """The contents, then the list of figures; `pages` are the page numbers by bookmark, where somebody knows them."""
    entries = [entry for entry in body.headings if entry.level <= DEEPEST]
    return _contents(body, entries, pages) + "".join(_list(body, kind, pages) for kind in LISTED)


def _contents(body: Body, entries: Sequence[Entry], pages: Mapping[str, int]) -> str:
    heading = paragraph(body.styles["TOC Heading"], run(_("Contents")), "<w:pageBreakBefore/>")
    lines = [
        (body.styles[f"toc {entry.level}"], (run(entry.number) + "<w:r><w:tab/></w:r>" if entry.number else "") + run(entry.text), entry)
        for entry in entries
    ]
    filled = _filled(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', lines, pages)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{heading}{filled}</w:sdtContent></w:sdt>"
    )


def _list(body: Body, kind: str, pages: Mapping[str, int]) -> str:
    entries = body.captions[kind]
    if not 1 < len(entries) <= LONGEST:
        return ""
    lines = [(body.styles["table of figures"], run(entry.text), entry) for entry in entries]
    return paragraph(body.styles["List Heading"], run(_(LISTED[kind]))) + _filled(f'TOC \\h \\z \\c "{_(kind)}"', lines, pages)


def _filled(instruction: str, lines: Sequence[tuple[str, str, Entry]], pages: Mapping[str, int]) -> str:
    """One field over all lines; each line leads to its place. Dots and a number only where the page is known."""
    written = []
    for position, (style, text, entry) in enumerate(lines):
        page = _page(entry.bookmark, pages)
        begin = field_begin(instruction) if position == 0 else ""
        end = FIELD_END if position == len(lines) - 1 else ""
        written.append(paragraph(style, f'{begin}<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{text}{page}</w:hyperlink>{end}'))
    return "".join(written)


def _page(bookmark: str, pages: Mapping[str, int]) -> str:
    return "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", str(pages[bookmark])) if bookmark in pages else ""
