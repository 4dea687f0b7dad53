from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.subjects import Renaming, renamings, subject_paths


@check("TXT009")
def outdated_subject_name(facts: Facts) -> Iterator[Finding]:
    """The text calls a budget subject by a name that was replaced before the report's year."""
    for document, block in facts.passages():
        year = facts.engagement.of(document.index).period
        if not year.isdecimal():
            continue
        for start, stop, renaming in _outdated(block.text.value, int(year)):
            message = Message(
                f"“{renaming.old}”是旧科目名称，{renaming.since} 年起为“{renaming.new}”。",
                f"“{renaming.old}” is an outdated name; since {renaming.since} the subject is "
                f"called “{renaming.new}”.",
            )
            yield facts.finding_in(document, block, start, stop, message)


def _outdated(text: str, year: int) -> Iterator[tuple[int, int, Renaming]]:
    """Old names that stand with their level (类), or are too long to mean anything else."""
    named = [part for path in subject_paths(text) for part in path.parts]
    taken: list[tuple[int, int]] = []
    for renaming in sorted(renamings(), key=lambda one: -len(one.old)):
        if renaming.since > year or renaming.old not in text:
            continue
        found = [
            (part.start + len(part.name) - len(renaming.old), part.start + len(part.name))
            for part in named
            if part.name == renaming.old
            or (len(renaming.old) >= 6 and part.name.endswith(renaming.old))
        ]
        if len(renaming.old) >= 8:
            at = text.find(renaming.old)
            while at >= 0:
                found.append((at, at + len(renaming.old)))
                at = text.find(renaming.old, at + 1)
        for start, stop in sorted(set(found)):
            if not any(start < end and begin < stop for begin, end in taken):
                taken.append((start, stop))
                yield start, stop, renaming
