"""Competitors."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.competitors.records import Competitor, Practice, Criterion, Score, Message

SECTION = Section(
    slug="competitors",
    title=N_("Competitors"),
    purpose="",
    icon="visibility",
    phase=Phase.UNDERSTAND,
    order=3,
    records=(Competitor, Practice, Criterion, Score, Message,),
)
