"""White space taken out as a reader of Chinese takes it out, every character keeping its place."""

from __future__ import annotations

from collections.abc import Sequence

from auditlint.document import NO_TEXT, Line, Text


def _is_wide(character: str) -> bool:
    """Ideographs, kana, full-width forms and CJK punctuation: no space is meant beside them."""
    point = ord(character)
    return (
        0x2E80 <= point <= 0xA4CF
        or 0xAC00 <= point <= 0xD7A3
        or 0xF900 <= point <= 0xFAFF
        or 0xFE30 <= point <= 0xFE4F
        or 0xFF00 <= point <= 0xFFEF
        or 0x20000 <= point <= 0x3FFFF
        or character in "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩％‰"
    )


def folded(text: Text) -> Text:
    """``text`` without spaces beside wide characters, other white space as one space."""
    value = text.value
    if value.split(maxsplit=1) == [value]:  # no white space at all, as in most cells
        return text
    kept: list[int] = []
    for at, character in enumerate(value):
        if not character.isspace():
            kept.append(at)
            continue
        if not kept or value[kept[-1]].isspace():
            continue
        following = next((c for c in value[at:] if not c.isspace()), "")
        if following and not _is_wide(value[kept[-1]]) and not _is_wide(following):
            kept.append(at)
    return text if len(kept) == len(value) else text.keeping(kept)


def joined(lines: Sequence[Line]) -> Text:
    """Lines as one running text: broken words of Latin letters get their space back."""
    if len(lines) == 1:
        return folded(Text.of(lines[0]))
    parts: list[Text] = []
    for line in lines:
        text = folded(Text.of(line))
        if not text:
            continue
        if parts and _needs_space(parts[-1].value[-1], text.value[0]):
            parts.append(Text(" "))
        parts.append(text)
    if len(parts) == 1:
        return parts[0]
    return Text.joined(parts) if parts else NO_TEXT


def _needs_space(left: str, right: str) -> bool:
    """Between Latin words; a number cut by the line end is one number."""
    if _is_wide(left) or _is_wide(right):
        return False
    return (
        (left.isalpha() and right.isalnum())
        or (left.isalnum() and right.isalpha())
        or (left in ",.;:)" and right.isalpha())
    )
