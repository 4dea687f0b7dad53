"""Words of statistical bulletins (统计公报): industries and the movement of the population.

Source: the form of the 国民经济和社会发展统计公报 of the National Bureau of Statistics.
"""

from __future__ import annotations

from auditlint.patterns import compiled

#: 三次产业结构为 a：b：c, not 由上年的 a：b：c.
_STRUCTURE = compiled(r"三次产业[^。；，\d上去由]{0,14}$")
_COLON = compiled(r"^ ?[:：∶︰] ?$")
_INDUSTRY = compiled(r"第([一二三])产业(?:实现|完成)?增加值$")
_PRODUCT = compiled(r"(?:生产总值|GDP(?:总量)?)[^\u4e00-\u9fff]*$")
_NATURAL = compiled(r"自然增长率(?:为|是|达)?-?$")
_RATES = (compiled(r"出生率(?:为|是|达)?$"), compiled(r"死亡率(?:为|是|达)?$"))

#: Words that a passage cannot do without which is read for either.
INDUSTRIES, NATURAL_GROWTH = "三次产业", "自然增长率"


def opens_structure(before: str) -> bool:
    """Whether the number behind these words is the first of the shares of the three industries."""
    return _STRUCTURE.search(before) is not None


def is_colon(gap: str) -> bool:
    return _COLON.match(gap) is not None


def industry_of(measure: str) -> str:
    """一, 二 or 三 of 第一产业增加值; empty for another measure."""
    found = _INDUSTRY.search(measure)
    return found[1] if found else ""


def is_product(measure: str) -> bool:
    """地区生产总值（GDP）, 全市生产总值."""
    return _PRODUCT.search(measure.rstrip("）)]")) is not None


def is_natural_growth(before: str) -> bool:
    return _NATURAL.search(before) is not None


def is_rate_of_births(before: str) -> bool:
    return _RATES[0].search(before) is not None


def is_rate_of_deaths(before: str) -> bool:
    return _RATES[1].search(before) is not None
