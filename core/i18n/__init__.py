"""Words: English lives in the code, every other language in a catalogue a section (`<language>/<slug>.po`).

The catalogues are read as they are, so a translation can never be older than its source.
The language in force is a context variable; a host with sessions of its own (the pages) may say where to look instead.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "ru": "Русский"}
DEFAULT_LANGUAGE = "en"
CATALOGUES = Path(__file__).parent

_forced: ContextVar[str | None] = ContextVar("language", default=None)
_source: list[Callable[[], str | None]] = []


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return text


def set_language_source(source: Callable[[], str | None]) -> None:
    """Name a function that tells the language of the session in force."""
    _source[:] = [source]


def current_language() -> str:
    """The language in force: one of `LANGUAGES`."""
    found = _forced.get() or (_source[0]() if _source else None)
    return found if found in LANGUAGES else DEFAULT_LANGUAGE


@contextmanager
def language(code: str) -> Iterator[None]:
    """Everything inside speaks `code`, whatever the session's own language."""
    token = _forced.set(code)
    try:
        yield
    finally:
        _forced.reset(token)


@cache
def catalogue(code: str) -> NullTranslations:
    """All catalogues of a language in one: the house's own words first, then the sections'."""
    chain = NullTranslations()
    files = sorted((CATALOGUES / code).glob("*.po"), key=lambda path: (path.stem != "holdfast", path.stem))
    for position, path in enumerate(files):
        binary = BytesIO()
        with path.open("rb") as source:
            write_mo(binary, read_po(source, locale=code))
        binary.seek(0)
        read = GNUTranslations(binary)
        if position == 0:
            chain = read
        else:
            chain.add_fallback(read)
    return chain


def _(text: str) -> str:
    """The text in the language in force."""
    return catalogue(current_language()).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a counted text that the language in force wants for `count`, with `{n}` filled in."""
    return catalogue(current_language()).ngettext(one, many, count).format(n=count)
