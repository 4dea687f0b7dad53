"""Score tables that sum up others: a row of the summary is the group of rows it stands for.

The row B过程 of a summary states what the indicators B11, B12 … of a detailed table come to.
Rows meet their group by the letter of their code, or by the name of the group. All groups that
one summary finds vote: a summary that mostly differs sums up something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.claims.sides import Side, sides, vote
from auditlint.document import Column, Row
from auditlint.figures import Figure
from auditlint.language.zh.tables import bare, without_unit
from auditlint.settings import Confidence

_SCORED = re.compile(r"(?:权重|分值|得分)$")
_LETTER = re.compile(r"([A-Z])(?!\d)")
_CODED = re.compile(r"([A-Z])\d")


def claim_summaries(ground: Ground) -> Iterator[Claim]:
    """Rows of summary tables against the sums of their groups in the detailed ones."""
    scored = [(side, columns) for side in sides(ground) if (columns := _scored(side))]
    for summary, columns in scored:
        claims = [
            claim
            for detail, others in scored
            if detail.table.number != summary.table.number
            and detail.document.index == summary.document.index
            for claim in _claims(summary, columns, detail, others)
        ]
        found = vote(claims)
        if found.holds >= 2 and found.holds >= 2 * found.fails:
            yield from claims


def _scored(side: Side) -> dict[str, Column]:
    """The columns of weights and scores by name."""
    return {
        bare(column.path[-1]): column
        for column in side.columns
        if column.path and _SCORED.search(bare(column.path[-1]))
    }


def _claims(
    summary: Side, columns: dict[str, Column], detail: Side, others: dict[str, Column]
) -> Iterator[Claim]:
    for row in summary.items():
        letter = _LETTER.match(bare(row.label))
        if row.groups or _CODED.match(bare(row.label)):
            continue
        key = letter.group(1) if letter else _name(row.label)
        members = [member for member in detail.items() if _belongs(member, key, bool(letter))]
        if len(members) < 2:
            continue
        for name in columns.keys() & others.keys():
            stated = summary.cell(row.index, columns[name].index)
            parts = [detail.cell(member.index, others[name].index) for member in members]
            known = [part for part in parts if part is not None]
            if stated is not None and len(known) == len(parts):
                yield _claim(summary, detail, row, stated, known)


def _belongs(member: Row, key: str, lettered: bool) -> bool:
    if lettered:
        code = _CODED.match(bare(member.label))
        return code is not None and code.group(1) == key
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
