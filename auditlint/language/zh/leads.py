"""The words in front of a number, whatever was read before them.

What they say is worked out once for all numbers that stand behind the same words; the reader adds
what it remembers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditlint.language.zh.numbers import Kind, Number
from auditlint.language.zh.patterns import PATTERNS, Pattern, Role, fitting
from auditlint.language.zh.reading import Subject, subject_in
from auditlint.language.zh.words import (
    BASE,
    REASON,
    compared_with,
    direction,
    noun,
    split_basis,
    turns_to_last_year,
    without_base,
)
from auditlint.patterns import compiled

_OF_WHICH = compiled(r"其中|具体(?:是|为|包括)")
_AMONG = compiled(r"(?:^|[，；。：])(?P<name>[^，；。：、]{2,40}?)中，")
#: 「12个问题中，」: stands right behind the number that is divided.
_BEHIND = compiled(r"^[^，；。：、（）]{0,16}中(?:，|(?=[有已]))")
_INCLUDING = compiled(r"，(?:主要)?(?:包括|包含)(?=[^：，；。]{2,})")
_BY_KIND = compiled(r"按(?:照)?[^，；。：]{2,14}(?:分|分类|划分)，(?=[^，；。：]+$)")
_COMPOSED = compiled(
    r"(?P<name>[^，；。：]*?)(?:的?(?:具体)?构成(?:情况)?(?:为|是|如下)?：?|用于以下方面：|分别(?:为|是)：?|包括：)"
)
_COMPOSING = compiled("构成|用于以下方面|分别|包括")  # the former is slow to fail
_BLANK = "，；：、 "


class Introduction(NamedTuple):
    """What the words in front of a number make of it, read by one row of the patterns.

    ``words`` is the noun phrase that it measures, ``measure`` that without its version ``basis``.
    ``direction`` is that of the ``word`` by which it moves; ``whole`` what it is a share of, or
    which budget was completed.
    """

    role: Role
    row: str
    words: str
    measure: str
    basis: str
    subject: Subject | None
    word: str
    direction: int
    whole: str


def introduced(number: Number, lead: str) -> Introduction | None:
    """How ``lead``, the words since the number before, introduces ``number``."""
    return _introduced(number.kind, number.unit.name == "倍", lead)


@lru_cache(maxsize=1 << 13)
def _introduced(kind: Kind, times: bool, lead: str) -> Introduction | None:
    found = fitting(kind, times, lead)
    return None if found is None else _introduction(found[0], found[1].groupdict(), lead)


def as_value(lead: str) -> Introduction:
    """How ``lead`` introduces a value, whatever other row fits it."""
    match = PATTERNS[-1].cue.search(lead)
    return _introduction(PATTERNS[-1], match.groupdict() if match is not None else {}, lead)


def _introduction(pattern: Pattern, slots: dict[str, str | None], lead: str) -> Introduction:
    role, name = pattern.role, slots.get("name") or ""
    said = name if role is Role.RATE else without_base(slots.get("subject") or "")
    if role is Role.VALUE and not said.strip(_BLANK):
        said = compared_with(lead)
    words = noun(said) if said.strip(_BLANK) else ""
    word = slots.get("word") or ""
    whole = "" if role is Role.RATE else noun(slots.get("whole") or name)
    return Introduction(
        role,
        pattern.row,
        words,
        *split_basis(words),
        subject_in(lead),
        word,
        direction(word),
        whole,
    )


class Turns(NamedTuple):
    """What the words in front of a number change in what is remembered.

    They may begin a new part of the sentence (``parted``, by 「；」) or a new clause, give a
    ``reason`` (and come back from it, ``resumes``) or what is compared with (``base``), or open
    a list: of what stands right before (``behind``), of what is ``among`` something named, of
    parts (``of_which``; ``colon``: up to the end), of parts ``by_kind``, of what is ``including``,
    of what something named is ``composed`` of (``each``: by 分别).
    """

    parted: bool
    clause: bool
    reason: bool
    resumes: bool
    base: str | None
    behind: bool
    among: str | None
    of_which: bool
    colon: bool
    by_kind: bool
    including: bool
    composed: str | None
    each: bool


@lru_cache(maxsize=1 << 13)
def turns(lead: str) -> Turns:
    head, mark, rest = lead.rpartition("；")
    reason = REASON.search(rest)
    bases = list(BASE.finditer(lead))
    among = _AMONG.search(rest) if "中，" in rest else None
    if among is not None and _OF_WHICH.search(among.group()):
        among = None
    composed = _COMPOSED.search(rest) if _COMPOSING.search(rest) else None
    return Turns(
        bool(mark),
        "，" in rest.strip("），、 "),
        reason is not None,
        reason is not None and turns_to_last_year(rest[reason.end() :]),
        bases[-1].group("same") or bases[-1].group("base") if bases else None,
        "中" in rest and _BEHIND.match(lead) is not None and "其中" not in lead,
        noun(among.group("name")) if among is not None else None,
        _OF_WHICH.search(rest) is not None,
        "其中：" in rest or head.endswith("其中"),
        _BY_KIND.match(rest) is not None,
        _INCLUDING.match(rest) is not None,
        noun(composed.group("name")) if composed is not None else None,
        composed is not None and "分别" in composed.group(),
    )
