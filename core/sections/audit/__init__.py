"""AS-IS audit."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.audit.records import Stage, Touchpoint, Process, System, Respondent, MaturityAnswer, Acquisition

SECTION = Section(
    slug="audit",
    title=N_("AS-IS audit"),
    purpose="",
    icon="travel_explore",
    phase=Phase.UNDERSTAND,
    order=1,
    records=(Stage, Touchpoint, Process, System, Respondent, MaturityAnswer, Acquisition,),
)
