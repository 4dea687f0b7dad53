from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.document import Document
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.patterns import compiled
from auditlint.settings import Confidence, Severity
from auditlint.structure.indicators import indicator_tables

_SURVEYED = compiled(r"(?:综合|总体|平均)满意[度率](?:为|是|达到|达|[：:])?$")
_BOUND = compiled(r"^[%％]?(?:以上|及以上|以下|左右)")


@check("SCR010")
def satisfaction_stated_twice(facts: Facts) -> Iterator[Finding]:
    """The satisfaction that is scored is not the one the survey in the same report found."""
    for document in facts.documents:
        surveyed = {figure.exact: figure for figure in _surveyed(facts, document)}
        scored = list(_scored(facts, document))
        if len(surveyed) != 1 or len(scored) != 1:
            continue
        (survey,), (figure, name) = surveyed.values(), scored[0]
        if survey.interval.meets(figure.interval):
            continue
        message = Message(
            f"“{name}”业绩值为 {figure.text}，而满意度调查结果为 {survey.text}，两者不一致。",
            f"“{name}” is scored with {figure.text}; the survey in this report found "
            f"{survey.text}.",
        )
        yield facts.finding_on(
            figure,
            message,
            figures=(Cited("stated", figure), Cited("same", survey)),
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM,
        )


def _surveyed(facts: Facts, document: Document) -> Iterator[Figure]:
    """综合满意度92.58% in running text, without targets."""
    for _, block in facts.passages(of=document):
        text = block.text.value
        if "满意" not in text:
            continue
        for figure in facts.figures.in_block(document.index, block.index):
            place = figure.place
            if figure.nature is not Nature.PERCENT or not isinstance(place, TextPlace):
                continue
            if _SURVEYED.search(text[: place.start]) and not _BOUND.match(text[place.stop :]):
                yield figure


def _scored(facts: Facts, document: Document) -> Iterator[tuple[Figure, str]]:
    for table in indicator_tables(document):
        column = table.column("actual")
        for one in table.indicators:
            if column is None or "满意" not in one.name:
                continue
            figure = facts.figures.cell(document.index, table.table.number, one.row, column)
            if figure is not None and figure.nature is Nature.PERCENT:
                yield figure, f"{one.code}{one.name}"
