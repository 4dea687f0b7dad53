"""``auditlint reconcile``: two ledgers held against each other, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import open_to_the_end, options
from auditlint.settings import LONGEST, Settings, UsageProblem

if TYPE_CHECKING:
    from auditlint.records import Ledger


@click.command("reconcile", short_help="Match the rows of two ledgers.")
@click.argument("one", metavar="ONE", type=click.Path())
@click.argument("other", metavar="OTHER", type=click.Path())
@click.option("--output", "-o", metavar="FILE", help="Write a workbook (.xlsx) with every row.")
@click.option("--config", metavar="FILE", help="Read this configuration file.")
@click.option("--language", type=options.LANGUAGES, help="Language of the output (default: zh).")
@click.option(
    "--timeout",
    type=click.FloatRange(0, LONGEST),
    metavar="SECONDS",
    help="Time to read one file in (default: 300; 0: no limit).",
)
def reconcile_command(one: str, other: str, output: str | None, **given: Any) -> int:
    """Match the rows of the ledgers ONE and OTHER and say what differs.

    Numbers are matched first, then names, places, dates and measures; instalments are added
    up. The workbook holds matched, differing, uncertain and left-over rows on separate sheets.
    The exit status is 1 where anything differs, is left over or uncertain.
    """
    from auditlint.cli.files import replace
    from auditlint.records.holdings import partners
    from auditlint.records.reconcile import NoCommonFieldError, reconcile
    from auditlint.render import reconciliation

    settings = options.configured((one,), given).settings
    target = _target(output, (one, other))
    pairs = list(partners(_ledgers(one, 0, settings), _ledgers(other, 1, settings), settings))
    ours, theirs = pairs[0]
    try:
        done = reconcile(ours, theirs, settings.aliases)
    except NoCommonFieldError as problem:
        first, second = (", ".join(headers) for headers in problem.headers)
        raise UsageProblem(
            f"{one} and {other} have no number, name or place in common; the columns are"
            f" {first} and {second}; name the keys under [[ledgers]] in auditlint.toml"
        ) from None
    language = "en" if settings.language == "en" else "zh"
    if target is not None:
        replace(target, reconciliation.workbook(done, language))
    with open_to_the_end():
        click.echo(reconciliation.text(done, language), nl=False)
    clean = not (done.differing or done.uncertain or done.ours_left or done.theirs_left)
    return 0 if clean and not done.slips else 1


def _target(output: str | None, inputs: tuple[str, ...]) -> Path | None:
    """Where to write; refused before any work where it cannot be."""
    from auditlint.cli.files import spare

    if output is None:
        return None
    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        raise UsageProblem(f"{output}: the result is a workbook; name it .xlsx")
    if not path.parent.is_dir():
        raise UsageProblem(f"{output}: the folder {path.parent} does not exist")
    spare(output, inputs)
    return path


def _ledgers(path: str, index: int, settings: Settings) -> list[Ledger]:
    """The sheets of a file as ledgers. Raises ``UsageProblem`` where there is none."""
    from dataclasses import replace

    from auditlint.reading import documents
    from auditlint.records import ledgers_of

    if not Path(path).is_file():
        raise UsageProblem(f"{path}: no such file; check the path")
    [outcome] = documents([path], settings)
    if outcome.problem is not None:
        raise UsageProblem(f"{path}: {outcome.problem}") from outcome.problem
    found = list(ledgers_of([replace(outcome.document, index=index)], settings))
    if not found:
        raise UsageProblem(f"{path}: no sheet with records under headers was found")
    return found
