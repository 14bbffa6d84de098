"""Segmentation: into whom the base is divided, by which rules, and what each part is offered."""

from core.checks import checks_of
from core.i18n import N_
from core.section import Phase, PictureSpec, Section
from core.sections.segmentation import chapter, checks, pictures
from core.sections.segmentation.records import Condition, Dimension, Segment, Value

SECTION = Section(
    slug="segmentation",
    title=N_("Segmentation"),
    purpose=N_(
        "Into whom the base is divided: by what customers do before who they are.\n"
        "What each segment needs, what it is offered and where, and who comes first."
    ),
    icon="grid_view",
    phase=Phase.DESIGN,
    order=6,
    records=(Dimension, Value, Condition, Segment),
    pictures=(
        PictureSpec("size", N_("Segments by customers"), pictures.sizes, Segment),
        PictureSpec("revenue", N_("Segments by share of revenue"), pictures.revenue_shares, Segment),
        PictureSpec("priority", N_("Segments by priority"), pictures.priorities, Segment),
    ),
    checks=checks_of(checks),
    chapter=chapter.chapter,
)
