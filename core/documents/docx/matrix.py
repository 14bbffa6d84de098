"""A heatmap as a table with shaded cells."""

from core.documents.docx.body import Body
from core.documents.docx.tables import table_opening
from core.documents.docx.xml import TWIPS_PER_CM, colour, paragraph, run
from core.documents.lettering import longest_word, width
from core.documents.palette import LIGHT, ink_on
from core.documents.svg.heatmap import shade
from core.pictures import Heatmap

SIZE = 8.0 * 20  # twips
KEEP = "<w:keepNext/>"
EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="FFFFFF"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def matrix_xml(body: Body, picture: Heatmap) -> str:
    """The table; all its rows stay with the caption under it."""
    widths = _widths(picture, round(body.width_cm * TWIPS_PER_CM))
    opening = table_opening(body, widths, picture.title, picture.alt or picture.title, "Normal Table")
    opening = opening.replace("<w:tblLayout", f"<w:tblBorders>{EDGES}</w:tblBorders><w:tblLayout", 1)
    rows = "".join(_row(body, picture, position, widths) for position in range(len(picture.rows)))
    return f"{opening}{_heads(body, picture, widths)}{rows}</w:tbl>"


def _widths(picture: Heatmap, room: int) -> list[int]:
    columns = max(len(picture.columns), 1)
    names = max((width(name, SIZE) for name in picture.rows), default=0.0) + 240
    first = round(min(max(names, 1400), room * 0.32))
    each = (room - first) // columns
    return [room - each * columns, *[each] * columns]


def _cell(wide: int, content: str, ground: str = "", more: str = "", span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground.lstrip("#")}"/>' if ground else ""
    margins = '<w:tcMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tcMar>'
    properties = f'<w:tcW w:w="{wide}" w:type="dxa"/>{spanned}{shading}{margins}{more}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _text(body: Body, text: str, ink: str = LIGHT.text, bold: bool = False, align: str = "center") -> str:
    properties = ("<w:b/>" if bold else "") + colour(ink) + '<w:sz w:val="16"/>'
    return paragraph(
        body.styles["Table Text"],
        run(text, properties) if text else "",
        f'{KEEP}<w:spacing w:before="30" w:after="30"/><w:jc w:val="{align}"/>',
    )


def _heads(body: Body, picture: Heatmap, widths: list[int]) -> str:
    upright = any(longest_word(name, SIZE, bold=True) > widths[-1] - 100 for name in picture.columns)
    over = ""
    if picture.column_title:
        across = _cell(sum(widths[1:]), _text(body, picture.column_title, LIGHT.muted), span=len(widths) - 1)
        over = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{_cell(widths[0], _text(body, ''))}{across}</w:tr>"
    direction = '<w:textDirection w:val="btLr"/>' if upright else ""
    cells = "".join(
        _cell(wide, _text(body, name, bold=True, align="left" if upright else "center"), more=direction)
        for name, wide in zip(picture.columns, widths[1:], strict=False)
    )
    tall = max((width(name, SIZE, bold=True) for name in picture.columns), default=0.0) + 160
    height = f'<w:trHeight w:val="{round(min(tall, 1900))}" w:hRule="exact"/>' if upright else ""
    corner = _cell(widths[0], _text(body, picture.row_title, LIGHT.muted, align="left"))
    return f"{over}<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>{corner}{cells}</w:tr>"


def _row(body: Body, picture: Heatmap, position: int, widths: list[int]) -> str:
    cells = [_cell(widths[0], _text(body, picture.rows[position], align="left"))]
    for value, text, wide in zip(picture.values[position], picture.texts[position], widths[1:], strict=False):
        ground = shade(picture, value, LIGHT) if value is not None else LIGHT.ground
        shown = text or ("–" if value is None else "")
        cells.append(_cell(wide, _text(body, shown, ink_on(ground) if value is not None else LIGHT.muted), ground))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
