"""What the header of a column or the label of a row tells of how its cells are reckoned.

Texts are compared bare (see ``tables.bare``) unless a function says otherwise.
"""

from __future__ import annotations

from enum import Enum

from auditlint.patterns import compiled, lazily

#: Columns whose cells are no parts of one another: rates, prices, means, changes.
_NOT_ADDITIVE = compiled(
    r"率|%|％|比例|单价|价格|均|比上年|增减|增长|完成比|排名|系数|等级|标准|定额|年限|年份|(?<!\d)年度$|比值"
)
#: A row of a table turned on its side that says nothing of all columns together.
_NO_TOTAL = compiled(r"(?:率|单价|均价|标准|系数|天数|期限|排名)$")
#: A column of shares of a whole is the one kind of rates that adds, to 100 %.
_SHARES = compiled(r"占|比重|构成")
_CHANGE = compiled(r"增减|增长|变动|差异|差额|增幅|降幅|比上年|较上年")
#: What is left between two columns: 扣分, 核减金额, 空置床位. Its rows must say so more often.
_LEFT = compiled(
    r"^扣分值?$|扣减|核减|审减|核增|节约|节余|结余|空置|缺口|差距|差值|差数|[未欠尚].{0,2}[付缴拨到完]|超支|剩余|净[值额]"
    r"|下降|减少|增加|降低|提高"
)
#: 合计/平均: amounts are added up, rates and scores are not.
_SUM_TOO = compiled(r"[合总共小]计")
_MEAN = compiled(r"平均(?:分|值|数|得分)?$|均值$")
_STEP = lazily(
    r"满意|一般|不清楚|说不清|了解|知晓|认可|赞成|合格|[^产]好$|差$|^优秀?$|^良好?$|^中$|及格"
)

_ALL_FUNDS = lazily(r"(?:资金|预算|支出)(?:总额|总计|合计)?$|^合计$")
_AMOUNTS = lazily(r"(?:预算|执行|支出|到位|决算)(?:数|金额|资金)?$")
_SOURCES = lazily(r"拨款|资金|结转|结余|收入|收费")
_FUNDS_WORD = compiled(r"一般公共预算|政府性基金|国有资本经营")
_SPLIT = compiled(r"^(?:基本支出|项目支出)$")

#: Rows of financial statements.
_SIGN = compiled(r"\s*(?P<sign>加|减)\s*[：:]")
_NET = compiled(r"净额$|净增加额$")
_IN, _OUT = compiled(r"流入小计$"), compiled(r"流出小计$")


class Flow(Enum):
    """The four columns of a carry-forward, by the words of their headers."""

    OPENING = compiled(r"年初.*结转|上年结转|年初.*结余|期初")
    INCOME = compiled(r"本年收入|本年.*拨款|收入$")
    SPENDING = compiled(r"本年支出|支出$")
    CLOSING = compiled(r"年末.*结转|结转下年|年末.*结余|期末")

    def is_called(self, header: str) -> bool:
        return self.value.search(header) is not None


def is_additive(header: str) -> bool:
    """Whether the cells of a column can be parts of one another."""
    return _NOT_ADDITIVE.search(header) is None


def has_total(label: str) -> bool:
    """Whether the cells of a row may come to a total: those of 得分率 or 单价 do not."""
    return _NO_TOTAL.search(label) is None


def is_share(words: str) -> bool:
    return _SHARES.search(words) is not None


def is_change(header: str) -> bool:
    return _CHANGE.search(header) is not None


def is_rest(header: str) -> bool:
    """Whether a column may hold what is left between two others."""
    return _LEFT.search(header) is not None


def is_mean(label: str) -> bool:
    return _MEAN.search(label) is not None


def is_sum(label: str) -> bool:
    """Whether a label, as printed, speaks of a sum: 合计/平均."""
    return _SUM_TOO.search(label) is not None


def is_step_of_scale(header: str) -> bool:
    """Whether a column holds the answers of one step of a scale: 很满意, 一般."""
    return _STEP.search(header) is not None


def is_all_funds(label: str) -> bool:
    """The row of a form that all sources of its funds add to: 年度资金总额."""
    return _ALL_FUNDS.search(label) is not None


def is_amount(header: str) -> bool:
    """A column of the amounts of a form: 全年预算数, 执行金额."""
    return _AMOUNTS.search(header) is not None


def is_source_of_funds(label: str) -> bool:
    return _SOURCES.search(label) is not None


def speaks_of_funds(header: str) -> bool:
    return _FUNDS_WORD.search(header) is not None


def is_basic_or_projects(header: str) -> bool:
    """Whether a column is 基本支出 or 项目支出."""
    return _SPLIT.search(header) is not None


def sign_of(label: str) -> int:
    """1 of a row, as printed, that is added (加：), −1 of one taken off (减：), else 0."""
    found = _SIGN.match(label)
    return 0 if found is None else 1 if found["sign"] == "加" else -1


def is_net_flow(label: str) -> bool:
    return _NET.search(label) is not None


def is_inflow(label: str) -> bool:
    return _IN.search(label) is not None


def is_outflow(label: str) -> bool:
    return _OUT.search(label) is not None
