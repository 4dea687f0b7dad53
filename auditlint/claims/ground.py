"""What claimants stand on: everything known of a run before anything is asserted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditlint.claims.claim import Claim
from auditlint.document import Document
from auditlint.engagement import Engagement
from auditlint.figures import Figures
from auditlint.records.holdings import Holdings
from auditlint.settings import Settings


@dataclass(frozen=True, slots=True)
class Ground:
    """The documents of a run with their figures, and what is known of their kinship."""

    documents: tuple[Document, ...]
    figures: Figures
    engagement: Engagement = field(default_factory=Engagement)
    settings: Settings = field(default_factory=Settings)
    holdings: Holdings = field(default_factory=Holdings)


Claimant = Callable[[Ground], Iterable[Claim]]
