"""Which blocks share a page's direction: wide tables lie, and what introduces them lies with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.blocks import Block, Bulleted, Callout, Details, Figure, Heading, Paragraph, Table
from core.documents.docx.tables import stands_upright, transposed

FEW_ROWS = 3  # so few are turned instead of taking a landscape page
INTRODUCTION = 1200  # characters that may move with a table
BETWEEN = 3000  # characters that may stay on lying pages between two wide tables
AFTERWORD = 700  # characters that may stay with it at a chapter's end
COMPANIONS = (Heading, Paragraph, Callout)


@dataclass(frozen=True)
class Stretch:
    """Blocks on pages of one direction."""

    wide: bool
    blocks: tuple[Block, ...]


def stretches(blocks: Sequence[Block], width_cm: float = 16.0) -> Iterator[Stretch]:
    """The blocks in their order, in runs of one direction; upright pages have room for `width_cm`."""
    blocks = [_turned_if_short(block) for block in blocks]
    upright = _upright_heads(blocks, width_cm)
    blocks = [replace(block, wide=False) if isinstance(block, Table) and _heads(block) in upright else block for block in blocks]
    lying = [isinstance(block, Table) and block.wide for block in blocks]
    for position in [n for n, wide in enumerate(lying) if wide]:
        for n in range(_start(blocks, lying, position), position):
            lying[n] = True
        for n in range(position + 1, _end(blocks, position)):
            lying[n] = True
    _fill_gaps(blocks, lying)
    for wide, run in groupby(zip(lying, blocks, strict=True), key=lambda pair: pair[0]):
        yield Stretch(wide, tuple(block for _wide, block in run))


def _fill_gaps(blocks: Sequence[Block], lying: list[bool]) -> None:
    """Turning the page for a few words between two wide tables leaves two pages half empty: such words lie with them."""
    runs = [(wide, [n for n, _each in run]) for wide, run in groupby(enumerate(lying), key=lambda pair: pair[1])]
    for wide, places in runs[1:-1]:
        between = [blocks[n] for n in places]
        if not wide and all(map(_may_lie, between)) and sum(map(_words, between)) <= BETWEEN:
            for n in places:
                lying[n] = True


def _may_lie(block: Block) -> bool:
    return not isinstance(block, Figure) and not (isinstance(block, Heading) and block.level == 1)


def _words(block: Block) -> int:
    """About how many characters a block fills."""
    if isinstance(block, Details):
        return sum(len(entry.title) + sum(len(label) + len(cell.text) for label, cell in entry.lines) + 60 for entry in block.entries)
    if isinstance(block, Table):
        return sum(len(cell.text) for row in block.rows for cell in row)
    return sum(map(len, block.items)) if isinstance(block, Bulleted) else _length(block)


def _turned_if_short(block: Block) -> Block:
    return transposed(block) if isinstance(block, Table) and block.wide and 0 < len(block.rows) <= FEW_ROWS else block


def _heads(table: Table) -> tuple[str, ...]:
    return tuple(column.title for column in table.columns)


def _upright_heads(blocks: Sequence[Block], width_cm: float) -> set[tuple[str, ...]]:
    """Heads of the tables that need not lie. Every turn of the page costs half a page before and half a page behind it,
    so a table lies only when it must; tables of the same columns all do the same.
    """
    wide = [block for block in blocks if isinstance(block, Table) and block.wide]
    return {_heads(table) for table in wide} - {_heads(table) for table in wide if not stands_upright(table, width_cm)}


def _length(block: Block) -> int:
    return len(block.text) if isinstance(block, COMPANIONS) else 0


def _start(blocks: Sequence[Block], lying: Sequence[bool], position: int) -> int:
    """Where the introduction of a wide table begins: at its heading, or right behind the wide table before it."""
    start, length = position, 0
    for n in range(position - 1, -1, -1):
        block = blocks[n]
        if lying[n]:
            return n + 1
        length += _length(block)
        if length > INTRODUCTION:
            break
        if not isinstance(block, COMPANIONS):
            return n + 1  # a few words between a picture and the table
        if isinstance(block, Heading):
            start = n
            if block.level == 1:
                break
    return start


def _end(blocks: Sequence[Block], position: int) -> int:
    """Where the afterword ends, when a chapter closes with a few words that would stand on a page of their own."""
    length, n = 0, position + 1
    while n < len(blocks) and not (isinstance(blocks[n], Heading) and blocks[n].level == 1):  # type: ignore[union-attr]
        length += _length(blocks[n])
        if not isinstance(blocks[n], COMPANIONS) or length > AFTERWORD:
            return position
        n += 1
    return n
