"""What the document still owes its reader: open findings, those it lives with, and assumptions to verify."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.blocks import Block, Cell, Column, Heading, Paragraph, Table
from core.documents.content import StrategyContent
from core.i18n import N_, _

LETTERS = {"en": "ABC", "ru": "АБВ"}
FINDINGS = N_("Open findings")
ACCEPTED = N_("Exceptions and why")
ASSUMPTIONS = N_("Assumptions to verify")


@dataclass(frozen=True)
class Unnumbered(Heading):
    """A heading outside the chapters' numbers."""


def appendices(content: StrategyContent) -> Iterator[Block]:
    """Those that have something to say, lettered in their order."""
    parts = ((_findings, content.findings), (_accepted, content.accepted), (_assumptions, content.assumptions))
    made = [make(content) for make, wanted in parts if wanted]
    for letter, (title, blocks) in zip(LETTERS[content.language], made, strict=False):
        yield Unnumbered(_("Appendix {letter}. {title}").format(letter=letter, title=title), 1)
        yield from blocks


def _findings(content: StrategyContent) -> tuple[str, tuple[Block, ...]]:
    columns = (Column(_("Level"), 1.2), Column(_("Section"), 1.6), Column(_("Finding"), 4), Column(_("How to mend it"), 3.4))
    rows = tuple((Cell(_(level)), Cell(section), Cell(sentence), Cell(hint)) for level, section, sentence, hint in content.findings)
    words = Paragraph(_("What contradicts itself or is missing in the strategy on the day of this document."))
    return _(FINDINGS), (words, Table(_(FINDINGS), columns, rows))


def _accepted(content: StrategyContent) -> tuple[str, tuple[Block, ...]]:
    columns = (Column(_("Section"), 1.6), Column(_("Finding"), 4), Column(_("Why it stays so"), 4))
    rows = tuple(tuple(Cell(text) for text in row) for row in content.accepted)
    words = Paragraph(_("Where the strategy departs from a rule on purpose, and for what reason."))
    return _(ACCEPTED), (words, Table(_(ACCEPTED), columns, rows))


def _assumptions(content: StrategyContent) -> tuple[str, tuple[Block, ...]]:
    columns = (Column(_("Section"), 1.6), Column(_("Record"), 2.4), Column(_("Assumption"), 5))
    rows = tuple(tuple(Cell(text) for text in row) for row in content.assumptions)
    words = Paragraph(_("What was assumed and not yet measured or documented. Verify it before money is spent on it."))
    return _(ASSUMPTIONS), (words, Table(_(ASSUMPTIONS), columns, rows))
