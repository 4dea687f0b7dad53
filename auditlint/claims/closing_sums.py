"""A sum that closes a list: 「来源为中央资金 A、省级资金 B 和自筹资金 C，合计 T」."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Sum
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.sums import closes_list, is_joined, sums_counted
from auditlint.settings import Confidence

_HOLD = (Verdict.HOLDS, Verdict.TRUNCATED)


def closing_sums(narrative: Narrative) -> Iterator[Claim]:
    for passage in narrative.passages:
        for index, mention, figure in passage.of(Role.VALUE):
            if mention.link or mention.reason:
                continue
            counted = index > 1 and sums_counted(passage.mentions[index - 1], mention.words)
            if not closes_list(mention.words) and not counted:
                continue
            parts, sure = _counted(passage, index) if counted else _parts(passage, index)
            if len(parts) < 2:
                continue
            claim = Claim(
                "parts",
                Sum((1,) * len(parts)),
                figure,
                tuple(passage.figures[at] for at in parts),
                "合计 = 前列各项之和",
                Confidence.HIGH,
                stated_role="total",
            )
            if sure or judge(claim).verdict in _HOLD:
                yield claim


def _counted(passage: Passage, total: int) -> tuple[list[int], bool]:
    """The values that 「两项合计」 counts, right before it in its sentence."""
    unit, sentence = passage.figures[total].unit, passage.mentions[total].sentence
    count = int(passage.figures[total - 1].value)
    found = [
        at
        for at in range(total - 1)
        if passage.mentions[at].sentence == sentence
        and passage.mentions[at].role is Role.VALUE
        and not passage.mentions[at].reference
        and passage.figures[at].unit.comparable(unit)
    ]
    return (found[-count:], True) if len(found) == count else ([], False)


def _parts(passage: Passage, total: int) -> tuple[list[int], bool]:
    """The values listed right before a 合计; whether 、 alone joins them, so that the list begins
    where its first item is named."""
    unit = passage.figures[total].unit
    sentence = passage.mentions[total].sentence
    found: list[int] = []
    for at in reversed(range(total)):
        mention = passage.mentions[at]
        if mention.sentence != sentence or mention.role is not Role.VALUE or mention.link:
            break
        if not passage.figures[at].unit.comparable(unit):
            break
        found.insert(0, at)
    chained = all(is_joined(passage.mentions[at].words) for at in found[1:])
    return found, chained and len(found) >= 2
