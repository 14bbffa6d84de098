"""What follows from the profile, to read and to pass on: the migration map and the integration specification, system by system."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import streamlit as st

from core import workbench
from core.blocks import Block, Heading, Table
from core.i18n import N_, _
from pages.widgets.blocks import MOST_ROWS, show_blocks

SECTION = "profile"
MIGRATION, SPECIFICATION = N_("Migration map"), N_("Integration specification")
EVERYTHING = ""

Part = tuple[str, list[Block]]  # a system, and what the chapter says of it; an empty name is what stands before the first


def _view(title: str, key: str) -> Callable[[int], None]:
    """A view of the chapter's part of that heading."""

    def draw(engagement_id: int) -> None:
        with workbench.open_book(engagement_id) as book:
            parts = by_system(part_of(workbench.chapter(book, SECTION).blocks, _(title)))
        if not parts:
            st.info(_("Nothing here yet: it is made from the profile's fields and the integrations."), icon=":material/account_tree:")
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            chosen = _choose(parts, f"{key}_system_{engagement_id}")
            _download(parts, chosen, key)
        for place, (name, blocks) in enumerate(parts):
            if chosen in (EVERYTHING, name) or not name:
                show_blocks(in_full(blocks), key=f"{key}_part_{place}")

    return draw


def part_of(blocks: Sequence[Block], title: str) -> list[Block]:
    """What stands under a chapter's heading, down to the next of its level."""
    found: list[Block] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.text == title
        elif inside:
            found.append(block)
    return found


def by_system(blocks: Sequence[Block]) -> list[Part]:
    """The same, cut at the headings of the next level."""
    parts: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 3:
            parts.append((block.text, [block]))
        elif parts:
            parts[-1][1].append(block)
        else:
            parts.append(("", [block]))
    return parts


def in_full(blocks: Sequence[Block]) -> Iterator[Block]:
    """Tables in pieces that the preview shows whole: nothing of a specification may be left out."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) > MOST_ROWS:
            for start in range(0, len(block.rows), MOST_ROWS):
                yield replace(block, rows=block.rows[start : start + MOST_ROWS])
        else:
            yield block


def _choose(parts: Sequence[Part], key: str) -> str:
    names = [EVERYTHING, *(name for name, _blocks in parts if name)]
    return st.selectbox(
        _("System"), names, key=key, format_func=lambda name: name or _("All systems"), label_visibility="collapsed", width=420
    )


def _download(parts: Sequence[Part], chosen: str, key: str) -> None:
    tables = [block for name, blocks in parts if chosen in (EVERYTHING, name) for block in blocks if isinstance(block, Table)]
    if tables:
        made = {"file_name": f"{key}.csv", "mime": "text/csv", "icon": ":material/download:", "key": f"{key}_csv"}
        st.download_button(_("Download as CSV"), lambda: as_csv(tables), **made)


def as_csv(tables: Sequence[Table]) -> bytes:
    """Tables one under another, each under its caption; with the mark by which Excel knows that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for table in tables:
        writer.writerow([table.caption])
        writer.writerow([column.title for column in table.columns])
        writer.writerows([_harmless(cell.text) for cell in row] for row in table.rows)
        writer.writerow([])
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


VIEWS = {"migration": (MIGRATION, _view(MIGRATION, "migration")), "specification": (SPECIFICATION, _view(SPECIFICATION, "specification"))}
