"""The command line: thin; every command imports what it needs when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from auditlint.settings import UsageProblem
from auditlint.version import __version__

if TYPE_CHECKING:
    from auditlint.render.view import View

#: Exit statuses; 1 is what is at or above ``--fail-on``.
FINE, USAGE, INTERRUPTED = 0, 2, 130

#: The commands in the order of the help, each in the module of that name.
_COMMANDS = {
    "check": "auditlint.cli.check",
    "explain": "auditlint.cli.rules",
    "rules": "auditlint.cli.rules",
    "figures": "auditlint.cli.figures",
    "coverage": "auditlint.cli.coverage",
    "compare": "auditlint.cli.workflow",
    "reconcile": "auditlint.cli.reconcile",
    "baseline": "auditlint.cli.workflow",
    "init": "auditlint.cli.workflow",
    "completion": "auditlint.cli.workflow",
}


class _Commands(click.Group):
    """``check`` is the command where none is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = getattr(importlib.import_module(module), f"{cmd_name}_command")
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--help", "-h", "--version", *_COMMANDS}
        if args and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; click itself would call it failed where the reader goes early."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close(sys.stdout)
            return FINE

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and what may follow ``check`` where no command is named: options, files.

        Files only where nothing else fits: the script of bash drops all else beside them.
        """
        named = super().shell_complete(ctx, incomplete)
        meant = self.get_command(ctx, "check")
        assert meant is not None
        seen = {item.value for item in named}
        behind = meant.shell_complete(click.Context(meant, parent=ctx), incomplete)
        offered = [*named, *(item for item in behind if item.value not in seen)]
        return offered or [CompletionItem(incomplete, type="file")]


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(__version__, prog_name="auditlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check that the figures of published reports agree with each other.

    `auditlint report.pdf feedback.pdf` is short for `auditlint check …`. Files named together
    are held against each other; a folder means the files in it.

    Exit status: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or configuration.
    """


def command(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status."""
    _opened()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status: object = FINE
    try:
        status = cli.main(args=list(arguments), prog_name="auditlint", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else FINE
    except UsageProblem as problem:
        return _wrong(str(problem))
    except click.exceptions.NoArgsIsHelpError as problem:
        problem.show()
        return USAGE
    except click.UsageError as problem:
        problem.show()
        return USAGE
    except click.ClickException as problem:
        return _wrong(problem.format_message())
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # as the last of it is flushed
        _close(sys.stdout)
        return status if isinstance(status, int) else FINE
    except OSError as problem:
        _close(sys.stdout)
        what = problem.filename or "the output cannot be written"
        return _wrong(f"{what}: {problem.strerror or problem}; free some space or write elsewhere")


def say_troubles(view: View) -> int:
    """Name on stderr what could not be read or judged; returns the status, 1 if there is any."""
    from auditlint.render.words import plain
    from auditlint.troubles import is_trouble

    found = [one for one in view.result.diagnostics if is_trouble(one.code)]
    for one in found:
        place = plain(str(view.place_of(one.finding)))
        click.echo(f"{place}: {one.code} {view.message(one)}", err=True)
    return int(bool(found))


@contextmanager
def open_to_the_end() -> Iterator[None]:
    """Lets the reader of stdout go early, as ``head`` does: the exit status still counts."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _close(sys.stdout)


def _opened() -> None:
    """Streams that the caller has closed lead nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))


def _wrong(message: str) -> int:
    from auditlint.render.words import plain

    click.echo(f"auditlint: {plain(message, keep_newlines=True)}", err=True)
    return USAGE


def _close(stream: IO[str]) -> None:
    """The reader is gone or the disk full: let nothing more be written at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
