"""The catalogues: complete, exact, and nothing in them that nobody says."""

import pytest

from core.fields import fields_of
from core.i18n import LANGUAGES, catalogue
from core.sections import registry
from core.store.records import Answer, Silence
from tools import translations

TRANSLATED = [code for code in LANGUAGES if code != "en"]


def test_every_language_offered_has_catalogues():
    assert translations.languages() == sorted(TRANSLATED)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_once_and_exactly(code):
    assert translations.problems(code) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_is_read_at_start_is_what_stands_in_the_files(code):
    for text in translations.texts().values():
        said = catalogue(code).ngettext(text.one, text.many, 5) if text.many else catalogue(code).gettext(text.one)
        assert said, text.one


def declared():
    """Every text that a declaration holds and a screen translates later."""
    for section in registry():
        yield from (section.title, section.purpose)
        yield from (spec.title for spec in section.pictures)
        for check in section.checks:
            yield from (check.sentence, check.hint, check.why)
    for record in [record for section in registry() for record in section.records] + [Answer, Silence]:
        yield from record.label
        yield from (text for figure in record.computed for text in (figure.title, figure.help) if text)
        for spec in fields_of(record):
            yield from (text for text in (spec.title, spec.help) if text)
            yield from (each.label for each in spec.choices or ())


def test_every_declared_text_is_marked_for_translation():
    assert set(declared()) - set(translations.texts()) == set()


# --- the tool sees what is wrong


@pytest.fixture
def wrong(tmp_path, monkeypatch):
    """The problems of a catalogue, for a code that says «Hello, {name}» and counts rows."""
    texts = {
        each.one: each
        for each in (translations.Text("Hello, {name}", "", ["pages/a.py:1"]), translations.Text("{n} row", "{n} rows", ["pages/a.py:2"]))
    }
    monkeypatch.setattr(translations, "texts", lambda: texts)
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    (tmp_path / "ru").mkdir()

    def problems(**files):
        for name, text in files.items():
            (tmp_path / "ru" / f"{name}.po").write_text(HEADER + text, encoding="utf-8")
        return translations.problems("ru")

    return problems


HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""
HELLO = 'msgid "Hello, {name}"\nmsgstr "Привет, {name}"\n\n'
ROWS = 'msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "{n} строка"\nmsgstr[1] "{n} строки"\nmsgstr[2] "{n} строк"\n\n'


def test_a_good_catalogue_has_no_problems(wrong):
    assert wrong(holdfast=HELLO + ROWS) == []


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"holdfast": ROWS}, "not translated: 'Hello, {name}'"),
        ({"holdfast": HELLO + ROWS.replace('"{n} строк"', '""')}, "plural forms missing: '{n} row'"),
        ({"holdfast": HELLO.replace("Привет, {name}", "Привет, {who}") + ROWS}, "other placeholders: 'Hello, {name}'"),
        ({"holdfast": HELLO + ROWS.replace("{n} строки", "строки")}, "other placeholders: '{n} row'"),
        ({"holdfast": "#, fuzzy\n" + HELLO + ROWS}, "fuzzy: 'Hello, {name}'"),
        ({"holdfast": HELLO + ROWS + 'msgid "Bye"\nmsgstr "Пока"\n'}, "no such text in the code: 'Bye'"),
        (
            {"holdfast": HELLO + ROWS, "audit": HELLO.replace("Привет", "Здравствуйте")},
            "translated differently in holdfast.po and audit.po",
        ),
        ({"holdfast": HELLO + ROWS + '#~ msgid "Old"\n#~ msgstr "Старое"\n'}, "commented out: 'Old'"),
    ],
    ids=lambda each: each.split(":")[0] if isinstance(each, str) else "",
)
def test_a_planted_mistake_is_found(wrong, files, what):
    assert any(what in line for line in wrong(**files)), wrong(**files)


def test_an_update_adds_what_is_missing_and_drops_what_is_not_said(wrong):
    assert wrong(holdfast=HELLO + 'msgid "Bye"\nmsgstr "Пока"\n')
    assert translations.update("ru") == ["holdfast"]
    assert [line.split(" (")[0] for line in translations.problems("ru")] == [
        "ru: not translated: '{n} row'",
        "ru: holdfast.po: plural forms missing: '{n} row'",
    ]
    assert translations.update("ru") == []


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("core/sections/audit/records.py:1", "audit"),
        ("core/documents/docx/front.py:3", "documents"),
        ("pages/widgets/figures_gantt.py:3", "pictures"),
        ("pages/screens/own/audit.py:3", "own_screens"),
        ("pages/screens/home.py:3", "holdfast"),
        ("core/workbench.py:3", "holdfast"),
    ],
)
def test_words_belong_to_the_catalogue_of_their_folder(place, name):
    assert translations.owner_of(place) == name
