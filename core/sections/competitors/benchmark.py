"""Benchmark: weighted marks of companies on the same criteria, and how far the client is from each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.sections.competitors.records import Competitor, CompetitorKind, Criterion, Score
from core.store.book import Book

TOP = 5  # of the marks, which begin at 1
Marks = Mapping[tuple[int, int], int]  # (criterion, company) -> mark


@dataclass(frozen=True)
class Standing:
    """One company in the benchmark: its weighted mark, and how far it is above (+) or below (−) the client."""

    company: Competitor
    total: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True)
class Benchmark:
    """The client first, then the others from the best to those without a mark; criteria in their order with shares of the weight."""

    criteria: tuple[Criterion, ...]
    shares: Mapping[int, Decimal]
    standings: tuple[Standing, ...]
    marks: Marks

    @property
    def client(self) -> Standing | None:
        """The client's own standing, while it has a mark."""
        first = self.standings[0] if self.standings else None
        return first if first and is_client(first.company) and first.total is not None else None

    @property
    def best(self) -> tuple[Standing, ...]:
        """The other companies that have a mark, the best first."""
        return tuple(each for each in self.standings if not is_client(each.company) and each.total is not None)


def is_client(company: Competitor) -> bool:
    """Whether the company is the one that the strategy is for."""
    return company.kind is CompetitorKind.CLIENT


def weight_shares(criteria: Iterable[Criterion]) -> dict[int, Decimal]:
    """Each criterion's share of the sum of weights. Without a weight a criterion does not count; without any weights all count the same."""
    weights = {each.id: each.weight or Decimal(0) for each in criteria}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, Decimal(1))
    whole = sum(weights.values())
    return {row_id: weight / whole for row_id, weight in weights.items()}


def weighted_score(marks: Mapping[int, int], weights: Mapping[int, Decimal]) -> Decimal | None:
    """Σ weight × mark ÷ Σ weight over the criteria that have a mark; on the scale of the marks. None while nothing counts."""
    whole = sum((weights[each] for each in marks), Decimal(0))
    return sum((weights[each] * mark for each, mark in marks.items()), Decimal(0)) / whole if whole else None


def marks_of(scores: Iterable[Score]) -> dict[tuple[int, int], int]:
    """The marks by criterion and company; the later one when there are two."""
    found: dict[tuple[int, int], int] = {}
    for each in scores:
        if each.criterion_id is not None and each.competitor_id is not None and each.score is not None:
            found[each.criterion_id, each.competitor_id] = each.score
    return found


def benchmark(criteria: Sequence[Criterion], companies: Sequence[Competitor], scores: Iterable[Score]) -> Benchmark:
    """Compare the companies."""
    shares = weight_shares(criteria)
    by_company: dict[int, dict[int, int]] = {each.id: {} for each in companies}
    marks = {key: mark for key, mark in marks_of(scores).items() if key[0] in shares and key[1] in by_company}
    for (criterion, company), mark in marks.items():
        by_company[company][criterion] = mark
    totals = {each.id: weighted_score(by_company[each.id], shares) for each in companies}
    client = next((totals[each.id] for each in companies if is_client(each)), None)
    standings = (Standing(each, totals[each.id], _gap(totals[each.id], client)) for each in companies)
    return Benchmark(tuple(criteria), shares, tuple(sorted(standings, key=_order)), marks)


def _gap(total: Decimal | None, client: Decimal | None) -> Decimal | None:
    return None if total is None or client is None else total - client


def _order(standing: Standing) -> tuple[bool, Decimal]:
    """The client first, then by the weighted mark."""
    return not is_client(standing.company), -(standing.total or Decimal(0))


def benchmark_of(book: Book) -> Benchmark:
    """The benchmark of a strategy."""
    return benchmark(book.rows(Criterion), book.rows(Competitor), book.rows(Score))


@dataclass(frozen=True)
class Lag:
    """A criterion on which the client is behind the best of the others: by `marks`, of `share` of the whole weight."""

    criterion: Criterion
    client_mark: int
    best_mark: int
    leader: Competitor

    @property
    def marks(self) -> int:
        """How many marks are missing."""
        return self.best_mark - self.client_mark


def lags(found: Benchmark) -> list[Lag]:
    """Where the client is behind, the costliest first: missing marks × share of the weight."""
    if found.client is None:
        return []
    client = found.client.company
    every = (lag for each in found.criteria if (lag := _lag(found, each, client)) is not None)
    return sorted(every, key=lambda lag: -(lag.marks * found.shares[lag.criterion.id]))


def _lag(found: Benchmark, criterion: Criterion, client: Competitor) -> Lag | None:
    own = found.marks.get((criterion.id, client.id))
    others = [(mark, each.company) for each in found.best if (mark := found.marks.get((criterion.id, each.company.id))) is not None]
    if own is None or not others:
        return None
    mark, leader = max(others, key=lambda pair: pair[0])
    return Lag(criterion, own, mark, leader) if mark > own else None
