"""Pictures of who has how much when: person-days by month, items by owner and month."""

from datetime import date

from core.i18n import _, ngettext
from core.i18n.formats import month, number
from core.pictures import Bars, Heatmap, Picture, Series, Tone
from core.sections.roadmap.load import Load, load, months
from core.sections.roadmap.pictures import source
from core.sections.roadmap.plan import live_items, works
from core.store.book import Book

MANY_AT_ONCE = 5  # the heat map's hottest cell
MOST_OWNERS = 7  # series that can be told apart; the rest share one


def effort(book: Book) -> Picture | None:
    """Person-days by month, stacked by owner; the items running where no effort was estimated."""
    loads = load(works(live_items(book)))
    by_effort = any(each.effort for each in loads.values())
    if not loads:
        return None
    owners, columns = _owners(loads, by_effort), _columns(loads)
    series = _series(loads, owners, columns, by_effort)
    totals = [sum(values) for values in zip(*(_plain(each) for each in series), strict=True)]
    unit = _("person-days") if by_effort else _("items running")
    busiest = max(range(len(columns)), key=totals.__getitem__)
    return Bars(
        title=_("Busiest month: {month}, {amount} {unit}").format(
            month=month(columns[busiest]), amount=number(totals[busiest], 0), unit=unit
        ),
        alt=_("{unit} by month, all owners together: {values}.").format(
            unit=unit.capitalize(), values="; ".join(f"{month(at)} {number(total, 0)}" for at, total in zip(columns, totals, strict=True))
        ),
        source=source(book),
        categories=tuple(month(each) for each in columns),
        series=series,
        value_title=unit.capitalize(),
        stacked=True,
    )


def _columns(loads: dict[tuple[str, date], Load]) -> list[date]:
    known = [when for _owner, when in loads]
    return list(months(min(known), max(known)))


def _owners(loads: dict[tuple[str, date], Load], by_effort: bool) -> list[str]:
    """The owners with the most to do first."""
    sums: dict[str, float] = {}
    for (owner, _when), each in loads.items():
        sums[owner] = sums.get(owner, 0) + (each.effort if by_effort else each.items)
    return sorted(sums, key=lambda owner: -sums[owner])


def _series(loads: dict[tuple[str, date], Load], owners: list[str], columns: list[date], by_effort: bool) -> tuple[Series, ...]:
    def values(names: list[str]) -> tuple[float, ...]:
        cells = [[loads.get((name, when), Load()) for name in names] for when in columns]
        return tuple(round(sum(each.effort if by_effort else each.items for each in cell), 1) for cell in cells)

    few = owners if len(owners) <= MOST_OWNERS + 1 else owners[:MOST_OWNERS]
    rest = owners[len(few) :]
    others = (Series(_("others"), values(rest), Tone.MUTED),) if rest else ()
    return (*(Series(name, values([name])) for name in few), *others)


def _plain(series: Series) -> list[float]:
    return [each or 0 for each in series.values]


def people(book: Book) -> Picture | None:
    """Owners × months: how many items they run."""
    loads = load(works(live_items(book)))
    if not loads:
        return None
    owners, columns = _owners(loads, by_effort=False), _columns(loads)
    (owner, when), most = max(loads.items(), key=lambda cell: (cell[1].items, cell[1].effort))
    cells = [[loads.get((name, each), Load()) for each in columns] for name in owners]
    return Heatmap(
        title=_("The fullest hands: {owner}, {items} in {month}").format(
            owner=owner, items=ngettext("{n} roadmap item", "{n} roadmap items", most.items), month=month(when)
        ),
        alt=_("Items running, by owner and month. In all: {owners}.").format(
            owners="; ".join(f"{name} {sum(each.items for each in row)}" for name, row in zip(owners, cells, strict=True))
        ),
        source=_("In the cells: items running in the month. {source}").format(source=source(book)),
        rows=tuple(owners),
        columns=tuple(month(each) for each in columns),
        values=tuple(tuple(float(each.items) if each.items else None for each in row) for row in cells),
        texts=tuple(tuple(str(each.items) if each.items else "" for each in row) for row in cells),
        low=0,
        high=MANY_AT_ONCE,
        row_title=_("Owner"),
        column_title=_("Month"),
        more_is_worse=True,
    )
