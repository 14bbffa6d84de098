"""What was said in the workshop, word for word, as the end of a section's chapter."""

from collections.abc import Iterator

from core.blocks import Anchor, Block, Cell, Detail, Details, Heading
from core.i18n import _, current_language
from core.store.book import Book
from core.store.library import library
from core.store.records import Answer, Record

Line = tuple[str, Cell]


def workshop_blocks(book: Book, slug: str, records: tuple[type[Record], ...]) -> list[Block]:
    """The answers to a section's questions, in the order of the library and under what each question is about.

    The answer to a question that the library no longer has stands last, under the question's key.
    """
    given = {row.question: row for row in book.rows(Answer) if row.section_asked == slug and row.text.strip()}
    if not given:
        return []
    asked = {each["key"]: each for each in library(slug, current_language()).get("questions") or []}
    about = {record.record_key(): _(record.label[1]) for record in records}
    parts: dict[str, list[Line]] = {}
    for key in [*(key for key in asked if key in given), *(key for key in given if key not in asked)]:
        question = asked.get(key, {})
        title = about.get(question.get("record", ""), _("Other questions"))
        parts.setdefault(title, []).extend(_lines(given[key], question.get("text", key)))
    return [Heading(_("From the workshop")), Details(tuple(Detail(title, tuple(lines)) for title, lines in parts.items()))]


def _lines(row: Answer, question: str) -> Iterator[Line]:
    yield question, Cell(row.text, Anchor(row.table_name(), row.id, "text"))
    if row.note:
        yield _("Note"), Cell(row.note, Anchor(row.table_name(), row.id, "note"))
