from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from auditlint.check import Facts, check
from auditlint.diagnostic import Cause, Finding, Message
from auditlint.document import Block, BlockKind
from auditlint.language.zh.years import own_years
from auditlint.settings import Severity

_READ = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION)
#: So many places of a year outvote the one place of another that the period was read from.
_MAJORITY = 4


def _of_section(block: Block, start: int, year: str, kind: str) -> bool:
    """Whether a heading sets a part of the report apart for that year's accounts."""
    here = block.text.value[start : start + 24]
    heading = block.kind is BlockKind.HEADING
    other = "执行" in here or ("决算" in here and heading and kind != "决算")
    return any(year in title for title in block.section[1:]) or (
        other and len(block.section) > 0 and "情况说明" not in here
    )


def _year_of(period: str, counts: Counter[str]) -> str:
    """The year a report is about: its period, or what all the rest of it says."""
    usual, places = counts.most_common(1)[0]
    close = abs(int(usual) - int(period)) == 1
    return usual if counts[period] * 3 <= places >= _MAJORITY and close else period


@check("REF103")
def year_differs_from_document(facts: Facts) -> Iterator[Finding]:
    """A heading or statement about the report itself names another year."""
    for document in facts.documents:
        identity = facts.engagement.of(document.index)
        if not identity.period or document.language != "zh":
            continue
        stated = [
            (block, start, found)
            for block in document.blocks
            if block.kind in _READ
            for start, found in own_years(block.text.value)
        ]
        counts = Counter(found for _, _, found in stated)
        if not counts:
            continue
        year = _year_of(identity.period, counts)
        for block, start, found in stated:
            # A year that stands in many places is no slip: the report tells of two years.
            few = counts[found] * 2 <= counts[year] or counts[found] == 1
            if found == year or counts[year] < 2 or not few or abs(int(found) - int(year)) > 3:
                continue
            if not _of_section(block, start, found, identity.kind):
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
