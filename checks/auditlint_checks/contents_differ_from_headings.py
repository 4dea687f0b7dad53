from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind, Document
from auditlint.language.zh.numbering import leading_mark
from auditlint.patterns import compiled
from auditlint.settings import Severity

_LIKE = 75.0
_NOISE = compiled(r"[\s“”\"]")
_LEADERS = compiled(r"[.．…·]{2,}.*$")
_PAGE = compiled(r"[（(]\d+[）)]$|(?<=\D)[-—]?\d{1,3}[-—]?$")


@check("DOC106")
def contents_differ_from_headings(facts: Facts) -> Iterator[Finding]:
    """A heading is worded otherwise than its entry in the table of contents."""
    for document in facts.documents:
        entries = [
            _folded(block.text.value)
            for block in document.blocks
            if block.kind is BlockKind.CONTENTS
        ]
        if not entries:
            continue
        printed = {_folded(text) for text in _titles(document)}
        open_entries = [
            entry for entry in entries if entry not in printed and not _ends(entry, printed)
        ]
        for block in document.blocks if open_entries else ():
            if block.kind is not BlockKind.HEADING:
                continue
            text = _folded(block.text.value)
            entry = _like(text, open_entries)
            if entry and text not in entries:
                message = Message(
                    f"正文标题“{block.text.value}”与目录“{entry}”不一致。",
                    f"The heading “{block.text.value}” is “{entry}” in the table of contents.",
                )
                yield facts.finding_in(
                    document, block, 0, len(block.text), message, severity=Severity.INFO
                )


def _folded(text: str) -> str:
    """A title without leaders, page number, spaces and quotation marks."""
    bare = _PAGE.sub("", _LEADERS.sub("", _NOISE.sub("", text)))
    return bare.replace("．", ".").rstrip("。：:")


def _titles(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is not BlockKind.CONTENTS:
            yield block.text.value
    for table in document.tables:
        yield table.title
        yield table.caption.value


def _ends(entry: str, printed: set[str]) -> bool:
    """Whether a title stands in the report without the mark it has in the contents."""
    mark = leading_mark(entry)
    return mark is not None and entry[mark.end :] in printed


def _like(text: str, entries: list[str]) -> str:
    """The entry with the same mark that reads almost like a heading."""
    mark = leading_mark(text)
    if mark is None:
        return ""
    from rapidfuzz.fuzz import ratio

    near = [
        entry
        for entry in entries
        if (other := leading_mark(entry)) is not None
        and (other.style, other.value) == (mark.style, mark.value)
        and ratio(entry, text) >= _LIKE
    ]
    return max(near, key=lambda entry: ratio(entry, text), default="")
