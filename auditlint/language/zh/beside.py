"""Headers of columns beside an outturn, and what rates of the text are taken over."""

from __future__ import annotations

from auditlint.patterns import lazily

_RATE = lazily(r"率|%|％|比|增|减|占|幅")
_LAST_YEAR = lazily(r"上年|去年|上一年|同期")
_BUDGET = lazily(r"预算|计划|指标")
_OUTTURN = lazily(r"决算|执行|完成|实际|支出数|收入数|预算|本年|支出$")
_VERSION = lazily(r"年初|调整|全年|变动")
_EXECUTION = lazily(r"(?:执行|支出)(?:进度|率)$|支付率$")
_ADJUSTED = lazily(r"可比|同口径|剔除|扣除|不含|还原|自然口径|预算|年均|环比")


def is_rate_column(title: str) -> bool:
    """Whether a column holds rates or changes, no amounts of its own: 增长%, 占比."""
    return _RATE.search(title) is not None


def is_last_year_column(title: str) -> bool:
    return _LAST_YEAR.search(title) is not None


def is_budget_column(title: str) -> bool:
    return _BUDGET.search(title) is not None


def is_value_column(title: str) -> bool:
    """Whether a column holds what the text tells of: 执行数, 2025年预算数."""
    return _OUTTURN.search(title) is not None


def budget_version(words: str) -> str:
    """年初, 调整 …: which budget is meant; empty where that is not said."""
    found = _VERSION.search(words)
    return found.group() if found else ""


def is_execution_rate(measure: str) -> bool:
    return _EXECUTION.search(measure) is not None


def is_adjusted(words: str) -> bool:
    """Whether a growth is worked out in another way: 按可比口径增长, 比预算增长."""
    return _ADJUSTED.search(words) is not None
