from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.patterns import compiled
from auditlint.settings import Confidence, Severity
from auditlint.structure.indicators import indicator_tables

_BARE = compiled(r"^[=＝]?100(?:\.0+)?[%％]$")


@check("STD002")
def quantity_target_not_measurable(facts: Facts) -> Iterator[Finding]:
    """An indicator of output quantity has the bare target 100%, which cannot be measured."""
    for document in facts.documents:
        for table in indicator_tables(document):
            for one in table.indicators:
                if not any("数量" in name for _, name in one.groups):
                    continue
                column = table.column("target")
                target = table.text(one, "target")
                if column is None or not _BARE.match(target):
                    continue
                message = Message(
                    f"数量指标“{one.name}”的目标值仅为“{target}”，未写明应完成的具体数量。",
                    f"The target of the quantity indicator “{one.name}” is a bare {target}; it "
                    "does not say how much is to be done.",
                )
                yield facts.finding_in_cell(
                    document,
                    table.table,
                    one.row,
                    column,
                    message,
                    severity=Severity.INFO,
                    confidence=Confidence.LOW,
                )
