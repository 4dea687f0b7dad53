"""The fixed phrases of disclosures, filled in from true amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from making.accounts import YUAN_OF_WAN, ZERO, rounded
from making.names import SUBJECTS


def wan(value: Decimal) -> str:
    """元 as running text prints 万元: two places, no commas."""
    return f"{rounded(value / YUAN_OF_WAN)}万元"


def rate(part: Decimal, whole: Decimal, decimals: int = 2) -> str:
    return f"{rounded(part / whole * 100, decimals)}%"


def share(part: Decimal, whole: Decimal) -> str:
    return f"{wan(part)}，占{rate(part, whole)}"


def change(now: Decimal, before: Decimal, than: str = "比上年") -> str:
    """比上年增加 …，增长 …; a rate on nothing is not stated."""
    if now == before:
        return f"{than.replace('比', '与')}持平"
    rise = now > before
    amount = f"{than}{'增加' if rise else '减少'}{wan(abs(now - before))}"
    if before == ZERO:
        return amount
    return f"{amount}，{'增长' if rise else '下降'}{rate(abs(now - before), before)}"


def completed(budget: Decimal, final: Decimal, of: str = "年初预算") -> str:
    """年初预算为 …，支出决算为 …，完成年初预算的 …."""
    both = f"{of}为{wan(budget)}，支出决算为{wan(final)}"
    return both if budget == ZERO else f"{both}，完成{of}的{rate(final, budget)}"


def compared(final: Decimal, budget: Decimal) -> str:
    word = "等于" if final == budget else "大于" if final > budget else "小于"
    return f"决算数{word}预算数"


def amounts(texts: Mapping[str, str]) -> dict[str, Decimal]:
    """Printed amounts by subject code or name, as numbers."""
    return {name: Decimal(text) for name, text in texts.items()}


def three(*texts: str) -> tuple[Decimal, Decimal, Decimal]:
    one, two, three = (Decimal(text) for text in texts)
    return one, two, three


def triple(code: str) -> str:
    return f"{SUBJECTS[code[:3]]}（类）{SUBJECTS[code[:5]]}（款）{SUBJECTS[code]}（项）"


def merged(groups: list[tuple[str, str]], first: int) -> list[tuple[int, int, int, int]]:
    """Spans over equal neighbours in the first two columns; later repeats are blanked by them."""
    spans = []
    for column in (0, 1):
        start = 0
        for at in range(1, len(groups) + 1):
            if at == len(groups) or groups[at][: column + 1] != groups[start][: column + 1]:
                if at - start > 1:
                    spans.append((first + start, column, first + at - 1, column))
                start = at
    return spans


def numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    left = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return left + (digits[ones] if ones else "")
