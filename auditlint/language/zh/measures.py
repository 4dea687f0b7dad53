"""Names of measures taken apart, so that text and table can be seen to mean the same.

「上海市某局一般公共预算财政拨款基本支出」 is 基本, of the side 支出, in the funds 一般公共预算;
「收入支出总计」 is the grand total of both sides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditlint.language.zh.fold import folded
from auditlint.patterns import compiled
from auditlint.values import dataclass

INCOME, SPENDING, BOTH = "收入", "支出", "收支"
#: Of a total: with balances carried forward (总计), of the year alone (合计).
GRAND, YEAR = "总计", "合计"

ALL_FUNDS = "全部资金"
FISCAL = "财政拨款"

_FUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "一般公共预算",
        compiled(
            r"(?:一般公共预算|公共财政预算|一般公共(?=财政拨款))(?:当年)?(?:财政)?(?:拨款|资金)?"
        ),
    ),
    ("政府性基金预算", compiled(r"政府性基金(?:预算)?(?:当年)?(?:财政)?(?:拨款)?")),
    ("国有资本经营预算", compiled(r"国有资本(?:经营)?(?:预算)?(?:当年)?(?:财政)?(?:拨款)?")),
    (FISCAL, compiled(r"财政拨款")),
)
_BODY = compiled(
    r"^.*(?:局|委员会|办事处|中心|院|学校|大学|机关|部门|单位|街道|政府|馆|站|所|队|厅|办|医院|园)"
    r"(?:（[^（）]*）)?(?:本级|机关)?(?=共有|收入|支出|收支|财政|一般公共|政府性|国有资本|本年|机关运行|年[初末]|三公|基本|项目)"
)
_OUT = compiled(r"[“”\"'‘’《》 ]|（[类款项]）|的")
_BRACKET = str.maketrans({"(": "（", ")": "）"})
_TAILS = compiled(r"(?:数额|金额|总额|总数|资金|经费|费用|费|数|情况)$")
#: 收入决算总计 is 收入总计; 农林水支出类支出 is 农林水支出; 总收入 is a total of income.
_INNER = compiled(
    r"(?<=收入|支出|收支)(?:决算|预算)(?=总计|合计|总额)|(?<=支出)类(?:支出)?$|总(?=(?:收入|支出)$)|"
    r"(?<=公务用车购置)费(?=[及和]运行)"
)
#: 部门预算收入总计 is 收入总计.
_KIND = compiled(r"^(?:部门|单位)?(?:预算|决算)(?=收入|支出|收支|收、支)")
_VERB = compiled(r"^共有|^使用")
#: 收支总预算 is that of both grand totals.
_WHOLE_BUDGET = compiled(r"(?<=收入|支出|收支|、支)总(?:预算)?$")
#: 本年政府性基金预算财政拨款支出 is 政府性基金预算财政拨款本年支出.
_OF_YEAR = compiled(r"^(?:本年度?|当年度?)(?=一般公共|公共财政|政府性基金|国有资本|财政拨款)")
_MARK = compiled(r"^(?:（?[一二三四五六七八九十\d]{1,3}(?:）|[、.．]))+")


@dataclass(frozen=True, slots=True)
class Name:
    """``core`` is what remains, empty for a total of a side; ``funds`` is empty if not named."""

    core: str
    side: str = ""
    level: str = ""
    funds: str = ""

    def fits(self, other: Name) -> bool:
        """Whether the two may name one measure, funds aside."""
        if self.core != other.core or not (
            BOTH in (self.side, other.side) or self.same_side(other)
        ):
            return False
        if self.core:
            return True
        return not self.level or not other.level or self.level == other.level

    def same_side(self, other: Name) -> bool:
        """Whether both are income, or both spending, as far as they say."""
        if self.side == other.side:
            return True
        # 社会保障和就业 is named enough, and so is 三公; 基本, 项目 and 其他 are not.
        return (not self.side or not other.side) and (len(self.core) >= 3 or self.core == "三公")


#: Rates whose numerator is counted among their denominator. 覆盖率, 参保率, 入学率 and 使用率 of
#: beds are left out: registered and resident people differ, beds are put up in corridors.
_OF_PART = compiled(
    r"(?:满意度|满意率|知晓率|完好率|合格率|回收率|到课率|出勤率|到岗率|及时率|准确率|正确率|优良率|"
    r"及格率|优秀率|达标率|办结率|整改率|公开率|成活率|入住率|出租率|(?:资产|设备|设施|房屋|场地|场馆)利用率)$"
)
#: Words of a column or verb that make another rate of it: 满意度·完成率.
_OTHER_RATE = compiled(r"率|比|增|减|偏|幅")


def is_rate_of_part(measure: str) -> bool:
    """Whether a measure (row and column divided by 「·」) is a share of a whole: 群众满意度."""
    parts = [part.translate(_BRACKET) for part in measure.split("·")]
    named = [part for part in parts if _OF_PART.search(part)]
    return bool(named) and not any(_OTHER_RATE.search(part) for part in parts if part not in named)


def funds_of(words: str) -> str:
    """The funds that a title, heading or measure names."""
    return next((name for name, pattern in _FUNDS if pattern.search(words)), "")


@lru_cache(maxsize=1 << 14)
def name_of(measure: str) -> Name:
    """Take a measure apart: 「本年收入合计」, 「财政拨款“三公”经费支出」."""
    bare = _MARK.sub("", _OUT.sub("", folded(measure)))
    bare = _BODY.sub("", bare)
    bare = _INNER.sub("", _VERB.sub("", _KIND.sub("", bare)))
    funds, whole_year = "", _OF_YEAR.match(bare) is not None
    bare = _OF_YEAR.sub("", bare)
    for name, pattern in _FUNDS:
        found = pattern.match(bare)
        if found:
            funds, bare = name, bare[found.end() :].removeprefix("安排")
            break
    bare = _WHOLE_BUDGET.sub(GRAND, _INNER.sub("", bare))
    level = ""
    for word in (GRAND, YEAR):
        if bare.endswith(word):
            level, bare = word, bare.removesuffix(word)
    bare = _TAILS.sub("", bare) if len(bare) > 3 else bare
    side = ""
    for word, side_of in (
        ("收入支出", BOTH),
        ("收入、支出", BOTH),
        ("收支", BOTH),
        ("收、支", BOTH),
    ):
        if bare.endswith(word):
            side, bare = side_of, bare.removesuffix(word)
            break
    else:
        for word in (INCOME, SPENDING):
            if bare.endswith(word):
                side, bare = word, bare.removesuffix(word)
                break
    if not funds and bare.endswith(FISCAL) and len(bare) > len(FISCAL) + 1:
        funds, bare = FISCAL, bare.removesuffix(FISCAL)  # 三公经费财政拨款支出
    while len(bare) > 2 and (shorter := _TAILS.sub("", bare)) != bare and len(shorter) >= 2:
        bare = shorter
    if bare in ("本年", "全年", "本年度"):
        bare, level = "", level or YEAR
    if whole_year and not bare:
        level = level or YEAR
    return Name(bare, side, level, funds)
