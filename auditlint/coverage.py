"""Which figures were verified, and why the others were not.

A figure is *verified* when a change beyond rounding would contradict a claim of high
confidence. Bounds and 0 = 0 verify nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditlint.check import Facts
from auditlint.claims.claim import Verdict
from auditlint.figures import CellPlace, Figure
from auditlint.settings import Confidence


class State(StrEnum):
    """What is known of a figure; the ones after CONTRADICTED are reasons for knowing nothing."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    NO_CLAIM = "no claim found"
    NOT_UNDERSTOOD = "table not understood"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures there are and in which state."""

    figures: int = 0
    verified: int = 0
    contradicted: int = 0

    @property
    def unverified(self) -> int:
        return self.figures - self.verified - self.contradicted

    @property
    def share(self) -> float | None:
        """The part of the figures that was verified or contradicted; ``None`` without figures."""
        return (self.verified + self.contradicted) / self.figures if self.figures else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """``states`` by figure id, quantities only; counts overall, by kind, and by table.

    ``by_table`` is keyed by (document, table number).
    """

    states: dict[int, State]
    every: Counts
    tables: Counts
    narrative: Counts
    by_table: dict[tuple[int, int], Counts]


def coverage(facts: Facts) -> Coverage:
    """What the claims of a run say of its quantities."""
    verified: set[int] = set()
    contradicted: set[int] = set()
    for found in facts.judgements:
        claim = found.claim
        if found.verdict is Verdict.CONTRADICTED and claim.confidence >= Confidence.MEDIUM:
            contradicted.update(figure.id for figure in claim.figures)
        elif (
            found.verdict in (Verdict.HOLDS, Verdict.ROUNDING, Verdict.TRUNCATED)
            and claim.confidence is Confidence.HIGH
            and claim.verifies
        ):
            verified.update(figure.id for figure in claim.figures)
    states: dict[int, State] = {}
    for figure in facts.figures:
        if figure.is_quantity:
            states[figure.id] = _state(facts, figure, verified, contradicted)
    quantities = [figure for figure in facts.figures if figure.is_quantity]
    by_table: dict[tuple[int, int], list[Figure]] = {}
    for figure in quantities:
        if isinstance(figure.place, CellPlace):
            by_table.setdefault((figure.document, figure.place.table), []).append(figure)
    return Coverage(
        states,
        _counts(quantities, states),
        _counts((figure for figure in quantities if figure.in_table), states),
        _counts((figure for figure in quantities if not figure.in_table), states),
        {key: _counts(found, states) for key, found in by_table.items()},
    )


def _state(facts: Facts, figure: Figure, verified: set[int], contradicted: set[int]) -> State:
    # A figure that other claims verify is not the one at fault in a broken claim.
    if figure.id in verified:
        return State.VERIFIED
    if figure.id in contradicted:
        return State.CONTRADICTED
    table = facts.table_of(figure)
    if table is not None and not table.understood:
        return State.NOT_UNDERSTOOD
    return State.NO_CLAIM


def _counts(figures: Iterable[Figure], states: dict[int, State]) -> Counts:
    count = verified = contradicted = 0
    for figure in figures:
        count += 1
        verified += states[figure.id] is State.VERIFIED
        contradicted += states[figure.id] is State.CONTRADICTED
    return Counts(count, verified, contradicted)
