from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Block, BlockKind, Document
from auditlint.patterns import compiled

_NUMBERED = compiled(
    r"(?:见|如|参见|详见)(?P<target>(?:附件|附表|表|图表)\s*\d{1,2}(?:[-—–.]\d{1,2})?)(?!\d)"
)
_BELOW = compiled(
    r"(?P<target>(?:自评表|情况表|明细表|汇总表|统计表|得分表|下表)(?:所示|如下)|见下表|如下表)[：:。]?$"
)
_NEAR = 4
_SOLID = frozenset({BlockKind.TABLE, BlockKind.CAPTION})


@check("DOC105")
def announced_table_absent(facts: Facts) -> Iterator[Finding]:
    """The text sends the reader to a table or annex that the report does not hold."""
    for document in facts.documents:
        labels = _labels(document)
        series = {_kind(label) for label in labels}
        for _, block in facts.passages(of=document):
            text = block.text.value
            for match in _NUMBERED.finditer(text):
                target = _folded(match["target"])
                # Annexes may be published beside the report; a number missing in a series is not.
                if target in labels or _kind(target) not in series:
                    continue
                start, stop = match.span("target")
                yield facts.finding_in(document, block, start, stop, _message(match["target"]))
            below = _BELOW.search(text)
            if below and not _follows(document, block):
                start, stop = below.span("target")
                yield facts.finding_in(document, block, start, stop, _message(below["target"]))


def _message(target: str) -> Message:
    return Message(
        f"文中称“{target}”，但本文件中没有该表（附件）。",
        f"The text announces “{target}”, which the report does not hold.",
    )


def _folded(label: str) -> str:
    return re.sub(r"[—–.]", "-", re.sub(r"\s", "", label))


def _kind(label: str) -> str:
    """The series a label belongs to: 表4-3 → 表-, 附件2 → 附件."""
    return re.sub(r"\d", "", label)


def _labels(document: Document) -> set[str]:
    """The numbers of tables and annexes that stand in front of a title."""
    found: set[str] = set()
    texts = [table.title for table in document.tables]
    texts += [table.caption.value for table in document.tables]
    texts += [
        block.text.value
        for block in document.blocks
        if block.kind in (BlockKind.CAPTION, BlockKind.HEADING, BlockKind.PARAGRAPH)
    ]
    for text in texts:
        head = re.match(r"(?:附件|附表|表|图表)\s*\d{1,2}(?:[-—–.]\d{1,2})?(?!\d)", text)
        if head:
            found.add(_folded(head[0]))
    return found


def _follows(document: Document, block: Block) -> bool:
    """Whether a table, or a page that is a picture, stands within reach behind a paragraph."""
    seen = 0
    for other in document.blocks[block.index + 1 :]:
        if other.kind in _SOLID or other.table is not None:
            return True
        if other.kind is BlockKind.FURNITURE:
            continue
        if other.kind is BlockKind.HEADING:
            break
        seen += 1
        if seen >= _NEAR:
            break
    page = block.text.page or 0
    pictures = {one.number for one in document.pages if one.images}
    return bool(pictures & {page, page + 1, page + 2})
