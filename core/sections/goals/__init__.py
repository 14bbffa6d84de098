"""Goals and KPIs."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.goals.records import Goal, Kpi, Measurement, Driver

SECTION = Section(
    slug="goals",
    title=N_("Goals and KPIs"),
    purpose="",
    icon="flag",
    phase=Phase.DESIGN,
    order=2,
    records=(Goal, Kpi, Measurement, Driver,),
)
