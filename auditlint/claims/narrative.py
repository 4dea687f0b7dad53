"""The running text of a document, read: passages in order, and values found by name.

Each module of this package about sentences (changes, shares, parts, rates …) takes a
``Narrative`` and gives claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import chain, count
from operator import itemgetter

from auditlint.document import Block, BlockKind, Document
from auditlint.figures import Figure, Figures
from auditlint.language.zh.measures import name_of
from auditlint.language.zh.numbering import item_mark
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reader import read
from auditlint.language.zh.reading import Mention, Reading
from auditlint.language.zh.references import bare_name, names, same
from auditlint.values import dataclass

_READ = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.NOTE})


#: A mention by its place among those of its passage, and its figure.
Pair = tuple[int, Mention, Figure]


@dataclass(frozen=True)
class Passage:
    """One block of text as read. ``figures`` are those of ``reading.mentions``, in turn."""

    block: Block
    reading: Reading
    figures: tuple[Figure, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.reading.mentions

    @property
    def line(self) -> str:
        """The text folded."""
        return self.reading.line

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every mention with its place and figure."""
        return tuple(zip(count(), self.mentions, self.figures, strict=False))

    @cached_property
    def _by_role(self) -> dict[Role, list[Pair]]:
        found: dict[Role, list[Pair]] = {}
        for pair in self.pairs:
            found.setdefault(pair[1].role, []).append(pair)
        return found

    def of(self, *roles: Role) -> Sequence[Pair]:
        """The mentions that play one of these roles, in turn, with their places and figures."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        found = [self._by_role[role] for role in roles if role in self._by_role]
        if len(found) > 1:
            return sorted(chain.from_iterable(found), key=itemgetter(0))
        return found[0] if found else ()

    def paired(self, index: int) -> bool:
        """Whether a number is one of several said at once: 「分别为 92% 和 85%」."""
        following = self.mentions[index + 1 : index + 2]
        twin = self.mentions[index].twin
        return twin is not None or any(other.twin == index for other in following)

    @cached_property
    def mark(self) -> tuple[str, int] | None:
        """The style and value of the list mark it begins with: （三） is ("（）一", 3)."""
        return item_mark(self.block.text.value)


@dataclass(frozen=True, slots=True)
class Value:
    """A value mention in place: passage ``at`` of its narrative, mention ``index`` of it."""

    at: int
    index: int
    mention: Mention
    figure: Figure


@dataclass(frozen=True)
class Narrative:
    """The passages of one document, and its values by the ends of their names."""

    document: Document
    passages: tuple[Passage, ...]
    _by_end: dict[str, list[Value]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, document: Document, figures: Figures) -> Narrative:
        passages = []
        for block in document.blocks:
            at = figures.by_start(document.index, block.index) if block.kind in _READ else {}
            if not at:
                continue
            reading = read(block.text.value)
            kept = tuple(at[mention.number.start] for mention in reading.mentions)
            passages.append(Passage(block, reading, kept))
        ends: dict[str, list[Value]] = {}
        for where, passage in enumerate(passages):
            for index, mention, figure in passage.of(Role.VALUE):
                if mention.measure:
                    value = Value(where, index, mention, figure)
                    for end in _ends(mention.measure):
                        ends.setdefault(end, []).append(value)
        return cls(document, tuple(passages), ends)

    def named(self, reference: str, near: int, like: Figure | None = None) -> list[Value]:
        """Values that ``reference`` may point back to: of passage ``near`` first, then the
        nearest before, then after. ``like`` asks for a comparable unit."""
        if len(reference) < 2:
            return []
        candidates = {
            (value.at, value.index): value
            for end in _ends(reference)
            for value in self._by_end.get(end, ())
        }
        found = [
            value
            for _, value in sorted(candidates.items())
            if names(reference, value.mention.measure)
            and (like is None or value.figure.unit.comparable(like.unit))
        ]
        exact = [value for value in found if same(reference, value.mention.measure)]
        return sorted(exact or found, key=lambda value: (value.at > near, abs(near - value.at)))

    def ending(self, reference: str, at: int, like: Figure) -> list[Value]:
        """Values of passage ``at`` whose longer names end in ``reference``, the last first."""
        found = [
            value
            for value in self._by_end.get(_end(reference), ())
            if value.at == at
            and value.mention.measure.endswith(reference)
            and value.figure.unit.comparable(like.unit)
        ]
        return sorted(found, key=lambda value: -value.index)

    def over(self, territory: str, measure: str, near: int, like: Figure) -> list[Value]:
        """Values of what ``measure`` measures for the whole of a territory: 全市政府债务余额 for
        市本级债务余额 and 全市. The nearest before ``near`` first, then after."""
        found = [
            value
            for value in self._by_end.get(_end(measure), ())
            if territory in value.mention.measure
            and _shared_end(value.mention.measure, measure) >= _TOLD
            and value.figure.unit.comparable(like.unit)
        ]
        return sorted(found, key=lambda value: (value.at > near, abs(near - value.at)))

    def section(self, at: int) -> tuple[str, ...]:
        return self.passages[at].block.section


#: Two measures are of one kind if their names end in this many common characters.
_TOLD = 3


def _shared_end(one: str, other: str) -> int:
    return next(
        (n for n in range(min(len(one), len(other))) if one[-1 - n] != other[-1 - n]),
        min(len(one), len(other)),
    )


@lru_cache(maxsize=1 << 13)
def _ends(measure: str) -> tuple[str, ...]:
    """The ends a name is found by: as it is said, and without 支出, 收入, 费."""
    said = _end(measure)
    return tuple(sorted({said, name_of(measure).core[-2:] or said}))


def _end(measure: str) -> str:
    return bare_name(measure)[-2:]


def narratives(documents: Iterable[Document], figures: Figures) -> list[Narrative]:
    return [Narrative.of(document, figures) for document in documents]


#: A change: its figure and direction, or ``None`` and 0 for 持平; and the base it is against.
Change = tuple[Figure | None, int, str]


def changes_by_figure(narrative: Narrative) -> dict[int, Change]:
    """What is said of the change of each value, by the id of its figure."""
    found: dict[int, Change] = {}
    for passage in narrative.passages:
        for _, mention, figure in passage.of(Role.CHANGE):
            if mention.about is not None and mention.direction:
                about = passage.figures[mention.about].id
                found.setdefault(about, (figure, mention.direction, _base_words(mention.base)))
        for stated in passage.reading.statements:
            if stated.name == "level" and stated.about is not None and not stated.softened:
                about = passage.figures[stated.about].id
                found.setdefault(about, (None, 0, _base_words(stated.base)))
    return found


def _base_words(words: str) -> str:
    """The base in one form: 「上一年」 is 「上年」, 「2024年预算数」 is 「2024年预算」."""
    return words.replace("一年", "年").replace("年度", "年").removesuffix("数")
