"""Competitor monitoring: what others do to keep their customers, and what to borrow from it."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.competitors import chapter, checks, pictures
from core.sections.competitors.records import Competitor, Criterion, Message, Practice, Score

SECTION = Section(
    slug="competitors",
    title=N_("Competitors"),
    purpose=N_(
        "What the leaders of the market do to keep their customers, and whether it works.\n"
        "How the client compares with them, and what to borrow and do better."
    ),
    icon="visibility",
    phase=Phase.UNDERSTAND,
    order=3,
    records=(Competitor, Practice, Criterion, Score, Message),
    pictures=(
        PictureSpec("practices", N_("Verdicts on practices by area"), pictures.practices, Practice),
        PictureSpec("marks", N_("Benchmark by criteria"), pictures.marks, Score),
        PictureSpec("benchmark", N_("The client against the best"), pictures.against_the_best, Score),
        PictureSpec("calendar", N_("Calendar of messages"), pictures.calendar, Message),
    ),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
