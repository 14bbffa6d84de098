"""The catalogues against the code: every text translated once, in the catalogue of the folder that owns it, and nothing else.

`python -m tools.translations` brings the .po files up to date; with `--check` it only says what is wrong.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "core" / "i18n"
SOURCES = ("core", "pages")
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}  # how many of the arguments are texts
HOUSE = "holdfast"
# A file's words go to the first catalogue whose pattern its path begins with; sections have one each, by their folder's name.
OWNERS = (
    (re.compile(r"core/sections/(?P<slug>[a-z_]+)/"), "{slug}"),
    (re.compile(r"core/documents/"), "documents"),
    (re.compile(r"core/pictures\.py|pages/widgets/(pictures|figures\w*|blocks)\.py"), "pictures"),
    (re.compile(r"pages/screens/own/"), "own_screens"),
)
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")


@dataclass
class Text:
    """A text of the code: what it says, its plural when it is counted, and where it stands."""

    one: str
    many: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def message_id(self) -> str | tuple[str, str]:
        """As a catalogue keeps it."""
        return (self.one, self.many) if self.many else self.one

    @property
    def owner(self) -> str:
        """The catalogue it belongs to: the house's own when anybody there uses it, else that of the first place."""
        owners = [owner_of(place) for place in self.places]
        return HOUSE if HOUSE in owners else owners[0]


def owner_of(place: str) -> str:
    """The catalogue that the words of a file belong to."""
    for pattern, name in OWNERS:
        found = pattern.match(place)
        if found:
            return name.format(**found.groupdict())
    return HOUSE


def marked(path: Path) -> Iterator[tuple[int, str, str]]:
    """The texts that a module marks: line, singular, plural. Read from the syntax tree: Babel does not look into f-strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            said = [each.value for each in node.args[: KEYWORDS[node.func.id]] if isinstance(each, ast.Constant)]
            if said:
                yield node.lineno, said[0], said[1] if len(said) > 1 else ""


@cache
def texts() -> dict[str, Text]:
    """Every text that the code marks for translation, by its singular."""
    found: dict[str, Text] = {}
    for path in sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py")):
        for line, one, many in marked(path):
            text = found.setdefault(one, Text(one))
            text.many = text.many or many
            text.places.append(f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


def languages() -> list[str]:
    """The languages that there are catalogues for."""
    return sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir() and any(path.glob("*.po")))


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.name)


def catalogues(language: str) -> dict[str, Catalog]:
    """All catalogues of a language by name, the house's own first: the order in which a text is looked up."""
    paths = sorted((CATALOGUES / language).glob("*.po"), key=lambda path: (path.stem != HOUSE, path.stem))
    return {path.stem: read(path) for path in paths}


def entries(catalogue: Catalog) -> Iterator[Message]:
    """The translations of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def singular(message: Message) -> str:
    """What a message is known by."""
    return message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    """Whether every form is there and somebody stands for it."""
    forms = [message.string] if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms) and not message.fuzzy


def placeholders(text: str) -> set[str]:
    """The names in braces that the program fills in."""
    return set(PLACEHOLDER.findall(text))


# --- what may be wrong


def problems(language: str) -> list[str]:
    """What is wrong with the catalogues of a language, a line each."""
    known = catalogues(language)
    in_files = (f"{name}.po: {what}" for name, catalogue in known.items() for what in _wrong_in(catalogue))
    return [f"{language}: {line}" for line in (*_missing(known), *_differing(known), *in_files)]


def _missing(known: dict[str, Catalog]) -> Iterator[str]:
    done = {message.id for catalogue in known.values() for message in entries(catalogue) if is_translated(message)}
    for text in texts().values():
        if text.message_id not in done:
            yield f"not translated: {text.one!r} ({text.places[0]}; goes to {text.owner}.po)"


def _differing(known: dict[str, Catalog]) -> Iterator[str]:
    seen: dict[str, tuple[str, object]] = {}
    for name, catalogue in known.items():
        for message in entries(catalogue):
            first, string = seen.setdefault(singular(message), (name, message.string))
            if string != message.string:
                yield f"translated differently in {first}.po and {name}.po: {singular(message)!r}"


def _wrong_in(catalogue: Catalog) -> Iterator[str]:
    forms = Catalog(locale=catalogue.locale).num_plurals
    if catalogue.num_plurals != forms:
        yield f"{catalogue.num_plurals} plural forms instead of {forms}"
    for message in catalogue.obsolete.values():
        yield f"commented out: {message.id!r}"
    for message in entries(catalogue):
        yield from (f"{what}: {singular(message)!r}" for what in _wrong_with(message, forms))


def _wrong_with(message: Message, forms: int) -> Iterator[str]:
    if singular(message) not in texts():
        yield "no such text in the code"
    if message.fuzzy:
        yield "fuzzy"
    if isinstance(message.id, str):
        if isinstance(message.string, str) and message.string and placeholders(message.id) != placeholders(message.string):
            yield "other placeholders"
        return
    if len(message.string) != forms or not all(message.string):
        yield "plural forms missing"
    if any(placeholders(each) != placeholders(message.id[1]) for each in message.string if each):
        yield "other placeholders"


# --- bringing them up to date


def update(language: str) -> list[str]:
    """Add what is missing with an empty translation, drop what no code uses. Returns the catalogues that changed."""
    known = catalogues(language)
    here = {singular(message) for catalogue in known.values() for message in entries(catalogue)}
    changed = {name for name, catalogue in known.items() if _drop_unused(catalogue)}
    for text in texts().values():
        if text.one not in here:
            known.setdefault(text.owner, Catalog(locale=language)).add(text.message_id)
            changed.add(text.owner)
    for name in changed:
        with (CATALOGUES / language / f"{name}.po").open("wb") as target:
            write_po(target, known[name], width=0, omit_header=False, no_location=True, ignore_obsolete=True)
    return sorted(changed)


def _drop_unused(catalogue: Catalog) -> bool:
    unused = [message.id for message in entries(catalogue) if singular(message) not in texts()]
    for each in unused:
        catalogue.delete(each)
    return bool(unused or catalogue.obsolete)


def main() -> int:
    """Check or update all languages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    check = parser.parse_args().check
    if not check:
        for language in languages():
            print(f"{language}: {', '.join(update(language)) or 'nothing to change'}")
    wrong = [line for language in languages() for line in problems(language)]
    print("\n".join(wrong) if wrong else f"{len(texts())} texts, all translated: {', '.join(languages())}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
