"""Totals over rows: a total row and its items, an item and the items it is divided into.

Which rows are the parts of which total is a hypothesis. It is held against all columns of the
table, and the totals of one table support each other: a hypothesis that holds elsewhere and
fails in one cell shows an error there, one that fails everywhere is wrong itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from auditlint.claims.claim import Claim, added_up
from auditlint.claims.ground import Ground
from auditlint.claims.outermost import without_parts_below, without_parts_beside
from auditlint.claims.relation import AtMost, Sum
from auditlint.claims.sides import (
    NO_VOTE,
    Side,
    Vote,
    alike,
    contradicted,
    is_additive,
    may_add,
    sides,
    vote,
)
from auditlint.document import ColumnRole, Row, RowKind
from auditlint.figures import Figure
from auditlint.language.zh.labels import is_change, sign_of
from auditlint.language.zh.measures import funds_of
from auditlint.language.zh.tables import (
    bare,
    cleaned,
    is_grand_total,
    is_of_which,
    is_subtotal,
    is_total,
    row_mark,
)
from auditlint.settings import Confidence
from auditlint.values import dataclass

_KINDS_OF_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


class Ties(Enum):
    """What says that rows are parts of another."""

    CODE = "科目编码前缀"
    MARK = "行次编号"
    INDENT = "缩进"
    LESS = "减项"
    TOTAL = "合计行"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``claims`` say, column by column, that the parts make up the total.

    ``numbered``: the parts are counted 1, 2, 3 … in a column of their own, so none is missing
    and none is part of another.
    """

    ties: Ties
    row: Row
    claims: tuple[Claim, ...]
    support: Vote
    plain: bool = False  # neither code nor mark says which rows are parts
    numbered: bool = False


def claim_totals(ground: Ground) -> Iterator[Claim]:
    """Every total row and every divided item, over all its columns."""
    open_table: list[Side] = []
    for side in sides(ground):
        if open_table and open_table[0].table is not side.table:
            yield from _of_table(open_table)
            open_table = []
        open_table.append(side)
    if open_table:
        yield from _of_table(open_table)


def _of_table(panels: Sequence[Side]) -> Iterator[Claim]:
    found: list[Hypothesis] = []
    for side in panels:
        found.extend(_divided(side))
        found.extend(_of_funds(side))
        found.extend(_differences(side))
        found.extend(_total_rows(side, panels))
    support: dict[Ties, Vote] = {}
    everywhere = NO_VOTE
    for one in found:
        support[one.ties] = support.get(one.ties, NO_VOTE) + one.support
        everywhere = everywhere + one.support
    for one in found:
        yield from _believed(one, support[one.ties], everywhere)
    for side in panels:
        yield from _of_which(side)


def _believed(one: Hypothesis, kin: Vote, everywhere: Vote) -> Iterator[Claim]:
    """The claims of a hypothesis, as sure as its own columns and its kin make it."""
    confidence = _confidence(one, kin, everywhere)
    if confidence is None:
        return
    for claim in one.claims:
        yield claim.held(confidence)


def _confidence(one: Hypothesis, kin: Vote, everywhere: Vote) -> Confidence | None:
    """How sure a hypothesis is; ``None`` where it is not believed at all.

    ``kin`` are the votes of all hypotheses with the same ties, ``everywhere`` of all.
    """
    own = one.support
    if own.holds >= own.fails:
        return Confidence.HIGH if own.fails < max(2, own.holds) else Confidence.MEDIUM
    if one.plain and own.fails >= 2 and not own.holds:
        return None  # other rows than these make up the total
    strong = one.ties in (Ties.CODE, Ties.TOTAL)
    if one.numbered and own.fails == 1:
        return Confidence.HIGH
    others = Vote(kin.holds - own.holds, kin.fails - own.fails)
    rest = Vote(everywhere.holds - own.holds, everywhere.fails - own.fails)
    if own.fails >= 2 and not own.holds and _all_short(one.claims):
        # Items may be left out on purpose: a table cut at 款, secret subjects.
        return Confidence.MEDIUM if strong and others.holds >= 2 else None
    if others.holds > 2 * others.fails or (strong and rest.holds > 2 * rest.fails):
        return Confidence.HIGH
    counted = one.ties is Ties.MARK and len(one.claims[0].inputs) >= 3
    if (strong or (counted and rest.holds >= 4 * rest.fails)) and own.fails <= own.holds + 1:
        return Confidence.MEDIUM
    return None


def _all_short(claims: Sequence[Claim]) -> bool:
    """Whether in every column the parts add to less than the total."""
    for claim in claims:
        parts = sum((figure.exact for figure in claim.inputs), start=type(claim.stated.exact)(0))
        if claim.verifies and parts >= claim.stated.exact:
            return False
    return True


def _divided(side: Side) -> Iterator[Hypothesis]:
    """Items with the items they are divided into."""
    children: dict[int, list[Row]] = {}
    for row in side.items():
        if row.parent is not None and not row.of_which:
            children.setdefault(row.parent, []).append(row)
    for parent, parts in children.items():
        whole = side.rows[parent]
        if whole.of_which and len(parts) < 2:
            continue
        ties = _ties(whole, parts)
        if len(parts) < 2 and ties is not Ties.CODE:
            continue
        claims = tuple(_column_claims(side, whole, [(side, row) for row in parts], ties))
        if claims and not _of_row_above(side, whole, claims):
            yield Hypothesis(ties, whole, claims, vote(claims))


def _of_row_above(side: Side, whole: Row, claims: Sequence[Claim]) -> bool:
    """Whether rows that miss the row they stand under make up the row above it in every column:
    本年结余 of each fund below 年末滚存结余, beside the 滚存结余 of each."""
    if whole.index == 0 or not all(map(contradicted, claims)):
        return False
    above = [
        side.cell(whole.index - 1, column.index)
        for column in side.columns
        if side.cell(whole.index, column.index) in {claim.stated for claim in claims}
    ]
    return len(above) == len(claims) and all(
        figure is not None and added_up(claim.inputs).meets(figure.interval)
        for figure, claim in zip(above, claims, strict=True)
    )


def _of_funds(side: Side) -> Iterator[Hypothesis]:
    """一、财政拨款 above its kinds, unmarked: 一般公共预算拨款, 政府性基金预算拨款 …"""
    children: dict[int, list[Row]] = {}
    for row in side.items():
        if row.parent is not None and row.of_which and not is_of_which(row.label):
            children.setdefault(row.parent, []).append(row)
    for parent, parts in children.items():
        funds = [funds_of(bare(row.label)) for row in parts]
        if len(parts) < 2 or len(set(funds)) < len(funds) or not {*funds} <= {*_KINDS_OF_FUNDS}:
            continue
        whole = side.rows[parent]
        claims = tuple(_column_claims(side, whole, [(side, row) for row in parts], Ties.MARK))
        if claims:
            yield Hypothesis(Ties.MARK, whole, claims, vote(claims), numbered=True)


def _ties(whole: Row, parts: Sequence[Row]) -> Ties:
    if whole.code or parts[0].code:
        return Ties.CODE
    if is_total(cleaned(whole.label)):
        return Ties.TOTAL
    return Ties.MARK if row_mark(parts[0].label)[0] else Ties.INDENT


def _column_claims(
    side: Side, whole: Row, parts: Sequence[tuple[Side, Row]], ties: Ties
) -> Iterator[Claim]:
    """One claim a column in which the total and a part hold figures."""
    because = _because(side, whole, ties, len(parts))
    group = f"total:{side.document.index}:{side.table.number}:{side.at}:{whole.index}"
    for position, column in enumerate(side.columns):
        stated = side.cell(whole.index, column.index)
        if stated is None or not is_additive(column):
            continue
        inputs = [
            figure
            for other, row in parts
            for figure in [_figure(other, side, row, position)]
            if figure is not None
        ]
        if not inputs or not alike([stated, *inputs]) or not may_add(column, stated, inputs):
            continue
        if len(inputs) == 1 and len(parts) == 1 and ties is not Ties.CODE:
            continue
        yield Claim(
            kind="total",
            relation=Sum((1,) * len(inputs)),
            stated=stated,
            inputs=tuple(inputs),
            because=because,
            confidence=Confidence.HIGH,
            stated_role="total",
            roles=("part",) * len(inputs),
            group=group,
        )


def _figure(other: Side, side: Side, row: Row, position: int) -> Figure | None:
    """The figure of a part; panels that share a total have their columns in one order."""
    if position >= len(other.columns):
        return None
    column = side.columns[position] if other is side else other.columns[position]
    return other.cell(row.index, column.index)


def _differences(side: Side) -> Iterator[Hypothesis]:
    """固定资产原价, 减：累计折旧, 固定资产净值: the last is the first less what stands between."""
    for base, less, net in _netted(side.rows):
        claims = tuple(
            replace(claim, relation=Sum((1,) + (-1,) * (len(claim.inputs) - 1)))
            for claim in _column_claims(
                side, net, [(side, row) for row in (base, *less)], Ties.LESS
            )
            if len(claim.inputs) == 1 + len(less)
        )
        support = vote(claims)
        if claims and support.holds >= support.fails:
            yield Hypothesis(Ties.LESS, net, claims, support)


def _netted(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row], Row]]:
    """What 减： rows are taken off, those rows, and the row below them that is left."""
    at = 1
    while at < len(rows):
        end = at
        while end < len(rows) and sign_of(rows[end].label) < 0:
            end += 1
        # Below a marked row begins the next step of a statement of income (see ``statements``).
        if end > at and end < len(rows) and row_mark(rows[end].label)[0] != 1:
            yield rows[at - 1], list(rows[at:end]), rows[end]
        at = end + 1


def _without_netted(side: Side, rows: list[Row]) -> list[Row] | None:
    """``rows`` with a difference in place of what it is taken from; ``None`` where a row is
    taken off and nothing shows from what."""
    if not any(sign_of(row.label) < 0 for row in rows):
        return rows
    gone: set[int] = set()
    for hypothesis in _differences(side):
        base, less, _ = next(one for one in _netted(side.rows) if one[2] == hypothesis.row)
        gone |= {base.index, *(row.index for row in less)}
    kept = [row for row in rows if row.index not in gone]
    return None if any(sign_of(row.label) < 0 for row in kept) else kept


def _because(side: Side, whole: Row, ties: Ties, count: int) -> str:
    name = whole.label or whole.code
    return f"《{side.name}》“{name}”按{ties.value}由{count}行组成"


def _total_rows(side: Side, panels: Sequence[Side]) -> Iterator[Hypothesis]:
    """Total rows with the rows they most likely add."""
    totals = [row for row in side.rows if row.kind is RowKind.TOTAL]
    for row in totals:
        if not any(side.cell(row.index, column.index) for column in side.columns):
            continue
        tried: list[Hypothesis] = []
        for parts in _candidates(side, panels, row, totals):
            claims = tuple(_column_claims(side, row, parts, Ties.TOTAL))
            if claims:
                plain = not any(part.code or row_mark(part.label)[0] for _, part in parts)
                counted = _is_numbered(side, parts)
                votes = vote(claims)
                tried.append(Hypothesis(Ties.TOTAL, row, claims, votes, plain, counted))
        if tried:
            yield max(
                tried, key=lambda one: (one.support.holds - one.support.fails, one.support.holds)
            )


def _is_numbered(side: Side, parts: Sequence[tuple[Side, Row]]) -> bool:
    """Whether a column of its own counts the rows: 1, 2, 3 … up to the last of three or more."""
    counted = [str(number) for number in range(1, len(parts) + 1)]
    return len(parts) > 2 and any(
        [side.table.text(row.index, column.index) for _, row in parts] == counted
        for column in side.panel.columns
        if column.role is ColumnRole.SEQUENCE
    )


def _candidates(
    side: Side, panels: Sequence[Side], total: Row, totals: Sequence[Row]
) -> Iterator[list[tuple[Side, Row]]]:
    """Sets of rows that a total may add, the likeliest first."""
    roots = [row for row in side.items() if row.parent is None and not row.of_which]
    before = [row for row in totals if row.index < total.index]
    last = before[-1] if before else None
    above = [row for row in roots if row.index < total.index]
    netted = _without_netted(side, above)
    if netted is None:
        return
    above = netted
    since = [row for row in above if last is None or row.index > last.index]
    shared = _sharing(side, panels, total)
    if _leads_its_group(side, total):
        yield [(side, row) for row in _led(side, roots, totals, total)]
    if total.groups:
        yield [(side, row) for row in above if row.groups[:1] == total.groups[:1]]
    outermost = without_parts_below(side, since)
    beside = without_parts_beside(side, since)
    blank = not any(side.cell(row.index, column.index) for row in since for column in side.columns)
    added = is_grand_total(total.label) or blank or any(map(_is_added, since))
    if last is not None and since and added:
        yield [(side, row) for row in (last, *since)]
        for fewer in (outermost, beside):
            if len(fewer) < len(since):
                yield [(side, row) for row in (last, *fewer)]
    if len(shared) > 1:
        yield [
            (other, row)
            for other in shared
            for row in other.items()
            if row.parent is None and not row.of_which and row.index < total.index
        ]
    if since:
        yield [(side, row) for row in since]
        marked = [row for row in since if row_mark(row.label)[0]]
        for fewer in (outermost, beside, marked):
            if len(fewer) < len(since):
                yield [(side, row) for row in fewer]
    every = [row for row in side.items() if not row.of_which and row.index < total.index]
    tied = any(row.code or row_mark(row.label)[0] for row in every)  # by more than indentation
    if not before and len(every) > len(since) > 1 and not tied:
        yield [(side, row) for row in every]
    if len(before) > 1:
        yield [(side, row) for row in before]
    # 小计 adds what stands since the total before it, and nothing that one has added.
    if above and above != since and not is_subtotal(total.label):
        yield [(side, row) for row in above]
    below = [row for row in roots if row.index > total.index]
    if below and not since:
        following = [row for row in totals if row.index > total.index]
        until = following[0].index if following else side.table.rows
        yield [(side, row) for row in below if row.index < until]
        if following and not above:
            yield [(side, row) for row in below]


def _is_added(row: Row) -> bool:
    """加：…, which is put to the total above."""
    return sign_of(row.label) > 0


def _leads_its_group(side: Side, total: Row) -> bool:
    """Whether 小计 stands above what it adds: the name of its group begins beside it."""
    after = side.rows[total.index + 1] if total.index + 1 < len(side.rows) else None
    return (
        after is not None
        and after.kind is RowKind.ITEM
        and any(
            column.role in (ColumnRole.TEXT, ColumnRole.LABEL)
            and side.anchor(total.index, column.index) == (total.index, column.index)
            and (name := side.table.text(total.index, column.index)) not in ("", total.label)
            and not is_total(name)
            for column in side.panel.columns
        )
    )


def _led(side: Side, roots: Sequence[Row], totals: Sequence[Row], total: Row) -> list[Row]:
    """The items below a total up to the next one."""
    end = next((row.index for row in totals if row.index > total.index), len(side.rows))
    return [row for row in roots if total.index < row.index < end]


def _sharing(side: Side, panels: Sequence[Side], total: Row) -> list[Side]:
    """The panels over which the label of a total row is merged."""
    shared: list[Side] = []
    labels = [column.index for column in side.panel.columns]
    anchors = {side.anchor(total.index, label) for label in labels}
    for other in panels:
        places = {other.anchor(total.index, column.index) for column in other.panel.columns}
        if other is side or (
            anchors & places
            and total.index < len(other.rows)
            and other.rows[total.index].label == total.label
        ):
            shared.append(other)
    return shared


def _of_which(side: Side) -> Iterator[Claim]:
    """其中 rows: each is a part of its whole, and no larger."""
    for row in side.items():
        if row.parent is None or not is_of_which(row.label):
            continue
        for column in side.columns:
            part = side.cell(row.index, column.index)
            whole = side.cell(side.rows[row.parent].index, column.index)
            if part is None or whole is None or not is_additive(column):
                continue
            if not alike([part, whole]) or part.value < 0 or whole.value < 0:
                continue
            if is_change("".join(column.path)) or _of_one_above(side, row):
                continue
            claim = Claim(
                kind="of-which",
                relation=AtMost(),
                stated=part,
                inputs=(whole,),
                because=f"《{side.name}》“{row.label}”是上一行的其中项",
                confidence=Confidence.HIGH,
                roles=("total",),
            )
            if not contradicted(claim) or part.unit.name:
                yield claim


def _of_one_above(side: Side, row: Row) -> bool:
    """Whether 其中 is a part of a row above its neighbour: 全市, 城镇, 乡村, 其中：男性. It exceeds
    the neighbour in every column, and another row holds it."""
    assert row.parent is not None
    columns = [column.index for column in side.columns if is_additive(column)]
    parts = [side.cell(row.index, at) for at in columns]

    def exceeded(other: Row) -> list[bool]:
        return [
            part.exact > whole.exact
            for part, whole in zip(
                parts, [side.cell(other.index, at) for at in columns], strict=True
            )
            if part is not None and whole is not None and alike([part, whole])
        ]

    over = exceeded(side.rows[row.parent])
    if not over or not all(over):
        return False
    above = (other for other in side.items() if other.index < row.parent)
    return any((found := exceeded(other)) and not any(found) for other in above)


CLAIMANTS = (claim_totals,)
