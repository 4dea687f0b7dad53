"""How rates and averages are called, and between which figures they are by their names."""

from __future__ import annotations

import re

from auditlint.patterns import compiled, lazily
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A rate by name: ``above`` ÷ ``below``, as patterns on measure and version together."""

    name: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]
    text: str
    saved: bool = False  # (below − above) ÷ below
    grown: bool = False  # (above − below) ÷ below


def _rate(
    name: str, above: str, below: str, text: str, saved: bool = False, grown: bool = False
) -> Definition:
    return Definition(lazily(name), lazily(above), lazily(below), text, saved, grown)


#: The register of rates (整体支出 and 项目支出 indicators of the finance ministries).
_REGISTER: tuple[Definition, ...] = (
    _rate(
        r"^(?!整体).*在职.*控制率$",
        r"在职",
        r"^(?!.*在职).*编制",
        "在职人员控制率 = 在职人数 ÷ 编制数",
    ),
    _rate(
        r"固定资产.*利用率$",
        r"在用|使用中",
        r"^(?!.*在用).*固定资产.*(总额|原值|总值|账面|总量)|^(?!.*在用)固定资产$",
        "固定资产利用率 = 在用 ÷ 总额",
    ),
    _rate(
        r"采购.*执行率$",
        r"^(?!.*预算).*采购",
        r"采购.*预算",
        "政府采购执行率 = 实际采购 ÷ 采购预算",
    ),
    _rate(
        r"到位率$",
        r"(?<!应)到位|^实际配套",
        r"应(?:到位|配套)|^(?!.*到位).*(预算|计划|批复|下达)",
        "到位率 = 到位 ÷ 应到位",
    ),
    _rate(
        r"(执行率|支付率|支出率|支出进度)$",
        r"支出(?!.*(预算|下达))|执行|完成|支付|决算",
        r"(预算(?!.*(执行|完成|支付))|下达|到位|指标|资金总额|调整)",
        "执行率 = 执行数 ÷ 预算数",
    ),
    _rate(
        r"^(?!.*户籍).*城镇化率$",
        r"城镇(?:常住)?人口$",
        r"^(?!.*(?:城镇|乡村|农村|户籍)).*常住(?:总)?人口$",
        "城镇化率 = 城镇人口 ÷ 常住人口",
    ),
    _rate(r"得分率$", r"得分$", r"权重|满分|分值|总分", "得分率 = 得分 ÷ 权重分"),
    _rate(r"回收率$|收回率$", r"收回|回收", r"发放|发出", "回收率 = 收回 ÷ 发放"),
    _rate(r"(问卷)?有效率$", r"有效", r"收回|回收", "有效率 = 有效 ÷ 收回"),
    _rate(
        r"完成率$", r"完成|实际", r"^(?!.*(完成|实际)).*(计划|目标|任务|应)", "完成率 = 实际 ÷ 计划"
    ),
    _rate(
        r"节约率$",
        r"实际|支出|决算|中标|成交",
        r"预算|控制价|限价",
        "节约率 =（预算 − 实际）÷ 预算",
        saved=True,
    ),
    _rate(
        r"预决算差异率$",
        r"决算",
        r"^(?!.*决算).*预算",
        "预决算差异率 =（决算数 − 预算数）÷ 预算数",
        grown=True,
    ),
)
#: A rate of all that the sentence tells of: no item of its own stands before it.
_PLAIN = lazily(r"(?:预算|资金)?(?:执行|支出|支付|使用|到位|完成)率")
_SOLVED = lazily(r"率$|比例$|比重$|占比$")
_DONE = lazily(
    r"完成|整改|实际|已|办结|在用|收回|有效|达标|合格|到位|支出|执行|使用|通过|参加|覆盖|出勤|满意"
)
_DEVIATION = lazily(r"偏离率|差异率|变动率|增长率|调整率")
_BELOW = lazily(r"低于|未达到|不及")


def definition_of(rate: str) -> Definition | None:
    """The definition of a rate by its name, if the register has it."""
    return next((row for row in _REGISTER if row.name.search(rate)), None)


def is_plain(rate: str) -> bool:
    """Whether a rate is of all that its sentence tells of: 执行率, 资金支付率."""
    return _PLAIN.fullmatch(rate) is not None


def is_called_rate(measure: str) -> bool:
    return _SOLVED.search(measure) is not None


def is_deviation(rate: str) -> bool:
    return _DEVIATION.search(rate) is not None


def is_done(words: str) -> bool:
    """Whether words tell of what was done or reached: 已整改, 实际完成."""
    return _DONE.search(words) is not None


def is_below_standard(words: str) -> bool:
    return _BELOW.search(words) is not None


def tells_stem(rate: str, words: str) -> bool:
    """Whether words tell what a rate is named by: 「已完工29个」 of 完工率, and not 未完工."""
    name = rate.removesuffix("率")
    # 整改完成率 is told by 已整改 too, 问题整改率 not by 发现问题.
    stems = {name[-2:], *([name[:2]] if is_done(name[:2]) else [])}
    return any(
        re.search(rf"(?<![不未非没无超])(?<!超额){re.escape(stem)}", words) for stem in stems
    )


@dataclass(frozen=True, slots=True)
class Average:
    """``name`` of the average, of the sum it spreads and of the count, with the count's units."""

    name: re.Pattern[str]
    amount: re.Pattern[str]
    count: re.Pattern[str]
    units: frozenset[str]


def _average(name: str, amount: str, count: str, *units: str) -> Average:
    return Average(compiled(name), compiled(amount), compiled(count), frozenset(units))


_PER_CAR = r"(?:车均|单车|每(?:辆|台)?车?(?:平均|年均)|平均每(?:辆|台)车?)"
#: The name of an average has one of these.
_OF_EACH = ("均", "每", "单车")
_AVERAGES = (
    _average(
        rf"{_PER_CAR}.*(?:运行|维护)",
        r"(?:公务)?(?:用)?车运行(?:维护)?费",
        r"保有|实有|开支",
        "辆",
        "台",
    ),
    _average(
        rf"{_PER_CAR}购置", r"(?:公务)?(?:用)?车(?:辆)?购置费?(?!及)", r"购置|更新", "辆", "台"
    ),
    _average(
        r"人均(?:公务)?接待|^人均$",
        r"公务接待费|国内公务接待",
        r"接待|批次|人次|^人$",
        "人次",
        "人",
    ),
)


def average_of(measure: str) -> Average | None:
    """The average that a measure is by its name, of those the form of 三公经费 asks for."""
    if not any(mark in measure for mark in _OF_EACH):
        return None
    return next((one for one in _AVERAGES if one.name.search(measure)), None)


#: 人均, 户均, 平均每座: what each of them is counted in.
_EACH = lazily(
    r"(?:^|[，、；])[^，。；]{0,4}?(?:(?P<one>[人户生])均|平均每(?P<other>[人户座个辆台]))(?![^，。；]*(?:[天月次餐]|标准|GDP))"
)
_EACH_UNITS = {"生": "人"}


def falls_to_each(words: str) -> str:
    """The unit of those that a mean is spread over: 人 of 人均; empty where it is none."""
    if "均" not in words:
        return ""
    found = _EACH.search(words)
    each = (found["one"] or found["other"]) if found else ""
    return _EACH_UNITS.get(each, each)


#: Rates whose two columns are known by name: (rate, numerator, denominator).
_COLUMNS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (lazily(r"得分率"), lazily(r"得分$"), lazily(r"权重|分值|满分")),
    (
        lazily(r"执行率|支付率|支出率|拨付率|完成率|使用率|完工率"),
        lazily(r"执行数|支出数|决算数|实际|支付|完成|完工|拨付|支出(?:金额|数额)?$"),
        lazily(r"预算|计划|下达|到位|目标|项目数|任务"),
    ),
    (lazily(r"到位率"), lazily(r"到位"), lazily(r"预算|应到位|计划|下达")),
)
#: Rates of the answers to a question: the better ones over all.
_ANSWERED = lazily(r"满意|优良|优秀|合格|达标|认可|支持")


def is_of_columns(rate: str, above: str, below: str) -> bool:
    """Whether a rate is by their headers that of one column over another."""
    return any(
        name.search(rate) and part.search(above) and whole.search(below)
        for name, part, whole in _COLUMNS
    )


def is_of_answers(rate: str) -> bool:
    return _ANSWERED.search(rate) is not None
