"""When a list names every part of its whole, as far as its words tell.

A composition and the fixed divisions of a report (基本支出 and 项目支出; 货物, 工程 and 服务) name
all parts, and so does a bracket that holds nothing else.
"""

from __future__ import annotations

import re
from itertools import pairwise

from auditlint.language.zh.reading import BRACKET, COMPOSED, Mention
from auditlint.patterns import compiled


def _rows(*rows: str) -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(compiled(word) for word in row.split()) for row in rows)


def _first_words(rows: tuple[tuple[re.Pattern[str], ...], ...]) -> re.Pattern[str]:
    return compiled("|".join(row[0].pattern for row in rows))


#: The fixed divisions of a report: a list that names every part of a row is complete.
_DIVISIONS = _rows(
    "年初.*结转 本年收入",
    "本年支出 年末.*结转",
    "基本支出 项目支出",
    "人员(经费|支出) (公用|日常)(经费|支出)",
    "工资福利 商品和服务 对?个人和家庭",
    "货物 工程 服务",
    "因公出国 公务用车 公务接待",
    "(公务用车|车辆)?购置 运行",
    "一般公共预算 政府性基金 国有资本",
    "财政拨款(收入|资金) 事业收入 其他收入",
    "国内 国（境）外|境外|国外",
    "地上 地下",
    "男 女",
    "在职 离休 退休",
    "在职 离退休",
    "一般公务用车 执法执勤用车 特种专业",
    "城镇 农村|乡村",
    "水田 旱地",
    "自评 部门评价 财政评价",
    "“?优 良 中 差",
    "(?<!非)税收收入 非税收入",
    "一般债务 专项债务",
    "一般债券 专项债券",
    "新增.*债券 再融资债券",
    "返还 一般性转移支付 专项转移支付",
    "人员类 运转类 特定目标类",
    "办公用房 业务用房 其他",
    "行政编制 事业编制",
    "第?一产业 第?二产业 第?三产业",
    "农用地 建设用地 未利用地",
    "立行立改 (分阶段|限期|阶段性)整改 持续整改",
    "在编 编外|非在编",
    "职工.*医(疗|保) 居民.*医(疗|保)",
    "企业职工 机关事业 居民",
    "汉族 少数民族",
    "^(货物|外贸)?进口(总?额|总?值)?$ ^(货物|外贸)?出口(总?额|总?值)?$",
    "^固定电话用户 ^移动电话用户",
    "^商品零售额?$ ^餐饮收入额?$",
)
#: Divisions that seldom leave anything out: online petitions, students from abroad.
_USUAL = _rows(
    "上半年 下半年",
    "一季度 二季度 三季度 四季度",
    "进口 出口",
    "^夏粮(总?产量)?$ ^秋粮(总?产量)?$",
    "来信 来电|电话 来访",
    "来信 来访",
    "(很|非常|十分)满意 (?<![很常分不])满意 一般|基本满意 不满意",
    "中央 省 市 [县区]",
    "市?本级 [县区]",
    "门诊 住院",
    "本科 研究生",
    "行政 事业",
    "国有 集体",
    "出让 划拨",
    "新建 [改扩]建",
    "公办 民办",
    "活期 定期",
    "内资 外资",
    "职工 居民",
)
#: One of their first words stands in every list that is one of them.
_FIRST_WORDS = _first_words(_DIVISIONS)
_USUAL_FIRST_WORDS = _first_words(_USUAL)
#: Further parts that the divisions of a report may have.
_ALSO = compiled(
    r"使用.*结余|结余分配|经营支出|上缴上级|对附属单位|上级补助|附属单位上缴|经营收入|^其他"
)
#: The form counts all cars by their use; a list of so many uses leaves none out.
_CARS, _CAR_KINDS = compiled(r"用车$"), 4
_OPEN = compiled(r"等$|等[，、]")
#: In a bracket: the same thing in another version, what it is measured by, what it came from.
_ASIDE = compiled(
    r"计划|目标|任务|应[到付收有配缴退]|原[定计值有价始]?(?!因)|上年|去年|上一?年|同期|年初|满分|分值|权重|送审|审定|[核审][减增]|概算|预算|"
    r"批复|编制|单价|[每均]|合计|总[计数量额共]|[全本][国省市州县区镇乡街村]|[较比低高超]|欠|缺口|剩余|扣|折旧|净值|账面|标准|上限|下限|至少|最[高低多少大小长短]|合同[价金总]|中标|"
    r"相当|折合|约合|[合即]$|注册|估算|测算"
)
#: What is measured for each of several is no sum over them: 单价分别为, 亩均投资分别为.
_NOT_ADDED = compiled(
    r"率|均|单价|价格|标准|浓度|[每比]|倍数|系数|指数|得分|评分|[高低宽长厚年温]度|满意度|天数|年限|期限|工期"
)
#: What joins two names in one: 水费和电费, 城镇、农村.
_JOINS = compiled(r"[、和及与或]")
_NEGATIONS = ("不", "非", "未", "无")


def complete(whole: str, parts: tuple[Mention, ...]) -> bool:
    """Whether a list names every part of its whole, as far as the words tell."""
    if len(parts) < 2 or any(part.tentative and not _named(part) for part in parts):
        return False
    if parts[0].link == BRACKET:
        return not any(_OPEN.search(part.after) or _ASIDE.search(part.words) for part in parts)
    labels = [part.measure for part in parts]
    if is_division(labels):
        return True
    if _opposites(labels):
        return True
    if parts[0].link == COMPOSED and parts[0].of:
        return not _NOT_ADDED.search(parts[0].of)
    if "车辆" in whole and len(parts) >= _CAR_KINDS and all(map(_CARS.search, labels)):
        return True
    if labels[-1].startswith("其他") and len(parts) >= 3 and not parts[0].reason:
        return True
    return all(len(label) >= 2 for label in labels) and _called_by(whole, labels)


def _called_by(whole: str, labels: list[str]) -> bool:
    """Whether a whole is called by its parts, side by side or joined: 离休退休人员, 水费和电费."""
    places = sorted((whole.find(label[:2]), label[:2]) for label in labels)
    return places[0][0] >= 0 and all(
        _JOINS.search(whole[at + len(word) : following]) is not None or following <= at + len(word)
        for (at, word), (following, _) in pairwise(places)
    )


def _named(part: Mention) -> bool:
    return _ALSO.search(part.measure) is not None or any(
        word.search(part.measure) for row in _DIVISIONS for word in row
    )


def is_usual(labels: list[str]) -> bool:
    """Whether labels name every part of a division that seldom has others."""
    if _USUAL_FIRST_WORDS.search("\n".join(labels)) is None:
        return False
    return any(_divides(row, labels) for row in _USUAL)


def is_division(labels: list[str]) -> bool:
    """Whether labels name every part of one of the fixed divisions."""
    if _FIRST_WORDS.search("\n".join(labels)) is None:
        return False
    return any(_divides(row, labels) for row in _DIVISIONS)


def _divides(row: tuple[re.Pattern[str], ...], labels: list[str]) -> bool:
    """Whether each part of a fixed division is named, each by a label of its own."""
    used: set[int] = set()
    for word in row:
        found = next(
            (at for at, label in enumerate(labels) if at not in used and word.search(label)),
            None,
        )
        if found is None:
            return False
        used.add(found)
    return True


def _opposites(labels: list[str]) -> bool:
    """计容面积 and 不计容面积, 已整改 and 未整改: one label denies the other."""
    return len(labels) == 2 and any(
        labels[1 - at] == negation + labels[at].removeprefix("已")
        for at in (0, 1)
        for negation in _NEGATIONS
    )
