"""All engagements: open, create, copy, archive, delete."""

import streamlit as st

from core import workbench
from core.i18n import LANGUAGES, N_, _, formats
from pages import session

DEMOS = {"airline": N_("airline (in Russian)"), "pharmacy": N_("pharmacies (in English)")}
CURRENCIES = ("EUR", "USD", "RUB", "UZS", "CNY", "KZT", "GBP", "BYN", "TRY", "AED")


def show() -> None:
    """The start page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            st.title(_("Engagements"))
            st.caption(_("One engagement is one client's CRM strategy: worked out together, checked, documented, put into practice."))
        if st.button(_("New engagement"), icon=":material/add:", type="primary", key="new_engagement"):
            st.dialog(_("New engagement"))(_create_dialog)()
    if not st.session_state.person_name:
        _ask_name()
    archived = st.session_state.get("show_archived", False)
    found = workbench.all_engagements(archived=True)
    for engagement in found:
        if engagement.archived_at is None or archived:
            _card(engagement)
    if not found:
        st.info(_("Nothing here yet. Create an engagement, or load a worked example below to look around."))
    with st.container(horizontal=True, vertical_alignment="center"):
        for name in workbench.demos():
            st.button(
                _("Load the example: {name}").format(name=_(DEMOS.get(name, name))),
                icon=":material/school:",
                key=f"demo_{name}",
                on_click=_load_demo,
                args=(name,),
                type="tertiary",
            )
        if any(each.archived_at for each in found):
            st.toggle(_("Show archived"), key="show_archived")


def _ask_name() -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", key="ask_name"):
        st.text_input(
            _("Your name"),
            key="asked_name",
            placeholder=_("Shown in the history"),
            on_change=lambda: session.remember(name=st.session_state.asked_name),
        )
        st.button(_("That is me"), key="asked_name_ok")


def _card(engagement: workbench.Engagement) -> None:
    overview = workbench.overview(engagement.id)
    inside = {slug: share for slug, share in overview.progress.items() if slug not in overview.out_of_scope}
    progress = sum(inside.values()) / len(inside)
    with st.container(border=True, key=f"engagement_{engagement.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                st.page_link(
                    st.session_state.pages["overview"], label=f"**{_plain(engagement.name)}**", query_params={"e": str(engagement.id)}
                )
                st.caption(" · ".join(_about(engagement, overview)))
            if engagement.demo:
                st.badge(_("worked example"), icon=":material/school:", color="gray")
            if engagement.archived_at:
                st.badge(_("archived"), icon=":material/inventory_2:", color="gray")
            titles = _menu(engagement)
            st.menu_button(
                "",
                list(titles),
                icon=":material/more_vert:",
                type="tertiary",
                key=f"menu_{engagement.id}",
                format_func=titles.__getitem__,
                on_click=_chosen,
                args=(engagement.id,),
                help=_("More"),
            )
        st.progress(progress, text=_("filled {share}").format(share=formats.percent(progress, 0)))
    asked = st.session_state.get("engagement_dialog")
    if asked and asked[1] == engagement.id:
        del st.session_state.engagement_dialog
        _DIALOGS[asked[0]](engagement)


def _plain(text: str) -> str:
    """A person's text as it is, not as Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-!|<>$:~" else char for char in text)


def _about(engagement: workbench.Engagement, overview: workbench.Overview) -> list[str]:
    open_findings = overview.open_findings()
    records = sum(overview.records.values())
    return [
        LANGUAGES[engagement.language],
        engagement.currency,
        _("{n} records").format(n=formats.number(records)),
        _("{n} open findings").format(n=len(open_findings)),
        _("since {date}").format(date=formats.day(engagement.created_at.date())),
    ]


def _menu(engagement: workbench.Engagement) -> dict[str, str]:
    archive = _("Bring back from the archive") if engagement.archived_at else _("Archive")
    return {"copy": _("Copy"), "archive": archive, "delete": _("Delete…"), "settings": _("Name, language, currency…")}


def _chosen(engagement_id: int) -> None:
    choice = st.session_state[f"menu_{engagement_id}"]
    engagement = workbench.find_engagement(engagement_id)
    if engagement is None:
        return
    if choice == "copy":
        workbench.duplicate_engagement(engagement_id, _("{name} (copy)").format(name=engagement.name[:180]), session.who())
    elif choice == "archive":
        workbench.change_engagement(engagement_id, session.who(), {"archived": engagement.archived_at is None})
    else:
        st.session_state.engagement_dialog = choice, engagement_id


def _load_demo(name: str) -> None:
    workbench.load_demo(name)


# --- dialogs


def _create_dialog() -> None:
    name = st.text_input(_("Name of the engagement"), key="create_name", max_chars=200, placeholder=_("The client's name"))
    language = _language_input("create_language", st.session_state.language)
    currency = st.selectbox(
        _("Currency"),
        CURRENCIES,
        index=CURRENCIES.index("RUB") if language == "ru" else 0,
        key=f"create_currency_{language}",
        accept_new_options=True,
    )
    if st.button(_("Create"), type="primary", key="create_ok"):
        try:
            engagement_id = workbench.create_engagement(name, language, _code(currency), session.who())
        except ValueError as wrong:
            st.error(str(wrong), icon=":material/error:")
            return
        st.switch_page(st.session_state.pages["brief"], query_params={"e": str(engagement_id)})


def _code(currency: str | None) -> str:
    code = (currency or "").strip().upper()
    if len(code) != 3 or not code.isalpha():
        raise ValueError(_("A currency is a code of three letters, such as EUR."))
    return code


def _language_input(key: str, chosen: str) -> str:
    codes = list(LANGUAGES)
    return st.radio(
        _("Language of the documents"), codes, index=codes.index(chosen), format_func=LANGUAGES.__getitem__, horizontal=True, key=key
    )


def _settings_dialog(engagement: workbench.Engagement) -> None:
    @st.dialog(_("Name, language, currency"))
    def dialog() -> None:
        name = st.text_input(_("Name of the engagement"), engagement.name, max_chars=200, key="settings_name")
        language = _language_input("settings_language", engagement.language)
        currency = st.text_input(_("Currency"), engagement.currency, max_chars=3, key="settings_currency")
        if st.button(_("Save"), type="primary", key="settings_ok"):
            try:
                workbench.change_engagement(engagement.id, session.who(), {"name": name, "language": language, "currency": _code(currency)})
            except ValueError as wrong:
                st.error(str(wrong), icon=":material/error:")
                return
            st.rerun()

    dialog()


def _delete_dialog(engagement: workbench.Engagement) -> None:
    @st.dialog(_("Delete the engagement"))
    def dialog() -> None:
        records = sum(workbench.overview(engagement.id).records.values())
        st.text(
            _("“{name}” goes with its {n} records and their history. This cannot be undone; archiving can.").format(
                name=engagement.name, n=records
            )
        )
        typed = st.text_input(_("Type the name to confirm"), key="delete_name")
        if st.button(_("Delete for good"), type="primary", key="delete_ok"):
            if typed.strip() != engagement.name:
                st.error(_("That is not the engagement's name: “{name}”.").format(name=engagement.name), icon=":material/error:")
                return
            workbench.delete_engagement(engagement.id)
            st.rerun()

    dialog()


_DIALOGS = {"delete": _delete_dialog, "settings": _settings_dialog}
