"""Sentences of a text.

A sentence ends at 。！？ (with the quotation marks and brackets that close behind it); 「；」
parts it into clauses but does not end it, because what is said of a whole goes on behind it.
"""

from __future__ import annotations

from auditlint.patterns import compiled

_SENTENCE = compiled(r"[^。！？]*(?:[。！？]+[”’」』）)]*|$)")


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
