"""The sentence patterns that carry arithmetic, one row each.

A row says how a number is introduced: ``cue`` is matched against the folded words between the
figure before and this one (it must reach up to the number), and gives the number its role. The
first row that fits wins. ``row`` is its number in the domain's list of patterns; ``claim`` is
what follows for the arithmetic; ``examples`` are sentences with the role of each number in
them, and are tests. To add a pattern, add a row and its examples.

Named groups of a cue: ``subject`` (what it is said of, when named anew), ``whole`` (of what it
is a share, or which budget was completed), ``word`` (the direction), ``name`` (of a rate).
"""

from __future__ import annotations

import re
from enum import StrEnum

from auditlint.language.zh.numbers import Kind
from auditlint.language.zh.words import DIRECTION, EARNED, FALL, RISE
from auditlint.patterns import compiled, lazily
from auditlint.values import dataclass


class Role(StrEnum):
    """The part a number plays in its sentence."""

    VALUE = "value"
    CHANGE = "change"
    GROWTH = "growth"
    POINTS = "points"
    TIMES = "times"
    SHARE = "share"
    COMPLETION = "completion"
    RATE = "rate"
    STANDARD = "standard"


_RATIO = frozenset({Kind.PERCENT, Kind.NUMBER})
_SIZE = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.SCORE})
_ANY = _SIZE | _RATIO | {Kind.POINT}

#: Characters before a number that may introduce it. No clause is longer, and a cue may take time
#: that grows with the square of what it searches.
_NEAR = 400
#: Both words of a template left in: 下降（增长）, 增加/减少.
_BOTH = rf"(?:{RISE})(?:（|/)(?:{FALL})）?|(?:{FALL})(?:（|/)(?:{RISE})）?"
_WORD = rf"(?P<word>{_BOTH}|{DIRECTION})"
_SAID = r"(?P<subject>[^，；。：]*?)"


#: What a cue of each kind cannot match without; a cue is slow to fail.
_MOVED = compiled(DIRECTION)
_REACHED = compiled(r"低于|高于|超过|达到|不及|优于")
_RATED = compiled(r"率|满意度|比例|比重|比值|百分比")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the table. Without ``mark``, which is looked for first, the cue cannot match."""

    row: str
    role: Role
    mark: re.Pattern[str] | None
    cue: re.Pattern[str]
    kinds: frozenset[Kind]
    claim: str
    examples: tuple[tuple[str, str], ...] = ()


def _row(
    row: str,
    role: Role,
    mark: re.Pattern[str] | None,
    cue: str,
    kinds: frozenset[Kind],
    claim: str,
    *examples: tuple[str, str],
) -> Pattern:
    return Pattern(row, role, mark, lazily(cue), kinds, claim, examples)


PATTERNS: tuple[Pattern, ...] = (
    _row(
        "12",
        Role.POINTS,
        _MOVED,
        rf"{_SAID}{_WORD}(?:了|约|为)?$",
        frozenset({Kind.POINT}),
        "the difference of two percentages, never a ratio",
        ("执行率95.20%，比上年下降2.5个百分点。", "rate points"),
    ),
    _row(
        "11",
        Role.TIMES,
        None,
        rf"{_SAID}(?P<word>{DIRECTION}|是[^，；]*的)(?:了|约|为)?$",
        frozenset({Kind.NUMBER}),
        "X = (1 + N) · base, or N · base",
        ("比上年增长1.5倍。", "times"),
    ),
    _row(
        "10",
        Role.VALUE,
        _MOVED,
        rf"{_SAID}{_WORD}(?:到|至|为)$",
        _SIZE,
        "the level reached, not a change",
        ("接待费由3.00万元减少到2.40万元，下降20.00%。", "value value growth"),
    ),
    _row(
        "1, 2, 14, 15, 18, 25",
        Role.CHANGE,
        _MOVED,
        rf"{_SAID}{_WORD}(?:额)?(?:了|为|约|达)?$",
        _SIZE,
        "base = X ∓ D",
        ("工资福利支出70.00万元，比上年增加20.00万元，增长40.00%。", "value change growth"),
        ("支出合计30.00万元，较2022年度减少10.00万元，下降25.00%。", "value change growth"),
    ),
    _row(
        "1, 2",
        Role.CHANGE,
        lazily("[增减多少][收支]"),
        rf"，(?P<subject>)(?:同比|[比较][^，；。：、]{{2,12}}?)(?P<word>{EARNED})(?:了|约)?$",
        frozenset({Kind.AMOUNT}),
        "base = X ∓ D",
        ("收入129.70万元，比2017年增收12.40万元，增长10.57%。", "value change growth"),
    ),
    _row(
        "1, 2",
        Role.CHANGE,
        lazily("[增减多少][收支]"),
        rf"^(?:相比)?，?(?P<subject>)(?P<word>{EARNED})(?:了|约)?$",
        frozenset({Kind.AMOUNT}),
        "base = X ∓ D",
        ("收入52.00亿元，比2023年的50.00亿元多收2.00亿元。", "value value change"),
    ),
    _row(
        "1, 2, 8, 18, 19",
        Role.GROWTH,
        _MOVED,
        rf"{_SAID}{_WORD}(?:率|幅度|幅)?(?:了|为|约|达|达到|：)?$",
        _RATIO,
        "P = D / base, or (X − base) / base",
        (
            "2025年执行数为50.00万元，2026年安排40.00万元，比2025年执行数减少20.00%。",
            "value value growth",
        ),
        ("接待费0.39万元，减少0.15万元，下降（增长）27.78%。", "value change growth"),
        ("支出20.00万元，增加5.00万元，增长33.33。", "value change growth"),
    ),
    _row(
        "25",
        Role.CHANGE,
        lazily("[多少]"),
        r"，(?P<subject>)[比较](?:编制|核定|计划|预算|应|定额)[^，；。：、]{0,8}?(?P<word>多|少)$",
        frozenset({Kind.COUNT}),
        "base = X ∓ D",
        ("编制数68人，实有63人，较编制数少5人。", "value value change"),
    ),
    _row(
        "25",
        Role.CHANGE,
        lazily("超|节约|结"),
        r"^，(?P<subject>)(?P<word>超预算|超支|超出预算|节约|结余|节余)(?:资金|了|为|约)?$",
        frozenset({Kind.AMOUNT}),
        "D = |X − B|",
    ),
    _row(
        "20, 21",
        Role.COMPLETION,
        lazily("完成"),
        rf"{_SAID}(?:占|为)?完成(?!率)(?:了)?(?P<whole>[^，；。（）]*?)的?(?:比例)?(?:为|约|达)?$",
        _RATIO,
        "P = X / the budget named",
        (
            "年初预算数80.00万元，决算数60.00万元，完成年初预算的75.00%。",
            "value value completion",
        ),
        ("全年预算为3.10万元，支出决算为3.10万元，完成预算100.00%。", "value value completion"),
    ),
    _row(
        "20, 21",
        Role.COMPLETION,
        lazily("为.*预算"),
        r"，(?P<subject>)为(?P<whole>[^，；。：（）]{0,10}预算(?:数|安排|目标)?)的$",
        _RATIO,
        "P = X / the budget named",
        ("收入18.20亿元，为预算的104.0%，增长3.1%。", "value completion growth"),
        ("收入47.00万元，为调整预算45.00万元的104.4%。", "value value completion"),
    ),
    _row(
        "30, 31, 44",
        Role.SHARE,
        lazily("占"),
        rf"{_SAID}(?:所)?占(?!地(?!方)|用|补|优|有率)(?:了)?(?:全部|整个|到(?![位账期达岗场])|总)?"
        r"(?P<whole>[^，；。]*?)"
        r"的?(?:比例|比重|比率|比|百分比)?(?:分别|依次|各)?(?:为|约为|约|达到|达|是|：|，)?$",
        _RATIO,
        "P = X / whole; the shares of a full list add to 100",
        (
            "财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。",
            "value share value share",
        ),
        ("授予金额8.00万元，占采购支出总额的80.00%。", "value share"),
        ("货物合同金额占货物支出金额的100.00%。", "share"),
    ),
    _row(
        "62, 75",
        Role.STANDARD,
        _REACHED,
        r"(?P<subject>[^，；。：]*?)(?P<word>低于|高于|超过|达到|未达到|不及|优于)(?P<name>[^，；。]*?(?:标准|目标值?|要求|指标值))"
        r"(?:值)?(?:的|为|：)?$",
        frozenset({Kind.PERCENT, Kind.THRESHOLD, Kind.AMOUNT}),
        "the comparison must be true",
        ("利用率为83.32%，低于利用率标准85%。", "rate standard"),
    ),
    _row(
        "26, 27, 60, 61, 63, 65",
        Role.RATE,
        _RATED,
        r"(?P<subject>)(?P<name>[^，；。：（）]*?(?:率|满意度|比例|比重|比值|百分比))(?:约|仅|均|就|各|分别|依次)?(?:为|是|达到|达|：)?(?:约|了)?$",
        _RATIO,
        "the definition of the rate, or the pair of figures that gives it",
        ("编制人数80人，在职人数65人，在职人员控制率75%。", "value value rate"),
        ("计划收储400.00亩，实际完成100.00亩，完成率25.00%。", "value value rate"),
    ),
    _row(
        "30-45, 58",
        Role.VALUE,
        None,
        r"(?P<subject>[^，；。：]*)$",
        _ANY,
        "what is measured, with its version (年初预算, 决算 …)",
        ("团组2个，累计6人次。", "value value"),
    ),
)


_OF_KIND = {kind: tuple(pattern for pattern in PATTERNS if kind in pattern.kinds) for kind in Kind}


def fitting(kind: Kind, times: bool, lead: str) -> tuple[Pattern, re.Match[str]] | None:
    """The first row by which ``lead`` introduces a number of a kind, and how; ``times``: in 倍."""
    near = max(0, len(lead) - _NEAR)
    marked: dict[str, bool] = {}  # by their source: patterns themselves are slow to look up
    for pattern in _OF_KIND[kind]:
        if (pattern.role is Role.TIMES) != times:
            continue
        mark = pattern.mark
        if mark is not None and mark.pattern not in marked:
            marked[mark.pattern] = mark.search(lead, near) is not None
        if mark is None or marked[mark.pattern]:
            match = pattern.cue.search(lead, near)
            if match is not None:
                return pattern, match
    return None


@dataclass(frozen=True, slots=True)
class Statement:
    """A pattern without a number of its own: 与上年持平, 决算数大于预算数.

    ``mark`` is looked for first: without it the cue, which is slow to fail, cannot match.
    """

    row: str
    name: str
    mark: re.Pattern[str]
    cue: re.Pattern[str]
    claim: str
    examples: tuple[tuple[str, str], ...] = ()


STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "4, 24",
        "level",
        lazily(r"持平|变化|一致"),
        lazily(
            r"(?P<subject>[^，；。：]*?)(?:(?:与|同|较|和|比)(?P<base>[^，；。]*?)(?:相比|比较)?，?)?"
            r"(?P<about>基本)?(?:保持)?(?:持平|无增减变化|无变化|没有变化|一致)"
        ),
        "D = 0: the two figures are equal",
        (("结余分配0.00万元，与上年持平。", "level"), ("决算数与预算数持平。", "level")),
    ),
    Statement(
        "23",
        "against budget",
        lazily(r"[大小等高低多少]于|超过"),
        lazily(
            r"(?P<subject>[^，；。：]*?)(?P<left>决算数?|支出决算数?|执行数)(?P<word>大于|小于|等于|高于|低于|超过|多于|少于)"
            r"(?P<base>年初预算|全年预算|调整预算|预算)数?"
        ),
        "the sign of X − B",
        (("决算数小于预算数的主要原因是进度调整。", "against budget"),),
    ),
)
