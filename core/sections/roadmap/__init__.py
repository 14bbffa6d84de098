"""Roadmap."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.roadmap.records import Wave, Item, StatusEntry

SECTION = Section(
    slug="roadmap",
    title=N_("Roadmap"),
    purpose="",
    icon="map",
    phase=Phase.BUILD,
    order=10,
    records=(Wave, Item, StatusEntry,),
)
