"""Arithmetic is written down as a reviewer would."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditlint.claims.claim import Claim, judge
from auditlint.claims.relation import Growth, GrowthByChange, Relation, Sum
from auditlint.claims.wording import arithmetic, sides
from auditlint.document import Span
from auditlint.figures import CellPlace, Figure, Nature
from auditlint.quantity import NO_UNIT, decimal, decimals_of
from auditlint.settings import Confidence


def claim(relation: Relation, texts: Sequence[str]) -> Claim:
    found = [
        Figure(
            at, text, decimal(text), decimals_of(text), NO_UNIT, Nature.AMOUNT, 0,
            CellPlace(0, 0, at, 1), Span(0, 1), "",
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip
    return Claim("total", relation, found[0], tuple(found[1:]), "", Confidence.HIGH)


@pytest.mark.parametrize(
    ("signs", "texts", "written"),
    [
        ((1, 1), ("3.00", "1.00", "2.00"), "1.00 + 2.00 = 3.00"),
        ((1, 1), ("3.00", "5.00", "-2.00"), "5.00 + (-2.00) = 3.00"),
        ((1, -1), ("3.00", "1.00", "-2.00"), "1.00 − (-2.00) = 3.00"),
        ((1,), ("3.00", "2.50"), "2.50"),
        ((1,) * 7, ("9", "1", "1", "1", "1", "1", "1", "-1"), "1 + 1 + 1 + … + (-1) = 5"),
    ],
)
def test_arithmetic(signs: tuple[int, ...], texts: Sequence[str], written: str) -> None:
    assert arithmetic(judge(claim(Sum(signs), texts))) == written


def test_a_rate_from_figures_below_zero() -> None:
    assert Growth().formula(["5", "-2"]) == "(5 − (-2)) ÷ -2"
    assert GrowthByChange().formula(["5", "-2"]) == "-2 ÷ (5 − (-2))"


def test_both_sides_of_an_identity_are_added_up() -> None:
    # 58 + 2 = 59 + 5 was printed; nothing is taken off.
    found = judge(claim(Sum((-1, 1, 1)), ("58", "2", "59", "5")))
    assert sides(found) == ("58 + 2 = 60", "59 + 5 = 64")


def test_a_figure_alone_on_its_side_has_no_sides() -> None:
    assert sides(judge(claim(Sum((1, 1)), ("58", "59", "5")))) is None
