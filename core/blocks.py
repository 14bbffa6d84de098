"""What a chapter is made of. Word, slides and the screen's preview print the same blocks."""

from dataclasses import dataclass, field

from core.pictures import Picture, Tone


@dataclass(frozen=True)
class Anchor:
    """The field of the record that a printed text comes from: comments in the document find their way back by it."""

    table: str
    record_id: int
    field: str


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter; the chapter's own title is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `anchor` when it is one field's text."""

    text: str
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Bulleted:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Callout:
    """What must not be overlooked."""

    text: str
    title: str = ""
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True)
class Column:
    """A table's column: `weight` is its share of the width, numbers stand at the right."""

    title: str
    weight: float = 1.0
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A table's cell."""

    text: str
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Table:
    """A table with a caption; `wide` wants a landscape page. Rows are as long as the columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: bool = False
    source: str = ""


@dataclass(frozen=True)
class Detail:
    """One record in words: its name, then labelled texts."""

    title: str
    lines: tuple[tuple[str, Cell], ...]
    subtitle: str = ""


@dataclass(frozen=True)
class Details:
    """Records one under another, where a table would be too narrow for the texts."""

    entries: tuple[Detail, ...]


@dataclass(frozen=True)
class Figure:
    """A picture with its caption."""

    picture: Picture


Block = Heading | Paragraph | Bulleted | Callout | Table | Details | Figure
BLOCK_TYPES: tuple[type, ...] = (Heading, Paragraph, Bulleted, Callout, Table, Details, Figure)


@dataclass(frozen=True)
class Chapter:
    """A section's part of the document."""

    slug: str
    title: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
