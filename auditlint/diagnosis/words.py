"""The word that the figures support, where a word beside them is wrong and not a figure."""

from __future__ import annotations

from dataclasses import replace

from auditlint.check import Facts
from auditlint.claims.claim import Claim
from auditlint.claims.relation import GrowthByChange
from auditlint.diagnosis.slips import WORDS, Slip
from auditlint.diagnostic import Cause, Diagnostic, Message
from auditlint.figures import Figure, TextPlace
from auditlint.language.zh.directions import comparing_word, is_up, opposite, word_before
from auditlint.quantity import Interval

#: Figures of one sentence that a change may be said of.
_CURRENT = 6


def with_word(facts: Facts, found: Diagnostic) -> Diagnostic:
    """``found`` with the word that should stand there, where the figures tell it."""
    claim = found.finding.claim
    if claim is None or (found.cause is not None and found.cause.suggested):
        return found
    if claim.kind == "opposed directions" and claim.inputs:
        return _opposed(facts, found, claim)
    word = comparing_word(found.finding.marked)
    if not word:
        return found
    if claim.kind in ("below budget", "above budget", "completion in words"):
        level = claim.inputs and claim.inputs[0].exact == claim.stated.exact
        return _suggesting(found, 0, word, "等于" if level else opposite(word))
    return _suggesting(found, 0, word, "等于") if claim.kind == "unequal in words" else found


def turned(facts: Facts, figure: Figure, allowed: Interval) -> str:
    """The direction word before ``figure`` where its number is right but for the sign."""
    right = figure.value != 0 and (-allowed).meets(figure.interval)
    return _word(facts, figure) if right else ""


def _opposed(facts: Facts, found: Diagnostic, claim: Claim) -> Diagnostic:
    """增加 D，下降 P%: what the rate says of the figure before decides."""
    rate, change = claim.stated, claim.inputs[0]
    rises = {
        not falling
        for current in _before(facts, change)
        for falling in (False, True)
        if _gives(current, change, rate, falling)
    }
    if len(rises) != 1:
        return found
    (up,) = rises
    cited = [item.figure.id for item in found.finding.figures]
    for figure in (change, rate):
        word = _word(facts, figure)
        if word and is_up(word) is not up and figure.id in cited:
            return _suggesting(found, cited.index(figure.id), word, opposite(word))
    return found


def _gives(current: Figure, change: Figure, rate: Figure, falling: bool) -> bool:
    result = GrowthByChange(falling).result((current.interval, change.interval))
    return result is not None and result.meets(rate.interval)


def _before(facts: Facts, change: Figure) -> list[Figure]:
    """The amounts printed before a change in its block, the nearest first."""
    place = change.place
    if not isinstance(place, TextPlace):
        return []
    beside = [
        figure
        for figure in facts.figures.in_block(change.document, place.block)
        if figure.is_quantity
        and figure.unit.comparable(change.unit)
        and isinstance(figure.place, TextPlace)
        and figure.place.start < place.start
    ]
    return beside[: -_CURRENT - 1 : -1]


def _word(facts: Facts, figure: Figure) -> str:
    block = facts.block_of(figure)
    if block is None or not isinstance(figure.place, TextPlace):
        return ""
    return word_before(block.text.value, figure.place.start)


def _suggesting(found: Diagnostic, figure: int, word: str, right: str) -> Diagnostic:
    return found.with_(
        finding=replace(found.finding, message=told(found.finding.message, word, right)),
        cause=Cause(Slip.DIRECTION.value, figure, right),
    )


def told(message: Message, word: str, right: str) -> Message:
    """The message with the right word as half a sentence."""
    words = WORDS[Slip.DIRECTION]
    return Message(
        f"{message.zh.rstrip('。')}；“{word}”若为“{right}”，则相符（{words.zh}）",
        f"{message.en.rstrip('.')}; were “{word}” “{right}”, it would agree ({words.en})",
    )
