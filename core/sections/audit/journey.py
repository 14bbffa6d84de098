"""The journey as customers feel it: emotions of stages, touchpoints in their stages, what to mend first."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from core.sections.audit.records import Stage, Touchpoint, priority

KEY_IMPORTANCE = 4  # from here on a touchpoint decides whether a customer stays
POOR_QUALITY = 2  # up to here it fails


def by_stage(touchpoints: Iterable[Touchpoint]) -> dict[int, list[Touchpoint]]:
    """Touchpoints under the id of their stage, in their order; those without a stage are left out."""
    found: dict[int, list[Touchpoint]] = {}
    for each in touchpoints:
        if each.stage_id is not None:
            found.setdefault(each.stage_id, []).append(each)
    return found


def stage_emotion(stage: Stage, touchpoints: Iterable[Touchpoint]) -> float | None:
    """−2 angry … +2 delighted: what was typed for the stage, else the mean of its touchpoints; None while nothing is known."""
    if stage.emotion is not None:
        return float(stage.emotion)
    known = [each.emotion for each in touchpoints if each.emotion is not None]
    return fmean(known) if known else None


def stage_emotions(stages: Iterable[Stage], touchpoints: Iterable[Touchpoint]) -> dict[int, float | None]:
    """The emotion of every stage, by its id."""
    parts = by_stage(touchpoints)
    return {each.id: stage_emotion(each, parts.get(each.id, ())) for each in stages}


def lowest(stages: Sequence[Stage], emotions: Mapping[int, float | None]) -> tuple[Stage, float] | None:
    """The stage where customers feel worst, the first of equals; None while no emotion is known."""
    known = [(stage, emotion) for stage in stages if (emotion := emotions[stage.id]) is not None]
    return min(known, key=lambda pair: pair[1]) if known else None


def is_broken(touchpoint: Touchpoint) -> bool:
    """Important to the customer (4–5) and poor today (1–2)."""
    if touchpoint.importance is None or touchpoint.quality is None:
        return False
    return touchpoint.importance >= KEY_IMPORTANCE and touchpoint.quality <= POOR_QUALITY


def by_priority(touchpoints: Iterable[Touchpoint]) -> list[Touchpoint]:
    """The touchpoints where effort pays first at the head; those whose priority is not known at the end."""
    return sorted(touchpoints, key=lambda each: -1 if (found := priority(each)) is None else found, reverse=True)
