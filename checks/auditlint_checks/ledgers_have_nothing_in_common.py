from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.settings import Severity


@check("LED008")
def ledgers_have_nothing_in_common(facts: Facts) -> Iterator[Finding]:
    """Two ledgers named together could not be held against each other."""
    for one, other in facts.holdings.apart:
        ours = "、".join(field.header for field in one.fields)
        theirs = "、".join(field.header for field in other.fields)
        yield Finding(
            Message(
                f"「{one.name}」与「{other.name}」没有可以对应的编号、名称或位置，"
                "或者能对应的记录太少，未作核对；"
                f"前者各列为 {ours}，后者各列为 {theirs}；可在配置的 ledgers 中指定 keys",
                f"{one.name} and {other.name} share no number, name or place, or too few records,"
                " and were not reconciled; name the key columns under ledgers in the configuration",
            ),
            marked=one.fields[0].header[:40],
            at=one.span(one.records[0]),
            excerpt=one.context(one.records[0]),
            severity=Severity.INFO,
            section=one.sheet.name,
            table=one.name,
        )
