"""The picture of the profile: from which systems, what about the customer, for what use."""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.i18n import _, ngettext
from core.i18n.formats import day
from core.pictures import Flow, Picture, Sankey
from core.sections.profile.derived import SYSTEMS, is_computed, migration_map
from core.sections.profile.records import ProfileField
from core.store.book import Book


def flows(book: Book) -> Picture | None:
    """Source system → group of fields → use; a field with several uses counts in each of them."""
    rows = [row for row in book.rows(ProfileField) if row.group]
    counted = Counter(pair for row in rows for pair in _pairs(book, row))
    if not counted:
        return None
    return Sankey(
        title=_title(book),
        alt=_("Fields of the customer profile by source system, group and use: {flows}.").format(
            flows="; ".join(f"{source[1]} → {target[1]} {n}" for (source, target), n in counted.most_common())
        ),
        source=_("Number of fields; a field with several uses counts in each. Profile as of {date}").format(date=day(book.today)),
        column_titles=(_("Source system"), _("What it tells"), _("Used for")),
        flows=tuple(Flow(source, target, n) for (source, target), n in counted.items()),
    )


def _pairs(book: Book, row: ProfileField) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    assert row.group
    group = 1, _(row.group.label)
    yield (0, source_name(book, row)), group
    for use in row.used_for:
        yield group, (2, _(use.label))
    if not row.used_for:
        yield group, (2, _("KPIs") if row.kpis else _("nothing"))


def source_name(book: Book, row: ProfileField) -> str:
    """The field's source as people call it."""
    return book.title_of(SYSTEMS, row.source_id) or (_("computed in the profile") if is_computed(row) else _("source not named"))


def _title(book: Book) -> str:
    rows = book.rows(ProfileField)
    idle = sum(not row.used_for and not row.kpis for row in rows)
    if idle:
        return ngettext("{n} field of the profile is used for nothing", "{n} fields of the profile are used for nothing", idle)
    parts = [part for part in migration_map(book) if part.system is not None]
    if not parts:
        return ngettext("{n} field of the profile", "{n} fields of the profile", len(rows))
    return _("“{system}” is the main source: {n} of {all} fields").format(
        system=book.title_of(SYSTEMS, parts[0].system), n=len(parts[0].fields), all=len(rows)
    )


def by_group(book: Book) -> Sequence[tuple[str, list[ProfileField]]]:
    """Fields by what they tell, groups in the order of the list; those of no group last."""
    found: dict[str, list[ProfileField]] = {}
    for row in sorted(book.rows(ProfileField), key=lambda row: (row.group is None, _place(row))):
        found.setdefault(_(row.group.label) if row.group else _("Group not stated"), []).append(row)
    return list(found.items())


def _place(row: ProfileField) -> int:
    return list(type(row.group)).index(row.group) if row.group else 0
