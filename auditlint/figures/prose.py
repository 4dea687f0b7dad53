"""The numbers of running text: paragraphs, headings, captions, notes and text in cells."""

from __future__ import annotations

from auditlint.document import Block, BlockKind, Document
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.language.zh.numbers import Number
from auditlint.language.zh.reader import read
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.years import years_in

_READ = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.NOTE})

#: Which funds a measure is of, as its own words or its section say it; the first that fits.
_FUNDS = (
    "一般公共预算财政拨款",
    "政府性基金预算财政拨款",
    "国有资本经营预算财政拨款",
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "财政拨款",
)


def prose_figures(document: Document, first_id: int) -> list[Figure]:
    """Every number in the running text of ``document``, in reading order.

    Ids count from ``first_id``. The context of a figure is its sentence as printed.
    """
    figures: list[Figure] = []
    for block in document.blocks:
        if block.kind not in _READ:
            continue
        reading = read(block.text.value)
        said = {mention.number.start: mention for mention in reading.mentions}
        at = 0
        for number in reading.numbers:
            while number.start >= reading.ranges[at][1]:
                at += 1
            mention = said.get(number.start)
            figure_id = first_id + len(figures)
            figures.append(_figure(document, block, number, reading.ranges[at], mention, figure_id))
    return figures


def _figure(
    document: Document,
    block: Block,
    number: Number,
    sentence: tuple[int, int],
    mention: Mention | None,
    figure_id: int,
) -> Figure:
    text = block.text.value
    return Figure(
        id=figure_id,
        text=number.text,
        value=number.value,
        decimals=number.decimals,
        unit=number.unit,
        nature=Nature(number.kind.value),
        document=document.index,
        place=TextPlace(block.index, number.start, number.stop, sentence),
        span=block.text.span(document.index, number.start, number.stop),
        context=text[slice(*sentence)],
        measure=mention.measure if mention is not None else "",
        basis=mention.basis if mention is not None else "",
        scope=_funds(mention, block.section) if mention is not None else (),
        period=_period(mention) if mention is not None else "",
        path=block.section,
    )


def _funds(mention: Mention, section: tuple[str, ...]) -> tuple[str, ...]:
    for words in (mention.measure, *reversed(section)):
        for funds in _FUNDS:
            if funds in words:
                return (funds,)
    return ()


def _period(mention: Mention) -> str:
    years = years_in(mention.words)
    return years[-1] if years else ""
