"""Acquisition in sums: what all channels of a period bring and cost together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.sections.audit.records import Acquisition


@dataclass(frozen=True)
class Totals:
    """Sums over a period's channels, money in the engagement's currency; ratios only over channels of which both figures are known."""

    period: str
    channels: int
    budget: Decimal | None
    visits: int | None
    leads: int | None
    buyers: int | None
    conversion: Decimal | None  # buyers ÷ leads, a share
    cost_per_lead: Decimal | None  # budget ÷ leads
    cac: Decimal | None  # budget ÷ buyers


def totals(channels: Iterable[Acquisition]) -> list[Totals]:
    """The sums of every period, in the order in which periods first appear: months and quarters must not be added up."""
    periods: dict[str, list[Acquisition]] = {}
    for each in channels:
        periods.setdefault(each.period, []).append(each)
    return [_total(period, rows) for period, rows in periods.items()]


def _total(period: str, rows: Sequence[Acquisition]) -> Totals:
    whole = {name: _sum(rows, name) for name in ("visits", "leads", "buyers")}
    counts = {name: None if value is None else int(value) for name, value in whole.items()}
    return Totals(
        period=period,
        channels=len(rows),
        budget=_sum(rows, "budget"),
        conversion=_ratio(rows, "buyers", "leads"),
        cost_per_lead=_ratio(rows, "budget", "leads"),
        cac=_ratio(rows, "budget", "buyers"),
        **counts,
    )


def _sum(rows: Sequence[Acquisition], name: str) -> Decimal | None:
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known, Decimal(0)) if known else None


def _ratio(rows: Sequence[Acquisition], above: str, below: str) -> Decimal | None:
    both = [row for row in rows if getattr(row, above) is not None and getattr(row, below) is not None]
    over = _sum(both, below)
    top = _sum(both, above)
    return top / over if top is not None and over else None
