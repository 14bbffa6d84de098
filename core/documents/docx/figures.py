"""Pictures in Word: charts stay charts and matrices tables, so they can be edited; all others are drawn."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from core.documents.docx import charts
from core.documents.docx.body import FIGURE, Body
from core.documents.docx.matrix import matrix_xml
from core.documents.docx.settings import LOCALES
from core.documents.docx.xml import EMU_PER_CM, NAMESPACES, attribute, run
from core.documents.png import rendered
from core.documents.split import fitted, size_of
from core.documents.svg import PRINT_WIDTH, svg_of
from core.documents.svg.radar import FEWEST
from core.i18n import N_, _, current_language
from core.pictures import Bars, Bullets, Funnels, Gantt, Heatmap, Journey, Picture, Quadrant, Radar, Sankey, Tree

TALLEST_CM = 20.5  # leaves room for a heading, the caption and the source on the page
ZOOM = 1.75  # 200 dots an inch on paper; the time goes with the square of it
PART = N_("{title} (part {n} of {all})")


def print_figure(body: Body, picture: Picture) -> None:
    """The picture, in parts where a page is too short for it; caption and source below."""
    parts = fitted(picture, TALLEST_CM / body.width_cm * PRINT_WIDTH)
    for number, part in enumerate(parts, 1):
        ENGINES[type(part)](body, part)
        title = picture.title if len(parts) == 1 else _(PART).format(title=picture.title, n=number, all=len(parts))
        body.caption(FIGURE, title, last=not picture.source)
        if picture.source:
            body.source(picture.source)


def _drawn(body: Body, picture: Picture) -> None:
    svg = svg_of(picture, PRINT_WIDTH)
    wide, high = size_of(svg)
    rel_id, _image = body.document.part.get_or_add_image(BytesIO(rendered(svg, ZOOM)))
    shown = min(body.width_cm, TALLEST_CM * wide / high)
    number = body.next_drawing()
    extent = f'cx="{round(shown * EMU_PER_CM)}" cy="{round(shown * high / wide * EMU_PER_CM)}"'
    graphic = (
        f'<a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Figure {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rel_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
    _inline(body, number, extent, picture, graphic)


def _chart(body: Body, picture: Picture, rel_id: str, high_cm: float) -> None:
    extent = f'cx="{round(body.width_cm * EMU_PER_CM)}" cy="{round(min(high_cm, TALLEST_CM) * EMU_PER_CM)}"'
    graphic = f'<a:graphicData uri="{NAMESPACES["c"]}"><c:chart r:id="{rel_id}"/></a:graphicData>'
    _inline(body, body.next_drawing(), extent, picture, graphic)


def _inline(body: Body, number: int, extent: str, picture: Picture, graphic: str) -> None:
    """A drawing in its own paragraph, with words for those who cannot see it."""
    alt = attribute(picture.alt or picture.title)
    body.paragraph(
        "Figure",
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr={alt}/><wp:cNvGraphicFramePr/>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>",
    )


def _bars(body: Body, picture: Bars) -> None:
    if not picture.categories or not picture.series:
        return _drawn(body, picture)
    if picture.value_title:
        body.paragraph("Source", run(picture.value_title), '<w:keepNext/><w:spacing w:before="120" w:after="0"/>')
    thick = 0.62 if picture.stacked else 0.5 * len(picture.series) + 0.25
    high = max(len(picture.categories) * max(thick, 0.85) + (1.3 if len(picture.series) > 1 else 0.5), 3.5)
    return _chart(body, picture, charts.bars_chart(body.document, picture, LOCALES[current_language()]), high)


def _radar(body: Body, picture: Radar) -> None:
    if len(picture.axes) < FEWEST or not picture.series:
        return _drawn(body, picture)
    return _chart(body, picture, charts.radar_chart(body.document, picture, LOCALES[current_language()]), 10.5)


def _heatmap(body: Body, picture: Heatmap) -> None:
    body.add(matrix_xml(body, picture))


ENGINES: Mapping[type[Picture], Callable[[Body, Any], None]] = {
    Quadrant: _drawn,
    Journey: _drawn,
    Radar: _radar,
    Bars: _bars,
    Funnels: _drawn,
    Tree: _drawn,
    Bullets: _drawn,
    Heatmap: _heatmap,
    Sankey: _drawn,
    Gantt: _drawn,
}
