"""Sentences that print two figures and how far they are apart, in percentage points or scores."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.language.zh.fold import folded
from auditlint.language.zh.words import DIRECTION
from auditlint.patterns import lazily

_NUMBER = r"\d+(?:\.\d+)?"
_GAP = rf"(?P<gap>{_NUMBER})个?百分点"
_YEAR = r"(?:20\d\d(?:年(?:度|末|底)?|届))?"
#: 由2020年的91.3%提高到93.6%，提高2.3个百分点
_REACHED = lazily(
    rf"(?:由|从){_YEAR}[^，。；\d%]{{0,14}}(?P<one>{_NUMBER})%[^，。；\d%]{{0,4}}(?:{DIRECTION})[到至为]"
    rf"{_YEAR}[^，。；\d%]{{0,10}}(?P<other>{_NUMBER})%，[^，。；\d%]{{0,8}}(?:{DIRECTION})了?{_GAP}"
)
#: 94.19%，较上年的90.25%提高3.94个百分点; 66.13%，低于80%的目标值13.87个百分点
_COMPARED = lazily(
    rf"(?P<one>{_NUMBER})%，?(?:比|较|低于|高于|超过|未达到){_YEAR}[^，。；\d%]{{0,12}}（?(?P<other>{_NUMBER})%）?"
    rf"的?[^，。；\d%]{{0,8}}{_GAP}"
)
#: 两者相差22.00个百分点: of the two rates of the sentence.
_BETWEEN = lazily(rf"(?:两者|二者)相差{_GAP}")
_RATE = lazily(rf"({_NUMBER})%")
#: 评价得分比自评得分低9.23分: of the two scores of the sentence.
_SCORES_APART = lazily(
    rf"(?:(?:两者)?相差|(?:得分|评分|分数)[^，。；\d]{{0,10}}[低高少多])(?P<gap>{_NUMBER})分(?![^，。；]*分别)"
)
_SCORE = lazily(rf"(?:得分|评分|总分)(?:为|是)?({_NUMBER})分")


class Gap(NamedTuple):
    """Where two figures and how far they are apart begin in a text."""

    one: int
    other: int
    gap: int


def gaps_in(text: str) -> list[Gap]:
    """Every gap of ``text`` (as printed)."""
    if "百分点" not in text and "分" not in text:
        return []
    line = folded(text)
    found = [
        Gap(match.start("one"), match.start("other"), match.start("gap"))
        for form in (_REACHED, _COMPARED)
        for match in form.finditer(line)
    ]
    for gap, figure in ((_BETWEEN, _RATE), (_SCORES_APART, _SCORE)):
        told = 0  # what stood before another gap is told
        for match in gap.finditer(line):
            start = max(line.rfind("。", 0, match.start()) + 1, told)
            told = match.end()
            before = [one.start(1) for one in figure.finditer(line, start, match.start())]
            if len(before) == 2:
                found.append(Gap(before[0], before[1], match.start("gap")))
    return found
