"""Checks: a linter for strategies. A check is a function that yields what contradicts it, with the words to say so."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any

from core.i18n import N_, _


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


LEVEL_LABELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.HINT: N_("hint")}
LEVEL_LETTERS = {"E": Level.ERROR, "W": Level.WARNING, "H": Level.HINT}


@dataclass(frozen=True)
class Hit:
    """One contradiction: the record it is about (None: the section as a whole), the field to mend, words for the sentence."""

    record: Any = None
    field: str = ""
    words: dict[str, Any] = dataclasses.field(default_factory=dict)


def hit(record: Any = None, field: str = "", **words: Any) -> Hit:
    """A `Hit`; `words` fill the check's sentence."""
    return Hit(record, field, words)


@dataclass(frozen=True)
class Check:
    """A rule with a stable code like `goals.E001`; the letter is its level."""

    code: str
    name: str
    sentence: str
    hint: str
    why: str
    run: Callable[[Any], Iterable[Hit]]

    @property
    def level(self) -> Level:
        """Told by the code's letter."""
        return LEVEL_LETTERS[self.code.split(".")[1][0]]

    @property
    def section(self) -> str:
        """Told by the code's beginning."""
        return self.code.split(".")[0]


@dataclass(frozen=True)
class Finding:
    """A check that found something in one record."""

    check: Check
    table: str = ""
    record_id: int = 0
    field: str = ""
    words: dict[str, Any] = dataclasses.field(default_factory=dict)
    silenced: str = ""  # the reason, when somebody decided to live with it

    @property
    def code(self) -> str:
        """The check's code."""
        return self.check.code

    @property
    def level(self) -> Level:
        """The check's level."""
        return self.check.level

    @property
    def sentence(self) -> str:
        """What is wrong, in the language in force."""
        return _(self.check.sentence).format(**self.words)

    @property
    def hint(self) -> str:
        """How to mend it, in the language in force."""
        return _(self.check.hint)


def check(code: str, sentence: str, hint: str, why: str) -> Callable[[Callable[[Any], Iterable[Hit]]], Check]:
    """Make a function over a Book a check. Name the function as the rule's sentence: `target_moves_the_right_way`.

    `sentence` may hold `{words}` that the hits fill; all texts are marked with `N_` where they are written.
    """

    def made(run: Callable[[Any], Iterable[Hit]]) -> Check:
        return Check(code, run.__name__, sentence, hint, why, run)

    return made


def checks_of(module: ModuleType) -> tuple[Check, ...]:
    """The checks that a module declares, in its order."""
    return tuple(value for value in vars(module).values() if isinstance(value, Check))


def findings_of(checks: Iterable[Check], book: Any) -> Iterator[Finding]:
    """Run checks over a strategy."""
    for each in checks:
        for found in each.run(book):
            record = found.record
            yield Finding(
                each,
                record.table_name() if record is not None else "",
                record.id if record is not None else 0,
                found.field,
                found.words,
            )
