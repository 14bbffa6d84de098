"""Starter libraries: ready-made questions and records a section and a language, as they stand in `templates/libraries`."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from core.i18n import DEFAULT_LANGUAGE
from core.store.database import ROOT

LIBRARIES = ROOT / "templates" / "libraries"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, and as safe


def library(slug: str, language: str) -> dict[str, Any]:
    """A section's library; the English one when the language has none, empty when there is none at all. Not to be changed by callers."""
    for code in (language, DEFAULT_LANGUAGE):
        path = LIBRARIES / f"{slug}.{code}.yaml"
        if path.exists():
            return _read(path, path.stat().st_mtime_ns)
    return {}


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> dict[str, Any]:
    """`changed` makes an edited file be read anew."""
    with path.open(encoding="utf-8") as source:
        return yaml.load(source, Loader=_LOADER) or {}  # noqa: S506  # the loader is a safe one
