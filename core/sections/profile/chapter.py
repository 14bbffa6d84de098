"""The chapter of the profile: what is known of a customer, on what grounds, and how it gets there from the systems of today."""

from collections.abc import Iterator, Sequence

from core.blocks import Block, Bulleted, Callout, Details, Figure, Heading, Paragraph
from core.i18n import N_, _, ngettext
from core.pictures import Tone
from core.sections.profile import pictures
from core.sections.profile.derived import SYSTEMS, MapPart, SystemSpec, integration_spec, keys, migration_map, unconnected
from core.sections.profile.records import Integration, LegalBasis, Origin, PersonalData, ProfileField
from core.store.book import Book
from core.store.printed import record_details, record_table

# The headings of the parts that have views of their own.
MIGRATION, SPECIFICATION = N_("Migration map"), N_("Integration specification")

_GROUP = ("name", "meaning", "data_type", "origin", "collected_id", "used_for", "refresh", "owner")
_LAW = ("name", "personal", "basis", "retention_months")
_MAP = ("source_field", "rule", "name", "code", "data_type", "stored_id")
_COMPUTED = ("name", "code", "formula", "data_type", "stored_id")
_FLOW = ("name", "direction", "method", "schedule", "volume", "matched_by", "errors", "owner")


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the profile."""
    parts = (_lead, _keys, _fields, _law, _migration, _specification)
    return tuple(block for part in parts for block in part(book))


def _details(details: Details) -> list[Block]:
    return [details] if details.entries else []


def _lead(book: Book) -> Iterator[Block]:
    rows = book.rows(ProfileField)
    if not rows:
        return
    text = ngettext("The profile has {n} field.", "The profile has {n} fields.", len(rows))
    counts = {each: sum(row.origin is each for row in rows) for each in Origin}
    text += " " + _("Customers are asked for {asked}, {observed} are observed, {derived} are derived from others.").format(
        asked=counts[Origin.ASKED], observed=counts[Origin.OBSERVED], derived=counts[Origin.DERIVED]
    )
    personal = sum(row.personal not in (None, PersonalData.NONE) for row in rows)
    text += " " + ngettext("{n} of them is personal data.", "{n} of them are personal data.", personal)
    yield Paragraph(text)
    picture = pictures.flows(book)
    if picture:
        yield Figure(picture)


def _keys(book: Book) -> Iterator[Block]:
    """How one customer stays one record."""
    found = keys(book)
    if not found:
        return
    yield Heading(_("One customer, one record"))
    yield Paragraph(_("Two records are the same customer when one of these fields agrees; they are tried in this order:"))
    yield Bulleted(tuple(_key(row) for row in found))


def _key(row: ProfileField) -> str:
    name = f"{row.name} ({row.code})" if row.code else row.name
    return f"{name}: {row.rule}" if row.rule else name


def _fields(book: Book) -> Iterator[Block]:
    """Group by group; what belongs to the law, to the migration and to computing follows in parts of its own."""
    elsewhere = {*_GROUP, *_LAW, *_MAP, *_COMPUTED}
    parts = pictures.by_group(book)
    if parts:
        yield Heading(_("Fields of the profile"))
    for title, rows in parts:
        yield Heading(title, 3)
        yield record_table(book, ProfileField, rows, _GROUP, caption=_("Fields: {group}").format(group=title))
        yield from _details(record_details(book, rows, without=elsewhere, told=("group", "source_id")))


# The law.


def _law(book: Book) -> Iterator[Block]:
    rows = book.rows(ProfileField)
    bound = [row for row in rows if _bound(row)]
    if bound:
        yield Heading(_("Personal data"))
        yield from _special(bound)
        yield record_table(book, ProfileField, bound, _LAW, caption=_("Legal basis and retention"))
    free = [row for row in rows if not _bound(row) and (row.personal or row.basis)]
    if free:
        yield Paragraph(_("Not personal, legal basis not needed: {fields}.").format(fields="; ".join(row.name for row in free)))


def _bound(row: ProfileField) -> bool:
    """Personal, or treated as such."""
    return bool(
        row.personal not in (None, PersonalData.NONE)
        or row.basis not in (None, LegalBasis.NOT_NEEDED)
        or row.retention_months is not None
        or row.marks.keys() & {"personal", "basis", "retention_months"}
    )


def _special(rows: Sequence[ProfileField]) -> Iterator[Block]:
    special = [row.name for row in rows if row.personal in (PersonalData.SPECIAL, PersonalData.BIOMETRIC)]
    if special:
        yield Callout("; ".join(special), _("Special categories: by explicit consent only"), Tone.WARNING)


# From the systems of today.


def _migration(book: Book) -> Iterator[Block]:
    parts = migration_map(book)
    if not parts:
        return
    yield Heading(_(MIGRATION))
    sources = sum(part.system is not None for part in parts)
    yield Paragraph(
        ngettext("The profile is filled from {n} system.", "The profile is filled from {n} systems.", sources)
        + " "
        + _("For every field: what it is called in the source, by which rule it is moved, what it is called in the profile.")
    )
    for part in parts:
        yield from _map_part(book, part)


def _map_part(book: Book, part: MapPart) -> Iterator[Block]:
    title = _part_title(book, part)
    yield Heading(title, 3)
    columns = _COMPUTED if part.computed else _MAP
    yield record_table(book, ProfileField, part.fields, columns, caption=_("Migration map: {system}").format(system=title))
    others = {"source_field", "rule", "formula"} - set(columns)
    yield from _details(record_details(book, part.fields, only=others))


def _part_title(book: Book, part: MapPart | SystemSpec) -> str:
    if part.system is not None:
        return book.title_of(SYSTEMS, part.system)
    if isinstance(part, SystemSpec):
        return _("System not stated")
    return _("Computed in the profile") if part.computed else _("Source not stated")


def _specification(book: Book) -> Iterator[Block]:
    specs = integration_spec(book)
    if not specs:
        return
    yield Heading(_(SPECIFICATION))
    flows = book.rows(Integration)
    yield Paragraph(
        ngettext("{n} flow of data is planned.", "{n} flows of data are planned.", len(flows))
        + " "
        + _("For every system: what is passed, which way, how, when, matched by what, and what happens when it fails.")
    )
    missing = unconnected(book)
    if missing:
        names = "; ".join(book.title_of(SYSTEMS, each) for each in missing)
        yield Callout(names, _("Sources that no flow into the profile comes from yet"), Tone.WARNING)
    for spec in specs:
        yield from _system(book, spec)


def _system(book: Book, spec: SystemSpec) -> Iterator[Block]:
    title = _part_title(book, spec)
    yield Heading(title, 3)
    if spec.flows:
        yield record_table(book, Integration, spec.flows, _FLOW, caption=_("Flows: {system}").format(system=title))
        yield from _details(record_details(book, spec.flows, without=_FLOW, told=("system_id",)))
    if spec.fields:
        names = "; ".join(_source_and_code(row) for row in spec.fields)
        yield Paragraph(ngettext("{n} field comes in:", "{n} fields come in:", len(spec.fields)) + f" {names}.")
    matching = [row for row in spec.fields if row.dedup_key]
    if matching:
        names = ", ".join(row.code or row.name for row in matching)
        yield Paragraph(_("Deduplication keys among them: {names}.").format(names=names))


def _source_and_code(row: ProfileField) -> str:
    target = row.code or row.name
    return f"{row.source_field} → {target}" if row.source_field else target
