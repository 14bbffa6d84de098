"""The preview shows every block of a chapter, and shows people's texts as they wrote them."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from core.blocks import BLOCK_TYPES, Bulleted, Callout, Cell, Column, Detail, Details, Figure, Heading, Paragraph, Table
from core.i18n import language
from core.pictures import Bars, Series, Tone
from pages.widgets import blocks

EVIL = "<script>alert(1)</script> *x* $y$ :material/home: [a](http://b) `c` &amp; </td>"
PICTURE = Bars(title=EVIL, alt="alt", categories=("a",), series=(Series("s", (1,)),), value_title="v")


def samples(text: str):
    cell = Cell(text)
    return (
        Heading(text),
        Paragraph(text),
        Bulleted((text, "b")),
        Callout(text, text, Tone.ALARM),
        Table(text, (Column(text), Column("n", 2, True)), ((cell, Cell("1")),), source=text),
        Details((Detail(text, ((text, cell),), text),)),
    )


def empties():
    return (
        Heading(""),
        Paragraph(""),
        Bulleted(()),
        Callout(""),
        Table("", (), ()),
        Table("t", (Column("a"),), ()),
        Details(()),
        Details((Detail("", ()),)),
    )


def shown(chapter):
    """A page with only that chapter."""

    def page(chapter):
        from pages.widgets.blocks import show_blocks

        show_blocks(chapter, "b")

    return AppTest.from_function(page, args=(chapter,)).run()


def printed(block) -> str:
    return blocks.PRINTERS[type(block)](block)


def long_table(rows: int) -> Table:
    return Table("t", (Column("a"),), tuple((Cell(f"row {n}"),) for n in range(rows)))


def test_every_block_type_has_its_printer():
    assert set(blocks.PRINTERS) == set(BLOCK_TYPES)


@pytest.mark.parametrize("block", samples(EVIL), ids=lambda block: type(block).__name__)
def test_a_text_is_shown_as_it_was_written(block):
    html = printed(block)
    assert "<script" not in html
    assert "</td> " not in html
    texts = re.split(r"<[^>]*>", html)
    assert EVIL in [unescape(text) for text in texts]


@pytest.mark.parametrize("block", empties(), ids=lambda block: type(block).__name__)
def test_an_empty_block_does_not_crash(block):
    assert not shown((block,)).exception


def test_a_chapter_is_html_and_pictures_in_their_order():
    page = shown((*samples(EVIL), Figure(PICTURE), Figure(PICTURE), Paragraph("after")))
    assert not page.exception
    assert not page.markdown
    assert len(page.get("image")) == 2
    pieces = [each.proto.body for each in page.get("html")]
    assert [piece for piece in pieces if "hf-doc" in piece and "<style" not in piece][-1] == '<div class="hf-doc"><p>after</p></div>'
    assert not any("<script" in piece for piece in pieces)


def test_no_chapter_is_an_empty_page():
    assert not shown(()).exception


@pytest.mark.parametrize(("rows", "line"), [(30, ""), (31, "… and 1 more row in the document"), (42, "… and 12 more rows in the document")])
def test_a_long_table_is_cut_and_says_how_much(rows, line):
    html = printed(long_table(rows))
    assert html.count("<tr>") == 1 + min(rows, 30)
    assert (line in html) if line else ("more row" not in html)


def test_the_cut_is_counted_as_russian_counts():
    with language("ru"):
        assert "… и еще 2 строки в документе" in printed(long_table(32))


def test_numbers_stand_at_the_right():
    html = printed(samples("a")[4])
    assert '<td class="num">1</td>' in html
    assert "<td>a</td>" in html


def test_a_callout_has_a_sign_beside_its_colour():
    signs = {tone: re.findall(r'aria-hidden="true">(.*?)<', printed(Callout("t", "", tone))) for tone in Tone}
    assert signs[Tone.ALARM] != signs[Tone.WARNING] != signs[Tone.ACCENT]
    assert all(signs[tone] for tone in (Tone.ALARM, Tone.WARNING, Tone.ACCENT))
