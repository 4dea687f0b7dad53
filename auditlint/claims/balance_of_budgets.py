"""How a budget report brings its sides together: 加上…，收入总量为; 收支相抵，结转下年.

「一般公共预算收入 X。加上调入资金 A、结转 B，收入总量为 T」: T = X + A + B.
「收支总量相抵，赤字 Z」: Z is the difference of the two totals.
Source: the form of 预算执行情况和预算草案的报告 (预算法 §48).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditlint.claims.claim import Claim, Verdict, added_up, judge
from auditlint.claims.narrative import Narrative
from auditlint.claims.relation import Equal, Sum
from auditlint.figures import Figure
from auditlint.language.zh.measures import GRAND, INCOME, SPENDING, name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import (
    adds_more,
    is_difference_of_sides,
    left_over,
    takes_off,
    total_side,
)
from auditlint.quantity import Dimension
from auditlint.settings import Confidence, Severity

Stated = tuple[int, Mention, Figure]


def balances_of_budgets(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        values = [
            pair for pair in passage.of(Role.VALUE) if pair[2].unit.dimension is Dimension.MONEY
        ]
        for sentence in sorted({mention.sentence for _, mention, _ in values}):
            inside = [pair for pair in values if pair[1].sentence == sentence]
            for segment in _segments(inside):
                yield from _total(values, segment)
            yield from _both_sides(inside)
            yield from _remainder(narrative, at, values, inside)
            yield from _left_over(inside)


def _both_sides(inside: list[Stated]) -> Iterator[Claim]:
    """「收入总计 X，支出总计 Y」: with what is carried forward the sides are equal."""
    for (_, one, income), (_, other, spending) in pairwise(inside):
        if "总" not in one.measure or "总" not in other.measure:
            continue
        mine, its = name_of(one.measure), name_of(other.measure)
        totals = not mine.core and not its.core and mine.level == its.level == GRAND
        if not totals or (mine.side, its.side) != (INCOME, SPENDING) or mine.funds != its.funds:
            continue
        if one.basis == other.basis and not (one.link or other.link or one.reason or other.reason):
            yield Claim(
                "balance",
                Equal(),
                spending,
                (income,),
                "收入总计 = 支出总计",
                Confidence.HIGH,
                roles=("same",),
            )


def _segments(inside: list[Stated]) -> Iterator[list[Stated]]:
    """What each total of a sentence closes: 「…，收入总计 T；…，支出总计 U」, or all of it."""
    start = 0
    for at, (_, mention, _) in enumerate(inside):
        if at + 1 == len(inside) or (
            inside[at + 1][1].words.startswith("；") and total_side(mention.measure)
        ):
            yield inside[start : at + 1]
            start = at + 1


def _total(values: list[Stated], inside: list[Stated]) -> Iterator[Claim]:
    total = inside[-1]
    side = total_side(total[1].measure)
    if not side:
        return
    words = "".join(mention.words for _, mention, _ in inside)
    if not adds_more(words) or takes_off(words):
        return
    added = [pair for pair in inside[:-1] if not pair[1].link]
    opening = next((n for n, pair in enumerate(added) if adds_more(pair[1].words)), None)
    if opening is None or any(pair[1].after.startswith("等") for pair in added):
        return
    # 「补助收入 A，加上年结转 B，总计 T」: what is added may begin before the word that adds.
    for first in range(opening, -1, -1):
        before = [
            pair
            for pair in values
            if pair[0] < added[first][0] and side in pair[1].measure and not pair[1].link
        ]
        rest = added_up([pair[2] for pair in added[first:]])
        fits = [pair for pair in before if (pair[2].interval + rest).meets(total[2].interval)]
        if fits:
            yield _closed(total[2], fits[-1][2], added[first:], sure=True)
            return
    before = [
        pair
        for pair in values
        if pair[0] < added[opening][0] and side in pair[1].measure and not pair[1].link
    ]
    if before:
        yield _closed(total[2], before[-1][2], added[opening:], sure=len(before) == 1)


def _closed(total: Figure, own: Figure, added: list[Stated], *, sure: bool) -> Claim:
    return Claim(
        "parts",
        Sum((1,) * (len(added) + 1)),
        total,
        (own, *(pair[2] for pair in added)),
        "总量 = 当年数 + 加上的各项",
        Confidence.HIGH if sure else Confidence.MEDIUM,
        stated_role="total",
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _left_over(inside: list[Stated]) -> Iterator[Claim]:
    """「收入总量 A、支出总量 B，年终结余 C」: three figures in a row, the last what is left.

    Received and spent in a year may leave more than their difference (last year's balance), so
    without 总量 or 当年 such a row is verified where it fits, and else nothing is said.
    """
    for (_, one, received), (_, two, spent), (_, three, left) in zip(
        inside, inside[1:], inside[2:], strict=False
    ):
        sure = left_over(one.measure, two.measure, three.measure)
        if sure is None or one.link or three.link or two.reason or one.reference:
            continue
        claim = Claim(
            "remainder",
            Sum((1, -1)),
            left,
            (received, spent),
            "结余 = 收入（到位）数 − 支出数",
            Confidence.HIGH,
            roles=("larger", "smaller"),
        )
        if sure or judge(claim).verdict is Verdict.HOLDS:
            yield claim


def _remainder(
    narrative: Narrative, at: int, values: list[Stated], inside: list[Stated]
) -> Iterator[Claim]:
    left = next(
        (pair for pair in inside if is_difference_of_sides(pair[1].measure, pair[1].words)),
        None,
    )
    if left is None:
        return
    before = [pair for pair in values if pair[0] < left[0]]
    sides: dict[str, Figure] = {}
    order: list[str] = []
    for earlier in (at - 1, at):
        if earlier < 0 or narrative.section(earlier) != narrative.section(at):
            continue
        pairs = before if earlier == at else narrative.passages[earlier].of(Role.VALUE)
        for _, mention, figure in pairs:
            side = total_side(mention.measure)
            if side and figure.unit.comparable(left[2].unit):
                sides[side] = figure
                order.append(side)
    # The last total is that of 支出; one of a passage before it belongs to other funds.
    if len(sides) < 2 or order[-1] != "支出":
        return
    income, spending = sides["收入"], sides["支出"]
    if income.interval.meets(spending.interval) and left[2].exact:
        return  # both hold what is left over: it is the difference of the year's own
    deficit = "赤字" in left[1].measure
    yield Claim(
        "remainder",
        Sum((1, -1)),
        left[2],
        (spending, income) if deficit else (income, spending),
        "收支相抵的差额 = 收入总量与支出总量之差",
        Confidence.HIGH,
        roles=("larger", "smaller"),
    )
