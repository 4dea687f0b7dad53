"""Options that several commands share, and what they make of the configuration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditlint.settings import LONGEST, Confidence, UsageProblem

if TYPE_CHECKING:
    from auditlint.config import Configuration

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]

LANGUAGES = click.Choice(["zh", "en", "auto"])


def files(required: bool = True) -> Decorator:
    return click.argument("files", nargs=-1, required=required, metavar="FILE…", type=click.Path())


def checking(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that runs checks."""
    options: tuple[Decorator, ...] = (
        click.option("--select", metavar="CODES", help="Only these codes or families."),
        click.option("--ignore", metavar="CODES", help="Without these codes or families."),
        click.option(
            "--min-confidence",
            type=click.Choice(["high", "medium", "low"]),
            help="Tell findings from this confidence on (default: medium).",
        ),
        click.option("--config", metavar="FILE", help="Read this configuration file."),
        click.option(
            "--independent", is_flag=True, help="Do not hold the files against each other."
        ),
        click.option("--no-diagnosis", is_flag=True, help="Do not fold findings of one cause."),
        click.option("--strict", is_flag=True, help="Show rounding tails as well."),
        *_READING,
    )
    return _all(options)(function)


def reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that reads documents."""
    options: tuple[Decorator, ...] = (
        click.option("--config", metavar="FILE", help="Read this configuration file."),
        *_READING,
    )
    return _all(options)(function)


_READING: tuple[Decorator, ...] = (
    click.option("--language", type=LANGUAGES, help="Language of messages (default: auto)."),
    click.option(
        "--jobs",
        type=click.IntRange(0),
        metavar="N",
        help="Processes to read with (0: automatic).",
    ),
    click.option(
        "--engine",
        type=click.Choice(["auto", "pdfium", "pdfplumber"]),
        help="What reads PDF files (default: auto).",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0, LONGEST),
        metavar="SECONDS",
        help="Time to read one file in, and to judge it (default: 300; 0: no limit).",
    ),
    click.option("--no-cache", is_flag=True, help="Neither use nor keep results of reading."),
    click.option("--password", metavar="TEXT", help="Password of encrypted PDF files."),
)


def _all(options: tuple[Decorator, ...]) -> Decorator:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def configured(paths: tuple[str, ...], given: dict[str, Any]) -> Configuration:
    """The configuration for ``paths`` with the options ``given`` laid over it.

    Raises ``UsageProblem`` for a configuration that cannot be read.
    """
    from auditlint import config

    named = given.get("config")
    start = Path(paths[0]) if paths else Path()
    found = Path(named) if named else config.find(start)
    read = config.read(found) if found else config.Configuration()
    settings = read.settings
    if found and not named and settings.checks and not _is_ours(found):
        raise UsageProblem(
            f"{found}: names checks, which are code, and lies outside the working folder;"
            f" if you trust it, say so with --config {found}"
        )
    for name in ("language", "jobs", "engine", "password"):
        if given.get(name) is not None:
            settings = replace(settings, **{name: given[name]})
    if given.get("timeout") is not None:
        limits = replace(settings.limits, timeout=given["timeout"])
        settings = replace(settings, limits=limits)
    if given.get("select") is not None:
        settings = replace(settings, select=config.codes(given["select"]))
    if given.get("ignore") is not None:
        settings = replace(settings, ignore=config.codes(given["ignore"]))
    if given.get("min_confidence"):
        settings = replace(settings, min_confidence=Confidence[given["min_confidence"].upper()])
    if given.get("min_coverage") is not None:
        settings = replace(settings, min_coverage=given["min_coverage"])
    if given.get("fail_on"):
        settings = replace(settings, fail_on=config.fail_on(given["fail_on"]))
    settings = replace(
        settings,
        independent=settings.independent or given.get("independent", False),
        strict=settings.strict or given.get("strict", False),
        diagnosis=settings.diagnosis and not given.get("no_diagnosis", False),
        cache=settings.cache and not given.get("no_cache", False),
        isolated=True,
    )
    return replace(
        read,
        settings=settings,
        baseline=given.get("baseline") or read.baseline,
        decisions=given.get("decisions") or read.decisions,
    )


def read_besides(configuration: Configuration) -> tuple[str, ...]:
    """The files that are read besides those to be checked: no output may overwrite them."""
    settings = configuration.settings
    return (
        configuration.path,
        configuration.baseline,
        configuration.decisions,
        *settings.checks,
        *settings.packs,
    )


def _is_ours(found: Path) -> bool:
    """Whether a configuration belongs to the folder we work in, not to the files we were sent."""
    return Path.cwd().is_relative_to(found.resolve().parent)
