"""What a strategy document is made of; whoever gathers it knows the sections, the engine does not."""

from dataclasses import dataclass
from datetime import date

from core.blocks import Chapter

OpenFinding = tuple[str, str, str, str]  # level in words, section's title, sentence, hint
Accepted = tuple[str, str, str]  # section's title, sentence of the finding, why it is lived with
Assumption = tuple[str, str, str]  # section's title, record's title, what to verify


@dataclass(frozen=True, kw_only=True)
class StrategyContent:
    """All that one document says, already in its language."""

    title: str
    client: str
    language: str
    date: date
    subtitle: str = ""
    version: str = ""
    chapters: tuple[Chapter, ...] = ()
    findings: tuple[OpenFinding, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    author: str = ""
    generated_by: str = "Holdfast"
