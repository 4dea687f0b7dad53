"""Sentences whose set words say what their numbers make: 原值 A，累计折旧 B，净值 C."""

from __future__ import annotations

from collections.abc import Iterable

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal, Growth, Ratio, Relation, Sum
from auditlint.document import BlockKind
from auditlint.figures import Figure
from auditlint.language.zh.equations import Equation, Sense, equations_in
from auditlint.settings import Confidence

_READ = (BlockKind.PARAGRAPH, BlockKind.NOTE)


def equations(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        for block in document.blocks:
            found = equations_in(block.text.value) if block.kind in _READ else []
            if found:
                figures = ground.figures.by_start(document.index, block.index)
                yield from (claim for one in found if (claim := _claim(one, figures)) is not None)


def _claim(one: Equation, figures: dict[int, Figure]) -> Claim | None:
    stated = figures.get(one.stated)
    inputs = tuple(figure for at in one.inputs if (figure := figures.get(at)) is not None)
    if stated is None or len(inputs) < len(one.inputs):
        return None
    kind, relation, roles = _form(one)
    return Claim(kind, relation, stated, inputs, _BECAUSE[one.sense], Confidence.HIGH, roles=roles)


_BECAUSE = {
    Sense.SAME: "括号里是同一数的另一种单位",
    Sense.WHOLE: "原值 = 折旧 + 净值，资产 = 负债 + 净资产",
    Sense.ADJUSTED: "调整后预算 = 年初预算 + 追加 − 调减",
    Sense.RATIO: "比率 = 所列两数之比",
    Sense.GROWTH: "调整率 =（调整后预算 − 年初预算）÷ 年初预算",
}


def _form(one: Equation) -> tuple[str, Relation, tuple[str, ...]]:
    if one.sense is Sense.SAME:
        return "restated", Equal(), ("same",)
    if one.sense is Sense.RATIO:
        return "rate", Ratio(), ("part", "base")
    if one.sense is Sense.GROWTH:
        return "rate", Growth(falling=False), ("current", "base")
    return "parts", Sum(one.signs), ("part",) * len(one.signs)
