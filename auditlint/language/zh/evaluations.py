"""Words of an evaluation's tables: codes of indicators, headers of weights, scores and targets."""

from __future__ import annotations

import re
from functools import lru_cache

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


_BONUS = compiled(r"加分|附加|奖励|扣分")


def has_bonus(row: str) -> bool:
    """Whether the words of a row tell that its score may leave its full marks behind."""
    return _BONUS.search(row) is not None


def is_inside(code: str, group: str) -> bool:
    """Whether an indicator's code belongs under its group's: B21 under B2, 1.2.1 under 1.2."""
    return code.startswith(group) and len(code) > len(group)
