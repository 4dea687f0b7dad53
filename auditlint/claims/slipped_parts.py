"""Lists of parts that miss their whole by a slip of the pen in one figure.

「其中」 leaves open whether the parts named are all. Where the lists of a report mostly add up, and
one would with a digit wrong, exchanged, left out or doubled, or the point misplaced, in one figure
of so many digits that chance does not give it, the list was meant to add up too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditlint.claims.claim import Claim
from auditlint.claims.listed import Parts, adds_up
from auditlint.claims.meant import misprinted
from auditlint.claims.relation import Sum
from auditlint.claims.structure_words import wanted
from auditlint.figures import Figure
from auditlint.language.zh.reading import BRACKET
from auditlint.language.zh.sums import is_net_or_mean, is_peak, leaves_open
from auditlint.quantity import shown
from auditlint.settings import Confidence, Severity

#: So many open lists must add up, and so many times those that do not.
_HELD = 2
#: Digits, without zeros at the end, of a figure that is not right by chance.
_DIGITS = 4


def slipped_parts(lists: Sequence[Parts]) -> Iterator[Claim]:
    open_lists = [parts for parts in lists if _is_open(parts)]
    held = sum(map(adds_up, open_lists))
    missing = [parts for parts in open_lists if not adds_up(parts)]
    slipped = [parts for parts in missing if _slipped(parts)]
    others = sum(_leaves_out(parts) for parts in missing if parts not in slipped)
    if held < _HELD * max(1, others + len(slipped) - 1):
        return
    for parts in slipped:
        assert parts.whole is not None
        yield Claim(
            "parts",
            Sum((1,) * len(parts.parts)),
            parts.whole,
            parts.parts,
            "本文件所列各部分大多合起来就是整体，此处改动一个数即相符",
            Confidence.MEDIUM,
            stated_role="total",
            severity=Severity.WARNING,
        )


def _is_open(parts: Parts) -> bool:
    """Whether a list in one unit neither names all its parts by its words nor leaves any out."""
    whole = parts.whole
    if whole is None or parts.sure or len(parts.parts) < 2 or parts.link == BRACKET:
        return False
    if any(one.reason or is_peak(one.words) or leaves_open(one.after) for one in parts.members):
        return False
    alike = all(part.unit.comparable(whole.unit) for part in parts.parts)
    return alike and not is_net_or_mean(parts.name) and all(part.value for part in parts.parts)


def _leaves_out(parts: Parts) -> bool:
    assert parts.whole is not None
    return sum((part.exact for part in parts.parts), Decimal(0)) < parts.whole.exact


def _slipped(parts: Parts) -> bool:
    """Whether one figure, changed as slips change it, makes the list add up."""
    assert parts.whole is not None
    return any(_is_slip_of(figure, value) for figure, value in wanted(parts.whole, parts.parts))


def _is_slip_of(figure: Figure, value: Decimal) -> bool:
    text = shown(value, figure.decimals)
    whole = value == Decimal(text) and value > 0
    return whole and _digits(value) >= _DIGITS and misprinted(figure.text.rstrip("%"), text)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
