"""``auditlint baseline``, ``compare``, ``init`` and ``completion``: the work around a check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditlint.cli import open_to_the_end, options
from auditlint.settings import UsageProblem


@click.command("baseline", short_help="Record known findings, so that only new ones count.")
@options.files()
@click.option(
    "--output",
    "-o",
    "output",
    metavar="FILE",
    default="auditlint-baseline.json",
    show_default=True,
    help="The baseline to write.",
)
@click.option("--prune", is_flag=True, help="Take out entries that no longer occur.")
@options.checking
def baseline_command(files: tuple[str, ...], output: str, prune: bool, **given: Any) -> int:
    """Record the findings of the files in a baseline.

    An existing baseline is kept and added to. `auditlint check --baseline FILE` then counts
    only findings that are not in it, and says how many are.
    """
    from auditlint import decisions
    from auditlint.cli.files import replace, spare
    from auditlint.cli.progress import Bar
    from auditlint.engine import run
    from auditlint.reading import expanded
    from auditlint.render.words import plain

    configuration = options.configured(files, given)
    path = Path(output)
    if not path.parent.is_dir():
        raise UsageProblem(f"{output}: the folder {path.parent} does not exist")
    old = decisions.read_baseline(path) if path.exists() else ()
    paths = expanded(files)
    spare(output, (*paths, *options.read_besides(configuration)[2:], configuration.path))
    with Bar(show=True) as bar:
        result = run(paths, configuration.settings, progress=bar.step)
    now = decisions.known_of(result)
    merged = decisions.merged(old, now, result, prune=prune)
    replace(path, decisions.written_baseline(merged.entries))
    click.echo(
        f"{plain(output)}: {len(merged.entries)} findings, {merged.added} new,"
        f" {merged.stale} no longer occur{' and were taken out' if prune else ''}"
    )
    return 0


@click.command("compare", short_help="Compare two versions of a report.")
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="NEW", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.checking
def compare_command(old: str, new: str, form: str, **given: Any) -> int:
    """Say which findings of OLD are fixed in NEW, which are new, and which figures changed.

    The exit status is 1 where NEW has an error that OLD has not.
    """
    from auditlint import comparison
    from auditlint.engine import run
    from auditlint.reading import expanded

    settings = options.configured((new,), given).settings
    before, after = (run(expanded([path]), settings) for path in (old, new))
    difference = comparison.compared(before, after)
    language = settings.language
    make = comparison.as_json if form == "json" else comparison.as_text
    with open_to_the_end():
        click.echo(make(difference, language), nl=False)
    return int(difference.worse)


@click.command("init", short_help="Write a commented configuration.")
@click.argument("folder", default=".", type=click.Path())
@click.option("--force", is_flag=True, help="Overwrite a configuration that is there.")
def init_command(folder: str, force: bool) -> int:
    """Write `auditlint.toml`, with every setting explained, into FOLDER."""
    from importlib import resources

    from auditlint.cli.files import replace
    from auditlint.config import FILE

    place = Path(folder)
    if not place.is_dir():
        raise UsageProblem(f"{folder}: no such folder")
    path = place / FILE
    if path.exists() and not force:
        raise UsageProblem(f"{path}: is there already; --force overwrites it")
    replace(path, (resources.files("auditlint.cli") / "template.toml").read_text("utf-8"))
    click.echo(f"wrote {path}")
    return 0


@click.command("completion", short_help="Print a script that completes options in a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> int:
    """Print the completion script for SHELL.

    For bash: `auditlint completion bash > ~/.local/share/bash-completion/completions/auditlint`.
    """
    from click.shell_completion import get_completion_class

    from auditlint.cli import cli

    found = get_completion_class(shell)
    assert found is not None, shell
    click.echo(found(cli, {}, "auditlint", "_AUDITLINT_COMPLETE").source())
    return 0
