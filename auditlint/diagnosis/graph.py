"""From many contradicted claims to the few figures that explain them.

All claims form one graph over variables. A variable is one quantity: the figures that claims
of equality tie together and that agree. For each connected group of contradicted claims the
variables are found whose change satisfies the claims they touch without breaking claims that
hold; the value comes from solving through the intervals. The work is greedy and bounded: a
step costs the claims of the group times their figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from decimal import ROUND_CEILING
from heapq import nsmallest

from auditlint.claims.claim import Claim, Judgement
from auditlint.claims.relation import AtMost, Equal, Sum
from auditlint.diagnosis.slips import Slip, is_telling, number_in, rank, slip_into
from auditlint.figures import Figure, Nature
from auditlint.quantity import Interval
from auditlint.settings import Confidence
from auditlint.values import dataclass

#: A holding claim speaks for its figures in at most this many of its places.
_WITNESSES = 40
#: Claims of one group that are looked at; a larger group is explained in part.
_GROUP = 400
#: Parts of one total that are each tried on their own.
_PARTS = 60
#: Explanations that are looked at for one as good as the best.
_RIVALS = 6
#: A rate beyond this, in per cent, is itself a sign of a wrong base.
_ABSURD = 500


@dataclass(frozen=True, slots=True)
class Explanation:
    """One quantity that explains contradicted claims.

    ``figures`` are its printed places, the one to accuse first. ``allowed`` is what it may be
    (base unit). ``explains`` and ``breaks`` are claims; ``rival`` is an equally good other
    explanation of the same claims.
    """

    figures: tuple[Figure, ...]
    allowed: Interval
    explains: tuple[Claim, ...]
    breaks: int
    slip: Slip
    #: Whether the slip is more than chance, and so evidence for this figure.
    telling: bool = False
    rival: Explanation | None = None


@dataclass(slots=True)
class Graph:
    """Claims over variables, a variable named by the smallest id of its figures."""

    #: The figures around a figure, which it may have been copied from.
    neighbours: Callable[[Figure], Sequence[Figure]]
    #: Whether only the direction word before a figure is wrong if it is what is allowed.
    turned: Callable[[Figure, Interval], bool]
    holding: dict[int, list[Claim]] = field(default_factory=dict)
    members: dict[int, list[Figure]] = field(default_factory=dict)
    _parent: dict[int, int] = field(default_factory=dict)
    #: What the inputs of a sum add to, while one group is explained.
    _sums: dict[int, Interval] = field(default_factory=dict)
    _places: dict[int, dict[int, list[int]]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        judgements: Iterable[Judgement],
        neighbours: Callable[[Figure], Sequence[Figure]] = lambda _: (),
        turned: Callable[[Figure, Interval], bool] = lambda _figure, _allowed: False,
    ) -> Graph:
        graph = cls(neighbours, turned)
        holding: list[Claim] = []
        for found in judgements:
            claim = found.claim
            if not found.verdict.fits or claim.confidence is not Confidence.HIGH:
                continue
            if isinstance(claim.relation, Equal):
                graph._join(claim.stated, claim.inputs[0])
            elif any(figure.value != 0 for figure in claim.figures):
                holding.append(claim)
        for claim in holding:
            if len(claim.inputs) > 4 * _PARTS:
                continue
            for variable in {graph.variable(figure) for figure in claim.figures}:
                witnesses = graph.holding.setdefault(variable, [])
                if len(witnesses) < _WITNESSES:
                    witnesses.append(claim)
        return graph

    def variable(self, figure: Figure) -> int:
        parent = self._parent
        root = parent.get(figure.id)
        if root is None:
            root = parent[figure.id] = figure.id
            self.members[root] = [figure]
        elif parent[root] != root:
            while parent[root] != root:
                root = parent[root]
            parent[figure.id] = root
        return root

    def _join(self, one: Figure, other: Figure) -> None:
        left, right = sorted((self.variable(one), self.variable(other)))
        if left != right:
            self._parent[right] = left
            self.members[left] = sorted(
                {
                    figure.id: figure for figure in (*self.members[left], *self.members.pop(right))
                }.values(),
                key=lambda figure: figure.id,
            )

    def groups(self, contradicted: Sequence[Claim]) -> list[list[Claim]]:
        """Contradicted claims that share a quantity, directly or through others."""
        by_variable: dict[int, list[int]] = {}
        for at, claim in enumerate(contradicted):
            for variable in {self.variable(figure) for figure in claim.figures}:
                by_variable.setdefault(variable, []).append(at)
        seen: set[int] = set()
        groups: list[list[Claim]] = []
        for start in range(len(contradicted)):
            if start in seen:
                continue
            seen.add(start)
            queue, group = [start], []
            while queue:
                at = queue.pop()
                group.append(at)
                for figure in contradicted[at].figures:
                    for other in by_variable[self.variable(figure)]:
                        if other not in seen:
                            seen.add(other)
                            queue.append(other)
            groups.append([contradicted[at] for at in sorted(group)])
        return groups

    def explain(self, group: Sequence[Claim]) -> list[Explanation]:
        """The quantities that explain a group, most telling first; greedy and bounded."""
        self._sums.clear()
        remaining = {id(claim): claim for claim in group[:_GROUP]}
        touching = self._touching(list(remaining.values()))
        changed: dict[int, Interval] = {}
        candidates: dict[int, Explanation] = {}
        weights: dict[int, tuple[float, ...]] = {}
        stale = set(touching)
        found: list[Explanation] = []
        while remaining:
            for variable in sorted(stale):
                candidates.pop(variable, None)
                claims = [claim for claim in touching[variable] if id(claim) in remaining]
                if claims and variable not in changed:
                    explanation = self._explanation(variable, claims, changed)
                    if explanation and len(explanation.explains) > explanation.breaks:
                        candidates[variable] = explanation
                        weights[variable] = (*(-part for part in _weight(explanation)), variable)
            if not candidates:
                break
            ranked = nsmallest(_RIVALS, candidates, key=weights.__getitem__)
            best = candidates[ranked[0]]
            found.append(
                replace(best, rival=self._rival(best, [candidates[v] for v in ranked[1:]]))
            )
            changed[ranked[0]] = best.allowed
            for claim in touching[ranked[0]]:
                self._sums.pop(id(claim), None)
            stale = {ranked[0]}
            for claim in (*best.explains, *touching[ranked[0]]):
                stale.update(self.variable(figure) for figure in claim.figures)
            stale &= set(touching)
            for claim in best.explains:
                remaining.pop(id(claim))
        return found

    def _rival(self, best: Explanation, others: Sequence[Explanation]) -> Explanation | None:
        """Another quantity that explains the same claims equally well.

        Of two that a slip of the pen would explain each is worth saying, and of two that no
        slip explains; else the slip decides.
        """
        same = {id(claim) for claim in best.explains}
        for other in others:
            level = _weight(other)[:-1] == _weight(best)[:-1]
            slips = _weight(other)[:4] == _weight(best)[:4] and Slip.NONE not in (
                best.slip,
                other.slip,
            )
            level = level and (best.slip is Slip.NONE or other.slip is not Slip.NONE)
            if (level or slips) and {id(claim) for claim in other.explains} == same:
                return other
        return None

    def _touching(self, claims: Sequence[Claim]) -> dict[int, list[Claim]]:
        """The claims that each quantity stands in.

        Of a claim with very many figures only its stated one and those that stand in another
        contradicted claim are looked at: nothing would tell its other parts from one another.
        """
        everywhere: dict[int, list[Claim]] = {}
        for claim in claims:
            for variable in dict.fromkeys(self.variable(figure) for figure in claim.figures):
                everywhere.setdefault(variable, []).append(claim)
        long = {id(claim) for claim in claims if len(claim.inputs) > _PARTS}
        return {
            variable: found
            for variable, found in everywhere.items()
            if len(found) > 1
            or id(found[0]) not in long
            or self.variable(found[0].stated) == variable
        }

    def _explanation(
        self, variable: int, claims: Sequence[Claim], changed: dict[int, Interval]
    ) -> Explanation | None:
        solved: list[tuple[Claim, Interval]] = []
        for claim in claims:
            value = self._solved(claim, variable, changed)
            if value is not None:
                solved.append((claim, value))
        agreed = _most_agreed([value for _, value in solved])
        if agreed is None:
            return None
        explains = tuple(claim for claim, value in solved if value.meets(agreed))
        substituted = {**changed, variable: agreed}
        breaks = sum(not self.holds(claim, substituted) for claim in self.holding.get(variable, ()))
        figures = self._accused(variable, explains)
        first = figures[0]
        slip = self._slip(first, agreed)
        among = len(explains[0].figures) if len(explains) == 1 else 1
        telling = slip is not Slip.NONE and is_telling(
            slip, number_in(first.text), agreed, first.unit.scale, among
        )
        return Explanation(figures, agreed, explains, breaks, slip, telling)

    def _slip(self, figure: Figure, allowed: Interval) -> Slip:
        if self.turned(figure, allowed):
            return Slip.DIRECTION
        found = slip_into(number_in(figure.text), allowed, figure.unit.scale)
        if found is not None:
            return found[0]
        if figure.value != 0 and any(
            beside.value == figure.value for beside in self.neighbours(figure)
        ):
            return Slip.NEIGHBOUR
        return Slip.NONE

    def _accused(self, variable: int, explains: Sequence[Claim]) -> tuple[Figure, ...]:
        """The places of a quantity, those that the contradicted claims name first."""
        if len(self.members[variable]) == 1:
            return tuple(self.members[variable])
        named: dict[int, int] = {}
        for claim in explains:
            for figure in claim.figures:
                if self.variable(figure) == variable:
                    named[figure.id] = named.get(figure.id, 0) + 1
        return tuple(
            sorted(
                self.members[variable],
                key=lambda figure: (-named.get(figure.id, 0), figure.id),
            )
        )

    def _interval(self, figure: Figure, changed: dict[int, Interval]) -> Interval:
        return changed.get(self.variable(figure)) or figure.interval

    def _solved(self, claim: Claim, variable: int, changed: dict[int, Interval]) -> Interval | None:
        """What a claim lets a variable be; ``None`` where it stands in it more than once."""
        at = self._positions(claim).get(variable, ())
        if len(at) != 1:
            return None
        if at[0] and isinstance(claim.relation, Sum):
            return self._without(claim, claim.relation, at[0] - 1, changed)
        inputs = [self._interval(figure, changed) for figure in claim.inputs]
        if at[0] == 0:
            return claim.relation.result(inputs)
        stated = self._interval(claim.stated, changed)
        try:
            return claim.relation.solve(at[0] - 1, stated, inputs)
        except (ArithmeticError, ValueError):
            return None

    def _positions(self, claim: Claim) -> dict[int, list[int]]:
        """Where each quantity stands in a claim: 0 is stated, then the inputs."""
        known = self._places.get(id(claim))
        if known is None:
            known = {}
            for position, figure in enumerate(claim.figures):
                known.setdefault(self.variable(figure), []).append(position)
            self._places[id(claim)] = known
        return known

    def _without(
        self, claim: Claim, relation: Sum, position: int, changed: dict[int, Interval]
    ) -> Interval:
        """``relation.solve`` at the cost of one subtraction, whatever the number of parts."""
        total = self._sums.get(id(claim))
        if total is None:
            total = relation.result([self._interval(figure, changed) for figure in claim.inputs])
            self._sums[id(claim)] = total
        stated = self._interval(claim.stated, changed)
        own = self._interval(claim.inputs[position], changed)
        if relation.signs[position] < 0:
            return Interval(total.low + own.high, total.high + own.low) - stated
        return stated - Interval(total.low - own.low, total.high - own.high)

    def follow(self, figure: Figure, value: Interval, steps: int) -> list[tuple[Figure, Interval]]:
        """What else must change if a figure does, from inputs to stated figures, in order."""
        changed = {self.variable(figure): value}
        found = [(figure, value)]
        at = 0
        while at < len(found) <= steps:
            variable = self.variable(found[at][0])
            at += 1
            for claim in self.holding.get(variable, ()):
                stated = self.variable(claim.stated)
                if stated in changed or self.holds(claim, changed):
                    continue
                inputs = [self._interval(member, changed) for member in claim.inputs]
                result = claim.relation.result(inputs)
                if result is not None and result.low.is_finite():
                    changed[stated] = result
                    found.append((claim.stated, result))
        return found

    def holds(self, claim: Claim, changed: dict[int, Interval]) -> bool:
        """Whether a claim holds with some quantities changed."""
        try:
            result = claim.relation.result(
                [self._interval(figure, changed) for figure in claim.inputs]
            )
        except (ArithmeticError, ValueError):
            return True
        return result is None or result.meets(self._interval(claim.stated, changed))


def _weight(explanation: Explanation) -> tuple[float, ...]:
    """What makes an explanation better, most important first; more is better."""
    first = explanation.figures[0]
    stated = sum(
        any(claim.stated.id == figure.id for figure in explanation.figures)
        for claim in explanation.explains
    )
    bound_only = all(isinstance(claim.relation, AtMost) for claim in explanation.explains)
    # A rate of a thousand per cent is not what was meant, whatever it would explain.
    absurd = (
        first.nature is Nature.PERCENT
        and explanation.allowed.low.is_finite()
        and explanation.allowed.low > _ABSURD
        and first.exact <= _ABSURD
    )
    # Nor is a part below zero where one relation only would have it so and nothing in it is.
    absurd = absurd or is_beneath(explanation) or is_between(explanation)
    return (
        len(explanation.explains) - explanation.breaks,
        -explanation.breaks,
        -len(explanation.figures) if len(explanation.figures) > 2 else 0,
        not absurd,
        explanation.telling,
        not bound_only,
        not first.in_table,
        stated,
        first.nature is Nature.PERCENT,
        rank(explanation.slip),
    )


def is_beneath(explanation: Explanation) -> bool:
    """Whether a figure would have to be below zero for one relation in which nothing else is."""
    if len(explanation.explains) > 1 or explanation.slip in (Slip.SIGN, Slip.DIRECTION):
        return False
    return explanation.allowed.high < 0 <= explanation.figures[0].exact and not any(
        figure.value < 0 for figure in explanation.explains[0].figures
    )


def is_between(explanation: Explanation) -> bool:
    """Whether a count would have to be no whole number."""
    first, allowed = explanation.figures[0], explanation.allowed
    whole = first.nature is Nature.COUNT and first.decimals == 0 and first.unit.scale == 1
    if not whole or not allowed.low.is_finite() or not allowed.high.is_finite():
        return False
    least = allowed.low.to_integral_value(ROUND_CEILING)
    return least not in allowed and least + 1 not in allowed


def _most_agreed(intervals: Sequence[Interval]) -> Interval | None:
    """The part that most intervals share; of equals the narrowest, then the lowest."""
    best: tuple[int, Interval] | None = None
    for start in intervals:
        shared, count = start, 0
        ordered = sorted(
            (other for other in intervals if other.meets(start)),
            key=lambda other: (
                abs(other.middle - start.middle)
                if other.middle.is_finite() and start.middle.is_finite()
                else 0
            ),
        )
        for other in ordered:
            both = shared.intersection(other)
            if both is not None:
                shared, count = both, count + 1
        if best is None or count > best[0] or (count == best[0] and shared.width < best[1].width):
            best = (count, shared)
    return best[1] if best else None
