"""The dialogs of a grid: pick from the library, paste rows, one record with all its fields."""

import streamlit as st

from core import workbench
from core.fields import fields_of
from core.i18n import _, formats, ngettext
from core.workbench import Book, Record
from pages.widgets.grid import grid_state, reference_options
from pages.widgets.grid_state import GridState
from pages.widgets.inputs import field_input


def open_asked_for(engagement_id: int, slug: str) -> None:
    """Open the dialog that a button or the address asks for; called once a full run, outside of the grid's fragment."""
    asked = st.session_state.pop("dialog", None)
    for record in workbench.section(slug).records:
        state = grid_state(engagement_id, record)
        if asked == ("library", state.key):
            _titled(_library_dialog, _("From the library: {records}").format(records=_(record.label[1])), state)
        elif asked == ("paste", state.key):
            _titled(_paste_dialog, _("Paste rows: {records}").format(records=_(record.label[1])), state)
        elif st.query_params.get("record", "").startswith(f"{record.record_key()}-"):
            row_id = st.query_params["record"].rsplit("-", 1)[1]
            if row_id.isdigit():
                st.dialog(_(record.label[0]), width="large", on_dismiss=_close_record)(_record_dialog)(state, int(row_id))


def _titled(dialog, title: str, state: GridState) -> None:  # type: ignore[no-untyped-def]
    st.dialog(title, width="large")(dialog)(state)


def _close_record() -> None:
    st.query_params.pop("record", None)


# --- one record


def _record_dialog(state: GridState, row_id: int) -> None:
    with workbench.open_book(state.engagement_id) as book:
        row = book.get(state.record, row_id)
        if row is None:
            st.info(_("This record is not there any more. “Undo” in the grid may bring it back."))
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            _step_button(book, row, -1)
            _step_button(book, row, +1)
            if state.saved_at:
                st.badge(_("saved {time}").format(time=formats.clock(state.saved_at)), icon=":material/check:", color="green")
        record_form(state, book, row)
    with st.expander(_("History"), on_change="rerun", key=f"{state.key}_history_{row_id}") as panel:
        if panel.open:
            _history(state, row_id)


def record_form(state: GridState, book: Book, row: Record) -> None:
    """All fields of a record: short ones in two columns, long texts over the full width."""
    specs = fields_of(state.record)
    options = reference_options(book, specs, [row])
    short = [spec for spec in specs if spec.kind.value not in ("long_text", "references", "choices")]
    left, right = st.columns(2, gap="medium")
    for at, spec in enumerate(short):
        with left if at % 2 == 0 else right:
            field_input(state, book, row, spec, options)
    for spec in specs:
        if spec not in short:
            field_input(state, book, row, spec, options)


def _step_button(book: Book, row: Record, step: int) -> None:
    rows = [each.id for each in book.rows(type(row))]
    there = rows.index(row.id) + step
    label, icon = (_("Previous"), ":material/chevron_left:") if step < 0 else (_("Next"), ":material/chevron_right:")
    if st.button(label, icon=icon, disabled=not 0 <= there < len(rows), key=f"step_{step}", type="tertiary"):
        st.query_params["record"] = f"{row.record_key()}-{rows[there]}"
        st.rerun()


def _history(state: GridState, row_id: int) -> None:
    specs = {spec.name: spec for spec in fields_of(state.record)}
    for entry in workbench.history(state.engagement_id, state.record, row_id):
        when = f"{formats.day(entry.at.astimezone().date())} {formats.clock(entry.at.astimezone())}"
        if entry.field in specs:
            what = _("{field}: “{before}” → “{after}”").format(
                field=_(specs[entry.field].title), before=entry.before or "", after=entry.after or ""
            )
        else:
            what = {"*": _("added"), "deleted_at": _("deleted") if entry.after else _("restored")}.get(entry.field, _("changed"))
        st.text(f"{when} · {entry.who} · {what}")


# --- the library


def _library_dialog(state: GridState) -> None:
    slug = state.record.section_slug()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(_("Search"), key=f"{state.key}_library_search", icon=":material/search:")
        industry = _industry(state)
        only_fitting = bool(industry) and st.checkbox(_("Only what fits the client's industry"), key=f"{state.key}_library_fit")
    entries = workbench.library_entries(slug, state.record, search, industry if only_fitting else "")
    there = _titles_there(state)
    chosen = st.dataframe(
        [_preview(each, there) for each in entries],
        hide_index=True,
        key=f"{state.key}_library_{hash((search, only_fitting))}",
        on_select="rerun",
        selection_mode="multi-row",
        height=430,
        row_height=35,
    )
    picked = [entries[at] for at in chosen["selection"]["rows"] if at < len(entries)]
    with st.container(horizontal=True):
        if st.button(
            ngettext("Add {n} ticked", "Add {n} ticked", len(picked)),
            type="primary",
            disabled=not picked,
            icon=":material/add:",
            key="library_add",
        ):
            _take(state, picked)
        new = [each for each in entries if _name(each) not in there]
        if st.button(
            ngettext("Add {n} that is not there yet", "Add all {n} that are not there yet", len(new)), disabled=not new, key="library_all"
        ):
            _take(state, new)


def _take(state: GridState, entries: list[dict]) -> None:  # type: ignore[type-arg]
    workbench.add_from_library(state.engagement_id, state.record, entries, state.who)
    state.saved(ngettext("{n} row added", "{n} rows added", len(entries)))
    state.ids = []
    st.rerun()


def _name(entry: dict) -> str:  # type: ignore[type-arg]
    return str(entry.get("name") or entry.get("subject") or entry["key"])


def _preview(entry: dict, there: set[str]) -> dict[str, str]:  # type: ignore[type-arg]
    texts = [
        str(value).strip()
        for name, value in entry.items()
        if name not in ("key", "name", "industries") and isinstance(value, str) and len(value) > 25
    ]
    return {_("Name"): _name(entry), _("What it says"): " · ".join(texts), _("There already"): _("yes") if _name(entry) in there else ""}


def _titles_there(state: GridState) -> set[str]:
    with workbench.open_book(state.engagement_id) as book:
        return {book.title(row) for row in book.rows(state.record)}


def _industry(state: GridState) -> str:
    return workbench.industry(state.engagement_id)


# --- pasting


def _paste_dialog(state: GridState) -> None:
    st.text(
        _(
            "Copy cells in Excel and paste them here. The first line may hold the column names; without it the columns of the grid are meant, in their order."
        )
    )
    text = st.text_area(_("Pasted cells"), height=180, key=f"{state.key}_pasted")
    if not text.strip():
        return
    plan = workbench.plan_rows(state.engagement_id, state.record, text)
    st.dataframe([_printed(state, row) for row in plan.rows[:50]], hide_index=True, height=min(300, 38 + 35 * max(1, len(plan.rows))))
    for problem in plan.problems[:20]:
        st.error(
            _("Row {row}, {column}: “{text}”. {expected}").format(
                row=problem.row, column=problem.column, text=problem.text, expected=problem.expected
            ),
            icon=":material/error:",
        )
    good = [row for number, row in enumerate(plan.rows, start=1) if not any(each.row == number for each in plan.problems)]
    label = ngettext("Add {n} row", "Add {n} rows", len(good))
    if plan.problems and good:
        label += " " + _("(leave out the ones with errors)")
    if st.button(label, type="primary", disabled=not good, key=f"{state.key}_paste_add"):
        workbench.add_many(state.engagement_id, state.record, good, state.who)
        state.saved(ngettext("{n} row added", "{n} rows added", len(good)))
        state.ids = []
        st.session_state.pop(f"{state.key}_pasted", None)
        st.rerun()


def _printed(state: GridState, values: dict) -> dict[str, str]:  # type: ignore[type-arg]
    with workbench.open_book(state.engagement_id) as book:
        return {_(spec.title): book.print_value(spec, values[spec.name]) for spec in fields_of(state.record) if spec.name in values}
