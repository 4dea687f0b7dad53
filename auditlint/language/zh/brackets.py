"""Brackets and quotation marks: what encloses what, and which have lost their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.patterns import compiled
from auditlint.values import dataclass

_PAIRS = {
    "（": "）", "(": ")", "《": "》", "〔": "〕", "【": "】", "“": "”", "‘": "’", "[": "]",
    "「": "」", "『": "』", "〈": "〉",
}  # fmt: skip
#: Full-width and half-width round brackets pair with each other: nobody keeps them apart.
_KIND = {"(": "（", ")": "）", "[": "〔", "]": "〕"}
_CLOSING = {_KIND.get(close, close): _KIND.get(open_, open_) for open_, close in _PAIRS.items()}
_OPENING = {open_: close for close, open_ in _CLOSING.items()}
_BRACKET = compiled("[" + "".join(map(re.escape, sorted((*_PAIRS, *_PAIRS.values())))) + "]")

#: A list mark such as 1） or a) closes nothing.
_LIST_MARK = compiled(r"(?:^|[。；;：:，,、\s])[0-9０-９一二三四五六七八九十a-zA-Z]{1,2}$")


@dataclass(frozen=True, slots=True)
class Lonely:
    """A bracket without its partner: ``character`` at ``position``, waiting for ``partner``."""

    character: str
    position: int
    partner: str

    @property
    def opens(self) -> bool:
        return self.character in _PAIRS


def depths(text: str) -> list[int]:
    """For every character how many brackets enclose it; brackets count as inside."""
    result: list[int] = []
    stack: list[str] = []
    for character in text:
        kind = _KIND.get(character, character)
        if kind in _OPENING:
            stack.append(kind)
            result.append(len(stack))
            continue
        result.append(len(stack))
        if kind in _CLOSING and _CLOSING[kind] in stack:
            while stack.pop() != _CLOSING[kind]:
                pass
    return result


def lonely(text: str) -> Iterator[Lonely]:
    """Brackets of ``text`` without a partner, in order of place.

    A closing bracket after a list mark (1） a）) is a mark, not a bracket. Where two kinds cross,
    the inner one is the lonely one.
    """
    stack: list[tuple[str, int]] = []
    found: list[Lonely] = []
    for bracket in _BRACKET.finditer(text):
        position, character = bracket.start(), bracket[0]
        kind = _KIND.get(character, character)
        if kind in _OPENING:
            stack.append((kind, position))
        elif kind in _CLOSING:
            wanted = _CLOSING[kind]
            if any(open_ == wanted for open_, _ in stack):
                while stack[-1][0] != wanted:
                    open_, at = stack.pop()
                    found.append(Lonely(text[at], at, _OPENING[open_]))
                stack.pop()
            elif not (kind == "）" and _LIST_MARK.search(text[:position])):
                found.append(Lonely(character, position, wanted))
    found.extend(Lonely(text[at], at, _OPENING[open_]) for open_, at in stack)
    return iter(sorted(found, key=lambda one: one.position))
