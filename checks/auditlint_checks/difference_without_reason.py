from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.patterns import lazily

_DIFFERS = lazily(r"决算数?(?:大于|小于|高于|低于|超过|超出)(?:年初|全年|调整)?预算数?(?=[。；;])")
#: A reason that stands before: 因人员减少，决算数小于预算数。
_BEFORE = lazily(r"由于|因为|原因|因(?!公)|受[^。]{1,20}影响|主要是")
_REASON = lazily(r"原因|由于|因为|因|主要是|系|受|为了|一是")


@check("DOC108")
def difference_without_reason(facts: Facts) -> Iterator[Finding]:
    """Accounts are said to differ from the budget, and no reason follows."""
    for document, block in facts.passages():
        text = block.text.value
        for found in _DIFFERS.finditer(text):
            if _BEFORE.search(text, text.rfind("。", 0, found.start()) + 1, found.start()):
                continue
            behind = re.split(
                r"(?:^|[。；;])(?=\d+[、.．]|（[一二三四五六七八九十]+）)", text[found.end() :]
            )[0]
            following = next(
                (
                    other.text.value
                    for other in document.blocks[block.index + 1 : block.index + 3]
                    if other.kind is BlockKind.PARAGRAPH
                ),
                "",
            )
            if _REASON.search(behind[:120]) or re.match(r"(?:主要|差异)?原因", following):
                continue
            message = Message(
                f"“{found[0]}”之后没有说明原因。",
                f"No reason follows “{found[0]}”.",
            )
            yield facts.finding_in(document, block, found.start(), found.end(), message)
