"""The harness that bundles test themselves with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from auditlint.check import Check, Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.pages import examples, fits, severities
from auditlint.settings import Severity
from auditlint.testing import Case, findings, problems_of_page, rewritten, verify

PAGE = """# large-amount (TST009)

## What it does

Finds amounts above 100 万元.

## Why it matters

They are large.

## Examples

Too large:

```report
项目支出120.00万元。
```

```diagnostics
TST009 warning: 120.00 — 金额“120.00”过大
```

Of two documents, one with settings:

```report 决算.md
项目支出130.00万元。
```

```with 反馈.md
项目支出90.00万元。
```

```settings
strict = true
```

```diagnostics
TST009 error: 130.00
```

Accepted:

```report
项目支出90.00万元。
```

## Limits

None.
"""


@check("TST009")
def large_amount(facts: Facts) -> Iterator[Finding]:
    """An amount is large."""
    for figure in facts.figures:
        if figure.unit.name == "万元" and figure.value > 100:
            severity = Severity.ERROR if facts.settings.strict else Severity.WARNING
            message = Message(f"金额“{figure.text}”过大", f"{figure.text} is large")
            yield facts.finding_on(figure, message, severity=severity)


@pytest.fixture
def paged() -> Check:
    return replace(large_amount, page=PAGE)


def test_examples_are_read_with_their_documents_and_settings() -> None:
    first, second, third = examples(PAGE)
    assert first.documents == (("report.md", "项目支出120.00万元。\n"),)
    assert [name for name, _ in second.documents] == ["决算.md", "反馈.md"]
    assert second.settings == "strict = true\n"
    assert third.expected == ()
    assert PAGE.splitlines()[third.line - 1] == "```report"
    assert severities(PAGE) == ["error", "warning"]


def test_a_true_page_verifies(paged: Check) -> None:
    assert problems_of_page(paged) == []
    for example in examples(PAGE):
        verify(Case(paged, example))


@pytest.mark.parametrize(
    ("old", "new"),
    [("120.00 — ", "12.00 — "), ("过大", "太大"), ("TST009 warning", "TST009 error"),
     ("项目支出120.00", "项目支出20.00")],
)  # fmt: skip
def test_a_page_that_says_something_else_fails(paged: Check, old: str, new: str) -> None:
    first = next(examples(PAGE.replace(old, new)))
    with pytest.raises(AssertionError, match="TST009-1, line 15 of its page"):
        verify(Case(paged, first))


def test_a_page_is_rewritten_to_what_is_found(paged: Check) -> None:
    wrong = PAGE.replace("过大", "太大").replace(
        "Accepted:\n\n```report\n项目支出90", "Accepted:\n\n```report\n项目支出190"
    )
    page = rewritten(replace(paged, page=wrong))
    assert "TST009 warning: 120.00 — 金额“120.00”过大" in page
    assert "TST009 warning: 190.00 — 金额“190.00”过大\n```\n\n## Limits" in page
    for example in examples(page):
        verify(Case(paged, example))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("# large-amount (TST009)", "# large (TST009)", "the first line is not"),
        ("## Limits", "## Limit", "the section `## Limits` is missing"),
        ("```diagnostics", "```text", "no example fails"),
    ],
)
def test_what_a_page_lacks_is_told(paged: Check, old: str, new: str, problem: str) -> None:
    told = problems_of_page(replace(paged, page=PAGE.replace(old, new)))
    assert len(told) == 1
    assert problem in told[0]


def test_a_block_without_report_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands before the first report block"):
        list(examples("```diagnostics\nX\n```\n"))


def test_an_open_message_fits_any() -> None:
    assert fits("SUM001 error: 12", "SUM001 error: 12 — 不符")
    assert not fits("SUM001 error: 1", "SUM001 error: 12 — 不符")


def test_a_crash_shows_in_an_example() -> None:
    @check("TST010")
    def breaks(facts: Facts) -> Iterator[Finding]:
        """Breaks."""
        raise RuntimeError("no luck")
        yield

    [line] = findings(breaks, next(examples(PAGE)))
    assert line.startswith("AUD001 error: ")
    assert "no luck" in line
