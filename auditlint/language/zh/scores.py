"""Sentences of an evaluation: scores of its parts, the total, projects, returned questionnaires.

All that is read stands as positions in the text: where each number begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditlint.patterns import compiled, lazily

_NUMBER = r"\d+(?:\.\d+)?"
_NAME = r"(?:其中|包括)?[，,：:]?(?P<name>[一-鿿]{2,6}?)(?:类|方面)?(?:一级)?(?:指标)?"
#: How sentences give the score of a part with its full marks: 决策满分20分，得18.50分;
#: 决策指标（20分）得18.50分; 决策20分，得18.50分; and 决策17.50分（满分20分）.
_PART_SCORES = (
    lazily(
        rf"{_NAME}(?:权重|分值|满分|总分)?[为计]?[（(]?(?P<weight>{_NUMBER})分[）)]?[，,；]?"
        rf"(?:实际|评价|自评|最终)?得分?[为是]?(?P<score>{_NUMBER})分"
    ),
    lazily(
        rf"{_NAME}(?:得分?|评分)?[为是]?(?P<score>{_NUMBER})分"
        rf"[（(](?:满分|权重|分值)[为计]?(?P<weight>{_NUMBER})分?[）)]"
    ),
)
#: What every score of a part has, which is quicker to look for.
_SCORE = compiled(r"\d分")
_SCORED = compiled(
    r"(?:权重|分值|满分|指标)[^，。；;\d]{0,8}(?P<weight>\d+(?:\.\d+)?)分[，,；]?"
    r"(?:实际|评价|自评|最终)?得分?[^，。；;\d]{0,3}(?P<score>\d+(?:\.\d+)?)分[，,；]?"
    r"得分率[^，。；;\d]{0,3}(?P<rate>\d+(?:\.\d+)?[%％])"
)
_TOTAL_SCORE = compiled(r"(?:得分|评分|总分|得|评为)(?:为|是)?(?P<score>\d+(?:\.\d+)?)分")
_ITS_CLASS = compiled(r"(?:类|方面)?(?:一级)?(?:指标)?(?:[（(].*[）)])?$")
#: A sentence about one indicator, whose score is no total.
_PART_SCORED = compiled(r"满分|权重|分值|指标|扣\d|该项|本项")
_FINAL_SCORE = compiled(r"(?:最终|综合|总|评价)(?:评分|得分|评价得分|分值|分)(?:结果)?$")

_PROJECTS = compiled(
    r"(?:项目(?:共|共计|合计)?(?P<behind>\d{1,4})个|(?P<before>\d{1,4})个[^，。；;\d]{0,12}项目)"
)
_FORMS = compiled(
    r"发(?:放|出)(?:调查)?(?:问卷)?[^，。；;\d]{0,4}(?P<sent>\d+)份"
    r"[，,、](?:实际)?(?:收回|回收)(?:有效)?(?:问卷)?[^，。；;\d]{0,4}(?P<back>\d+)份"
    r"(?:[，,、](?:其中)?[：:]?有效(?:问卷)?[^，。；;\d]{0,4}(?P<valid>\d+)份)?"
    r"(?:[，,、](?:问卷)?(?P<named>回收率|有效率)[^，。；;\d]{0,4}(?P<rate>\d+(?:\.\d+)?[%％]))?"
)


class PartScore(NamedTuple):
    """决策满分20分，得18.50分: a part by its name, its full marks and its score.

    ``start`` and ``stop`` are the range of all that; ``own`` tells that the sentence so far is
    about a body's evaluation of itself.
    """

    name: str
    weight: int
    score: int
    start: int
    stop: int
    own: bool


def part_scores(text: str) -> tuple[list[PartScore], ...]:
    """The parts that ``text`` scores, in each of the two forms by itself."""
    if len(_SCORE.findall(text)) < 2:
        return tuple([] for _ in _PART_SCORES)
    return tuple(
        [
            PartScore(
                found["name"],
                found.start("weight"),
                found.start("score"),
                *found.span(),
                "自评" in text[text.rfind("。", 0, found.start()) + 1 : found.end()],
            )
            for found in form.finditer(text)
        ]
        for form in _PART_SCORES
    )


def part_name(name: str) -> str:
    """The name of an indicator as sentences call it: 产出 of 产出类一级指标（40分）."""
    return _ITS_CLASS.sub("", name)


class RatedScore(NamedTuple):
    """权重28分，实际得分25分，得分率89.29%."""

    weight: int
    score: int
    rate: int


def rated_scores(text: str) -> Iterator[RatedScore]:
    for found in _SCORED.finditer(text) if "得分率" in text else ():
        yield RatedScore(found.start("weight"), found.start("score"), found.start("rate"))


def total_score(text: str, stop: int) -> int | None:
    """Where the first total score before ``stop`` begins: 得86.35分."""
    found = _TOTAL_SCORE.search(text, 0, stop)
    return found.start("score") if found else None


def is_of_a_part(text: str) -> bool:
    """Whether the beginning of a sentence is about one indicator or its full marks."""
    return _PART_SCORED.search(text) is not None


def is_final_score(measure: str) -> bool:
    return _FINAL_SCORE.search(measure) is not None


def project_count(text: str, stop: int) -> int | None:
    """Where the last count of projects before ``stop`` begins: 项目39个, 39个预算项目."""
    totals = list(_PROJECTS.finditer(text, 0, stop))
    return totals[-1].start("behind" if totals[-1]["behind"] else "before") if totals else None


class Questionnaires(NamedTuple):
    """发放问卷100份，收回98份，有效95份，回收率98%; ``returned`` tells what the rate is of."""

    sent: int
    back: int
    valid: int | None
    rate: int | None
    returned: bool


def questionnaires(text: str) -> Iterator[Questionnaires]:
    for found in _FORMS.finditer(text) if "份" in text else ():
        yield Questionnaires(
            found.start("sent"),
            found.start("back"),
            found.start("valid") if found["valid"] else None,
            found.start("rate") if found["rate"] else None,
            found["named"] == "回收率",
        )
