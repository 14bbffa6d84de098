"""Pictures as SVG and PNG: every type, no label lost, cut or covered."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from core.documents.docx.figures import ENGINES
from core.documents.lettering import width, wrap
from core.documents.palette import DARK, LIGHT, contrast, ink_on
from core.documents.png import png_of, rendered
from core.documents.split import fitted, size_of
from core.documents.svg import DRAWERS, svg_of
from core.i18n import language
from core.pictures import PICTURE_TYPES, Node, Picture, Point, Tree

from . import sample_pictures

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = range(len(sample_pictures.every_picture()))


def picture(number: int, code: str) -> Picture:
    with language(code):
        return sample_pictures.every_picture()[number]


def texts(svg: str) -> list[etree._Element]:
    return list(etree.fromstring(svg).iter(f"{SVG}text"))


def spelled(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def labels(value: object) -> Iterator[str]:
    """All words in a picture, but for those that stand outside the drawing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from labels(each)
    elif is_dataclass(value) and not isinstance(value, type):
        left_out = (
            {"alt", "title", "source"}
            if isinstance(value, Picture)
            else {"parent", "tone"} | ({"id"} if isinstance(value, Node) else set())
        )
        for field in fields(value):
            if field.name not in left_out:
                yield from labels(getattr(value, field.name))


def box(text: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a line."""
    size, x, y = float(text.get("font-size", 0)), float(text.get("x", 0)), float(text.get("y", 0))
    wide = width(text.text or "", size, text.get("font-weight") == "bold")
    left = {"middle": x - wide / 2, "end": x - wide}.get(text.get("text-anchor", ""), x)
    return left, y - size * 0.75, left + wide, y + size * 0.22


def test_every_picture_type_has_a_drawer_in_every_engine() -> None:
    assert set(DRAWERS) == set(ENGINES) == set(PICTURE_TYPES)


def test_the_sample_holds_every_picture_type() -> None:
    assert {type(each) for each in sample_pictures.every_picture()} == set(PICTURE_TYPES)


@pytest.mark.parametrize("sheet", [480, 720, 1200])
@pytest.mark.parametrize("code", ["en", "ru"])
@pytest.mark.parametrize("number", DRAWN)
def test_no_label_is_lost_cut_covered_or_small(number: int, code: str, sheet: int) -> None:
    shown = picture(number, code)
    with language(code):
        svg = svg_of(shown, sheet)
    root = etree.fromstring(svg)
    said = spelled("".join(text for text in root.itertext()))
    for label in labels(shown):
        assert spelled(label) in said, label
    _width, high = size_of(svg)
    lines = [line for line in root.iter(f"{SVG}text") if not line.get("transform")]
    for line in lines:
        left, top, right, bottom = box(line)
        assert left >= -1
        assert right <= sheet + 1, line.text
        assert top >= -1
        assert bottom <= high + 1, line.text
        assert float(line.get("font-size", 0)) >= 12
    for one, other in combinations(lines, 2):
        a, b = box(one), box(other)
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across < 1.5 or down < 1.5, (one.text, other.text)


@pytest.mark.parametrize("number", DRAWN)
def test_a_picture_stays_the_same_when_drawn_again(number: int) -> None:
    shown = picture(number, "en")
    assert svg_of(shown, 720, DARK) == svg_of(shown, 720, DARK)


def test_ink_reads_on_every_colour() -> None:
    for colour in (*LIGHT.categorical, *DARK.categorical, LIGHT.accent, LIGHT.alarm, LIGHT.amber):
        assert contrast(ink_on(colour), colour) >= 4.5, colour
    for palette in (LIGHT, DARK):
        assert contrast(palette.text, palette.ground) >= 7
        assert contrast(palette.muted, palette.ground) >= 4.5


def test_drawn_text_is_never_lost() -> None:
    svg = svg_of(picture(0, "ru"), 720)
    without = re.sub(r"<text.*?</text>", "", svg)
    assert rendered(svg, 0.5) != rendered(without, 0.5)
    assert png_of(picture(0, "ru"), 360).startswith(b"\x89PNG")


@pytest.mark.parametrize("sign", list("−→≥≤×÷–…₽«»—ЁёĞşʻ"))
def test_every_sign_that_the_house_uses_is_in_its_fonts(sign: str) -> None:
    def drawn(text: str) -> bytes:
        font = 'font-family="Noto Sans" font-size="20"'
        return rendered(f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><text x="2" y="22" {font}>{text}</text></svg>', 1)

    assert drawn(sign) != drawn("\ue123")


def test_a_tall_tree_becomes_parts_that_fit_and_keep_every_node() -> None:
    tree = sample_pictures.tree(40)
    parts = fitted(tree, 900)
    assert len(parts) > 1
    assert all(size_of(svg_of(part, 720))[1] <= 900 for part in parts)
    assert {node.id for part in parts if isinstance(part, Tree) for node in part.nodes} == {node.id for node in tree.nodes}


def test_a_tree_that_hangs_on_itself_is_still_drawn() -> None:
    nodes = (Node("a", "first", "b"), Node("b", "second", "a"), Node("c", "third", "c"), Node("d", "fourth", "b"))
    said = "".join(line.text or "" for line in texts(svg_of(Tree(title="t", alt="a", nodes=nodes))))
    assert all(node.text in said for node in nodes)


def test_a_deep_tree_becomes_an_outline() -> None:
    nodes = tuple(Node(str(n), f"level {n} of a deep tree", str(n - 1) if n else None) for n in range(12))
    said = spelled("".join(line.text or "" for line in texts(svg_of(Tree(title="t", alt="a", nodes=nodes)))))
    assert all(spelled(node.text) in said for node in nodes)


EMPTY = {
    "points": (),
    "stages": (),
    "axes": (),
    "categories": (),
    "series": (),
    "rows": (),
    "nodes": (),
    "values": (),
    "texts": (),
    "flows": (),
    "bars": (),
}


@pytest.mark.parametrize("number", DRAWN)
def test_a_picture_without_data_is_still_drawn(number: int) -> None:
    shown = picture(number, "en")
    from dataclasses import replace

    empty = replace(shown, **{name: value for name, value in EMPTY.items() if hasattr(shown, name)})
    etree.fromstring(svg_of(empty))
    etree.fromstring(svg_of(empty, 300))


def test_points_at_one_place_are_spread() -> None:
    from core.documents.svg.quadrant import spread

    places = spread([(100.0, 100.0)] * 12, [11.0] * 12, (0, 0, 400, 400))
    assert all((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 > 20**2 for a, b in combinations(places, 2))


hostile = st.text(max_size=60) | st.sampled_from(
    ["<b>&amp;", "a" * 300, "\x00\x0b", "]]>", "line\nline\r\n", "\ud83d\ude00 中文", "", " ", "−1 %"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile, hostile)
def test_any_text_gives_an_svg_that_is_well_formed(one: str, other: str) -> None:
    quadrant = sample_pictures.quadrant()
    from dataclasses import replace

    etree.fromstring(
        svg_of(
            replace(quadrant, points=(Point(one, 1, 1), Point(other, 1, 1)), x_title=other, corners=(one, other, one, other), alt=one), 400
        )
    )
    etree.fromstring(svg_of(Tree(title=one, alt=other, nodes=(Node("1", one, None, other), Node("2", other, "1", one))), 400))


@settings(max_examples=80, deadline=None)
@given(hostile, st.floats(20, 300), st.integers(0, 4))
def test_wrapped_lines_fit_and_keep_every_letter(text: str, room: float, most: int) -> None:
    lines = wrap(text, room, 12, most=most)
    assert not most or len(lines) <= most
    assert all(width(line, 12) <= room or len(line) <= 3 for line in lines)
    if not most:
        from core.documents.cleaning import clean

        assert spelled("".join(lines)) == spelled(clean(text))
