from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.records import Ledger
from auditlint.settings import Severity

#: Records named in the message, and listed one by one below it.
_NAMED, _LISTED = 6, 50


@check("LED001")
def record_missing_from_other_ledger(facts: Facts) -> Iterator[Finding]:
    """Records of one ledger have no counterpart in the other."""
    for done in facts.holdings.reconciliations:
        if done.ours_left:
            yield _missing(done.one, done.other, done.ours_left)
        if done.theirs_left:
            yield _missing(done.other, done.one, done.theirs_left)


def _missing(ledger: Ledger, other: Ledger, rows: Sequence[int]) -> Finding:
    names = [ledger.label(row) for row in rows]
    few = "、".join(names[:_NAMED]) + (" 等" if len(names) > _NAMED else "")
    listed = [
        Note(
            Message(names[at], names[at]),
            at=ledger.span(row),
            excerpt=ledger.context(row),
        )
        for at, row in enumerate(rows[:_LISTED])
    ]
    if len(rows) > _LISTED:
        more = len(rows) - _LISTED
        listed.append(
            Note(
                Message(
                    f"另有 {more} 条，用 auditlint reconcile 列出全部",
                    f"{more} more; auditlint reconcile lists all",
                )
            )
        )
    return Finding(
        Message(
            f"「{ledger.name}」{len(ledger)} 条记录中有 {len(rows)} 条在「{other.name}」中找不到"
            f"对应的记录：{few}",
            f"{len(rows)} of {len(ledger)} records of {ledger.name} have no counterpart in"
            f" {other.name}: {', '.join(names[:_NAMED])}",
        ),
        marked=names[0][:40],
        at=ledger.span(rows[0]),
        excerpt=ledger.context(rows[0]),
        notes=tuple(listed),
        severity=Severity.WARNING,
        section=ledger.sheet.name,
        table=ledger.name,
    )
