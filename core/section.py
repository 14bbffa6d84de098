"""The cover sheet of a section: all that engines need to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.blocks import Block
from core.checks import Check
from core.i18n import N_
from core.pictures import Picture


class Phase(StrEnum):
    """The consultant's journey; one group of the navigation each."""

    ENGAGEMENT = "engagement"
    UNDERSTAND = "understand"
    DESIGN = "design"
    BUILD = "build"


PHASE_LABELS = {
    Phase.ENGAGEMENT: N_("Engagement"),
    Phase.UNDERSTAND: N_("Understand"),
    Phase.DESIGN: N_("Design"),
    Phase.BUILD: N_("Build"),
}


@dataclass(frozen=True)
class PictureSpec:
    """A picture of a section: `draw` makes it from a Book, or None while there is nothing to draw; it stands in the view of `record`."""

    key: str
    title: str
    draw: Callable[[Any], Picture | None]
    record: type | None = None


@dataclass(frozen=True)
class Section:
    """One section of the strategy, declared in `core/sections/<slug>/__init__.py` as `SECTION`."""

    slug: str
    title: str
    purpose: str
    icon: str  # a Material symbol's name
    phase: Phase
    order: int  # among the chapters of the document
    records: tuple[type[Any], ...]
    pictures: tuple[PictureSpec, ...] = ()
    checks: tuple[Check, ...] = ()
    chapter: Callable[[Any], tuple[Block, ...]] | None = None  # None: every record type as a table with details
    always: bool = False  # cannot be taken out of scope

    def record(self, key: str) -> type[Any]:
        """The record type of that key.

        Raises:
            KeyError: the section has none.
        """
        return {each.record_key(): each for each in self.records}[key]
