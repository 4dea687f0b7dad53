"""Numbered headings and items in sequence: which number is missing, which stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from auditlint.language.zh.numbering import Mark, leading_mark
from auditlint.values import dataclass

#: A jump over more numbers than this is another list, or a mark misread.
_LONGEST_GAP = 3


class Fault(StrEnum):
    GAP = "gap"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph or heading; ``resets`` where it stands above all numbered ones.

    What stands ``aside`` (a caption) is no item, but a number in it is not missing.
    """

    text: str
    resets: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The item at ``index`` has ``mark``; ``expected`` is the mark that should follow ``last``."""

    fault: Fault
    index: int
    mark: Mark
    last: int  # the index of the item before it at its level
    expected: str


@dataclass(slots=True)
class _Level:
    mark: Mark
    index: int
    #: Numbers that may come next: two of them after a repeated one.
    following: tuple[int, ...]


def breaks(items: Sequence[Numbered]) -> Iterator[Break]:
    """The breaks in the numbering of ``items``, which stand in reading order.

    A number 1 always begins a list anew. A gap counts only where the missing mark stands
    nowhere in the text between: items that were run together are no gap.
    """
    levels: list[_Level] = []
    for index, item in enumerate(items):
        if item.aside:
            continue
        mark = leading_mark(item.text)
        if item.resets and mark is None:
            levels.clear()
        if mark is None:
            continue
        depth = next(
            (at for at, level in enumerate(levels) if level.mark.style is mark.style), None
        )
        if depth is None:
            levels.append(_Level(mark, index, (mark.value + 1,)))
            continue
        del levels[depth + 1 :]
        level = levels[depth]
        following: tuple[int, ...] = (mark.value + 1,)
        if mark.value == level.mark.value and mark.value > 1:
            yield Break(Fault.REPEAT, index, mark, level.index, mark.with_value(mark.value + 1))
            following = (mark.value + 1, mark.value + 2)
        elif level.following[-1] < mark.value <= level.following[
            0
        ] + _LONGEST_GAP and not _run_together(items, level, mark, index):
            yield Break(Fault.GAP, index, mark, level.index, mark.with_value(level.following[0]))
        levels[depth] = _Level(mark, index, following)


def _run_together(items: Sequence[Numbered], level: _Level, mark: Mark, index: int) -> bool:
    """Whether a skipped mark stands inside the text between two items."""
    between = "\n".join(item.text for item in items[level.index : index])
    skipped = range(level.following[0], mark.value)
    return any(_bare(mark.with_value(value)) in between for value in skipped)


def _bare(mark: str) -> str:
    """A mark without what varies: （2） and 2） both hold 2）."""
    return mark.lstrip("（(").rstrip(".．、")
