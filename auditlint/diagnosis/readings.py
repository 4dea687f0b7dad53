"""The other reading: what would follow if the figure that is not accused were the right one.

One quantity is printed as 6 here and as 3 there. Where 6 is accused of being 3, the document
may still be consistent if 3 is right throughout; what would have to change for that is worth
saying, above all where it would make another contradiction vanish.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditlint.claims.claim import Claim
from auditlint.claims.relation import Equal
from auditlint.diagnosis.graph import Explanation, Graph
from auditlint.figures import Figure
from auditlint.quantity import Interval
from auditlint.values import dataclass

#: Quantities that are followed from one claim to the next.
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """If ``figure`` is right, each of ``changes`` must become what stands beside it.

    ``heals`` are contradicted claims that would then hold.
    """

    figure: Figure
    changes: tuple[tuple[Figure, Interval], ...]
    heals: tuple[Claim, ...]


def other_reading(
    graph: Graph, explanation: Explanation, contradicted: Sequence[Claim]
) -> Reading | None:
    """What follows if the accused figure is right and its counterpart wrong.

    ``None`` where no claim of equality is broken, or where nothing would follow.
    """
    accused = {figure.id for figure in explanation.figures}
    for claim in explanation.explains:
        if not isinstance(claim.relation, Equal):
            continue
        own, other = claim.stated, claim.inputs[0]
        if own.id not in accused:
            own, other = other, own
        changes = graph.follow(other, own.interval, _STEPS)
        values = {graph.variable(figure): value for figure, value in changes}
        explained = {id(claim) for claim in explanation.explains}
        heals = tuple(
            broken
            for broken in contradicted
            if id(broken) not in explained
            and any(graph.variable(figure) in values for figure in broken.figures)
            and graph.holds(broken, values)
        )
        if heals:
            return Reading(own, tuple(changes), heals)
    return None
