"""The numbers of running text: paragraphs, headings, captions, notes and text in cells."""

from __future__ import annotations

from auditlint.document import Block, BlockKind, Document
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.language.zh.numbers import Number, numbers
from auditlint.language.zh.sentences import sentences

_READ = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.NOTE})


def prose_figures(document: Document, first_id: int) -> list[Figure]:
    """Every number in the running text of ``document``, in reading order.

    Ids count from ``first_id``. The context of a figure is its sentence as printed.
    """
    figures: list[Figure] = []
    for block in document.blocks:
        if block.kind not in _READ:
            continue
        for start, stop in sentences(block.text.value):
            sentence = block.text.value[start:stop]
            for number in numbers(sentence):
                figure = _figure(document, block, number, sentence, start, first_id + len(figures))
                figures.append(figure)
    return figures


def _figure(
    document: Document, block: Block, number: Number, sentence: str, offset: int, figure_id: int
) -> Figure:
    start, stop = offset + number.start, offset + number.stop
    return Figure(
        id=figure_id,
        text=number.text,
        value=number.value,
        decimals=number.decimals,
        unit=number.unit,
        nature=Nature(number.kind.value),
        document=document.index,
        place=TextPlace(block.index, start, stop, (offset, offset + len(sentence))),
        span=block.text.span(document.index, start, stop),
        context=sentence,
        path=block.section,
    )
