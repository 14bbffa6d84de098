"""Scope and fit of the brief: what the strategy covers and why, and whether CRM marketing pays for this client."""

from html import escape

import streamlit as st

from core import workbench
from core.i18n import N_, _, formats, ngettext
from core.vocabulary import SECTION_NAMES, section_name
from core.workbench import Book, Fit, Record
from pages.widgets.kept_cells import KeptCells, kept_cells, outcome, take, undo_button, wired

LAST_CORE = "roadmap"  # sections behind it may be added
SIGNS = {"good": ("✓", "#0b6e69"), "bad": ("✕", "#b5485d"), "unknown": ("?", "#a35f0a")}
REASONS_OF = {"bad": N_("What speaks against it"), "good": N_("What speaks for it"), "unknown": N_("What to ask")}
COLOURS = {"fits": "#0b6e69", "conditions": "#a35f0a", "early": "#b5485d", "does_not_pay": "#b5485d"}
SENTENCES = {
    "fits": N_("CRM marketing pays here: nothing that was said at the intake speaks against it."),
    "conditions": N_("CRM marketing can pay here, once what speaks against it is settled and what is unknown is found out."),
    "early": N_("It is too early for CRM marketing here: collect contacts and consents first."),
    "does_not_pay": N_("CRM marketing does not pay here: the money works better in winning customers or in the product."),
}
SWITCH_WIDTH, EFFECT_WIDTH = 250, 250  # pixels
STYLE = """<style>
[class*="st-key-scope_row_"] { border-bottom: 1px solid rgba(125,140,137,.28); padding: .2rem 0 .35rem; row-gap: .3rem !important; }
[class*="st-key-scope_row_"] textarea { field-sizing: content; height: auto !important; min-height: 0 !important; }
.hf-verdict { font-size: 1.7rem; line-height: 1.35; font-weight: 620; max-width: 46rem;
  padding: .2rem 0 .2rem 1rem; border-left: 5px solid; }
ul.hf-reasons { list-style: none; margin: 0 !important; padding: 0 !important; max-width: 60rem; font-size: 1.05rem; }
.hf-reasons li { display: flex; gap: .75rem; padding: .4rem 0; line-height: 1.5; }
.hf-reasons b { flex: none; width: 1.6rem; height: 1.6rem; line-height: 1.6rem; border-radius: 50%; color: #fff; text-align: center; }
@media (max-width: 640px) { .hf-verdict { font-size: 1.3rem; } }
</style>"""


# --- scope


@st.fragment
def scope(engagement_id: int) -> None:
    """Every section in or out, and why; saved as it is chosen."""
    if st.session_state.pop("wants_full_run", False):
        st.rerun()  # the navigation shows only what is in scope
    cells = kept_cells(engagement_id, workbench.section("brief").record("scope"), ("slug",))
    with workbench.open_book(engagement_id) as book:
        decided = {row.slug: row for row in book.rows(cells.record)}
        st.html(STYLE)
        _scope_head(cells, decided)
        slugs = list(SECTION_NAMES)
        core = slugs.index(LAST_CORE) + 1
        for title, group in ((_("Core of a strategy"), slugs[:core]), (_("Sections that may be added"), slugs[core:])):
            st.subheader(title, anchor=False)
            for slug in group:
                _scope_row(cells, book, slug, decided.get(slug))


def _scope_head(cells: KeptCells, decided: dict[str, Record]) -> None:
    inside = sum(_is_in(slug, decided.get(slug)) for slug in SECTION_NAMES)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(ngettext("**{n} section** in the scope of this strategy", "**{n} sections** in the scope of this strategy", inside))
        st.space("stretch")
        undo_button(cells)
    st.caption(_("Leaving a section out deletes nothing: it only goes from the navigation, findings and documents until it is put back."))


def _is_built(slug: str) -> bool:
    return any(each.slug == slug for each in workbench.registry())


def _is_always(slug: str) -> bool:
    return any(each.slug == slug and each.always for each in workbench.registry())


def _is_in(slug: str, row: Record | None) -> bool:
    """What was decided; before that what has pages is in."""
    if _is_always(slug):
        return True
    return row.included if row is not None else _is_built(slug)  # type: ignore[attr-defined]


def _scope_row(cells: KeptCells, book: Book, slug: str, row: Record | None) -> None:
    # A container and three elements; the same in columns took eleven messages to the browser, and there are seventeen rows.
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key=f"scope_row_{slug}"):
        _switch(cells, slug, row)
        if _is_always(slug):
            st.caption(_("Always in: all other sections build on it."))
        else:
            _reason(cells, slug, row)
        st.caption(_effect(book, slug, _is_in(slug, row)), width=EFFECT_WIDTH)
    outcome(cells, book, ((slug,), "included"))
    outcome(cells, book, ((slug,), "why"))


def _switch(cells: KeptCells, slug: str, row: Record | None) -> None:
    if _is_always(slug):
        st.toggle(section_name(slug), value=True, disabled=True, key=f"scope_always_{slug}", width=SWITCH_WIDTH)
        return
    cell = (slug,), "included"
    value = cells.show(cell, _is_in(slug, row))
    key = cells.widget_key(cell)
    st.toggle(section_name(slug), value=value, key=key, on_change=_turn, args=(cells, slug, key), width=SWITCH_WIDTH)


def _turn(cells: KeptCells, slug: str, key: str) -> None:
    take(cells, ((slug,), "included"), key)
    st.session_state.wants_full_run = True


def _reason(cells: KeptCells, slug: str, row: Record | None) -> None:
    inside = _is_in(slug, row)
    st.text_area(
        _("Why: {section}").format(section=section_name(slug)),
        value=cells.show(((slug,), "why"), row.why if row is not None else ""),  # type: ignore[attr-defined]
        placeholder=_("Which growth point or wish of the client it serves") if inside else _("Why not now, and when to come back to it"),
        label_visibility="collapsed",
        height="content",
        **wired(cells, ((slug,), "why"), first={"included": inside}),
    )


def _effect(book: Book, slug: str, inside: bool) -> str:
    """What leaving the section out takes with it."""
    if not _is_built(slug):
        return ":material/schedule: " + _("Planned: counts for scope and proposal, has no pages yet")
    count = sum(len(book.rows(record)) for record in workbench.section(slug).records)
    if _is_always(slug):
        return ngettext("{n} record", "{n} records", count)
    if not count:
        return _("No records yet")
    if inside:
        return ngettext("Would take {n} record with it", "Would take {n} records with it", count)
    return ":material/visibility_off: " + ngettext("{n} record kept aside", "{n} records kept aside", count)


# --- fit


def fit(engagement_id: int) -> None:
    """The verdict in one sentence, what it rests on, and what to ask."""
    with workbench.open_book(engagement_id) as book:
        found = workbench.fit(book)
        today = formats.day(book.today)
    if found is None:
        st.markdown(_("**The verdict follows from the facts of the client:** base, repeat demand, check, margin, budget, team."))
        _facts_link(engagement_id, _("Fill in the facts"))
        return
    st.html(STYLE + _verdict(found))
    st.caption(_("Worked out from the facts of the client as of {date}; it changes with them.").format(date=today))
    for bearing in REASONS_OF:
        _reasons(engagement_id, found, bearing)
    if all(bearing != "unknown" for bearing, _sentence in found.reasons):
        _facts_link(engagement_id, _("To the client's facts"))


def _verdict(found: Fit) -> str:
    return f'<div class="hf-verdict" style="border-color:{COLOURS[found.verdict]}">{escape(_(SENTENCES[found.verdict]))}</div>'


def _reasons(engagement_id: int, found: Fit, bearing: str) -> None:
    sentences = [sentence for which, sentence in found.reasons if which == bearing]
    if not sentences:
        return
    st.subheader(_(REASONS_OF[bearing]), anchor=False)
    sign, colour = SIGNS[bearing]
    lines = "".join(f'<li><b style="background:{colour}">{sign}</b><span>{escape(each)}</span></li>' for each in sentences)
    st.html(f'<ul class="hf-reasons">{lines}</ul>')
    if bearing == "unknown":
        _facts_link(engagement_id, _("Enter the answers among the client's facts"))


def _facts_link(engagement_id: int, label: str) -> None:
    address = {"e": str(engagement_id), "view": "facts"}
    st.page_link(st.session_state.pages["brief"], label=label, icon=":material/edit_note:", query_params=address)


VIEWS = {"scope": (N_("Scope"), scope), "fit": (N_("Fit"), fit)}
