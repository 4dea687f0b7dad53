"""What the reader of a paragraph keeps in mind between two numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditlint.language.zh.reading import Subject


@dataclass(slots=True)
class State:
    """What holds at one bracket level while reading."""

    last: int | None = None
    by_basis: dict[str, int] = field(default_factory=dict)
    change: int | None = None
    base: str = ""
    measure: str = ""
    subject: Subject | None = None
    lists: list[Listed] = field(default_factory=list)
    reason: bool = False


@dataclass(slots=True)
class Listed:
    group: int
    link: str
    parents: tuple[int, ...]  # candidates, nearest first
    colon: bool
    of: str = ""
    tentative: bool = False
