"""Fit screen: does CRM marketing pay for this client? Facts in, a verdict with its reasons out (brief.md, section 0)."""

from dataclasses import dataclass
from typing import Any

from core.fields import FieldSpec, Kind, field_map
from core.i18n import N_, _
from core.sections.brief.criteria import CRITERIA, Bearing, FitVerdict, Reason
from core.sections.brief.records import Facts
from core.store.book import Book


@dataclass(frozen=True)
class Fit:
    """The verdict and all that it rests on, the weightiest first."""

    verdict: FitVerdict
    reasons: tuple[Reason, ...]

    @property
    def to_ask(self) -> tuple[Reason, ...]:
        """What nobody said yet and the verdict depends on."""
        return tuple(each for each in self.reasons if each.bearing is Bearing.UNKNOWN)


# Figures that are worked out here; all others in a reason are fields of Facts.
FIGURES = field_map(Facts) | {
    "contacts": FieldSpec("contacts", Kind.INTEGER, N_("Customers who may be contacted")),
    "least": FieldSpec("least", Kind.INTEGER, N_("At least")),
    "extra_orders": FieldSpec("extra_orders", Kind.INTEGER, N_("Further orders")),
    "orders_each": FieldSpec("orders_each", Kind.NUMBER, N_("Further orders per contactable customer")),
}


def fit_of(facts: Facts) -> Fit:
    """The verdict: what one reason forces, else whether anything speaks against it or is not known."""
    reasons = tuple(found for criterion in CRITERIA if (found := criterion(facts)) is not None)
    forced = {each.forces for each in reasons}
    for verdict in (FitVerdict.NOT, FitVerdict.EARLY):
        if verdict in forced:
            return Fit(verdict, reasons)
    clean = all(each.bearing is Bearing.GOOD for each in reasons)
    return Fit(FitVerdict.FITS if clean else FitVerdict.CONDITIONS, reasons)


def sentence(book: Book, reason: Reason) -> str:
    """A reason in the language in force, its figures as people read them."""
    words = {name: _word(book, name, value) for name, value in reason.words.items()}
    return _(reason.template).format(**words)


def _word(book: Book, name: str, value: Any) -> str:
    if isinstance(value, tuple):  # names of facts to ask for
        return ", ".join(_(FIGURES[each].title).lower() for each in value)
    return book.print_value(FIGURES[name], value)
