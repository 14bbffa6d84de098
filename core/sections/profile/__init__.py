"""Customer profile."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.profile.records import ProfileField, Integration

SECTION = Section(
    slug="profile",
    title=N_("Customer profile"),
    purpose="",
    icon="badge",
    phase=Phase.BUILD,
    order=7,
    records=(ProfileField, Integration,),
)
