from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.records import Ledger, Role
from auditlint.settings import Confidence, Severity


@check("LED003")
def duplicate_ledger_record(facts: Facts) -> Iterator[Finding]:
    """A ledger holds one record twice, or gives two things one number."""
    for ledger in facts.holdings.ledgers:
        yield from _repeated(ledger)
        yield from _shared_numbers(ledger)


def _repeated(ledger: Ledger) -> Iterator[Finding]:
    fields = [found.column.values for found in ledger.fields if found.role is not Role.SEQUENCE]
    if len(fields) < 3:
        return
    first: dict[tuple[str, ...], int] = {}
    for row in ledger.records:
        key = tuple(values[row] for values in fields)
        if sum(map(bool, key)) < 3:
            continue
        earlier = first.setdefault(key, row)
        if earlier != row:
            yield _finding(
                ledger,
                row,
                earlier,
                Message(
                    f"与第 {ledger.sheet.rows[earlier]} 行完全相同，疑为重复登记",
                    f"the same as row {ledger.sheet.rows[earlier]} in every field",
                ),
            )


def _shared_numbers(ledger: Ledger) -> Iterator[Finding]:
    """A number that names its record (nearly all are unique) but stands at two names."""
    names = next((found.column.values for found in ledger.of(Role.NAME)), None)
    if names is None:
        return
    for field in ledger.of(Role.NUMBER):
        values = field.column.values
        shown = [values[row] for row in ledger.records if values[row]]
        if len(shown) < 5 or len(set(shown)) * 10 < len(shown) * 9:
            continue
        first: dict[str, int] = {}
        for row in ledger.records:
            if not values[row]:
                continue
            earlier = first.setdefault(values[row], row)
            if earlier != row and names[earlier] != names[row] and names[row]:
                yield _finding(
                    ledger,
                    row,
                    earlier,
                    Message(
                        f"{field.header} {values[row]} 已用于第 {ledger.sheet.rows[earlier]} 行的"
                        f"「{names[earlier]}」，这里又用于「{names[row]}」",
                        f"{field.header} {values[row]} is also that of row"
                        f" {ledger.sheet.rows[earlier]} ({names[earlier]})",
                    ),
                )


def _finding(ledger: Ledger, row: int, earlier: int, message: Message) -> Finding:
    return Finding(
        message,
        marked=ledger.label(row)[:40],
        at=ledger.span(row),
        excerpt=ledger.context(row),
        notes=(
            Note(
                Message("先前的记录", "the earlier record"),
                at=ledger.span(earlier),
                excerpt=ledger.context(earlier),
            ),
        ),
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        section=ledger.sheet.name,
        table=ledger.name,
    )
