"""The arithmetic of a claim as people read it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditlint.claims.claim import Claim
from auditlint.claims.relation import AtMost, Count, Equal, Growth, Ratio, Relation, Sum, Within
from auditlint.document import SheetPlace, Span
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.quantity import INFINITY, NO_UNIT, PERCENT, Dimension, Unit, decimals_of
from auditlint.render.view import arithmetic
from auditlint.settings import Confidence

YUAN = Unit("元", Dimension.MONEY)
WAN = Unit("万元", Dimension.MONEY, Decimal(10000))
PEOPLE = Unit("人", Dimension.COUNT)


def figure(text: str, unit: Unit = NO_UNIT) -> Figure:
    bare = text.replace(",", "").rstrip("%")
    return Figure(
        id=0, text=text, value=Decimal(bare), decimals=decimals_of(bare), unit=unit,
        nature=Nature.COUNT if unit == PEOPLE else Nature.NUMBER, document=0,
        place=TextPlace(0, 0, 0, (0, 0)), where=Span(0, 1), context=text,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "stated", "inputs", "formula", "expected", "allowed"),
    [
        (Ratio(), figure("75%", PERCENT), [figure("65", PEOPLE), figure("80", PEOPLE)],
         "65 ÷ 80 = 81.25%", "81.25", ("81.25", "81.25")),
        (Sum((1, 1)), figure("2,940.35", WAN), [figure("1,678.59", WAN), figure("468.40", WAN)],
         "1,678.59 + 468.40 = 2,146.99", "2146.99", ("2146.98", "2147.00")),
        (Sum((1, 1)), figure("2.1", WAN), [figure("10000", YUAN), figure("1.0", WAN)],
         "10000元 + 1.0万元 = 2.0", "2.0", ("1.94995", "2.05005")),
        (Sum((1,)), figure("5.0", WAN), [figure("4.0", WAN)], "4.0", "4.0", ("3.95", "4.05")),
        (Equal(), figure("100%", PERCENT), [figure("83.32%", PERCENT)],
         "83.32%", "83.32", ("83.315", "83.325")),
        (AtMost(), figure("92", PEOPLE), [figure("86", PEOPLE)],
         "92 > 86", "86", ("-Infinity", "86")),
        (Within(Decimal(100), INFINITY), figure("88.9%", PERCENT), [],
         "88.9% < 100%", "100.0", ("100.0", "Infinity")),
        (Within(-INFINITY, Decimal(100)), figure("101.2%", PERCENT), [],
         "101.2% > 100%", "100.0", ("-Infinity", "100.0")),
        (Count(5), figure("4"), [], "5", "5", ("5", "5")),
        (Growth(), figure("1.1%", PERCENT), [figure("85", WAN), figure("100", WAN)],
         "(85 − 100) ÷ 100 = -15.0%", "-15.0", ("-15.9204", "-14.0704")),
    ],
)  # fmt: skip
def test_a_claim_is_written_out(
    relation: Relation, stated: Figure, inputs: list[Figure], formula: str, expected: str,
    allowed: tuple[str, str],
) -> None:  # fmt: skip
    claim = Claim("kind", relation, stated, tuple(inputs), "because", Confidence.HIGH)
    numbers = arithmetic(claim)
    assert (numbers.formula, numbers.expected) == (formula, expected)
    for shown, bound in zip(numbers.allowed, allowed, strict=True):
        assert Decimal(shown) == Decimal(bound) or Decimal(shown).quantize(
            Decimal("0.0001")
        ) == Decimal(bound)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1, 1, "A1"), (3, 26, "Z3"), (9, 27, "AA9"), (2, 703, "AAA2")]
)
def test_cells_are_named_as_spreadsheets_name_them(row: int, column: int, name: str) -> None:
    assert SheetPlace("表", row, column).address == name
