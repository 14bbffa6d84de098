"""Which record types there are, by table: everything that subclasses Record and owns a table."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from core.fields import FieldSpec, Kind, fields_of
from core.store.records import Record, link_table_name


def record_types() -> dict[str, type[Record]]:
    """Every record type by the name of its table. Complete once the sections are imported."""
    return {each.table_name(): each for each in _subclasses(Record) if "__tablename__" in vars(each)}


def _subclasses(parent: type[Record]) -> Iterator[type[Record]]:
    for child in parent.__subclasses__():
        yield child
        yield from _subclasses(child)


def links_of(record: type[Record]) -> dict[str, sa.Table]:
    """The link tables of a record's many-references, by field."""
    many = [spec.name for spec in fields_of(record) if spec.kind is Kind.REFERENCES]
    return {name: SQLModel.metadata.tables[link_table_name(record.table_name(), name)] for name in many}


def references_to(table: str) -> Iterator[tuple[type[Record], FieldSpec]]:
    """The fields of all record types that point to a table."""
    for record in record_types().values():
        for spec in fields_of(record):
            if spec.target == table:
                yield record, spec


def value_of(row: Any, spec: FieldSpec) -> Any:
    """A field's value; ids for references to many."""
    return list(getattr(row, spec.name)) if spec.kind in (Kind.REFERENCES, Kind.CHOICES) else getattr(row, spec.name)


def to_json(spec: FieldSpec, value: Any) -> Any:
    """A value as JSON keeps it; `FieldSpec.parse` reads it back."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list):
        return [each if isinstance(each, int) else str(each) for each in value]
    return str(value)
