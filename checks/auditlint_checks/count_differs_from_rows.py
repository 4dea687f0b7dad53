from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Block, BlockKind, Document, RowKind, Table
from auditlint.language.zh.numbering import small_number
from auditlint.patterns import lazily

_N = "([0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
#: 范围的单位共3个, 共有3个预算单位, 对3个项目: what the table behind lists.
_ANNOUNCED = lazily(
    rf"(?P<a>范围的?(?:二级)?(?:预算)?单位[^。；\d]{{0,6}}?{_N}[个家])"
    rf"|(?P<b>(?:共有?|共计|包括|对){_N}[个家](?:下属|二级|预算|基层|所属)*(?:单位|项目))"
)
_LEADS = lazily(r"(?:如下|见下表|下表所示|如下表)[^。]{0,4}[。：:]?$|单位[^。]{0,8}[个家][，。：:]")
_NAME = lazily(r"(?:单位|部门|项目|机构)名称$")


@check("CNT002")
def count_differs_from_rows(facts: Facts) -> Iterator[Finding]:
    """A paragraph announces a number of units or projects, and the table behind lists another."""
    for document, block in facts.passages():
        text = block.text.value
        announced = list(_ANNOUNCED.finditer(text))
        if len(announced) != 1 or not _LEADS.search(text):
            continue
        table, (found,) = _behind(document, block), announced
        if table is None:
            continue
        count = small_number(found[2] or found[4])
        kind = "项目" if found[0].endswith("项目") else "单位"
        listed = _rows(table, kind)
        if not count or not listed or count == listed:
            continue
        message = Message(
            f"此处称“{found[0]}”，其后的表格列出 {listed} 个{kind}。",
            f"This announces “{found[0]}”; the table behind lists {listed}.",
        )
        yield facts.finding_in(document, block, found.start(), found.end(), message)


def _behind(document: Document, block: Block) -> Table | None:
    """The table that stands right behind a paragraph, with no more than its caption between."""
    for other in islice(document.blocks, block.index + 1, None):
        if other.kind is BlockKind.TABLE and other.table is not None:
            return document.tables[other.table]
        if other.kind not in (BlockKind.FURNITURE, BlockKind.CAPTION):
            return None
    return None


def _rows(table: Table, kind: str) -> int:
    """How many units or projects a table lists; 0 where it is no such list."""
    for panel in table.panels:
        for column in panel.columns:
            header = column.path[-1] if column.path else ""
            if _NAME.search(header) and kind in header:
                return sum(
                    row.kind is RowKind.ITEM and bool(table.text(row.index, column.index))
                    for row in panel.rows
                )
    return 0
