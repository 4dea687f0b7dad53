"""Where a misreading would heal what is broken, and the second reader saw it, nobody is accused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest

from auditlint import structure
from auditlint.confirm import confirmed, other_readings
from auditlint.diagnosis import diagnose
from auditlint.diagnostic import MISREAD, Cause, Diagnostic
from auditlint.document import Box, Document, Line, Mark, Page
from auditlint.engine import run_documents
from auditlint.settings import Settings, Severity

TITLE = "青溪市某局2023年度部门决算情况说明"
WIDE = 10.0


def page(*sentences: str, gaps: Mapping[str, float] | None = None) -> Page:
    """A page of one sentence a line, every character 10 pt wide.

    ``gaps`` are points left free before the first occurrence of a text in any line.
    """
    lines = []
    for number, sentence in enumerate((TITLE, *sentences), 1):
        edges: list[float] = []
        at = 60.0
        free = {sentence.find(text): gap for text, gap in (gaps or {}).items()}
        for position in range(len(sentence)):
            at += free.get(position, 0.0)
            edges += [at, at + WIDE]
            at += WIDE
        top = 40.0 + 30 * number
        lines.append(Line(1, number, sentence, top, top + 12, tuple(edges), 10.0))
    order = tuple(("line", at) for at in range(len(lines)))
    return Page(1, 900.0, 800.0, tuple(lines), (), order, sum(len(one.text) for one in lines))


def marks(of: Page) -> list[Mark]:
    """A page as a second reader sees it, character by character."""
    return [
        Mark(line.edges[2 * at], line.edges[2 * at + 1], (line.top + line.bottom) / 2, char)
        for line in of.lines
        for at, char in enumerate(line.text)
    ]


def told(first: Page, second: Page | None) -> list[Diagnostic]:
    """What is told of a page by its first reading, confirmed by the second."""
    document = structure.build(0, "read/report.pdf", "", (first,))
    found = run_documents((document,), Settings(diagnosis=False, cache=False, jobs=1))
    loud = [one for one in found.diagnostics if not one.code.startswith("DOC")]

    def reader(_: Document, pages: Collection[int]) -> Mapping[int, Sequence[Mark]]:
        return {} if second is None else {number: marks(second) for number in pages}

    return diagnose(found.facts, confirmed(loud, found.documents, reader))


SUM = "支出合计{}万元，其中：基本支出116.30万元，项目支出24.10万元。"


def test_without_a_second_reading_the_author_is_told_of_the_slip() -> None:
    (one,) = told(page(SUM.format("148.40")), None)
    assert (one.severity, one.cause) == (Severity.ERROR, Cause("one-digit", 0, "140.40"))


def test_a_slip_that_both_readers_see_stands() -> None:
    broken = page(SUM.format("148.40"))
    (one,) = told(broken, broken)
    assert (one.severity, one.cause) == (Severity.ERROR, Cause("one-digit", 0, "140.40"))


def test_a_digit_that_heals_and_that_the_second_reader_sees_is_a_question() -> None:
    (one,) = told(page(SUM.format("148.40")), page(SUM.format("140.40")))
    assert (one.severity, one.cause) == (Severity.WARNING, Cause(MISREAD, 0, "140.40"))
    assert one.finding.marked == "148.40"
    assert "可能误读：“148.40”处，另一种读取方式读到的是“140.40”" in one.finding.message.zh


def test_a_digit_that_the_second_reader_sees_but_that_heals_nothing_accuses_nobody() -> None:
    (one,) = told(page(SUM.format("148.40")), page(SUM.format("143.40")))
    assert (one.severity, one.cause) == (Severity.WARNING, Cause(MISREAD, 0, "143.40"))
    assert "则相符" not in one.finding.message.zh


def test_a_part_that_was_misread_heals_the_total_it_stands_in() -> None:
    first = page("支出合计140.40万元，其中：基本支出176.30万元，项目支出24.10万元。")
    second = page("支出合计140.40万元，其中：基本支出116.30万元，项目支出24.10万元。")
    (one,) = told(first, second)
    assert one.cause == Cause(MISREAD, 0, "116.30")
    assert (one.severity, one.finding.marked) == (Severity.WARNING, "176.30")


def test_a_misreading_that_would_break_what_holds_heals_nothing() -> None:
    change = "支出合计{}万元，比上年增加48.40万元，增长48.40%，"
    sums = f"{change}其中：基本支出116.30万元，项目支出24.10万元。"
    first, second = page(sums.format("148.40")), page(sums.format("140.40"))
    (one,) = told(first, second)
    assert one.severity is Severity.WARNING
    assert "可能误读" not in one.finding.message.zh
    assert any("140.40" in note.message.zh for note in one.finding.notes)


BOX = Box(200, 50, 260, 62)


def row(*texts: tuple[float, str]) -> list[Mark]:
    """Characters 10 pt wide on the line of ``BOX``, each text from its x."""
    return [
        Mark(x + 10 * at, x + 10 * at + 10, 56.0, char)
        for x, text in texts
        for at, char in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("123.45", row((200, "123.45")), ()),
        ("123.45", row((200, "128.45")), ("128.45",)),
        ("123.45", row((188, "-"), (200, "123.45")), ("-123.45",)),
        ("123.45", row((185, "9"), (200, "123.45")), ("9123.45",)),
        ("123.45", row((150, "9"), (200, "123.45"), (300, "7.10")), ()),
        ("123.45", row((190, "计"), (200, "123.45")), ()),
        ("12345", row((200, "12"), (235, "345")), ("12", "345")),
        ("123.45", row((200, "万元合计数")), ()),
    ],
    ids=["same", "digit", "minus", "split", "apart", "word", "joined", "no number"],
)
def test_other_readings_of_a_box(
    text: str, seen: Sequence[Mark], expected: tuple[str, ...]
) -> None:
    assert other_readings(text, seen, BOX) == expected
