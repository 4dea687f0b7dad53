"""Changes in sentences: amount, rate and direction against the figures they are said of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.claims.claim import Claim, first_fitting, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import (
    AtFault,
    AtMost,
    Equal,
    Growth,
    GrowthByChange,
    Ratio,
    Sum,
    Within,
)
from auditlint.figures import Figure, Nature
from auditlint.language.zh.numbers import Kind
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention, Stated
from auditlint.language.zh.references import names
from auditlint.language.zh.sums import runs_on
from auditlint.language.zh.words import EMPTY, split_basis, starts_from, without_years
from auditlint.language.zh.years import is_level_before, years_in
from auditlint.quantity import INFINITY, Interval
from auditlint.settings import Confidence, Severity

#: 由年初的 A, 将管护标准由每户每年 A: where a change to 「…到 B」 starts.


def changes(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        for index, mention, figure in passage.of(Role.GROWTH, Role.CHANGE):
            if mention.role is Role.GROWTH:
                yield from _growth(passage, index, mention, figure)
                yield from _growth_of_earlier(narrative, at, mention, figure)
            else:
                yield from _change(passage, index, mention, figure)
        yield from _statements(passage)


def _growth_of_earlier(
    narrative: Narrative, at: int, mention: Mention, rate: Figure
) -> Iterator[Claim]:
    """「X 决算数比上年减少 D，下降 P%」 where an earlier paragraph of the section states X."""
    passage = narrative.passages[at]
    if mention.about is not None or mention.change is None or mention.reason:
        return
    change, amount = passage.mentions[mention.change], passage.figures[mention.change]
    if change.about is not None or not change.named or not change.direction:
        return
    values = [
        value
        for value in narrative.named(change.measure, at, amount)
        if value.at < at
        and value.mention.basis in ("", "决算")
        and names(change.measure, value.mention.measure)
        and narrative.section(value.at)[:2] == narrative.section(at)[:2]
        and _same_year(narrative.passages[value.at], value.mention, passage, change)
        and ("累计" in value.mention.words) == ("累计" in change.words)
    ]
    if not values or len({value.figure.exact for value in values}) > 1:
        return
    yield Claim(
        "growth",
        GrowthByChange(falling=change.direction < 0),
        rate,
        (values[0].figure, amount),
        "增减率 = 增减额 ÷ 上期数，本期数见前文",
        Confidence.HIGH,
        roles=("current", "change"),
    )


def _growth(passage: Passage, index: int, mention: Mention, rate: Figure) -> Iterator[Claim]:
    after = passage.line[mention.number.end :]
    if rate.nature is Nature.NUMBER and not mention.after.strip() and not runs_on(after):
        yield Claim(
            "percent sign", AtFault(), rate, (), "增长、下降之后印的是百分比", Confidence.HIGH
        )
    mention = _in_turn(passage, index, mention)
    change = passage.mentions[mention.change] if mention.change is not None else None
    if change is not None and change.direction * mention.direction < 0:
        assert mention.change is not None
        yield Claim(
            "opposed directions",
            AtFault(),
            rate,
            (passage.figures[mention.change],),
            "同一指标的增减额与增减率方向不一",
            Confidence.HIGH,
            roles=("change",),
        )
        return
    if mention.against is not None and mention.change is not None:
        yield Claim(
            "growth",
            Ratio(),
            rate,
            (passage.figures[mention.change], passage.figures[mention.against]),
            "增减率 = 增减额 ÷ 上期数，两数均已印出",
            Confidence.HIGH,
            roles=("change", "base"),
        )
        return
    if mention.about is None:
        return
    current = passage.figures[mention.about]
    direction = mention.direction or (change.direction if change is not None else 0)
    if not direction:
        return
    if change is not None and mention.change is not None:
        if change.about == mention.about:
            yield from _growth_by_change(passage, mention, change, rate, direction)
        return
    base = _base(passage, index, mention)
    if base is not None:
        yield Claim(
            "growth",
            Growth(falling=direction < 0),
            rate,
            (current, base),
            "增减率 =（本期数 − 上期数）÷ 上期数，两数均已印出",
            Confidence.HIGH,
            roles=("current", "base"),
        )


def _in_turn(passage: Passage, index: int, rate: Mention) -> Mention:
    """「比预算减少 A，比上年增加 B，分别下降 P%和增长 Q%」: rates are of the changes in order."""
    roles = [mention.role for mention in passage.mentions[:index]]
    first = index
    while first and "分别" not in passage.mentions[first].words and roles[first - 1] is Role.GROWTH:
        first -= 1
    before = first
    while before and roles[before - 1] is Role.CHANGE:
        before -= 1
    told = "分别" in passage.mentions[first].words and first - before > max(1, index - first)
    if not told or rate.twin is not None:
        return rate
    change = before + index - first
    return rate._replace(change=change, about=passage.mentions[change].about)


def _growth_by_change(
    passage: Passage, mention: Mention, change: Mention, rate: Figure, direction: int
) -> Iterator[Claim]:
    """The rate against its change and what that is said of.

    「支出 X，主要用于甲 A、乙 B，与上年相比增加 D，增长 P%」 may tell of X or of B: where it is
    right of one of them, that one is meant.
    """
    assert mention.change is not None
    assert mention.about is not None
    amount = passage.figures[mention.change]
    abouts = [mention.about, *(() if change.named else _earlier(passage, mention.about))]
    claims = [
        Claim(
            "growth",
            GrowthByChange(falling=direction < 0),
            rate,
            (current, amount),
            "增减率 = 增减额 ÷ 上期数，上期数由本期数与增减额推得",
            Confidence.HIGH,
            roles=("current", "change"),
        )
        for current in map(passage.figures.__getitem__, abouts)
        if amount.unit.comparable(current.unit)
    ]
    for claim in first_fitting(claims):
        if direction < 0 or not _grew_from_below(claim.inputs[0], amount, rate):
            yield claim


def _grew_from_below(current: Figure, amount: Figure, rate: Figure) -> bool:
    """Whether a rate is that of a change from below zero, as 收回存量资金 the year before leaves
    it: to its size."""
    below = amount.exact - current.exact
    return below > 0 and rate.interval.meets(Interval.exactly(100 * amount.exact / below))


def _earlier(passage: Passage, about: int) -> Iterator[int]:
    """The values before one, back to the sentence before, of which no change is told yet."""
    told = {other.about for other in passage.mentions if other.role is Role.CHANGE}
    current = passage.mentions[about]
    for at in reversed(range(about)):
        other = passage.mentions[at]
        if current.sentence - other.sentence > 1:
            return
        if other.role is Role.VALUE and at not in told and not (other.reference or other.reason):
            yield at


def _same_year(one: Passage, value: Mention, other: Passage, change: Mention) -> bool:
    """Whether value and change are of one year, as far as sentence and heading name one."""
    years, wanted = _years(one, value), _years(other, change)
    return not years or not wanted or max(years) == max(wanted)


def _years(passage: Passage, mention: Mention) -> list[str]:
    heading = passage.block.section[-1] if len(passage.block.section) > 1 else ""
    said = passage.block.text.value[: mention.number.start]
    return years_in(said) or years_in(heading)


def _change(passage: Passage, index: int, mention: Mention, amount: Figure) -> Iterator[Claim]:
    if mention.about is None or not mention.direction:
        return
    base = _base(passage, index, mention)
    if base is None:
        return
    about = passage.mentions[mention.about]
    if mention.against is not None and _of_another(passage.mentions[mention.against], about):
        return
    abouts = [mention.about]
    if mention.against is not None and about.parent is not None:
        abouts.append(about.parent)  # 「X，其中：…。与预算 B 相比，增加 D」 may tell of either
    claims = [
        changed(amount, mention, current, base, "增减额 = 本期数 − 上期数，两数均已印出")
        for current in map(passage.figures.__getitem__, abouts)
        if amount.unit.comparable(current.unit)
    ]
    holding = [claim for claim in claims if judge(claim).verdict.fits]
    if holding or len(claims) == 1:
        yield (holding or claims)[0]


def _of_another(base: Mention, about: Mention) -> bool:
    """Whether a sentence of its own begins with the base of a change, and names another measure:
    「还本付息合计 28 亿元。年末债务余额比年初的 242 亿元增加 29 亿元」."""
    begun = base.named and base.sentence != about.sentence and base.measure not in EMPTY
    return begun and not names(base.measure, about.measure)


def changed(amount: Figure, mention: Mention, current: Figure, base: Figure, because: str) -> Claim:
    """``amount`` is what ``current`` is above ``base``, or below it where ``mention`` says so."""
    rising = mention.direction > 0
    return Claim(
        "change",
        Sum((1, -1)),
        amount,
        (current, base) if rising else (base, current),
        because,
        Confidence.HIGH,
        roles=("current", "base") if rising else ("base", "current"),
    )


def _base(passage: Passage, index: int, mention: Mention) -> Figure | None:
    """The figure a change starts from, where the sentence prints it.

    Either 「由 A 增加到 B」, or the version the comparator names: 比2025年预算执行数.
    """
    about = mention.about
    assert about is not None
    if mention.against is not None:
        return passage.figures[mention.against]
    current = passage.mentions[about]
    if current.row == "10":
        before = passage.mentions[about - 1] if about else None
        if (
            before is not None
            and before.role is Role.VALUE
            and before.sentence == current.sentence
            and starts_from(before.words)
            and before.number.unit.comparable(current.number.unit)
            and not _another_begun(passage, current, mention)
        ):
            return passage.figures[about - 1]
        return None
    _, basis = split_basis(without_years(mention.base).removesuffix("的"))
    if not basis:
        return None
    year = mention.base[:4] if mention.base[:4].isdigit() else ""
    for at in reversed(range(index)):
        other = passage.mentions[at]
        if (
            at != about
            and other.role is Role.VALUE
            and other.basis == basis
            and other.measure == current.measure
            and other.number.unit.comparable(current.number.unit)
            and (not year or year in other.words)
            and (year or basis != current.basis)
            and other.sentence in (mention.sentence, mention.sentence - 1)
        ):
            return passage.figures[at]
    return None


def _another_begun(passage: Passage, current: Mention, mention: Mention) -> bool:
    """Whether something else is told of between a level reached and a rate: behind 「；」, or an
    amount that is no value (按1,588万元安排)."""
    start, stop = current.number.end, mention.number.start
    return "；" in passage.block.text.value[start:stop] or any(
        number.kind is Kind.THRESHOLD and number.unit.comparable(current.number.unit)
        for number in passage.reading.numbers
        if start <= number.start < stop
    )


def _statements(passage: Passage) -> Iterator[Claim]:
    """与预算数持平, 决算数小于预算数: a comparison of two printed figures in words."""
    for stated in passage.reading.statements:
        if stated.about is None:
            continue
        about = passage.mentions[stated.about]
        if _moved_and_level(about, stated):
            yield Claim(
                "opposed directions",
                AtFault(),
                passage.figures[stated.about],
                (),
                "既说增减到某数，又说与上年持平",
                Confidence.HIGH,
            )
        _, basis = split_basis(without_years(stated.base).removesuffix("的"))
        if not basis or basis == "决算":
            continue
        sides = {
            other.basis: passage.figures[at]
            for at, other in enumerate(passage.mentions)
            if other.role is Role.VALUE
            and other.measure == about.measure
            and abs(other.sentence - stated.sentence) <= 2
            and other.number.start < stated.start
        }
        budget = _budget(sides, basis)
        final = sides.get("决算") or sides.get("执行") or sides.get("")
        if budget is None:
            yield from _rate_in_words(passage, stated, about)
        if budget is None or final is None or not budget.unit.comparable(final.unit):
            continue
        if any(year in stated.text for year in ("上年", "去年", "上一年")) or _year(stated.base):
            continue
        yield from _compared(stated.name, stated.word, stated.softened, final, budget)


def _rate_in_words(passage: Passage, stated: Stated, about: Mention) -> Iterator[Claim]:
    """决算数大于预算数 where only the completion is printed: it is above 100%, or not below."""
    rates = [
        passage.figures[at]
        for at, other in enumerate(passage.mentions)
        if other.role is Role.COMPLETION
        and other.measure == about.measure
        and 0 <= stated.sentence - other.sentence <= 1
        and other.number.start < stated.start
    ]
    above = stated.word in ("大于", "高于", "超过", "多于")
    if not rates or stated.softened or not (above or stated.word in ("小于", "低于", "少于")):
        return
    hundred = Decimal(100)
    yield Claim(
        "completion in words",
        Within(hundred, INFINITY) if above else Within(-INFINITY, hundred),
        rates[-1],
        (),
        f"决算数{stated.word}预算数，完成率就{'不低于' if above else '不高于'}100%",
        Confidence.HIGH,
    )


def _moved_and_level(about: Mention, stated: Stated) -> bool:
    """减少为 X，与上年持平: both cannot be."""
    return (
        stated.name == "level"
        and not stated.softened
        and about.row == "10"
        and bool(about.direction)
        and about.sentence == stated.sentence
        and 0 <= stated.start - about.number.end <= 2
        and is_level_before(stated.base)
    )


def _year(base: str) -> bool:
    return base[:4].isdigit()


def _budget(sides: dict[str, Figure], basis: str) -> Figure | None:
    if basis in sides:
        return sides[basis]
    if basis != "预算":
        return None
    budgets = [sides[name] for name in ("年初预算", "全年预算", "调整预算") if name in sides]
    return budgets[0] if len(budgets) == 1 else None


_ORDER = AtMost(ordered=True)


def _compared(
    name: str, word: str, softened: bool, final: Figure, budget: Figure
) -> Iterator[Claim]:
    because = "文字比较的是已印出的决算数与预算数"
    if name == "level" or word == "等于":
        if not softened:
            yield Claim(
                "level", Equal(), final, (budget,), because, Confidence.HIGH, roles=("budget",)
            )
    elif word in ("小于", "低于", "少于"):
        yield Claim(
            "below budget", _ORDER, final, (budget,), because, Confidence.HIGH, roles=("budget",)
        )
        if final.exact == budget.exact:
            yield _equal_but(final, budget)
    else:
        yield Claim(
            "above budget",
            _ORDER,
            budget,
            (final,),
            because,
            Confidence.HIGH,
            stated_role="budget",
            roles=("stated",),
        )
        if final.exact == budget.exact:
            yield _equal_but(final, budget)


def _equal_but(final: Figure, budget: Figure) -> Claim:
    """大于, 小于 between two figures printed alike: true only below the printed precision."""
    return Claim(
        "unequal in words",
        AtFault(),
        final,
        (budget,),
        "两数印得相同，文字却说大于或小于",
        Confidence.MEDIUM,
        roles=("budget",),
        severity=Severity.WARNING,
    )
