"""All findings of a strategy: what the checks of the sections in scope say, with the reasons why some are lived with."""

from collections.abc import Iterable
from dataclasses import replace

from core.checks import Finding, findings_of
from core.section import Section
from core.store.book import Book
from core.store.records import Silence


def findings(book: Book, sections: Iterable[Section]) -> tuple[Finding, ...]:
    """Findings section by section in the order of the checks; a silenced one carries its reason."""
    reasons = {(row.code, row.record_table, row.record_id or 0): row.reason for row in book.rows(Silence)}
    found = (finding for section in sections for finding in findings_of(section.checks, book))
    return tuple(replace(each, silenced=reasons.get((each.code, each.table, each.record_id), "")) for each in found)
