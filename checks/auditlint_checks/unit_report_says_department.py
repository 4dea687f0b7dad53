from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.patterns import compiled
from auditlint.settings import Severity

_DEPARTMENT = compiled(r"本部门|(?:20\d\d年度?|[；。，])部门(?:预算|决算)安排(?:购置)?")


@check("TXT014")
def unit_report_says_department(facts: Facts) -> Iterator[Finding]:
    """The report of a single 单位 speaks of 部门, as its department's template does."""
    for document, block in facts.passages():
        if facts.engagement.of(document.index).level != "单位":
            continue
        text = block.text.value
        found = _DEPARTMENT.search(text)
        if found is not None:
            start = found.start() + (found[0][0] in "；。，")
            message = Message(
                "本文件是单位的预决算，此处却写“部门”，疑为套用部门模板。",
                "This is the report of a unit (单位), yet it says 部门 here, as the department's "
                "template does.",
            )
            yield facts.finding_in(
                document, block, start, found.end(), message, severity=Severity.INFO
            )
