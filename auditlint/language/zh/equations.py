"""Sentences whose set words say what their numbers make: 原值 A，累计折旧 B，净值 C.

One row a form. Its groups ``a``, ``b`` … are the numbers; a form whose optional number is missing
goes without it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from auditlint.language.zh.fold import folded
from auditlint.patterns import lazily


class Sense(StrEnum):
    """What the first number named is, of the others."""

    SAME = "same"
    WHOLE = "whole"
    ADJUSTED = "adjusted"
    RATIO = "ratio"
    GROWTH = "growth"


_N = r"\d[\d,]*(?:\.\d+)?"
_MONEY = r"(?:亿|万)?元"
#: Words that say nothing more of a number, and no other number.
_FEW = r"[^，。；：（）\d]{0,10}"
_ADDED = rf"(?:追加|调增|增加|新增){_FEW}(?P<b>{_N}){_MONEY}"
_TAKEN = rf"(?:调减|核减|减少|压减|收回){_FEW}(?P<c>{_N}){_MONEY}"


class Equation(NamedTuple):
    """``stated`` and ``inputs`` are where numbers begin in a text; ``signs`` those of a sum."""

    sense: Sense
    stated: int
    inputs: tuple[int, ...]
    signs: tuple[int, ...]


class _Form(NamedTuple):
    mark: str
    sense: Sense
    pattern: re.Pattern[str]
    groups: str  # the stated number first


_FORMS = (
    # 1.34亿元（13400万元）
    _Form(
        "元（",
        Sense.SAME,
        lazily(rf"(?P<a>{_N})亿元（(?:即|折合|合)?(?P<b>{_N})(?:万元|元)）"),
        "ab",
    ),
    _Form(
        "折旧",
        Sense.WHOLE,
        lazily(
            rf"原[值价]{_FEW}(?P<a>{_N}){_MONEY}，{_FEW}(?:累计)?折旧{_FEW}(?P<b>{_N}){_MONEY}，"
            rf"{_FEW}净值{_FEW}(?P<c>{_N}){_MONEY}"
        ),
        "abc",
    ),
    # 年初预算 A，年中追加 B、调减 C，调整后预算 D
    _Form(
        "调整",
        Sense.ADJUSTED,
        lazily(
            rf"年初预算{_FEW}(?P<a>{_N}){_MONEY}，{_FEW}(?:{_ADDED}[，、]{_FEW})?(?:{_TAKEN}[，、])?"
            rf"(?:{_FEW}，)?{_FEW}(?:调整后|调整预算|全年预算){_FEW}(?P<d>{_N}){_MONEY}"
        ),
        "dabc",
    ),
    _Form(
        "调整率",
        Sense.GROWTH,
        lazily(
            rf"年初预算{_FEW}(?P<c>{_N}){_MONEY}，[^。；]{{0,60}}?(?:调整后|调整预算|全年预算){_FEW}(?P<b>{_N}){_MONEY}，"
            rf"{_FEW}调整率{_FEW}(?P<a>{_N})%"
        ),
        "abc",
    ),
    _Form(
        "超合同价",
        Sense.RATIO,
        lazily(
            rf"合同(?:价|金额)[^，。；：（）\d]{{0,6}}(?P<c>{_N}){_MONEY}，[^。；]{{0,40}}?超(?:出|过)?合同(?:价|金额){_FEW}"
            rf"(?P<b>{_N}){_MONEY}，(?:超出|超过|超幅|超合同价)(?:比例)?(?:为)?(?P<a>{_N})%"
        ),
        "abc",
    ),
    _Form(
        "资产负债率",
        Sense.RATIO,
        lazily(
            rf"资产总额{_FEW}(?P<c>{_N}){_MONEY}[^。；]{{0,60}}?[，；]{_FEW}负债总额{_FEW}(?P<b>{_N}){_MONEY}"
            rf"[^。；]{{0,60}}?[；，。]{_FEW}资产负债率{_FEW}(?P<a>{_N})%"
        ),
        "abc",
    ),
    _Form(
        "负债总额",
        Sense.WHOLE,
        lazily(
            rf"资产总额{_FEW}(?P<a>{_N}){_MONEY}[^。；]{{0,60}}?[，；]{_FEW}负债总额{_FEW}(?P<b>{_N}){_MONEY}"
            rf"[^。；]{{0,40}}?[，；](?:净资产|所有者权益)(?:总额|合计)?(?:为)?(?P<c>{_N}){_MONEY}"
        ),
        "abc",
    ),
)


def equations_in(text: str) -> list[Equation]:
    """Every equation of ``text`` (as printed)."""
    line = ""
    found: list[Equation] = []
    for form in _FORMS:
        if form.mark not in text:
            continue
        line = line or folded(text)
        for match in form.pattern.finditer(line):
            first, *others = (at for at in form.groups if match[at] is not None)
            taken = form.sense is Sense.ADJUSTED
            signs = tuple(-1 if taken and at == "c" else 1 for at in others)
            if len(others) < len(form.groups) - 2:
                continue  # nothing was changed
            starts = tuple(match.start(at) for at in others)
            found.append(Equation(form.sense, match.start(first), starts, signs))
    return found
