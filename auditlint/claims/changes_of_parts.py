"""The change of a whole is the sum of the changes of its parts.

「三公经费比上年减少 10 万元，其中：出国费持平；公务用车减少 10 万元；接待费持平」: where every part
of a complete list says how it changed against the same base, the changes must add up, signs
included. A part that names no base is compared with that of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.listed import Parts, adds_up
from auditlint.claims.narrative import Narrative, Passage, changes_by_figure
from auditlint.claims.relation import Sum
from auditlint.figures import Figure
from auditlint.language.zh.divisions import is_division
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.settings import Confidence

_OF_CHANGE = (Role.CHANGE, Role.GROWTH)


def changes_of_parts(narrative: Narrative, lists: list[Parts]) -> Iterator[Claim]:
    for passage in narrative.passages:
        yield from _of_which(passage)
    known = changes_by_figure(narrative)
    for parts in lists:
        whole = known.get(parts.whole.id) if parts.whole is not None else None
        if whole is None or whole[0] is None or not whole[1]:
            continue
        if not (parts.sure or adds_up(parts)):
            continue
        of_parts = [known.get(part.id) for part in parts.parts]
        told = [change for change in of_parts if change is not None]
        # Where there is nothing, now as then, the base matters little: 执行数 for 预算数.
        nothing = [
            change is not None and change[0] is None and part.exact == 0
            for part, change in zip(parts.parts, of_parts, strict=True)
        ]
        others = [change[2] not in (whole[2], "") for change in told]
        if len(told) < len(of_parts) or any(
            other and not none for other, none in zip(others, nothing, strict=True)
        ):
            continue
        moved = [(figure, sign) for figure, sign, _ in told if figure is not None]
        if moved and all(figure.unit.comparable(whole[0].unit) for figure, _ in moved):
            yield Claim(
                "change of parts",
                Sum(tuple(sign * whole[1] for _, sign in moved)),
                whole[0],
                tuple(figure for figure, _ in moved),
                "整体的增减额等于各部分增减额之和",
                Confidence.MEDIUM if any(others) else Confidence.HIGH,
                stated_role="total",
                roles=("part",) * len(moved),
            )


def _of_which(passage: Passage) -> Iterator[Claim]:
    """「收支预算较上年增加 D，其中：基本支出增加 A；项目支出增加 B」, whatever the levels are."""
    for index, whole, figure in passage.of(Role.CHANGE):
        if not whole.direction or whole.twin is not None:
            continue
        parts: list[tuple[Mention, Figure]] = []
        opened = False
        for mention, amount in zip(
            passage.mentions[index + 1 :], passage.figures[index + 1 :], strict=True
        ):
            if mention.sentence > whole.sentence + 1 or mention.role not in _OF_CHANGE:
                break
            opened = opened or "其中" in mention.words
            if mention.role is Role.CHANGE and opened and not mention.reason and mention.direction:
                parts.append((mention, amount))
        # What is said to be level has no number of its own.
        level = [
            stated.measure
            for stated in passage.reading.statements
            if stated.name == "level" and whole.number.start < stated.start
        ]
        labels = [mention.measure for mention, _ in parts] + level
        full = is_division(labels) and len(labels) > 1
        alike = all(m.named and amount.unit.comparable(figure.unit) for m, amount in parts)
        if parts and full and alike:
            yield Claim(
                "change of parts",
                Sum(tuple(mention.direction * whole.direction for mention, _ in parts)),
                figure,
                tuple(amount for _, amount in parts),
                "整体的增减额等于各部分增减额之和",
                Confidence.HIGH,
                stated_role="total",
                roles=("part",) * len(parts),
            )
