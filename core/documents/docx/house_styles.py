"""The house's look in Word: each style in one line, turned into the XML of a styles part."""

from dataclasses import dataclass

from core.documents.palette import LIGHT
from core.pictures import Tone

FONT = "Arial"  # on every machine, and metric-compatible with what free offices use instead
TEXT_WIDTH = 9072  # twips: A4 less its margins, 16 cm
CALLOUTS = {
    Tone.PLAIN: "Callout",
    Tone.ACCENT: "Callout",
    Tone.WARNING: "Callout Warning",
    Tone.ALARM: "Callout Alarm",
    Tone.MUTED: "Callout Muted",
}


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes and spaces in points, indents in centimetres; `early` and `late` are XML of paragraph properties."""

    name: str
    size: float = 10
    colour: str = LIGHT.text
    bold: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.15
    indent: float = 0
    keep: bool = False
    following: str = ""
    early: str = ""  # properties that the schema wants before the spacing
    late: str = ""  # and after it

    @property
    def id(self) -> str:
        """The id: the name without spaces."""
        return "".join(word[0].upper() + word[1:] for word in self.name.split())

    def xml(self) -> str:
        """The style's element."""
        half = round(self.size * 2)
        base = "" if self.name == "Normal" else '<w:basedOn w:val="Normal"/>'
        following = f'<w:next w:val="{self.following.replace(" ", "")}"/>' if self.following else ""
        keep = "<w:keepNext/><w:keepLines/>" if self.keep else ""
        indent = f'<w:ind w:left="{round(self.indent * 567)}"/>' if self.indent else ""
        before, after, line = round(self.before * 20), round(self.after * 20), round(self.line * 240)
        spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        custom = "" if self.name.lower() in BUILT_IN else ' w:customStyle="1"'
        default = ' w:default="1"' if self.name == "Normal" else ""
        ink = self.colour.lstrip("#").upper()
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>{base}{following}<w:qFormat/>'
            f"<w:pPr>{keep}{self.early}{spacing}{indent}{self.late}</w:pPr>"
            f'<w:rPr>{bold}<w:color w:val="{ink}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
        )


BUILT_IN = {
    "normal", "title", "subtitle", "heading 1", "heading 2", "heading 3", "caption", "toc heading", "toc 1", "toc 2", "table of figures",
    "header", "footer", "list bullet",
}  # fmt: skip


def _numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def _leader(first: int = 0) -> str:
    start = f'<w:tab w:val="left" w:pos="{first}"/>' if first else ""
    return f'<w:tabs>{start}<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def _framed(edge: str, ground: str) -> str:
    around = {
        side: f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{ground.lstrip("#")}"/>' for side in ("top", "bottom", "right")
    }
    left = f'<w:left w:val="single" w:sz="24" w:space="10" w:color="{edge.lstrip("#")}"/>'
    border = f"<w:pBdr>{around['top']}{left}{around['bottom']}{around['right']}</w:pBdr>"
    return f'{border}<w:shd w:val="clear" w:color="auto" w:fill="{ground.lstrip("#")}"/>'


_TO_MARGIN = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{LIGHT.accent.lstrip("#")}"/></w:pBdr>'

STYLES = (
    Style("Normal"),
    Style("Title", 32, LIGHT.text, True, before=0, after=14, line=1.05, following="Subtitle"),
    Style("Subtitle", 15, LIGHT.muted, after=10),
    Style("Cover Client", 12, LIGHT.accent, True, before=150, after=26, early=_RULE),
    Style("Cover Line", 10, LIGHT.muted, after=3),
    Style(
        "heading 1",
        20,
        LIGHT.accent,
        True,
        after=14,
        line=1.05,
        keep=True,
        following="Normal",
        early="<w:pageBreakBefore/>" + _numbered(0),
        late='<w:outlineLvl w:val="0"/>',
    ),
    Style(
        "heading 2",
        13.5,
        LIGHT.text,
        True,
        before=16,
        after=6,
        line=1.1,
        keep=True,
        following="Normal",
        early=_numbered(1),
        late='<w:outlineLvl w:val="1"/>',
    ),
    Style(
        "heading 3",
        11,
        LIGHT.accent,
        True,
        before=12,
        after=4,
        line=1.1,
        keep=True,
        following="Normal",
        early=_numbered(2),
        late='<w:outlineLvl w:val="2"/>',
    ),
    Style(
        "Appendix Heading",
        20,
        LIGHT.accent,
        True,
        after=14,
        line=1.05,
        keep=True,
        following="Normal",
        early="<w:pageBreakBefore/>",
        late='<w:outlineLvl w:val="0"/>',
    ),
    Style("caption", 9, LIGHT.text, True, before=8, after=4, line=1.1),
    Style("Source", 8, LIGHT.muted, before=2, after=14, line=1.1),
    Style("TOC Heading", 20, LIGHT.accent, True, before=0, after=10, keep=True),
    Style("List Heading", 13.5, LIGHT.text, True, before=22, after=6, keep=True),
    Style("toc 1", 10, LIGHT.text, True, before=7, after=2, early=_leader(567), late=""),
    Style("toc 2", 9.5, LIGHT.text, after=1, indent=1.0, early=_leader(1191)),
    Style("table of figures", 9.5, LIGHT.text, after=2, early=_leader()),
    Style("header", 8, LIGHT.muted, after=0, early=_TO_MARGIN),
    Style("footer", 8, LIGHT.muted, after=0, early=_TO_MARGIN),
    Style("List Bullet", 10, after=3, early='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>', late="<w:contextualSpacing/>"),
    Style("Callout", 10, before=12, after=14, indent=0.4, early=_framed(LIGHT.accent, LIGHT.accent_soft)),
    Style("Callout Warning", 10, before=12, after=14, indent=0.4, early=_framed(LIGHT.amber, LIGHT.amber_soft)),
    Style("Callout Alarm", 10, before=12, after=14, indent=0.4, early=_framed(LIGHT.alarm, LIGHT.alarm_soft)),
    Style("Callout Muted", 10, before=12, after=14, indent=0.4, early=_framed(LIGHT.line, LIGHT.soft)),
    Style("Record Title", 10.5, LIGHT.accent, True, before=10, after=2, line=1.1, keep=True),
    Style("Record Line", 9.5, after=2, line=1.1, indent=0.4),
    Style("Figure", 10, before=8, after=2, line=1.0, keep=True),
    Style("Table Text", 8.5, after=0, line=1.05),
    Style("Table Number", 8.5, after=0, line=1.05, late='<w:jc w:val="right"/>'),
    Style("Table Head", 8.5, "#ffffff", True, after=0, line=1.05, early="<w:keepNext/>"),
)
TABLE_STYLE = "Report Table"
REQUIRED = (*(style.name for style in STYLES), TABLE_STYLE)
