"""A whole engagement as a YAML file: how worked examples come in, through the same door as what people type."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from core.fields import BadValue, field_map
from core.store import database
from core.store.changes import Action
from core.store.engagements import connect
from core.store.records import Answer, Engagement, Record
from core.store.tables import record_types


class BadFileError(ValueError):
    """A file that cannot be loaded; `str()` says which record and why. Nothing of it is kept."""


def load(path: Path, who: str, demo: bool = False) -> int:
    """Make an engagement from a file. Returns its id.

    Raises:
        BadFileError: something in it is not what its field takes, or refers to nothing.
    """
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    with database.writing() as session:
        engagement = Engagement(**content.pop("engagement"), created_by=who, demo=demo)
        session.add(engagement)
        session.flush()
        _fill(Action(session, engagement.id, who), content)
        return engagement.id


def _fill(action: Action, content: Mapping[str, Any]) -> None:
    known: dict[tuple[str, Any], Record] = {}
    pending: list[tuple[Record, dict[str, Any]]] = []
    for place, record, values in _rows(content):
        specs = field_map(record)
        references = {name: value for name, value in values.items() if name in specs and specs[name].target}
        unknown = set(values) - set(specs) - {"key", "marks"}
        if unknown:
            raise BadFileError(f"{place}: no field {', '.join(sorted(unknown))}")
        try:
            row = action.insert(record, {name: value for name, value in values.items() if name not in references})
        except BadValue as wrong:
            raise BadFileError(f"{place}, {wrong.field}: {wrong}") from wrong
        for handle in {values.get("key"), getattr(row, "name", None)} - {None}:
            known.setdefault((record.table_name(), handle), row)
        pending.append((row, references))
    for row, references in pending:
        _hold_references(row, references, known)
        connect(action, row, references, known)
        action.session.flush()
        action.log_new(row)


def _hold_references(row: Record, references: Mapping[str, Any], known: Mapping[tuple[str, Any], Record]) -> None:
    specs = field_map(type(row))
    for name, wanted in references.items():
        for each in wanted if isinstance(wanted, list) else [wanted]:
            if each is not None and (specs[name].target, each) not in known:
                raise BadFileError(f"{row.table_name()}, {name}: there is no {each!r} in {specs[name].target}")


def _rows(content: Mapping[str, Any]) -> Iterator[tuple[str, type[Record], dict[str, Any]]]:
    types = record_types()
    for slug, lists in content.items():
        if slug == "workshop":
            yield from _answers(lists)
            continue
        for key, rows in lists.items():
            if f"{slug}_{key}" not in types:
                raise BadFileError(f"{slug}: no record type {key}")
            for number, values in enumerate(rows, start=1):
                yield f"{slug}.{key} {number}", types[f"{slug}_{key}"], values


def _answers(lists: Mapping[str, Any]) -> Iterator[tuple[str, type[Record], dict[str, Any]]]:
    for slug, answers in (lists or {}).items():
        for question, text in answers.items():
            yield f"workshop.{slug}", Answer, {"section_asked": slug, "question": question, "text": text}
