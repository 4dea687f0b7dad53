"""Named rates in sentences: a definition that fixes the pair, or a pair that gives the rate.

The solver rule: where the definition of a rate names one numerator and one denominator in the
sentence, the rate must follow from them; where it names none, a pair that gives the rate
verifies it, and nothing is said if none does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product

from auditlint.claims.claim import Claim, judge
from auditlint.claims.meant import misprinted
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import AtMost, Growth, Ratio, RatioOfSum, ShareOfSum
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.rates import (
    Definition,
    definition_of,
    is_below_standard,
    is_called_rate,
    is_deviation,
    is_done,
    is_of_answers,
    is_plain,
    tells_stem,
)
from auditlint.language.zh.reading import Mention
from auditlint.quantity import is_slip, shown
from auditlint.settings import Confidence, Severity

#: Sentences that may stand between a base and the rate over it.
_BEFORE = 2


def rates(narrative: Narrative) -> Iterator[Claim]:
    for passage in narrative.passages:
        for index, mention, rate in passage.of(Role.RATE, Role.STANDARD):
            if mention.role is Role.STANDARD:
                yield from _standard(passage, index, mention, rate)
            elif passage.paired(index):
                yield from _solved(passage, _near(passage, index, mention), mention, rate)
            else:
                yield from _defined(passage, index, mention, rate)


def _defined(passage: Passage, index: int, mention: Mention, rate: Figure) -> Iterator[Claim]:
    near = _near(passage, index, mention)
    definition = definition_of(mention.measure)
    if definition is not None:
        above = [at for at in near if definition.above.search(_label(passage.mentions[at]))]
        below = [at for at in near if definition.below.search(_label(passage.mentions[at]))]
        claims = [
            _claim(definition, rate, passage.figures[a], passage.figures[b])
            for a, b in product(above, below)
            if a != b and passage.figures[a].unit.comparable(passage.figures[b].unit)
        ]
        # A fall may be printed without its sign.
        unsigned = [replace(one, relation=Growth(falling=True)) for one in claims]
        for claim in (*claims, *(unsigned if definition.grown else ())):
            if judge(claim).verdict.fits:
                yield claim
                return
        if len(claims) == 1:
            yield claims[0]
            return
        slipped = [one for one in claims if _is_slip(one)]
        if len(slipped) == 1 and not (len(above) == 1 and is_plain(mention.measure)):
            yield replace(slipped[0], severity=Severity.WARNING)
            return
        if claims and len(above) == 1 and is_plain(mention.measure):
            yield replace(claims[0], severity=Severity.WARNING)  # no reading gives the rate
        if claims:
            return
        if len(above) == 1 and not below and is_plain(mention.measure):
            claim = _of_sentence_before(passage, definition, above[0], mention, rate)
            if claim is not None:
                yield claim
                return
    yield from _solved(passage, near, mention, rate)


def _is_slip(claim: Claim, decimals: int = 2) -> bool:
    """Whether the rate that two figures give is, but for a slip of the pen, the one printed."""
    rate, found = claim.stated, judge(claim)
    return (
        rate.decimals >= decimals
        and found.point is not None
        and misprinted(rate.text.rstrip("%％"), shown(found.point, rate.decimals))
    )


def _of_sentence_before(
    passage: Passage, definition: Definition, above: int, mention: Mention, rate: Figure
) -> Claim | None:
    """「预算820万元，…。实际支出772万元，预算执行率94.19%」: the base of a sentence before.

    It is one of many amounts that may be meant: a rate that misses it is wrong only where it
    differs from what the two give by a slip of the pen.
    """
    part = passage.figures[above]
    bases = [
        passage.figures[at]
        for at, other in enumerate(passage.mentions[:above])
        if other.role is Role.VALUE
        and 0 < mention.sentence - other.sentence <= _BEFORE
        and not (other.reference or other.reason)
        and definition.below.search(_label(other))
        and passage.figures[at].unit.comparable(part.unit)
    ]
    claims = [_claim(definition, rate, part, base) for base in bases]
    holding = next((claim for claim in claims if judge(claim).verdict.fits), None)
    if holding is not None or len(claims) != 1 or not bases[0].exact:
        return holding
    given = round(part.exact * 100 / bases[0].exact, rate.decimals)
    slipped = rate.decimals > 1 and is_slip(f"{given:f}", f"{rate.value:f}")
    return replace(claims[0], severity=Severity.WARNING) if slipped else None


def _label(mention: Mention) -> str:
    """What a figure measures, with the 实际 that is no part of its name."""
    actual = "实际" if mention.words.rpartition("，")[2].startswith("实际") else ""
    return actual + mention.measure + mention.basis + mention.after


def _near(passage: Passage, index: int, mention: Mention) -> list[int]:
    """The values before a rate in its sentence, back to the rate before; nearest first."""
    found: list[int] = []
    for at in reversed(range(index)):
        other = passage.mentions[at]
        if other.sentence != mention.sentence or other.reason != mention.reason:
            break
        if other.role is Role.RATE and found and other.measure == mention.measure:
            break
        if other.role is Role.VALUE:
            found.append(at)
    return found


def _claim(row: Definition, rate: Figure, above: Figure, below: Figure) -> Claim:
    relation = Growth(falling=row.saved) if row.saved or row.grown else Ratio()
    roles = ("part", "base")
    return Claim("rate", relation, rate, (above, below), row.text, Confidence.HIGH, roles=roles)


def _solved(passage: Passage, near: list[int], mention: Mention, rate: Figure) -> Iterator[Claim]:
    """A pair, or a list over one figure, that gives the rate; never a contradiction."""
    if not is_called_rate(mention.measure):
        return
    before = near or []
    wider = before + [
        at
        for at in reversed(range(len(passage.mentions)))
        if passage.mentions[at].role is Role.VALUE
        and 0 < mention.sentence - passage.mentions[at].sentence <= 3
    ]
    for candidates in (before, wider):
        for claim in _pairs(passage, candidates, mention, rate):
            if judge(claim).verdict.fits:
                yield claim
                return
    yield from _of_its_word(passage, before, mention, rate)


def _of_its_word(
    passage: Passage, near: list[int], mention: Mention, rate: Figure
) -> Iterator[Claim]:
    """「32个工程中已完工29个，完工率」: what the rate names was counted right before it, and one
    figure before that may be the whole."""
    name = mention.measure.removesuffix("率")
    if rate.unit.name == "‰":
        return  # births and deaths are of all who live, not of one another
    if not near or name == mention.measure or len(name) < 2 or is_deviation(mention.measure):
        return
    part, above = passage.figures[near[0]], passage.mentions[near[0]]
    if not tells_stem(mention.measure, _clause(above)):
        yield from _slipped_of_its_word(passage, near, mention, rate)
        return
    wholes = [
        passage.figures[at]
        for at in near[1:]
        if passage.figures[at].unit == part.unit and not passage.mentions[at].reference
    ]
    if len(wholes) != 1:
        yield from _slipped_of_its_word(passage, near, mention, rate)
    if len(wholes) != 1 or part.exact <= 0:
        return
    # 在职468人，流失27人，流失率: what is left and what is gone make up the whole.
    rest = Claim(
        "rate",
        ShareOfSum(),
        rate,
        (part, wholes[0]),
        f"{mention.measure} = 其中{name}的 ÷ 两者之和",
        Confidence.HIGH,
        roles=("part", "part"),
    )
    if judge(rest).verdict.fits:
        yield rest
    elif wholes[0].exact >= part.exact:
        yield replace(
            _found(rate, Ratio(), (part, wholes[0]), f"{mention.measure} = 其中{name}的 ÷ 全部"),
            severity=Severity.WARNING,
        )


def _slipped_of_its_word(
    passage: Passage, near: list[int], mention: Mention, rate: Figure
) -> Iterator[Claim]:
    """「95个问题中已整改83个，正在整改12个，整改率」: what the rate names stands further off, so
    that a rate that misses it is wrong only where it does by a slip of the pen. Rates of answers
    are left out: 基本满意 may count or not."""
    if is_of_answers(mention.measure):
        return
    told = [
        at
        for at in near
        if tells_stem(mention.measure, _clause(passage.mentions[at]))
        and is_done(_clause(passage.mentions[at]))
    ]
    claims = [
        _found(rate, Ratio(), (passage.figures[at], passage.figures[whole]), "比率 = 其中的 ÷ 全部")
        for at in told
        for whole in near
        if whole < at
        and passage.figures[whole].unit == passage.figures[at].unit
        and passage.figures[whole].exact > passage.figures[at].exact > 0
    ]
    slipped = [claim for claim in claims if _is_slip(claim, 1)]
    if len(slipped) == 1:
        yield replace(slipped[0], severity=Severity.WARNING)


def _clause(mention: Mention) -> str:
    return mention.words.rpartition("，")[2] + mention.after


def _pairs(
    passage: Passage, candidates: list[int], mention: Mention, rate: Figure
) -> Iterator[Claim]:
    because = "该对数字恰好给出所印比率"
    values = [(passage.mentions[at], passage.figures[at]) for at in candidates[:24]]
    if is_deviation(mention.measure):
        for (_, one), (_, other) in pairwise(values):
            for pair in ((one, other), (other, one)):
                if pair[0].unit.comparable(pair[1].unit) and pair[0].value and pair[1].value:
                    for falling in (False, True):
                        relation = Growth(falling)
                        yield _found(rate, relation, pair, because)
        return
    for (above, part), (_, whole) in product(values, values):
        if (
            part is not whole
            and is_done(_label(above))
            and part.unit.comparable(whole.unit)
            and 0 < part.exact <= whole.exact
        ):
            yield _found(rate, Ratio(), (part, whole), because)
    # 在编 a 人, 临聘 b 人, 借用 c 人 … over 编制 n 人.
    for at in range(len(values) - 1, 0, -1):
        base = values[at][1]
        parts = tuple(
            figure for _, figure in values[:at] if figure.unit == base.unit and figure.value
        )
        if len(parts) >= 2 and base.value:
            yield _found(rate, RatioOfSum(), (*parts, base), because)


def _found(
    rate: Figure, relation: Ratio | Growth | RatioOfSum, inputs: tuple[Figure, ...], because: str
) -> Claim:
    roles = (*("part",) * (len(inputs) - 1), "base")
    return Claim("rate", relation, rate, inputs, because, Confidence.HIGH, roles=roles)


def _standard(passage: Passage, index: int, mention: Mention, standard: Figure) -> Iterator[Claim]:
    """「83.32%，低于标准 85%」: the comparison must be true."""
    before = [
        at
        for at in range(index)
        if passage.mentions[at].sentence == mention.sentence
        and passage.mentions[at].role in (Role.RATE, Role.VALUE, Role.COMPLETION)
        and passage.figures[at].unit.dimension == standard.unit.dimension
    ]
    if not before or before[-1] != index - 1:
        return
    actual = passage.figures[before[-1]]
    below = is_below_standard(mention.words.rpartition("，")[2])
    stated, limit = (actual, standard) if below else (standard, actual)
    yield Claim(
        "against standard",
        AtMost(),
        stated,
        (limit,),
        "文字说明了与标准的高低",
        Confidence.HIGH,
        stated_role="stated" if below else "standard",
        roles=("standard" if below else "stated",),
    )
