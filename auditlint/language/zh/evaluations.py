"""Words of an evaluation's tables: codes of indicators, headers of weights, scores and targets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditlint.patterns import compiled, lazily

_CODE = lazily(
    r"^([A-Z]\d{0,3}(?:[.-]\d{1,2})*|\d{1,2}(?:\.\d{1,2}){1,2})[\s.、:：-]*(?=[\u4e00-\u9fff])"
)
_HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rate", lazily(r"^得分率")),
    (
        "weight",
        lazily(r"^(?:指标)?(?:权重|分值|权重分值?|标准分值?|满分|分值权重)(?:[（(].*[）)])?$"),
    ),
    ("score", lazily(r"^(?:实际|评价|自评|最终|评定)?得分(?:[（(].*[）)])?$")),
    ("target", lazily(r"^(?:年度)?(?:目标|指标|标杆|计划)值")),
    ("actual", lazily(r"^(?:业绩|完成|实际|实际完成|全年实际)(?:值|情况)")),
)


def split_code(name: str) -> tuple[str, str]:
    """Code and name of an indicator: ``("B21", "管理制度健全性")``; the code may be empty."""
    bare = re.sub(r"\s", "", name)
    found = _CODE.match(bare)
    code = found[1] if found else ""
    return code, re.sub(r"[（(]\d+(?:\.\d+)?分[）)]$", "", bare[found.end() if found else 0 :])


@lru_cache(maxsize=1 << 12)
def header_kind(header: str) -> str:
    """What a column holds: weight, score, rate, target, actual, or ``""``."""
    bare = re.sub(r"\s", "", header)
    return next((kind for kind, form in _HEADERS if form.match(bare)), "")


#: Headers of the score column, by whose score it holds.
_WHOSE_SCORE = {
    "得分": "得分",
    "评价得分": "得分",
    "综合得分": "得分",
    "最终得分": "得分",
    "自评得分": "自评得分",
}
_SCORED = compiled(r"(?:权重|分值|得分)$")
_WEIGHT = compiled(r"(?:权重|分值)$")
_LETTER = compiled(r"([A-Z])(?!\d)")
_CODED = compiled(r"([A-Z])\d")
_BONUS = compiled(r"加分|附加|奖励|扣分")


def whose_score(header: str) -> str:
    """得分 of the columns that hold an evaluation's score, 自评得分 of a body's own, or ``""``."""
    return _WHOSE_SCORE.get(header, "")


def is_scored(header: str) -> bool:
    """Whether a column (its header bare) holds weights or scores: 指标分值, 自评得分."""
    return _SCORED.search(header) is not None


def is_weighted(header: str) -> bool:
    return _WEIGHT.search(header) is not None


def letter_of_group(label: str) -> str:
    """The letter of a group of indicators: B of B过程; empty of B11 and where there is none."""
    found = _LETTER.match(label)
    return found[1] if found else ""


def letter_of_code(label: str) -> str:
    """The letter that the code of an indicator begins with: B of B11; empty without a code."""
    found = _CODED.match(label)
    return found[1] if found else ""


def has_bonus(row: str) -> bool:
    """Whether the words of a row tell that its score may leave its full marks behind."""
    return _BONUS.search(row) is not None


def is_inside(code: str, group: str) -> bool:
    """Whether an indicator's code belongs under its group's: B21 under B2, 1.2.1 under 1.2."""
    return code.startswith(group) and len(code) > len(group)


_WHOLE_BODY = lazily(r"(?:部门|单位)整体支出")
_GRADE = lazily(
    r"评价(?:结果|结论|等级|等次|级别)(?:为|是|属于)?[“\"「]?(优秀|良好|优|良|中|差|合格|不合格)[”\"」\s]"
    r"|(?:属于|等级为|评为)[“\"「](优秀|良好|优|良|中|差|合格|不合格)[”\"」]"
)
_SCORE = lazily(r"(?:评价得分|综合得分|最终得分|评价分值|评分结果为?|得分)为?(\d+(?:\.\d+)?)分")
#: Labels of a form whose cells to the right say what was evaluated and how.
_FORM = {"评价类型": "object", "评价结论": "grade", "评价等级": "grade", "评价分值": "score"}
_SAME_GRADE = {"优秀": "优", "良好": "良"}


def is_of_whole_body(text: str) -> bool:
    """Whether a text speaks of the evaluation of a body's 整体支出."""
    return _WHOLE_BODY.search(text) is not None


def form_label(label: str) -> str:
    """What a cell to the right of this label holds: object, grade, score, or ``""``."""
    return _FORM.get(label.rstrip("：:"), "")


def grade_of(printed: str) -> str:
    """优 of 优秀, 良 of 良好."""
    return _SAME_GRADE.get(printed, printed)


class GradeOfBody(NamedTuple):
    """The grade of a whole body in a sentence: its characters, their range, and the score."""

    printed: str
    start: int
    stop: int
    score: str


def grade_of_body(sentence: str) -> GradeOfBody | None:
    """The grade that a sentence gives the 整体支出 of a body, if it does."""
    subject, grade = _WHOLE_BODY.search(sentence), _GRADE.search(sentence)
    if subject is None or grade is None or grade.start() < subject.start():
        return None
    if "项目" in sentence[subject.end() : grade.start()]:
        return None  # the grade is a project's
    group = 1 if grade[1] else 2
    score = _SCORE.search(sentence)
    return GradeOfBody(grade[group], *grade.span(group), score[1] if score else "")
