"""The sections: one folder each, found by looking. A broken one stops the start loudly."""

import importlib
import pkgutil
from functools import cache

from core.section import Section


@cache
def registry() -> tuple[Section, ...]:
    """All sections, in the order of the document's chapters."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if found.ispkg]
    return tuple(sorted((importlib.import_module(f"{__name__}.{name}").SECTION for name in names), key=lambda each: each.order))


def section(slug: str) -> Section:
    """The section of that slug.

    Raises:
        KeyError: there is none.
    """
    return {each.slug: each for each in registry()}[slug]
