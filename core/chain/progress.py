"""How far a section is filled in, and the first thing that is missing. Filled, not good: goodness is the checks' matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.fields import FieldSpec, fields_of
from core.i18n import _
from core.section import Section
from core.store.book import Book
from core.store.printed import missing
from core.store.records import Record


@dataclass(frozen=True)
class Gap:
    """Something missing: which records, which field (None: there are too few of them), in which row first, and how many."""

    record: type[Record]
    spec: FieldSpec | None
    row_id: int | None
    count: int

    @property
    def sentence(self) -> str:
        """In the language in force."""
        records = _(self.record.label[1])
        if self.spec is None and self.count == 0:
            return _("{records}: nothing yet").format(records=records)
        if self.spec is None:
            return _("{records}: {n} of at least {wanted}").format(records=records, n=self.count, wanted=self.record.at_least)
        return _("{records}: “{field}” is empty in {n}").format(records=records, field=_(self.spec.title), n=self.count)


def record_progress(book: Book, record: type[Record]) -> float:
    """Share of what is expected of a record type that is there, 0–1: enough rows × filled fields."""
    rows = book.rows(record)
    expected = sum(spec.expected for spec in fields_of(record))
    filled = sum(1 - len(missing(row)) / expected for row in rows) / len(rows) if rows and expected else float(bool(rows))
    return min(1.0, len(rows) / record.at_least) * filled


def section_progress(book: Book, section: Section) -> float:
    """Mean progress over the section's record types, 0–1."""
    counted = [record_progress(book, record) for record in section.records if record.at_least]
    return sum(counted) / len(counted) if counted else 1.0


def next_gap(book: Book, section: Section) -> Gap | None:
    """The first thing missing: a record type with no rows, then an empty field, then too few rows. None when all is there."""
    return next(_gaps(book, section), None)


def _gaps(book: Book, section: Section) -> Iterator[Gap]:
    counted: list[type[Record]] = [record for record in section.records if record.at_least]
    yield from (Gap(record, None, None, 0) for record in counted if not book.rows(record))
    for record in counted:
        empty = [(spec, row) for row in book.rows(record) for spec in missing(row)]
        for spec in fields_of(record):
            rows = [row for found, row in empty if found == spec]
            if rows:
                yield Gap(record, spec, rows[0].id, len(rows))
    for record in counted:
        if len(book.rows(record)) < record.at_least:
            yield Gap(record, None, None, len(book.rows(record)))
