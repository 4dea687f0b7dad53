"""Text made uniform for reading, character by character.

Folding keeps every position: character ``i`` of the folded text is character ``i`` of the
printed one, so whatever is found in the folded text can be shown as printed.
"""

from __future__ import annotations

import re

from auditlint.patterns import compiled

_WIDE = {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)}
_MARKS = {
    "(": "（",
    ")": "）",
    ":": "：",
    ";": "；",
    "?": "？",
    "!": "！",
    "﹪": "%",
    "−": "-",
    "–": "-",
    "\u3000": " ",
    "\xa0": " ",
    "\t": " ",
    "\n": " ",
    "＂": '"',
    "﹙": "（",
    "﹚": "）",
}
_KEPT = "，（）：；？！"
_FOLDS = {wide: narrow for wide, narrow in _WIDE.items() if wide not in _KEPT} | _MARKS
_TABLE = str.maketrans(_FOLDS)
#: Most texts hold nothing to fold, which is quicker to see than to do.
_FOREIGN = compiled(f"[{re.escape(''.join(_FOLDS))}]")
_COMMA = compiled(",")


def folded(text: str) -> str:
    """``text`` with narrow digits, letters and signs and wide Chinese punctuation.

    A comma that does not group digits becomes the Chinese comma; the length never changes.
    """
    narrow = text.translate(_TABLE) if _FOREIGN.search(text) else text
    if "," not in narrow:
        return narrow
    return _COMMA.sub(lambda comma: "," if _groups(narrow, comma.start()) else "，", narrow)


def _groups(text: str, comma: int) -> bool:
    """Whether a comma stands between a digit and exactly three digits: 1,678.59."""
    after = text[comma + 1 : comma + 5]
    return (
        text[max(comma - 1, 0) : comma].isdigit()
        and len(after) >= 3
        and after[:3].isdigit()
        and not after[3:4].isdigit()
    )
