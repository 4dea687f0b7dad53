from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import Document
from auditlint.structure.indicators import Indicator, IndicatorTable, indicator_tables

#: So large a part of the smaller table's codes must mean the same before one that does not counts.
_AGREE = 0.6
#: Two whole scored tables of about one length are two evaluations of one form, not a part and
#: its whole.
_PART, _WHOLE = 0.7, 8


@check("NUM006")
def indicator_changes_between_tables(facts: Facts) -> Iterator[Finding]:
    """A code stands for one indicator in one table and for another in the next."""
    for document in facts.documents:
        told: set[tuple[str, str, str]] = set()
        for earlier, later in combinations(indicator_tables(document), 2):
            for one, other in _pairs(earlier, later):
                key = (one.code, one.name, other.name)
                if key not in told:
                    told.add(key)
                    yield _finding(facts, document, earlier, later, one, other)


def _pairs(earlier: IndicatorTable, later: IndicatorTable) -> Iterator[tuple[Indicator, Indicator]]:
    """Indicators of one code and different names, in tables whose codes mostly agree.

    A name that stands under another code in the other table was moved, not replaced.
    """
    first = {one.code: one for one in earlier.indicators if one.code}
    second = {one.code: one for one in later.indicators if one.code}
    short, long = sorted((len(first), len(second)))
    scored = earlier.column("score") is not None and later.column("score") is not None
    if scored and short >= _WHOLE and short > _PART * long:
        return
    common = first.keys() & second.keys()
    same = [code for code in common if first[code].name == second[code].name]
    if len(same) < 2 or len(same) < _AGREE * min(len(first), len(second)):
        return
    names = {one.name for one in earlier.indicators}, {one.name for one in later.indicators}
    for code in sorted(common - set(same)):
        one, other = first[code], second[code]
        if one.name not in names[1] and other.name not in names[0]:
            yield one, other


def _finding(
    facts: Facts,
    document: Document,
    earlier: IndicatorTable,
    later: IndicatorTable,
    one: Indicator,
    other: Indicator,
) -> Finding:
    there = earlier.table.title or "另一表"
    message = Message(
        f"指标“{one.code}”在《{there}》中为“{one.name}”，此处为“{other.name}”。",
        f"Indicator {one.code} is “{one.name}” in “{there}” and “{other.name}” here.",
    )
    return facts.finding_in_cell(document, later.table, other.row, other.column, message)
