"""Identities along rows: 合计 = 基本支出 + 项目支出, 小计 within a merged header.

The headers say which columns a total column may add; the rows vote on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Sum
from auditlint.claims.sides import (
    NO_VOTE,
    Side,
    Vote,
    alike,
    is_additive,
    may_add_across,
    sides,
    vote,
)
from auditlint.document import Column, RowKind
from auditlint.figures.cells import is_basis
from auditlint.language.zh.tables import bare, is_total
from auditlint.settings import Confidence
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A column with its header path, split from which version of a figure it holds (basis)."""

    column: Column
    path: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """In every row the parts add to the total column."""

    total: Heading
    parts: tuple[Heading, ...]
    claims: tuple[Claim, ...]
    support: Vote


def claim_rows(ground: Ground) -> Iterator[Claim]:
    """Every total column over all rows of its panel."""
    for side in sides(ground):
        every = headings(side)
        totals = [one for one in every if one.path and is_total(one.path[-1])]
        found = [one for total in totals for one in _best(side, every, total)]
        everywhere = NO_VOTE
        for one in found:
            everywhere = everywhere + one.support
        for one in found:
            yield from _believed(one, everywhere)


def headings(side: Side) -> list[Heading]:
    """The value columns with basis words taken out of their paths."""
    found: list[Heading] = []
    for column in side.columns:
        path = [bare(part) for part in column.path]
        basis = path.pop() if len(path) > 1 and is_basis(path[-1]) else ""
        found.append(Heading(column, tuple(path), basis))
    return found


def _best(side: Side, every: Sequence[Heading], total: Heading) -> Iterator[Hypothesis]:
    tried: list[Hypothesis] = []
    for parts in _candidates(every, total):
        claims = tuple(_row_claims(side, total, parts))
        if claims:
            tried.append(Hypothesis(total, tuple(parts), claims, vote(claims)))
    if tried:
        yield max(tried, key=lambda one: (one.support.holds - one.support.fails, one.support.holds))


def _candidates(every: Sequence[Heading], total: Heading) -> Iterator[list[Heading]]:
    """Sets of columns that a total column may add: those under the header it stands under."""
    outer = total.path[:-1]
    inside = [
        one
        for one in every
        if one.basis == total.basis
        and one.column.index != total.column.index
        and one.path[: len(outer)] == outer
        and len(one.path) > len(outer)
        and is_additive(one.column)
    ]
    top = _tops(inside, len(outer))
    right = [one for one in top if one.column.index > total.column.index]
    left = [one for one in top if one.column.index < total.column.index]
    for parts in (right, left):
        adjoining = _up_to_next_total(parts, total)
        if len(adjoining) >= 2:
            yield adjoining
        if len(parts) >= 2 and parts != adjoining:
            yield parts


def _tops(inside: Sequence[Heading], depth: int) -> list[Heading]:
    """One column a group that has its own total, else all columns of the group."""
    groups: dict[str, list[Heading]] = {}
    for one in inside:
        groups.setdefault(one.path[depth], []).append(one)
    top: list[Heading] = []
    for members in groups.values():
        own = [one for one in members if len(one.path) == depth + 2 and is_total(one.path[-1])]
        top.extend(own[:1] if own and len(members) > 1 else members)
    return sorted(top, key=lambda one: one.column.index)


def _up_to_next_total(parts: Sequence[Heading], total: Heading) -> list[Heading]:
    """The parts nearest to the total that are no totals of the same kind."""
    nearest = sorted(parts, key=lambda one: abs(one.column.index - total.column.index))
    kept: list[Heading] = []
    for one in nearest:
        if is_total(one.path[-1]) and len(one.path) <= len(total.path):
            break
        kept.append(one)
    return sorted(kept, key=lambda one: one.column.index)


def _row_claims(side: Side, total: Heading, parts: Sequence[Heading]) -> Iterator[Claim]:
    names = "、".join(part.path[-1] for part in parts)
    because = f"《{side.name}》“{total.path[-1]}”列为{names}各列之和"
    group = f"row:{side.document.index}:{side.table.number}:{side.at}:{total.column.index}"
    for row in side.rows:
        if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
            continue
        stated = side.cell(row.index, total.column.index)
        if stated is None:
            continue
        inputs = [
            figure
            for part in parts
            for figure in [side.cell(row.index, part.column.index)]
            if figure is not None
        ]
        if not inputs or not alike([stated, *inputs]):
            continue
        if not may_add_across(bare(row.label), stated, inputs):
            continue
        yield Claim(
            kind="row",
            relation=Sum((1,) * len(inputs)),
            stated=stated,
            inputs=tuple(inputs),
            because=because,
            confidence=Confidence.HIGH,
            stated_role="total",
            roles=("part",) * len(inputs),
            group=group,
        )


def _believed(one: Hypothesis, everywhere: Vote) -> Iterator[Claim]:
    """The claims, as sure as the rows (and the other total columns) make them."""
    own = one.support
    rest = Vote(everywhere.holds - own.holds, everywhere.fails - own.fails)
    if not own.fails or (own.holds >= 2 and own.holds >= 2 * own.fails):
        confidence = Confidence.HIGH
    elif own.holds >= own.fails or (own.fails == 1 and rest.holds and not rest.fails):
        confidence = Confidence.MEDIUM
    elif own.fails == 1 and not own.holds:
        confidence = Confidence.LOW
    else:
        return
    for claim in one.claims:
        yield claim.held(confidence)


CLAIMANTS = (claim_rows,)
