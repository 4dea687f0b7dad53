from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Document
from auditlint.patterns import compiled

#: What every such name ends with, which is quicker to look for.
_BODY = compiled(r"[局委厅心所院]|办公室")
#: Behind a place, so that it is one name; 市水务局和财政局 are two.
_JOINED = compiled(
    r"(?<=[省市区县州盟旗])(?P<left>[\u4e00-\u9fff]{1,6}?(?<![局委厅门办院心会处科司]))(?P<join>[和与及])(?P<right>[\u4e00-\u9fff]{2,10}?"
    r"(?:管理局|局|委员会|委|厅|办公室|中心|事务所|学院|研究院))"
)


@check("TXT012")
def organisation_name_varies(facts: Facts) -> Iterator[Finding]:
    """One organisation is written with 和 here and with 与 or 及 there."""
    for document in facts.documents:
        usual = _usual(document)
        if not usual:
            continue
        told: set[tuple[str, str]] = set()
        for _, block in facts.passages(of=document):
            for match in _JOINED.finditer(block.text.value):
                key, join = (match["left"], match["right"]), match["join"]
                if key not in usual or usual[key][0] == join or (match[0], key[1]) in told:
                    continue
                told.add((match[0], key[1]))
                right, times = usual[key]
                name = f"{key[0]}{right}{key[1]}"
                message = Message(
                    f"机构名称前后不一：此处为“{match[0]}”，其他 {times} 处为“{name}”。",
                    f"The organisation is “{match[0]}” here and “{name}” in {times} other places.",
                )
                yield facts.finding_in(document, block, match.start(), match.end(), message)


def _usual(document: Document) -> dict[tuple[str, str], tuple[str, int]]:
    """For names written in several ways the usual conjunction and how often it stands."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    texts = [block.text.value for block in document.blocks]
    texts += [text.value for table in document.tables for text in table.texts.values()]
    for text in texts:
        for match in _JOINED.finditer(text) if _BODY.search(text) else ():
            counts.setdefault((match["left"], match["right"]), Counter())[match["join"]] += 1
    usual: dict[tuple[str, str], tuple[str, int]] = {}
    for key, joins in counts.items():
        (join, most), *others = joins.most_common()
        if others and most > others[0][1]:
            usual[key] = (join, most)
    return usual
