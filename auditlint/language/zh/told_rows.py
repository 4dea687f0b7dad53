"""Which column of a table a word of a sentence means: 支出率 is 预算执行率, 剩余 is 结余资金."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditlint.language.zh.tables import bare, without_unit
from auditlint.patterns import compiled

#: Words for one thing, the longer ones first: a name means the first that it holds.
_KINDS = tuple(
    compiled(row)
    for row in (
        r"(?:支出|执行|支付|拨付|使用)(?:进度|率)",
        r"完成率|完成比例",
        r"(?:得分|收缴|入住|出租|办结|整改|利用|合格|覆盖|参保|增长|变动|核减|完工|开工|到位|空置|闲置|回收|保值增值|负债)率",
        r"满意度|满意率",
        r"占比|比重|比例|占.{0,8}%",
        r"增速|增幅|增减(?:率|幅度|%)|同比|降幅",
        r"(?:增减|变动|变化|增加|减少)(?:额|数)",
        r"结余|剩余|未支[出付]|未使用|未拨付",
        r"欠缴|欠费|未收",
        r"空置|闲置",
        r"扣分",
        r"得分|评分|得$",
        r"权重|分值|满分|标准分",
        r"应[收缴征到]|应(?:配套|支付)",
        r"到位",
        r"实[收缴征]|已[收缴]",
        r"已(?:完成)?整改|整改到位|已销号",
        r"正在整改|未整改|整改中",
        r"(?:整改|问题|处置|追缴)金额",
        r"(?:年|期)初|上年末",
        r"支出|支付|使用|拨付|执行|决算",
        r"预算|安排|计划|下达|投入|批复|投资",
        r"面积",
        r"收入|收缴",
    )
)
#: Labels that say nothing without their table, or are words of every sentence.
_GENERAL = (
    "其他",
    "其它",
    "满意度",
    "数量",
    "质量",
    "时效",
    "成本",
    "收入",
    "支出",
    "产出",
    "过程",
)
#: Behind the label of a row: it is one of several that the number is of.
_SEVERAL = compiled(r"等|[两二三四五六七八九十\d]{1,2}[个项户家类处](?=[一-鿿])")
_HEADED = compiled(r"(?:的?(?:方面|情况|问题|类))+$")
#: The row of rates that are each of something else.
_RATES = 2
_FORM = compiled(
    r"(?:收入|支出|收支|拨款|经费|基金|经营)(?:财政拨款)?(?:收入|支出)?(?:决算|预算)(?:总|明细)?表|一般公共预算|三公"
)
_PLAIN = compiled(r"(?:共|有|为|是|仅|仅为|达|达到|共计|约)?")
_ASIDE = compiled(r"其中|包括|其余|另外|上年|去年|上一年|同期")
_MARK = compiled(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+")


def column_word(name: str) -> tuple[int, str] | None:
    """The kind of thing a name or header is of, with its own word where each word is another
    rate; ``None`` where no word tells."""
    for at, kind in enumerate(_KINDS):
        found = kind.search(name)
        if found is not None:
            return at, found.group() if at == _RATES else ""
    return None


def names_column(words: str, header: str) -> bool:
    """Whether words before a number name a column: they hold its header, or both are of a kind."""
    title = without_unit(bare(header)).removesuffix("数")
    if len(title) >= 2 and re.search(rf"(?<![应未不拟]){re.escape(title)}", words):
        return True
    kind = column_word(header)
    return kind is not None and kind == column_word(words)


def tells_only_size(words: str) -> bool:
    """Whether words between the label of a row and a number say nothing but that it is its size."""
    return _PLAIN.fullmatch(words) is not None


def is_aside(words: str) -> bool:
    """Whether what follows is of a part, of the rest or of another year."""
    return _ASIDE.search(words) is not None


def tells_several(line: str, label: tuple[int, int]) -> bool:
    """Whether the words behind a label sum it up with others: 「甲和乙两个项目支出」."""
    joined = line[: label[0]].endswith(("、", "和", "及", "与"))
    return joined and _SEVERAL.match(line, label[1]) is not None


def row_name(label: str) -> str:
    """A row label without its numbering, as sentences say it; empty where it is too short."""
    name = _MARK.sub("", bare(label))
    if name in _GENERAL:
        return ""
    return name if len(name) >= 2 and re.search(r"[一-鿿]{2}", name) else ""


def is_of_a_form(title: str) -> bool:
    """Whether a title is that of a form of budgets and accounts: 收入支出决算总表, 三公经费."""
    return _FORM.search(title) is not None


def headed_name(heading: str) -> str:
    """The row that a heading is of: 「（一）国有资产管理方面」."""
    return _HEADED.sub("", row_name(heading))


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of several names."""
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda one: (-len(one), one)))))
