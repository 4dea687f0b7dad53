from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.records import Field, Ledger
from auditlint.settings import Severity

_LISTED = 20


@check("LED004")
def required_ledger_field_missing(facts: Facts) -> Iterator[Finding]:
    """A field that the configuration requires is no column of the ledger, or empty in it."""
    for ledger in facts.holdings.ledgers:
        absent = [name for name in ledger.required if _column(ledger, name) is None]
        if absent:
            yield _absent(ledger, absent)
        for name in ledger.required:
            column = _column(ledger, name)
            if column is None:
                continue
            empty = [row for row in ledger.records if not column.column.values[row]]
            if empty:
                yield _empty(ledger, column, empty)


def _column(ledger: Ledger, name: str) -> Field | None:
    """The column a required field stands in: its title is or contains the name."""
    from rapidfuzz import fuzz

    for field in ledger.fields:
        bare = "".join(field.header.split())
        if name in bare or fuzz.ratio(name, bare) >= 90:
            return field
    return None


def _absent(ledger: Ledger, names: list[str]) -> Finding:
    listed = "、".join(names)
    headers = " ".join(field.header for field in ledger.fields)
    return Finding(
        Message(
            f"「{ledger.name}」缺少规定登记的内容：{listed}",
            f"{ledger.name} lacks required columns: {', '.join(names)}",
        ),
        marked=ledger.fields[0].header[:40],
        at=ledger.span(ledger.records[0]),
        excerpt=headers,
        severity=Severity.WARNING,
        section=ledger.sheet.name,
        table=ledger.name,
    )


def _empty(ledger: Ledger, column: Field, rows: list[int]) -> Finding:
    return Finding(
        Message(
            f"{column.header}为必填项，{len(ledger)} 条记录中有 {len(rows)} 条未填",
            f"{column.header} is required but empty in {len(rows)} of {len(ledger)} records",
        ),
        marked=column.header[:40],
        at=ledger.span(rows[0], column),
        excerpt=ledger.context(rows[0]),
        notes=tuple(
            Note(
                Message(ledger.label(row), ledger.label(row)),
                at=ledger.span(row, column),
                excerpt=ledger.context(row),
            )
            for row in rows[:_LISTED]
        ),
        severity=Severity.WARNING,
        section=ledger.sheet.name,
        table=ledger.name,
    )
