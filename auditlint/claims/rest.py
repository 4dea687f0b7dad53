"""What is left of a whole beside a part of it: 「共 A，已办结 B，其余 C」, A = B + C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.claims.claim import Claim, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Sum
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import begins_rest, is_done, is_not_all, tells_of_rest
from auditlint.settings import Confidence, Severity


def rests(narrative: Narrative) -> Iterator[Claim]:
    for passage in narrative.passages:
        if tells_of_rest(passage.block.text.value):
            for index in range(2, len(passage.mentions)):
                yield from _rest(passage, index)


def _rest(passage: Passage, index: int) -> Iterator[Claim]:
    left = passage.figures[index]
    if not _is_rest(passage, index):
        return
    of_sentence = [
        at
        for at, mention in enumerate(passage.mentions)
        if mention.sentence == passage.mentions[index].sentence
        and mention.role is Role.VALUE
        and passage.figures[at].unit == left.unit
    ]
    if len(of_sentence) != 3 or of_sentence[2] != index:
        return
    first, second, _ = of_sentence
    whole, part = passage.figures[first], passage.figures[second]
    said = "".join(mention.words for mention in passage.mentions[first : second + 1])
    done = is_done(_clause(passage, second))
    if not done or part.exact >= whole.exact or is_not_all(said):
        return
    claim = Claim(
        "parts",
        Sum((1, 1)),
        whole,
        (part, left),
        "其余的与前面一部分合起来就是整体",
        Confidence.HIGH,
        stated_role="total",
    )
    if judge(claim).verdict.fits:
        yield claim
    else:
        yield replace(claim, confidence=Confidence.MEDIUM, severity=Severity.WARNING)


def _is_rest(passage: Passage, index: int) -> bool:
    mention = passage.mentions[index]
    if mention.role is not Role.VALUE or mention.reason:
        return False
    if begins_rest(mention.words):
        return True
    before = passage.mentions[index - 1]  # 剩余 16 人 11.44 万元
    return not mention.words and begins_rest(before.words)


def _clause(passage: Passage, index: int) -> str:
    """The words before a figure, or before the one it stands right behind."""
    mention: Mention = passage.mentions[index]
    return mention.words or passage.mentions[index - 1].words
