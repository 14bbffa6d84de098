"""Pictures as data: what is on the axes and which rows. Screen, Word and slides each print them their own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says; words or signs beside it always say the same."""

    PLAIN = "plain"
    ACCENT = "accent"
    WARNING = "warning"
    ALARM = "alarm"
    MUTED = "muted"


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What all pictures have: a title that says the finding, a text for those who cannot see it, the source under it."""

    title: str
    alt: str
    source: str = ""


@dataclass(frozen=True)
class Point:
    """A named point; `weight` (0–1) makes it larger and warmer."""

    label: str
    x: float
    y: float
    weight: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Quadrant(Picture):
    """Points between two scales, split into four fields with names (upper left, upper right, lower left, lower right)."""

    points: tuple[Point, ...]
    x_title: str
    y_title: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_split: float
    y_split: float
    corners: tuple[str, str, str, str] = ("", "", "", "")


@dataclass(frozen=True)
class JourneyStage:
    """A stage: its emotion (−2…+2 or unknown), and its touchpoints with theirs; `key` ones are moments of truth."""

    name: str
    emotion: float | None
    touchpoints: tuple[tuple[str, float | None, bool], ...] = ()
    goal: str = ""


@dataclass(frozen=True, kw_only=True)
class Journey(Picture):
    """Stages side by side, the emotion line over them, touchpoints under them."""

    stages: tuple[JourneyStage, ...]


@dataclass(frozen=True)
class Series:
    """A named row of values; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, kw_only=True)
class Radar(Picture):
    """Series over the same axes, all on one scale from 0 to `top`."""

    axes: tuple[str, ...]
    series: tuple[Series, ...]
    top: float


@dataclass(frozen=True, kw_only=True)
class Bars(Picture):
    """Horizontal bars, one or several series a category; stacked or side by side. `unit` stands behind the values."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    value_title: str
    stacked: bool = False
    unit: str = ""


@dataclass(frozen=True)
class FunnelRow:
    """One funnel: its values step by step, and what to say of it (a conversion)."""

    name: str
    values: tuple[float | None, ...]
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Funnels(Picture):
    """Several funnels with the same steps."""

    steps: tuple[str, ...]
    rows: tuple[FunnelRow, ...]


@dataclass(frozen=True)
class Node:
    """A box of a tree: `parent` is another node's id or None; `remark` stands small under the text."""

    id: str
    text: str
    parent: str | None = None
    remark: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, kw_only=True)
class Tree(Picture):
    """Boxes that hang on each other, roots at the left."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Bullet:
    """One KPI on its own scale. `reached` is the share of the way from baseline to target already gone (may be below 0 or above 1)."""

    label: str
    baseline: float
    target: float
    actual: float | None
    reached: float | None
    texts: tuple[str, str, str]  # baseline, actual, target as people read them


@dataclass(frozen=True, kw_only=True)
class Bullets(Picture):
    """KPIs one under another."""

    rows: tuple[Bullet, ...]


@dataclass(frozen=True, kw_only=True)
class Heatmap(Picture):
    """A matrix coloured by value between `low` and `high`; `texts` stand in the cells. None is an empty cell."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    low: float
    high: float
    row_title: str = ""
    column_title: str = ""
    more_is_worse: bool = False


@dataclass(frozen=True)
class Flow:
    """How much goes from one node of a Sankey to another; nodes are named by (column, name)."""

    source: tuple[int, str]
    target: tuple[int, str]
    value: float


@dataclass(frozen=True, kw_only=True)
class Sankey(Picture):
    """Flows between columns of nodes."""

    column_titles: tuple[str, ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True)
class GanttBar:
    """One item: dates inclusive, progress 0–1, tone by status; `after` are ids of the bars it waits for."""

    id: int
    label: str
    group: str
    start: date
    end: date
    progress: float = 0.0
    tone: Tone = Tone.PLAIN
    critical: bool = False
    after: tuple[int, ...] = ()
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class Gantt(Picture):
    """Bars over a calendar, in groups, with today's line."""

    bars: tuple[GanttBar, ...]
    today: date


PICTURE_TYPES: Sequence[type[Picture]] = (Quadrant, Journey, Radar, Bars, Funnels, Tree, Bullets, Heatmap, Sankey, Gantt)
