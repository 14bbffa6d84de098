"""Ready-made content: whole in every language, and everything in it is what the records take."""

import re

import pytest

from core import workbench
from core.fields import Kind, field_map
from core.i18n import LANGUAGES, language
from core.sections import registry
from core.sections.audit.records import MaturityArea
from core.sections.brief.records import Industry
from core.store.library import LIBRARIES, library
from core.workbench import open_book, record_types

SLUGS = [section.slug for section in registry()]
OF_EVERY_ENTRY = {"key", "industries"}  # beside the fields: its name in this file, whom it fits (all unless said)
every_section = pytest.mark.parametrize("slug", SLUGS)
every_language = pytest.mark.parametrize("code", LANGUAGES)
# Kinds whose values say the same in every language.
NEUTRAL = set(Kind) - {Kind.TEXT, Kind.LONG_TEXT, Kind.LINK, Kind.REFERENCE, Kind.REFERENCES}


def starters(slug, code):
    """Record type and entry of everything that can be taken over, in order."""
    for key, entries in library(slug, code)["records"].items():
        for entry in entries:
            yield record_types()[f"{slug}_{key}"], entry


def listed(value):
    return value if isinstance(value, list) else [value]


def test_every_file_belongs_to_a_section():
    assert {path.name for path in LIBRARIES.glob("*")} == {f"{slug}.{code}.yaml" for slug in SLUGS for code in LANGUAGES}


@every_section
def test_languages_hold_the_same_entries(slug):
    first, *others = ([(record.table_name(), entry["key"], sorted(entry)) for record, entry in starters(slug, code)] for code in LANGUAGES)
    assert all(other == first for other in others)


@every_section
def test_what_needs_no_translation_is_the_same_in_every_language(slug):
    def neutral(code):
        return [
            {
                name: value
                for name, value in entry.items()
                if name == "industries" or (name in field_map(record) and field_map(record)[name].kind in NEUTRAL)
            }
            for record, entry in starters(slug, code)
        ]

    first, *others = map(neutral, LANGUAGES)
    assert all(other == first for other in others)


@every_language
@every_section
def test_keys_are_unique_and_fields_exist(slug, code):
    seen = [(record, entry["key"]) for record, entry in starters(slug, code)]
    assert len(set(seen)) == len(seen)
    assert [(entry["key"], set(entry) - set(field_map(record)) - OF_EVERY_ENTRY) for record, entry in starters(slug, code)] == [
        (entry["key"], set()) for _record, entry in starters(slug, code)
    ]


@every_language
@every_section
def test_every_value_is_what_its_field_takes(slug, code):
    for record, entry in starters(slug, code):
        for name, spec in field_map(record).items():
            if name in entry and spec.target is None:
                assert not spec.empty(spec.parse(entry[name])) or spec.kind is Kind.FLAG, (entry["key"], name)
            assert name in entry or not spec.required, (entry["key"], name)


@every_section
def test_industries_are_those_of_the_brief(slug):
    known = {each.value for each in Industry}
    assert [entry["key"] for _record, entry in starters(slug, "en") if not set(entry.get("industries", ())) <= known] == []


@every_language
@every_section
def test_references_name_entries_of_the_same_language(slug, code):
    for record, entry in starters(slug, code):
        for name, spec in field_map(record).items():
            if name in entry and spec.target:
                target = record_types()[spec.target]
                names = {other["name"] for found, other in starters(target.section_slug(), code) if found is target}
                assert set(listed(entry[name])) <= names, (entry["key"], name)


@every_language
@every_section
def test_the_whole_library_can_be_taken_over(slug, code, engagement):
    with language(code):
        for record in dict.fromkeys(record for record, _entry in starters(slug, code)):
            entries = workbench.library_entries(slug, record)
            ids = workbench.add_from_library(engagement, record, entries, who="ann")
            with open_book(engagement) as book:
                assert [row.id for row in book.rows(record)] == ids


@every_section
def test_the_workshop_asks_about_the_sections_own_records(slug):
    keys = {record.record_key() for record in workbench.section(slug).records}
    for code in LANGUAGES:
        asked = library(slug, code)["questions"]
        assert len(asked) >= 8
        assert len({each["key"] for each in asked}) == len(asked)
        assert all(each["text"].strip() for each in asked)
        assert {each["record"] for each in asked} <= keys
    assert [each["key"] for each in library(slug, "en")["questions"]] == [each["key"] for each in library(slug, "ru")["questions"]]


@every_language
def test_the_maturity_questionnaire_is_whole(code):
    questions = library("audit", code)["maturity"]
    assert len(questions) >= 40
    assert {each["area"] for each in questions} == {each.value for each in MaturityArea}
    assert len(MaturityArea) == 8
    assert len({each["key"] for each in questions}) == len(questions)
    for each in questions:
        assert each["key"].rsplit("_", 1)[0] == each["area"]
        assert len(each["anchors"]) == 5
        assert len(set(each["anchors"])) == 5
        assert each["text"].strip()


def test_the_languages_ask_the_same_maturity_questions():
    assert [each["key"] for each in library("audit", "en")["maturity"]] == [each["key"] for each in library("audit", "ru")["maturity"]]


@every_language
def test_kpis_come_with_formula_and_unit(code):
    kpis = library("goals", code)["records"]["kpi"]
    assert len(kpis) >= 45
    assert [each["key"] for each in kpis if not each.get("formula") or not each.get("unit")] == []


@every_language
def test_there_are_enough_profile_fields(code):
    assert len(library("profile", code)["records"]["field"]) >= 120


@every_section
def test_the_russian_library_is_in_russian(slug):
    texts = [text for _record, entry in starters(slug, "ru") for text in entry.values() if isinstance(text, str) and len(text) > 40]
    assert texts
    assert [text for text in texts if not re.search("[а-я]", text)] == []
