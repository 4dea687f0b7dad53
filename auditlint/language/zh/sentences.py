"""Sentences of a text.

A sentence ends at 。！？ (with the quotation marks and brackets that close behind it); 「；」
parts it into clauses but does not end it, because what is said of a whole goes on behind it.
"""

from __future__ import annotations

from auditlint.patterns import compiled

_SENTENCE = compiled(r"[^。！？]*(?:[。！？]+[”’」』）)]*|$)")

_LEAD_IN = compiled(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]+)?(?P<name>[^。；，：\d]{2,30})。"
)


def lead_in(text: str) -> str:
    """The heading that opens a passage: 「3.失业保险基金。收入 X」; empty where there is none."""
    found = _LEAD_IN.match(text)
    return found.group() if found else ""


def item_named(text: str) -> str:
    """What the heading names that opens a passage: 失业保险基金."""
    found = _LEAD_IN.match(text)
    return found["name"] if found else ""


def sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of ``text``, in order, without the blanks around them."""
    found = []
    for match in _SENTENCE.finditer(text):
        start, _stop = match.span()
        bare = match.group().strip()
        if bare:
            start += len(match.group()) - len(match.group().lstrip())
            found.append((start, start + len(bare)))
    return found
