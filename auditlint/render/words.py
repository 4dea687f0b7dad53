"""Printed text made safe and measured: control characters shown, wide characters counted."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from auditlint.patterns import compiled

#: Formatting characters that nobody sees: invisible joiners, marks, tags. They are left out.
_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f"
)
#: Characters that put text in another order than it is written in.
_REORDERING = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_HALVES = "\ud800-\udfff"
_UNPRINTABLE = compiled(f"[\n{_CONTROLS}{_HALVES}\ufffe\uffff{_REORDERING}{_INVISIBLE}]")
_UNPRINTABLE_IN_LINES = compiled(_UNPRINTABLE.pattern.replace("\n", "", 1))
_LEFT_OUT = compiled(f"[{_INVISIBLE}]")
#: What the JSON encoder lets through though a reader does not see it as it is.
_DECEIVING = compiled(f"[\x7f-\x9f{_HALVES}{_REORDERING}{_INVISIBLE}]")


def plain(text: str, *, keep_newlines: bool = False) -> str:
    """``text`` with control characters replaced by visible pictures.

    An escape sequence of a document's title then stands in the output as text and does
    nothing. What cannot be encoded or would reorder the text becomes ``U+FFFD``.
    """
    unprintable = _UNPRINTABLE_IN_LINES if keep_newlines else _UNPRINTABLE
    return unprintable.sub(lambda match: _shown(match.group()), text)


def _shown(character: str) -> str:
    code = ord(character)
    if character in "\n\t\r":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "" if _LEFT_OUT.match(character) else "\ufffd"


def as_json(whole: object) -> str:
    """``whole`` as the text of a JSON file; characters that hide or reorder text are escaped."""
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return _DECEIVING.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def folded(text: str) -> str:
    """``text`` made safe, with every run of white space as one blank."""
    return " ".join(plain(text).split())


def relative(path: str) -> str:
    """``path`` as services name files: with slashes and without ``./`` before it."""
    return PurePath(path).as_posix()


def harmless(text: str) -> str:
    """``text`` for a cell of a spreadsheet: what would be taken for a formula is quoted.

    A plain signed number stays as it is.
    """
    if text[:1] in ("=", "@", "+", "-", "\t", "\r") and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    bare = text.lstrip("+-").replace(",", "").removesuffix("%").replace(".", "", 1)
    return bare.isascii() and bare.isdigit()


def width(text: str) -> int:
    """The number of terminal columns that ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, room: int) -> Iterator[str]:
    """``text`` in lines of at most ``room`` columns; breaks at blanks and beside wide characters.

    No line begins with closing punctuation or ends with an opening bracket. Only a word longer
    than a line is cut.
    """
    line, used = "", 0
    for piece in _pieces(text, room):
        size = width(piece)
        if used and used + size > room and piece.strip():
            yield line.rstrip()
            line, used = "", 0
        if not line:
            piece = piece.lstrip()
            size = width(piece)
        line += piece
        used += size
    if line.strip():
        yield line.rstrip()


_OPENING = "（《「『“‘〔【([{«"
_CLOSING = "，。；：！？、）》」』”’〕】%％,.;:!?)"


def _pieces(text: str, room: int) -> Iterator[str]:
    """The pieces of ``text`` between which a line may break, none wider than ``room``.

    A piece is a word of narrow characters, or one wide character with the brackets that open
    before it and the closing punctuation behind it.
    """
    piece = ""
    for character in text:
        closes = character in _CLOSING
        narrow = _width(character) < 2 and not character.isspace()
        opens = piece != "" and piece[-1] in _OPENING
        joins = (
            piece
            and not piece.isspace()
            and (closes or opens or (narrow and _width(piece[-1]) < 2))
        )
        if piece and (not joins or width(piece) + _width(character) > room):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def window(text: str, start: int, stop: int, room: int) -> tuple[str, int, int]:
    """A part of ``text`` at most ``room`` columns wide around characters ``start`` to ``stop``.

    What is cut away is shown as ``…``. Returns the part and where the characters stand in it.
    """
    stop = max(stop, start)
    if width(text) <= room:
        return text, start, stop
    left, right = start, start
    used = 0
    room -= 2
    while right < stop and used + _width(text[right]) <= room:
        used += _width(text[right])
        right += 1
    marked = right
    grown = True
    while grown:
        grown = False
        if left > 0 and used + _width(text[left - 1]) <= room:
            left -= 1
            used += _width(text[left])
            grown = True
        if right < len(text) and used + _width(text[right]) <= room:
            used += _width(text[right])
            right += 1
            grown = True
    before = "…" if left else ""
    after = "…" if right < len(text) else ""
    shift = len(before) - left
    return before + text[left:right] + after, start + shift, marked + shift
