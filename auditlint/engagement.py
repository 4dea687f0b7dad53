"""Which documents belong together: entity, level, kind and period of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a document is about and what it is.

    ``level`` is 部门, 单位, 项目 or empty; ``kind`` is 决算, 预算, 绩效评价, 反馈表, 台账 or empty;
    ``period`` is the year of the figures, as four digits, or empty.
    """

    document: int
    entity: str = ""
    level: str = ""
    kind: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """``identities`` in document order; ``pairs`` are the documents to hold against each other."""

    identities: tuple[Identity, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()

    def of(self, document: int) -> Identity:
        return self.identities[document] if document < len(self.identities) else Identity(document)
