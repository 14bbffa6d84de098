"""The customer profile: what is kept of one customer, where it comes from, what for and on what grounds."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.profile import chapter, checks, pictures
from core.sections.profile.records import Integration, ProfileField

SECTION = Section(
    slug="profile",
    title=N_("Customer profile"),
    purpose=N_(
        "Everything known of one customer, in one record: where it comes from, what it is for, on what grounds it is kept.\n"
        "From it follow the migration map and the specification of integrations."
    ),
    icon="badge",
    phase=Phase.BUILD,
    order=7,
    records=(ProfileField, Integration),
    pictures=(PictureSpec("flows", N_("From systems to uses"), pictures.flows, ProfileField),),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
