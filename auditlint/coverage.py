"""Which figures were verified, and why the others were not.

A figure is *verified* when a change beyond rounding would contradict a claim of high
confidence. Bounds and 0 = 0 verify nothing. What a finding accuses is contradicted, whatever else
it agrees with: a figure of other funds is right in their table and wrong in this sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from enum import StrEnum
from itertools import chain
from typing import NamedTuple, TypeVar

from auditlint.check import Facts
from auditlint.claims.claim import Judgement, Verdict
from auditlint.claims.relation import AtMost, Within
from auditlint.diagnostic import Message
from auditlint.figures import CellPlace, Figure, TextPlace
from auditlint.settings import Confidence
from auditlint.values import dataclass

_Key = TypeVar("_Key", bound=Hashable)


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
    """How many figures there are and in which state.

    ``reasons`` say why figures are unverified and of how many that is so, in the order of
    ``State``; they add up to ``unverified``.
    """

    figures: int = 0
    verified: int = 0
    contradicted: int = 0
    reasons: tuple[tuple[State, int], ...] = ()

    @classmethod
    def of(cls, states: Iterable[State]) -> Counts:
        found = Counter(states)
        reasons = tuple(
            (state, found[state])
            for state in State
            if found[state] and state not in (State.VERIFIED, State.CONTRADICTED)
        )
        return cls(found.total(), found[State.VERIFIED], found[State.CONTRADICTED], reasons)

    @property
    def unverified(self) -> int:
        return self.figures - self.verified - self.contradicted

    @property
    def share(self) -> float | None:
        """The part of the figures that was verified or contradicted; ``None`` without figures."""
        return (self.verified + self.contradicted) / self.figures if self.figures else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """``states`` by figure id, quantities only; counts overall, by kind, and by place.

    ``by_document`` and ``by_text`` (running text only) are keyed by document, ``by_table`` by
    (document, table number), ``by_section`` by (document, headings above, outermost first).
    ``others`` counts, by document, the numbers that are no quantities.
    """

    states: dict[int, State]
    every: Counts
    tables: Counts
    narrative: Counts
    by_table: dict[tuple[int, int], Counts]
    by_document: dict[int, Counts]
    by_text: dict[int, Counts]
    by_section: dict[tuple[int, tuple[str, ...]], Counts]
    others: dict[int, int]


def coverage(facts: Facts, accused: Collection[int] = ()) -> Coverage:
    """What the claims of a run say of its quantities; ``accused`` are ids of figures."""
    verified: set[int] = set()
    contradicted: set[int] = set()
    weak: dict[int, State] = {}
    for found in facts.judgements:
        claim = found.claim
        if found.verdict is Verdict.CONTRADICTED and claim.confidence >= Confidence.MEDIUM:
            contradicted.update([figure.id for figure in claim.figures])
        elif found.verdict.fits and claim.confidence is Confidence.HIGH and claim.verifies:
            verified.update([figure.id for figure in claim.figures])
        else:
            reason = _weakness(found)
            if reason is not None:
                for figure in claim.figures:
                    weak.setdefault(figure.id, reason)
    states: dict[int, State] = {}
    places: dict[_Place, list[State]] = {}
    others: Counter[int] = Counter()
    for figure in facts.figures:
        if not figure.is_quantity:
            others[figure.document] += 1
            continue
        state = states[figure.id] = (
            State.CONTRADICTED
            if figure.id in accused
            else _state(facts, figure, verified, contradicted, weak)
        )
        places.setdefault(_place(figure), []).append(state)
    tables = {place: found for place, found in places.items() if place.table is not None}
    text = {place: found for place, found in places.items() if place.table is None}
    return Coverage(
        states,
        Counts.of(states.values()),
        Counts.of(chain.from_iterable(tables.values())),
        Counts.of(chain.from_iterable(text.values())),
        _counted(tables, lambda place: (place.document, place.table or 0)),
        _counted(places, lambda place: place.document),
        _counted(text, lambda place: place.document),
        _counted(places, lambda place: (place.document, _section(facts, place))),
        others,
    )


class _Place(NamedTuple):
    """What a figure stands in: a table or block of a document; neither of a ledger."""

    document: int
    table: int | None = None
    block: int | None = None


def _place(figure: Figure) -> _Place:
    place = figure.place
    if isinstance(place, CellPlace):
        return _Place(figure.document, place.table)
    return _Place(figure.document, None, place.block if isinstance(place, TextPlace) else None)


def _counted(
    places: dict[_Place, list[State]], key: Callable[[_Place], _Key]
) -> dict[_Key, Counts]:
    """Figures counted by what ``key`` says of their places, in the order of the first of each."""
    found: dict[_Key, list[State]] = {}
    for place, states in places.items():
        found.setdefault(key(place), []).extend(states)
    return {at: Counts.of(members) for at, members in found.items()}


def _section(facts: Facts, place: _Place) -> tuple[str, ...]:
    """The headings above a figure, outermost first."""
    document = facts.documents[place.document]
    if place.table is not None:
        return document.tables[place.table].section
    return document.blocks[place.block].section if place.block is not None else ()


def _weakness(found: Judgement) -> State | None:
    """Why a claim that does not contradict its figures does not verify them either."""
    claim = found.claim
    if not found.verdict.fits:
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
