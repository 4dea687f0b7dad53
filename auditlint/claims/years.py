"""One body from year to year: carried forward, restated, budgeted.

This year's opening balance is last year's
closing; last year's figures as this year's changes imply them are those published then; the
opening budget in the accounts is the budget that was published. Each has legitimate exceptions,
so that none is more than a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.published import Key, Published, funds_of, is_stated, published
from auditlint.claims.relation import Equal, Sum
from auditlint.engagement import Identity, Kinship
from auditlint.figures import Figure, TextPlace
from auditlint.language.zh.directions import LastYearChange, change_from_last_year
from auditlint.language.zh.versions import BUDGET, FINAL, OPENING
from auditlint.settings import Confidence, Severity

CARRIED, RESTATED, BUDGETED = "opening-balance", "last-year", "opening-budget"


_claim = partial(Claim, confidence=Confidence.MEDIUM, severity=Severity.WARNING)


def between_years(ground: Ground) -> Iterable[Claim]:
    """What the accounts of one year say about the year before, and about their own budget."""
    pairs = [pair for pair in ground.engagement.pairs if pair.kinship is Kinship.SAME]
    if not pairs:
        return
    values = {
        index: published(ground.figures, index, ground.engagement.of(index).period)
        for index in sorted({index for pair in pairs for index in (pair.first, pair.second)})
    }
    for pair in pairs:
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            now, then = ground.engagement.of(one), ground.engagement.of(other)
            if now.kind != "决算" or not (now.period and then.period):
                continue
            if then.kind == "决算" and int(now.period) == int(then.period) + 1:
                yield from _carried(now, then, values[one], values[other])
                yield from _restated(ground, now, then, values[other])
            elif then.kind == "预算" and now.period == then.period:
                yield from _budgeted(ground, now, values[one], values[other])


def _carried(now: Identity, then: Identity, ours: Published, theirs: Published) -> Iterator[Claim]:
    for key, opening in ours.of(FINAL):
        if not key.measure.startswith("年初") or "结转" not in key.measure:
            continue
        closing = theirs.get(Key(key.measure.replace("年初", "年末", 1), key.funds, FINAL))
        if closing is not None:
            yield _claim(
                CARRIED,
                Equal(),
                opening,
                (closing,),
                because=f"{now.entity}{now.period}年年初的{key.funds}结转和结余是{then.period}年年末"
                "结转和结余的延续",
                roles=("previous",),
                group=key.measure,
            )


def _restated(ground: Ground, now: Identity, then: Identity, theirs: Published) -> Iterator[Claim]:
    """「M X，比上年增加 D」: last year's M, as published then, is X − D."""
    document = ground.documents[now.document]
    for block in document.blocks:
        figures = [
            figure
            for figure in ground.figures.in_block(now.document, block.index)
            if figure.is_quantity and isinstance(figure.place, TextPlace)
        ]
        for current, change in pairwise(figures):
            between = _between(current, change, block.text.value)
            if between is None or not is_stated(current, block.text.value):
                continue
            if between.year not in ("", then.period) or not current.comparable(change):
                continue
            previous = theirs.get(Key(current.measure, funds_of(current), FINAL))
            if previous is None or not previous.comparable(current):
                continue
            inputs = (previous, current) if between.falling else (current, previous)
            yield _claim(
                RESTATED,
                Sum((1, -1)),
                change,
                inputs,
                because=f"{then.period}年度决算公开的{current.measure}",
                stated_role="change",
                roles=("previous", "part") if between.falling else ("part", "previous"),
                group=current.measure,
            )


def _between(current: Figure, change: Figure, text: str) -> LastYearChange | None:
    """The words of change between two figures of one sentence that follow each other."""
    one, other = current.place, change.place
    if not (isinstance(one, TextPlace) and isinstance(other, TextPlace)):
        return None
    words = text[one.stop : other.start].removeprefix(current.unit.name)
    return change_from_last_year(words)


def _budgeted(ground: Ground, now: Identity, ours: Published, theirs: Published) -> Iterator[Claim]:
    blocks = ground.documents[now.document].blocks
    said = Published(
        (
            figure
            for figure in ground.figures
            if figure.document == now.document
            and isinstance(figure.place, TextPlace)
            and is_stated(figure, blocks[figure.place.block].text.value)
        ),
        now.period,
    )
    done: set[Key] = set()
    for key, opening in (*ours.of(OPENING), *said.of(OPENING)):
        budget = theirs.get(Key(key.measure, key.funds, BUDGET))
        if budget is None or key in done or not budget.comparable(opening):
            continue
        done.add(key)
        yield _claim(
            BUDGETED,
            Equal(),
            opening,
            (budget,),
            because=f"两处都是{now.entity}{now.period}年{key.funds}{key.measure}的年初预算",
            roles=("same",),
            group=key.measure,
        )


CLAIMANTS = (between_years,)
