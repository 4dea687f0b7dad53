from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.structure.indicators import Indicator, indicator_tables


@check("NUM004")
def indicator_code_reused(facts: Facts) -> Iterator[Finding]:
    """Two indicators of one table have the same code."""
    for document in facts.documents:
        tables = indicator_tables(document)
        codes = {one.name: one.code for table in reversed(tables) for one in table.indicators}
        for table in tables:
            seen: dict[str, Indicator] = {}
            for one in table.indicators:
                first = seen.setdefault(one.code, one)
                if not one.code or first is one or first.name == one.name:
                    continue
                # Elsewhere the indicator may have the code it lacks here.
                other = codes.get(one.name, "")
                hint = f"，他处编码为“{other}”" if other and other != one.code else ""
                clue = f"; elsewhere it is {other}" if other and other != one.code else ""
                message = Message(
                    f"指标编码“{one.code}”重复：已用于“{first.name}”，又用于“{one.name}”{hint}。",
                    f"The code {one.code} is used for “{first.name}” and again for "
                    f"“{one.name}”{clue}.",
                )
                yield facts.finding_in_cell(document, table.table, one.row, one.column, message)
