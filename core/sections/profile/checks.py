"""What a profile must not leave open: grounds to keep personal data, where values come from, names a database takes."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy.dialects.postgresql.base import RESERVED_WORDS

from core.checks import Hit, check, hit
from core.fields import Mark
from core.i18n import N_
from core.sections.profile.derived import SYSTEMS, doubles, is_computed, keys, unconnected
from core.sections.profile.records import DataType, FieldGroup, LegalBasis, Origin, PersonalData, ProfileField
from core.store.book import Book

SENSITIVE = (PersonalData.SPECIAL, PersonalData.BIOMETRIC)
PERSONAL = (PersonalData.PERSONAL, *SENSITIVE)
COLUMN_NAME = re.compile("[a-z][a-z0-9_]{0,62}")  # 63 characters is PostgreSQL's limit


def _unsaid(row: ProfileField, field: str) -> bool:
    """Nothing was said in a field; «not applicable» is an answer."""
    return getattr(row, field) in ("", None) and row.marks.get(field) != Mark.NOT_APPLICABLE


def _named(book: Book, rows: Iterable[ProfileField], field: str) -> Iterator[Hit]:
    yield from (hit(row, field, name=book.title(row)) for row in rows)


@check(
    "profile.E001",
    sentence=N_("“{name}” is personal data, and there is no legal basis to keep it."),
    hint=N_("Agree on the basis with the client's lawyer: consent, contract, law or legitimate interest. Without one take the field out."),
    why=N_("Personal data without grounds must not be collected at all. A fine is the smaller damage; the press is the greater."),
)
def personal_data_have_a_legal_basis(book: Book) -> Iterator[Hit]:
    """Every personal field has a legal basis."""
    missing = (None, LegalBasis.NOT_NEEDED)
    return _named(book, (row for row in book.rows(ProfileField) if row.personal in PERSONAL and row.basis in missing), "basis")


@check(
    "profile.E002",
    sentence=N_("“{name}” belongs to a special category, and its legal basis is not consent."),
    hint=N_("Ask for an explicit consent of its own, or do without the field."),
    why=N_("Health, faith, biometrics may be used in marketing with explicit consent only; contract or interest is no ground for them."),
)
def special_data_have_consent(book: Book) -> Iterator[Hit]:
    """Special and biometric data are kept by consent. Those without any basis are found by the rule on the legal basis."""
    others = (LegalBasis.CONTRACT, LegalBasis.LAW, LegalBasis.INTEREST)
    return _named(book, (row for row in book.rows(ProfileField) if row.personal in SENSITIVE and row.basis in others), "basis")


@check(
    "profile.E003",
    sentence=N_("“{code}” cannot be a column's name (“{name}”)."),
    hint=N_("Begin with a lower-case Latin letter, go on with letters, digits and underscores; at most 63 characters."),
    why=N_("The technical name goes into tables, files and formulas as it stands; with spaces or Cyrillic letters they will not run."),
)
def technical_name_is_well_formed(book: Book) -> Iterator[Hit]:
    """A technical name is one that every database takes unquoted."""
    for row in book.rows(ProfileField):
        if row.code and not COLUMN_NAME.fullmatch(row.code):
            yield hit(row, "code", code=row.code, name=book.title(row))


@check(
    "profile.E004",
    sentence=N_("“{code}” is a word of SQL itself (“{name}”)."),
    hint=N_("Add what it is about: user → site_user, order → last_order."),
    why=N_("Every query with this column fails or needs quotes, and somebody will forget them in a report."),
)
def technical_name_is_free(book: Book) -> Iterator[Hit]:
    """A technical name is no reserved word."""
    for row in book.rows(ProfileField):
        if row.code.lower() in RESERVED_WORDS:
            yield hit(row, "code", code=row.code, name=book.title(row))


@check(
    "profile.E005",
    sentence=N_("“{name}” and “{other}” have the same technical name, “{code}”."),
    hint=N_("Rename one of them, or merge them if they are the same."),
    why=N_("One table cannot have two columns of one name: one field's values would end in the other."),
)
def technical_names_differ(book: Book) -> Iterator[Hit]:
    """No two fields share a technical name."""
    for first, *others in doubles(book.rows(ProfileField)).values():
        for row in others:
            yield hit(row, "code", name=book.title(row), other=book.title(first), code=row.code)


@check(
    "profile.E006",
    sentence=N_("“{name}” is a contact, but the profile keeps no consent."),
    hint=N_("Add the consents to the group «Consents»: for each channel yes or no, when, where and to which wording."),
    why=N_("An address without consent must not be written to. The whole base would stand idle after the first complaint."),
)
def contacts_come_with_consents(book: Book) -> Iterator[Hit]:
    """A profile with phones or emails has at least one field about consent."""
    rows = book.rows(ProfileField)
    contacts = [row for row in rows if row.data_type in (DataType.PHONE, DataType.EMAIL)]
    if contacts and not any(row.group is FieldGroup.CONSENTS for row in rows):
        yield from _named(book, contacts[:1], "group")


@check(
    "profile.W001",
    sentence=N_("Nobody said how long “{name}” is kept."),
    hint=N_("Agree on a term in months and on what happens afterwards: erased or made anonymous."),
    why=N_("Personal data may be kept no longer than they are needed. “For ever” is not a term that a regulator accepts."),
)
def personal_data_have_a_term(book: Book) -> Iterator[Hit]:
    """Personal fields have a retention."""
    rows = book.rows(ProfileField)
    return _named(book, (row for row in rows if row.personal in PERSONAL and _unsaid(row, "retention_months")), "retention_months")


@check(
    "profile.W002",
    sentence=N_("“{name}” is derived, but nobody said how."),
    hint=N_("Write the formula over other fields, with the period and what counts."),
    why=N_("Two programmers compute “active” in two ways; segments and reports would not agree, and nobody would know why."),
)
def derived_field_has_a_formula(book: Book) -> Iterator[Hit]:
    """Derived fields have a formula."""
    return _named(book, (row for row in book.rows(ProfileField) if is_computed(row) and _unsaid(row, "formula")), "formula")


@check(
    "profile.W003",
    sentence=N_("Nobody knows which system “{name}” comes from."),
    hint=N_("Choose the system that holds it today, or the one that will; if there is none, collecting it is a task for the roadmap."),
    why=N_("A field without a source stays empty. What is built on it will not work, and it shows only after the launch."),
)
def collected_field_has_a_source(book: Book) -> Iterator[Hit]:
    """Asked and observed fields have a source system."""
    collected = (Origin.ASKED, Origin.OBSERVED)
    rows = (row for row in book.rows(ProfileField) if row.origin in collected and not _has_source(book, row))
    return _named(book, rows, "source_id")


def _has_source(book: Book, row: ProfileField) -> bool:
    return bool(book.title_of(SYSTEMS, row.source_id)) or row.marks.get("source_id") == Mark.NOT_APPLICABLE


@check(
    "profile.W004",
    sentence=N_("Customers are asked for “{name}”, but nobody said where."),
    hint=N_("Choose the touchpoint where it is asked: form, till, call, app; if it has no place, do not ask."),
    why=N_("A question needs a moment and somebody who asks it. Without them the field is filled for two customers in a hundred."),
)
def asked_field_has_a_touchpoint(book: Book) -> Iterator[Hit]:
    """Fields that customers are asked for name the touchpoint where it happens."""
    rows = (row for row in book.rows(ProfileField) if row.origin is Origin.ASKED and _unsaid(row, "collected_id"))
    return _named(book, rows, "collected_id")


@check(
    "profile.W005",
    sentence=N_("“{name}” is used for nothing."),
    hint=N_("Name what needs it: a segment, a scenario, a KPI; otherwise take it out of the profile."),
    why=N_("Every field costs: somebody asks for it, stores it, cleans it, answers for it. Collected in reserve it only brings risk."),
)
def field_is_used(book: Book) -> Iterator[Hit]:
    """Every field is there for something."""
    return _named(book, (row for row in book.rows(ProfileField) if not row.used_for and not row.kpis), "used_for")


@check(
    "profile.W006",
    sentence=N_("“{name}” has no technical name."),
    hint=N_("Give it a short Latin name, as a column would have: first_purchase_date."),
    why=N_("Without it the field cannot stand in the migration map, in the tables, or in a message as a variable."),
)
def field_has_a_technical_name(book: Book) -> Iterator[Hit]:
    """Every field has a technical name."""
    return _named(book, (row for row in book.rows(ProfileField) if _unsaid(row, "code")), "code")


@check(
    "profile.W007",
    sentence=N_("No field tells that two records are the same customer."),
    hint=N_("Tick the deduplication keys: usually the confirmed phone, then the email, then the number of the card."),
    why=N_("One customer under two names gets two welcomes, is counted twice, and looks lost in one of the records."),
)
def customers_can_be_told_apart(book: Book) -> Iterator[Hit]:
    """At least one field is a deduplication key."""
    rows = book.rows(ProfileField)
    if rows and not keys(book):
        yield hit(rows[0], "dedup_key")


@check(
    "profile.W008",
    sentence=N_("“{name}” comes from {system}, but no integration brings it from there (fields waiting: {n})."),
    hint=N_("Describe the flow: what is passed, how, how often, matched by what, and what happens when it fails."),
    why=N_("Contractors price what is written. A flow that is found missing in the middle of the project costs three times as much."),
)
def source_system_has_an_integration(book: Book) -> Iterator[Hit]:
    """Data come in from every source system."""
    for system, fields in unconnected(book).items():
        yield hit(fields[0], "source_id", name=book.title(fields[0]), system=book.title_of(SYSTEMS, system), n=len(fields))


@check(
    "profile.H001",
    sentence=N_("Nobody said which values “{name}” may have."),
    hint=N_("List the values, separated by semicolons, with «other» or «unknown» if there is such."),
    why=N_("Each system has a list of its own; without an agreed one “female”, “f” and “2” become three segments."),
)
def list_has_values(book: Book) -> Iterator[Hit]:
    """Fields of a list name its values, or the rule or the source that they come from."""
    lists = (DataType.LIST, DataType.MULTI)
    rows = (row for row in book.rows(ProfileField) if row.data_type in lists and all(_unsaid(row, each) for each in _VALUES))
    return _named(book, rows, "options")


_VALUES = ("options", "rule", "formula")
