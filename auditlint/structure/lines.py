"""Lines of a page joined into paragraphs, page furniture set aside.

A column of text has a left and a right margin; a line that ends short of the right margin
ends its paragraph, a line that starts right of the left margin starts one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from auditlint.document import Line, Page
from auditlint.language.zh.markers import ends_sentence, is_labelled, is_page_number, marker
from auditlint.language.zh.tables import is_caption_meta
from auditlint.patterns import compiled
from auditlint.values import dataclass

#: How much of a page's height its top and bottom furniture may take.
_TOP, _BOTTOM = 0.10, 0.90
#: A running header stands on at least this many pages.
_REPEATS = 3
#: Letters of one column differ in size by less than this factor.
_ONE_SIZE = 1.12
#: A line of ragged text is at least this part of its column wide.
_RAGGED = 0.75
#: What is never broken over two lines: a number or a Latin word.
_UNBROKEN = compiled(r"[\dA-Za-z.,%]*")


def furniture(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    """Page numbers and running headers or footers, as (page number, line index)."""
    edge: dict[tuple[int, int], str] = {}
    seen: Counter[str] = Counter()
    for page in pages:
        for index in _edge_lines(page):
            text = "".join(page.lines[index].text.split())
            edge[page.number, index] = text
            seen[_masked(text)] += 1
    return frozenset(
        place
        for place, text in edge.items()
        if is_page_number(text)
        or (len(text) > 1 and seen[_masked(text)] >= _REPEATS and not is_caption_meta(text))
    )


def _masked(text: str) -> str:
    return "".join("0" if character.isdigit() else character for character in text)


def _edge_lines(page: Page) -> Iterator[int]:
    """The first and last two lines, as far as they stand in the outer parts of the page."""
    lines = page.lines
    by_height = sorted(range(len(lines)), key=lambda index: (lines[index].top, index))
    for index in dict.fromkeys((*by_height[:2], *by_height[-2:])):
        line = lines[index]
        if line.edges and (line.bottom < page.height * _TOP or line.top > page.height * _BOTTOM):
            yield index


@dataclass(frozen=True, slots=True)
class Margins:
    """Where a column of text starts and ends, and the size of its letters, in points."""

    left: float = 0.0
    right: float = 0.0
    size: float = 0.0

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Margins:
        size = usual_size(lines)
        placed = [line for line in lines if line.edges]
        if not placed:
            return cls(size=size)
        body = [line for line in placed if _alike(size_of(line), size)] or placed
        return cls(min(line.x0 for line in body), max(line.x1 for line in body), size)

    def runs_to_the_end(self, line: Line, following: str) -> bool:
        """Whether a line is full: what follows would not have fitted on it."""
        unbroken = _UNBROKEN.match(following.strip())
        width = (1.8 + 0.55 * len(unbroken.group() if unbroken else "")) * self.size
        return line.x1 >= self.right - width

    def indents(self, line: Line) -> bool:
        return line.x0 > self.left + 0.8 * self.size

    def centres(self, line: Line) -> bool:
        """Whether a line stands in the middle, clear of both margins."""
        before, behind = line.x0 - self.left, self.right - line.x1
        return before > 2.6 * self.size and abs(before - behind) < max(
            1.6 * self.size, 0.1 * before
        )


def size_of(line: Line) -> float:
    return line.size or (line.bottom - line.top)


def usual_size(lines: Iterable[Line]) -> float:
    """The letter size of lines, in points, that lies in the middle; 0 where none is known."""
    sizes = [size for line in lines if (size := size_of(line))]
    return median(sizes) if sizes else 0.0


def _alike(one: float, other: float) -> bool:
    return one <= other * _ONE_SIZE and other <= one * _ONE_SIZE


def goes_on(last: Line, line: Line, before: Margins, here: Margins) -> bool:
    """Whether ``line`` continues the paragraph whose last line is ``last``.

    ``before`` and ``here`` are the margins around ``last`` and ``line``.
    """
    if not _alike(size_of(last), size_of(line)):
        return False
    if not last.edges or not line.edges:  # without geometry blank lines part paragraphs
        below = line.top > last.bottom  # paragraphs that their source keeps apart
        return line.page == last.page and line.number == last.number + 1 and not below
    if last.page == line.page and line.top - last.bottom > 2.2 * here.size:
        return False
    if is_labelled(last.text) and is_labelled(line.text):
        return False
    if not before.runs_to_the_end(last, line.text):
        # Ragged lines: a sentence that stops in the middle goes on at the left margin.
        long = last.x1 - before.left > _RAGGED * (before.right - before.left)
        return long and not here.indents(line) and not _ends(last) and not _opens(line)
    if here.indents(line):
        hangs = abs(line.x0 - last.x0) < 0.5 * here.size
        return hangs and not _ends(last) and not _opens(line)
    return not (_ends(last) and _opens(line))


def _ends(line: Line) -> bool:
    return ends_sentence(line.text)


def _opens(line: Line) -> bool:
    return marker(line.text.strip()) is not None
