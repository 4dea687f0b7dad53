"""Carry-forward and pairs that a report states twice in words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, Pair, Value
from auditlint.claims.relation import AtMost, Equal, Sum
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import totals_of_both_sides
from auditlint.language.zh.years import is_closing_before
from auditlint.settings import Confidence, Severity


def balances(narrative: Narrative) -> Iterator[Claim]:
    yield from _carried_forward(narrative)
    for passage in narrative.passages:
        for index, mention, figure in passage.of(Role.VALUE):
            if index + 1 == len(passage.mentions):
                continue
            following, second = passage.mentions[index + 1], passage.figures[index + 1]
            yield from _both_sides(mention, following, figure, second)
            yield from _persons(mention, following, figure, second)
        yield from _questionnaires(passage.pairs)


def _carried_forward(narrative: Narrative) -> Iterator[Claim]:
    """本年年初 = 上年年末, and the text gives 上年年末 as 年末 ∓ its change.

    Legitimate differences (error correction, transfers between units) exist, so at most a
    warning.
    """
    openings = narrative.named("年初结转和结余", 0)
    closings = narrative.named("年末结转和结余", 0)
    for opening in openings:
        for closing in closings:
            if _prefix(opening) != _prefix(closing):
                continue
            change = _change_of(narrative, closing)
            if change is None:
                continue
            mention, amount = change
            yield Claim(
                "carry-forward",
                Sum((1, -1 if mention.direction > 0 else 1)),
                opening.figure,
                (closing.figure, amount),
                "上年年末 = 本年年末 ∓ 比上年增减额，应等于本年年初",
                Confidence.MEDIUM,
                roles=("closing", "change"),
                severity=Severity.WARNING,
            )
            return


def _prefix(value: Value) -> str:
    return re.split("年[初末]", value.mention.measure)[0]


def _change_of(narrative: Narrative, value: Value) -> tuple[Mention, Figure] | None:
    passage = narrative.passages[value.at]
    for _, mention, figure in passage.of(Role.CHANGE):
        if (
            mention.about == value.index
            and mention.direction
            and is_closing_before(mention.base)
            and figure.unit.comparable(value.figure.unit)
        ):
            return mention, figure
    return None


def _both_sides(one: Mention, other: Mention, first: Figure, second: Figure) -> Iterator[Claim]:
    """收、支总计各为 A、B 万元: the two sides of a balance."""
    if other.role is Role.VALUE and totals_of_both_sides(one.words, other.words):
        yield Claim(
            "both sides", Equal(), second, (first,), "收、支总计应相等", Confidence.HIGH,
            roles=("same",),
        )  # fmt: skip


def _persons(one: Mention, other: Mention, first: Figure, second: Figure) -> Iterator[Claim]:
    """团组 2 个，累计 6 人次; 接待 3 批次、20 人次: no fewer persons than groups."""
    groups = first.unit.name in ("批次", "批") or (
        first.unit.name == "个" and one.measure.endswith("团组")
    )
    if groups and second.unit.name in ("人次", "人") and other.sentence == one.sentence:
        yield Claim(
            "persons",
            AtMost(),
            first,
            (second,),
            "人次不少于批次、团组数",
            Confidence.HIGH,
            roles=("persons",),
        )


def _questionnaires(pairs: Sequence[Pair]) -> Iterator[Claim]:
    """有效 ≤ 收回 ≤ 发放."""
    order = (("sent", "发放", "发出"), ("returned", "收回", "回收"), ("valid", "有效"))
    forms = [pair for pair in pairs if pair[2].unit.name == "份"]
    for sentence in sorted({mention.sentence for _, mention, _ in forms}):
        found: list[tuple[str, Figure]] = []
        for role, *words in order:
            figure = next(
                (
                    figure
                    for _, mention, figure in forms
                    if mention.sentence == sentence
                    and any(word in mention.measure for word in words)
                ),
                None,
            )
            if figure is not None:
                found.append((role, figure))
        for (role, larger), (_, smaller) in itertools.pairwise(found):
            yield Claim(
                "questionnaire",
                AtMost(),
                smaller,
                (larger,),
                "收回的问卷不多于发放的，有效的不多于收回的",
                Confidence.HIGH,
                roles=(role,),
            )
