"""The content of a page as operands and operators, told apart by one regular expression.

pdfminer goes through content character by character and takes most of a second reading for it.
What is rare (inline images, strings with brackets inside, procedures, names with escapes) is left
to pdfminer: then ``operations`` gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.psparser import LIT

_TOKEN = re.compile(
    rb"(?P<number>[-+]?\d+(?:\.\d*)?|[-+]?\.\d+)"
    rb"|(?P<word>[A-Za-z][^#/%\[\]()<>{}\s]*|['\"])"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|\((?P<string>(?:[^()\\]|\\.)*)\)"
    rb"|/(?P<name>[^#/%\[\]()<>{}\s]*)(?=[/%\[\]()<>{}\s]|\Z)"
    rb"|(?P<mark>\[|\]|<<|>>)"
    rb"|(?P<comment>%[^\r\n]*)"
    rb"|(?P<other>[^\s\0])",
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
    for match in _TOKEN.finditer(content):
        kind, found = match.lastgroup, match.group(match.lastindex or 0)
        if kind == "number":
            operands.append(float(found) if b"." in found else int(found))
        elif kind == "word":
            if found in _WORDS:
                operands.append(_WORDS[found])
            elif outer or found == b"BI":
                raise _RareError
            else:
                yield Operation(found.decode("latin-1"), operands)
                operands = []
        elif kind == "string":
            operands.append(_ESCAPE.sub(_unescaped, found) if b"\\" in found else found)
        elif kind == "hex":
            digits = _SPACE.sub(b"", found)
            if len(digits) % 2:
                raise _RareError
            operands.append(bytes.fromhex(digits.decode("ascii")))
        elif kind == "name":
            try:
                operands.append(LIT(found.decode("utf-8")))
            except UnicodeDecodeError:
                raise _RareError from None
        elif kind == "mark":
            if found in (b"[", b"<<"):
                outer.append(operands)
                operands = []
                continue
            if not outer:
                raise _RareError
            inside, operands = operands, outer.pop()
            operands.append(inside if found == b"]" else _dictionary(inside))
        elif kind == "other":
            raise _RareError
    if outer:
        raise _RareError


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
