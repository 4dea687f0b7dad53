"""Statements without a number of their own: 与上年持平, 决算数大于预算数."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditlint.language.zh.patterns import STATEMENTS, Role
from auditlint.language.zh.reading import Mention, Stated
from auditlint.language.zh.words import BASE, EMPTY, noun, split_basis


def statements_in(
    line: str,
    sentence: tuple[int, int],
    order: int,
    mentions: Sequence[Mention],
    find: Callable[[str, str], int | None],
) -> Iterator[Stated]:
    """The statements of a sentence. ``find`` gives the nearest value of a name and version."""
    start, stop = sentence
    for statement in STATEMENTS:
        if statement.mark.search(line, start, stop) is None:
            continue
        for match in statement.cue.finditer(line, start, stop):
            slots = match.groupdict()
            said, basis = split_basis(noun(slots.get("subject") or ""))
            named = bool(said) and said not in EMPTY
            before = [
                index
                for index, mention in enumerate(mentions)
                if mention.role is Role.VALUE
                and not mention.reference
                and mention.number.start < match.start("about" if slots.get("about") else 0)
            ]
            yield Stated(
                statement.name,
                match.start(),
                match.end(),
                match.group(),
                said if named else "",
                slots.get("base") or _base_before(line, start, match.start()),
                slots.get("word") or "",
                find(said, basis) if named else (before[-1] if before else None),
                order,
                bool(slots.get("about")),
            )


def _base_before(line: str, start: int, stop: int) -> str:
    """The comparator of the sentence before a statement: 与2023年度相比，…持平."""
    bases = list(BASE.finditer(line, start, stop))
    return (bases[-1].group("base") or "") if bases else ""
