"""What holds for every section, whoever writes the next one: engines, chapters, checks, pictures, worked examples."""

import dataclasses
import re
import shutil
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from io import BytesIO

import pytest
import sqlalchemy as sa
from docx import Document
from docx.oxml.ns import qn
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

from core import fields, workbench
from core.blocks import BLOCK_TYPES, Anchor
from core.checks import LEVEL_LETTERS
from core.fields import Computed, FieldSpec, Kind, Mark, field_map, fields_of
from core.i18n import LANGUAGES, _, language
from core.pictures import PICTURE_TYPES
from core.sections import registry
from core.store import book as store_book
from core.store import database
from core.vocabulary import SECTION_NAMES
from core.workbench import open_book, record_types

SECTIONS = {each.slug: each for each in registry()}
RECORDS = {record.table_name(): record for section in registry() for record in section.records}
CHECKS = [check for section in registry() for check in section.checks]
PICTURES = [(section.slug, spec) for section in registry() for spec in section.pictures]
DEMOS = workbench.demos()
DAY_OF_THE_DEMOS = date(2026, 11, 22)

every_section = pytest.mark.parametrize("slug", SECTIONS)
every_record = pytest.mark.parametrize("table", RECORDS)
every_language = pytest.mark.parametrize("code", LANGUAGES)
every_demo = pytest.mark.parametrize("demo", DEMOS)


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory, migrated_database):
    """A database with all worked examples, loaded once; and their ids by name."""
    folder = tmp_path_factory.mktemp("demos")
    shutil.copy(migrated_database, folder / "holdfast.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDFAST_DATA_DIR", str(folder))
        patch.delenv("HOLDFAST_DATABASE_URL", raising=False)
        ids = {name: workbench.load_demo(name) for name in DEMOS}
        with database.engine().connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        database.engine().dispose()
    return folder / "holdfast.db", ids


@pytest.fixture
def demos(data_dir, demo_database):
    """The ids of the worked examples, by name, in this test's own database."""
    path, ids = demo_database
    shutil.copy(path, data_dir / "holdfast.db")
    return ids


# --- cover sheets


def test_slugs_and_orders_are_the_sections_own():
    assert len(SECTIONS) == len({section.order for section in registry()}) == len(registry())


@every_section
def test_a_section_is_called_like_its_folder(slug):
    section = SECTIONS[slug]
    module = __import__(f"core.sections.{slug}", fromlist=["SECTION"])
    assert module.SECTION is section
    assert section.title == SECTION_NAMES[slug]


@every_section
def test_a_section_says_what_it_is_for_and_shows_a_sign_that_exists(slug):
    section = SECTIONS[slug]
    assert 1 <= len(section.purpose.splitlines()) <= 2
    assert section.icon in ALL_MATERIAL_ICONS
    assert section.records


# --- records


@every_record
def test_a_record_belongs_to_its_section_and_has_its_words(table):
    record = RECORDS[table]
    assert table == f"{record.section_slug()}_{record.record_key()}"
    assert record in SECTIONS[record.section_slug()].records
    assert all(record.label)


@every_record
def test_columns_and_names_are_fields_of_the_record(table):
    record = RECORDS[table]
    known = set(field_map(record))
    assert set(record.naming) <= known
    if not record.single and not record.own_screen:  # those have no grid
        assert set(record.columns) <= known | {each.name for each in record.computed}
        assert len(set(record.columns)) == len(record.columns)


@every_record
def test_a_field_has_a_title_and_its_reference_a_target(table):
    for spec in fields_of(RECORDS[table]):
        assert spec.title, spec.name
        assert (spec.kind in (Kind.REFERENCE, Kind.REFERENCES)) == (spec.target is not None), spec.name
        assert spec.target is None or spec.target in record_types(), spec.name
        assert (spec.kind in (Kind.CHOICE, Kind.CHOICES)) == (spec.choices is not None), spec.name
        assert spec.kind is not Kind.SCALE or None not in (spec.low, spec.high), spec.name


# --- engines: one table over all kinds, blocks, pictures each


def kind_tables():
    from core.exchange import reading
    from pages.widgets import cells, inputs

    return {
        "values read": fields._READERS,
        "values in words": fields._EXPECTED,
        "values printed": store_book._PRINTERS,
        "texts read": reading._READERS,
        "columns of the grid": cells._COLUMNS,
        "widths of the grid": cells.WIDTHS,
        "inputs of the form": inputs._INPUTS,
        "values of these tests": VALUES,
    }


def block_tables():
    from core.documents.docx import printers
    from pages.widgets import blocks

    return {"Word": printers.PRINTERS, "screen": blocks.PRINTERS}


def picture_tables():
    from core.documents import svg
    from core.documents.docx import figures
    from pages.widgets import pictures

    return {"SVG": svg.DRAWERS, "Word": figures.ENGINES, "screen": pictures.CONTENT}


@pytest.mark.parametrize(("tables", "types"), [(kind_tables, Kind), (block_tables, BLOCK_TYPES), (picture_tables, PICTURE_TYPES)])
def test_every_engine_knows_every_kind(tables, types):
    assert {name: set(types) - set(table) for name, table in tables().items()} == {name: set() for name in tables()}


# --- all that is entered reaches the chapter


def within(spec, value):
    """The value, folded into the field's limits."""
    low = Decimal(str(spec.low if spec.low is not None else 0))
    high = Decimal(str(spec.high if spec.high is not None else 10**9))
    return low + (value - low) % (high - low + (Decimal("0.001") if spec.kind is Kind.PERCENT else 1))


# Kind -> a value that differs for each n (as far as the kind has so many), given the ids of two records to refer to.
VALUES = {
    Kind.TEXT: lambda spec, n, targets: f"Wort-{n}-x",
    Kind.LONG_TEXT: lambda spec, n, targets: f"Satz-{n}-x\nand a second line {n}",
    Kind.LINK: lambda spec, n, targets: f"https://example.org/{n}/x",
    Kind.INTEGER: lambda spec, n, targets: int(within(spec, 20_011 + 7 * n)),
    Kind.SCALE: lambda spec, n, targets: int(within(spec, n)),
    Kind.NUMBER: lambda spec, n, targets: within(spec, Decimal(10_007 + 3 * n) / 4),
    Kind.MONEY: lambda spec, n, targets: within(spec, Decimal(30_011 + 11 * n)),
    Kind.PERCENT: lambda spec, n, targets: within(spec, Decimal(101 + 7 * n) / 1000),
    Kind.DATE: lambda spec, n, targets: date(2026, 1, 1) + timedelta(n),
    Kind.CHOICE: lambda spec, n, targets: list(spec.choices)[n % len(spec.choices)],
    Kind.CHOICES: lambda spec, n, targets: [list(spec.choices)[n % len(spec.choices)]],
    Kind.FLAG: lambda spec, n, targets: n % 2 == 1,
    Kind.REFERENCE: lambda spec, n, targets: targets[spec.target][n % 2],
    Kind.REFERENCES: lambda spec, n, targets: [targets[spec.target][n % 2]],
}
# Kinds with so many values that one of them, printed, can be searched for.
TELLING = {Kind.TEXT, Kind.LONG_TEXT, Kind.LINK, Kind.INTEGER, Kind.MONEY, Kind.DATE}


def value(spec, n, targets):
    return VALUES[spec.kind](spec, n, targets)


def place(record_at, field_at):
    """A number of a field's own: odd, so that every flag is set and the next number unsets it."""
    return 100 * record_at + 2 * field_at + 1


def fill(engagement):
    """One record of every type with every field filled, beside two that others refer to. Returns the ids of both, by table."""
    targets, filled = {}, {}
    for at, (table, record) in enumerate(RECORDS.items()):
        if not record.single:
            rows = [{spec.name: value(spec, 9000 + 100 * at + 2 * n, {}) for spec in fields_of(record) if spec.required} for n in (1, 2)]
            targets[table] = workbench.add_many(engagement, record, rows, who="ann")
    for at, (table, record) in enumerate(RECORDS.items()):
        values = {spec.name: value(spec, place(at, n), targets) for n, spec in enumerate(fields_of(record))}
        filled[table] = workbench.add(engagement, record, values, who="ann")
    return targets, filled


def leaves(thing):
    """Every text and figure of a chapter; where it comes from is not among them."""
    if isinstance(thing, Anchor):
        return
    if dataclasses.is_dataclass(thing):
        thing = [getattr(thing, each.name) for each in dataclasses.fields(thing)]
    if isinstance(thing, list | tuple | dict):
        for each in thing.values() if isinstance(thing, dict) else thing:
            yield from leaves(each)
    elif thing is not None:
        yield str(thing.value if isinstance(thing, Enum) else thing)


def chapter_leaves(engagement, slug):
    with open_book(engagement, DAY_OF_THE_DEMOS) as book:
        return list(leaves(workbench.chapter(book, slug).blocks))


def test_the_values_differ_as_far_as_their_kind_allows():
    specs = [FieldSpec("x", kind, "X", choices=fields.Choice, target="t") for kind in TELLING]
    for spec in specs:
        assert len({value(spec, n, {}) for n in range(400)}) == 400, spec.kind


@every_language
@every_section
def test_every_field_entered_reaches_the_chapter(slug, code, engagement):
    _targets, filled = fill(engagement)
    with language(code):
        texts = "\n".join(chapter_leaves(engagement, slug))
        with open_book(engagement, DAY_OF_THE_DEMOS) as book:
            printed = {
                f"{table}.{spec.name}": book.printed(book.get(record, filled[table]), spec)
                for table, record in RECORDS.items()
                for spec in fields_of(record)
                if record.section_slug() == slug and spec.kind in TELLING
            }
    assert [name for name, text in printed.items() if not text or text not in texts] == []


@every_section
def test_a_change_of_any_field_changes_the_chapter(slug, engagement):
    targets, filled = fill(engagement)
    before, silent = chapter_leaves(engagement, slug), []
    for at, (table, record) in enumerate(RECORDS.items()):
        for n, spec in enumerate(fields_of(record) if record.section_slug() == slug else ()):
            if spec.kind not in TELLING:
                other = value(spec, place(at, n) + 1, targets)
                outcome = workbench.edit(engagement, record, filled[table], {spec.name: other}, who="ann")
                assert spec.name in outcome.saved, (table, spec.name, outcome)
                after = chapter_leaves(engagement, slug)
                if after == before:
                    silent.append(f"{table}.{spec.name}")
                before = after
    assert silent == []


@every_section
def test_saying_that_a_field_has_no_answer_changes_the_chapter(slug, engagement):
    _targets, filled = fill(engagement)
    silent = []
    for table, record in RECORDS.items():
        for spec in fields_of(record) if record.section_slug() == slug else ():
            if spec.required or spec.kind is Kind.FLAG or spec.name == "evidence":  # an empty grade says it all
                continue
            workbench.mark(engagement, record, filled[table], spec.name, Mark.NOT_APPLICABLE, who="ann")
            before = chapter_leaves(engagement, slug)
            workbench.mark(engagement, record, filled[table], spec.name, Mark.UNKNOWN, who="ann")
            if chapter_leaves(engagement, slug) == before:
                silent.append(f"{table}.{spec.name}")
    assert silent == []


# --- and the document


def words_of(engagement, code):
    """The texts of an exported strategy."""
    document = Document(BytesIO(workbench.strategy_document(engagement, code, today=DAY_OF_THE_DEMOS)))
    return [run.text for run in document.element.body.iter(qn("w:t"))]


@every_language
def test_every_answer_of_the_workshops_stands_in_the_document_under_its_question(code, engagement):
    said = {}
    with language(code):
        for slug in SECTIONS:
            for each in [*workbench.questions(slug), {"key": "a_question_of_long_ago", "text": "a_question_of_long_ago"}]:
                said[f"{slug}, {each['key']}: what they said"] = each["text"]
                workbench.answer(engagement, slug, each["key"], f"{slug}, {each['key']}: what they said", who="ann")
    words = words_of(engagement, code)
    assert [answer for answer, question in said.items() if answer not in words or question not in words_before(words, answer)] == []


def words_before(words, text):
    return words[words.index(text) - 1].rstrip(": ")  # the label ends with a colon unless it is a question


def test_a_note_beside_an_answer_stands_in_the_document(engagement):
    workbench.answer(engagement, "goals", "k", "A year of growth", who="ann")
    with open_book(engagement) as book:
        [row] = workbench.answers(book, "goals").values()
    workbench.edit(engagement, type(row), row.id, {"note": "Said twice"}, who="ann")
    assert "Said twice" in words_of(engagement, "en")


def test_why_a_finding_is_lived_with_stands_in_the_document(engagement):
    fill(engagement)
    finding = workbench.overview(engagement, DAY_OF_THE_DEMOS).open_findings()[0]
    workbench.silence(engagement, finding, "Agreed with the board", who="ann")
    words = words_of(engagement, "en")
    assert finding.sentence in words
    assert "Agreed with the board" in words


@every_section
def test_an_empty_section_has_a_chapter_progress_and_a_gap(slug, engagement):
    with open_book(engagement, DAY_OF_THE_DEMOS) as book:
        workbench.chapter(book, slug)
        assert workbench.next_gap(book, slug).sentence
        assert workbench.pictures(book, slug) == []
    assert workbench.overview(engagement, DAY_OF_THE_DEMOS).progress[slug] == 0


# --- checks


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_has_a_code_of_its_section_and_all_its_words(check):
    section, _dot, number = check.code.partition(".")
    assert section in SECTIONS
    assert number[0] in LEVEL_LETTERS
    assert re.fullmatch(r"[A-Z]\d{3}", number)
    assert check.sentence.strip()
    assert check.hint.strip()
    assert check.why.strip()
    assert re.fullmatch(r"[a-z][a-z0-9_]+", check.name)
    assert not set(re.findall(r"\{(\w*)\}", check.hint)), "hints have no words filled in"


def test_codes_and_names_of_checks_are_their_own():
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    for section in registry():
        assert len({check.name for check in section.checks}) == len(section.checks)
        assert all(check.section == section.slug for check in section.checks)


@every_language
def test_the_findings_of_a_filled_and_of_a_bare_strategy_can_be_said(engagement, code):
    fill(engagement)
    bare = workbench.create_engagement("Bare", language="en", currency="EUR", who="ann")
    for record in RECORDS.values():
        workbench.add(bare, record, {spec.name: value(spec, 1, {}) for spec in fields_of(record) if spec.required}, who="ann")
    with language(code):
        for each in (engagement, bare):
            for finding in workbench.overview(each, DAY_OF_THE_DEMOS).findings:
                assert finding.sentence
                assert not re.search(r"\bNone\b", finding.sentence), finding.code
                assert finding.hint


@every_demo
def test_the_worked_examples_contradict_nothing(demos, demo):
    found = workbench.overview(demos[demo], DAY_OF_THE_DEMOS).findings
    assert [f"{each.code} {each.sentence}" for each in found if not each.silenced] == []


# --- pictures


@pytest.mark.parametrize(("slug", "spec"), PICTURES, ids=lambda each: each if isinstance(each, str) else each.key)
@every_demo
def test_every_picture_draws_on_the_worked_examples(demos, demo, slug, spec):
    with open_book(demos[demo], DAY_OF_THE_DEMOS) as book, workbench.document_language(book.engagement):
        picture = spec.draw(book)
    assert picture is not None
    assert picture.title
    assert picture.alt
    assert workbench.svg_of(picture, 900).startswith("<svg")


@every_section
def test_pictures_of_a_section_have_keys_and_titles_of_their_own(slug):
    section = SECTIONS[slug]
    assert len({spec.key for spec in section.pictures}) == len(section.pictures)
    assert all(spec.title for spec in section.pictures)
    assert all(spec.record is None or spec.record in section.records for spec in section.pictures)


# --- worked examples


@every_demo
def test_a_worked_example_is_filled_throughout(demos, demo):
    overview = workbench.overview(demos[demo], DAY_OF_THE_DEMOS)
    with open_book(demos[demo], DAY_OF_THE_DEMOS) as book:
        gaps = {section.slug: workbench.next_gap(book, section.slug) for section in registry()}
    assert {slug: gap.sentence for slug, gap in gaps.items() if gap} == {}
    assert set(overview.progress.values()) == {1.0}


SIZES = {
    "audit_touchpoint": 30,
    "goals_kpi": 20,
    "competitors_competitor": 4,
    "segmentation_segment": 12,
    "profile_field": 60,
    "roadmap_item": 25,
}


@every_demo
def test_a_worked_example_is_as_large_as_a_real_one(demos, demo):
    with open_book(demos[demo], DAY_OF_THE_DEMOS) as book:
        small = {table: len(book.rows(RECORDS[table])) for table, least in SIZES.items() if len(book.rows(RECORDS[table])) < least}
        waiting = [row for row in book.rows(RECORDS["roadmap_item"]) if row.depends_on]
    assert small == {}
    assert len(waiting) >= 10


@every_demo
@every_language
def test_every_value_of_a_worked_example_can_be_printed(demos, demo, code):
    with language(code), open_book(demos[demo], DAY_OF_THE_DEMOS) as book:
        for record in RECORDS.values():
            for row in book.rows(record):
                assert book.title(row)
                for spec in fields_of(record):
                    assert spec.empty(getattr(row, spec.name)) or book.printed(row, spec), (record, spec.name)
                for figure in record.computed:
                    assert isinstance(figure, Computed)
                    book.print_value(FieldSpec(figure.name, figure.kind, _(figure.title)), figure.of(row))
