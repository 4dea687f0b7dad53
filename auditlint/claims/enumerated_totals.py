"""「收入 A，上级补助 B，上年结转 C，收入总计 T」: a side of a budget told item by item.

No word says that the items are added, so a report must show it: where its enumerations come to the
total they end with, one that does not is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditlint.claims.claim import Claim, Verdict, added_up, judge
from auditlint.claims.narrative import Narrative
from auditlint.claims.relation import Sum
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import (
    adds_more,
    is_total_name,
    leaves_open,
    takes_off,
    total_side,
)
from auditlint.quantity import Dimension
from auditlint.settings import Confidence

#: So many enumerations must add up, and so many times those that do not.
_HELD, _TIMES = 3, 3
#: What the total of a side is called by.
_TOTALS = ("总计", "总量", "总收入", "总支出")

Stated = tuple[Mention, Figure]


def enumerated_totals(narrative: Narrative) -> Iterator[Claim]:
    claims = [
        claim
        for passage in narrative.passages
        if any(word in passage.line for word in _TOTALS)
        for claim in _of_passage(
            [
                (mention, figure)
                for _, mention, figure in passage.of(Role.VALUE)
                if figure.unit.dimension is Dimension.MONEY
            ]
        )
    ]
    held = [claim for claim in claims if judge(claim).verdict is not Verdict.CONTRADICTED]
    missed = len(claims) - len(held)
    sure = len(held) >= _HELD and len(held) >= _TIMES * missed
    yield from claims if sure else held


def _of_passage(values: Sequence[Stated]) -> Iterator[Claim]:
    for start, run in _runs(values):
        for claim in _claim(run):
            own = _told_before(values[:start], run, claim)
            yield (
                claim
                if own is None
                else replace(
                    claim, relation=Sum((1,) * (len(claim.inputs) + 1)), inputs=(own, *claim.inputs)
                )
            )


def _told_before(before: Sequence[Stated], run: Sequence[Stated], claim: Claim) -> Figure | None:
    """What a sentence before told of the year's own, where the total counts it: 「支出 A。上解支出
    B，结转 C，支出总计 T」."""
    if judge(claim).verdict is not Verdict.CONTRADICTED:
        return None
    side = total_side(run[-1][0].measure)
    rest = added_up(claim.inputs)
    return next(
        (
            figure
            for mention, figure in reversed(before)
            if side in mention.measure and (figure.interval + rest).meets(claim.stated.interval)
        ),
        None,
    )


def _runs(values: Sequence[Stated]) -> Iterator[tuple[int, list[Stated]]]:
    """The items of one sentence up to each total, with where they begin."""
    run: list[Stated] = []
    for at, (mention, figure) in enumerate(values):
        if run and run[-1][0].sentence != mention.sentence:
            run = []
        run.append((mention, figure))
        if total_side(mention.measure):
            yield at + 1 - len(run), run
            run = []


def _claim(run: Sequence[Stated]) -> Iterator[Claim]:
    *items, (last, total) = run
    side = total_side(last.measure)
    words = "".join(mention.words for mention, _ in run)
    if adds_more(words) or takes_off(words) or last.link:
        return
    added = [one for one in items if not one[0].link]
    if len(added) < 2 or side not in added[0][0].measure:
        return
    if any(
        mention.reason
        or mention.reference
        or leaves_open(mention.after)
        or is_total_name(mention.measure)
        or not mention.words.startswith(("，", "、"))
        for mention, _ in added[1:]
    ):
        return
    yield Claim(
        "parts",
        Sum((1,) * len(added)),
        total,
        tuple(figure for _, figure in added),
        "总计 = 逐项列出的各数之和",
        Confidence.HIGH,
        stated_role="total",
    )
