"""Sentences that speak of the records of a ledger: one by its number, many by how many they are."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import zip_longest
from typing import NamedTuple

from auditlint.patterns import lazily

#: A number that tells one record: letters or dashes among digits, or many digits.
_KEY = lazily(r"(?=[A-Za-z0-9\-_/〔〕()（）]*\d)[A-Za-z0-9][A-Za-z0-9\-_/]{3,}")
#: What was measured or found anew is not what the ledger says.
_ANEW = lazily(
    r"实测|实地|核实|核查|复核|应为|应付|应支|多付|少付|多计|少计|误|差|超|预付|首付|分别"
)
_CLAUSE = lazily(r"[。；;]")
_COMMA = lazily(r"[，,、（(：:]")
_NAMED = lazily(r"([一-鿿]{2,12}?)(?:共计|共|合计|为|是)?$")
_TAIL = lazily(r"[（(].*[）)]$")
_PLAIN = lazily(r"地块|该|宗地|本|其|金额|价款|数额|总额|款项|款$|额$|费用$|费$")

_OF_WHICH = lazily(r"(\d+)宗[^，。；;、]{0,6}中(?:的|有)?(\d+)宗([^，。；;]*)")
_MISSING = lazily(r"未在|不在|没有|未列|未纳入|未登记|未入账|未体现|缺失|漏")
_DIFFERING = lazily(
    r"(\d+)宗[^，。；;]{0,30}面积[^，。；;]{0,20}(?:不一致|不符|不同|有出入|存在差异)"
)
#: What a sentence about two ledgers speaks of.
_BOOKS = lazily(r"台账|明细|登记|一览表|入库|财务|业务")
_COUNTED = lazily(r"(\d+)宗")


class Citation(NamedTuple):
    """The number of a record; what is said of it stands from ``start`` up to ``stop``."""

    number: str
    start: int
    stop: int


def is_record_number(text: str) -> bool:
    """Whether a cell may hold the number of a record: HT2023-01."""
    return _KEY.fullmatch(text) is not None


def citations(text: str, known: Container[str]) -> list[Citation]:
    """The ``known`` numbers that ``text`` cites; each reaches to the next or its clause's end."""
    cited = [key for key in _KEY.finditer(text) if key.group() in known]
    found = []
    for key, following in zip_longest(cited, cited[1:]):
        stop = following.start() if following else len(text)
        ended = _CLAUSE.search(text, key.end(), stop)
        found.append(Citation(key.group(), key.end(), ended.start() if ended else stop))
    return found


def called(words: str) -> str:
    """What a number is called by the words before it; empty where it was found anew."""
    said = _COMMA.split(words.rstrip("：: "))[-1]
    named = _NAMED.search(said)
    return named[1] if named and not _ANEW.search(said) else ""


def is_header_of(header: str, name: str, area: bool) -> bool:
    """Whether words name a column: 地块补偿款 and 补偿金额（元）; one of areas by 面积 alone."""
    header, said = (_PLAIN.sub("", _TAIL.sub("", words)) for words in (header, name))
    if area and "面积" in name:
        return "面积" in header
    return len(header) >= 2 and len(said) >= 2 and (said.endswith(header) or header == said)


class Missing(NamedTuple):
    """「N 宗中 n 宗未登记」: where the counts begin, and whether the sentence tells of books."""

    whole: int
    part: int
    in_books: bool


def missing_records(text: str) -> Iterator[Missing]:
    for found in _OF_WHICH.finditer(text):
        if _MISSING.search(found[3]):
            books = _BOOKS.search(text, *_sentence(text, found.start()))
            yield Missing(found.start(1), found.start(2), books is not None)


def differing_areas(text: str) -> Iterator[int]:
    """Where counts of records begin whose areas are said to differ."""
    return (found.start(1) for found in _DIFFERING.finditer(text))


class CountedArea(NamedTuple):
    """「收储土地 76 宗，面积 3918.45 亩」: where the two begin, and the words before them."""

    records: int
    area: int
    before: str


def counted_areas(text: str) -> Iterator[CountedArea]:
    for found in _COUNTED.finditer(text):
        clause = re.match(
            r"[^。；;，]{0,8}，?[^。；;，]{0,8}面积[^。；;，\d]{0,4}(?=\d)", text[found.end() :]
        )
        if clause is not None:
            before = text[text.rfind("。", 0, found.start()) + 1 : found.start()]
            yield CountedArea(found.start(1), found.end() + clause.end(), before)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The range of the sentence around position ``at``."""
    stop = text.find("。", at)
    return text.rfind("。", 0, at) + 1, len(text) if stop < 0 else stop
