"""A printed value that is the exact result with its last digits cut off, not rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import Equal
from auditlint.diagnosis.slips import WORDS, Slip
from auditlint.diagnostic import Cause, Diagnostic, Message
from auditlint.figures import Figure
from auditlint.quantity import rounded, shown


def with_truncation(found: Diagnostic) -> Diagnostic:
    """``found`` with its cause, where its claim holds only because digits were cut off."""
    claim = found.finding.claim
    if claim is None or found.cause is not None or judge(claim).verdict is not Verdict.TRUNCATED:
        return found
    figure, value = _cut(claim)
    at = next(
        (n for n, cited in enumerate(found.finding.figures) if cited.figure.id == figure.id), None
    )
    if at is None or value is None:
        return found
    tail = figure.text[-1] if figure.text[-1:] in {"%", "％", "‰"} else ""
    number = rounded(value / figure.unit.scale, figure.decimals)
    suggested = shown(number, figure.decimals, commas="," in figure.text) + tail
    message, words = found.finding.message, WORDS[Slip.TRUNCATED]
    en = message.en if "cut off" in message.en else f"{message.en.rstrip('.')}, {words.en}"
    said = Message(f"{message.zh.rstrip('。')}，{words.zh}", en)
    return found.with_(
        finding=replace(found.finding, message=said),
        cause=Cause(Slip.TRUNCATED.value, at, suggested),
    )


def is_cut(figure: Figure, claims: Sequence[Claim]) -> bool:
    """Whether every one of ``claims`` would hold if ``figure`` had been cut off."""
    return bool(claims) and all(
        judge(claim).verdict is Verdict.TRUNCATED and _cut(claim)[0].id == figure.id
        for claim in claims
    )


def _cut(claim: Claim) -> tuple[Figure, Decimal | None]:
    """The figure whose digits were cut off, and the value (base unit) it was cut from."""
    if not isinstance(claim.relation, Equal):
        return claim.stated, judge(claim).point
    one, other = claim.stated, claim.inputs[0]
    return (one, other.exact) if one.resolution > other.resolution else (other, one.exact)
