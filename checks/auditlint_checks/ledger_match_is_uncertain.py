from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.settings import Severity

_LISTED = 50


@check("LED010")
def ledger_match_is_uncertain(facts: Facts) -> Iterator[Finding]:
    """Records of two ledgers may be one thing, but the evidence does not settle it."""
    for done in facts.holdings.reconciliations:
        if not done.uncertain:
            continue
        first = done.uncertain[0]
        ours, theirs = first.ours[0], first.theirs[0]
        yield Finding(
            Message(
                f"「{done.one.name}」与「{done.other.name}」之间有 {len(done.uncertain)} 对记录"
                f"疑似同一对象，依据不足，请人工认定，如「{done.one.label(ours)}」与"
                f"「{done.other.label(theirs)}」",
                f"{len(done.uncertain)} pairs of records may be one thing and need a decision,"
                f" such as {done.one.label(ours)} and {done.other.label(theirs)}",
            ),
            marked=done.one.label(ours)[:40],
            at=done.one.span(ours),
            excerpt=done.one.context(ours),
            notes=tuple(
                Note(
                    Message(
                        f"{done.one.label(pair.ours[0])} ～ {done.other.label(pair.theirs[0])}"
                        f"（{pair.probability:.0%}）",
                        f"{done.one.label(pair.ours[0])} ~ {done.other.label(pair.theirs[0])}"
                        f" ({pair.probability:.0%})",
                    ),
                    at=done.other.span(pair.theirs[0]),
                    excerpt=done.other.context(pair.theirs[0]),
                )
                for pair in done.uncertain[:_LISTED]
            ),
            severity=Severity.INFO,
            section=done.one.sheet.name,
            table=done.one.name,
        )
