from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.subjects import (
    LEVELS,
    Named,
    SubjectPath,
    renamed,
    same_subject,
    subject_paths,
)
from auditlint.patterns import lazily
from auditlint.structure.subjects import Subject, Subjects, subjects_of

#: A 类 that the tables lack is only told where they have one that reads nearly the same.
_NEARLY = 70.0
#: So far behind a path its amounts are looked for.
_REACH = 160
_NOTHING = lazily(
    r"(?:决算|支出|预算|执行|安排)[^。；，\d]{0,6}(?<![\d.])0(?:\.0+)?万?元|无此项支出"
)


@check("TXT010")
def subject_not_in_tables(facts: Facts) -> Iterator[Finding]:
    """The text names a subject that the report's own tables do not have at that level."""
    for document in facts.documents:
        named_there = {
            part.name
            for block in document.blocks
            for path in subject_paths(block.text.value)
            for part in path.parts
        }
        subjects = subjects_of(document) if named_there else None
        if subjects is None or not subjects.complete:
            continue
        for _, block in facts.passages(of=document):
            # A glossary may explain what this year's tables do not use.
            if any("名词解释" in title for title in block.section):
                continue
            for path in subject_paths(block.text.value):
                wrong = _wrong(path, subjects, named_there)
                if wrong is None or renamed(wrong[0].name, 9999):
                    continue
                # What was budgeted and not spent stands in the text alone.
                if _NOTHING.search(block.text.value, path.stop, path.stop + _REACH):
                    continue
                named, options = wrong
                yield facts.finding_in(
                    document, block, named.start, named.stop, _message(named, options)
                )


def _wrong(
    path: SubjectPath, subjects: Subjects, named_there: set[str]
) -> tuple[Named, Sequence[Subject]] | None:
    """The outermost part of a path that the tables lack there, and what they have instead.

    What the text names nowhere (``named_there``) is likelier than what it names elsewhere.
    """
    outer = path.at("类")
    if outer is None:
        return None
    classes = {subject.code for subject in subjects.named(_tail(outer.name, subjects), 3)}
    if not classes:
        from rapidfuzz.fuzz import ratio

        near = [
            one
            for one in subjects.functional
            if len(one.code) == 3 and ratio(one.name, outer.name) >= _NEARLY
        ]
        return (outer, near[:1]) if near else None
    above = classes
    for level in LEVELS[1:]:
        part = path.at(level)
        if part is None:
            return None
        below = [one for code in sorted(above) for one in subjects.below(code)]
        above = {one.code for one in below if same_subject(one.name, part.name)}
        if not above:
            return part, _likeliest(part, below, path, subjects, named_there)
    return None


def _tail(name: str, subjects: Subjects) -> str:
    """The subject that a name ends with: 主要用于教育支出 ends with 教育支出."""
    known = [one.name for one in subjects.functional if len(one.code) == 3]
    return next((one for one in known if name.endswith(one)), name)


def _likeliest(
    part: Named,
    below: Sequence[Subject],
    path: SubjectPath,
    subjects: Subjects,
    named_there: set[str],
) -> Sequence[Subject]:
    """What the tables have in that place, likeliest first: one at most."""
    from rapidfuzz.fuzz import ratio

    inner = path.at("项")

    def likeness(one: Subject) -> tuple[bool, bool, float]:
        fits = inner is not None and (
            same_subject(one.name, inner.name)
            or any(same_subject(child.name, inner.name) for child in subjects.below(one.code))
        )
        unnamed = not any(same_subject(one.name, name) for name in named_there)
        return fits, unnamed, ratio(one.name, part.name)

    return sorted(below, key=likeness, reverse=True)[:1]


def _message(named: Named, options: Sequence[Subject]) -> Message:
    hint = "".join(f"，表中相应位置为“{one.code} {one.name}”" for one in options)
    clue = "".join(f"; there they have “{one.code} {one.name}”" for one in options)
    return Message(
        f"本文件的表格中没有“{named.name}（{named.level}）”{hint}。",
        f"The report's tables have no “{named.name}（{named.level}）”{clue}.",
    )
