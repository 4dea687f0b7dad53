"""The primitives every reader of PDFs gives: pieces of text, rules and images of a page.

Coordinates are points of the page as shown: origin at the top left, /Rotate and CropBox
applied.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from auditlint.values import dataclass

#: Part of the em above and below the baseline that we call the box of a glyph.
ASCENT = 0.86
DESCENT = 0.14
#: Height of the middle of a glyph above the baseline (em).
MIDDLE = 0.35

#: A wider gap between two characters (in em) is a space.
SPACE = 0.3
#: How far a character may reach back into the one before it (in its own widths).
OVERLAP = -0.3
#: Baselines and sizes that differ by less are the same (points).
SAME = 0.05
#: Stands for a glyph that is printed but whose character the file does not tell.
UNKNOWN = "\ufffd"


class Piece:
    """Characters printed one after the other on one baseline, without gap or overlap.

    ``edges`` holds the left and right x of every character of ``chars`` in turn, as
    ``Line.edges`` does. ``angle`` is the writing direction in quarter turns clockwise: 0 to the
    right, 1 downwards, 2 upside down, 3 upwards. The coordinates are those of the page turned so
    that the piece stands upright (``turned``), hence those of the page itself where the angle
    is 0.
    """

    __slots__ = ("angle", "base", "bold", "chars", "edges", "size")

    def __init__(
        self,
        chars: list[str],
        edges: list[float],
        base: float,
        size: float,
        bold: bool,
        angle: int,
    ) -> None:
        self.chars = chars
        self.edges = edges
        self.base = base
        self.size = size
        self.bold = bold
        self.angle = angle

    @property
    def middle(self) -> float:
        return self.base - MIDDLE * self.size

    @property
    def is_blank(self) -> bool:
        return not "".join(self.chars).strip()

    def continued(self, base: float, size: float, bold: bool, angle: int) -> bool:
        """Whether a character of these properties may follow in the same piece."""
        return (
            abs(self.base - base) < SAME
            and abs(self.size - size) < SAME
            and self.bold == bold
            and self.angle == angle
        )

    def add(self, x0: float, x1: float, char: str) -> bool:
        """Appends a character that stands right behind the last; false if it does not."""
        gap = x0 - self.edges[-1]
        if gap > SPACE * self.size or gap < OVERLAP * (x1 - x0):
            return False
        if char == " " and self.chars[-1] == " ":  # one space however many are typed
            self.edges[-1] = x1
        else:
            self.chars.append(char)
            self.edges += (x0, x1)
        return True

    def part(self, start: int, stop: int) -> Piece:
        """Characters ``start`` up to ``stop``."""
        return Piece(
            self.chars[start:stop],
            self.edges[2 * start : 2 * stop],
            self.base,
            self.size,
            self.bold,
            self.angle,
        )


class Rule(NamedTuple):
    """A straight horizontal or vertical rule, ``x0 <= x1`` and ``top <= bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page, before any layout."""

    width: float
    height: float
    pieces: list[Piece]
    rules: list[Rule]
    images: int = 0


def turned(x: float, y: float, angle: int, width: float, height: float) -> tuple[float, float]:
    """A point of a page in the page turned so that writing at ``angle`` runs to the right."""
    if angle == 0:
        return x, y
    if angle == 1:
        return y, width - x
    if angle == 2:
        return width - x, height - y
    return height - y, x


def turned_back(x: float, y: float, angle: int, width: float, height: float) -> tuple[float, float]:
    """The inverse of ``turned``; ``width`` and ``height`` are those of the page itself."""
    if angle == 0:
        return x, y
    if angle == 1:
        return width - y, x
    if angle == 2:
        return width - x, height - y
    return y, height - x


@cache
def ordinary(char: str) -> str:
    """The ordinary form of a look-alike ideograph, ``""`` for what is not printed.

    Kangxi radicals, radical supplements and compatibility ideographs are mapped one to one
    (⽤ to 用), and so are signs that fonts of Founder keep in a private plane; full-width digits
    and punctuation stay as printed.
    """
    point = ord(char)
    if point < 0x2E80:
        if point == 0xA0:
            return " "
        kind = unicodedata.category(char)
        return "" if kind in {"Cc", "Cf", "Cs"} else char
    if point <= 0x2FDF or 0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F:
        plain = _LOOK_ALIKES.get(char) or unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    if point == 0xFEFF or 0xFFF0 <= point <= 0xFFFB or 0xD800 <= point <= 0xDFFF:
        return ""
    return _FOUNDER.get(char, char)


#: The full stop, which is the decimal point too, and the middle dot of typesetting by Founder
#: (方正), which journals and gazettes are made with.
_FOUNDER = {"\U001001b0": ".", "\U00100170": "·"}

#: The CJK radicals supplement, which Unicode gives no decomposition for, and ⼾, which it
#: takes for the traditional form.
_LOOK_ALIKES = dict(
    zip(
        "⼾⺁⺄⺅⺆⺈⺉⺌⺎⺏⺐⺑⺒⺓⺔⺖⺘⺙⺛⺝⺟⺡⺣⺥⺧⺨⺩⺪⺬⺭⺮⺯⺲⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "户厂乙亻冂刀刂小兀尣尢尣巳幺彑忄扌攵旡月母氵灬爫牛犭王疋示礻竹糸罒羊羊羊耂肀肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
