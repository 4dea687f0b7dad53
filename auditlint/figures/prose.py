"""The numbers of running text: paragraphs, headings, captions, notes and text in cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditlint.document import Block, BlockKind, Document
from auditlint.figures import Figure, Nature, Stretch, TextPlace
from auditlint.language.zh.numbers import Kind
from auditlint.language.zh.reader import read
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


_NATURES = {kind: Nature(kind.value) for kind in Kind}


def prose_figures(document: Document, first_id: int) -> list[Figure]:
    """Every number in the running text of ``document``, in reading order.

    Ids count from ``first_id``. The context of a figure is its sentence as printed.
    """
    figures: list[Figure] = []
    for block in document.blocks:
        if block.kind in _READ:
            figures.extend(_figures(document.index, block, first_id + len(figures)))
    return figures


def _figures(document: int, block: Block, first_id: int) -> Iterator[Figure]:
    """The figures of one block; those of a sentence share their context."""
    text, path = block.text, block.section
    reading = read(text.value)
    if not reading.numbers:
        return
    said = {mention.number.start: mention for mention in reading.mentions}
    funds = next(filter(None, map(_funds_in, reversed(path))), ())
    sentences = iter(reading.ranges)
    sentence, context = (0, 0), ""
    for figure_id, number in enumerate(reading.numbers, first_id):
        start, stop = number.start, number.stop
        while start >= sentence[1]:
            sentence = next(sentences)
            context = text.value[slice(*sentence)]
        mention = said.get(start)
        measure = basis = period = ""
        scope: tuple[str, ...] = ()
        if mention is not None:
            measure, basis, period = mention.measure, mention.basis, _period(mention.words)
            scope = _funds_in(measure) or funds
        yield Figure(
            figure_id,
            number.text,
            number.value,
            number.decimals,
            number.unit,
            _NATURES[number.kind],
            document,
            TextPlace(block.index, start, stop, sentence),
            Stretch(text, start, stop),
            context,
            measure,
            basis,
            scope,
            period,
            path,
        )


@lru_cache(maxsize=1 << 12)
def _funds_in(words: str) -> tuple[str, ...]:
    return next(((funds,) for funds in _FUNDS if funds in words), ())


@lru_cache(maxsize=1 << 12)
def _period(words: str) -> str:
    """The last year that words name; empty where they name none."""
    years = years_in(words) if "年" in words else ()
    return years[-1] if years else ""
