"""Segmentation."""

from core.i18n import N_
from core.section import Phase, Section
from core.sections.segmentation.records import Dimension, Value, Condition, Segment

SECTION = Section(
    slug="segmentation",
    title=N_("Segmentation"),
    purpose="",
    icon="grid_view",
    phase=Phase.DESIGN,
    order=6,
    records=(Dimension, Value, Condition, Segment,),
)
