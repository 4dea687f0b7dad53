"""The page of a check: its documentation, whose examples are its tests.

An example is a block that begins with ```` ```report ````, holding Markdown, and the block
```` ```diagnostics ```` after it, or none where nothing may be found. In between may stand
```` ```with NAME ```` blocks, further documents of the same run (``反馈表.md``, ``台账.csv``), and
a ```` ```settings ```` block in the form of ``auditlint.toml``. A first document can be named too:
```` ```report 决算.md ````.

A line of a diagnostics block is ``CODE severity: MARKED — MESSAGE`` with the Chinese message;
``CODE severity: MARKED`` alone leaves the message open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditlint.patterns import compiled
from auditlint.values import dataclass

_FENCE = compiled(
    r"^```(?P<kind>report|with|settings|diagnostics)[ \t]*(?P<name>[^\n`]*)\n"
    r"(?P<body>.*?)^```[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_LINE = compiled(r"(?P<code>[A-Z]{3}\d{3}) (?P<severity>error|warning|info): ?(?P<rest>.*)")

#: Between what is marked and the message.
DASH = " — "


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a page.

    ``documents`` are (name, text) in the order of the run; ``expected`` are the lines of its
    diagnostics block. ``line`` is where it begins in the page. ``block`` is the range of the
    page's characters that its diagnostics block takes, empty and behind the last document
    where there is none.
    """

    number: int
    line: int
    documents: tuple[tuple[str, str], ...]
    settings: str
    expected: tuple[str, ...]
    block: tuple[int, int]


def examples(page: str) -> Iterator[Example]:
    """The examples of a page, in order.

    Raises ``ValueError`` for a block that belongs to no report.
    """
    page = page.replace("\r\n", "\n")
    fences = list(_FENCE.finditer(page))
    starts = [at for at, fence in enumerate(fences) if fence["kind"] == "report"]
    if fences and (not starts or starts[0] != 0):
        raise ValueError(f"a {fences[0]['kind']} block stands before the first report block")
    for number, (start, stop) in enumerate(pairwise([*starts, len(fences)]), 1):
        yield _example(page, number, fences[start:stop])


def _example(page: str, number: int, fences: list[re.Match[str]]) -> Example:
    documents = tuple(
        (fence["name"].strip() or "report.md", fence["body"])
        for fence in fences
        if fence["kind"] in ("report", "with")
    )
    said = [fence for fence in fences if fence["kind"] == "diagnostics"]
    if len(said) > 1:
        raise ValueError(f"example {number} has two diagnostics blocks")
    settings = "".join(fence["body"] for fence in fences if fence["kind"] == "settings")
    expected = tuple(line for line in said[0]["body"].splitlines() if line) if said else ()
    end = fences[-1].end()
    return Example(
        number,
        page.count("\n", 0, fences[0].start()) + 1,
        documents,
        settings,
        expected,
        said[0].span() if said else (end, end),
    )


def fits(expected: str, actual: str) -> bool:
    """Whether a line of a page says what was found; a line without message leaves it open."""
    return actual == expected or (DASH not in expected and actual.startswith(expected + DASH))


def severities(page: str) -> list[str]:
    """The severities that the examples of a page show, the loudest first."""
    found = {
        match["severity"]
        for example in examples(page)
        for line in example.expected
        if (match := _LINE.match(line))
    }
    return [severity for severity in ("error", "warning", "info") if severity in found]
