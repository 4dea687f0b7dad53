"""Shares told without their amounts, to the last: 「甲占 46.3%，乙占 18.1%，…，其他占 1.2%」."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from auditlint.claims.claim import Claim, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Remainder
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.sums import has_others, is_of_others
from auditlint.settings import Confidence, Severity

_LEAST = 3


def share_lists(narrative: Narrative) -> Iterator[Claim]:
    """What closes with 其他 leaves nothing out, so that the shares before it add to 100 %."""
    for passage in narrative.passages:
        if has_others(passage.block.text.value):
            for members in _lists(passage):
                yield from _whole(passage, members)


def _lists(passage: Passage) -> Iterator[list[int]]:
    """Runs of bare shares that 「；」 and 「。」 part."""
    group = 0
    keys: list[tuple[int, int]] = []
    for mention in passage.mentions:
        group += "；" in mention.words
        keys.append((mention.sentence, group))
    for _, run in groupby(range(len(keys)), key=lambda at: keys[at]):
        members = list(run)
        mentions = [passage.mentions[at] for at in members]
        if all(
            one.role is Role.SHARE and one.about is None and not one.whole and not one.reason
            for one in mentions
        ):
            yield members


def _whole(passage: Passage, members: list[int]) -> Iterator[Claim]:
    last = passage.mentions[members[-1]].measure
    if len(members) < _LEAST or not is_of_others(last):
        return
    rates = [passage.figures[at] for at in members]
    largest = max(rates, key=lambda rate: rate.value)
    claim = Claim(
        "shares total",
        Remainder(),
        largest,
        tuple(rate for rate in rates if rate is not largest),
        "列到「其他」为止的占比合计应为 100%",
        Confidence.HIGH,
    )
    if judge(claim).verdict.fits:
        yield claim
    else:
        yield replace(claim, confidence=Confidence.MEDIUM, severity=Severity.WARNING)
