"""Words by which sentences tell what adds to what, what is left over, and what is no part.

``measure`` is what a number measures, ``words`` are all that stand between it and the number
before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditlint.language.zh.reading import Mention
from auditlint.patterns import compiled, lazily

_ADDED = lazily(r"(?:^|[，；。])加(?![强快大工班])")
_LESS = lazily(r"扣除|减去|剔除|减除|抵减")
_TOTAL = lazily(r"(?P<side>收入|支出)(?:总量|总计|总额|合计)$|总(?P<last>收入|支出)$")
_OFFSET = lazily(r"收支(?:总量|总额|总计)?(?:相抵|轧抵|品迭|相减)|收支相抵")
_RECEIVED = lazily(
    r"(?P<whole>收入(?:总量|总计))$|(?:收入|到位|筹集|安排|下达|拨入|归集)(?:合计|总额|资金)*$"
)
_SPENT = lazily(r"(?:支出|使用|支付|列支)(?:总量|总计|合计|总额|资金)*$")
_LEFT_OVER = ("结余", "结转", "剩余", "结存")
_OVER = lazily(rf"(?P<year>当年|本年|收支)?.*(?:{'|'.join(_LEFT_OVER)})")
#: What was left at the end of all years is not what this one left.
_STANDING = lazily(r"滚存|累计|年末|期末|上年|年初|净")
_LEFT = lazily(r"赤字|结转|结余|滚存|净结余")

_BOTH_SIDES = compiled(r"收、?支总计|收入支出总计|收入、?支出总计|收支总计")

_CLOSING = compiled(r"(?:，|：)(?:以上|上述|四项|三项|两项|各项)?(?:合计|共计|总计)(?:为|是)?$")
_SEVERAL = frozenset("两二三四五六")
_SUMMED = compiled(r"[^，。；：]{0,8}(?:合计|共计|总计)[^，。；：]{0,6}$")
_JOINED = compiled(r"(?:、|和|及|以及|与)[^，；。：、]*$")

_MONEY_NAME = compiled(r"资金|金额|经费|补助|补贴|拨付|拨款|投入|支出|收入|投资|费$|款$")
#: 平均 A，其中最高的 B; 净调增 A，其中追加 B、调减 C: B is no part of A.
_PEAK = compiled(r"最[高低多少大小长短]")
_NET = compiled(r"^净|平均|[人户亩年月日]均|每|指数|系数")
#: What is measured of each, and is no sum over groups of them; and words for such groups.
_MEAN = compiled(r"平均|[人户亩]均|指数|系数|增速|增幅|率$")
_GROUP = compiled(r"城镇|农村|城乡|乡村|居民|^男|^女")
_PLAN = compiled(r"计划|任务|目标|预算")
_RUNS_ON = compiled(r" ?[、，：∶︰] ?\d")
#: 完成 X: what was done is told by the words before.
_VERB = compiled(r"^(?:实际|累计|全年|共)*(?:完成|执行|实现)$")
_ADJUSTED = compiled(r"调整|变动|调[增减]")
_STOCK = compiled(r"结转|结余")
_FLOW = compiled(r"收入|支出")
#: 收入预算总额 of a budget counts what is carried forward.
_IN_ALL = compiled(r"预算总额|总预算")
_WITH_STOCKS = compiled(r"总计|总收入|总支出|结转|结余")
_INTRODUCED = compiled(
    r"(?P<name>[^，。；：、]{3,25}?)(?:的)?(?:主要)?(?:内容|用途|情况|安排|项目)?(?:包括|如下)：?$"
)

#: 「已办结 B，其余 C」: what is left of the whole before.
_REST_MARKS = ("其余", "剩余", "余下")
_REST = lazily(r"^[，；](?:其余|剩余|余下)(?:的)?[^，；。、]{0,6}$")
_DONE = lazily(r"已|其中|完成")
#: What is taken off before, or another whole: what is left is then not the difference.
_NOT_ALL = lazily(r"扣除|另|除|预计|计划|累计|上年|每|平均|到位")
#: What closes a list that leaves nothing out.
_OTHERS = ("其他", "其余", "其它")


def tells_of_rest(text: str) -> bool:
    """Whether a text holds a word for what is left, which is cheap to look for."""
    return any(mark in text for mark in _REST_MARKS)


def begins_rest(words: str) -> bool:
    """，其余 X; ；剩余资金 X."""
    return _REST.search(words) is not None


def is_done(words: str) -> bool:
    """已核减 X, 其中完成 X."""
    return _DONE.search(words) is not None


def is_not_all(words: str) -> bool:
    """Whether more than a whole and its part are told of: 扣除, 另有, 计划."""
    return _NOT_ALL.search(words) is not None


def has_others(text: str) -> bool:
    return any(word in text for word in _OTHERS)


def is_of_others(measure: str) -> bool:
    """其他 X, 其余 X."""
    return measure.startswith(_OTHERS)


#: Arithmetic written out: what may stand between two of its numbers, and before the last.
_BETWEEN = lazily(r"^[^\d+\-×*÷/=（），。；]{0,4}[）\] ]*(?P<sign>[+＋\-－–×xX*÷/])[（\[ ]*$")
_EQUALS = lazily(r"^[^\d+\-×*÷/=，。；（）]{0,4}[）\] ]*(?:×100%|\*100%)? *(?:=|＝|≈)[ ]*$")
_SIGNS = str.maketrans({"＋": "+", "－": "-", "–": "-", "x": "×", "X": "×", "*": "×", "÷": "/"})


def adds_more(words: str) -> bool:
    """…，加上年结转 X."""
    return _ADDED.search(words) is not None


def takes_off(words: str) -> bool:
    return _LESS.search(words) is not None


def total_side(measure: str) -> str:
    """收入 or 支出 where a measure is the total of that side: 收入总计, 总支出; else empty."""
    if "总" not in measure and "合计" not in measure:
        return ""
    found = _TOTAL.search(measure)
    return (found["side"] or found["last"]) if found else ""


def is_remainder(measure: str) -> bool:
    """加上…等, 扣除…: what is put to another figure, and has no name of its own."""
    return measure.startswith(("加", "扣除", "剔除", "减去")) or (
        measure.endswith("等") or "加上" in measure or "收入加" in measure
    )


def runs_on(after: str) -> bool:
    """Whether the number before goes on: 20.9、36.2个百分点, 13.8：31.5, 768，805万元."""
    return _RUNS_ON.match(after) is not None


def is_held_within(words: str) -> bool:
    """支出 A（含上解支出 B）: B is a part of A alone."""
    return "（含" in words


def is_per_head(words: str) -> bool:
    """…量达每千人 X: measured of each, whatever the name."""
    return "每" in words[-6:]


def is_total_name(measure: str) -> bool:
    """收入总计, 总支出, 合计."""
    return measure.endswith(("合计", "总计", "总量")) or bool(total_side(measure))


def is_difference_of_sides(measure: str, words: str) -> bool:
    """收支相抵，结转下年 X."""
    return bool("收支" in words and _OFFSET.search(words) and _LEFT.search(measure))


def left_over(received: str, spent: str, left: str) -> bool | None:
    """「收入总量 A、支出总量 B，年终结余 C」: whether the three measures are sure to mean A − B.

    ``None`` where they are not what came in, what went out and what is left of it.
    """
    if not any(word in left for word in _LEFT_OVER):
        return None
    first, last = _RECEIVED.search(received), _OVER.search(left)
    if first is None or last is None or not _SPENT.search(spent) or _STANDING.search(left):
        return None
    return bool(first["whole"] or last["year"])


def totals_of_both_sides(words: str, following: str) -> bool:
    """收、支总计各为 A、B: the words before both numbers, and those between them."""
    return (
        "总计" in words
        and _BOTH_SIDES.search(words) is not None
        and re.search(r"各|分别|均", words) is not None
        and re.fullmatch(r"[，、和及 ]+", following) is not None
    )


def closes_list(words: str) -> bool:
    """…，合计 T."""
    return _CLOSING.search(words) is not None


def sums_counted(counted: Mention, words: str) -> bool:
    """「两项收益合计 T」: ``counted`` is the 两 before ``words``."""
    several = counted.number.unit.name == "项" and counted.number.text in _SEVERAL
    return several and _SUMMED.match(words) is not None


def is_joined(words: str) -> bool:
    """Whether an item is joined to the one before by 、 or 和 alone."""
    return _JOINED.match(words) is not None


def names_money(measure: str) -> bool:
    return _MONEY_NAME.search(measure) is not None


def tells_plan(words: str) -> bool:
    """完成年度任务 X 的, 占年初预算 X 的: what was to be done."""
    return _PLAN.search(words) is not None


def is_bare_verb(measure: str) -> bool:
    """完成, 实际完成: nothing that is measured."""
    return _VERB.match(measure) is not None


def tells_version(words: str, basis: str) -> bool:
    """Whether the words before a figure call it this budget: 支出预算调整为 X is 调整预算."""
    if "预算" not in words:
        return False
    adjusted = _ADJUSTED.search(words) is not None
    if basis == "调整预算":
        return adjusted
    return basis == "预算" or not adjusted


def is_peak(words: str) -> bool:
    """其中最高的 B."""
    return _PEAK.search(words) is not None


def leaves_open(after: str) -> bool:
    """…等: the list goes on."""
    return after.startswith("等") or after.endswith("等")


def is_net_or_mean(measure: str) -> bool:
    return _NET.search(measure) is not None


def is_mean_of_groups(measure: str, parts: Sequence[str]) -> bool:
    """Whether a mean or a rate stands before those of groups: 人均收入 of 城镇 and of 农村.

    What a mean is made of adds up to it: 人均收入 of wages and of property.
    """
    if _MEAN.search(measure) is None:
        return False
    if "指数" in measure:
        return True
    return any(_MEAN.search(part) or _GROUP.search(part) for part in parts)


def is_stock(measure: str) -> bool:
    """A balance carried forward or left over."""
    return _STOCK.search(measure) is not None


def is_flow_without_stocks(measure: str, words: str) -> bool:
    """Whether a whole is what was received or spent in the year, no balance counted.

    ``words`` are those before the whole.
    """
    return bool(_FLOW.search(measure)) and not (
        _WITH_STOCKS.search(measure) or _IN_ALL.search(words)
    )


def introduced(text: str) -> str:
    """What a list that follows is of: 「财政拨款支出主要内容如下：」; empty where none is."""
    found = _INTRODUCED.search(text)
    return found["name"] if found else ""


def sign_between(gap: str) -> str:
    """The sign of arithmetic (+ - × /) that the words between two numbers are, else empty."""
    found = _BETWEEN.match(gap)
    return found["sign"].translate(_SIGNS) if found else ""


def equals(gap: str) -> bool:
    """Whether the words between two numbers say that the second is what the arithmetic gives."""
    return _EQUALS.match(gap) is not None
