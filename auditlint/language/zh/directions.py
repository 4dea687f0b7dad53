"""Words that say which way a figure moved or lies, and their opposites."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.patterns import compiled, lazily

_PAIRS = (
    ("增加", "减少"),
    ("增长", "下降"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("上涨", "下跌"),
    ("上调", "下调"),
    ("多", "少"),
    ("增", "减"),
    ("升", "降"),
    ("大于", "小于"),
    ("高于", "低于"),
    ("多于", "少于"),
    ("超过", "低于"),
)
_OPPOSITES = {fall: rise for rise, fall in reversed(_PAIRS)} | dict(_PAIRS)
#: Words for a rise, or for lying above.
_UP = frozenset(rise for rise, _ in _PAIRS)
_WORD = "|".join(sorted(_OPPOSITES, key=len, reverse=True))
_BEFORE = lazily(rf"(?P<word>{_WORD})(?:了|为|约|近|到|至|：)*[ 　]*$")
_COMPARED = lazily(rf"(?P<word>{'|'.join(w for w in sorted(_OPPOSITES) if w[-1] in '于过')})")


def word_before(text: str, at: int) -> str:
    """The direction word that stands right before a number beginning at ``at``, or empty."""
    found = _BEFORE.search(text, max(at - 8, 0), at)
    return found["word"] if found else ""


def comparing_word(text: str) -> str:
    """The first word of a comparison (决算数小于预算数: 小于), or empty."""
    found = _COMPARED.search(text)
    return found["word"] if found else ""


def opposite(word: str) -> str:
    return _OPPOSITES[word]


def is_up(word: str) -> bool:
    return word in _UP


_LAST_YEAR = compiled(
    r"[，,]?(?:与|比|较)(?:上年度?|去年|上一年度?|(20\d\d)年度?)(?:决算数?)?(?:相比)?[，,]?"
    r"(增加|减少|增长|下降)了?"
)


class LastYearChange(NamedTuple):
    """比上年增加, 较2022年度决算数下降: the year compared with, if its number is named."""

    year: str
    falling: bool


def change_from_last_year(words: str) -> LastYearChange | None:
    """The change that words between a figure and its change against last year tell."""
    found = _LAST_YEAR.fullmatch(words)
    return LastYearChange(found[1] or "", found[2] in ("减少", "下降")) if found else None
