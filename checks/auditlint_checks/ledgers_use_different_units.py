from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.settings import Severity


@check("LED006")
def ledgers_use_different_units(facts: Facts) -> Iterator[Finding]:
    """One measure differs by the ratio of two units in nearly every pair of matched records."""
    for done in facts.holdings.reconciliations:
        for slip in done.slips:
            one, other = done.twins[slip.field].one, done.twins[slip.field].other
            ours = done.matches[0].ours[0]
            theirs = done.matches[0].theirs[0]
            factor = f"{slip.factor:.6g}" if slip.factor >= 1 else f"1/{1 / slip.factor:.6g}"
            yield Finding(
                Message(
                    f"「{done.other.name}」的{other.header}在 {slip.matches} 条记录中都是"
                    f"「{done.one.name}」{one.header}的 {factor} 倍，两份台账的计量单位不一致",
                    f"{other.header} is {factor} times {one.header} in {slip.matches} records:"
                    " the ledgers use different units",
                ),
                marked=one.header[:40],
                at=done.one.span(ours, one),
                excerpt=done.one.context(ours),
                notes=(
                    Note(
                        Message("另一份台账中的同一记录", "the same record in the other ledger"),
                        at=done.other.span(theirs, other),
                        excerpt=done.other.context(theirs),
                    ),
                ),
                severity=Severity.WARNING,
                section=done.one.sheet.name,
                table=done.one.name,
            )
