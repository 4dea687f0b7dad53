"""Score tables that sum up others: a row of the summary is the group of rows it stands for.

The row B过程 of a summary states what the indicators B11, B12 … of a detailed table come to.
Rows meet their group by the letter of their code, or by the name of the group. The groups vote,
column by column: a summary that mostly differs sums up something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.claims.sides import Side, sides, vote
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.evaluations import is_scored, letter_of_code, letter_of_group
from auditlint.language.zh.tables import bare, without_unit
from auditlint.settings import Confidence


def claim_summaries(ground: Ground) -> Iterator[Claim]:
    """Rows of summary tables against the sums of their groups in the detailed ones."""
    scored = [(side, columns) for side in sides(ground) if (columns := _scored(side))]
    grouped = [(side, columns) for side, columns in scored if _is_detailed(side)]
    for summary, columns in scored:
        sections: dict[str, list[Claim]] = {}
        for detail, others in grouped:
            if detail.table is summary.table or detail.document is not summary.document:
                continue
            for name in sorted(columns.keys() & others.keys()):
                claims = list(_claims(summary, columns[name], detail, others[name]))
                if len(claims) == 1:
                    sections.setdefault(name, []).extend(claims)
                elif claims and _believed(claims, summary, columns[name], detail, others[name]):
                    yield from claims
        for claims in sections.values():
            if _one_each(claims):
                yield from claims


def _one_each(claims: list[Claim]) -> bool:
    """Whether tables of one group each belong to one object: no group comes twice."""
    rows = {claim.stated.id for claim in claims}
    found = vote(claims)
    return len(rows) == len(claims) and found.holds >= 2 and found.holds >= 2 * found.fails


def _believed(
    claims: list[Claim], summary: Side, column: Column, detail: Side, other: Column
) -> bool:
    """Whether two tables score one object.

    Reports on several projects print tables of one form: only equal totals, or where a table
    has none three equal groups, tell that a group that differs is a slip.
    """
    found = vote(claims)
    if found.holds < 2 or found.holds < 2 * found.fails:
        return False
    totals = [_total(summary, column), _total(detail, other)]
    if totals[0] is not None and totals[1] is not None:
        return totals[0].exact == totals[1].exact
    return found.fails == 0 or found.holds >= 3


def _total(side: Side, column: Column) -> Figure | None:
    """The grand total of a column."""
    rows = [row for row in side.rows if row.kind is RowKind.TOTAL]
    return side.cell(rows[-1].index, column.index) if rows else None


def _is_detailed(side: Side) -> bool:
    return any(row.groups or letter_of_code(bare(row.label)) for row in side.items())


def _scored(side: Side) -> dict[str, Column]:
    """The columns of weights and scores by name."""
    return {
        bare(column.path[-1]): column
        for column in side.columns
        if column.path and is_scored(bare(column.path[-1]))
    }


def _claims(summary: Side, column: Column, detail: Side, other: Column) -> Iterator[Claim]:
    for row in summary.items():
        letter = letter_of_group(bare(row.label))
        if row.groups or letter_of_code(bare(row.label)):
            continue
        key = letter or _name(row.label)
        members = [member for member in detail.items() if _belongs(member, key, bool(letter))]
        stated = summary.cell(row.index, column.index)
        parts = [detail.cell(member.index, other.index) for member in members]
        known = [part for part in parts if part is not None]
        if stated is not None and len(known) == len(parts) > 1:
            yield _claim(summary, detail, row, stated, known)


def _belongs(member: Row, key: str, lettered: bool) -> bool:
    if lettered:
        return letter_of_code(bare(member.label)) == key
    return bool(member.groups) and _name(member.groups[0]) == key


def _name(label: str) -> str:
    return bare(without_unit(label))


def _claim(summary: Side, detail: Side, row: Row, stated: Figure, parts: list[Figure]) -> Claim:
    return Claim(
        kind="summary",
        relation=Sum((1,) * len(parts)),
        stated=stated,
        inputs=tuple(parts),
        because=f"《{summary.name}》的“{row.label}”是《{detail.name}》该组各行之和",
        confidence=Confidence.HIGH,
        stated_role="total",
        group=f"summary {summary.table.number} {detail.table.number}",
    )


CLAIMANTS = (claim_summaries,)
