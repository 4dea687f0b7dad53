"""Words that carry arithmetic: directions, comparators, budgets, wholes and their parts."""

from __future__ import annotations

from functools import lru_cache

from auditlint.patterns import compiled

RISE = "增加|增长|上升|提高|上涨|增多|扩大|调增|追加|提升|增幅|升高|新增|上调|攀升"
FALL = "减少|下降|降低|下滑|缩减|压减|压缩|调减|核减|减幅|降幅|下跌|压降|下调|回落"
DIRECTION = f"{RISE}|{FALL}"
#: 比上年增收 X: of income or spending, and behind what it is compared with alone.
EARNED = "增收|增支|减收|减支|多收|多支|少收|少支"
_RISE = compiled(f"{RISE}|增收|增支|多收|多支")
_FALL = compiled(f"{FALL}|减收|减支|少收|少支")

#: Begins a clause that explains; nothing in it is said of the measure before.
REASON = compiled(
    r"(?:主要)?原因(?:是|为|：|有)?|主要(?:是)?(?:由于|因为?|系)|主要是(?!指)|^(?:由于|因为?)"
)

#: 比上年, 较年初预算, 与2023年度相比, 同比
BASE = compiled(
    r"(?P<same>同比|环比)(?:上一?年度?|去年|\d{4} ?年度?|上季度?|上月)?(?:同期)?|"
    r"(?:比|较|与|同|和)(?P<base>(?:\d{4} ?年|上一?年|上一?度|去年|上期|前[一二两三]|"
    r"年初|年中|全年|当年|预算|调整|决算|疫情)(?:[^，；。（）、：]|(?<=收)、(?=支)|(?<=收入)、(?=支出))*?)"
    rf"(?=相比|比较|相较|对比|均|各|{DIRECTION}|多|少|基本持平|持平|无变化|无增减|一致|，|$)"
)

_COMPARISON = compiled(r"^(?:相比|比较|相较|对比)|(?:相比|比较|相较|对比)(?:较)?$")
_LAST_YEAR = compiled(r"上一?年|去年|\d{4} ?年")

#: 年初预算数为, 支出决算为, 预算安排: which version of a measure a figure is.
BASIS = compiled(
    r"(?P<basis>年初部门预算|年初预算|全年预算|调整后?预算|调整预算|追加预算|当年预算执行|预算执行|预算下达|预算完成|"
    r"支出决算|收入决算|决算|预算安排|(?<!公共)(?<!基金)(?<!经营)(?<!资本)预算|执行)(?P<tail>数额?|总额|金额|安排|资金|支出|收入)?$"
)
BASES = {
    "年初部门预算": "年初预算",
    "年初预算": "年初预算",
    "全年预算": "全年预算",
    "调整预算": "调整预算",
    "调整后预算": "调整预算",
    "追加预算": "追加预算",
    "预算下达": "下达",
    "预算完成": "完成",
    "当年预算执行": "预算执行",
    "预算执行": "预算执行",
    "执行": "预算执行",
    "支出决算": "决算",
    "收入决算": "决算",
    "决算": "决算",
    "预算安排": "预算",
    "预算": "预算",
}

#: Measures that only repeat which side is meant: the subject before goes on.
EMPTY = frozenset(
    {
        "",
        "支出",
        "收入",
        "总体",
        "当年",
        "本年",
        "其",
        "金额",
        "数",
        "资金",
        "完成",
        "各",
        "均",
        "分别",
        "为",
    }
    | {"费用", "费用支出"}
)

_YEARS = compiled(
    r"(?<!\d)(?:19|20)\d{2}(?!\d) ?年?(?:度|末|初)?|截[至止]|"
    r"\d{1,2} ?月 ?\d{1,2} ?日|(?:本|当)年度|今年"
)
_MARK = compiled(r"^(?:（?[一二三四五六七八九十\d]{1,3}(?:）|[、.．])|[①-⑳])+")
_LEAD = compiled(
    r"^(?:其中|包括|含|另有|另外?|同时|目前|分别|涉及|实际(?=[^在])|累计|全年(?!预算|执行|收入|支出)|共计?|和|及|与|以及|、|"
    r"[我本该](?:部门|单位|中心|局|委|院|校|街道|办|区|市|县|镇|乡|项目)(?:（单位）|（部门）)?|的|"
    r"占(?!地|用|补|优|有|比|总|压|到)|是|共有|共|仅|主要(?=用于|包括|为|是|有|安排)|用于|对(?!个人|附属|企业|社会|口|外)|组织|开展|有(?!效|关|限|偿|序)|其(?![他余]))+"
)
_TAIL = compiled(
    r"(?:各|(?<![年人户亩平月日车])均|共计|总共|合计为|总计为|分别为|分别是|为|是|共有|共|有|达到|(?<![下送直抵表传])达|仅为|仅|约为|约|近|累计|：|的|了|到|至|只|由|从)+$"
)
#: 「一般公共预算收入完成 X」 measures 一般公共预算收入.
_ACHIEVED = compiled(r"(?<=收入|支出)(?:完成|实现)$")
_QUOTES = compiled(r"[“”\"'‘’《》 ]")


def direction(words: str) -> int:
    """+1 for 增加, 增长 …; -1 for 减少, 下降 …; 0 for none or both (下降（增长）)."""
    rises, falls = bool(_RISE.search(words)), bool(_FALL.search(words))
    return int(rises) - int(falls)


def turns_to_last_year(words: str) -> bool:
    """Whether the last of several clauses opens a comparison with last year: …，与上年相比."""
    _, comma, clause = words.rpartition("，")
    base = BASE.match(clause) if comma else None
    return base is not None and _LAST_YEAR.match(base.group("base") or "") is not None


#: 由 A 增加到 B: stands before A.
_FROM = compiled(r"(?:由|从)[^，；。：、]{0,12}$")
#: 占全市的 P%: the whole is the same measure over all of a territory.
_TERRITORY = compiled(r"全(?:国|省|市|县|区|州|镇|乡|街道|系统|部门|局|院|校|集团|公司)")
#: 占该校补助金额的 P%: the whole is that of one among several, and may stand in a table.
_OF_ONE = compiled(r"占(?:该|其|所属|各自)")
#: Words that open a list and leave open what it divides: 「其中」, 「按单位性质分，」.
_OPENS = compiled(r"其中|按[^，：]{1,12}分")


#: Amounts of evaluation, procurement plans and the like are not those of the tables.
_OTHER_MATTER = compiled(r"涉及|编报|绩效|评价|自评|申请|各单位|专项资金|本次")
_OTHER_TIME = compiled(r"面向|预留|上年(?!结转)|去年|同期|以前年度|累计")


def is_of_other_matter(words: str) -> bool:
    """Whether a sentence speaks, so far, of a matter that the tables of a report are not of."""
    return _OTHER_MATTER.search(words) is not None


def is_of_other_time(words: str) -> bool:
    """Whether an amount is not the year's own: last year's, reserved, 累计."""
    return _OTHER_TIME.search(words) is not None


def starts_from(words: str) -> bool:
    """Whether the number behind ``words`` is what a change starts from."""
    return _FROM.search(words) is not None


def is_territory(whole: str) -> bool:
    """Whether the whole of a share is all of a territory or body: 全市, 全系统."""
    return _TERRITORY.fullmatch(whole) is not None


def is_of_one(words: str) -> bool:
    """Whether a share is of what one of several has."""
    return _OF_ONE.search(words) is not None


def opens_division(words: str) -> bool:
    return _OPENS.search(words) is not None


def without_years(words: str) -> str:
    return _YEARS.sub("", words)


def without_base(said: str) -> str:
    """The words of a subject without what it is compared with: 「支出较上年相比」 is 支出."""
    return _COMPARISON.sub("", BASE.sub("", said))


def compared_with(lead: str) -> str:
    """The version named where a number is what another is compared with: 与年初预算8万元相比."""
    found = list(BASE.finditer(lead))
    return without_years(found[-1].group("base") or "") if found else ""


@lru_cache(maxsize=1 << 13)
def noun(words: str) -> str:
    """The noun phrase of ``words`` (folded) that a number behind them measures.

    Years, quotation marks, verbs and quantifying adverbs at its ends are taken off:
    「其中：政府采购货物支出为」 gives 政府采购货物支出.
    """
    bare = _QUOTES.sub("", without_years(_MARK.sub("", words.strip("，；。：、 "))))
    bare = bare.strip("，；。：、-— ")
    inside, closed, behind = bare.partition("）")
    if closed and "（" not in inside and behind:
        bare = behind  # （不含开发区，下同）一般公共预算收入
    previous = None
    while previous != bare:
        previous = bare
        bare = _TAIL.sub("", _LEAD.sub("", bare)).strip("，；。：、-— ")
        bare = _ACHIEVED.sub("", bare)
    return bare or _QUOTES.sub("", words).strip("，；。：、")


@lru_cache(maxsize=1 << 13)
def split_basis(measure: str) -> tuple[str, str]:
    """The measure without its version, and the version: 工资年初预算数 → (工资, 年初预算)."""
    found = BASIS.search(measure)
    if not found:
        return measure, ""
    basis = found.group("basis")
    rest = measure[: found.start()]
    if basis in ("支出决算", "收入决算") and rest:
        rest += basis[:2]
        basis = "决算"
    elif rest.endswith("总") and basis == "预算":
        rest = measure  # 收支总预算
    elif basis == "执行" and not found.group("tail"):
        return measure, ""
    return rest, BASES[basis]
