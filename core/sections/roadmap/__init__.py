"""The roadmap: who does what by when, what decides the end, and how it stands today."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.roadmap import chapter, checks, load_pictures, pictures
from core.sections.roadmap.records import Item, StatusEntry, Wave

SECTION = Section(
    slug="roadmap",
    title=N_("Roadmap"),
    purpose=N_(
        "Who does what by when to put the strategy into practice, in waves that each end in something of use.\n"
        "What decides the end, who has too much at once, what is blocked, how it stands against what was agreed."
    ),
    icon="map",
    phase=Phase.BUILD,
    order=10,
    records=(Wave, Item, StatusEntry),
    pictures=(
        PictureSpec("costs", N_("Cost by wave"), pictures.costs, Wave),
        PictureSpec("gantt", N_("Chart with the critical path"), pictures.gantt, Item),
        PictureSpec("effort", N_("Effort by month"), load_pictures.effort, Item),
        PictureSpec("people", N_("Items by owner and month"), load_pictures.people, Item),
    ),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
