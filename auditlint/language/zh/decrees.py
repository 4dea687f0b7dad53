"""Official documents cited with their number: 《关于…的通知》（某府发〔2017〕37号）."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from auditlint.patterns import compiled
from auditlint.values import dataclass

_NUMBER = compiled(
    r"(?P<organ>[\u4e00-\u9fff]{2,10})(?P<open>[〔\[（(【〈])(?P<year>20\d\d|19\d\d)"
    r"(?P<close>[〕\]）)】〉])第?(?P<serial>\d{1,4})号"
)
#: What every number has, which is quicker to look for.
_YEAR = compiled(r"[〔\[（(【〈](?:20|19)\d\d[〕\]）)】〉]")
#: Words in front of a number that is not in brackets of its own.
_LEADING = compiled("依据|根据|按照|按|依照|执行|落实|以及|和|及|与|由|据|见")
_ASIDE = compiled(r"[（(][^（()）]*[）)]$|[“”\"\s]")
_TITLE_BEFORE = compiled(r"《(?P<title>[^《》]{4,90})》[（(]$")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document number at ``start`` to ``stop`` of a text; ``title`` where it stands before.

    ``number`` is the number in one form, whatever brackets are printed.
    """

    number: str
    brackets: str
    start: int
    stop: int
    title: str = ""

    @property
    def subject(self) -> str:
        """The title from 关于 on: issuers are left out or put before the title at will."""
        return _subject(self.title)


@lru_cache(maxsize=1 << 12)
def _subject(title: str) -> str:
    at = title.find("关于")
    return _ASIDE.sub("", title[at:] if at >= 0 else title)


def citations(text: str) -> Iterator[Citation]:
    for found in _NUMBER.finditer(text) if _YEAR.search(text) else ():
        before = _TITLE_BEFORE.search(text[: found.start()])
        organ = _LEADING.split(found["organ"])[-1] or found["organ"]
        yield Citation(
            f"{organ}〔{found['year']}〕{found['serial']}号",
            found["open"] + found["close"],
            found.end("organ") - len(organ),
            found.end(),
            before["title"] if before else "",
        )


def same_title(one: Citation, other: Citation) -> bool:
    """Whether two titles are one, written out or shortened."""
    first, second = one.subject, other.subject
    return first in second or second in first
