"""What the documents assert, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from auditlint.claims.relation import (
    AtMost,
    Equal,
    Product,
    Ratio,
    Relation,
    Remainder,
    Sum,
    Within,
)
from auditlint.figures import Figure, TextPlace
from auditlint.quantity import Interval
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """``stated`` must be what ``relation`` gives for ``inputs``.

    ``kind`` names the assertion (``total``, ``row``, ``share``, ``growth``, ``restated`` …) and
    is what a check asks for. ``because`` says in words, per language, why we think the
    document asserts it. ``roles`` name the inputs (``part``, ``base`` …). ``rule`` is the code
    of the identity the claim comes from, if any; ``severity`` caps how loud a contradiction
    may be. ``group`` ties claims that stand or fall together (one total row over all columns).
    """

    kind: str
    relation: Relation
    stated: Figure
    inputs: tuple[Figure, ...]
    because: str
    confidence: Confidence
    stated_role: str = "stated"
    roles: tuple[str, ...] = ()
    rule: str = ""
    severity: Severity = Severity.ERROR
    group: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.stated, *self.inputs)

    def held(self, confidence: Confidence) -> Claim:
        """The claim with that confidence."""
        return self if confidence is self.confidence else replace(self, confidence=confidence)

    def role(self, position: int) -> str:
        """The role of input ``position``."""
        return self.roles[position] if position < len(self.roles) else "part"

    @property
    def verifies(self) -> bool:
        """Whether the claim can verify figures: bounds and 0 = 0 verify nothing."""
        if isinstance(self.relation, AtMost | Within):
            return False
        return bool(self.stated.value) or any(figure.value for figure in self.inputs)


def said_once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """``claims`` without those that say again what one before says of a figure in the text.

    Several readers may understand one sentence; its equation is one piece of evidence all the
    same. The surest claim is kept, of equals the first. In tables a form's identity and the
    arrangement of the rows are two pieces of evidence, and both stay.
    """
    kept: dict[object, Claim] = {}
    for at, claim in enumerate(claims):
        key: object = at
        if isinstance(claim.stated.place, TextPlace):
            figures = tuple(figure.id for figure in claim.figures)
            symmetric = isinstance(claim.relation, Equal)
            key = claim.relation, tuple(sorted(figures)) if symmetric else figures
        if key not in kept or claim.confidence > kept[key].confidence:
            kept[key] = claim
    return tuple(kept.values())


class Verdict(StrEnum):
    """How a claim fares, best first."""

    HOLDS = "holds"
    ROUNDING = "holds within rounding"
    TRUNCATED = "holds only if the author truncated"
    CONTRADICTED = "contradicted"
    UNDECIDABLE = "not decidable"

    @property
    def fits(self) -> bool:
        """Whether what is printed agrees: exactly, within rounding, or with digits cut off."""
        return self in (Verdict.HOLDS, Verdict.ROUNDING, Verdict.TRUNCATED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim and how it fares. What else follows from it few ask for, so it is worked out then."""

    claim: Claim
    verdict: Verdict

    @property
    def expected(self) -> Interval | None:
        """What the stated figure may be, in its base unit; ``None`` if undefined."""
        return self.claim.relation.result([figure.interval for figure in self.claim.inputs])

    @property
    def point(self) -> Decimal | None:
        """What the inputs give as printed, without rounding; ``None`` if undefined or a bound."""
        if self.verdict is Verdict.UNDECIDABLE:
            return None
        exact = _as_printed(self.claim)
        if exact is None or not exact.width.is_finite():
            return None
        return exact.middle


def judge(claim: Claim) -> Judgement:
    """Hold a claim against what is printed."""
    return Judgement(claim, Verdict.HOLDS if _holds_plainly(claim) else _verdict(claim))


def added_up(figures: Sequence[Figure]) -> Interval:
    """What figures may add up to."""
    return Sum((1,) * len(figures)).result([figure.interval for figure in figures])


def first_fitting(rivals: Sequence[Claim]) -> tuple[Claim, ...]:
    """Of several readings of a sentence the first that fits, else the first; none of none."""
    return tuple([claim for claim in rivals if judge(claim).verdict.fits][:1] or rivals[:1])


def _holds_plainly(claim: Claim) -> bool:
    """Whether the arithmetic of the commonest claims is right as printed, which most is.

    A quick look, without intervals of what the inputs may be: ``False`` tells nothing.
    """
    relation, stated = claim.relation, claim.stated
    if isinstance(relation, Sum | Product | Remainder):
        value = relation.exactly([figure.exact for figure in claim.inputs])
        return value == stated.exact or stated.interval.low <= value <= stated.interval.high
    if isinstance(relation, Ratio):
        part, base = claim.inputs
        if base.exact <= base.resolution:
            return False  # its interval may reach zero
        scaled, printed = part.exact * relation.factor, stated.interval
        return printed.low * base.exact <= scaled <= printed.high * base.exact
    return False


def _verdict(claim: Claim) -> Verdict:
    if isinstance(claim.relation, Equal):
        return restated(claim.stated, claim.inputs[0])
    stated = claim.stated.interval
    expected = claim.relation.result([figure.interval for figure in claim.inputs])
    if expected is None:
        return Verdict.UNDECIDABLE
    if isinstance(claim.relation, AtMost):
        if claim.relation.ordered and claim.stated.resolution == claim.inputs[0].resolution:
            below = claim.stated.exact <= claim.inputs[0].exact
            return Verdict.HOLDS if below else Verdict.CONTRADICTED
        return Verdict.HOLDS if stated.low <= expected.high else Verdict.CONTRADICTED
    exact = _as_printed(claim)
    if exact is not None and exact.meets(stated):
        return Verdict.HOLDS
    if expected.meets(stated):
        return Verdict.ROUNDING
    cut = Interval.truncated(claim.stated.value, claim.stated.decimals)
    if exact is not None and exact.meets(cut.scaled(claim.stated.unit.scale)):
        return Verdict.TRUNCATED
    return Verdict.CONTRADICTED


def _as_printed(claim: Claim) -> Interval | None:
    """What the inputs give if none of them was rounded."""
    return claim.relation.result([Interval.exactly(figure.exact) for figure in claim.inputs])


def restated(one: Figure, other: Figure) -> Verdict:
    """One quantity printed twice: equal in equal precision, else the coarser rounds the finer."""
    if one.exact == other.exact:
        return Verdict.HOLDS
    coarse, fine = (one, other) if one.resolution > other.resolution else (other, one)
    if coarse.resolution == fine.resolution:
        return Verdict.CONTRADICTED
    # A tie rounds either way (half up, half even): both neighbours are right.
    if coarse.interval.low <= fine.exact <= coarse.interval.high:
        return Verdict.HOLDS
    cut = Interval.truncated(coarse.value, coarse.decimals).scaled(coarse.unit.scale)
    return Verdict.TRUNCATED if fine.exact in cut else Verdict.CONTRADICTED
