"""Stages of managing performance, each with how many projects it is over and their money.

「编报绩效目标的项目 4 个，涉及预算金额 598.42 万元；绩效跟踪的项目 4 个，…」. The stages are
those of 《中共中央 国务院关于全面实施预算绩效管理的意见》: targets, monitoring, evaluation.
"""

from __future__ import annotations

from typing import NamedTuple

from auditlint.language.zh.fold import folded
from auditlint.patterns import lazily

_STAGE = r"(?P<stage>目标|跟踪|监控|自评)"
_PROJECTS = r"(?<![\d.,])(?P<projects>\d+)个"
_MONEY = (
    r"[^，。；\d]{0,12}，?(?:共计?)?涉及[^，。；\d]{0,10}(?P<money>\d[\d,]*(?:\.\d+)?)(?=[万亿]?元)"
)
_FORMS = (
    lazily(
        rf"{_STAGE}[^，。；：\d]{{0,12}}(?:20\d\d年度?)?[^，。；：\d]{{0,10}}{_PROJECTS}{_MONEY}"
    ),
    lazily(rf"{_PROJECTS}[^，。；\d]{{0,14}}{_STAGE}{_MONEY}"),
)


class Stage(NamedTuple):
    """A stage, and where the number of projects and their money begin in a text."""

    name: str
    projects: int
    money: int


def stages_in(text: str) -> list[Stage]:
    """The stages of ``text`` (as printed), those of one form; none if one is named twice."""
    if "涉及" not in text:
        return []
    line = folded(text)
    for form in _FORMS:
        found = [
            Stage(match["stage"], match.start("projects"), match.start("money"))
            for match in form.finditer(line)
        ]
        if len(found) > 1:
            return found if len({one.name for one in found}) == len(found) else []
    return []
