"""The picture of the brief: how much of the base can be reached and how much is alive."""

from core.i18n import _
from core.i18n.formats import day, number, percent
from core.pictures import Bars, Picture, Series, Tone
from core.sections.brief.criteria import contactable
from core.sections.brief.records import Facts
from core.store.book import Book


def base(book: Book) -> Picture | None:
    """Known, contactable and active customers side by side."""
    facts = book.one(Facts)
    if facts is None or not facts.base_size:
        return None
    steps = (
        (_("Known"), facts.base_size),
        (_("May be contacted"), contactable(facts)),
        (_("Active in the last year"), facts.active_customers),
    )
    known = [(name, value) for name, value in steps if value is not None]
    if len(known) < 2:
        return None
    return Bars(
        title=_title(facts),
        alt=_("Customers in the base: {figures}.").format(figures="; ".join(f"{name}: {number(value, 0)}" for name, value in known)),
        source=_("Client facts, as of {date}").format(date=day(book.today)),
        categories=tuple(name for name, _value in known),
        series=(Series(_("Customers"), tuple(float(value) for _name, value in known), Tone.ACCENT),),
        value_title=_("Customers"),
    )


def _title(facts: Facts) -> str:
    assert facts.base_size
    if facts.active_customers is not None:
        return _("{share} of the base bought in the last year").format(share=percent(facts.active_customers / facts.base_size))
    return _("{share} of the base may be contacted").format(share=percent(facts.contactable_share or 0))
