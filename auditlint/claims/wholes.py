"""Which figure a list divides, where the words leave it open: what its parts add up to tells."""

from __future__ import annotations

from collections import Counter

from auditlint.claims.claim import Claim, added_up, judge
from auditlint.claims.narrative import Passage
from auditlint.claims.relation import Ratio
from auditlint.figures import Figure
from auditlint.language.zh.divisions import complete
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import BRACKET
from auditlint.language.zh.words import opens_division
from auditlint.quantity import Dimension
from auditlint.settings import Confidence


def whole_among(passage: Passage, nearest: int, members: list[int]) -> int | None:
    """Which figure a sentence that opens with 「其中」 divides, where the one before has several.

    What the parts add up to, or what their shares are of; else the one they come nearest to where
    they are all of it, and never one that a part exceeds while another would hold
    it. ``None`` if there is no choice. Indexes are of mentions of ``passage``.
    """
    owner = passage.mentions[nearest]
    parts = [passage.figures[index] for index in members]
    first = passage.mentions[members[0]]
    named = not opens_division(first.words)
    if named or owner.link == BRACKET:
        return None
    if first.sentence == owner.sentence:
        return _called_alike(passage, nearest, members)
    unit = passage.figures[nearest].unit
    rivals = [
        index
        for index in range(nearest, -1, -1)
        if (mention := passage.mentions[index]).sentence == owner.sentence
        and mention.role is Role.VALUE
        and mention.link != BRACKET
        and mention.basis == owner.basis
        and not mention.reason
        and passage.figures[index].unit.dimension == unit.dimension
        and (unit.dimension is not Dimension.COUNT or passage.figures[index].unit == unit)
    ]
    if len(rivals) < 2 or not all(part.unit.comparable(unit) for part in parts):
        return None
    added = added_up(parts)
    fitting = [at for at in rivals if added.meets(passage.figures[at].interval)]
    if len(members) > 1 and fitting:
        return fitting[0]
    shared = _shared(passage, rivals, members)
    if shared is not None:
        return shared
    alike = _named_alike(passage, rivals, members)
    if alike is not None:
        return alike
    largest = max(part.interval.high for part in parts)
    holding = [at for at in rivals if passage.figures[at].interval.low >= largest]
    if not holding:
        return max(rivals, key=lambda at: passage.figures[at].interval.high)
    if len(members) > 1 and complete(
        owner.measure, tuple(passage.mentions[index] for index in members)
    ):
        return min(holding, key=lambda at: abs(passage.figures[at].interval.low - added.low))
    return holding[0]


def _shared(passage: Passage, rivals: list[int], members: list[int]) -> int | None:
    """The one figure that the shares printed beside the parts are of: 「甲 30，占 60%；乙 …」."""
    votes: Counter[int] = Counter()
    for _, mention, rate in passage.of(Role.SHARE):
        if mention.about in members:
            part = passage.figures[mention.about]
            for at in rivals:
                inputs = (part, passage.figures[at])
                claim = Claim("share", Ratio(), rate, inputs, "", Confidence.LOW)
                votes[at] += judge(claim).verdict.fits
    best = max(votes, key=lambda at: (votes[at], at), default=None)
    return best if best is not None and votes[best] else None


def _named_alike(passage: Passage, rivals: list[int], members: list[int]) -> int | None:
    """The one figure whose name holds what the names of all parts end in: 「总投资 A，到位 B。
    其中：甲到位 C，…」."""
    ends = {passage.mentions[index].measure[-2:] for index in members}
    wanted = ends.pop() if len(ends) == 1 and len(members) > 1 else ""
    found = [at for at in rivals if wanted and wanted in passage.mentions[at].measure]
    return found[0] if len(found) == 1 else None


def _called_alike(passage: Passage, nearest: int, members: list[int]) -> int | None:
    """The figure of a sentence whose name ends as those of the parts do, where the nearest one's
    does not: 「原值 500，净值 300；其中：房屋原值 300，车辆原值 200」."""
    ends = [passage.mentions[index].measure[-2:] for index in members]
    wanted, often = Counter(ends).most_common(1)[0]
    if often < 2 or wanted in passage.mentions[nearest].measure:
        return None
    sentence = passage.mentions[nearest].sentence
    return next(
        (
            index
            for index in range(nearest - 1, -1, -1)
            if (mention := passage.mentions[index]).sentence == sentence
            and mention.role is Role.VALUE
            and mention.measure.endswith(wanted)
            and passage.figures[index].unit.comparable(passage.figures[members[0]].unit)
        ),
        None,
    )


def summed_before(passage: Passage, members: list[int]) -> Figure | None:
    """The figure of the sentence before that the parts add up to, where their whole is named in
    other words: 「公开信息50条。在所公开的信息中，…」."""
    parts = [passage.figures[index] for index in members]
    first = passage.mentions[members[0]]
    if len(parts) < 3 or not all(part.value and part.unit == parts[0].unit for part in parts):
        return None
    added = added_up(parts)
    return next(
        (
            passage.figures[index]
            for index in range(members[0] - 1, -1, -1)
            if passage.mentions[index].role is Role.VALUE
            and passage.mentions[index].sentence == first.sentence - 1
            and passage.figures[index].unit == parts[0].unit
            and added.meets(passage.figures[index].interval)
        ),
        None,
    )
