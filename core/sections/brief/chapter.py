"""The chapter of the brief: who the client is, does it pay, what is covered, what was agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.blocks import Block, Bulleted, Callout, Cell, Column, Detail, Details, Figure, Heading, Paragraph, Table
from core.fields import FieldSpec, field_map
from core.i18n import N_, _, ngettext
from core.pictures import Tone
from core.sections.brief import pictures
from core.sections.brief.criteria import Bearing, FitVerdict
from core.sections.brief.fit import Fit, fit_of, sentence
from core.sections.brief.records import Facts, Meeting, Scope, Todo
from core.store.book import Book
from core.store.printed import cell, record_blocks, record_details
from core.vocabulary import section_name

_TONES = {
    FitVerdict.FITS: Tone.ACCENT,
    FitVerdict.CONDITIONS: Tone.WARNING,
    FitVerdict.EARLY: Tone.ALARM,
    FitVerdict.NOT: Tone.ALARM,
}
_SUMMARIES = {
    FitVerdict.FITS: N_("The intake found nothing against it."),
    FitVerdict.CONDITIONS: N_("It can pay when what speaks against it is settled and what is not known is found out."),
    FitVerdict.EARLY: N_("There are not enough customers to work with yet; the first task is to collect contacts and consents."),
    FitVerdict.NOT: N_("The work would not come back; the money is better spent on winning customers or on the product."),
}


def chapter(book: Book) -> tuple[Block, ...]:
    """All of the brief, from the client to the open promises."""
    return (*_client(book), *_fit(book), *_scope(book), *_meetings(book), *_todos(book))


def _client(book: Book) -> Iterator[Block]:
    yield from record_blocks(book, Facts)
    picture = pictures.base(book)
    if picture:
        yield Figure(picture)


def _fit(book: Book) -> Iterator[Block]:
    facts = book.one(Facts)
    if facts is None:
        return
    fit = fit_of(facts)
    yield Heading(_("Does CRM marketing pay here"))
    yield Callout(_(_SUMMARIES[fit.verdict]), _(fit.verdict.label), _TONES[fit.verdict])
    for bearing in Bearing:
        yield from _reasons(book, fit, bearing)


def _reasons(book: Book, fit: Fit, bearing: Bearing) -> Iterator[Block]:
    found = tuple(sentence(book, each) for each in fit.reasons if each.bearing is bearing)
    if found:
        yield Heading(_(bearing.label), 3)
        yield Bulleted(found)


def _scope(book: Book) -> Iterator[Block]:
    rows = sorted(book.rows(Scope), key=lambda row: not row.included)
    if not rows:
        return
    inside = sum(row.included for row in rows)
    yield Heading(_("Scope"))
    yield Paragraph(ngettext("{n} section is in the scope of this strategy.", "{n} sections are in the scope of this strategy.", inside))
    yield _scope_table(book, rows)
    details = Details(tuple(entry for row in rows for entry in _scope_details(book, row)))
    if details.entries:
        yield details


def _scope_table(book: Book, rows: Sequence[Scope]) -> Table:
    specs = field_map(Scope)
    columns = (Column(_("Section"), 2.0), Column(_("In scope"), 0.8), Column(_("Why"), 4.0))
    return Table(_("Scope"), columns, tuple(_scope_row(book, row, specs) for row in rows))


def _scope_row(book: Book, row: Scope, specs: dict[str, FieldSpec]) -> tuple[Cell, ...]:
    slug, included, why = (cell(book, row, specs[name]) for name in ("slug", "included", "why"))
    return replace(slug, text=section_name(row.slug)), replace(included, text=included.text or _("no")), why


def _scope_details(book: Book, row: Scope) -> tuple[Detail, ...]:
    entries = record_details(book, [row], without=("slug", "included", "why")).entries
    return tuple(replace(each, title=section_name(row.slug)) for each in entries)


def _meetings(book: Book) -> list[Block]:
    rows = sorted(book.rows(Meeting), key=lambda row: (row.held_on is None, row.held_on))
    return record_blocks(book, Meeting, rows)


def _todos(book: Book) -> Iterator[Block]:
    rows = sorted(book.rows(Todo), key=lambda row: (row.done, row.due is None, row.due))
    if not rows:
        return
    waiting = sum(not row.done for row in rows)
    yield Heading(_("To-dos"))
    yield Paragraph(ngettext("{n} promise is still open.", "{n} promises are still open.", waiting))
    yield from record_blocks(book, Todo, rows, heading=False)
