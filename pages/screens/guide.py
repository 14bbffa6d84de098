"""How the work goes, and what each part of a screen is for."""

import streamlit as st

from core import workbench
from core.i18n import _
from core.section import PHASE_LABELS, Phase


def show() -> None:
    """Help in one page."""
    st.title(_("Guide"), anchor=False)
    st.markdown(
        _(
            "A CRM strategy is the company's guide to earning more from the customers it already has. The sections follow the consultant's work; each is filled in a workshop, checked, and becomes a chapter of the document."
        )
    )
    for phase in Phase:
        sections = [each for each in workbench.registry() if each.phase is phase]
        if sections:
            st.subheader(_(PHASE_LABELS[phase]), anchor=False)
            for section in sections:
                st.markdown(f":material/{section.icon}: **{_(section.title)}** — {_(section.purpose)}")
    st.subheader(_("In a section"), anchor=False)
    for text in (
        _("**Workshop**: the questions to ask; note what is said in their words. It is saved when you leave the field."),
        _(
            "**Records**: type into a cell and press Enter: it is saved, the time stands beside the actions. Tick a row to open, move, copy or delete it. Undo takes back your last action."
        ),
        _(
            "**From library**: ready-made records to tick and add. **Paste rows**: cells copied in Excel; nothing is added before you have seen how they were read."
        ),
        _("**No value?** Open the row and say “don't know yet” or “not applicable” beside the field."),
        _("**Two people in one table**: nobody overwrites anybody. Who saves second sees both values and chooses."),
        _("**Findings**: what contradicts itself. Mend it, or live with it and say why."),
        _("**Document**: what the client will read of this section."),
        _("**Keyboard**: arrows move, Enter opens and saves a cell, Space ticks, Tab goes from control to control."),
    ):
        st.markdown(f"- {text}")
