from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.patterns import lazily

#: An item of the 三公 expenses, the words its counts need, and what is missing without them.
_ITEMS = (
    (
        lazily(r"因公出国（境）费|因公出国\(境\)费"),
        lazily(r"团组|出国[^。；]{0,16}\d+(?:个|批|人|次)"),
        "团组数和人次数",
    ),
    (
        lazily(r"公务用车运行(?:维护)?费"),
        lazily(r"保有|(?:共有|现有|实有|拥有)[^。；]{0,8}车[^。；]{0,6}\d+辆|车辆(?:数|合计)"),
        "公务用车保有量",
    ),
    (
        lazily(r"公务接待费"),
        lazily(r"批次|\d批|批、|接待[^。；]{0,12}\d+(?:次|人|个)"),
        "接待批次和人次",
    ),
)
_SPENT = lazily(r"[^。；;，,]{0,24}?(?:决算数?|支出)(?:为|数为)?(\d+(?:\.\d+)?)万元")


@check("DOC109")
def required_count_missing(facts: Facts) -> Iterator[Finding]:
    """三公 money was spent, and the number of trips, vehicles or receptions is nowhere given."""
    for document in facts.documents:
        if facts.engagement.of(document.index).kind != "决算":
            continue
        whole = "\n".join(
            [block.text.value for block in document.blocks]
            + [text.value for table in document.tables for text in table.texts.values()]
        )
        for item, counted, name in _ITEMS:
            if counted.search(whole):
                continue
            for _, block in facts.passages(of=document):
                match = item.search(block.text.value)
                spent = _SPENT.match(block.text.value, match.end()) if match else None
                if match is None or spent is None or not Decimal(spent[1]):
                    continue
                message = Message(
                    f"列有“{match[0]}”支出 {spent[1]} 万元，但全文没有说明{name}。",
                    f"{spent[1]} 万元 were spent on “{match[0]}”; the report does not give {name}.",
                )
                yield facts.finding_in(document, block, match.start(), spent.end(), message)
                break
