"""What became of planted errors, counted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from auditlint.trust import Trust

#: Where a slip was made: in the document as read, or in the file, which was then read anew.
MODEL, FILE = READERS = ("model", "pdf")
#: In the model, for comparison with the same slip made in the file.
BESIDE = "the same in the model"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plant.

    ``part`` is ``tables`` or ``narrative``, ``reader`` is ``model`` where the slip was made in
    the document as read and ``pdf`` where it was made in the file, which was then read anew.
    ``codes`` are those of the diagnostics that name it, folded ones included; ``broken`` those
    of the checks whose relations it breaks, ``meant`` of the check that is there for it where
    it broke none.
    """

    source: str
    name: str
    kind: str
    part: str
    where: str
    was: str
    now: str
    claims: int
    within_rounding: bool
    found: bool
    first: bool
    value: bool
    slip: bool
    diagnostics: int
    codes: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    meant: str = ""
    reader: str = MODEL
    doubted: bool = False
    said: str = ""

    @property
    def key(self) -> str:
        """The document and the plant, which no other outcome has."""
        return f"{self.source}\t{self.name}"

    @property
    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, line: str) -> Outcome:
        given = json.loads(line)
        for name in ("codes", "false", "broken"):
            given[name] = tuple(given[name])
        return cls(**given)


def kept(path: Path) -> Iterator[Outcome]:
    """The outcomes that a file keeps, one a line; none where there is no file."""
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            yield Outcome.of(line)


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes counted; shares are of ``judged``, those beyond rounding."""

    planted: int
    judged: int
    found: int
    first: int
    value: int
    slip: int
    single: int
    false: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        every = list(outcomes)
        judged = [o for o in every if not o.within_rounding]
        found = [o for o in judged if o.found]
        return cls(
            len(every),
            len(judged),
            len(found),
            sum(o.first for o in found),
            sum(o.value for o in found),
            sum(o.slip for o in found),
            sum(o.diagnostics + len(o.false) == 1 for o in found),
            sum(bool(o.false) for o in every),
        )

    def row(self, name: str) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:.0f} %" if whole else "–"

        cells = (
            name,
            str(self.planted),
            str(self.judged),
            share(self.found, self.judged),
            share(self.first, self.found),
            share(self.value, self.found),
            share(self.slip, self.found),
            share(self.single, self.found),
            share(self.false, self.planted),
        )
        return f"| {' | '.join(cells)} |"


COLUMNS = (
    "planted",
    "beyond rounding",
    "found",
    "right figure first",
    "right value",
    "right slip",
    "one diagnostic",
    "with a false alarm",
)


def table(title: str, groups: dict[str, list[Outcome]]) -> str:
    rows = [Tally.of(members).row(name) for name, members in sorted(groups.items())]
    head = f"| {' | '.join((title, *COLUMNS))} |\n|---{'|---:' * len(COLUMNS)}|"
    return "\n".join((head, *rows))


def grouped(outcomes: Iterable[Outcome], *keys: str) -> dict[str, list[Outcome]]:
    """Outcomes by the values of one or more of their fields, joined by colons."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[": ".join(str(getattr(outcome, key)) for key in keys)].append(outcome)
    return groups


def trusted(outcomes: Iterable[Outcome]) -> dict[str, Trust]:
    """How far each check can be believed, by code.

    A plant counts against a check's recall where it breaks a relation that the check looks at,
    or where the check is there for it and nothing told of it.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for outcome in outcomes:
        if outcome.reader not in READERS:
            continue
        meant = {outcome.meant} if outcome.meant and not outcome.codes else set()
        broken = {*outcome.broken, *meant, *(outcome.codes if outcome.meant else ())}
        for code in broken:
            counts[code][0] += 1
            counts[code][1] += code in outcome.codes
        for code in outcome.codes:
            counts[code][2] += 1
        for message in outcome.false:
            counts[message.partition(" ")[0]][3] += 1
    return {code: Trust(*found) for code, found in sorted(counts.items())}


def missed(outcomes: Iterable[Outcome]) -> str:
    """Plants that were not found, or found elsewhere, and false alarms: for whoever fixes them."""
    lines = []
    for outcome in outcomes:
        what = f"{outcome.source}: {outcome.was} -> {outcome.now} in {outcome.where}"
        head = f"{outcome.reader} {outcome.part} {outcome.kind}"
        if outcome.within_rounding:
            continue
        if not outcome.found:
            lines.append(f"MISSED {head} ({outcome.claims} claims) {what}")
        elif not outcome.first:
            lines.append(f"ELSEWHERE {head} {','.join(outcome.codes)} {what}")
        elif not outcome.value:
            lines.append(f"NO VALUE {head} {','.join(outcome.codes)} {what}")
        elif not outcome.slip:
            lines.append(f"OTHER SLIP {head} {outcome.said} {','.join(outcome.codes)} {what}")
        lines += [f"FALSE {head} {what}\n      {message}" for message in outcome.false]
    return "\n".join(sorted(lines))
