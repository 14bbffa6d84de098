"""What revenue is made of: the value a driver should have from its parts, and what each part alone would move."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import prod

from core.sections.goals.records import Driver, Operation, Unit
from core.sections.goals.tree import parts_of

MAY_BE_OFF = Decimal("0.02")  # figures of different reports never agree to the last digit
FIELDS = ("now", "target")
Parts = Mapping[int, Sequence[Driver]]


def made_up(operation: Operation, parts: Sequence[Decimal]) -> Decimal:
    """The product or the sum of the parts."""
    return prod(parts, start=Decimal(1)) if operation is Operation.MULTIPLY else sum(parts, Decimal(0))


def amount(driver: Driver, field: str) -> Decimal | None:
    """A driver's figure as one calculates with it: percentages are typed as 78 and count as 0.78."""
    value: Decimal | None = getattr(driver, field)
    return value / 100 if value is not None and driver.unit is Unit.PERCENT else value


def should_be(driver: Driver, parts: Sequence[Driver], field: str) -> Decimal | None:
    """The value that a driver should have from its parts, in its own unit; None while a part or the operation is unknown."""
    values = [amount(each, field) for each in parts]
    known = [each for each in values if each is not None]
    if driver.operation is None or not parts or len(known) < len(values):
        return None
    found = made_up(driver.operation, known)
    return found * 100 if driver.unit is Unit.PERCENT else found


def is_off(value: Decimal | None, wanted: Decimal | None) -> bool:
    """Whether a value lies more than 2 % from what its parts give."""
    return value is not None and wanted is not None and abs(value - wanted) > MAY_BE_OFF * abs(wanted)


def change(driver: Driver) -> Decimal | None:
    """(target − now) ÷ now, as a share."""
    if driver.now is None or driver.target is None or not driver.now:
        return None
    return (driver.target - driver.now) / driver.now


def moved_alone(root: Driver, drivers: Sequence[Driver]) -> dict[int, Decimal]:
    """What the root would gain if one part alone came to its target: leaf's id → gain in the root's unit.

    Empty while a figure is missing.
    """
    parts = parts_of(drivers)
    leaves = [each for each in _below(root, parts) if not _has_parts(each, parts)]
    start = _worked_out(root, parts, None)
    found = {}
    for leaf in leaves:
        end = _worked_out(root, parts, leaf.id)
        if start is None or end is None:
            return {}
        found[leaf.id] = (end - start) * (100 if root.unit is Unit.PERCENT else 1)
    return found


def _has_parts(driver: Driver, parts: Parts) -> bool:
    return driver.operation is not None and bool(parts.get(driver.id))


def _below(root: Driver, parts: Parts) -> list[Driver]:
    """A root and all that makes it up; no circle can hang under a root."""
    found = [root]
    for each in found:
        found.extend(parts.get(each.id, []) if _has_parts(each, parts) else [])
    return found


def _worked_out(driver: Driver, parts: Parts, moved: int | None) -> Decimal | None:
    """A driver from its leaves as they are now, the one of id `moved` at its target."""
    if not _has_parts(driver, parts):
        return amount(driver, "target" if driver.id == moved else "now")
    values = [_worked_out(each, parts, moved) for each in parts[driver.id]]
    known = [each for each in values if each is not None]
    assert driver.operation
    return made_up(driver.operation, known) if len(known) == len(values) else None
