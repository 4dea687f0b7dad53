"""``auditlint check``: the command that is meant where none is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import options

if TYPE_CHECKING:
    from auditlint.render.view import View
    from auditlint.result import Result
    from auditlint.settings import Settings

FORMATS = ("text", "json")


@click.command("check", short_help="Check reports (the default command).")
@options.files()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="What stdout carries."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Exit with 1 from this severity on (default: error).",
)
@options.checking
@click.option("--statistics", is_flag=True, help="Print counts by code instead of findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only, no closing line.")
def check_command(
    files: tuple[str, ...], form: str, statistics: bool, quiet: bool, **given: Any
) -> int:
    """Check reports and print every contradiction with its place and arithmetic."""
    from auditlint.cli.progress import Bar
    from auditlint.engine import run
    from auditlint.render.view import View

    configuration = options.configured(files, given)
    settings = configuration.settings
    with Bar(show=not quiet) as bar:
        result = run(files, settings, progress=bar.step)
    view = View(result, settings.language)
    click.echo(_written(view, form, statistics, quiet), nl=False)
    return status(result, settings)


def status(result: Result, settings: Settings) -> int:
    """0 where nothing reaches the threshold; troubles of ours always do, except for ``never``."""
    if settings.fail_on is None:
        return 0
    return int(any(True for _ in result.at_least(settings.fail_on)))


def _written(view: View, form: str, statistics: bool, quiet: bool) -> str:
    if form == "json":
        from auditlint.render import json

        return json.render(view)
    from auditlint.render import text

    return text.render(view, _style(), statistics=statistics, quiet=quiet)


def _style() -> Any:
    import os
    import shutil

    from auditlint.render.text import Style

    terminal = sys.stdout.isatty()
    colours = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    columns = max(shutil.get_terminal_size().columns, 40) if terminal else None
    return Style(colours, columns)
