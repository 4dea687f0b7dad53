"""Errors stand only where a second reader sees the same characters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import pytest

from auditlint.confirm import agrees, confirmed
from auditlint.diagnostic import Cause, Cited, Diagnostic, Finding, Message
from auditlint.document import Box, Document, Mark, Span
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.quantity import NO_UNIT
from auditlint.settings import Confidence, Severity


def printed(text: str, x: float = 100.0, y: float = 50.0) -> list[Mark]:
    return [Mark(x + 6 * n, x + 6 * n + 6, y, char) for n, char in enumerate(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("12.50", printed("12.50")),
        ("1 234", printed("1234")),
        ("12.50", sorted(printed("12.50") + printed("万元合计收", y=57))),
        ("1234", sorted(printed("34", 10, 70) + printed("12", 200, 50))),
    ],
    ids=["same", "white space aside", "another line aside", "broken over two lines"],
)
def test_readers_agree(text: str, marks: Sequence[Mark]) -> None:
    assert agrees(text, marks)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("12.50", printed("12.80")),
        ("1250", printed("12.50")),
        ("12.50", printed("12.5")),
        ("12.50", []),
    ],
    ids=["another digit", "a mark lost", "a mark too many", "nothing there"],
)
def test_readers_disagree(text: str, marks: Sequence[Mark]) -> None:
    assert not agrees(text, marks)


def figure(text: str, page: int = 1, boxed: bool = True) -> Figure:
    box = Box(100, 44, 100 + 6 * len(text), 56) if boxed else None
    return Figure(
        0, text, Decimal(text), 2, NO_UNIT, Nature.NUMBER, 0, TextPlace(0, 0, 5, (0, 5)),
        Span(0, page, box, 1), text,
    )  # fmt: skip


def error(*figures: Figure, severity: Severity = Severity.ERROR) -> Diagnostic:
    said = Finding(
        Message("合计不符", "total differs"), figures[0].text, figures[0].span, "",
        tuple(Cited("stated", figure) for figure in figures), severity=severity,
    )  # fmt: skip
    return Diagnostic("SUM001", "total-differs", severity, Confidence.HIGH, said, "")


DOCUMENT = Document(0, "report.pdf", "", ())


class Second:
    """A second reader that remembers what it was asked for."""

    def __init__(self, pages: Mapping[int, Sequence[Mark]]) -> None:
        self.pages = pages
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, document: Document, pages: Collection[int]) -> Mapping[int, Sequence[Mark]]:
        self.asked.append(tuple(pages))
        return {page: self.pages[page] for page in pages if page in self.pages}


def test_an_error_that_both_readers_see_stands() -> None:
    given = error(figure("12.50"))
    assert confirmed([given], [DOCUMENT], Second({1: printed("12.50")})) == (given,)


def test_a_misread_figure_makes_a_question_of_an_error() -> None:
    given = error(figure("12.50"), figure("13.50", page=2))
    (told,) = confirmed([given], [DOCUMENT], Second({1: printed("12.50"), 2: printed("18.50")}))
    assert (told.severity, told.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert told.cause == Cause("misread", 1, "18.50")
    (note,) = told.finding.notes
    assert note.message.zh.startswith("可能误读：“13.50”处")
    assert "“18.50”" in note.message.zh
    assert note.at == given.finding.figures[1].figure.span


def test_only_pages_of_errors_are_read_again_and_once() -> None:
    second = Second({1: printed("12.50"), 3: printed("12.50")})
    given = [
        error(figure("12.50", page=3)),
        error(figure("12.50"), figure("12.50", page=3)),
        error(figure("12.50", page=2), severity=Severity.WARNING),
        error(figure("12.50", page=4, boxed=False)),
    ]
    assert confirmed(given, [DOCUMENT], second) == tuple(given)
    assert second.asked == [(1, 3)]


def test_a_page_the_second_reader_cannot_read_refutes_nothing() -> None:
    given = error(figure("12.50"))
    assert confirmed([given], [DOCUMENT], Second({})) == (given,)
