"""Names of public bodies as reports print them: full names, short names, places, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.language.zh.tables import bare
from auditlint.patterns import compiled

#: How the name of a public body, institution or company ends.
ENDING = (
    "委员会|办公室|办事处|管理局|研究院|事务所|服务中心|中心|街道|政府|法院|检察院|大学|学院|学校"
    "|中学|小学|幼儿园|医院|卫生院|集团|有限公司|公司|总队|支队|大队|执法队|协会|联合会|总工会"
    "|党校|基金会|商会|委|局|厅|院|所|站|馆|队|处|署|办|部|会|社|校|园|场|库|台|团"
)
NAME = rf"[一-鿿（）()]{{2,40}}?(?:{ENDING})"
_NAME = compiled(NAME)

_LABELS = (
    "预算主管部门|预算单位|编制部门|编制单位|部门名称|单位名称|填报单位|填报部门|编报单位"
    "|被评价单位|被评价部门|评价部门|项目单位|实施单位|公司名称|部门|单位"
)
LABELLED = compiled(rf"(?:^|[^一-鿿])(?:{_LABELS})[:：]\s*([一-鿿（）()]{{2,40}})")
LABEL = compiled(rf"^(?:{_LABELS})[:：]?$")
TITLED = compiled(
    rf"({NAME})(?:[（(]?(?:本级|本部|部门|单位|汇总)[）)]?)?"
    r"(?:概况|(?:20\d\d)年?度?(?:[省市区县]级)?(?:部门|单位)?(?:决算|预算|整体支出))"
)
#: The year first: 关于2024年度青溪县财政局部门决算情况的说明.
_AFTER_YEAR = compiled(
    rf"20\d\d年?度?({NAME})(?:[（(](?:本级|本部|部门|单位|汇总)[）)])?(?:部门|单位)?(?:决算|预算|整体支出)"
)
#: A company's report: 某某股份有限公司2023年年度报告.
_COMPANY = compiled(r"([一-鿿（）()]{2,30}公司)(?=20\d\d年?(?:年度|半年度|季度)报告)")
#: The title of a report of any other kind: 青溪市财政局关于市民政局2023年度…的意见.
_REPORT = compiled(
    rf"^(?:[^，。；：]{{2,30}}?关于对?)?({NAME})(?:[（(](?:本级|本部|部门|单位|汇总)[）)])?"
    r"(?:20\d\d年?[—–－~至-])?20\d\d年?度?[^，。；：]{2,60}"
    r"(?:报告|意见|情况|说明|总结|通报|反馈|结果|自评表|评价表|反馈表)(?:的(?:通报|函|通知|报告))?$"
)
#: 2023年度人才引进补贴项目支出绩效自评报告: the project that is evaluated.
_PROJECT = compiled(
    r"20\d\d年?度?([^，。；：]{2,30}?)(?:专项|补助|补贴)?(?:资金|经费)?(?:项目)?(?:支出)?(?:财政|部门|重点|单位)*"
    r"绩效(?:自评|评价|管理|复核)"
)
_ADDRESSED = compiled(rf"({NAME})[:：]")
_SHORT = compiled(rf"({NAME})[（(](?:以下)?简称[:：]?[“\"]?([一-鿿]{{2,20}}?)[”\"]?[）)]")
_PARENT = compiled(
    rf"(?:由|隶属于|隶属|主管部门为|上级主管部门为|系)({NAME})(?:管理|所属|下属|[，。；,;])"
)
_TAIL = compiled(r"[（(]?(?:本级|本部|机关本级|汇总)[）)]?$|[（(](?:部门|单位)[）)]$")
_OWN = compiled(r"(?:本级|本部|机关)$")
_FILLING = compiled(
    r"(?:公开\d*表?|金额单位|金额|单位|报表"
    r"|(?:评价|项目|主管|实施|填报|编制|预算)(?:年度|名称|部门|单位|机构|时间|日期)).*$"
)
_PART = compiled(r"^.*第[一二三四五六七八九十]+部分")
_REGION = compiled(r"[一-鿿]{1,6}?(?:自治区|自治州|省|市|区|县|州|盟|旗)")
_REGION_END = ("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡")


def tidy(name: str) -> str:
    """A printed name without what is not part of it: 本级, a caption's next label, blanks."""
    own = _PART.sub("", _FILLING.sub("", bare(name)))
    return _TAIL.sub("", own).strip("()·:")


def titled(line: str) -> Iterator[str]:
    """The bodies that a title names as those it is about, tidied; ``line`` has no white space."""
    for pattern in (TITLED, _AFTER_YEAR, _COMPANY):
        for found in pattern.finditer(line):
            yield tidy(_of_another(found[1]))


def reported(title: str) -> str:
    """The body that the title of a report is about, or ``""``."""
    found = _REPORT.match(title)
    return tidy(_of_another(found[1])) if found else ""


def addressed(line: str) -> str:
    """The one body that a letter is addressed to in a line of its own (市民政局：), or ``""``."""
    found = _ADDRESSED.fullmatch("".join(line.split()))
    return tidy(found[1]) if found and is_name(tidy(found[1])) else ""


def is_treasury(name: str) -> bool:
    """Whether a body is one that evaluates others: a finance bureau."""
    return name.endswith(("财政局", "财政厅", "财政部", "财政所"))


def project_in(title: str) -> str:
    """The project that the title of an evaluation names, or ``""``; 整体支出 is none."""
    found = _PROJECT.search(title)
    return found[1] if found and not re.search("整体|部门$|^项目$", found[1]) else ""


def _of_another(name: str) -> str:
    """青溪市财政局关于市民政局: what one body writes of another is about the other."""
    return name.rpartition("关于")[2].removeprefix("对") or name


def is_name(text: str) -> bool:
    """Whether ``text`` as a whole reads as the name of a body."""
    return len(text) >= 3 and _NAME.fullmatch(text) is not None


def is_body(label: str) -> bool:
    """Whether the label of a row is that of a body: 青溪市图书馆, 局本级."""
    text = "".join(label.split())
    return is_name(text) or (len(text) > 2 and _OWN.search(text) is not None)


def is_run_on(long: str, name: str) -> bool:
    """Whether ``long`` is ``name`` with the end of another line run on before it."""
    rest = long.removesuffix(name)
    return rest not in ("", long) and is_name(name) and not rest.endswith(_REGION_END)


def region_of(name: str) -> str:
    """The places a name starts with: 上海市普陀区 of 上海市普陀区商务委员会."""
    end = 0
    while (found := _REGION.match(name, end)) and found.end() < len(name) - 1:
        end = found.end()
    return name[:end]


def same_body(one: str, other: str) -> bool:
    """Whether two printed names name one body: equal, or one is the other without its place."""
    if not one or not other:
        return False
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if long == short:
        return True
    if len(short) < 4 or not long.endswith(short):
        return False
    rest = long[: -len(short)]
    return rest.endswith(_REGION_END) or short.startswith(_REGION_END)


def short_names(text: str) -> Iterator[tuple[str, str]]:
    """Full and short name of every 「全称（以下简称“简称”）」."""
    for found in _SHORT.finditer(text):
        yield tidy(found[1]), found[2]


def parent_in(text: str) -> str:
    """The body that manages the one a text is about (由…管理, 隶属于…), or ``""``."""
    found = _PARENT.search(text)
    return tidy(found[1]) if found else ""
