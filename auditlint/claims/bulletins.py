"""What bulletins say in set words: 三次产业结构为 a：b：c; 自然增长率 = 出生率 − 死亡率."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Ratio, Remainder, Sum
from auditlint.figures import Figure
from auditlint.language.zh.bulletins import (
    INDUSTRIES,
    NATURAL_GROWTH,
    industry_of,
    is_colon,
    is_natural_growth,
    is_product,
    is_rate_of_births,
    is_rate_of_deaths,
    opens_structure,
)
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence

#: So many passages before the shares may tell of the industries.
_BACK = 3
_RIGHT = (Verdict.HOLDS, Verdict.ROUNDING)
#: Characters before a number that tell what it is.
_BEFORE = 24


def bulletins(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        if INDUSTRIES in passage.line:
            yield from _structure(narrative, at, passage)
        if NATURAL_GROWTH in passage.line:
            yield from _natural_growth(passage)


def _structure(narrative: Narrative, at: int, passage: Passage) -> Iterator[Claim]:
    for index in range(len(passage.mentions) - 2):
        if not opens_structure(_words_before(passage, index)):
            continue
        gaps = [
            passage.line[passage.mentions[n].number.stop : passage.mentions[n + 1].number.start]
            for n in (index, index + 1)
        ]
        if not all(map(is_colon, gaps)):
            continue
        shares = passage.figures[index : index + 3]
        largest = max(shares, key=lambda figure: figure.value)
        yield Claim(
            "shares total",
            Remainder(),
            largest,
            tuple(figure for figure in shares if figure is not largest),
            "三次产业所占比重合计为 100%",
            Confidence.HIGH,
        )
        yield from _of_industries(narrative, at, index, shares)


def _of_industries(
    narrative: Narrative, at: int, index: int, shares: tuple[Figure, ...]
) -> Iterator[Claim]:
    """Each share against the value added of its industry, the last told of before."""
    added: dict[str, Figure] = {}
    whole: Figure | None = None
    for where in range(at, max(at - _BACK, -1), -1):
        pairs = narrative.passages[where].of(Role.VALUE)
        for place, mention, figure in reversed(pairs):
            if where == at and place >= index:
                continue
            number = industry_of(mention.measure)
            if number:
                added.setdefault(number, figure)
            elif is_product(mention.measure) and not mention.reason:
                whole = figure
                break
        if whole is not None:
            break
    parts = [added.get(number) for number in "一二三"]
    if whole is None:
        return
    claims = [
        Claim(
            "share",
            Ratio(),
            share,
            (part, whole),
            "三次产业结构 = 各产业增加值 ÷ 地区生产总值",
            Confidence.HIGH,
            roles=("part", "total"),
        )
        for share, part in zip(shares, parts, strict=True)
        if part is not None and part.unit.comparable(whole.unit)
    ]
    wrong = [claim for claim in claims if judge(claim).verdict is Verdict.CONTRADICTED]
    if len(claims) != len(shares) or len(wrong) > 1:
        return
    even = bool(wrong) and _made_even(claims, shares)
    yield from (claim for claim in claims if not even or judge(claim).verdict in _RIGHT)


def _made_even(claims: list[Claim], shares: tuple[Figure, ...]) -> bool:
    """Whether one share was moved by its last digit so that all come to 100."""
    points = [judge(claim).point for claim in claims]
    unit = max(share.resolution for share in shares)
    return sum(share.value for share in shares) == 100 and all(
        point is not None and abs(round(point, share.decimals) - share.value) <= unit
        for point, share in zip(points, shares, strict=True)
    )


def _natural_growth(passage: Passage) -> Iterator[Claim]:
    births: Figure | None = None
    deaths: Figure | None = None
    for index, mention, figure in passage.pairs:
        before = _words_before(passage, index)
        if mention.number.unit.name != "‰":
            continue
        if is_rate_of_births(before):
            births, deaths = figure, None
        elif is_rate_of_deaths(before):
            deaths = figure
        elif is_natural_growth(before) and births is not None and deaths is not None:
            yield Claim(
                "gap",
                Sum((1, -1)),
                figure,
                (births, deaths),
                "自然增长率 = 出生率 − 死亡率",
                Confidence.HIGH,
                roles=("larger", "smaller"),
            )


def _words_before(passage: Passage, index: int) -> str:
    start = passage.mentions[index].number.start
    return passage.line[max(0, start - _BEFORE) : start]
