"""The AS-IS audit: how customers meet the company today, and what it has to work with."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.audit import chapter, checks, pictures
from core.sections.audit.records import Acquisition, MaturityAnswer, Process, Respondent, Stage, System, Touchpoint

SECTION = Section(
    slug="audit",
    title=N_("AS-IS audit"),
    purpose=N_(
        "Where customers meet the company today, and where they are lost.\n"
        "What marketing, sales and service have to work with: processes, systems, maturity, the price of a new customer."
    ),
    icon="travel_explore",
    phase=Phase.UNDERSTAND,
    order=1,
    records=(Stage, Touchpoint, Process, System, Respondent, MaturityAnswer, Acquisition),
    pictures=(
        PictureSpec("journey", N_("Customer journey"), pictures.journey, Stage),
        PictureSpec("touchpoints", N_("Importance and quality of touchpoints"), pictures.touchpoints, Touchpoint),
        PictureSpec("maturity", N_("Maturity"), pictures.maturity, MaturityAnswer),
        PictureSpec("acquisition", N_("From lead to buyer"), pictures.acquisition, Acquisition),
    ),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
