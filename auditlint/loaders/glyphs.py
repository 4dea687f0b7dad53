"""The primitives every reader of PDFs gives: glyphs, rules and the counts of a page.

Coordinates are points of the page as shown: origin at the top left, /Rotate and CropBox
applied.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

#: Part of the em above and below the baseline that we call the box of a glyph.
ASCENT = 0.86
DESCENT = 0.14
#: Height of the middle of a glyph above the baseline (em).
MIDDLE = 0.35

#: Stands for a glyph that is printed but whose character the file does not tell.
UNKNOWN = "\ufffd"


#: One visible character, a bare tuple because there are so many: where it starts and ends, its
#: baseline and font size (points), the character, whether it is bold, and ``angle``, its writing
#: direction in quarter turns clockwise: 0 to the right, 1 downwards, 2 upside down, 3 upwards.
#: The coordinates are those of the page turned so that this glyph stands upright (``turned``),
#: hence those of the page itself where the angle is 0.
Glyph = tuple[float, float, float, float, str, bool, int]


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
    glyphs: list[Glyph]
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
    (⽤ to 用); full-width digits and punctuation stay as printed.
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
    return char


#: The CJK radicals supplement, which Unicode gives no decomposition for, and ⼾, which it
#: takes for the traditional form.
_LOOK_ALIKES = dict(
    zip(
        "⼾⺁⺄⺅⺆⺈⺉⺌⺎⺏⺐⺑⺒⺓⺔⺖⺘⺙⺛⺝⺟⺡⺣⺥⺧⺨⺩⺪⺬⺭⺮⺯⺲⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "户厂乙亻冂刀刂小兀尣尢尣巳幺彑忄扌攵旡月母氵灬爫牛犭王疋示礻竹糸罒羊羊羊耂肀肉臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅长镸长门阜阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
