"""The name of an indicator as it stands before its number in running text."""

from __future__ import annotations

import re

from auditlint.patterns import lazily

_PHRASE = lazily(
    r"([一-鿿（）()“”\"]{2,30}?)"
    r"(?:共|共计|合计|总计|约|仅|只有)?(?:为|是|达到|达|仅为|约为|有|[:：])?[“\"]?$"
)
#: What stands before the name of an indicator and is no part of it.
_LEADING = lazily(
    r"^(?:(?:20\d\d)?年(?:度|末|底)?|本年度?|当年|全年|年末|年度|截至|期末|部门|单位|本部门|本单位|我部门"
    r"|自评(?:报告|表)?(?:反映|显示|填报)的?|我单位|我局|我中心|中心|全局|其中|的|则|且|但|而|其(?!他|余|中)|目前|现有|共有|计算得出|计算得|经计算)"
)
#: Rates whose name alone does not say of what: every project and every task has its own.
_OF_SOMETHING = lazily(
    r"^(?:(?:项目|任务|计划|工作|目标|实际|资金|预算|综合|全年|整体|总体|部门)*"
    r"(?:完成|执行|到位|支付|合格|及时|达标|整改|办结|满意|覆盖|验收合格|完成及时|使用|利用|得分|增长"
    r"|下降|回收|公开|知晓|支出|拨付|拨付及时|结项|达成|实现|开工|出勤|抽查)率)$"
)
_SATISFACTION = lazily(r"(?<!项目)(?<!综合)(?<!总体)(?<!整体)(?<=[一-鿿]{2})满意[度率]$")
#: What those who evaluate do themselves, each in his own number.
_EVALUATING = lazily(
    r"问卷|调查|访谈|座谈|抽[查样取]|走访|[核复]查|核实|样本|回访|指标|扣|得分|专家|评[价审]"
)
_QUOTES = str.maketrans("", "", '“”"')
_HELD = lazily(r"资产|负债|编制|在职|退休|内设|下属|车辆|用房|建筑面积")
#: Amounts whose meaning hangs on funds and version, or that are of some task.
_SCOPED = lazily(
    r"收入|支出|预算|决算|结余|结转|经费|拨款|资金|费用|金额|采购|合同|项目|地块|完成|计划|存在|其余|登记"
)
#: A clause with one of these sets or quotes a target, or tells of a change.
_NOT_A_RESULT = lazily(
    r"目标|标准|要求|应当|应达|须|需达|不低于|不高于|不少于|不超过|不得|力争|预计|预期|计划值|指标值"
    r"|规定|上年|去年|同比|上一年|以前年度|拟|平均|行业|全市|全省|全国|同类|提高到|下降到|如果|若|假设|例如"
)
_WHOLE_PHRASE = lazily(r"(?:^|[^一-鿿“”])(?:年度?)?([一-鿿“”]{4,20}?)(?:共|合计|为|是|达|[:：])?$")
#: 自评得分 of the object that two evaluations are about.
SELF_SCORE = lazily(r"自评(?:总)?(?:得分|评分|分数|分)$")
_BOUND = lazily(r"^[%％]?(?:以上|以下|以内|左右|及以上|（含）)")
_BREAK = lazily(r"[，,。；;：:、！？!?\s]")
_YEAR = lazily(r"(20\d\d)(?:年|[-/.])")


def name_before(text: str) -> str:
    """The noun phrase that ends ``text``, or ``""``: 固定资产利用率 of 「…，固定资产利用率为」."""
    found = _PHRASE.search(text[-40:])
    if found is None:
        return ""
    phrase = _BREAK.split(found[1])[-1]
    while leading := _LEADING.match(phrase):
        phrase = phrase[leading.end() :]
    return phrase.translate(_QUOTES)


def phrase_before(text: str) -> str:
    """The whole phrase before a number, its year and verb taken off: 全年支出, 调整后预算."""
    found = _WHOLE_PHRASE.search(text[-40:])
    return found[1].translate(_QUOTES) if found else ""


def is_rate(name: str) -> bool:
    """Whether a name is that of a rate which belongs to the body itself."""
    if not name.endswith("率") or len(name) < 4 or is_of_a_survey(name):
        return False
    return _OF_SOMETHING.match(name) is None


def is_of_a_survey(name: str) -> bool:
    """Whether a name says whose satisfaction was asked for: 服务对象满意度, but not 满意度."""
    return _SATISFACTION.search(name) is not None


def is_of_the_evaluation(name: str) -> bool:
    """Whether a count is of what evaluators did, who ask and look for themselves."""
    return _EVALUATING.search(name) is not None


def is_holding(name: str) -> bool:
    """Whether a name is that of what a body has, whatever its funds: 固定资产原值, 在职人员."""
    if len(name) < 4 or name.endswith("率"):
        return False
    return _HELD.search(name) is not None and _SCOPED.search(name) is None


def is_result(before: str, after: str) -> bool:
    """Whether a number between these texts of its sentence is a result of this year.

    ``False`` for targets, standards, bounds, last year's figures.
    """
    clause = re.split(r"[，,；;。]", before)[-1]
    return _NOT_A_RESULT.search(clause) is None and _BOUND.match(after) is None


def year_before(text: str) -> str:
    """The year last named in ``text``, or ``""``."""
    years = _YEAR.findall(text)
    return years[-1] if years else ""
