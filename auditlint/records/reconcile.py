"""Two ledgers of the same things held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from auditlint.language.zh.ledger import Role, core
from auditlint.patterns import lazily
from auditlint.records import Ledger
from auditlint.records.alignment import Twin, twins
from auditlint.records.groups import Amount, Group, groups_of
from auditlint.records.likeness import Level, normal
from auditlint.records.matching import ASSERTED, Link, link
from auditlint.values import dataclass

#: Ratios of two units that are taken for one another: 万元/元, 亩/平方米, 公顷/亩, 公顷/平方米.
_FACTORS = tuple(
    factor
    for whole in (Decimal(10_000), Decimal(2000) / 3, Decimal(15), Decimal(1000))
    for factor in (whole, 1 / whole)
)
_LIST = lazily(r"[、,，;；和及与]")


class NoCommonFieldError(ValueError):
    """Two ledgers without a number, name or place in common: nothing can be matched."""

    def __init__(self, one: Ledger, other: Ledger) -> None:
        super().__init__(one.name, other.name)
        self.headers = tuple(
            tuple(found.header for found in ledger.fields) for ledger in (one, other)
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure that two matched groups give two values; ``field`` is a position in ``twins``."""

    field: int
    one: Amount
    other: Amount


@dataclass(frozen=True, slots=True)
class Match:
    """Rows of either side that are one thing, and what says so.

    ``agreeing`` are positions in ``twins`` with how well they agree. ``reason`` is ``linked``,
    ``instalments`` (several rows add up to one) or ``listed`` (one row names several).
    """

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    probability: float
    agreeing: tuple[tuple[int, Level], ...]
    differences: tuple[Difference, ...] = ()
    reason: str = "linked"


@dataclass(frozen=True, slots=True)
class UnitSlip:
    """A measure that differs by the same factor in nearly every match: ``factor`` is theirs to
    ours, in base units."""

    field: int
    factor: Decimal
    matches: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """``uncertain`` matches are listed, never asserted; their rows are in neither remainder."""

    one: Ledger
    other: Ledger
    twins: tuple[Twin, ...]
    matches: tuple[Match, ...]
    uncertain: tuple[Match, ...]
    ours_left: tuple[int, ...]
    theirs_left: tuple[int, ...]
    slips: tuple[UnitSlip, ...] = ()

    @property
    def differing(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.differences)


def reconcile(
    one: Ledger, other: Ledger, aliases: Sequence[tuple[str, str]] = ()
) -> Reconciliation:
    """Match the records of two ledgers. Raises ``NoCommonFieldError``."""
    common = twins(one, other, aliases)
    if not any(found.role in (Role.NUMBER, Role.NAME, Role.PLACE) for found in common):
        raise NoCommonFieldError(one, other)
    ours = groups_of(one, [found.one for found in common])
    theirs = groups_of(other, [found.other for found in common])
    return _Pairing(one, other, common, ours, theirs).reconciled()


@dataclass(frozen=True, slots=True)
class _Pairing:
    one: Ledger
    other: Ledger
    twins: tuple[Twin, ...]
    ours: list[Group]
    theirs: list[Group]

    def reconciled(self) -> Reconciliation:
        listed = self._listed()
        skip_ours = {at for match in listed for at in match[0]}
        skip_theirs = {at for match in listed for at in match[1]}
        mine = [at for at in range(len(self.ours)) if at not in skip_ours]
        yours = [at for at in range(len(self.theirs)) if at not in skip_theirs]
        links = link(
            [self.ours[at].values for at in mine],
            [self.theirs[at].values for at in yours],
            [found.role for found in self.twins],
        )

        def placed(found: Link) -> Link:
            return replace(found, one=mine[found.one], other=yours[found.other])

        asserted = {at: placed(found) for at, found in enumerate(links.asserted)}
        uncertain = {at: placed(found) for at, found in enumerate(links.uncertain)}
        rivals = [placed(found) for found in links.rivals]
        joined, doubtful, settled = self._instalments(asserted, uncertain, rivals)
        matches = [
            self._match(o, t, probability=1.0, levels=(), reason="listed") for o, t in listed
        ]
        for at, found in sorted(asserted.items()):
            o, t = joined.get((True, at), ((found.one,), (found.other,)))
            matches.append(self._matched(found, o, t))
        for at in settled:
            o, t = joined[False, at]
            matches.append(self._matched(uncertain[at], o, t))
        unsure = [
            self._matched(found, (found.one,), (found.other,))
            for at, found in sorted(uncertain.items())
            if at not in settled
        ]
        unsure += [self._matched(found, (found.one,), (found.other,)) for found in doubtful]
        matches.sort(key=lambda match: (match.ours, match.theirs))
        matches, slips = self._slips(matches)
        return Reconciliation(
            self.one,
            self.other,
            self.twins,
            tuple(matches),
            tuple(unsure),
            _left(self.one, (match.ours for match in (*matches, *unsure))),
            _left(self.other, (match.theirs for match in (*matches, *unsure))),
            slips,
        )

    def _listed(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Groups of one side that a row of the other names together: 「甲地块、乙地块」."""
        name = next((at for at, twin in enumerate(self.twins) if twin.role is Role.NAME), None)
        if name is None:
            return []
        found: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        for members, lists, flipped in (
            (self.ours, self.theirs, False),
            (self.theirs, self.ours, True),
        ):
            index: dict[str, list[int]] = {}
            for at, group in enumerate(members):
                index.setdefault(core(group.values[name]), []).append(at)
            column = (self.twins[name].one if flipped else self.twins[name].other).column
            for at, group in enumerate(lists):
                parts = [
                    core(normal(part, Role.NAME))
                    for part in _LIST.split(column.values[group.rows[0]])
                    if part
                ]
                if len(parts) < 2 or core(group.values[name]) in index:
                    continue
                named = [index.get(part, []) for part in parts]
                if all(len(one) == 1 for one in named):
                    several = tuple(one[0] for one in named)
                    found.append(((at,), several) if flipped else (several, (at,)))
        return found

    def _instalments(
        self, asserted: dict[int, Link], uncertain: dict[int, Link], rivals: Sequence[Link]
    ) -> tuple[
        dict[tuple[bool, int], tuple[tuple[int, ...], tuple[int, ...]]], list[Link], set[int]
    ]:
        """Left-over groups that belong to a match: their measures make its two sides equal.

        Gives the widened matches, left-overs that resemble one without such proof, and the
        uncertain matches that this settles.
        """
        homes = (
            {found.one: (sure, at) for sure, at, found in _both(asserted, uncertain)},
            {found.other: (sure, at) for sure, at, found in _both(asserted, uncertain)},
        )
        extra: dict[tuple[bool, int], tuple[list[Link], list[Link]]] = {}
        for found in rivals:
            if not self._same_thing(found):
                continue
            for side in (0, 1):
                near, far = _ends(found, side)
                if near not in homes[side] and far in homes[1 - side]:
                    extra.setdefault(homes[1 - side][far], ([], []))[side].append(found)
        joined: dict[tuple[bool, int], tuple[tuple[int, ...], tuple[int, ...]]] = {}
        doubtful: list[tuple[int, Link]] = []
        settled: set[int] = set()
        used: tuple[set[int], set[int]] = (set(), set())
        for key, sides in sorted(extra.items(), key=lambda item: (not item[0][0], item[0][1])):
            sure, at = key
            seed = (asserted if sure else uncertain)[at]
            for side, found_here in enumerate(sides):
                more = sorted({_ends(found, side)[0] for found in found_here} - used[side])
                if not more:
                    continue
                ours = (seed.one, *more) if side == 0 else (seed.one,)
                theirs = (seed.other, *more) if side == 1 else (seed.other,)
                if self._adds_up(ours, theirs) and not self._adds_up((seed.one,), (seed.other,)):
                    joined[key] = (ours, theirs)
                    used[side].update(more)
                    if not sure:
                        settled.add(at)
                    break
                doubtful += ((side, found) for found in found_here)
        once: list[Link] = []
        for side, found in doubtful:
            near, _ = _ends(found, side)
            if found.probability >= ASSERTED and near not in used[side]:
                once.append(found)
                used[side].add(near)
        return joined, once, settled

    def _same_thing(self, found: Link) -> bool:
        """Whether what identifies the two agrees, whatever their measures say."""
        named = False
        for twin, level in zip(self.twins, found.levels, strict=True):
            if twin.role in (Role.NUMBER, Role.NAME, Role.PLACE) and level is Level.OTHER:
                return False
            named |= twin.role in (Role.NUMBER, Role.NAME) and level in (Level.EXACT, Level.CLOSE)
        return named

    def _adds_up(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether a measure that adds (an amount, else an area) is equal on both sides."""
        for role in (Role.AMOUNT, Role.AREA):
            for at, twin in enumerate(self.twins):
                if twin.role is not role:
                    continue
                one, other = (
                    self._amount(self.ours, ours, at),
                    self._amount(self.theirs, theirs, at),
                )
                if one is not None and other is not None:
                    return one.agrees(other)
        return False

    @staticmethod
    def _amount(groups: Sequence[Group], members: Sequence[int], at: int) -> Amount | None:
        amounts = [found for member in members if (found := groups[member].amounts[at])]
        if not amounts:
            return None
        return replace(
            amounts[0],
            value=sum((found.value for found in amounts), Decimal(0)),
            rows=sum(found.rows for found in amounts),
        )

    def _matched(self, found: Link, ours: Sequence[int], theirs: Sequence[int]) -> Match:
        several = len(ours) + len(theirs) > 2
        reason = "instalments" if several else "linked"
        return self._match(ours, theirs, found.probability, found.levels, reason)

    def _match(
        self,
        ours: Sequence[int],
        theirs: Sequence[int],
        probability: float,
        levels: Sequence[Level],
        reason: str,
    ) -> Match:
        differences = []
        for at, twin in enumerate(self.twins):
            if not twin.role.is_measure:
                continue
            one, other = self._amount(self.ours, ours, at), self._amount(self.theirs, theirs, at)
            if one is None or other is None:
                continue
            if twin.role is Role.PRICE and (len(ours) > 1 or len(theirs) > 1):
                continue
            if not one.agrees(other):
                differences.append(Difference(at, one, other))
        mine = tuple(sorted(row for at in ours for row in self.ours[at].rows))
        yours = tuple(sorted(row for at in theirs for row in self.theirs[at].rows))
        if reason == "linked" and (len(mine) > 1 or len(yours) > 1):
            reason = "instalments"
        agreeing = tuple(
            (at, level) for at, level in enumerate(levels) if level in (Level.EXACT, Level.CLOSE)
        )
        return Match(mine, yours, probability, agreeing, tuple(differences), reason)

    def _slips(self, matches: list[Match]) -> tuple[list[Match], tuple[UnitSlip, ...]]:
        """Measures that differ by one factor throughout are a matter of the unit, told once."""
        slips: list[UnitSlip] = []
        for at, twin in enumerate(self.twins):
            differing = [d for match in matches for d in match.differences if d.field == at]
            if not twin.role.is_measure or len(differing) < 3:
                continue
            votes: Counter[Decimal] = Counter()
            for found in differing:
                for factor in _FACTORS:
                    if found.one.exact and abs(
                        found.other.exact / (found.one.exact * factor) - 1
                    ) < Decimal("0.002"):
                        votes[factor] += 1
            if votes and (top := votes.most_common(1)[0])[1] * 5 >= len(matches) * 3:
                slips.append(UnitSlip(at, *top))
        if not slips:
            return matches, ()
        factors = {slip.field: slip.factor for slip in slips}
        return [
            replace(
                match,
                differences=tuple(
                    found
                    for found in match.differences
                    if found.field not in factors
                    or not found.other.agrees(found.one, factors[found.field])
                ),
            )
            for match in matches
        ], tuple(slips)


def _ends(found: Link, side: int) -> tuple[int, int]:
    """The end of a link on ``side`` (0 ours, 1 theirs), and its other end."""
    return (found.one, found.other) if side == 0 else (found.other, found.one)


def _both(
    asserted: dict[int, Link], uncertain: dict[int, Link]
) -> Iterable[tuple[bool, int, Link]]:
    yield from ((True, at, found) for at, found in asserted.items())
    yield from ((False, at, found) for at, found in uncertain.items())


def _left(ledger: Ledger, taken: Iterable[Sequence[int]]) -> tuple[int, ...]:
    gone = {row for rows in taken for row in rows}
    return tuple(row for row in ledger.records if row not in gone)
