from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.language.zh.evaluations import is_inside
from auditlint.structure.indicators import indicator_tables


@check("NUM005")
def indicator_code_outside_its_group(facts: Facts) -> Iterator[Finding]:
    """An indicator's code does not begin with the code of the group it stands in."""
    for document in facts.documents:
        for table in indicator_tables(document):
            told: set[tuple[str, str]] = set()
            codes = [one.code for one in table.indicators]
            for one in table.indicators:
                group = one.groups[-1] if one.groups else ("", "")
                if not one.code or not group[0] or is_inside(one.code, group[0]) or group in told:
                    continue
                if codes.count(one.code) > 1:  # NUM105 tells of it
                    continue
                told.add(group)
                message = Message(
                    f"指标编码“{one.code}”不属于其上级“{group[0]}{group[1]}”的编码范围。",
                    f"The code {one.code} does not belong under “{group[0]}{group[1]}”.",
                )
                yield facts.finding_in_cell(document, table.table, one.row, one.column, message)
