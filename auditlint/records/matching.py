"""Which records of two ledgers are one: probabilistic record linkage.

After Fellegi and Sunter (A theory for record linkage, 1969): every field of a candidate pair
agrees on some level; how often matches and non-matches reach each level is estimated from the
data by expectation maximisation; the logarithms of their ratios add up to a score. Agreement
on a rare value weighs more than on a common one (Winkler).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from auditlint.language.zh.ledger import Role
from auditlint.records.candidates import Values, candidates
from auditlint.records.likeness import LEVELS, Level, level
from auditlint.values import dataclass

#: Probability from which a pair is asserted, and from which it is listed as uncertain.
ASSERTED, UNCERTAIN = 0.95, 0.3
#: A pair is asserted only if it is this many times likelier than the next of either record.
_MARGIN = math.log2(8)
#: What the same key is worth.
_SURE, _SURE_SCORE = 0.995, 12.0
_ASKED = 0.5
_ROUNDS = 12
#: Pairs that the starting values count for.
_WEIGHT = 30.0

#: Starting values: how matches spread over the levels EXACT, CLOSE, PARTIAL, OTHER.
_MATCHES: dict[Role, tuple[float, float, float, float]] = {
    Role.NUMBER: (0.88, 0.06, 0.02, 0.04),
    Role.NAME: (0.60, 0.28, 0.08, 0.04),
    Role.PLACE: (0.60, 0.20, 0.10, 0.10),
    Role.DATE: (0.75, 0.10, 0.08, 0.07),
    Role.OTHER: (0.65, 0.12, 0.08, 0.15),
}
_MEASURES = (0.80, 0.05, 0.05, 0.10)


@dataclass(frozen=True, slots=True)
class Link:
    """Positions of one record of each side, how likely they are one, and how each field agrees."""

    one: int
    other: int
    probability: float
    score: float
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Asserted links are one to one; ``rivals`` are the other candidates worth a look."""

    asserted: tuple[Link, ...]
    uncertain: tuple[Link, ...]
    rivals: tuple[Link, ...]


def link(ours: Sequence[Values], theirs: Sequence[Values], roles: Sequence[Role]) -> Links:
    """Link the records of two ledgers by their normal values, one for each common field."""
    pairs = candidates(ours, theirs, roles)
    if not pairs or not roles:
        return Links((), (), ())
    patterns = [
        tuple(level(a, b, role) for a, b, role in zip(ours[i], theirs[j], roles, strict=True))
        for i, j in pairs
    ]
    model = _Model.learnt(patterns, ours, theirs, roles)
    keys = _keys(ours, theirs, roles)
    scored = [
        _keyed(model.judged(i, j, pattern, ours[i]), keys, roles)
        for (i, j), pattern in zip(pairs, patterns, strict=True)
    ]
    scored = [found for found in scored if found.probability >= UNCERTAIN / 10]
    scored.sort(key=lambda found: (-found.score, found.one, found.other))
    return _assigned(scored, roles)


def _keys(
    ours: Sequence[Values], theirs: Sequence[Values], roles: Sequence[Role]
) -> tuple[int, ...]:
    """The numbers and names that name a record: nearly every one stands once on either side."""
    keys = []
    for at, role in enumerate(roles):
        if role not in (Role.NUMBER, Role.NAME):
            continue
        shown = [[values[at] for values in side if values[at]] for side in (ours, theirs)]
        if all(found and len(set(found)) * 10 >= len(found) * 9 for found in shown):
            keys.append(at)
    return tuple(keys)


def _keyed(found: Link, keys: Sequence[int], roles: Sequence[Role]) -> Link:
    """Records with the same key are one, unless what else names them contradicts it.

    With the same name but another number or place they may be one: that is a question.
    """
    same = {roles[at] for at in keys if found.levels[at] is Level.EXACT}
    if not same:
        return found
    against = {
        role
        for level, role in zip(found.levels, roles, strict=True)
        if level is Level.OTHER or (level is Level.PARTIAL and role is Role.NAME)
    }
    doubts = {Role.NAME} if Role.NUMBER in same else {Role.NAME, Role.NUMBER, Role.PLACE}
    if not against & doubts:
        return replace(
            found, probability=max(found.probability, _SURE), score=max(found.score, _SURE_SCORE)
        )
    if Role.NAME in same and Role.NUMBER not in against:
        return replace(found, probability=max(found.probability, _ASKED))
    return found


@dataclass(frozen=True, slots=True)
class _Model:
    matches: tuple[tuple[float, ...], ...]  # a field, a level
    others: tuple[tuple[float, ...], ...]
    share: float  # of the candidate pairs that are matches
    frequencies: tuple[Counter[str], ...]
    size: int

    @classmethod
    def learnt(
        cls,
        patterns: Sequence[tuple[Level, ...]],
        ours: Sequence[Values],
        theirs: Sequence[Values],
        roles: Sequence[Role],
    ) -> _Model:
        fields = range(len(roles))
        start = [_MATCHES.get(role, _MEASURES) for role in roles]
        matches: list[tuple[float, ...]] = [(0.0, *start[at]) for at in fields]
        chance = _by_chance(ours, theirs, roles)
        others = list(chance)
        share = min(0.5, min(len(ours), len(theirs)) / max(1, len(patterns)))
        counts = Counter(patterns)
        for _ in range(_ROUNDS):
            hit = [[0.0] * LEVELS for _ in fields]
            miss = [[0.0] * LEVELS for _ in fields]
            total = 0.0
            for pattern, count in counts.items():
                odds = _odds(pattern, matches, others, share)
                likely = count * odds / (1 + odds)
                total += likely
                for at, found in enumerate(pattern):
                    hit[at][found] += likely
                    miss[at][found] += count - likely
            matches = [_smoothed(hit[at], (0.0, *start[at])) for at in fields]
            others = [_smoothed(miss[at], chance[at]) for at in fields]
            share = min(0.9, max(total, 0.5) / len(patterns))
        frequencies = tuple(Counter(values[at] for values in theirs) for at in fields)
        return cls(tuple(matches), tuple(others), share, frequencies, len(theirs))

    def judged(self, one: int, other: int, pattern: tuple[Level, ...], values: Values) -> Link:
        score = math.log2(self.share / (1 - self.share))
        for at, found in enumerate(pattern):
            if found is Level.MISSING:
                continue
            chance = self.others[at][found]
            if found is Level.EXACT:
                common = max(self.frequencies[at][values[at]], 1) / self.size
                chance = math.sqrt(chance * max(common, chance / 16, 1e-6))
            score += math.log2(self.matches[at][found] / chance)
        probability = 1 / (1 + 2.0 ** -max(min(score, 60.0), -60.0))
        return Link(one, other, probability, score, pattern)


def _odds(
    pattern: tuple[Level, ...],
    matches: Sequence[Sequence[float]],
    others: Sequence[Sequence[float]],
    share: float,
) -> float:
    odds = share / (1 - share)
    for at, found in enumerate(pattern):
        if found is not Level.MISSING:
            odds *= matches[at][found] / others[at][found]
    return min(odds, 1e12)


def _smoothed(counts: Sequence[float], start: Sequence[float]) -> tuple[float, ...]:
    """Shares of the levels, the starting values counting for a few pairs; MISSING left out."""
    total = sum(counts[1:]) + _WEIGHT
    return (0.0, *((counts[at] + _WEIGHT * start[at]) / total for at in range(1, LEVELS)))


def _by_chance(
    ours: Sequence[Values], theirs: Sequence[Values], roles: Sequence[Role]
) -> list[tuple[float, ...]]:
    """How often each level is reached by records paired blindly (evenly spread, not random)."""
    counts = [[0.0] * LEVELS for _ in roles]
    sample = min(3_000, len(ours) * len(theirs))
    for at in range(sample):
        values = ours[(at * 7_919) % len(ours)]
        others = theirs[(at * 104_729 + at // len(theirs)) % len(theirs)]
        for field, role in enumerate(roles):
            counts[field][level(values[field], others[field], role)] += 1
    start = (0.0, 0.02, 0.02, 0.06, 0.90)
    return [_smoothed(found, start) for found in counts]


def _assigned(scored: Sequence[Link], roles: Sequence[Role]) -> Links:
    """One to one, best first; a link that a rival comes near to is uncertain."""
    of_side: dict[tuple[int, int], list[Link]] = {}
    for found in scored:
        for side in _sides(found):
            of_side.setdefault(side, []).append(found)
    taken: set[tuple[int, int]] = set()
    asserted: list[Link] = []
    uncertain: list[Link] = []
    rivals: list[Link] = []
    for found in scored:
        sides = _sides(found)
        if any(side in taken for side in sides):
            rivals.append(found)
            continue
        near = max(
            (
                rival.score
                for side in sides
                for rival in of_side[side]
                if rival is not found and not any(other in taken for other in _sides(rival))
            ),
            default=-math.inf,
        )
        sure = found.probability >= ASSERTED and found.score - near >= _MARGIN
        if sure and _identifies(found.levels, roles):
            asserted.append(found)
        elif found.probability >= UNCERTAIN:
            uncertain.append(found)
        else:
            continue
        taken.update(sides)
    return Links(tuple(asserted), tuple(uncertain), tuple(rivals))


def _sides(found: Link) -> tuple[tuple[int, int], tuple[int, int]]:
    return (0, found.one), (1, found.other)


def _identifies(levels: Sequence[Level], roles: Sequence[Role]) -> bool:
    """Whether what agrees names a record: its number or name, or two other things exactly."""
    exact = 0
    for found, role in zip(levels, roles, strict=True):
        if role in (Role.NUMBER, Role.NAME) and found in (Level.EXACT, Level.CLOSE):
            return True
        exact += found is Level.EXACT
    return exact >= 2
