"""Years that a text names: its own report's (2024年度部门决算), last year, any other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.language.zh.fold import folded
from auditlint.patterns import compiled, lazily

_YEAR = r"(?P<year>20\d{2})"
#: What follows the year where a report speaks of its own accounts.
_OWN = (
    r"(?:[总本]?收入|[总本]?支出|收、支|财政拨款|一般公共|政府性基金|国有资本|本年|无政府性|无国有|"
    r"无“?三公|政府采购|机关运行|机构运行|预算绩效|“?三公|无一般|年[初末][^，。；]{0,10}结转|"
    r"基本支出|项目支出|部门整体|公务接待费|公务用车|因公出国|会议费|培训费|用于保障|使用一般公共|"
    r"其他重要事项|部门绩效|(?:部门|单位)(?:决算|预算)(?:情况|公开)?(?:的)?说明)"
)
_BODY = (
    r"(?:局|委|委员会|中心|办事处|部门|单位|院|校|馆|站|所|队|厅|办|园|大学|政府|本级|"
    r"(?<!全)部|会|联|处|室|街道|镇|乡|署|台|社|（部门）|（本级）|（机关）)"
)
#: A list mark at the head of a heading or item: （三）, 4.
_MARK = (
    r"(?:第[一二三四五六七八九十]部分[:：]? ?|（?[一二三四五六七八九十\d]{1,3}(?:[、.．]|）) ?)?"
)
_PATTERNS = (
    # 2024年度部门决算情况说明, 2026年单位预算表
    compiled(
        rf"{_YEAR} ?年度?(?:区级|市级|县级|省级|本级)?(?:部门|单位)?"
        r"(?:预算(?:单位|部门)?)?(?:决算|预算)?"
        r"(?:情况说明|编制说明|公开表|决算表|预算表|总表|编制范围|公开说明|公开$|$)"
    ),
    compiled(
        rf"^(?:第.部分)?[^，。；《]{{0,30}}?{_YEAR} ?年度?(?:区级|市级|县级)?"
        r"(?:部门|单位)(?:决算|预算)$"
    ),
    # 2024年度某局单位决算
    compiled(rf"^{_YEAR} ?年度?[^，。；《\d]{{2,30}}(?:部门|单位)(?:决算|预算)(?:公开|说明)?$"),
    # the caption of a table: 2024年度 金额单位：万元
    compiled(rf"{_YEAR} ?年度 ?(?:金额)?单位："),
    # 某局2024年度收入支出总计
    compiled(rf"{_BODY}，?{_YEAR} ?年度?{_OWN}"),
    # 一、2024年度收入决算情况说明; 4.2024年度年末结转和结余
    compiled(rf"(?:^|。|；){_MARK}{_YEAR} ?年度?，?(?:本(?:部门|单位)|部门|{_OWN})"),
    # 教育支出（类）2024年度决算
    compiled(rf"（[类款项]）{_YEAR} ?年度?(?:决算|预算)"),
    # 编报绩效目标的2024年度项目
    compiled(rf"(?:编报绩效目标|绩效跟踪评价|绩效自评)的{_YEAR} ?年度?项目"),
)
#: What all of them have, which is quicker to look for.
_ANY = compiled(_YEAR)
_COMPARED = compiled(
    r"(?:比|与|较|同|和|对|至|到|从|自|[-—~～])[^，。；]{0,3}$|(?:比|与|较)[^，。；]{0,25}$"
)
_CITED = compiled(r"《[^》]*$")
_NOT_OWN = compiled(r"工作|先进|批复|执行数|编制(?!说明|范围)|^ ?年度?[^，。；]{0,4}结转(?!和结余)")


def own_years(text: str) -> Iterator[tuple[int, str]]:
    """Where a text names the year of its own report, and the year."""
    line = folded(text)
    if _ANY.search(line) is None:
        return
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


_NAMED = compiled(r"((?:19|20)\d{2}) ?年")
_LAST_YEAR = lazily(r"^(?:上一?年|去年)")
_EARLIER = compiled(r"^(?:上一?年|去年|(?:19|20)\d{2} ?年)(?!.*预算)")
_EARLIER_END = compiled(r"^(?:上一?年|去年|\d{4} ?年(?!.*预算))")
_LEVEL = compiled(r"(?:上|去|(?:19|20)\d{2} ?年)")


#: A clause that opens with a year tells of it: not 较2025年, which is compared with.
_OPENED = compiled(r"(?:^|[。；：，）])[^，。；：）\d]{0,6}(20\d{2}) ?年(?<![较比与同]\d{4}年)")
_OF_TERRITORY = compiled(
    r"全[省市州县区旗]|[省市州县区旗]本级|本级|[市州县区](?:级|直)(?=一般|政府性|国有|社会|社保|财政收|地方)"
    r"|[\u4e00-\u9fff]{2}(?:开发区|示范区|高新区)"
)


def year_opened(text: str) -> str:
    """The year that the last clause of ``text`` to open with one tells of."""
    found = _OPENED.findall(text) if "年" in text else []
    return found[-1] if found else ""


def territory_told(text: str) -> str:
    """The last territory that ``text`` names: 全市, 市本级; 市直 is 市本级 too."""
    found = _OF_TERRITORY.findall(text)
    return re.sub("[级直]$", "本级", found[-1]) if found else ""


def years_in(text: str) -> list[str]:
    """The years that ``text`` names, in order: 2023 of 「2023年」 and 「2023 年度」."""
    return _NAMED.findall(text)


def is_last_year(base: str) -> bool:
    """Whether what a figure is compared with is called last year's: 上年, 去年决算数."""
    return _LAST_YEAR.search(base) is not None


def is_outturn_before(base: str) -> bool:
    """Whether it is an earlier year's and no budget: 上年, 2022年支出."""
    return _EARLIER.match(base) is not None


def is_closing_before(base: str) -> bool:
    """Whether it is last year's, budget or not, or an earlier year's and no budget."""
    return _EARLIER_END.match(base) is not None


def is_level_before(base: str) -> bool:
    """Whether 「与 … 持平」 speaks of an earlier year."""
    return _LEVEL.match(base) is not None
