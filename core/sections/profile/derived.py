"""What follows from the profile: the migration map (source field → rule → field) and the integration specification, by system."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.sections.profile.records import FlowDirection, Integration, Origin, ProfileField
from core.store.book import Book

SYSTEMS = "audit_system"
# Flows that bring data into the profile; while nobody said which way a flow goes, it may.
INWARD = (FlowDirection.IN, FlowDirection.BOTH, None)

R = TypeVar("R", ProfileField, Integration)


@dataclass(frozen=True)
class MapPart:
    """The fields that come from one system, as they are to be moved; `system` is None for those of no system."""

    system: int | None
    fields: tuple[ProfileField, ...]
    computed: bool = False  # worked out in the profile itself


@dataclass(frozen=True)
class SystemSpec:
    """All that goes between one system and the profile: flows of objects, and the fields that come in with them."""

    system: int | None
    flows: tuple[Integration, ...]
    fields: tuple[ProfileField, ...]


def migration_map(book: Book) -> list[MapPart]:
    """Every field once: by its source system, then those computed in the profile, then those whose source nobody named.

    Systems with the most fields come first.
    """
    by_system = _by(book.rows(ProfileField), lambda row: _known(book, row.source_id))
    loose = by_system.pop(None, [])
    parts = [MapPart(system, tuple(rows)) for system, rows in sorted(by_system.items(), key=lambda part: -len(part[1]))]
    computed = tuple(row for row in loose if is_computed(row))
    rest = tuple(row for row in loose if not is_computed(row))
    return parts + ([MapPart(None, computed, computed=True)] if computed else []) + ([MapPart(None, rest)] if rest else [])


def is_computed(row: ProfileField) -> bool:
    """Worked out from other fields."""
    return row.origin is Origin.DERIVED


def integration_spec(book: Book) -> list[SystemSpec]:
    """By system: first those that have flows, in the order of the flows, then sources that nobody has planned a flow from."""
    flows = _by(book.rows(Integration), lambda row: _known(book, row.system_id))
    fields = _by(book.rows(ProfileField), lambda row: _known(book, row.source_id))
    systems = [*flows, *(each for each in fields if each is not None and each not in flows)]
    ordered = [each for each in systems if each is not None] + ([None] if None in flows else [])
    return [SystemSpec(each, tuple(flows.get(each, [])), tuple(fields.get(each, []) if each is not None else [])) for each in ordered]


def unconnected(book: Book) -> dict[int, tuple[ProfileField, ...]]:
    """Source systems that no flow into the profile comes from, with the fields that are waiting for one."""
    connected = {row.system_id for row in book.rows(Integration) if row.direction in INWARD}
    return {
        part.system: part.fields for part in migration_map(book) if part.system is not None and part.system not in connected and part.fields
    }


def keys(book: Book) -> list[ProfileField]:
    """The fields by which two records are found to be one customer, in the order they are tried."""
    return [row for row in book.rows(ProfileField) if row.dedup_key]


def _known(book: Book, system: int | None) -> int | None:
    return system if book.title_of(SYSTEMS, system) else None


def _by(rows: Iterable[R], part: Callable[[R], int | None]) -> dict[int | None, list[R]]:
    found: dict[int | None, list[R]] = {}
    for row in rows:
        found.setdefault(part(row), []).append(row)
    return found


# Technical names.


def doubles(rows: Iterable[ProfileField]) -> Mapping[str, list[ProfileField]]:
    """Technical names that more than one field has; databases do not tell upper case from lower."""
    found: dict[str, list[ProfileField]] = {}
    for row in rows:
        if row.code:
            found.setdefault(row.code.lower(), []).append(row)
    return {code: same for code, same in found.items() if len(same) > 1}
