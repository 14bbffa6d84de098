"""The parts of the house's template that are XML through and through: styles around the list of styles, numbering."""

import re

from core.documents.docx.house_styles import FONT, STYLES, TABLE_STYLE
from core.documents.docx.xml import NAMESPACES
from core.documents.palette import LIGHT

ACCENT, GRID = LIGHT.accent.lstrip("#"), LIGHT.grid.lstrip("#")
HANGING = (567, 737, 851)  # twips, of the numbers of three levels


def _compact(xml: str) -> str:
    """Without the line breaks and indents that let people read it."""
    return re.sub(r">\s+<", "><", xml.strip())


DEFAULTS = f"""
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>
    <w:sz w:val="20"/><w:szCs w:val="20"/>
    <w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault/>
</w:docDefaults>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr>
    <w:tblInd w:w="0" w:type="dxa"/>
    <w:tblCellMar>
      <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
  <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
</w:style>
"""

TABLE = f"""
<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr>
    <w:tblStyleRowBandSize w:val="1"/>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{ACCENT}"/>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{GRID}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tblPr/><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/><w:vAlign w:val="bottom"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""

BULLET = f"""
<w:lvl w:ilvl="0">
  <w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>
  <w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>
  <w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:color w:val="{ACCENT}"/></w:rPr>
</w:lvl>
"""


def styles_xml() -> str:
    """The whole styles part."""
    listed = "".join(style.xml() for style in STYLES)
    return _compact(f'<w:styles xmlns:w="{NAMESPACES["w"]}">{DEFAULTS}{listed}{TABLE}</w:styles>')


def _level(position: int) -> str:
    places = ".".join(f"%{place}" for place in range(1, position + 2))
    return f"""
    <w:lvl w:ilvl="{position}">
      <w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{position + 1}"/><w:suff w:val="tab"/>
      <w:lvlText w:val="{places}"/><w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="{HANGING[position]}" w:hanging="{HANGING[position]}"/></w:pPr>
    </w:lvl>
    """


def numbering_xml() -> str:
    """Headings are numbered by their styles; the second list has bullets."""
    levels = "".join(_level(position) for position in range(len(HANGING)))
    return _compact(f"""
    <w:numbering xmlns:w="{NAMESPACES["w"]}">
      <w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>
      <w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="hybridMultilevel"/>{BULLET}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
    </w:numbering>
    """)
