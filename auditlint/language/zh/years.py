"""Years by which a report names itself: 2024年度部门决算, 某局2024年度收入总计."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.language.zh.fold import folded

_YEAR = r"(?P<year>20\d{2})"
#: What follows the year where a report speaks of its own accounts.
_OWN = (
    r"(?:收入|支出|收、支|财政拨款|一般公共预算|政府性基金|国有资本|本年|无政府性|无国有|"
    r"无“?三公|政府采购|机关运行|预算绩效|“?三公|无一般)"
)
_PATTERNS = (
    # 2024年度部门决算情况说明, 2026年单位预算表
    re.compile(
        rf"{_YEAR} ?年度?(?:区级|市级|县级|省级|本级)?(?:部门|单位)?"
        r"(?:预算(?:单位|部门)?)?(?:决算|预算)?"
        r"(?:情况说明|编制说明|公开表|决算表|预算表|总表|编制范围|公开说明|公开$|$)"
    ),
    re.compile(
        rf"^(?:第.部分)?[^，。；《]{{0,30}}?{_YEAR} ?年度?(?:区级|市级|县级)?"
        r"(?:部门|单位)(?:决算|预算)$"
    ),
    # the caption of a table: 2024年度 金额单位：万元
    re.compile(rf"{_YEAR} ?年度 ?(?:金额)?单位："),
    # 某局2024年度收入支出总计
    re.compile(
        r"(?:局|委|委员会|中心|办事处|部门|单位|院|校|本级|（部门）|（本级）)，?"
        rf"{_YEAR} ?年度?{_OWN}"
    ),
    re.compile(rf"(?:^|。|；){_YEAR} ?年度?(?:，?本(?:部门|单位)|部门|{_OWN})"),
    # 编报绩效目标的2024年度项目
    re.compile(rf"(?:编报绩效目标|绩效跟踪评价|绩效自评)的{_YEAR} ?年度?项目"),
)
_COMPARED = re.compile(r"(?:比|与|较|同|和|对|至|到|从|自|[-—~～])[^，。；]{0,3}$")
_CITED = re.compile(r"《[^》]*$")
_NOT_OWN = re.compile(r"工作|先进|批复|执行数|编制(?!说明|范围)|结转")


def own_years(text: str) -> Iterator[tuple[int, str]]:
    """Where a text names the year of its own report, and the year."""
    line = folded(text)
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(line):
            start = found.start("year")
            before = line[max(0, start - 30) : start]
            if start in seen or _COMPARED.search(before) or _CITED.search(before):
                continue
            if _NOT_OWN.search(line[found.end("year") : found.end() + 4]):
                continue
            seen.add(start)
            yield start, found.group("year")
