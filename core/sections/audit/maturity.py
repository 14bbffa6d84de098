"""Maturity of CRM marketing: scores of the questionnaire by question and area, and how far respondents disagree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from core.i18n import _, current_language
from core.sections.audit.records import MaturityAnswer, MaturityArea
from core.store.library import library

TOP = 4  # of the scale, which begins at 0
_AREAS = {each.value: each.label for each in MaturityArea}


@dataclass(frozen=True)
class Score:
    """A mean over respondents (0–4) with the lowest and the highest opinion; `spread` between them is a finding of its own."""

    mean: float
    low: float
    high: float

    @property
    def spread(self) -> float:
        """Highest less lowest opinion, 0–4."""
        return self.high - self.low


def scored(answers: Iterable[MaturityAnswer]) -> dict[str, list[MaturityAnswer]]:
    """Answers with a mark by question, one a respondent: the later one when somebody answered twice."""
    found: dict[str, dict[int, MaturityAnswer]] = {}
    for each in answers:
        if each.score is not None:
            who = each.respondent_id if each.respondent_id is not None else -each.id  # nameless answers are people of their own
            found.setdefault(each.question, {})[who] = each
    return {question: list(by_person.values()) for question, by_person in found.items()}


def question_score(answers: Sequence[MaturityAnswer]) -> Score:
    """The score of one question over its respondents' marks, one each."""
    marks = [each.score for each in answers if each.score is not None]
    return Score(fmean(marks), min(marks), max(marks))


def area_of(question: str) -> str:
    """The area in a question's key: «data» of «data_3»."""
    return question.rsplit("_", 1)[0]


def area_scores(answers: Iterable[MaturityAnswer]) -> dict[str, Score]:
    """Scores by area in the questionnaire's order.

    Each figure is the mean over the area's questions: of the means, of the lowest and of the highest opinions. So the
    area's spread is the mean disagreement on its questions, and its mean always lies between the two ends.
    """
    questions: dict[str, list[Score]] = {}
    for question, given in scored(answers).items():
        questions.setdefault(area_of(question), []).append(question_score(given))
    return {area: _mean(questions[area]) for area in sorted(questions, key=_place)}


def _mean(scores: Sequence[Score]) -> Score:
    return Score(*(fmean(getattr(each, name) for each in scores) for name in ("mean", "low", "high")))


def _place(area: str) -> tuple[int, str]:
    known = list(_AREAS)
    return (known.index(area) if area in known else len(known), area)


def area_label(area: str) -> str:
    """An area in the language in force."""
    return _(_AREAS[area]) if area in _AREAS else area


def question_text(key: str) -> str:
    """A question of the library in the language in force; its key when the library does not have it."""
    return question_texts().get(key, key)


def question_texts() -> dict[str, str]:
    """All questions of the library in its order, by key."""
    return {each["key"]: each["text"] for each in library("audit", current_language()).get("maturity") or ()}


def in_order(questions: Iterable[str]) -> list[str]:
    """Question keys as the questionnaire asks them; strangers at the end of their area."""
    order = {key: place for place, key in enumerate(question_texts())}
    return sorted(questions, key=lambda key: (_place(area_of(key)), order.get(key, len(order))))
