"""Shares whose whole is not told apart by name: the shares vote for it.

「占支出总预算的 P%」, 「占本年财政拨款支出 P%」, or numbered paragraphs that each say 「占 P%」:
the whole is the value of the text that gives all of the shares, or all but one.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, added_up, judge
from auditlint.claims.narrative import Narrative
from auditlint.claims.relation import Ratio, ShareOfSum
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.settings import Confidence
from auditlint.values import dataclass

_BECAUSE = "占比 = 该项 ÷ 同列各项占比共同的整体"


@dataclass(frozen=True, slots=True)
class Share:
    """``rate`` is said of ``part`` in passage ``at``; ``whole`` is the name of its whole."""

    at: int
    whole: str
    rate: Figure
    part: Figure


def voted(narrative: Narrative, shares: list[Share]) -> Iterator[Claim]:
    for group in _groups(narrative, shares):
        telling = [share for share in group if share.rate.value and share.part.value]
        if len(telling) < 2 or len({share.part.unit.dimension for share in telling}) > 1:
            continue
        whole = _whole(narrative, telling)
        if whole is not None:
            yield from (_ratio(share, whole) for share in telling)
        elif len(telling) > 2 and not telling[0].whole:
            yield from _of_each_other(telling)


def _groups(narrative: Narrative, shares: list[Share]) -> Iterator[list[Share]]:
    """Shares of one named whole in a section; of one passage; of passages numbered in a row."""
    named: dict[tuple[tuple[str, ...], str], list[Share]] = {}
    single: dict[int, list[Share]] = {}
    for share in shares:
        if share.whole:
            key = (narrative.section(share.at)[:2], share.whole)
            named.setdefault(key, []).append(share)
        else:
            single.setdefault(share.at, []).append(share)
    yield from named.values()
    run: list[Share] = []
    last: tuple[str, int] | None = None
    for at, members in sorted(single.items()):
        mark = narrative.passages[at].mark
        if len(members) > 1 or mark is None:
            yield members
            continue
        if last is None or mark != (last[0], last[1] + 1):
            yield run
            run = []
        run.append(members[0])
        last = mark
    yield run


def _whole(narrative: Narrative, shares: list[Share]) -> Figure | None:
    """The value that gives the shares: all of them, or all but one of three and more."""
    largest = max(share.part.exact for share in shares)
    best: tuple[int, int] = (0, 0)
    found: Figure | None = None
    for at, passage in enumerate(narrative.passages):
        distance = abs(at - shares[0].at)
        for _, mention, figure in passage.of(Role.VALUE):
            if figure.exact < largest or mention.reason:
                continue
            if not figure.unit.comparable(shares[0].part.unit):
                continue
            count = sum(judge(_ratio(share, figure)).verdict.fits for share in shares)
            if (count, -distance) > best and count:
                best, found = (count, -distance), figure
    if found is None or best[0] == len(shares):
        return found
    fine = all(share.rate.decimals for share in shares)
    if fine and best[0] == len(shares) - 1 and (best[0] > 1 or _adds_up(shares, found)):
        return found
    return None


def _adds_up(shares: list[Share], whole: Figure) -> bool:
    return added_up([share.part for share in shares]).meets(whole.interval)


def _ratio(share: Share, whole: Figure) -> Claim:
    inputs = (share.part, whole)
    return Claim(
        "share", Ratio(), share.rate, inputs, _BECAUSE, Confidence.HIGH, roles=("part", "total")
    )


def _of_each_other(shares: list[Share]) -> Iterator[Claim]:
    """「A X，占 P%；B Y，占 Q%；…」 without a whole.

    The list is full where all its rates but one at most say so.
    """
    parts = [share.part for share in shares]
    claims = [
        Claim(
            "share",
            ShareOfSum(),
            share.rate,
            (share.part, *(other for other in parts if other is not share.part)),
            "占比 = 该项 ÷ 所列各项之和",
            Confidence.HIGH,
        )
        for share in shares
    ]
    agreeing = sum(judge(claim).verdict.fits for claim in claims)
    if agreeing >= len(claims) - 1:
        yield from claims
