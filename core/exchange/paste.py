"""Rows pasted from a spreadsheet: a plan that says what each cell became, before anything is written."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.exchange.reading import Names, read
from core.fields import BadValue, FieldSpec, field_map, fields_of
from core.i18n import _
from core.store.records import Record

MOST_ROWS = 2000


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be read: its row (from 1), its column's title, its text, and what was expected."""

    row: int
    column: str
    text: str
    expected: str


@dataclass
class Plan:
    """What a pasted text would become: values row by row, the columns they go to, and what cannot be read."""

    columns: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_paste(record: type[Record], text: str, names: Names) -> Plan:
    """Read a pasted table. Its first line may be a header with the fields' titles; without one the grid's columns are meant, in order."""
    lines = [line for line in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in line)]
    header = _header(record, lines[0]) if lines else None
    specs = header or [field_map(record)[name] for name in record.columns if name in field_map(record)]
    plan = Plan(columns=[_(spec.title) for spec in specs if spec])
    for number, line in enumerate(lines[1:] if header else lines, start=1):
        if number > MOST_ROWS:
            plan.problems.append(Problem(number, "", "", _("At most {n} rows at a time.").format(n=MOST_ROWS)))
            break
        plan.rows.append(_row(specs, line, number, names, plan.problems))
    return plan


def _header(record: type[Record], line: Sequence[str]) -> list[FieldSpec | None] | None:
    """The fields that a header names; None when the line is no header (fewer than half of its cells are titles)."""
    titles = {_(spec.title).lower(): spec for spec in fields_of(record)} | {spec.name: spec for spec in fields_of(record)}
    found = [titles.get(cell.strip().lower()) for cell in line]
    return found if sum(spec is not None for spec in found) * 2 >= max(1, sum(bool(cell.strip()) for cell in line)) else None


def _row(specs: Sequence[FieldSpec | None], line: Sequence[str], number: int, names: Names, problems: list[Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for spec, text in zip(specs, line, strict=False):
        if spec is None:
            continue
        try:
            values[spec.name] = read(spec, text, names)
        except BadValue as wrong:
            problems.append(Problem(number, _(spec.title), text, str(wrong)))
    for spec in specs:
        if spec and spec.required and not values.get(spec.name) and not any(each.row == number for each in problems):
            problems.append(Problem(number, _(spec.title), "", _("“{title}” cannot be empty.").format(title=_(spec.title))))
    return values
