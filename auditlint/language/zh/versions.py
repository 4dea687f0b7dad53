"""Which versions of a figure are planned and which are come true: 年初预算 against 决算."""

BUDGETS = ("年初预算", "全年预算", "调整预算", "预算")
OUTTURNS = ("决算", "完成", "执行", "预算执行")


def opposed(one: str, other: str) -> bool:
    """Whether one of two versions is a budget and the other an outturn."""
    return (one in BUDGETS and other in OUTTURNS) or (one in OUTTURNS and other in BUDGETS)
