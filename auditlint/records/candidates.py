"""Which records of two ledgers may be one: found by rare shared features, never all pairs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from heapq import nlargest

from auditlint.language.zh.ledger import Role, core

#: Below this many pairs all are looked at.
_ALL = 4_000
#: A feature shared by more records than this says little and is passed over.
_COMMON = 60
#: Rarest features of a record that are looked up.
_PROBES = 14
#: Candidates kept for a record.
_KEPT = 8

#: The values of one record, one normal text a compared field.
Values = Sequence[str]


def candidates(
    ours: Sequence[Values], theirs: Sequence[Values], roles: Sequence[Role]
) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing, in order; each of ours has at most a few."""
    if len(ours) * len(theirs) <= _ALL:
        return [(one, other) for one in range(len(ours)) for other in range(len(theirs))]
    index = _index(theirs, roles)
    pairs: list[tuple[int, int]] = []
    size = len(theirs)
    for one, values in enumerate(ours):
        found = [
            (len(shared), feature)
            for feature in _features(values, roles)
            if (shared := index.get(feature))
        ]
        found.sort()
        weights: dict[int, float] = {}
        for count, feature in found[:_PROBES]:
            weight = math.log(1 + size / count)
            for other in index[feature]:
                weights[other] = weights.get(other, 0.0) + weight
        best = nlargest(_KEPT, weights.items(), key=lambda item: (item[1], -item[0]))
        pairs.extend((one, other) for other, _ in best)
    return pairs


def _index(records: Sequence[Values], roles: Sequence[Role]) -> dict[str, list[int]]:
    """Which records have a feature, unless too many have it to say anything."""
    index: dict[str, list[int]] = {}
    common: set[str] = set()
    for position, values in enumerate(records):
        for feature in _features(values, roles):
            if feature in common:
                continue
            having = index.setdefault(feature, [])
            having.append(position)
            if len(having) > _COMMON:
                common.add(feature)
                del index[feature]
    return index


def _features(values: Values, roles: Sequence[Role]) -> set[str]:
    """What a record can be found by: its values as a whole, and pieces of its names."""
    features: set[str] = set()
    names: list[str] = []
    for at, (value, role) in enumerate(zip(values, roles, strict=True)):
        if not value:
            continue
        if role in (Role.NAME, Role.PLACE, Role.OTHER):
            bare = core(value)
            features.update(_pieces(bare))
            names.append(bare)
        features.add(f"{at}={value}")
    # A measure and the start of a name together are rarer than either.
    for at, (value, role) in enumerate(zip(values, roles, strict=True)):
        if value and (role.is_measure or role is Role.DATE):
            features.update(f"{at}={value}&{name[:2]}" for name in names)
            features.update(f"{at}={value}&{name[-2:]}" for name in names)
    return features


def _pieces(text: str) -> Iterable[str]:
    """Overlapping pieces of two, three and four characters."""
    for size in (2, 3, 4):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
    yield text
