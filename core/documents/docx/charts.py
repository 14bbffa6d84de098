"""Bars and radars as Word's own charts: the client may edit them, their figures are inside the file."""

from functools import lru_cache
from typing import Any, cast

from docx.document import Document as Doc
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.util import Pt

from core.documents.cleaning import clean
from core.documents.docx.house_styles import FONT
from core.documents.docx.xml import NAMESPACES
from core.documents.palette import LIGHT, ink_on
from core.pictures import Bars, Radar, Series

_C = f"{{{NAMESPACES['c']}}}"
_R = f"{{{NAMESPACES['r']}}}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = "rId1"  # the relationship of a chart to its workbook
Made = tuple[bytes, bytes]  # the chart's part, the workbook
_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)


def bars_chart(document: Doc, picture: Bars, locale: str) -> str:
    """A bar chart as a part of the document; gives the relationship's id."""
    return _attached(document, *_bars(picture, locale))


@lru_cache(maxsize=64)
def _bars(picture: Bars, locale: str) -> Made:
    data = _data(picture.categories, picture.series, _format(picture))
    root = _root(XL_CHART_TYPE.BAR_STACKED if picture.stacked else XL_CHART_TYPE.BAR_CLUSTERED, data)
    chart = _chart(root)
    _letters(chart, len(picture.series) > 1)
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if picture.stacked else -5
    for position, (series, drawn) in enumerate(zip(picture.series, plot.series, strict=True)):
        colour = LIGHT.series(position, series.tone)
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(colour)
        drawn.invert_if_negative = False
        _value_labels(drawn.data_labels, _stacked_format(picture) if picture.stacked else _format(picture), picture.stacked, ink_on(colour))
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = True
    category.format.line.color.rgb = _rgb(LIGHT.line)
    category.has_major_gridlines = value.has_major_gridlines = value.visible = False
    return _made(root, data, locale)


def radar_chart(document: Doc, picture: Radar, locale: str) -> str:
    """The same for a radar."""
    return _attached(document, *_radar(picture, locale))


@lru_cache(maxsize=64)
def _radar(picture: Radar, locale: str) -> Made:
    data = _data(picture.axes, picture.series, "0.0")
    root = _root(XL_CHART_TYPE.RADAR_MARKERS, data)
    chart = _chart(root)
    _letters(chart, True)
    for position, (series, drawn) in enumerate(zip(picture.series, chart.plots[0].series, strict=True)):
        colour = _rgb(LIGHT.series(position, series.tone))
        drawn.format.line.color.rgb = colour
        drawn.format.line.width = Pt(2.25)
        for smooth in drawn._element.findall(f"{_C}smooth"):
            drawn._element.remove(smooth)
        drawn.marker.style, drawn.marker.size = _MARKERS[position % 4], 7
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = drawn.marker.format.line.color.rgb = colour
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, picture.top
    axis.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    axis.tick_labels.font.size = Pt(8)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    return _made(root, data, locale)


def _data(categories: tuple[str, ...], series: tuple[Series, ...], number_format: str) -> Any:
    data = cast("Any", CategoryChartData)(number_format=number_format)
    data.categories = [clean(name) for name in categories]
    for each in series:
        data.add_series(clean(each.name), list(each.values))
    return data


def _root(kind: Any, data: Any) -> Any:
    return parse_xml(cast("Any", ChartXmlWriter)(kind, data).xml.encode())


def _chart(root: Any) -> Any:
    return cast("Any", Chart)(root, None)


def _rgb(colour: str) -> Any:
    return cast("Any", RGBColor).from_string(colour[1:].upper())


def _format(picture: Bars) -> str:
    """Whole numbers without digits after the comma, the unit behind."""
    values = [value for series in picture.series for value in series.values if value is not None]
    digits = "#,##0" if all(value == round(value) or abs(value) >= 100 for value in values) else "#,##0.0"
    unit = clean(picture.unit).replace('"', "").replace("\n", " ")
    return f'{digits}" {unit}"' if unit else digits


def _stacked_format(picture: Bars) -> str:
    """No unit, and no figure where a part is too short to hold it."""
    rows = zip(*(series.values for series in picture.series), strict=False)
    longest = max((sum(abs(value) for value in row if value) for row in rows), default=0.0)
    return f'[<{longest * 0.04:.6g}]"";{_format(picture).split(chr(34), maxsplit=1)[0]}'


def _letters(chart: Any, legend: bool) -> None:
    chart.font.size, chart.font.name = Pt(9), FONT
    chart.font.color.rgb = _rgb(LIGHT.text)
    chart.has_title = False
    chart.has_legend = legend
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _value_labels(labels: Any, number_format: str, inside: bool, ink: str) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.font.size, labels.font.bold = Pt(8.5), not inside
    labels.font.color.rgb = _rgb(ink if inside else LIGHT.text)
    labels.position = XL_LABEL_POSITION.CENTER if inside else XL_LABEL_POSITION.OUTSIDE_END


def _unframe(root: Any) -> None:
    """No border and no ground: the page is both."""
    bare = parse_xml(f'<c:spPr xmlns:c="{NAMESPACES["c"]}" xmlns:a="{NAMESPACES["a"]}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>')
    for old in root.findall(f"{_C}spPr"):
        root.remove(old)
    root.find(f"{_C}chart").addnext(bare)


def _made(root: Any, data: Any, locale: str) -> Made:
    """The chart and its workbook as they stand in the file."""
    for axis in root.iter(f"{_C}axId", f"{_C}crossAx"):
        axis.set("val", str(abs(int(axis.get("val")))))  # the writer's negative ids are invalid
    for old in root.findall(f"{_C}externalData"):
        root.remove(old)
    _unframe(root)
    for lang in root.iter(f"{_C}lang"):
        lang.set("val", locale)
    external = etree.SubElement(root, f"{_C}externalData")
    external.set(f"{_R}id", WORKBOOK)
    etree.SubElement(external, f"{_C}autoUpdate").set("val", "0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), data._workbook_writer.xlsx_blob


def _attached(document: Doc, drawn: bytes, workbook: bytes) -> str:
    """The chart and its workbook as parts."""
    package = document.part.package
    number = 1 + sum(1 for part in package.iter_parts() if str(part.partname).startswith("/word/charts/chart"))
    sheet = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
        package,
    )
    chart = Part(
        PackURI(f"/word/charts/chart{number}.xml"), "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", drawn, package
    )
    chart.load_rel(f"{_KINDS}/package", sheet, WORKBOOK)
    return str(document.part.relate_to(chart, f"{_KINDS}/chart"))
