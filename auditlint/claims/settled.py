"""What a list of a sentence divides, where its parts do not add up as it was read.

A reader who adds up a list and misses its whole looks again before he writes a note: the list may
end sooner, take in a part that is called by another version, divide another figure of its
sentence, or not be a sum at all, as a mean is no sum of the means of its groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditlint.claims.claim import added_up
from auditlint.claims.listed import Parts, make_up
from auditlint.claims.narrative import Passage
from auditlint.figures import Figure
from auditlint.language.zh.divisions import complete, is_division
from auditlint.language.zh.names import is_body
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import BRACKET, COMPOSED, Mention
from auditlint.language.zh.sums import is_mean_of_groups
from auditlint.quantity import Dimension, is_slip


def settled(parts: Parts, passage: Passage, group: Sequence[int]) -> Parts:
    """A list as it holds, or as read where no other reading of it does.

    ``group`` are the mentions of the list in ``passage``, whatever version they name.
    """
    whole = parts.whole
    if whole is None or len(parts.parts) < 2 or make_up(parts.parts, whole):
        return parts
    if _closes(parts, passage):
        return parts
    for other in (*_shorter(parts), *_longer(parts, passage, group), *_of_another(parts, passage)):
        if _adds_up_exactly(other):
            return other
    labels = [member.measure for member in parts.members]
    several = parts.link == COMPOSED and _all_exceed(whole, parts.parts)
    if is_mean_of_groups(parts.name, labels) or several:
        return replace(parts, whole=None, sure=False)
    if _nested(parts, passage):
        return replace(parts, parts=parts.parts[:1], members=parts.members[:1], sure=False)
    return parts


def _adds_up_exactly(parts: Parts) -> bool:
    """Whether the parts that count add up: a bare 0 gives no room for a difference."""
    whole = parts.whole
    counted = [part for part in parts.parts if part.value]
    if whole is None or not all(part.unit.comparable(whole.unit) for part in parts.parts):
        return False
    return len(counted) > 1 and make_up(counted, whole)


def _closes(parts: Parts, passage: Passage) -> bool:
    """Whether the whole stands behind its parts: 合计 X is of nothing else."""
    ids = [figure.id for figure in passage.figures]
    whole, first = parts.whole, parts.parts[0]
    assert whole is not None
    return whole.id in ids and first.id in ids and ids.index(whole.id) > ids.index(first.id)


def _shorter(parts: Parts) -> Iterator[Parts]:
    """The list without what follows it: 「收入 A，其中：税收 B；非税 C；支出 D」.

    Of a list that names all of its whole, or divides it in a set way, those before must do so too.
    Things of several bodies are each its own.
    """
    labels = [member.measure for member in parts.members]
    if all(map(is_body, labels)):
        return
    divides = is_division(labels)
    for count in range(len(parts.parts) - 1, 1, -1):
        members = parts.members[:count]
        if divides and not is_division(labels[:count]):
            break
        if not parts.sure or complete(parts.name, members):
            yield replace(parts, parts=parts.parts[:count], members=members)


def _longer(parts: Parts, passage: Passage, group: Sequence[int]) -> Iterator[Parts]:
    """The list with the parts whose names leave the version out: 「保费收入预算 A，补助收入 B」."""
    known = {figure.id for figure in parts.parts}
    last = max((at for at in group if passage.figures[at].id in known), default=-1)
    sentence = parts.members[0].sentence
    wanted: list[tuple[Mention, Figure]] = []
    for at, mention, figure in passage.of(Role.VALUE):
        if mention.sentence != sentence or mention.link == BRACKET:
            continue
        if figure.id in known or ((at > last or at in group) and at > min(group)):
            wanted.append((mention, figure))
    for count in range(len(wanted), len(parts.parts), -1):
        yield replace(
            parts,
            parts=tuple(figure for _, figure in wanted[:count]),
            members=tuple(mention for mention, _ in wanted[:count]),
        )


def _of_another(parts: Parts, passage: Passage) -> Iterator[Parts]:
    """The list under another figure that stands before it in the sentence it divides; where its
    whole stands in another passage, in its own."""
    ids = [figure.id for figure in passage.figures]
    whole = parts.whole
    assert whole is not None
    if parts.parts[0].id not in ids:
        return
    sentence = passage.mentions[ids.index(whole.id)].sentence if whole.id in ids else 0
    added = added_up(parts.parts)
    for at in range(ids.index(parts.parts[0].id) - 1, -1, -1):
        mention, figure = passage.mentions[at], passage.figures[at]
        if mention.sentence < sentence:
            break
        known = mention.role is Role.VALUE and not mention.reason and figure.id != whole.id
        if known and is_slip(whole.text, figure.text):
            continue  # the whole itself, printed before and here with a slip of the pen
        if known and figure.unit.comparable(whole.unit) and added.meets(figure.interval):
            yield replace(parts, whole=figure, name=mention.measure, chosen=False)


def _all_exceed(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether each part alone is more than the whole: 2027年和2028年分别为 A 和 B."""
    return whole.unit.dimension is not Dimension.PERCENT and all(
        part.interval.low > whole.interval.high for part in parts
    )


def _nested(parts: Parts, passage: Passage) -> bool:
    """Whether what follows the first part divides it: 「经费 A，包括甲 B；乙 C」 with A = B + C."""
    ids = [figure.id for figure in passage.figures]
    first, rest = parts.parts[0], parts.parts[1:]
    if first.id not in ids or rest[0].id not in ids:
        return False
    between = [
        passage.figures[at]
        for at in range(ids.index(first.id) + 1, ids.index(rest[0].id))
        if passage.mentions[at].role is Role.VALUE
        and passage.figures[at].unit.comparable(first.unit)
    ]
    return bool(between) and added_up((*between, *rest)).meets(first.interval)
