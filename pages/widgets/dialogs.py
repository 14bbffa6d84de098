"""The dialogs of a grid: pick from the library, paste rows, one record with all its fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import workbench
from core.fields import BadValue, field_map, fields_of
from core.i18n import _, formats, ngettext
from core.workbench import Book, Record
from pages.widgets.actions import entry_name, saved_badge
from pages.widgets.grid import ROW_HEIGHT, grid_state, reference_options
from pages.widgets.grid_state import PICK, GridState
from pages.widgets.inputs import WIDE, field_input

MOST_PREVIEWED = 200
LIBRARY_HEIGHT = 11 * ROW_HEIGHT + 3


def open_asked_for(engagement_id: int, slug: str) -> None:
    """Open the dialog that a button or the address asks for; called once a full run, outside of the grid's fragment.

    What was asked for stays until it is closed: a full run for another reason must not close it.
    """
    kind, key = st.session_state.get("dialog") or ("", "")
    for record in workbench.section(slug).records:
        state = grid_state(engagement_id, record)
        if key == state.key:
            title = _DIALOGS[kind][0]()
            st.dialog(f"{title}: {_(record.label[1])}", width="large", on_dismiss=_close)(_DIALOGS[kind][1])(state)
            return
        if not record.single and _asked_record(record):
            st.dialog(_(record.label[0]), width="large", on_dismiss=_close)(_record_dialog)(state)
            return
    st.session_state.pop("dialog", None)  # it was asked for on another page


def _asked_record(record: type[Record]) -> int | None:
    """The id that the address names, when it is of this type."""
    kind, _dash, row_id = st.query_params.get("record", "").rpartition("-")
    return int(row_id) if kind == record.record_key() and row_id.isdigit() else None


def _close() -> None:
    st.session_state.pop("dialog", None)
    address = st.query_params.to_dict()
    kind = str(address.pop("record", "")).rpartition("-")[0]
    if kind:
        st.query_params.from_dict({"view": kind} | address)  # the address may have named the view by its record only; one step of history


# --- one record


def _record_dialog(state: GridState) -> None:
    row_id = _asked_record(state.record)
    with workbench.open_book(state.engagement_id) as book:
        row = book.get(state.record, row_id)
        if row is None:
            st.info(_("This record is not there any more. “Undo” in the grid may bring it back."))
            return
        _neighbours(state, book, row)
        place = _place_of(state, row.id)
        with place:
            record_form(state, book, row)
    with place, st.expander(_("History"), on_change="rerun", key=f"{state.key}_history_{row.id}", icon=":material/history:") as panel:
        if panel.open:
            _history(state, row.id)


def _place_of(state: GridState, row_id: int) -> DeltaGenerator:
    """Where a record's fields stand. Those of the record before go at once.

    Else Streamlit would show both until the run ends, and for longer when its news of that is lost: another fragment that
    begins before it was sent calls it off. A block of another kind takes nothing over from what stood in its place.
    """
    if state.opened == row_id:
        return st.container()  # keeps the inputs, and the cursor in them
    state.opened = row_id
    place = st.empty()
    place.expander("")
    return place.container()


def _neighbours(state: GridState, book: Book, row: Record) -> None:
    """The way to the rows beside it, in the order of the grid."""
    live = [each.id for each in book.rows(state.record)]
    ids = [each for each in state.ids if each in live] or live
    at = ids.index(row.id) if row.id in ids else -1
    with st.container(horizontal=True, vertical_alignment="center", key=f"{state.key}_neighbours"):
        for label, icon, there, shortcut in (
            (_("Previous"), ":material/chevron_left:", at - 1, "Alt+PageUp"),
            (_("Next"), ":material/chevron_right:", at + 1, "Alt+PageDown"),
        ):
            known = at >= 0 and 0 <= there < len(ids)
            st.button(label, icon=icon, disabled=not known, key=f"{state.key}_{icon[18:-1]}", type="tertiary", shortcut=shortcut,
                      on_click=_go, args=(state, ids[there] if known else row.id))  # fmt: skip
        if at >= 0:
            st.caption(_("{n} of {total}").format(n=at + 1, total=len(ids)), width="content")
        saved_badge(state, "dialog")


def _go(state: GridState, row_id: int) -> None:
    st.query_params["record"] = f"{state.record.record_key()}-{row_id}"


def record_form(state: GridState, book: Book, row: Record) -> None:
    """All fields of a record: short ones in pairs, long texts over the full width, in the order of the record."""
    specs = fields_of(state.record)
    options = reference_options(book, specs, [row])
    short = [spec for spec in specs if spec.kind not in WIDE]
    with st.container(key=f"fields_{state.key}"):
        for at in range(0, len(short), 2):
            for place, spec in zip(st.columns(2, gap="medium"), short[at : at + 2], strict=False):
                with place:
                    field_input(state, book, row, spec, options)
        for spec in specs:
            if spec.kind in WIDE:
                field_input(state, book, row, spec, options)


def _history(state: GridState, row_id: int) -> None:
    specs = field_map(state.record)
    with workbench.open_book(state.engagement_id) as book:
        for entry in workbench.history(state.engagement_id, state.record, row_id):
            when = entry.at.astimezone()
            spec = specs.get(entry.field)
            if spec:
                before, after = (_printed_entry(book, spec, value) for value in (entry.before, entry.after))
                what = _("{field}: “{before}” → “{after}”").format(field=_(spec.title), before=before, after=after)
            else:
                what = {"*": _("added"), "deleted_at": _("deleted") if entry.after else _("restored")}.get(entry.field, _("changed"))
            st.text(f"{formats.day(when.date())} {formats.clock(when)} · {entry.who} · {what}")


def _printed_entry(book: Book, spec: Any, value: Any) -> str:
    """A value of the history as people read it; as it is when its field would not take it any more."""
    try:
        return book.print_value(spec, spec.parse(value))
    except BadValue:
        return str(value or "")


# --- the library


def _library_dialog(state: GridState) -> None:
    entries, searched = _searched(state)
    there = _titles_there(state)
    key = f"{state.key}_entries_{abs(hash(searched))}"
    keys = tuple(str(each["key"]) for each in entries)
    st.data_editor(
        pd.DataFrame([_preview(state, each, there) for each in entries], index=list(keys), columns=[PICK, "name", "says", "there"]),
        key=key,
        num_rows="fixed",
        hide_index=True,
        height=LIBRARY_HEIGHT,
        row_height=ROW_HEIGHT,
        placeholder="",
        alt=_("Library"),
        disabled=["name", "says", "there"],
        column_config={
            PICK: st.column_config.CheckboxColumn("✓", width=42, pinned=True),
            "name": st.column_config.TextColumn(_("Name"), width=270),
            "says": st.column_config.TextColumn(_("What it says"), width=560),
            "there": st.column_config.TextColumn(_("There already"), width=120),
        },
        on_change=_tick,
        args=(state, key, keys),
    )
    _library_buttons(state, entries, there)


def _searched(state: GridState) -> tuple[list[dict[str, Any]], tuple[Any, ...]]:
    """The entries that the search leaves, and what was searched for."""
    industry = workbench.industry(state.engagement_id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(_("Search"), key=f"{state.key}_library_search", icon=":material/search:")
        fitting = bool(industry) and st.checkbox(_("Only what fits the client's industry"), value=True, key=f"{state.key}_library_fit")
    return workbench.library_entries(state.record.section_slug(), state.record, search, industry if fitting else ""), (search, fitting)


def _tick(state: GridState, key: str, keys: tuple[str, ...]) -> None:
    widget = st.session_state.get(key)
    for at, changes in (widget["edited_rows"] if widget is not None else {}).items():
        (state.chosen.add if changes.get(PICK) else state.chosen.discard)(keys[int(at)])


def _library_buttons(state: GridState, entries: Sequence[dict[str, Any]], there: set[str]) -> None:
    everything = workbench.library_entries(state.record.section_slug(), state.record)
    picked = [each for each in everything if str(each["key"]) in state.chosen]
    new = [each for each in entries if entry_name(each) not in there]
    with st.container(horizontal=True):
        label = ngettext("Add {n} ticked", "Add {n} ticked", len(picked)) if picked else _("Add the ticked ones")
        if st.button(label, type="primary", disabled=not picked, icon=":material/add:", key="library_add", shortcut="Ctrl+Enter"):
            _take(state, picked)
        label = ngettext("Add {n} that is not there yet", "Add all {n} that are not there yet", len(new))
        if st.button(label, disabled=not new, key="library_all"):
            _take(state, new)


def _take(state: GridState, entries: Sequence[Mapping[str, Any]]) -> None:
    ids = workbench.add_from_library(state.engagement_id, state.record, entries, state.who)
    _added(state, ids)


def _added(state: GridState, ids: Sequence[int]) -> None:
    """Close the dialog and show the first of the new rows."""
    state.saved(ngettext("{n} row added", "{n} rows added", len(ids)))
    state.filter = ""
    state.show(ids[0])
    _close()
    st.rerun()


def _preview(state: GridState, entry: Mapping[str, Any], there: set[str]) -> dict[str, Any]:
    texts = [
        str(value).strip()
        for name, value in entry.items()
        if name not in ("key", "name", "industries") and isinstance(value, str) and len(value) > 25
    ]
    name = entry_name(dict(entry))
    return {
        PICK: str(entry["key"]) in state.chosen,
        "name": name,
        "says": " · ".join(texts),
        "there": _("yes") if name in there else "",
    }


def _titles_there(state: GridState) -> set[str]:
    with workbench.open_book(state.engagement_id) as book:
        return {book.title(row) for row in book.rows(state.record)}


# --- pasting


def _paste_dialog(state: GridState) -> None:
    st.text(
        _(
            "Copy cells in Excel and paste them here. The first line may hold the column names; "
            "without it the columns of the grid are meant, in their order."
        )
    )
    key = f"{state.key}_pasted"
    text = st.text_area(_("Pasted cells"), height=150, key=key)
    if not text.strip():
        st.button(_("Check"), icon=":material/fact_check:", key=f"{state.key}_paste_check")  # leaving the text checks it; this says so
        return
    plan = workbench.plan_rows(state.engagement_id, state.record, text)
    bad = {each.row for each in plan.problems}
    good = [row for number, row in enumerate(plan.rows, start=1) if number not in bad]
    _plan_table(state, plan)
    _problems(plan)
    label = ngettext("Add {n} row", "Add {n} rows", len(good))
    if bad and good:
        label += " " + _("(leave out the ones with errors)")
    if st.button(label, type="primary", disabled=not good, key=f"{state.key}_paste_add", icon=":material/add:"):
        _added(state, workbench.add_many(state.engagement_id, state.record, good, state.who))


def _plan_table(state: GridState, plan: workbench.Plan) -> None:
    """What each cell became; one that cannot be read stands there as it was pasted, with a cross."""
    wrong = {(each.row, each.column): f"✗ {each.text}" for each in plan.problems}
    specs = [spec for spec in fields_of(state.record) if _(spec.title) in plan.columns]
    with workbench.open_book(state.engagement_id) as book:
        lines = [
            [wrong.get((number, _(spec.title)), book.print_value(spec, row[spec.name]) if spec.name in row else "") for spec in specs]
            for number, row in enumerate(plan.rows[:MOST_PREVIEWED], start=1)
        ]
    shown = pd.DataFrame(lines, index=range(1, len(lines) + 1), columns=[_(spec.title) for spec in specs])
    st.dataframe(shown, height=min(300, 3 + ROW_HEIGHT * (1 + max(1, len(lines)))), row_height=ROW_HEIGHT, alt=_("Pasted cells"))


def _problems(plan: workbench.Plan) -> None:
    if not plan.problems:
        return
    said = [
        _("Row {row}, {column}: “{text}”. {expected}").format(row=each.row, column=each.column, text=each.text, expected=each.expected)
        for each in plan.problems
    ]
    title = ngettext("{n} cell cannot be read", "{n} cells cannot be read", len(said))
    with st.container(border=True, height=min(190, 62 + 27 * len(said)), gap="xsmall", key="paste_problems"):
        st.markdown(f":material/error: **{title}**")
        for each in said:
            st.text(each)


_DIALOGS = {
    "library": (lambda: _("From the library"), _library_dialog),
    "paste": (lambda: _("Paste rows"), _paste_dialog),
}
