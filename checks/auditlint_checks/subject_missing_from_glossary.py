from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.subjects import same_subject, subject_paths
from auditlint.structure.subjects import Subject, subjects_of

#: So large a part of the subjects used must be explained before one that is not counts.
_LISTED = 0.6
_FEWEST = 3


@check("DOC107")
def subject_missing_from_glossary(facts: Facts) -> Iterator[Finding]:
    """The glossary explains the subjects the tables use, and one of them is missing."""
    for document in facts.documents:
        explained = {
            part.name
            for block in document.blocks
            if any("名词解释" in title for title in block.section)
            for path in subject_paths(block.text.value)
            if (part := path.at("项")) is not None
        }
        if not explained:
            continue
        used: dict[str, Subject] = {}
        for subject in subjects_of(document).functional:
            if len(subject.code) == 7 and subject.spent:
                used.setdefault(subject.code, subject)
        absent = [
            one for one in used.values() if not any(same_subject(one.name, e) for e in explained)
        ]
        listed = len(used) - len(absent)
        if listed < _FEWEST or listed < _LISTED * len(used):
            continue
        for one in absent:
            message = Message(
                f"名词解释逐项解释了本文件使用的科目，但缺少“{one.name}”（{one.code}）。",
                f"The glossary explains the subjects in use, but not “{one.name}” ({one.code}).",
            )
            table = document.tables[one.table]
            yield facts.finding_in_cell(document, table, one.row, one.column, message)
