"""The units a report tells of one by one: whose figures are not those of the whole department.

A department's report may go through its units, a heading or a list item each, and name them in
the rows of its tables. What is said there is said of that unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from auditlint.claims.narrative import Passage
from auditlint.document import Document
from auditlint.engagement import Identity
from auditlint.language.zh.names import is_body
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.tables import bare, cleaned, is_total
from auditlint.values import dataclass

_UNIT_HEADER = frozenset({"单位名称", "预算单位", "预算单位名称", "单位"})


@dataclass(frozen=True)
class Bodies:
    """The units of one document; none where it does not tell two or more apart."""

    document: Document
    identity: Identity

    @cached_property
    def names(self) -> frozenset[str]:
        for found in (set(self._in_tables()), set(self._in_headings())):
            if len(found) > 1:
                return frozenset(found)
        return frozenset()

    def told(self, passage: Passage, mention: Mention) -> str:
        """The unit a figure is told of: named before it in its sentence, or by its section."""
        if not self.names:
            return ""
        start = passage.reading.ranges[mention.sentence][0]
        before = passage.block.text.value[start : mention.number.start]
        return self._named(before) or next(
            (name for name in map(self._heading, reversed(passage.block.section)) if name), ""
        )

    def _named(self, text: str) -> str:
        return next((name for name in sorted(self.names) if name in text), "")

    def _heading(self, heading: str) -> str:
        name = cleaned(bare(heading))
        return name if name in self.names else ""

    def _in_tables(self) -> Iterator[str]:
        for table in self.document.tables:
            columns = [
                column
                for column in range(table.columns)
                for row in range(min(table.header_rows, table.rows))
                if bare(table.text(row, column)) in _UNIT_HEADER
            ]
            for column in dict.fromkeys(columns):
                cells = (table.text(row, column) for row in range(table.header_rows, table.rows))
                yield from self._units(cells)

    def _in_headings(self) -> Iterator[str]:
        headings = {part for block in self.document.blocks for part in block.section}
        yield from self._units(map(cleaned, sorted(headings)))

    def _units(self, texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            name = bare(text)
            if is_body(name) and not is_total(name) and not self.identity.named(name):
                yield name
