"""Which figures were verified, and why the others were not.

A figure is *verified* when a change beyond rounding would contradict a claim of high
confidence. Bounds and 0 = 0 verify nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditlint.check import Facts
from auditlint.claims.claim import Judgement, Verdict
from auditlint.claims.relation import AtMost, Within
from auditlint.diagnostic import Message
from auditlint.figures import CellPlace, Figure
from auditlint.settings import Confidence


class State(StrEnum):
    """What is known of a figure; the ones after CONTRADICTED are reasons for knowing nothing."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    NO_CLAIM = "no claim found"
    NOT_UNDERSTOOD = "table not understood"
    STATED_ONCE = "stated once"
    ZERO = "a zero among zeros"
    BOUNDED = "only a bound"
    UNSURE = "only a likely claim"


#: The states as people read them.
STATES: dict[State, Message] = {
    State.VERIFIED: Message("已核实", "verified"),
    State.CONTRADICTED: Message("矛盾", "contradicted"),
    State.NO_CLAIM: Message(
        "他处有相同数字，但不能确定是否同一事项", "stands elsewhere, maybe for something else"
    ),
    State.NOT_UNDERSTOOD: Message("表格结构未能识别", "table not understood"),
    State.STATED_ONCE: Message(
        "全文仅此一处，无可核对的数字", "stated once, nothing to hold it against"
    ),
    State.ZERO: Message("为0，无从核实", "a zero, which nothing verifies"),
    State.BOUNDED: Message("仅有上下限可比，不能核实", "only a bound is known"),
    State.UNSURE: Message("可能的关系成立，但不足以核实", "agrees with a likely relation only"),
}


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
    weak: dict[int, State] = {}
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
        else:
            reason = _weakness(found)
            if reason is not None:
                for figure in claim.figures:
                    weak.setdefault(figure.id, reason)
    states: dict[int, State] = {}
    for figure in facts.figures:
        if figure.is_quantity:
            states[figure.id] = _state(facts, figure, verified, contradicted, weak)
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


def _weakness(found: Judgement) -> State | None:
    """Why a claim that does not contradict its figures does not verify them either."""
    claim = found.claim
    if found.verdict not in (Verdict.HOLDS, Verdict.ROUNDING, Verdict.TRUNCATED):
        return None
    if isinstance(claim.relation, AtMost | Within):
        return State.BOUNDED
    return State.UNSURE if claim.verifies else State.ZERO


def _state(
    facts: Facts,
    figure: Figure,
    verified: set[int],
    contradicted: set[int],
    weak: dict[int, State],
) -> State:
    # A figure that other claims verify is not the one at fault in a broken claim.
    if figure.id in verified:
        return State.VERIFIED
    if figure.id in contradicted:
        return State.CONTRADICTED
    table = facts.table_of(figure)
    if table is not None and not table.understood:
        return State.NOT_UNDERSTOOD
    if figure.id in weak:
        return weak[figure.id]
    if figure.value == 0:
        return State.ZERO
    same = facts.figures.with_value(figure.exact)
    alone = not any(other.id != figure.id and other.comparable(figure) for other in same)
    return State.STATED_ONCE if alone else State.NO_CLAIM


def _counts(figures: Iterable[Figure], states: dict[int, State]) -> Counts:
    count = verified = contradicted = 0
    for figure in figures:
        count += 1
        verified += states[figure.id] is State.VERIFIED
        contradicted += states[figure.id] is State.CONTRADICTED
    return Counts(count, verified, contradicted)
