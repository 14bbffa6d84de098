"""Every picture type comes to the screen, with every label, whatever people wrote into it."""

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from html import unescape

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from core import workbench
from core.i18n import language
from core.pictures import (
    PICTURE_TYPES,
    Bars,
    Bullet,
    Bullets,
    Flow,
    FunnelRow,
    Funnels,
    Gantt,
    GanttBar,
    Heatmap,
    Journey,
    JourneyStage,
    Node,
    Point,
    Quadrant,
    Radar,
    Sankey,
    Series,
    Tone,
    Tree,
)
from pages import session
from pages.widgets import pictures
from pages.widgets.figures_gantt import gantt
from pages.widgets.figures_heatmap import heatmap
from pages.widgets.figures_look import ticks_within, wrapped
from pages.widgets.figures_quadrant import quadrant
from pages.widgets.figures_round import radar
from pages.widgets.figures_wall import enlarged

LONG = "A touchpoint whose name is far too long for any axis, legend or bar of any picture"
EVIL = "<script>alert(1)</script> <b>*x*</b> $y$ :material/home: %{x} & co"
SQUARE = {"x_range": (1, 5), "y_range": (1, 5), "x_split": 3, "y_split": 3}


def samples(a: str, b: str):
    """One picture of each type that plotly draws (bars both ways), made of two labels."""
    head = {"title": a, "alt": "what it shows", "source": b}
    day, later = date(2026, 11, 3), date(2027, 2, 1)
    bullets = (
        Bullet(a, 1, 3, 2, 0.5, ("1", "2", b)),
        Bullet(b, 1, 3, None, None, ("1", "–", "3")),
        Bullet("c", 3, 1, 4, -0.5, ("3", "4", "1")),
    )
    cells = {"values": ((1, None), (0, 5)), "texts": ((a, ""), ("0", "5")), "low": 0, "high": 5}
    plan = (GanttBar(1, a, b, day, day), GanttBar(2, b, a, day, later, 0.5, Tone.ALARM, True, (1, 99), a))
    return (
        Quadrant(points=(Point(a, 1, 5, 1), Point(b, 1, 5)), x_title=a, y_title=b, corners=(a, b, "", "c"), **SQUARE, **head),
        Radar(axes=(a, b, "c"), series=(Series(a, (1, None, 3), Tone.ACCENT), Series(b, (3, 2, 1))), top=5, **head),
        Bars(categories=(a, b), series=(Series(a, (1, None)), Series(b, (-2.5, 4), Tone.ALARM)), value_title=b, unit="m", **head),
        Bars(categories=(a, b), series=(Series(a, (1, None)), Series(b, (2, 4))), value_title=b, stacked=True, **head),
        Funnels(steps=(a, b), rows=(FunnelRow(a, (100, 7), b), FunnelRow(b, (None, 3)), FunnelRow("c", (0, 0))), **head),
        Bullets(rows=bullets, **head),
        Heatmap(rows=(a, "r"), columns=(b, "c"), row_title=a, column_title=b, **cells, **head),
        Sankey(column_titles=(a, b), flows=(Flow((0, a), (1, b), 3), Flow((0, b), (1, a), 0)), **head),
        Gantt(bars=plan, today=day, **head),
    )


def everything_written(drawn) -> str:
    """All texts of a figure and its legend, with line breaks as spaces."""
    whole = json.dumps([drawn.plot(), drawn.legend, drawn.note], ensure_ascii=False)
    return unescape(whole.replace("<br>", " "))


def emptied(picture):
    """The same picture with nothing in it."""
    kept = {"x_range", "y_range", "corners"}
    return replace(
        picture, **{each.name: () for each in fields(picture) if each.name not in kept and isinstance(getattr(picture, each.name), tuple)}
    )


def draw(picture):
    return pictures.FIGURES[type(picture)](picture)


def shown(picture):
    """A page with only that picture."""

    def page(picture):
        from pages.widgets.pictures import show_picture

        show_picture(picture, "p")

    return AppTest.from_function(page, args=(picture,)).run()


def html_of(page) -> str:
    return " ".join(each.proto.body for each in page.get("html"))


@pytest.fixture
def phone(monkeypatch):
    """The browser is a phone's."""
    monkeypatch.setattr(session, "on_phone", lambda: True)


by_name = pytest.mark.parametrize("picture", samples(LONG, "Short"), ids=lambda picture: type(picture).__name__)


def test_every_picture_type_comes_to_the_screen():
    assert {*pictures.FIGURES, *pictures.DRAWN_AS_SVG} == set(pictures.CONTENT) == set(PICTURE_TYPES)


@by_name
def test_plotly_knows_every_property_of_a_figure(picture):
    for drawn in (draw(picture), enlarged(draw(picture), 1.5)):
        go.Figure(**drawn.plot())


@by_name
def test_a_figure_says_every_label_in_full(picture):
    written = everything_written(draw(picture))
    assert LONG in written
    assert "Short" in written


@pytest.mark.parametrize("picture", samples(EVIL, "b"), ids=lambda picture: type(picture).__name__)
def test_markup_in_a_label_is_only_text(picture):
    drawn = draw(picture)
    plot = json.dumps(drawn.plot())
    assert "<script" not in plot
    assert "<b>*x*" not in plot
    assert EVIL in everything_written(drawn)
    templates = [value for trace in drawn.data for key, value in trace.items() if key.endswith("template")]
    assert "%{x}" not in json.dumps(templates)


@pytest.mark.parametrize("picture", samples(EVIL, EVIL), ids=lambda picture: type(picture).__name__)
def test_a_page_escapes_title_source_and_legend(picture, phone):
    page = shown(picture)
    assert not page.exception
    assert "&lt;script&gt;" in html_of(page)
    assert "<script" not in html_of(page)
    assert not page.markdown


@by_name
def test_a_picture_without_data_says_so(picture):
    page = shown(emptied(picture))
    assert not page.exception
    assert "Nothing to draw yet." in html_of(page)
    assert not page.get("plotly_chart")


@by_name
def test_a_page_shows_the_drawing_with_words_for_those_who_cannot_see_it(picture):
    page = shown(picture)
    assert not page.get("plotly_chart")
    (image,) = page.get("image")
    assert image.proto.imgs[0].alt == "what it shows"


@by_name
def test_a_phone_shows_a_chart_that_finds_its_width(picture, phone):
    (chart,) = shown(picture).get("plotly_chart")
    assert chart.proto.alt == "what it shows"


@by_name
def test_the_wall_shows_the_same_chart_larger(picture, phone):
    page = shown(picture)
    page.button[0].click().run()
    assert not page.exception
    small, large = (json.loads(chart.proto.spec)["layout"] for chart in page.get("plotly_chart"))
    assert large["font"]["size"] > small["font"]["size"]


@pytest.mark.parametrize(
    "picture",
    [
        Journey(title="t", alt="how it feels", stages=(JourneyStage("Choice", 1),)),
        Tree(title="t", alt="how it feels", nodes=(Node("a", "Goal"),)),
    ],
)
def test_journeys_and_trees_are_drawn_as_svg(picture, monkeypatch):
    asked = []
    monkeypatch.setattr(
        workbench, "svg_of", lambda *args, **more: asked.append((args, more)) or "<svg xmlns='http://www.w3.org/2000/svg'></svg>"
    )
    page = shown(picture)
    assert not page.exception
    assert [(args, more["dark"]) for args, more in asked] == [((picture,), False), ((picture,), True)]
    assert not shown(emptied(picture)).exception
    assert len(asked) == 2


def test_a_drawing_for_day_and_night_is_as_large_as_its_parts():
    both = pictures.day_and_night('<svg viewBox="0 0 9 5"><a/></svg>', '<svg viewBox="0 0 9 5"><b/></svg>')
    assert both.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5">')
    assert '<g id="day"><svg viewBox="0 0 9 5"><a/></svg></g><g id="night"><svg' in both


def test_points_at_one_place_do_not_cover_each_other():
    points = tuple(Point(f"p{n}", 2, 4) for n in range(6))
    (trace,) = quadrant(Quadrant(title="t", alt="", points=points, x_title="x", y_title="y", **SQUARE)).data
    places = list(zip(trace["x"], trace["y"], strict=True))
    apart = [abs(a[0] - b[0]) / 4 + abs(a[1] - b[1]) / 4 for n, a in enumerate(places) for b in places[n + 1 :]]
    assert min(apart) > 0.05


def test_a_lonely_point_stays_where_it_is():
    (trace,) = quadrant(Quadrant(title="t", alt="", points=(Point("p", 2, 4), Point("q", 5, 1)), x_title="x", y_title="y", **SQUARE)).data
    assert trace["x"] == pytest.approx([2, 5])
    assert trace["y"] == pytest.approx([4, 1])


def test_numbers_stand_in_the_markers_and_names_in_the_legend():
    drawn = quadrant(samples("Refunds", "Search")[0])
    assert drawn.data[0]["text"] == ["<b>1</b>", "<b>2</b>"]
    assert [(sign, name) for sign, _color, name in drawn.legend] == [("1", "Refunds"), ("2", "Search")]


def test_months_and_separators_are_those_of_the_language():
    picture = samples("a", "b")[-1]
    with language("ru"):
        sheet = gantt(picture).layout
    assert sheet["xaxis"]["ticktext"][:3] == ["нояб.<br>2026", "дек.<br> ", "янв.<br>2027"]
    assert sheet["separators"] == ",\u00a0"
    assert gantt(picture).layout["separators"] == ".,"


def test_a_long_plan_scrolls_and_its_ticks_stay_few():
    start = date(2020, 1, 1)
    bars = tuple(GanttBar(n, f"item {n}", "", start + timedelta(days=60 * n), start + timedelta(days=60 * n + 50)) for n in range(60))
    picture = Gantt(title="t", alt="a", bars=bars, today=date(2026, 11, 22))
    assert len(gantt(picture).layout["xaxis"]["tickvals"]) <= 14
    assert gantt(picture).height > pictures.HIGHEST


def test_the_critical_path_is_told_by_a_sign_too():
    drawn = gantt(samples("first", "second")[-1])
    assert "second ◆" in drawn.layout["yaxis"]["ticktext"]
    assert "first" in drawn.layout["yaxis"]["ticktext"]
    assert "◆" in drawn.note


def test_series_of_a_radar_differ_without_colours():
    series = tuple(Series(f"s{n}", (1, 2, 3)) for n in range(10))
    traces = radar(Radar(title="t", alt="", axes=("a", "b", "c"), series=series, top=5)).data
    looks = {(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in traces[:8]}
    assert len(looks) == 8
    assert [trace["visible"] for trace in traces[7:]] == [True, "legendonly", "legendonly"]


def test_a_dialog_title_takes_signs_literally():
    assert pictures.in_label("«a» *b*\n:red[c]") == "«a» \\*b\\* \\:\u2060red\\[c\\]"


def matrix(**more):
    values = {"values": ((0, 3),), "texts": (("Once a year\nlow", "Every month\nhigh"),)} | more
    return Heatmap(title="t", alt="", rows=("r",), columns=("a", "b"), low=0, high=3, **values)


def test_lines_of_a_cell_stay_lines():
    [_cells, words] = heatmap(matrix()).data
    assert list(words["text"]) == ["Once a year<br>low", "Every month<br>high"]


def test_the_ends_of_a_scale_are_named_as_the_cells_name_them():
    assert heatmap(matrix()).note == "Pale: low, deep: high."
    assert heatmap(matrix(values=((2, 2),))).note == ""


def test_a_scale_has_no_marks_outside_of_itself():
    assert [place for place, _text in ticks_within(0.5, 5.5)] == [1, 2, 3, 4, 5]
    assert [text for _place, text in ticks_within(0, 0.5)] == ["0", "0.1", "0.2", "0.3", "0.4", "0.5"]


def test_a_long_word_is_not_broken():
    assert wrapped("Персонализация предложений", 13) == "Персонализация<br>предложений"
