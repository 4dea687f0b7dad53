"""``auditlint check``: the command that is meant where none is named."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import INTERRUPTED, open_to_the_end, options
from auditlint.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditlint.config import Configuration
    from auditlint.reading import Reading
    from auditlint.render.text import Style
    from auditlint.render.view import View
    from auditlint.result import Result

#: So many files that are not read are named.
_NAMED = 5


@click.command("check", short_help="Check reports (the default command).")
@options.files()
@click.option(
    "--format",
    "form",
    type=click.Choice([form.name for form in FORMATS if form.stdout]),
    default="text",
    show_default=True,
    help="What stdout carries.",
)
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="[FORMAT=]FILE",
    help="Also write this file; may be repeated. Its suffix chooses the format: .json .sarif"
    " .xml .html .xlsx .pdf .md .txt.",
)
@click.option(
    "--form",
    "paper",
    type=click.Choice(["findings", "checklist"]),
    default="findings",
    show_default=True,
    help="What an .xlsx holds: the working paper, or the finance bureau's check form.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="Exit with 1 from this severity on (default: error).",
)
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PCT",
    help="Exit with 1 where fewer of the figures could be checked.",
)
@click.option("--baseline", metavar="FILE", help="Count only findings that this file lacks.")
@click.option("--decisions", metavar="FILE", help="Heed the decisions in this TOML file.")
@options.checking
@click.option("--ticks", is_flag=True, help="Tick verified figures in annotated PDFs.")
@click.option("--statistics", is_flag=True, help="Print counts by code instead of findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only, no closing line.")
def check_command(
    files: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    paper: str,
    ticks: bool,
    statistics: bool,
    quiet: bool,
    **given: Any,
) -> int:
    """Check reports and print every contradiction with its place and arithmetic.

    Files named together are held against each other; a folder means the files in it.
    """
    from auditlint.reading import READABLE, begun, expanded, passed_over

    configuration = options.configured(files, given)
    paths = expanded(files)
    _tell_passed_over(passed_over(files), READABLE)
    with begun(paths, configuration.settings) as reading:
        # Workers read while all that judges is loaded.
        from auditlint.cli.outputs import planned, write
        from auditlint.render.view import View
        from auditlint.render.words import plain

        targets = planned(
            outputs, paths, checklist=paper == "checklist", also=options.read_besides(configuration)
        )
        result = checked(paths, configuration, quiet=quiet, reading=reading)
    view = View(result, configuration.settings.language, ticks)
    try:
        written = write(targets, view)
    finally:  # what was found is not lost to a full disk
        with open_to_the_end():
            click.echo(_printed(view, form, statistics, quiet), nl=False, color=True)
    if not quiet:
        for path in written:
            click.echo(f"wrote {plain(path)}", err=True)
    _tell_suppressed(view, form)
    if result.interrupted:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    return status(result)


def _tell_passed_over(paths: Sequence[str], readable: Sequence[str]) -> None:
    """What of a folder may be a report and is not read: nothing is passed over in silence."""
    from auditlint.render.words import plain

    if paths:
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        named = ", ".join(map(plain, paths[:_NAMED]))
        click.echo(
            f"not read: {named}{more}; of a folder {' '.join(readable)} are read:"
            " name the file itself, or save it as one of these",
            err=True,
        )


def _tell_suppressed(view: View, form: str) -> None:
    """Text says itself how many findings were suppressed; beside other formats stderr does."""
    from auditlint.render.phrases import suppressed_line

    said = suppressed_line(view)
    if said and form != "text":
        click.echo(said, err=True)


def checked(
    paths: list[str], configuration: Configuration, *, quiet: bool, reading: Reading | None = None
) -> Result:
    """Run, with a progress bar, and take out what is already known."""
    from auditlint.cli.progress import Bar
    from auditlint.decisions import applied
    from auditlint.engine import run

    with Bar(show=not quiet) as bar:
        result = run(
            paths,
            configuration.settings,
            progress=bar.step,
            begun=reading,
            keep_on_interrupt=True,
        )
    return applied(result, configuration.baseline, configuration.decisions)


def status(result: Result) -> int:
    """1 where a finding reaches ``--fail-on`` or too little could be checked, else 0."""
    settings = result.facts.settings
    failed = settings.fail_on is not None and any(result.at_least(settings.fail_on))
    wanted = settings.min_coverage
    if wanted is not None:
        share = 100 * (result.coverage.every.share or 0.0)
        if share < wanted:
            click.echo(
                f"auditlint: {share:.1f}% of the figures could be checked,"
                f" --min-coverage asks for {wanted:g}%",
                err=True,
            )
            failed = True
    return int(failed)


def _printed(view: View, form: str, statistics: bool, quiet: bool) -> str:
    if form == "text":
        from auditlint.render import text

        return text.render(view, _style(), statistics=statistics, quiet=quiet)
    from auditlint.render import named, rendered

    chosen = named(form)
    assert chosen is not None, form
    return rendered(chosen, view).decode("utf-8")


def _style() -> Style:
    """Colours and line breaks on a terminal only; ``NO_COLOR`` and ``FORCE_COLOR`` are heeded."""
    import shutil

    from auditlint.render.text import Style

    terminal = sys.stdout.isatty()
    asked = bool(os.environ.get("FORCE_COLOR"))
    able = asked or (terminal and os.environ.get("TERM") != "dumb")
    colours = able and not os.environ.get("NO_COLOR")
    return Style(colours, max(shutil.get_terminal_size().columns, 40) if terminal else None)
