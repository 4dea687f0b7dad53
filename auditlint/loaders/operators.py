"""The content of a page as operands and operators, told apart by one regular expression.

pdfminer goes through content character by character and takes most of a second reading for it.
What is rare (inline images, strings with brackets inside, procedures, names with escapes) is left
to pdfminer: then ``operations`` gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from pdfminer.psparser import LIT

_TOKEN = re.compile(
    rb"[-+]?\d+(?:\.\d*)?|[-+]?\.\d+"  # number
    rb"|[A-Za-z][^#/%\[\]()<>{}\s]*|['\"]"  # word
    rb"|<[0-9A-Fa-f\s]*>"
    rb"|\((?:[^()\\]|\\.)*\)"
    rb"|/[^#/%\[\]()<>{}\s]*(?=[/%\[\]()<>{}\s]|\Z)"  # name
    rb"|\[|\]|<<|>>"
    rb"|%[^\r\n]*"
    rb"|[^\s\0]",
    re.DOTALL,
)
_SPACE = re.compile(rb"\s+")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"f": b"\f",
    b"r": b"\r",
    b"(": b"(",
    b")": b")",
    b"\\": b"\\",
}
_WORDS = {b"true": True, b"false": False}


class _Kind(Enum):
    """What becomes of a token."""

    OPERAND = 1
    OPERATOR = 2
    OPENS = 3
    CLOSES = 4
    COMMENT = 5


class Operation(NamedTuple):
    """The operands that stand before an operator, as pdfminer gives them to its methods."""

    operator: str
    operands: list[Any]


def operations(content: bytes) -> list[Operation] | None:
    """What is done on a page; ``None`` where something is left to pdfminer."""
    try:
        return list(_operations(content))
    except _RareError:
        return None


class _RareError(Exception):
    """Content that is left to pdfminer."""


def _operations(content: bytes) -> Iterator[Operation]:
    operands: list[Any] = []
    outer: list[list[Any]] = []  # what stands around an open array or dictionary
    known: dict[bytes, tuple[_Kind, Any]] = {}  # most tokens of a page come again
    for found in _TOKEN.findall(content):
        told = known.get(found)
        if told is None:
            told = known[found] = _told(found)
        kind, value = told
        if kind is _Kind.OPERAND:
            operands.append(value)
        elif kind is _Kind.OPERATOR:
            if outer:
                raise _RareError
            yield Operation(value, operands)
            operands = []
        elif kind is _Kind.OPENS:
            outer.append(operands)
            operands = []
        elif kind is _Kind.CLOSES:
            if not outer:
                raise _RareError
            inside, operands = operands, outer.pop()
            operands.append(inside if found == b"]" else _dictionary(inside))
    if outer:
        raise _RareError


def _told(found: bytes) -> tuple[_Kind, Any]:
    """What a token is by its first character, and what it stands for."""
    first = found[:1]
    if first in b"0123456789" or (first in b"+-." and len(found) > 1):
        return _Kind.OPERAND, float(found) if b"." in found else int(found)
    if first.isalpha() or first in b"'\"":
        if found in _WORDS:
            return _Kind.OPERAND, _WORDS[found]
        if found == b"BI":
            raise _RareError
        return _Kind.OPERATOR, found.decode("latin-1")
    if found in (b"[", b"<<"):
        return _Kind.OPENS, None
    if found in (b"]", b">>"):
        return _Kind.CLOSES, None
    if first == b"%":
        return _Kind.COMMENT, None
    if len(found) == 1:
        raise _RareError
    if first == b"(":
        inside = found[1:-1]
        return _Kind.OPERAND, _ESCAPE.sub(_unescaped, inside) if b"\\" in inside else inside
    if first == b"<":
        digits = _SPACE.sub(b"", found[1:-1])
        if len(digits) % 2:
            raise _RareError
        return _Kind.OPERAND, bytes.fromhex(digits.decode("ascii"))
    try:
        return _Kind.OPERAND, LIT(found[1:].decode("utf-8"))
    except UnicodeDecodeError:
        raise _RareError from None


def _dictionary(inside: list[Any]) -> dict[str, Any]:
    if len(inside) % 2:
        raise _RareError
    return {
        str(getattr(key, "name", key)): value
        for key, value in zip(inside[::2], inside[1::2], strict=True)
    }


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match.group(1)
    if found[:1].isdigit() and found[:1] < b"8":
        code = int(found, 8)
        if code > 255:
            raise _RareError
        return bytes((code,))
    return _ESCAPED.get(found, b"")
