"""Grades and their scales: 优：得分≥90分；良：90分＞得分≥80分; 93.25分，属于“优”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from auditlint.patterns import lazily
from auditlint.values import dataclass

GRADE = "优秀|优|良好|良|中等|中|一般|基本合格|不合格|合格|不及格|及格|较差|差"
_CANON = {
    "优秀": "优", "良好": "良", "中等": "中", "及格": "合格", "不及格": "不合格",
    "较差": "差", "基本合格": "合格",
}  # fmt: skip
#: Every grade has one of these.
_MARKS = "优良中差格般"

_SCORE_LABEL = lazily(
    r"^(?:综合|最终|评价|自评|绩效|绩效评价|项目)?(?:总)?(?:得分|评分|分值|分数)(?:[（(]分[）)])?$|^总分$"
)
_GRADE_LABEL = lazily(
    r"^(?:绩效|评价|自评|综合|绩效评价)?(?:等级|等次|结论|级别|评级|评价结果|结果等级)$"
)
_GRADE_ENDS = ("等级", "等次", "结论", "级别", "评级", "评价结果")
_LONE = lazily(rf"^[“\"]?({GRADE})[”\"]?$")

_N = r"(\d{1,3}(?:\.\d+)?)"
_INCLUDED = r"(?:[（(]含(?:\d+分?)?[）)])"
_RANGE = lazily(
    rf"{_N}分?({_INCLUDED})?分?(?:[-－—–~～至到]+){_N}分?({_INCLUDED}|[（(]不含\d*分?[）)])?"
)
_BOTH = lazily(
    rf"{_N}分?(?P<upper>[＞>≥])(?:得分|分数|评价得分|综合得分|总分|[SsXx])(?P<lower>[≥＞>]){_N}"
)
_BOTH_UP = lazily(
    rf"{_N}分?(?P<lower>[≤＜<])(?:得分|分数|评价得分|综合得分|总分|[SsXx])(?P<upper>[＜<≤]){_N}"
)
_FROM = lazily(
    rf"(?:(?:[≥＞>]|大于等于|不低于|高于|大于|不少于){_N}|{_N}分?({_INCLUDED})?(?:分)?(?:及)?以上({_INCLUDED})?)"
)
_BELOW = lazily(
    rf"(?:(?:[＜<≤]|小于等于|低于|不足|小于){_N}|{_N}分?(?:[（(]不?含\d*分?[）)])?(?:及)?以下)"
)


@dataclass(frozen=True, slots=True)
class Band:
    """The scores that earn ``grade``: from ``low`` to ``high``.

    A bound is ``None`` (open end) or has a flag: whether the bound itself belongs to the band,
    ``None`` where the text leaves it open (80-90分).
    """

    grade: str
    low: Decimal | None
    high: Decimal | None
    with_low: bool | None = None
    with_high: bool | None = None

    def may_hold(self, score: Decimal) -> bool:
        """Whether ``score`` can belong to the band under some reading of open bounds."""
        above = (
            self.low is None
            or score > self.low
            or (score == self.low and self.with_low is not False)
        )
        below = (
            self.high is None
            or score < self.high
            or (score == self.high and self.with_high is not False)
        )
        return above and below


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one grading scale, best first; ``start`` and ``stop`` bound them in the text."""

    bands: tuple[Band, ...]
    start: int = 0
    stop: int = 0

    def grades(self, score: Decimal) -> tuple[str, ...]:
        """The grades that ``score`` may earn: one, two on an open bound, none in a gap."""
        return tuple(band.grade for band in self.bands if band.may_hold(score))

    def knows(self, grade: str) -> bool:
        return any(band.grade == grade for band in self.bands)

    def bounds(self) -> dict[str, Decimal | None]:
        """The lower bound of every grade."""
        return {band.grade: band.low for band in self.bands}


def canonical(grade: str) -> str:
    """优秀 → 优, 良好 → 良, 及格 → 合格."""
    return _CANON.get(grade, grade)


def is_score_label(label: str) -> bool:
    """Whether a cell or header is a label of a score: 综合得分（分）."""
    return "分" in label and _SCORE_LABEL.match(label) is not None


def is_grade_label(label: str) -> bool:
    """Whether a cell or header is a label of a grade: 评价等级."""
    return label.endswith(_GRADE_ENDS) and _GRADE_LABEL.match(label) is not None


def lone_grade(text: str) -> str:
    """The grade that is all a text holds, in one form; ``""`` if it holds something else."""
    found = _LONE.match(text)
    return canonical(found[1]) if found else ""


#: 财预〔2020〕10号, 项目支出绩效评价管理办法, 第二十六条.
STANDARD = Scale(
    (
        Band("优", Decimal(90), Decimal(100), True, True),
        Band("良", Decimal(80), Decimal(90), True, False),
        Band("中", Decimal(60), Decimal(80), True, False),
        Band("差", None, Decimal(60), None, False),
    )
)

#: A grade beside a number; what has fewer than three of them is no scale.
_NEAR_GRADE = lazily(r"\d[^。；]{0,12}?[优良中差格]|[优良中差格][^。；\d]{0,8}\d")
_GRADE_FIRST = lazily(
    rf"^(?:.{{0,24}}(?:分为|包括|[：:]))?[“\"]?({GRADE})[”\"]?(?:等级|等次|级|档)?(?:[：:]|[（(]|为)(?=.*\d)"
)
_GRADE_LAST = lazily(
    rf"(?:为|是|评定为|属于|[：:])[“\"]?({GRADE})[”\"]?(?:等级|等次|级|档)?[）)]?$"
)


def scales(text: str) -> Iterator[Scale]:
    """The grading scales that ``text`` states: three or more bands in a row."""
    if sum(map(text.count, _MARKS)) < 3 or len(_NEAR_GRADE.findall(text)) < 3:
        return
    bands: list[Band] = []
    start = at = 0
    for segment, begin, end in _segments(text):
        band = _band(segment)
        if band is None or any(band.grade == known.grade for known in bands):
            if len(bands) >= 3:
                yield Scale(_settled(bands), start, at)
            bands = []
        if band is not None:
            if not bands:
                start = begin
            bands.append(band)
            at = end
    if len(bands) >= 3:
        yield Scale(_settled(bands), start, at)


def band(text: str) -> Band | None:
    """The band that a short paragraph of its own states: 优：得分≥90分；"""
    if not any(map(text.__contains__, _MARKS)):
        return None
    bare = text.rstrip("；;。，,、")
    return _band(bare) if len(list(_segments(bare))) == 1 else None


def scale_of(bands: Iterable[Band]) -> Scale:
    """The scale that single bands make up."""
    return Scale(_settled(list(bands)))


def _segments(text: str) -> Iterator[tuple[str, int, int]]:
    """Clauses of ``text`` that are not empty, without splitting inside brackets."""
    begin = 0
    depth = 0
    for position, character in enumerate(text):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth = max(0, depth - 1)
        elif character in "；;、，,。" and not depth:
            if position > begin:
                yield text[begin:position], begin, position
            begin = position + 1
    if begin < len(text):
        yield text[begin:], begin, len(text)


def _band(segment: str) -> Band | None:
    first = _GRADE_FIRST.search(segment)
    last = _GRADE_LAST.search(segment)
    if (first is None) == (last is None):
        return None
    found = first or last
    assert found is not None
    grade = canonical(found[1])
    # 划分为四档：90分以上为优: what announces the scale stands before the first band.
    rest = segment[found.end() :] if first else segment[: found.start()]
    rest = re.split("[：:]", rest)[-1]
    return _bounded(grade, rest)


def _bounded(grade: str, text: str) -> Band | None:
    if found := _BOTH.search(text):
        high, low = Decimal(found[1]), Decimal(found[4])
        return Band(grade, low, high, found["lower"] == "≥", found["upper"] == "≥")
    if found := _BOTH_UP.search(text):
        low, high = Decimal(found[1]), Decimal(found[4])
        return Band(grade, low, high, found["lower"] == "≤", found["upper"] == "≤")
    if found := _RANGE.search(text):
        low, high = Decimal(found[1]), Decimal(found[3])
        if low > high:
            low, high = high, low
        behind = found[4] or ""
        with_high = None if not behind else "不" not in behind
        return Band(grade, low, high, True if found[2] else None, with_high)
    if found := _BELOW.search(text):
        value = found[1] or found[2]
        return Band(grade, None, Decimal(value), None, "≤" in text or "及以下" in text or None)
    if found := _FROM.search(text):
        value = found[1] or found[2]
        sure = bool(found[3] or found[4]) or any(
            word in text for word in ("≥", "及以上", "大于等于", "不低于", "不少于", "含")
        )
        return Band(grade, Decimal(value), None, sure or None)
    return None


def _settled(bands: list[Band]) -> tuple[Band, ...]:
    """Bands best first, each ending where the next better one begins.

    A bound that the better band includes is not this one's; 80-89分 under 90-100分 means whole
    scores, so that it reaches up to 90.
    """
    ordered = sorted(bands, key=lambda band: (band.low is None, -(band.low or 0)))
    settled = ordered[:1]
    for better, band in pairwise(ordered):
        high, with_high = band.high, band.with_high
        if high is None or high + 1 == better.low:
            high, with_high = better.low, False
        elif high == better.low and with_high is None and (better.with_low or band.low is None):
            with_high = False
        settled.append(replace(band, high=high, with_high=with_high))
    return tuple(settled)


@dataclass(frozen=True, slots=True)
class Graded:
    """A score and the grade printed for it; places are those of the number and of the grade."""

    score: str
    grade: str
    score_at: tuple[int, int]
    grade_at: tuple[int, int]


_GRADED = lazily(
    rf"(?<![-－—–~～至到≥＞>＜<≤\d.于过足满])(?P<score>\d{{1,3}}(?:\.\d+)?)分(?!以|及|[（(]含)"
    r"(?P<between>[^。；;\d]{1,24}?)"
    r"(?:属于|评为|评定为|定为|(?:等级|等次|级别|评级|结论|结果|评价|考核|档次)(?:综合)?[为是：:]|为)"
    rf"[“\"]?(?P<grade>{GRADE})(?=[”\"，,。；;、）)级档等]|$)"
)

#: What every such score has, which is quicker to look for; so have counts.
_SCORE, _COUNT = lazily(r"\d分"), lazily(r"\d个")


def graded(text: str) -> Iterator[Graded]:
    """Scores with the grade that ``text`` gives them: 85.73分，综合评价为良."""
    printed = list(_GRADED.finditer(text)) if _SCORE.search(text) else []
    taken = [(scale.start, scale.stop) for scale in scales(text)] if printed else []
    for found in printed:
        if any(start <= found.start() < stop for start, stop in taken):
            continue
        # 满分100分，得分…; 90分的单位为合格等次 sets a rule.
        if re.search("满分|的(?:单位|项目|部门|个人|处室|科室|人员)?$", found["between"]):
            continue
        yield Graded(
            found["score"],
            canonical(found["grade"]),
            found.span("score"),
            found.span("grade"),
        )


_COUNTED = lazily(
    rf"(?P<count>\d{{1,4}})个(?:项目)?[^。；;，,、\d]{{0,16}}?(?:为|评为|是)?[“\"](?P<grade>{GRADE})[”\"]"
    rf"|(?:评级|等级|结果|结论)为[“\"]?(?P<grade2>{GRADE})[”\"]?的(?:项目)?(?:有|共)?(?P<count2>\d{{1,4}})个"
    rf"|[“\"](?P<grade3>{GRADE})[”\"](?:的?项目|的)?(?:有|共)?(?P<count3>\d{{1,4}})个"
)


@dataclass(frozen=True, slots=True)
class GradeCount:
    """So many objects have this grade; the place is that of the number."""

    grade: str
    count: int
    start: int
    stop: int


def grade_counts(text: str) -> Iterator[GradeCount]:
    """How many objects ``text`` says have which grade: 2个项目评价结果为“优”."""
    for found in _COUNTED.finditer(text) if _COUNT.search(text) else ():
        for grade, count in (("grade", "count"), ("grade2", "count2"), ("grade3", "count3")):
            if found[grade]:
                start, stop = found.span(count)
                yield GradeCount(canonical(found[grade]), int(found[count]), start, stop)
