"""What claimants stand on: everything known of a run before anything is asserted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from auditlint.claims.claim import Claim
from auditlint.claims.sides import Side, sides_of
from auditlint.document import Document
from auditlint.engagement import Engagement
from auditlint.figures import Figures
from auditlint.records.holdings import Holdings
from auditlint.settings import Settings


@dataclass(frozen=True)
class Ground:
    """The documents of a run with their figures, and what is known of their kinship."""

    documents: tuple[Document, ...]
    figures: Figures
    engagement: Engagement = field(default_factory=Engagement)
    settings: Settings = field(default_factory=Settings)
    holdings: Holdings = field(default_factory=Holdings)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The panels of all understood tables, in reading order."""
        return tuple(sides_of(self.documents, self.figures))


Claimant = Callable[[Ground], Iterable[Claim]]
