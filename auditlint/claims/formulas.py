"""Arithmetic written out in a sentence: （91.80% + 91.60% + …）/10 = 92.58%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Mean, Product, Ratio, Relation, Sum
from auditlint.figures import Figure, Figures, Nature, TextPlace
from auditlint.language.zh.sums import equals, sign_between
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

_NOT_IN = (Nature.YEAR, Nature.DATE, Nature.DOCUMENT_NUMBER, Nature.ORDINAL, Nature.CODE)


def formulas(narrative: Narrative, figures: Figures) -> Iterator[Claim]:
    for passage in narrative.passages:
        yield from _of_block(
            passage, figures.in_block(narrative.document.index, passage.block.index)
        )


def _of_block(passage: Passage, inside: Sequence[Figure]) -> Iterator[Claim]:
    terms: list[Figure] = []
    signs: list[str] = []
    line = passage.line
    if "=" not in line and "≈" not in line:
        return
    for one, other in zip(inside, (*inside[1:], None), strict=True):
        gap = _gap(line, one, other) if other is not None else ""
        sign = sign_between(gap)
        usable = one.nature not in _NOT_IN and not _constant(line, one)
        if sign and usable:
            terms.append(one)
            signs.append(sign)
        elif terms and usable and other is not None and equals(gap):
            terms.append(one)
            relation = _relation(terms, signs, other, line)
            if relation is not None and other.nature not in _NOT_IN:
                made, inputs = relation
                yield Claim("formula", made, other, inputs, "文中写出了算式", Confidence.HIGH)
            terms, signs = [], []
        elif not (terms and _constant(line, one)):
            terms, signs = [], []


def _gap(line: str, one: Figure, other: Figure) -> str:
    assert isinstance(one.place, TextPlace)
    assert isinstance(other.place, TextPlace)
    return line[one.place.stop : other.place.start]


def _constant(line: str, figure: Figure) -> bool:
    """The 100% of ×100%."""
    assert isinstance(figure.place, TextPlace)
    before = line[: figure.place.start].rstrip()
    return figure.text == "100%" and before.endswith(("×", "*"))


def _relation(
    terms: list[Figure], signs: list[str], result: Figure, line: str
) -> tuple[Relation, tuple[Figure, ...]] | None:
    distinct = set(signs)
    alike = all(term.unit == result.unit for term in terms)
    if distinct <= {"+", "-"}:
        added = Sum((1, *(1 if sign == "+" else -1 for sign in signs)))
        return (added, tuple(terms)) if alike else None
    if distinct == {"×"}:
        return _product(terms, result)
    if signs == ["/"]:
        fits = terms[0].unit.comparable(terms[1].unit)
        percent = result.unit.dimension is Dimension.PERCENT
        return (Ratio(), tuple(terms)) if fits and percent else None
    mean = set(signs[:-1]) == {"+"} and signs[-1] == "/" and _bracketed(line, terms)
    if mean and terms[-1].value == Decimal(len(terms) - 1):
        same = all(term.unit == result.unit for term in terms[:-1])
        return (Mean(), tuple(terms[:-1])) if same else None
    return None


def _product(terms: list[Figure], result: Figure) -> tuple[Relation, tuple[Figure, ...]] | None:
    """A quantity times a price; the numbers as printed, since 亩 cancels 万元/亩."""
    priced = [
        term
        for term in terms
        if term.unit.dimension in (Dimension.MONEY, Dimension.PRICE)
        and term.unit.scale == result.unit.scale
    ]
    if len(priced) != 1 or result.unit.dimension is not Dimension.MONEY:
        return None
    if any(term.unit.dimension is Dimension.PERCENT for term in terms):
        return None
    factor = Decimal(1)
    for term in terms:
        if term is not priced[0]:
            factor /= term.unit.scale
    return Product(factor), tuple(terms)


def _bracketed(line: str, terms: list[Figure]) -> bool:
    place = terms[-1].place
    assert isinstance(place, TextPlace)
    return line[: place.start].rstrip().endswith(("）/", "）÷", "）／"))
