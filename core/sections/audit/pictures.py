"""Pictures of the audit: the journey with its emotion line, what is vital and broken, maturity, the price of a customer."""

import math
from collections.abc import Sequence
from decimal import Decimal

from core.i18n import _, ngettext
from core.i18n.formats import day, money, number, percent
from core.pictures import FunnelRow, Funnels, Journey, JourneyStage, Picture, Point, Quadrant, Radar, Series, Tone
from core.sections.audit.journey import by_priority, by_stage, is_broken, lowest, stage_emotions
from core.sections.audit.maturity import TOP, Score, area_label, area_scores
from core.sections.audit.records import (
    Acquisition,
    MaturityAnswer,
    Stage,
    Touchpoint,
    conversion,
    customer_acquisition_cost,
    priority,
)
from core.store.book import Book

TOP_PRIORITY = 20
BESIDE = 0.17  # how far points with the same marks stand from their true place, in steps of the scale


def signed(emotion: float) -> str:
    """An emotion as people read it: «+0.5», «−2», «0»."""
    shown = round(emotion, 1)
    return ("" if shown == 0 else "+" if shown > 0 else "−") + number(abs(shown))


# The journey.


def journey(book: Book) -> Picture | None:
    """Stages side by side with the emotion line over them and their touchpoints under them."""
    stages, touchpoints = book.rows(Stage), book.rows(Touchpoint)
    if len(stages) < 2:
        return None
    parts, emotions = by_stage(touchpoints), stage_emotions(stages, touchpoints)
    return Journey(
        title=_journey_title(stages, emotions),
        alt=_("Journey of the customer by stages with emotions from −2 to +2: {stages}.").format(
            stages="; ".join(_with_emotion(stage.name, emotions[stage.id]) for stage in stages)
        ),
        source=_("Audit of the customer journey, as of {date}").format(date=day(book.today)),
        stages=tuple(JourneyStage(each.name, emotions[each.id], _marks(parts.get(each.id, [])), each.goal) for each in stages),
    )


def _marks(touchpoints: Sequence[Touchpoint]) -> tuple[tuple[str, float | None, bool], ...]:
    return tuple((each.name, None if each.emotion is None else float(each.emotion), each.moment_of_truth) for each in touchpoints)


def _with_emotion(name: str, emotion: float | None) -> str:
    return name if emotion is None else f"{name} {signed(emotion)}"


def _journey_title(stages: Sequence[Stage], emotions: dict[int, float | None]) -> str:
    worst = lowest(stages, emotions)
    if worst is None:
        return ngettext("The customer's journey: {n} stage", "The customer's journey: {n} stages", len(stages))
    stage, emotion = worst
    if emotion >= 0:
        return _("No stage of the journey disappoints; the weakest is “{stage}”").format(stage=stage.name)
    return _("The journey breaks at “{stage}”: emotion {emotion}").format(stage=stage.name, emotion=signed(emotion))


# Importance and quality.


def touchpoints(book: Book) -> Picture | None:
    """Touchpoints between quality (left to right) and importance (bottom to top)."""
    known = [each for each in by_priority(book.rows(Touchpoint)) if priority(each) is not None]
    if not known:
        return None
    places = apart([(each.quality or 0, each.importance or 0) for each in known])
    points = (Point(each.name, x, y, (priority(each) or 0) / TOP_PRIORITY) for each, (x, y) in zip(known, places, strict=True))
    return Quadrant(
        title=_quadrant_title(known),
        alt=_("Touchpoints by importance to the customer and quality now, the most urgent first: {names}.").format(
            names="; ".join(f"{each.name} ({each.importance}/{each.quality})" for each in known)
        ),
        source=_("Audit of touchpoints, as of {date}. Points with the same marks stand beside each other.").format(date=day(book.today)),
        points=tuple(points),
        x_title=_("Quality now, 1–5"),
        y_title=_("Importance to the customer, 1–5"),
        x_range=(0.5, 5.5),
        y_range=(0.5, 5.5),
        x_split=2.5,
        y_split=3.5,
        corners=(_("Mend first"), _("Keep it up"), _("Mend later"), _("Do not overspend")),
    )


def _quadrant_title(known: Sequence[Touchpoint]) -> str:
    broken = [each.name for each in known if is_broken(each)]
    if not broken:
        return _("No vital touchpoint is broken")
    if len(broken) == 1:
        return _("{name}: vital and broken").format(name=broken[0])
    if len(broken) == 2:
        return _("{first}, {second}: vital and broken").format(first=broken[0], second=broken[1])
    return _("{first}, {second} and {n} more: vital and broken").format(first=broken[0], second=broken[1], n=len(broken) - 2)


def apart(marks: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Places for points on a grid of whole marks: those with the same marks stand in a ring round it instead of on each other."""
    same: dict[tuple[int, int], list[int]] = {}
    for index, mark in enumerate(marks):
        same.setdefault(mark, []).append(index)
    places = [(float(x), float(y)) for x, y in marks]
    for (x, y), indices in same.items():
        radius = 0 if len(indices) == 1 else BESIDE * (1 if len(indices) < 6 else 2)
        for place, index in enumerate(indices):
            angle = 2 * math.pi * place / len(indices)
            places[index] = (round(x - radius * math.cos(angle), 3), round(y + radius * math.sin(angle), 3))
    return places


# Maturity.


def maturity(book: Book) -> Picture | None:
    """The mean of every area with the lowest and the highest opinion; needs three areas."""
    scores = area_scores(book.rows(MaturityAnswer))
    if len(scores) < 3:
        return None
    weakest = min(scores, key=lambda area: scores[area].mean)
    figures = (f"{area_label(area)} {number(score.mean, 1)}" for area, score in scores.items())
    return Radar(
        title=_("Weakest in maturity: {area}, {score} of {top}").format(
            area=area_label(weakest).lower(), score=number(scores[weakest].mean, 1), top=TOP
        ),
        alt=_("Maturity by area, mean over respondents, 0–4: {figures}.").format(figures="; ".join(figures)),
        source=_maturity_source(book),
        axes=tuple(area_label(area) for area in scores),
        series=_opinions(list(scores.values())),
        top=float(TOP),
    )


def _maturity_source(book: Book) -> str:
    people = len({each.respondent_id for each in book.rows(MaturityAnswer) if each.score is not None})
    asked = ngettext("Maturity questionnaire, {n} respondent", "Maturity questionnaire, {n} respondents", people)
    return f"{asked}, {day(book.today)}"


def _opinions(scores: Sequence[Score]) -> tuple[Series, ...]:
    mean = Series(_("Mean"), tuple(round(each.mean, 2) for each in scores), Tone.ACCENT)
    if not any(each.spread for each in scores):
        return (mean,)
    low = Series(_("Lowest opinion"), tuple(round(each.low, 2) for each in scores), Tone.MUTED)
    return (mean, low, Series(_("Highest opinion"), tuple(round(each.high, 2) for each in scores), Tone.MUTED))


# Acquisition.


def acquisition(book: Book) -> Picture | None:
    """A funnel a channel, from visits (when they are counted) over leads to buyers."""
    channels = [each for each in book.rows(Acquisition) if each.leads is not None and each.buyers is not None]
    if not channels:
        return None
    with_visits = any(each.visits is not None for each in channels)
    steps = (_("Visits"), _("Leads"), _("Buyers")) if with_visits else (_("Leads"), _("Buyers"))
    return Funnels(
        title=_acquisition_title(book, channels),
        alt=_("From lead to buyer by channel: {channels}.").format(
            channels="; ".join(f"{each.name} {number(each.leads or 0)} → {number(each.buyers or 0)}" for each in channels)
        ),
        source=", ".join(dict.fromkeys(each.period for each in channels if each.period)),
        steps=steps,
        rows=tuple(FunnelRow(each.name, _steps(each, with_visits), _remark(book, each)) for each in channels),
    )


def _steps(channel: Acquisition, with_visits: bool) -> tuple[float | None, ...]:
    counts = (channel.visits, channel.leads, channel.buyers) if with_visits else (channel.leads, channel.buyers)
    return tuple(None if each is None else float(each) for each in counts)


def _remark(book: Book, channel: Acquisition) -> str:
    share, cost = conversion(channel), customer_acquisition_cost(channel)
    parts = [] if share is None else [_("conversion {share}").format(share=percent(share))]
    if cost is not None:
        parts.append(_("CAC {cost}").format(cost=_whole_money(book, cost)))
    return ", ".join(parts)


def _whole_money(book: Book, amount: Decimal) -> str:
    """An average without cents: nobody decides by them."""
    return money(round(amount) if amount >= 100 else round(amount, 2), book.engagement.currency)


def _acquisition_title(book: Book, channels: Sequence[Acquisition]) -> str:
    costs = {each.name: cost for each in channels if (cost := customer_acquisition_cost(each))}
    if len(costs) < 2:
        best = max(channels, key=lambda each: conversion(each) or 0)
        share = percent(conversion(best) or 0)
        return _("{name} turns {share} of leads into buyers").format(name=best.name, share=share)
    dear, cheap = max(costs, key=lambda name: costs[name]), min(costs, key=lambda name: costs[name])
    return _("A customer from “{dear}” costs {high}, from “{cheap}” {low}").format(
        dear=dear, cheap=cheap, high=_whole_money(book, costs[dear]), low=_whole_money(book, costs[cheap])
    )
