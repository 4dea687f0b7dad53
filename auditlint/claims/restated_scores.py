"""Scores of an evaluation said in a sentence and listed in its table: 产出指标32分，得29.90分."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal
from auditlint.document import BlockKind, Document
from auditlint.figures import Figure, Figures
from auditlint.language.zh.evaluations import header_kind
from auditlint.language.zh.scores import part_name, part_scores
from auditlint.settings import Confidence
from auditlint.structure.indicators import indicator_tables
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a table of indicators: its full marks and one of its scores."""

    weight: Figure
    score: Figure


def restated_scores(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        listed = _listed(document, ground.figures)
        if not listed:
            continue
        for block in document.blocks:
            if block.kind is BlockKind.PARAGRAPH and "分" in block.text.value:
                figures = ground.figures.by_start(document.index, block.index)
                yield from _said(block.text.value, figures, listed)


def _listed(document: Document, figures: Figures) -> dict[tuple[str, bool], Listed]:
    """The rows by name and whether the score is the body's own, where one row alone has both."""
    found: dict[tuple[str, bool], list[Listed]] = {}
    for table in indicator_tables(document):
        headers = {c.index: c.path[-1] for c in table.table.panels[0].columns if c.path}
        scores = [index for index, header in headers.items() if header_kind(header) == "score"]
        weights = [index for index, header in headers.items() if header_kind(header) == "weight"]
        if len(weights) != 1:
            continue
        number = table.table.number
        for one in table.indicators:
            weight = figures.quantity(document.index, number, one.row, weights[0])
            for column in scores:
                score = figures.quantity(document.index, number, one.row, column)
                if weight is not None and score is not None:
                    key = (part_name(one.name), "自评" in headers[column])
                    found.setdefault(key, []).append(Listed(weight, score))
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _said(
    text: str, figures: dict[int, Figure], listed: dict[tuple[str, bool], Listed]
) -> Iterator[Claim]:
    for found in chain(*part_scores(text)):
        row = listed.get((found.name, found.own))
        if row is None:
            continue
        for start, cell in ((found.weight, row.weight), (found.score, row.score)):
            if (figure := figures.get(start)) is not None:
                yield Claim(
                    "text against table",
                    Equal(),
                    figure,
                    (cell,),
                    "文字与表格说的是同一指标",
                    Confidence.HIGH,
                    roles=("same",),
                )
