from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.document import Block, BlockKind, Document
from auditlint.language.zh.decrees import Citation, citations, same_title


@check("TXT015")
def document_number_and_title_disagree(facts: Facts) -> Iterator[Finding]:
    """One document number is cited with two titles, or one title with two numbers."""
    for document in facts.documents:
        cited = [
            (block, one)
            for _, block in facts.passages(BlockKind.PARAGRAPH, BlockKind.HEADING, of=document)
            for one in citations(block.text.value)
            if one.title
        ]
        told: set[tuple[str, str]] = set()
        for block, one in cited:
            key = (one.number, one.subject)
            other = _better(one, cited)
            if other is not None and key not in told:
                told.add(key)
                yield _finding(facts, document, block, one, other)


def _better(one: Citation, cited: list[tuple[Block, Citation]]) -> tuple[Block, Citation] | None:
    """The citation that contradicts this one and stands oftener (or, as often, earlier)."""

    def weight(this: Citation) -> int:
        return sum(other.number == this.number and same_title(other, this) for _, other in cited)

    here = next(at for at, (_, other) in enumerate(cited) if other is one)
    for at, (block, other) in enumerate(cited):
        same_number = other.number == one.number
        if same_number is same_title(other, one):
            continue
        if (weight(other), -at) > (weight(one), -here):
            return block, other
    return None


def _finding(
    facts: Facts, document: Document, block: Block, one: Citation, found: tuple[Block, Citation]
) -> Finding:
    there, other = found
    if one.number == other.number:
        message = Message(
            f"文号“{one.number}”对应的标题不一致：此处为《{one.title}》，他处为《{other.title}》。",
            f"{one.number} is cited as 《{one.title}》 here and as 《{other.title}》 elsewhere.",
        )
    else:
        message = Message(
            f"《{one.title}》的文号不一致：此处为“{one.number}”，他处为“{other.number}”。",
            f"《{one.title}》 has the number {one.number} here and {other.number} elsewhere.",
        )
    note = Note(
        Message("另一处引用", "cited elsewhere"),
        there.text.span(document.index, other.start, other.stop),
        there.text.value[max(0, other.start - 30) : other.stop],
    )
    return facts.finding_in(document, block, one.start, one.stop, message, notes=(note,))
