"""The client and the engagement at a glance: facts, fit, scope, meetings."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.brief import chapter, checks, pictures
from core.sections.brief.records import Facts, Meeting, Scope, Todo

SECTION = Section(
    slug="brief",
    title=N_("Brief"),
    purpose=N_(
        "Who the client is, and whether CRM marketing pays there.\n"
        "What the strategy covers and what it leaves out, what was decided and promised at the meetings."
    ),
    icon="assignment",
    phase=Phase.ENGAGEMENT,
    order=0,
    records=(Facts, Scope, Meeting, Todo),
    pictures=(PictureSpec("base", N_("Customer base"), pictures.base, Facts),),
    checks=checks_of(checks),
    chapter=chapter.chapter,
    always=True,
)
