"""What a bundle of checks tests itself with: the examples of its pages, run.

In a bundle's own test suite::

    import pytest
    from auditlint.testing import cases, verify

    @pytest.mark.parametrize("case", cases("my_bundle"), ids=str)
    def test_page(case):
        verify(case)

``python -m auditlint.testing CODE…`` prints what the examples of checks find now;
with ``--write`` it writes that into their pages, for a person to review.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from auditlint import config, pages
from auditlint.check import Check
from auditlint.diagnostic import Diagnostic
from auditlint.discovery import Bundles, discover
from auditlint.engine import run
from auditlint.pages import Example, examples
from auditlint.render.view import marked
from auditlint.render.words import folded
from auditlint.settings import Settings
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one check's page."""

    check: Check
    example: Example

    def __str__(self) -> str:
        return f"{self.check.code}-{self.example.number}"


def cases(*bundles: str) -> list[Case]:
    """The examples of all checks of the named bundles (of every bundle, if none is named)."""
    return [
        Case(check, example)
        for offered in discover().offered
        if not bundles or offered.name in bundles
        for check in offered.checks
        for example in examples(check.page)
    ]


def verify(case: Case) -> None:
    """Raises ``AssertionError``, with what was found, unless it is what the page says."""
    found = findings(case.check, case.example)
    expected = case.example.expected
    same = len(found) == len(expected) and all(map(pages.fits, expected, found))
    assert same, _difference(case, expected, found)


def findings(check: Check, example: Example, bundles: Bundles | None = None) -> list[str]:
    """What a check finds in an example, judged by it alone, as lines of a diagnostics block."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in example.documents:
            path = Path(folder) / name
            path.write_text(text, "utf-8")
            paths.append(str(path))
        settings = Settings()
        if example.settings:
            file = Path(folder) / config.FILE
            file.write_text(example.settings, "utf-8")
            settings = config.read(file).settings
        alone = replace(settings, diagnosis=False, cache=False, jobs=1)
        result = run(paths, alone, checks=[check], bundles=bundles)
    return [line(found) for found in result.diagnostics]


def line(found: Diagnostic) -> str:
    """A diagnostic as a line of a page."""
    message = folded(found.finding.message.zh)
    return f"{found.code} {found.severity}: {marked(found.finding)}{pages.DASH}{message}"


def problems_of_page(check: Check) -> list[str]:
    """What a check's page lacks: its heading, a section, a failing or an accepted example."""
    page = check.page
    if not page:
        return ["it has no page"]
    found = []
    if not page.startswith(f"# {check.name} ({check.code})\n"):
        found.append(f"the first line is not `# {check.name} ({check.code})`")
    found.extend(
        f"the section `{title}` is missing"
        for title in ("## What it does", "## Why it matters", "## Examples", "## Limits")
        if f"\n{title}\n" not in page
    )
    shown = list(examples(page))
    if not any(example.expected for example in shown):
        found.append("no example fails")
    if not any(not example.expected for example in shown):
        found.append("no example is accepted")
    if not check.summary:
        found.append("the function has no docstring")
    return found


def _difference(case: Case, expected: Sequence[str], found: Sequence[str]) -> str:
    where = f"{case}, line {case.example.line} of its page"
    said = "\n".join(f"  {one}" for one in expected) or "  (nothing)"
    got = "\n".join(f"  {one}" for one in found) or "  (nothing)"
    return f"{where}: the page says\n{said}\nbut it finds\n{got}"


def rewritten(check: Check, bundles: Bundles | None = None) -> str:
    """The page of a check with what its examples find now."""
    page = check.page
    for example in reversed(list(examples(page))):
        found = findings(check, example, bundles)
        start, stop = example.block
        body = "\n".join(["```diagnostics", *found, "```"])
        if found and start == stop:
            page = f"{page[:start]}\n\n{body}{page[stop:]}"
        elif found:
            page = page[:start] + body + page[stop:]
        else:
            page = page[:start].rstrip("\n") + page[stop:]
    return page


def _main(arguments: Iterable[str]) -> None:
    arguments = list(arguments)
    write = "--write" in arguments
    wanted = tuple(code for code in arguments if code != "--write")
    bundles = discover()
    for check in bundles.checks:
        if wanted and not check.code.startswith(wanted):
            continue
        if write and check.page:
            module = sys.modules[check.run.__module__]
            Path(module.__file__ or "").with_suffix(".md").write_text(
                rewritten(check, bundles), "utf-8"
            )
        for problem in problems_of_page(check):
            sys.stdout.write(f"{check.code}: {problem}\n")
        for example in examples(check.page):
            sys.stdout.write(f"{check.code}-{example.number} (line {example.line})\n")
            for said in findings(check, example, bundles):
                sys.stdout.write(f"  {said}\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
