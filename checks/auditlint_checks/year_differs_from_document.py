from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditlint.check import Facts, check
from auditlint.diagnostic import Cause, Finding, Message
from auditlint.document import Block, BlockKind
from auditlint.language.zh.years import own_years
from auditlint.settings import Severity


def _of_section(block: Block, start: int, year: str) -> bool:
    """Whether a heading sets a part of the report apart for that year's accounts."""
    here = block.text.value[start : start + 24]
    other = "执行" in here or ("决算" in here and block.kind is BlockKind.HEADING)
    return any(year in heading for heading in block.section[1:]) or (
        other and len(block.section) > 0 and "情况说明" not in here
    )


@check("REF103")
def year_differs_from_document(facts: Facts) -> Iterator[Finding]:
    """A heading or statement about the report itself names another year."""
    for document in facts.documents:
        year = facts.engagement.of(document.index).period
        if not year or document.language != "zh":
            continue
        stated = [
            (block, start, found)
            for block in document.blocks
            if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION)
            for start, found in own_years(block.text.value)
            if not _of_section(block, start, found)
        ]
        right = sum(found == year for _, _, found in stated)
        for block, start, found in stated:
            if found != year and right >= 2 and abs(int(found) - int(year)) <= 3:
                finding = facts.finding_in(
                    document,
                    block,
                    start,
                    start + 4,
                    Message(
                        f"本文件为{year}年度，此处却写作{found}年，疑为上一年文本未改",
                        f"the report is about {year}, but this place says {found}",
                    ),
                    severity=Severity.ERROR,
                )
                # The year is a figure of its own where it is not part of a longer number.
                cause = Cause("year", 0, year) if finding.figures else None
                yield replace(finding, cause=cause)
