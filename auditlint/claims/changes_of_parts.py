"""The change of a whole is the sum of the changes of its parts.

「三公经费比上年减少 10 万元，其中：出国费持平；公务用车减少 10 万元；接待费持平」: where every part
of a complete list says how it changed against the same base, the changes must add up, signs
included. A part that names no base is compared with that of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative
from auditlint.claims.relation import Sum
from auditlint.claims.structure_words import Parts, adds_up
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence

#: A change: its figure and direction, or ``None`` and 0 for 持平; and the base it is against.
Change = tuple[Figure | None, int, str]


def changes_of_parts(narrative: Narrative, lists: list[Parts]) -> Iterator[Claim]:
    known = _changes(narrative)
    for parts in lists:
        if parts.whole is None or not (parts.sure or adds_up(parts)):
            continue
        whole = known.get(parts.whole.id)
        of_parts = [known.get(part.id) for part in parts.parts]
        if whole is None or whole[0] is None or not whole[1]:
            continue
        told = [change for change in of_parts if change is not None]
        if len(told) < len(of_parts) or any(change[2] not in (whole[2], "") for change in told):
            continue
        moved = [(figure, sign) for figure, sign, _ in told if figure is not None]
        if moved and all(figure.unit.comparable(whole[0].unit) for figure, _ in moved):
            yield Claim(
                "change of parts",
                Sum(tuple(sign * whole[1] for _, sign in moved)),
                whole[0],
                tuple(figure for figure, _ in moved),
                "整体的增减额等于各部分增减额之和",
                Confidence.HIGH,
                stated_role="total",
                roles=("part",) * len(moved),
            )


def _changes(narrative: Narrative) -> dict[int, Change]:
    """What is said of the change of each value, by the id of its figure."""
    found: dict[int, Change] = {}
    for passage in narrative.passages:
        for _, mention, figure in passage.pairs():
            if mention.role is Role.CHANGE and mention.about is not None and mention.direction:
                about = passage.figures[mention.about].id
                found.setdefault(about, (figure, mention.direction, _base(mention.base)))
        for stated in passage.reading.statements:
            if stated.name == "level" and stated.about is not None and not stated.softened:
                about = passage.figures[stated.about].id
                found.setdefault(about, (None, 0, _base(stated.base)))
    return found


def _base(words: str) -> str:
    """The base in one form: 「上一年」 is 「上年」, 「2024年预算数」 is 「2024年预算」."""
    return words.replace("一年", "年").replace("年度", "年").removesuffix("数")
