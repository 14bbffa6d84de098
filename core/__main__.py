"""The command line: what can be asked of Holdfast without a browser. `python -m core --help` lists it."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from core import workbench
from core.checks import Level
from core.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, language

FORMATS = {"docx": workbench.strategy_document}
OPEN_ERRORS, REFUSED = 1, 2  # exit status


class RefusedError(Exception):
    """What was asked cannot be done; `str()` says why in one line."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is a matter of `--help`."""

    def error(self, message: str) -> NoReturn:
        """Refuse."""
        raise RefusedError(f"{message} ({self.prog} --help)")


def demo(options: argparse.Namespace) -> int:
    """Load worked examples as new engagements."""
    for name in options.names:
        try:
            print(f"{workbench.load_demo(name)} {name}")
        except LookupError as unknown:
            raise RefusedError(str(unknown)) from unknown
    return 0


def seed(options: argparse.Namespace) -> int:
    """Load all worked examples, unless there are engagements already."""
    if not workbench.all_engagements(archived=True):
        demo(argparse.Namespace(names=workbench.demos()))
    return 0


def engagements(options: argparse.Namespace) -> int:
    """Print every engagement: id, name, language of its documents, currency."""
    for each in workbench.all_engagements(archived=True):
        print(f"{each.id} {each.name} ({each.language}, {each.currency}{', archived' if each.archived_at else ''})")
    return 0


def check(options: argparse.Namespace) -> int:
    """Print the open findings of an engagement, errors first; the status is 1 when there are errors among them."""
    with language(options.lang):
        if options.list:
            return _list_checks()
        if options.engagement is None:
            raise RefusedError("Which engagement? Give its id or name; `list` shows them.")
        found = workbench.overview(_engagement(options.engagement).id, options.today).open_findings()
        for each in found:
            print(each.code, each.level, " ".join(each.sentence.split()))
    return OPEN_ERRORS if any(each.level is Level.ERROR for each in found) else 0


def _list_checks() -> int:
    for section in workbench.registry():
        for each in section.checks:
            print(each.code, each.level, _(each.sentence))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write an engagement's strategy into a file."""
    engagement = _engagement(options.engagement)
    code = options.lang or engagement.language
    path = options.output or Path(workbench.file_name(engagement, options.format, code))
    content = FORMATS[options.format](engagement.id, code, today=options.today)
    path.write_bytes(content)
    print(path)
    return 0


def _engagement(wanted: str) -> workbench.Engagement:
    """The engagement of that id or name."""
    known = workbench.all_engagements(archived=True)
    found = [each for each in known if wanted == str(each.id)] or [each for each in known if wanted.strip().lower() == each.name.lower()]
    if not found:
        raise RefusedError(f"There is no engagement {wanted!r}; `list` shows them.")
    if len(found) > 1:
        raise RefusedError(f"Several engagements are called {wanted!r}: give the id, one of {', '.join(str(each.id) for each in found)}.")
    return found[0]


def parser() -> Parser:
    """All commands and their options."""
    made = Parser(prog="python -m core", description="Holdfast: a workbench for CRM strategies.")
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=Parser)
    names = _command(commands, "demo", demo)
    names.add_argument("names", nargs="+", metavar="NAME", help=f"one of: {', '.join(workbench.demos())}")
    _command(commands, "seed", seed)
    _command(commands, "list", engagements)
    checked = _command(commands, "check", check)
    checked.add_argument("engagement", nargs="?", metavar="ENGAGEMENT", help="id or name")
    checked.add_argument("--list", action="store_true", help="print all checks that there are instead")
    checked.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help="language of the sentences (default: %(default)s)")
    checked.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as of that day (default: today)")
    exported = _command(commands, "export", export)
    exported.add_argument("engagement", metavar="ENGAGEMENT", help="id or name")
    exported.add_argument("--format", choices=FORMATS, default="docx", help="(default: %(default)s)")
    exported.add_argument("--lang", choices=LANGUAGES, help="language of the document (default: the engagement's)")
    exported.add_argument("--output", type=Path, metavar="FILE", help="(default: a name made of the engagement's, here)")
    exported.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as of that day (default: today)")
    return made


def _command(
    commands: "argparse._SubParsersAction[Parser]", name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
    made.set_defaults(run=run)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked. Returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # consoles of other code pages lack some characters
    try:
        options = parser().parse_args(arguments)
        workbench.migrate()
        return int(options.run(options))
    except RefusedError as refused:
        print(f"holdfast: {refused}", file=sys.stderr)
    except OSError as refused:
        print(f"holdfast: {refused.strerror}: {refused.filename}", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
