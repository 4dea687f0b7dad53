"""What the reader of a paragraph remembers: mentions of numbers and statements without one."""

from __future__ import annotations

from typing import NamedTuple

from auditlint.language.zh.numbers import Number
from auditlint.language.zh.patterns import Role
from auditlint.patterns import compiled
from auditlint.values import dataclass

#: Of a list's ties to its whole.
OF_WHICH = "of which"  # 其中: a part of
BRACKET = "bracket"  # 195个（甲124个，乙71个）: the parts
COMPOSED = "composed"  # 构成：, 包括：, 分别为
EXCLUDED = "excluded"  # （不含 …）

_CLASS = r"(?P<first>[^（），。；：“”、.．\d]{2,40})”?（ ?(?P<a>\d*) ?类 ?）"
_SECTION = r"“?(?P<second>[^（），。；：“”\d]{2,45})”?（ ?(?P<b>\d*) ?款 ?）"
_ITEM = r"“?(?P<third>[^（），。；：“”\d]{2,45})”?（ ?(?P<c>\d*) ?项 ?）"
_LEVELS = (("first", 3), ("second", 5), ("third", 7))
#: A path may begin at 款 or 项 where a heading or the item above names what it is under.
_SUBJECTS = (
    compiled(rf"{_CLASS}(?:{_SECTION})?(?:{_ITEM})?"),
    compiled(rf"{_SECTION.replace('：', '：、.．')}(?:{_ITEM})?"),
    compiled(_ITEM.replace("：", "：、.．")),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the functional classification as named in text: 类, 款, 项.

    ``code`` is printed digits joined (2040601), or empty; ``digits`` is how many the code of
    the last name has: 3 for a 类, 5 for a 款, 7 for a 项.
    """

    names: tuple[str, ...]
    code: str = ""
    digits: int = 3

    @property
    def name(self) -> str:
        return self.names[-1]


_LEVEL = compiled(r"[类款项] ?）")


#: （五）2080505 机关事业单位基本养老保险缴费支出
_CODED = compiled(
    r"(?<!\d)(?P<code>2\d{4}(?:\d\d)?) ?[-—_]? ?(?P<name>[\u4e00-\u9fff“”]{2,45}?)(?:为|是)?$"
)


def subject_in(words: str) -> Subject | None:
    """The last subject path named in folded text: 公共安全支出（204类）司法（06款）."""
    if _LEVEL.search(words) is None:
        coded = _CODED.search(words)
        return coded and Subject((coded["name"],), coded["code"], len(coded["code"]))
    for pattern in _SUBJECTS:
        found = None
        for match in pattern.finditer(words):
            slots = match.groupdict()
            named = [(slots[key], digits) for key, digits in _LEVELS if slots.get(key)]
            code = "".join(slots.get(key) or "" for key in ("a", "b", "c"))
            names = tuple(name for name, _ in named)
            found = Subject(names, code if len(code) in (3, 5, 7) else "", named[-1][1])
        if found is not None:
            return found
    return None


class Mention(NamedTuple):
    """A number of a text and the part it plays.

    ``measure`` is the noun phrase it measures (carried from before unless ``named``), without
    its version ``basis``. ``about`` is the mention a change, share or rate is said of;
    ``change`` the change whose rate this is. ``parent`` is the whole this is a part of, by
    ``link``, in list ``group`` (``of``: its name, where the whole stands elsewhere);
    ``tentative`` parts stand behind a 「；」 and may belong elsewhere. A ``reference`` is a value
    that another is compared with: 完成年初预算80.00万元的, 与预算数80.00万元相比; the change
    right behind it is ``against`` it. 「收、支总计各是 A、B」: B has A for its ``twin``.
    Indexes count the mentions of one reading.
    """

    number: Number
    role: Role
    row: str
    measure: str
    named: bool
    basis: str = ""
    words: str = ""
    after: str = ""
    direction: int = 0
    base: str = ""
    whole: str = ""
    about: int | None = None
    change: int | None = None
    parent: int | None = None
    link: str = ""
    group: int = -1
    of: str = ""  # the name of a whole that the text before does not hold
    tentative: bool = False
    reason: bool = False
    subject: Subject | None = None
    sentence: int = 0
    reference: bool = False
    against: int | None = None
    twin: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement without a number: ``name`` is that of its row in ``STATEMENTS``."""

    name: str
    start: int
    stop: int
    text: str
    measure: str
    base: str
    word: str
    about: int | None
    sentence: int
    softened: bool = False  # 基本持平


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as read.

    ``line`` is the text folded. ``numbers`` are all its numbers, quantities or not, and
    ``ranges`` its sentences. ``trailing`` is the mention that a closing 「其中：」 or
    「具体包括：」 divides further.
    """

    line: str = ""
    numbers: tuple[Number, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Stated, ...] = ()
    subject: Subject | None = None
    trailing: int | None = None
