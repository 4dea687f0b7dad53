"""Where a wrong figure was copied from: the line above, another scope, another year.

A figure that equals one of its neighbours was likely copied; a rate may also belong to the
neighbouring item without being printed there, where it follows from that item's figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditlint.check import Facts
from auditlint.claims.claim import Claim
from auditlint.claims.relation import Equal, Growth, Ratio
from auditlint.diagnosis.slips import Slip
from auditlint.figures import CellPlace, Figure, Nature, TextPlace
from auditlint.quantity import Interval

#: Rows of a table, and blocks of text, that the figure copied by mistake may stand away.
_ROWS, _BLOCKS = 4, 3
#: A rate that follows from other figures says nothing if they leave more room than this part of it.
_ROOM = 50
#: Rates that many items share.
_COMMON = (0, 100)


def copied_from(facts: Facts, figure: Figure, claims: Iterable[Claim]) -> Slip:
    """What kind of copy ``figure`` is, given the broken ``claims`` it stands in; else ``NONE``."""
    if not figure.value:
        return Slip.NONE
    beside = neighbours(facts, figure)
    same = next((other for other in beside if other.value == figure.value), None)
    if same is not None:
        return _copied(figure, same)
    if figure.nature is Nature.PERCENT and figure.value not in _COMMON:
        stated = {other.id for other in beside if other.nature is Nature.PERCENT}
        if any(_follows(facts, figure, claim, stated) for claim in claims):
            return Slip.RATE
    for like in (figure, *_counterparts(figure, claims)):
        for other in facts.figures.with_measure(like.measure) if like.measure else ():
            if other.id not in (figure.id, like.id) and other.exact == figure.exact:
                kind = _version(like, other)
                if kind is not Slip.NONE:
                    return kind
    return Slip.NONE


def _counterparts(figure: Figure, claims: Iterable[Claim]) -> Iterator[Figure]:
    """The figures that ``figure`` should be equal to: they say what it should be."""
    for claim in claims:
        if isinstance(claim.relation, Equal):
            yield claim.inputs[0] if claim.stated.id == figure.id else claim.stated


def _copied(figure: Figure, source: Figure) -> Slip:
    """The kind of a figure that equals ``source``, one of its neighbours."""
    one, other = figure.place, source.place
    in_row = isinstance(one, CellPlace) and isinstance(other, CellPlace) and one.row == other.row
    if in_row or (figure.measure and figure.measure == source.measure):
        version = _version(figure, source)
        return Slip.NEIGHBOUR if version is Slip.NONE else version
    both = figure.nature is Nature.PERCENT and source.nature is Nature.PERCENT
    return Slip.RATE if both else Slip.NEIGHBOUR


def _version(figure: Figure, other: Figure) -> Slip:
    """How two figures of one measure differ: another year, another scope, or neither."""
    if figure.period != other.period:
        return Slip.PERIOD
    return Slip.SCOPE if figure.scope != other.scope else Slip.NONE


def _follows(facts: Facts, rate: Figure, claim: Claim, beside: set[int]) -> bool:
    """Whether ``rate`` is what the figures of the neighbouring item give.

    ``claim`` says what it should follow from; ``beside`` are rates printed next to it.
    """
    if claim.stated.id != rate.id or not isinstance(claim.relation, Ratio | Growth):
        return False
    for found in facts.judged(claim.kind):
        if (
            found.claim.stated.id in beside
            and found.expected is not None
            and _gives(found.expected, rate)
        ):
            return True
    return any(
        (given := claim.relation.result([figure.interval for figure in inputs])) is not None
        and _gives(given, rate)
        for inputs in _shifted(facts, claim)
    )


def _gives(given: Interval, rate: Figure) -> bool:
    return given.meets(rate.interval) and given.width * _ROOM <= abs(rate.exact)


def _shifted(facts: Facts, claim: Claim) -> Iterator[Sequence[Figure]]:
    """The inputs of ``claim`` as the neighbouring item has them: one row up or down, or with
    the amount printed before it."""
    places = [figure.place for figure in claim.figures]
    rows = {place.row for place in places if isinstance(place, CellPlace)}
    if len(rows) == 1 and all(isinstance(place, CellPlace) for place in places):
        for down in (-1, 1):
            cells = [_cell(facts, figure, down, 0, 1) for figure in claim.inputs]
            found = [
                cell
                for cell, figure in zip(cells, claim.inputs, strict=True)
                if cell is not None and (cell.unit, cell.nature) == (figure.unit, figure.nature)
            ]
            if len(found) == len(cells):
                yield found
    elif isinstance(claim.relation, Ratio) and not claim.stated.in_table:
        part, *rest = claim.inputs
        for other in neighbours(facts, part):
            if other.id not in {figure.id for figure in rest} and other.exact != part.exact:
                yield [other, *rest]


def neighbours(facts: Facts, figure: Figure) -> list[Figure]:
    """The figures nearest to a figure: above, below and beside it in a table, or before and
    after it in the text of its section; zeros are passed over."""
    place = figure.place
    if isinstance(place, CellPlace):
        around = ((-1, 0), (1, 0), (0, -1), (0, 1))
        cells = (_cell(facts, figure, down, right, _ROWS) for down, right in around)
        return [cell for cell in cells if cell is not None]
    if not isinstance(place, TextPlace):
        return []
    blocks = facts.documents[figure.document].blocks
    section = blocks[place.block].section
    found: list[Figure] = []
    for at in range(place.block - _BLOCKS, place.block + 2):
        if 0 <= at < len(blocks) and blocks[at].section == section:
            beside = facts.figures.in_block(figure.document, at)
            found += [
                other
                for other in beside
                if other.is_quantity
                and (other.value != 0 or other.id == figure.id)
                and (other.unit, other.nature) == (figure.unit, figure.nature)
            ]
    at = next((n for n, other in enumerate(found) if other.id == figure.id), 0)
    return [*found[max(at - 2, 0) : at], *found[at + 1 : at + 2]]


def _cell(facts: Facts, figure: Figure, down: int, right: int, steps: int) -> Figure | None:
    """The nearest figure that is not 0 in one direction, at most ``steps`` away."""
    place = figure.place
    if not isinstance(place, CellPlace):
        return None
    for step in range(1, steps + 1):
        cell = facts.figures.quantity(
            figure.document, place.table, place.row + step * down, place.column + step * right
        )
        if cell is not None and cell.value != 0:
            return cell
    return None
