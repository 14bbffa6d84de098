"""What the fit screen asks: one function a criterion, each Facts → Reason (brief.md, section 0)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.column_types import Choice
from core.i18n import N_
from core.sections.brief.records import Facts, RepeatDemand

LEAST_CONTACTS = 500  # below it there is nobody to segment
MANY_CONTACTS = 5_000  # from here on even a small check carries a programme
LONG_CYCLE_DAYS = 30
REPEATING = (RepeatDemand.YEARLY, RepeatDemand.SEASONAL, RepeatDemand.MONTHLY, RepeatDemand.WEEKLY)
REPEAT_ORDERS = Decimal("1.5")  # orders per active customer a year that prove repetition whatever the nature of the need
REPEAT_SHARE = Decimal("0.2")  # share of buyers with a second order that proves the same
EASY_UPLIFT = Decimal("0.25")  # a quarter of a year's orders more: within reach of known mechanics
LEAST_TEAM_DAYS = 5


class FitVerdict(Choice):
    """What we advise after the intake."""

    FITS = "fits", N_("CRM marketing fits")
    CONDITIONS = "conditions", N_("CRM marketing fits with conditions")
    EARLY = "early", N_("Too early for CRM marketing")
    NOT = "does_not_pay", N_("CRM marketing does not pay")


class Bearing(Choice):
    """What a reason says."""

    GOOD = "good", N_("For")
    BAD = "bad", N_("Against")
    UNKNOWN = "unknown", N_("To ask")


@dataclass(frozen=True)
class Reason:
    """One reason: a sentence template and the figures in it, by names of facts or of `FIGURES`."""

    bearing: Bearing
    template: str
    words: dict[str, Any] = field(default_factory=dict)
    forces: FitVerdict | None = None  # the verdict that it decides alone


def contactable(facts: Facts) -> int | None:
    """Customers who may be contacted: base × contactable share, rounded down. None while the answer hangs on a missing fact."""
    if facts.base_size is None:
        return None
    if facts.contactable_share is None:
        return 0 if facts.base_size == 0 else None
    return int(facts.base_size * facts.contactable_share)


def _facts(facts: Facts, *names: str, **figures: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in names} | figures


def repeats(facts: Facts) -> bool | None:
    """Whether purchases repeat, by what was measured or by the nature of the need; None when nothing was said."""
    known = (facts.repeat_demand, facts.orders_per_customer, facts.repeat_share)
    if all(each is None for each in known):
        return None
    by_orders = facts.orders_per_customer is not None and facts.orders_per_customer >= REPEAT_ORDERS
    by_share = facts.repeat_share is not None and facts.repeat_share >= REPEAT_SHARE
    return facts.repeat_demand in REPEATING or by_orders or by_share


def _base(facts: Facts) -> Reason:
    """Enough people to write to."""
    if facts.base_size is None:
        return Reason(Bearing.UNKNOWN, N_("How many customers are in the base, and how many of them may be contacted?"))
    if facts.base_size < LEAST_CONTACTS:
        return _too_small(facts)
    contacts = contactable(facts)
    if contacts is None:
        words = _facts(facts, "base_size")
        return Reason(Bearing.UNKNOWN, N_("How many of the {base_size} customers in the base may be contacted?"), words)
    words = _facts(facts, "base_size", "contactable_share", contacts=contacts, least=LEAST_CONTACTS)
    if contacts < LEAST_CONTACTS:
        text = N_(
            "Too few customers may be contacted: {contacts} of {base_size} ({contactable_share}), at least {least} are needed. "
            "Collect contacts and consents first."
        )
        return Reason(Bearing.BAD, text, words, forces=FitVerdict.EARLY)
    if contacts < MANY_CONTACTS:
        return Reason(
            Bearing.GOOD, N_("The base is large enough: {contacts} of {base_size} may be contacted ({contactable_share})."), words
        )
    return Reason(Bearing.GOOD, N_("Customers are many: {contacts} of {base_size} may be contacted ({contactable_share})."), words)


def _too_small(facts: Facts) -> Reason:
    if not facts.base_size:
        text = N_("There is no customer base yet: wait, and collect contacts with consents from the first sale on.")
        return Reason(Bearing.BAD, text, forces=FitVerdict.EARLY)
    text = N_("The base is too small: {base_size} customers, at least {least} are needed.")
    return Reason(Bearing.BAD, text, _facts(facts, "base_size", least=LEAST_CONTACTS), forces=FitVerdict.EARLY)


def _repetition(facts: Facts) -> Reason:
    """Purchases that come back, or at least a decision long enough to be led."""
    found = repeats(facts)
    if found is None:
        return Reason(Bearing.UNKNOWN, N_("How often does the need come back, and how often does an active customer order in a year?"))
    names = [each for each in ("repeat_demand", "orders_per_customer", "repeat_share") if getattr(facts, each) is not None]
    words = _facts(facts, *names)
    if found:
        return Reason(Bearing.GOOD, _REPEATS[names[0]] if len(names) == 1 else _repeats_by_two(names), words)
    short = facts.sales_cycle_days is not None and facts.sales_cycle_days < LONG_CYCLE_DAYS
    return Reason(Bearing.BAD, _HARDLY[names[0]], words, forces=FitVerdict.NOT if short else None)


_REPEATS = {
    "repeat_demand": N_("Purchases repeat by their nature: {repeat_demand}."),
    "orders_per_customer": N_("Purchases repeat: orders per active customer a year {orders_per_customer}."),
    "repeat_share": N_("Purchases repeat: {repeat_share} of buyers came back."),
}
_HARDLY = {
    "repeat_demand": N_("Purchases hardly repeat by their nature: {repeat_demand}."),
    "orders_per_customer": N_("Purchases hardly repeat: orders per active customer a year {orders_per_customer}."),
    "repeat_share": N_("Purchases hardly repeat: only {repeat_share} of buyers came back."),
}


def _repeats_by_two(names: list[str]) -> str:
    if names[0] != "repeat_demand":
        return N_("Purchases repeat: orders per active customer a year {orders_per_customer}, {repeat_share} of buyers came back.")
    if names[1] == "orders_per_customer":
        return N_("Purchases repeat: the need arises {repeat_demand}, orders per active customer a year {orders_per_customer}.")
    return N_("Purchases repeat: the need arises {repeat_demand}, {repeat_share} of buyers came back.")


def _cycle(facts: Facts) -> Reason:
    """Time between the first contact and the payment, for communications to work in."""
    if facts.sales_cycle_days is None:
        return Reason(Bearing.UNKNOWN, N_("How many days pass from the first contact to the payment?"))
    words = _facts(facts, "sales_cycle_days")
    if facts.sales_cycle_days >= LONG_CYCLE_DAYS:
        return Reason(
            Bearing.GOOD, N_("The sales cycle is long (days: {sales_cycle_days}): communications can lead to the decision."), words
        )
    if repeats(facts) is not False:
        text = N_("The sales cycle is short (days: {sales_cycle_days}): communications work between purchases, not before them.")
        return Reason(Bearing.GOOD, text, words)
    text = N_("The sales cycle is short (days: {sales_cycle_days}): no time for communications to lead to the decision.")
    return Reason(Bearing.BAD, text, words)


def extra_orders(facts: Facts) -> Decimal | None:
    """Orders that bring the first year's budget back: budget ÷ (average check × gross margin). None while one is unknown or zero."""
    if not facts.average_check or not facts.gross_margin or facts.budget is None:
        return None
    return facts.budget / (facts.average_check * facts.gross_margin)


def _worth(facts: Facts) -> Reason | None:
    """Customers many or check high, weighed against the budget: the further orders that each contactable customer must make."""
    contacts = contactable(facts)
    if contacts is not None and contacts < LEAST_CONTACTS:
        return None  # the base decides already
    needed = extra_orders(facts)
    if needed is None:
        missing = tuple(name for name in ("average_check", "gross_margin", "budget") if not getattr(facts, name))
        return Reason(Bearing.UNKNOWN, N_("To see whether the budget comes back, ask for: {missing}."), {"missing": missing})
    if contacts is None:
        return None  # the base is asked for already
    each = needed / contacts
    usual = max(facts.orders_per_customer or Decimal(1), Decimal(1))
    figures = {"extra_orders": int(needed) + (needed % 1 > 0), "orders_each": round(each, 2)}
    words = _facts(facts, "budget", "average_check", "gross_margin", **figures)
    if each <= EASY_UPLIFT * usual:
        return Reason(Bearing.GOOD, _PAYS, words)
    return Reason(Bearing.BAD, _PAYS_HARDLY, words, forces=FitVerdict.NOT if each > usual else None)


_PAYS = N_(
    "The budget of {budget} is within reach: it takes {extra_orders} further orders to bring it back, {orders_each} per contactable "
    "customer (average check {average_check}, gross margin {gross_margin})."
)
_PAYS_HARDLY = N_(
    "The budget of {budget} is high for this base: it takes {extra_orders} further orders to bring it back, {orders_each} per contactable "
    "customer (average check {average_check}, gross margin {gross_margin})."
)


def _sponsor(facts: Facts) -> Reason:
    """Somebody who wants it."""
    if not facts.sponsor:
        return Reason(Bearing.UNKNOWN, N_("Who in the management wants this strategy and will decide on it?"))
    return Reason(Bearing.GOOD, N_("The sponsor is named: {sponsor}."), _facts(facts, "sponsor"))


def _team(facts: Facts) -> Reason:
    """Somebody who will run it after us."""
    if facts.team_days is None:
        return Reason(Bearing.UNKNOWN, N_("How many person-days a month will the client's team give to CRM marketing?"))
    words = _facts(facts, "team_days", least=LEAST_TEAM_DAYS)
    if facts.team_days < LEAST_TEAM_DAYS:
        text = N_("The team is too small to run it: person-days a month {team_days}, at least {least} are needed.")
        return Reason(Bearing.BAD, text, words)
    return Reason(Bearing.GOOD, N_("There is a team to run it: person-days a month {team_days}."), words)


CRITERIA: tuple[Callable[[Facts], Reason | None], ...] = (_base, _repetition, _worth, _cycle, _sponsor, _team)
