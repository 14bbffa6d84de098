"""Goals and KPIs: what the business wants, what CRM marketing does for it, and the figures that will tell."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.goals import chapter, checks, pictures
from core.sections.goals.records import Driver, Goal, Kpi, Measurement

SECTION = Section(
    slug="goals",
    title=N_("Goals and KPIs"),
    purpose=N_(
        "What the business wants, and what CRM marketing does for it: goals, tasks and who answers for them.\n"
        "The figures that will tell whether it works, and what revenue is made of."
    ),
    icon="flag",
    phase=Phase.DESIGN,
    order=2,
    records=(Goal, Kpi, Measurement, Driver),
    pictures=(
        PictureSpec("tree", N_("Goal tree"), pictures.goal_tree, Goal),
        PictureSpec("progress", N_("Progress of the KPIs"), pictures.kpi_progress, Kpi),
        PictureSpec("drivers", N_("Driver tree"), pictures.driver_tree, Driver),
    ),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
