"""From many contradicted claims to the few figures that explain them.

All claims form one graph over variables. A variable is one quantity: the figures that claims
of equality tie together and that agree. For each connected group of contradicted claims the
variables are found whose change satisfies the claims they touch without breaking claims that
hold; the value comes from solving through the intervals. The work is greedy and bounded: a
step costs the claims of the group times their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from auditlint.claims.claim import Claim, Judgement, Verdict
from auditlint.claims.relation import AtMost, Equal
from auditlint.diagnosis.slips import Slip, number_in, slip_into
from auditlint.figures import Figure, Nature
from auditlint.quantity import Interval
from auditlint.settings import Confidence

#: A holding claim speaks for its figures in at most this many of its places.
_WITNESSES = 40
#: Claims of one group that are looked at; a larger group is explained in part.
_GROUP = 400

_HOLDS = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.TRUNCATED)


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
    rival: Explanation | None = None


@dataclass(slots=True)
class Graph:
    """Claims over variables, a variable named by the smallest id of its figures."""

    holding: dict[int, list[Claim]] = field(default_factory=dict)
    members: dict[int, list[Figure]] = field(default_factory=dict)
    _parent: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Graph:
        graph = cls()
        holding: list[Claim] = []
        for found in judgements:
            claim = found.claim
            if found.verdict not in _HOLDS or claim.confidence is not Confidence.HIGH:
                continue
            if isinstance(claim.relation, Equal):
                graph._join(claim.stated, claim.inputs[0])
            elif claim.verifies:
                holding.append(claim)
        for claim in holding:
            for variable in {graph.variable(figure) for figure in claim.figures}:
                witnesses = graph.holding.setdefault(variable, [])
                if len(witnesses) < _WITNESSES:
                    witnesses.append(claim)
        return graph

    def variable(self, figure: Figure) -> int:
        root = figure.id
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        self._parent[figure.id] = root
        if root not in self.members:
            self.members[root] = [figure]
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
        remaining = list(group[:_GROUP])
        changed: dict[int, Interval] = {}
        found: list[Explanation] = []
        while remaining:
            candidates = self._candidates(remaining, changed)
            if not candidates:
                break
            best, second = candidates[0], candidates[1] if len(candidates) > 1 else None
            rival = None
            if second is not None and _weight(second) == _weight(best):
                rival = (
                    second if set(map(id, second.explains)) == set(map(id, best.explains)) else None
                )
            found.append(
                Explanation(
                    best.figures, best.allowed, best.explains, best.breaks, best.slip, rival
                )
            )
            changed[self.variable(best.figures[0])] = best.allowed
            done = set(map(id, best.explains))
            remaining = [claim for claim in remaining if id(claim) not in done]
        return found

    def _candidates(
        self, remaining: Sequence[Claim], changed: dict[int, Interval]
    ) -> list[Explanation]:
        touching: dict[int, list[Claim]] = {}
        for claim in remaining:
            for variable in dict.fromkeys(self.variable(figure) for figure in claim.figures):
                if variable not in changed:
                    touching.setdefault(variable, []).append(claim)
        candidates: list[tuple[tuple[float, ...], int, Explanation]] = []
        for variable, claims in touching.items():
            explanation = self._explanation(variable, claims, changed)
            if explanation is not None and len(explanation.explains) > explanation.breaks:
                candidates.append((_weight(explanation), variable, explanation))
        candidates.sort(key=lambda entry: (tuple(-part for part in entry[0]), entry[1]))
        return [explanation for _, _, explanation in candidates]

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
        breaks = sum(
            not self._holds(claim, substituted) for claim in self.holding.get(variable, ())
        )
        figures = self._accused(variable, explains)
        slip = slip_into(number_in(figures[0].text), agreed, figures[0].unit.scale)
        return Explanation(figures, agreed, explains, breaks, slip[0] if slip else Slip.NONE)

    def _accused(self, variable: int, explains: Sequence[Claim]) -> tuple[Figure, ...]:
        """The places of a quantity, those that the contradicted claims name first."""
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
        at = [
            position
            for position, figure in enumerate(claim.figures)
            if self.variable(figure) == variable
        ]
        if len(at) != 1:
            return None
        inputs = [self._interval(figure, changed) for figure in claim.inputs]
        if at[0] == 0:
            return claim.relation.result(inputs)
        stated = self._interval(claim.stated, changed)
        try:
            return claim.relation.solve(at[0] - 1, stated, inputs)
        except (ArithmeticError, ValueError):
            return None

    def _holds(self, claim: Claim, changed: dict[int, Interval]) -> bool:
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
    return (
        len(explanation.explains) - explanation.breaks,
        -explanation.breaks,
        -len(explanation.figures) if len(explanation.figures) > 2 else 0,
        explanation.slip is not Slip.NONE,
        not bound_only,
        not first.in_table,
        stated,
        first.nature is Nature.PERCENT,
    )


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
