"""A chapter on the screen as it goes into the document: blocks become one piece of static HTML, pictures stay pictures."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from core.blocks import Block, Bulleted, Callout, Cell, Column, Detail, Details, Figure, Heading, Paragraph, Table
from core.i18n import ngettext
from core.pictures import Picture, Tone
from pages.widgets.pictures import show_printed

MOST_ROWS = 30
LONG_WORD = 24  # letters
WIDTH = 960  # pixels: lines that can be read, as on a sheet of paper
Piece = str | Picture
LOOKS = {Tone.PLAIN: "#8c9997", Tone.ACCENT: "#0b6e69", Tone.WARNING: "#e0903a", Tone.ALARM: "#b5485d", Tone.MUTED: "#8c9997"}
SIGNS = {Tone.ACCENT: "i", Tone.WARNING: "!", Tone.ALARM: "!!"}
GREY = "rgba(125,140,137,.32)"
STYLE = f"""<style>
.hf-doc {{line-height:1.55;overflow-wrap:anywhere}}
.hf-doc h2,.hf-doc h3,.hf-doc h4 {{margin:1.1em 0 .35em;padding:0;font-weight:620;line-height:1.3}}
.hf-doc h2 {{font-size:1.3rem}} .hf-doc h3 {{font-size:1.12rem}} .hf-doc h4 {{font-size:1rem}}
.hf-doc p,.hf-doc dd,.hf-doc td,.hf-doc li {{white-space:pre-line}}
.hf-doc p {{margin:0 0 .7em}} .hf-doc ul {{margin:0 0 .8em;padding-left:1.3em}} .hf-doc li {{margin:.15em 0}}
.hf-doc aside {{display:flex;gap:.7em;margin:.8em 0;padding:.7em .9em;background:rgba(125,140,137,.1)}}
.hf-doc aside {{border-left:4px solid;border-radius:0 6px 6px 0}}
.hf-doc aside p {{margin:0}} .hf-doc aside b {{display:block}}
.hf-doc .sign {{flex:none;width:1.5em;height:1.5em;line-height:1.5em;border-radius:50%;color:#fff;text-align:center;font-weight:700}}
.hf-doc figure {{margin:.9em 0;overflow-x:auto}} .hf-doc figcaption {{font-weight:600;margin-bottom:.35em}}
.hf-doc table {{border-collapse:collapse;width:100%;font-size:.92em}}
.hf-doc th {{text-align:left;font-weight:620;border-bottom:2px solid {GREY};padding:.4em .6em;vertical-align:bottom;overflow-wrap:normal}}
.hf-doc td {{border-bottom:1px solid {GREY};padding:.4em .6em;vertical-align:top;min-width:4.5em;overflow-wrap:normal}}
.hf-doc td.long {{overflow-wrap:anywhere}}
.hf-doc .num {{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}}
.hf-doc .soft {{opacity:.75;font-size:.88em;margin:.35em 0 0}}
.hf-doc dl {{margin:.2em 0 .9em}} .hf-doc dt {{opacity:.75;font-size:.88em;margin-top:.45em}} .hf-doc dd {{margin:0}}
</style>"""


def show_blocks(blocks: Iterable[Block], key: str) -> None:
    """Show a chapter; `key` is unique on the page. What stands between two pictures goes to the browser as one piece."""
    pieces = [PRINTERS[type(block)](block) for block in blocks]
    with st.container(key=key, width=WIDTH):
        st.html(STYLE)
        _show_pieces(pieces, key)


def _show_pieces(pieces: Iterable[Piece], key: str) -> None:
    for place, (is_text, run) in enumerate(groupby(pieces, key=lambda piece: isinstance(piece, str))):
        if is_text:
            st.html(f'<div class="hf-doc">{"".join(str(piece) for piece in run)}</div>')
        else:
            _show_pictures(run, f"{key}-{place}")


def _show_pictures(pictures: Iterable[Piece], key: str) -> None:
    for place, picture in enumerate(pictures):
        if isinstance(picture, Picture):
            show_printed(picture, f"{key}-{place}")


def heading(block: Heading) -> str:
    """One level lower than in the document: the page has a title of its own."""
    tag = f"h{min(max(block.level, 2), 4)}"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def paragraph(block: Paragraph) -> str:
    """A paragraph; its line breaks stay."""
    return f"<p>{escape(block.text)}</p>"


def bulleted(block: Bulleted) -> str:
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>" if block.items else ""


def callout(block: Callout) -> str:
    """A box with a sign, so that it is not told by its colour alone."""
    color, sign = LOOKS[block.tone], SIGNS.get(block.tone, "")
    mark = f'<span class="sign" style="background:{color}" aria-hidden="true">{sign}</span>' if sign else ""
    title = f"<b>{escape(block.title)}</b>" if block.title else ""
    return f'<aside style="border-color:{color}">{mark}<div>{title}<p>{escape(block.text)}</p></div></aside>'


def table(block: Table) -> str:
    """The first rows of a table; the rest is only counted."""
    head = "".join(_head(column, sum(each.weight for each in block.columns) or 1) for column in block.columns)
    body = "".join(_row(block.columns, row) for row in block.rows[:MOST_ROWS])
    width = f' style="min-width:{len(block.columns) * 6.5:.0f}em"'
    caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
    made = f"<figure>{caption}<table{width}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></figure>"
    more = len(block.rows) - MOST_ROWS
    rest = ngettext("… and {n} more row in the document", "… and {n} more rows in the document", more) if more > 0 else ""
    return made + "".join(f'<p class="soft">{escape(line)}</p>' for line in (rest, block.source) if line)


def _head(column: Column, whole: float) -> str:
    side = ' class="num"' if column.numeric else ""
    return f'<th scope="col"{side} style="width:{column.weight / whole:.1%}">{escape(column.title)}</th>'


def _row(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> str:
    return (
        "<tr>"
        + "".join(f"<td{_look(column, cell)}>{escape(cell.text)}</td>" for column, cell in zip(columns, cells, strict=True))
        + "</tr>"
    )


def _look(column: Column, cell: Cell) -> str:
    """Words stay whole, the table scrolls; only what is no word, such as an address, is broken."""
    if column.numeric:
        return ' class="num"'
    return ' class="long"' if any(len(word) > LONG_WORD for word in cell.text.split()) else ""


def details(block: Details) -> str:
    """Records one under another."""
    return "".join(_detail(entry) for entry in block.entries)


def _detail(entry: Detail) -> str:
    subtitle = f'<p class="soft">{escape(entry.subtitle)}</p>' if entry.subtitle else ""
    lines = "".join(f"<dt>{escape(label)}</dt><dd>{escape(cell.text)}</dd>" for label, cell in entry.lines)
    return f"<h4>{escape(entry.title)}</h4>{subtitle}<dl>{lines}</dl>"


def figure(block: Figure) -> Picture:
    """A picture stays one."""
    return block.picture


PRINTERS: Mapping[type, Callable[[Any], Piece]] = {
    Heading: heading,
    Paragraph: paragraph,
    Bulleted: bulleted,
    Callout: callout,
    Table: table,
    Details: details,
    Figure: figure,
}
