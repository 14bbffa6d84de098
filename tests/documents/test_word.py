"""The strategy as a Word document: everything reaches it, and nothing in it is broken."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from core.blocks import (
    BLOCK_TYPES,
    Anchor,
    Block,
    Bulleted,
    Callout,
    Cell,
    Chapter,
    Column,
    Detail,
    Details,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from core.documents.cleaning import clean
from core.documents.content import StrategyContent
from core.documents.docx import BadTemplate, figures, strategy_docx
from core.documents.docx.anchors import NAMESPACE, bookmark_of, sha_of
from core.documents.docx.make_template import TEMPLATE, made
from core.documents.docx.printers import PRINTERS
from core.documents.lettering import longest_word
from core.i18n import language
from core.pictures import PICTURE_TYPES, Tone

from . import sample_pictures
from .sample_content import profile_fields, strategy, touchpoints
from .structure import Docx, W, faults, text_of
from .test_pictures_in_svg import EMPTY


@pytest.fixture(autouse=True, scope="module")
def coarse_pictures():
    """Pixels are not what these tests are about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "ZOOM", 0.1)
        yield


@pytest.fixture(scope="module", params=["en", "ru"])
def file(request) -> bytes:
    """The rich sample as a file."""
    return strategy_docx(strategy(request.param))


@pytest.fixture
def sample(file) -> Docx:
    return Docx(file)


def written(*blocks: Block, template: Path | None = None, **more: object) -> Docx:
    content = {
        "title": "T",
        "client": "C",
        "language": "en",
        "date": date(2026, 11, 22),
        "chapters": (Chapter("audit", "Audit", blocks),),
        **more,
    }
    return Docx(strategy_docx(StrategyContent(**content), template))


def wide(rows: int) -> Table:
    """A table whose texts are too long for upright pages."""
    table = profile_fields(rows)
    return replace(table, rows=tuple(tuple(replace(cell, text=" ".join([cell.text] * 9)) for cell in row) for row in table.rows))


def test_every_block_type_has_a_printer():
    assert set(PRINTERS) >= set(BLOCK_TYPES)


@pytest.mark.parametrize(
    "block",
    [
        Heading("needle"),
        Paragraph("needle"),
        Bulleted(("hay", "needle")),
        Callout("needle"),
        Callout("hay", "needle", Tone.ALARM),
        Table("needle", (Column("hay"),), ((Cell("hay"),),)),
        Table("hay", (Column("needle"),), ((Cell("hay"),),)),
        Table("hay", (Column("hay"),), ((Cell("needle"),),), source="hay"),
        Table("hay", (Column("hay"),), ((Cell("hay"),),), source="needle"),
        Details((Detail("needle", ()),)),
        Details((Detail("hay", (("needle", Cell("hay")),), "hay"),)),
        Details((Detail("hay", (("hay", Cell("needle")),), "hay"),)),
        Details((Detail("hay", (), "needle"),)),
    ],
)
def test_every_text_of_a_block_reaches_the_document(block):
    assert "needle" in text_of(written(block).body)


@pytest.mark.parametrize("number", range(len(sample_pictures.every_picture())))
def test_every_picture_reaches_the_document_with_its_title_source_and_words(number):
    picture = sample_pictures.every_picture()[number]
    docx = written(Figure(picture))
    assert faults(docx) == []
    assert any(picture.title in caption for caption in docx.paragraphs("caption"))
    assert not picture.source or picture.source in docx.paragraphs("source")
    raw = docx.archive.read("word/document.xml").decode()
    assert picture.alt.split(";")[0] in raw


def test_every_picture_type_is_in_the_sample():
    assert {type(each) for each in sample_pictures.every_picture()} == set(PICTURE_TYPES)


def test_nothing_in_the_sample_is_broken(sample):
    assert faults(sample) == []


def test_the_sample_is_valid_open_xml(file, tmp_path):
    path = tmp_path / "strategy.docx"
    path.write_bytes(file)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(error) for error in result.errors][:5]


@pytest.mark.parametrize(("code", "locale", "sign", "word"), [("en", "en-GB", ".", "Contents"), ("ru", "ru-RU", ",", "Содержание")])
def test_the_document_speaks_its_language(code, locale, sign, word):
    docx = written(Paragraph("x"), language=code)
    assert docx.part("word/styles.xml").find(f"{W}docDefaults//{W}lang").get(f"{W}val") == locale
    assert docx.part("word/settings.xml").find(f"{W}decimalSymbol").get(f"{W}val") == sign
    assert docx.paragraphs("toc heading") == [word]


def test_no_english_word_of_the_house_stands_in_a_russian_document():
    docx = Docx(strategy_docx(strategy("ru")))
    said = text_of(docx.body)
    assert not re.findall(r"Figure|Table|Contents|Version|part \d|Appendix|Finding|Section", said)


def test_title_client_version_and_date_stand_on_the_title_page_and_in_head_and_foot():
    docx = written(Paragraph("x"), title="CRM strategy", client="Volga Air", version="1.2", author="Northern")
    for style, text in {"title": "CRM strategy", "cover client": "Volga Air"}.items():
        assert docx.paragraphs(style) == [text]
    assert docx.paragraphs("cover line") == ["Version 1.2", "Nov 22, 2026", "Northern"]
    heads = "".join(docx.archive.read(name).decode() for name in docx.archive.namelist() if re.search("header|footer", name))
    assert "CRM strategy" in heads
    assert "{" not in re.sub("<[^>]+>", "", heads)
    assert " PAGE " in heads
    assert " NUMPAGES " in heads


def test_the_file_names_its_author_and_title():
    properties = Document(BytesIO(strategy_docx(strategy("en")))).core_properties
    assert (properties.title, properties.subject, properties.author) == ("CRM strategy", "Volga Air", "Northern Consulting")
    assert properties.created.date() == date(2026, 11, 22)


def test_line_breaks_stay_and_illegal_characters_go():
    assert "one\ntwo\nthree" in text_of(written(Paragraph("one\r\ntwo\x00\nth\x0bree")).body)


def test_headings_never_skip_a_level():
    docx = written(Heading("deep", 5), Heading("after", 3))
    assert faults(docx) == []
    assert docx.paragraphs("heading 2") == ["deep"]


def test_appendices_list_findings_and_assumptions():
    docx = written(
        Paragraph("x"), findings=(("error", "Goals", "No baseline.", "Give one."),), assumptions=(("Economics", "Win-back", "5 % return"),)
    )
    assert docx.paragraphs("appendix heading") == ["Appendix A. Open findings", "Appendix B. Assumptions to verify"]
    assert {"No baseline.", "Give one.", "5 % return"} <= set(docx.paragraphs("table text"))


def test_a_document_without_chapters_is_still_one():
    assert faults(written(chapters=())) == []


# Bookmarks: the way back from a comment to its record.


def test_every_anchored_text_stands_in_the_bookmark_of_its_field():
    anchor = Anchor("audit_touchpoint", 7, "pain")
    docx = written(Table("t", (Column("c"),), ((Cell("it hurts", anchor),),)), Details((Detail("d", (("l", Cell("again", anchor)),)),)))
    name = bookmark_of(anchor)
    assert re.fullmatch(r"hf_[0-9a-f]{12}", name)
    assert [each for each in docx.bookmarks() if each.startswith("hf_")] == [name, f"{name}_2"]


def test_the_map_of_anchors_travels_with_the_file(sample):
    name = next(name for name in sample.archive.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name))
    rows = sample.part(name).findall(f"{{{NAMESPACE}}}text")
    assert [row.get("bookmark") for row in rows] == [each for each in sample.bookmarks() if each.startswith("hf_")]
    first = rows[0]
    assert (first.get("table"), first.get("record"), first.get("field")) == ("brief", "1", "purpose")
    assert first.get("sha") == sha_of(sample.paragraphs("normal")[0])


# Pages.


def test_wide_tables_lie_together_with_their_heading():
    docx = written(Paragraph("portrait"), touchpoints(5), Heading("Fields"), wide(9), wide(9), touchpoints(5))
    assert docx.directions() == ["portrait", "landscape", "portrait"]
    first_end = next(each for each in docx.body if each.find(f"{W}pPr/{W}sectPr") is not None)
    assert text_of(first_end.getnext()) == "Fields"


def test_a_wide_table_that_reads_well_upright_does_not_turn_the_page():
    assert written(Paragraph("intro"), profile_fields(9), Paragraph("end")).directions() == ["portrait"]


def test_tables_of_the_same_columns_all_lie_when_one_must():
    assert written(profile_fields(9), wide(9)).directions() == ["portrait", "landscape"]


def test_words_between_a_picture_and_a_lying_table_lie_with_it():
    picture = sample_pictures.every_picture()[0]
    docx = written(Figure(picture), Callout("needle"), wide(9))
    assert docx.directions() == ["portrait", "landscape"]
    raw = docx.archive.read("word/document.xml").decode()
    assert raw.index("<w:sectPr") < raw.index("needle")


def test_a_paragraph_holds_to_the_table_that_it_introduces():
    raw = written(Paragraph("needle"), profile_fields(2)).archive.read("word/document.xml").decode()
    assert "<w:keepNext/>" in raw[raw.rindex("<w:p>", 0, raw.index("needle")) : raw.index("needle")]


def test_no_number_is_broken_between_its_groups():
    assert longest_word("12\u00a0857\u00a0600\u00a0₽ of", 10) == longest_word("12\u00a0857\u00a0600\u00a0₽", 10) > longest_word("12857", 10)


def test_a_chapter_that_is_all_wide_leaves_no_empty_page_before_it():
    docx = written(Paragraph("intro"), wide(9))
    assert docx.directions() == ["portrait", "landscape"]
    chapter = next(p for p in docx.body.iter(f"{W}p") if docx.style_of(p) == "heading 1")
    assert chapter.find(f"{W}pPr/{W}pageBreakBefore").get(f"{W}val") == "0"


def test_a_wide_table_of_a_few_rows_is_turned_instead():
    docx = written(wide(2))
    assert docx.directions() == ["portrait"]
    assert len(list(docx.body.iter(f"{W}tr"))) == len(wide(2).columns)


def test_columns_fill_the_page_and_leave_long_words_whole():
    docx = written(touchpoints(5))
    widths = [int(each.get(f"{W}w")) for each in docx.body.find(f"{W}tbl/{W}tblGrid")]
    assert sum(widths) == pytest.approx(16 * 567, abs=3)
    for column, wide in zip(touchpoints(5).columns, widths, strict=True):
        assert wide >= longest_word(column.title, 170, bold=True)
    assert max(widths) == widths[-1]  # the long texts get what the figures can spare


# Templates.


def test_the_tracked_template_is_what_its_maker_makes():
    saved = BytesIO()
    made().save(saved)
    for name in ("word/styles.xml", "word/numbering.xml", "word/settings.xml"):
        assert zipfile.ZipFile(saved).read(name) == zipfile.ZipFile(TEMPLATE).read(name), name


def test_a_template_of_ones_own_lends_its_styles_and_gets_what_it_lacks(tmp_path):
    own = Document()
    own.styles["Heading 1"].font.name = "Georgia"
    own.add_paragraph("Sample text of the template")
    own.save(str(tmp_path / "own.docx"))
    docx = written(Heading("h"), Callout("c"), touchpoints(3), Figure(sample_pictures.heatmap()), template=tmp_path / "own.docx")
    assert faults(docx) == []
    assert "Sample text" not in text_of(docx.body)
    assert b"Georgia" in docx.archive.read("word/styles.xml")


def test_a_dotx_is_a_template_too(tmp_path):
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(tmp_path / "own.dotx", "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry).replace(b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"))
    assert faults(written(Paragraph("x"), template=tmp_path / "own.dotx")) == []


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04"])
def test_a_file_that_is_no_template_is_refused_in_words(tmp_path, data):
    (tmp_path / "bad.docx").write_bytes(data)
    with pytest.raises(BadTemplate, match="cannot be a template"):
        written(Paragraph("x"), template=tmp_path / "bad.docx")


def test_macros_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "macro.docm", "w") as archive:
        archive.writestr("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
    with pytest.raises(BadTemplate, match="macros"):
        written(Paragraph("x"), template=tmp_path / "macro.docm")


# Whatever people type.

hostile = st.text(max_size=40) | st.sampled_from(
    ["</w:t>", "&#0;", "a\x00b", "x" * 400, "]]>", "\u2028", "中文 😀", "\"'", "", "\n\n", "{title}"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(hostile, hostile)
def test_any_text_gives_a_document_that_opens_and_says_it(one, other):
    anchor = Anchor("t", 1, one or "f")
    docx = written(
        Heading(one or "h"),
        Paragraph(other, anchor),
        Callout(one, other, Tone.WARNING),
        Table(one, (Column(other), Column(one, numeric=True)), ((Cell(one, anchor), Cell(other)),) * 2, source=other),
        Details((Detail(one, ((other, Cell(one)),), other),)),
        Bulleted((one, other)),
        title=one,
        client=other,
        version=one,
    )
    assert [fault for fault in faults(docx) if "contents" not in fault and "alternative" not in fault and "properties" not in fault] == []
    assert clean(other) in text_of(docx.body)


@pytest.mark.parametrize("number", range(len(sample_pictures.every_picture())))
def test_a_picture_without_data_leaves_the_document_whole(number):
    picture = sample_pictures.every_picture()[number]
    empty = replace(picture, **{name: value for name, value in EMPTY.items() if hasattr(picture, name)})
    assert faults(written(Figure(empty))) == []


def test_captions_speak_the_language_of_the_document_not_of_the_session():
    with language("ru"):
        docx = written(touchpoints(3))
    assert docx.paragraphs("caption")[0].startswith("Table 1. ")
