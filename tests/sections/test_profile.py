"""The profile: migration map, integration specification, checks, picture, chapter, and the views made of it."""

from contextlib import ExitStack
from datetime import date

import pytest

from core import workbench
from core.blocks import Bulleted, Callout, Details, Heading, Paragraph, Table
from core.checks import findings_of
from core.i18n import _, language
from core.sections import section
from core.sections.profile import chapter, pictures
from core.sections.profile.derived import doubles, integration_spec, migration_map, unconnected
from core.sections.profile.records import Integration, ProfileField
from pages.screens.own import profile as views

TODAY = date(2026, 11, 22)


@pytest.fixture
def add(engagement):
    def adding(record, **values):
        return workbench.add(engagement, record, values, "ann")

    return adding


@pytest.fixture
def book(engagement):
    """A function: the strategy as it is when it is called."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(workbench.open_book(engagement, TODAY))


@pytest.fixture
def system(add):
    """A function that adds a system with a flow into the profile."""

    def adding(name, connected=True):
        row = add(section("audit").record("system"), name=name)
        if connected:
            add(Integration, name=f"Flow of {name}", system_id=row, direction="in")
        return row

    return adding


@pytest.fixture
def field(add):
    """A function that adds a field that nothing can be said against, beside a key and a consent."""
    common = {"origin": "derived", "formula": "x", "used_for": ["segments"], "personal": "none"}
    add(ProfileField, name="Customer", code="customer_id", dedup_key=True, group="identity", **common)
    add(ProfileField, name="May write", code="may_write", group="consents", **common)

    def adding(name, **values):
        return add(ProfileField, name=name, **common | {"code": name.lower().replace(" ", "_")} | values)

    return adding


# The migration map and the specification


def test_every_field_stands_in_the_map_once_and_large_sources_come_first(system, field, book):
    small, large = system("Small"), system("Large")
    ids = [field("A", source_id=small), field("B", source_id=large), field("C", source_id=large), field("D", origin="asked")]
    parts = migration_map(book())
    assert [part.system for part in parts] == [large, small, None, None]
    assert [part.computed for part in parts] == [False, False, True, False]
    assert sorted(row.id for part in parts for row in part.fields if row.id in ids) == sorted(ids)


def test_the_specification_has_a_part_for_every_system_with_flows_or_fields(add, system, field, book):
    known, planned = system("Known"), system("Planned", connected=False)
    field("A", source_id=known)
    field("B", source_id=planned)
    add(Integration, name="Loose")
    specs = integration_spec(book())
    assert [(spec.system, [row.name for row in spec.flows], [row.name for row in spec.fields]) for spec in specs] == [
        (known, ["Flow of Known"], ["A"]),
        (planned, [], ["B"]),
        (None, ["Loose"], []),
    ]


@pytest.mark.parametrize(("direction", "waits"), [("out", True), ("in", False), ("both", False), (None, False)])
def test_a_flow_out_of_the_profile_brings_nothing_in(add, system, field, book, direction, waits):
    source = system("Till", connected=False)
    field("A", source_id=source)
    add(Integration, name="Flow", system_id=source, direction=direction)
    assert (source in unconnected(book())) is waits


def test_technical_names_are_the_same_whatever_their_case():
    rows = [ProfileField(name="A", code="email"), ProfileField(name="B", code="Email"), ProfileField(name="C", code="phone")]
    assert {code: [row.name for row in same] for code, same in doubles(rows).items()} == {"email": ["A", "B"]}


# Checks


def found(book):
    return {(each.code, each.record_id) for each in findings_of(section("profile").checks, book)}


def test_a_sound_field_has_no_findings(field, book):
    field("Orders")
    assert found(book()) == set()


PERSONAL = {"personal": "personal", "basis": "contract", "retention_months": 36}
SINGLE = [
    ("E001", PERSONAL | {"basis": None}, PERSONAL),
    ("E001", PERSONAL | {"basis": "not_needed"}, {"personal": "none", "basis": "not_needed"}),
    ("E002", PERSONAL | {"personal": "special", "basis": "interest"}, PERSONAL | {"personal": "special", "basis": "consent"}),
    ("E002", PERSONAL | {"personal": "biometric"}, PERSONAL),
    ("E003", {"code": "Имя"}, {"code": "first_name"}),
    ("E003", {"code": "1st_order"}, {"code": "order_1"}),
    ("E003", {"code": "First_Name"}, {"code": "a" * 63}),
    ("E003", {"code": "a" * 64}, {"code": ""}),
    ("E004", {"code": "user"}, {"code": "site_user"}),
    ("E004", {"code": "order"}, {"code": "orders"}),
    ("W001", PERSONAL | {"retention_months": None}, PERSONAL),
    ("W001", PERSONAL | {"retention_months": None}, {"retention_months": None}),
    ("W002", {"formula": ""}, {"formula": "", "origin": "observed"}),
    ("W003", {"origin": "observed"}, {"origin": "derived"}),
    ("W004", {"origin": "asked"}, {"origin": "observed"}),
    ("W005", {"used_for": []}, {"used_for": ["law"]}),
    ("W006", {"code": ""}, {"code": "x1"}),
    ("H001", {"data_type": "list", "formula": "", "origin": "observed"}, {"data_type": "list", "options": "a; b", "formula": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "bad", "good"), SINGLE)
def test_a_check_of_one_field_fires_and_keeps_still(field, book, code, bad, good):
    wrong, right = field("Wrong", **bad), field("Right", **good)
    hits = found(book())
    assert (f"profile.{code}", wrong) in hits
    assert (f"profile.{code}", right) not in hits


def test_not_applicable_is_an_answer_but_not_to_the_law(field, book):
    row = field("Name", personal="personal", marks={"basis": "not_applicable", "retention_months": "not_applicable"})
    assert found(book()) == {("profile.E001", row)}


def test_a_source_and_a_touchpoint_silence_their_rules(add, system, field, book):
    touchpoint = add(section("audit").record("touchpoint"), name="Till")
    field("Name", origin="asked", source_id=system("Till"), collected_id=touchpoint)
    assert found(book()) == set()


def test_a_field_that_only_a_kpi_needs_is_used(add, field, book):
    field("Orders", used_for=[], kpis=[add(section("goals").record("kpi"), name="Repeat share")])
    assert found(book()) == set()


def test_two_fields_may_not_share_a_technical_name(field, book):
    field("First", code="email")
    second = field("Second", code="email")
    field("Third", code="email_2")
    assert found(book()) == {("profile.E005", second)}


@pytest.mark.parametrize(("group", "fires"), [("behaviour", True), ("consents", False)])
def test_a_contact_needs_a_consent_in_the_profile(add, book, group, fires):
    contact = add(ProfileField, name="Email", code="email", data_type="email", group="contacts")
    add(ProfileField, name="Other", code="other", group=group)
    assert (("profile.E006", contact) in found(book())) is fires


@pytest.mark.parametrize(("key", "fires"), [(False, True), (True, False)])
def test_a_profile_needs_a_deduplication_key(add, book, key, fires):
    row = add(ProfileField, name="Phone", code="phone", dedup_key=key)
    assert (("profile.W007", row) in found(book())) is fires


def test_an_empty_profile_needs_no_key(book):
    assert found(book()) == set()


@pytest.mark.parametrize("connected", [True, False])
def test_a_source_system_needs_an_integration(system, field, book, connected):
    source = system("Till", connected)
    first = field("A", source_id=source)
    field("B", source_id=source)
    assert found(book()) == (set() if connected else {("profile.W008", first)})


@pytest.mark.parametrize("demo", ["pharmacy", "airline"])
def test_the_worked_examples_have_no_findings(demo):
    with workbench.open_book(workbench.load_demo(demo), TODAY) as book:
        assert [each.sentence for each in findings_of(section("profile").checks, book)] == []


# The picture


def test_a_field_with_two_uses_flows_into_both(system, field, book):
    field("A", source_id=system("Till"), group="purchases", used_for=["segments", "kpis"])
    flows = {(flow.source, flow.target): flow.value for flow in pictures.flows(book()).flows}
    assert flows[(0, "Till"), (1, "Purchases")] == 1
    assert flows[(1, "Purchases"), (2, "segments")] == flows[(1, "Purchases"), (2, "KPIs")] == 1


def test_the_title_says_what_is_used_for_nothing(field, book):
    field("A", used_for=[])
    assert pictures.flows(book()).title == "1 field of the profile is used for nothing"


def test_there_is_no_picture_of_nothing(book):
    assert pictures.flows(book()) is None


# The chapter


def texts(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        elif isinstance(block, Details):
            yield from (cell.text for each in block.entries for _label, cell in each.lines)
        elif isinstance(block, Paragraph | Heading | Callout):
            yield block.text
        elif isinstance(block, Bulleted):
            yield from block.items


def test_everything_that_was_entered_reaches_the_document(add, system, book):
    stored = add(section("audit").record("system"), name="Store X")
    place = add(section("audit").record("touchpoint"), name="Place X")
    kpi = add(section("goals").record("kpi"), name="KPI X")
    till = system("Till X", connected=False)
    for origin in ("asked", "derived"):
        for source in (till, None):
            mark = f"{origin}{source is None}"
            add(ProfileField, name=f"Name {mark}", code=f"code_{mark}", meaning=f"Meaning {mark}", group="purchases", data_type="multi",
                options=f"Options {mark}", origin=origin, formula=f"Formula {mark}", source_id=source, source_field=f"Source {mark}",
                rule=f"Rule {mark}", collected_id=place, stored_id=stored, refresh="hourly", owner=f"Owner {mark}", used_for=["law"],
                kpis=[kpi], personal="special", basis="interest", retention_months=77, dedup_key=True, must_fill=True,
                note=f"Note {mark}")  # fmt: skip
    add(Integration, name="Flow X", system_id=till, direction="both", method="queue", schedule="Schedule X", volume="Volume X",
        matched_by="Match X", errors="Errors X", owner="Owner of X", note="Note of X")  # fmt: skip
    said = list(texts(workbench.chapter(book(), "profile").blocks))
    marks = [f"{origin}{loose}" for origin in ("asked", "derived") for loose in (True, False)]
    kinds = ("Name ", "code_", "Meaning ", "Options ", "Formula ", "Source ", "Rule ", "Owner ", "Note ")
    wanted = {f"{kind}{mark}" for kind in kinds for mark in marks}
    wanted |= {"Purchases", "several of a list", "Till X", "Place X", "Store X", "hourly", "duty under law", "KPI X", "special category"}
    wanted |= {"legitimate interest", "77", "yes", "Flow X", "both ways", "message queue", "Schedule X", "Volume X", "Match X", "Errors X"}
    wanted |= {"Owner of X", "Note of X"}
    assert [each for each in wanted if not any(each in text for text in said)] == []


def test_what_is_not_personal_is_said_in_a_sentence(field, book):
    field("Orders", basis="not_needed")
    assert "Not personal, legal basis not needed: Customer; May write; Orders." in texts(workbench.chapter(book(), "profile").blocks)


def test_the_chapter_of_an_empty_profile_is_empty(book):
    assert workbench.chapter(book(), "profile").blocks == ()


# The views


def test_the_views_are_parts_of_the_chapter(system, field, book):
    field("A", source_id=system("Till"))
    blocks = workbench.chapter(book(), "profile").blocks
    assert (views.MIGRATION, views.SPECIFICATION) == (chapter.MIGRATION, chapter.SPECIFICATION)
    assert [name for name, _blocks in views.by_system(views.part_of(blocks, views.MIGRATION))] == ["", "Till", "Computed in the profile"]
    assert [name for name, _blocks in views.by_system(views.part_of(blocks, views.SPECIFICATION))] == ["", "Till"]


def test_the_views_are_found_in_russian():
    with workbench.open_book(workbench.load_demo("airline"), TODAY) as book, language("ru"):
        blocks = workbench.chapter(book, "profile").blocks
        assert all(views.part_of(blocks, _(title)) for title in (views.MIGRATION, views.SPECIFICATION))


def test_long_tables_are_shown_in_pieces_without_loss(field, book):
    for n in range(70):
        field(f"F{n}")
    part = views.part_of(workbench.chapter(book(), "profile").blocks, views.MIGRATION)
    shown = [block for block in views.in_full(part) if isinstance(block, Table)]
    assert [len(block.rows) for block in shown] == [30, 30, 12]


def test_the_download_opens_in_excel_and_runs_nothing(field, book):
    field("A", formula="=1+1")
    part = views.part_of(workbench.chapter(book(), "profile").blocks, views.MIGRATION)
    text = views.as_csv([block for block in part if isinstance(block, Table)])
    assert text.startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in text.decode("utf-8-sig")
