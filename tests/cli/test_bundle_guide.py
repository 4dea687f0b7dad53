"""The guide to writing checks: its check and its page, taken from it and run."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.discovery import discover
from auditlint.pages import examples
from auditlint.settings import Settings
from auditlint.testing import Case, verify

GUIDE = Path(__file__).parents[2] / "docs" / "writing-checks.md"


def between(start: str, stop: str) -> str:
    found = GUIDE.read_text("utf-8").partition(start)[2].partition(stop)[0]
    assert found, start
    return found


@pytest.mark.parametrize("number", [0, 1])
def test_the_check_of_the_guide_finds_what_its_page_says(number: int, tmp_path: Path) -> None:
    module = tmp_path / "score_above_one_hundred.py"
    module.write_text(between("## A check\n\n```python\n", "```\n"), "utf-8")
    page = between("````markdown\n", "````\n")
    module.with_suffix(".md").write_text(page, "utf-8")
    [check] = discover(Settings(checks=(str(module),))).offered[-1].checks
    assert check.page == page
    example = list(examples(check.page))[number]
    assert bool(example.expected) is (number == 0)
    verify(Case(check, example))
