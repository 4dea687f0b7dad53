from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from auditlint.check import Facts, check
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.document import Document
from auditlint.structure.indicators import IndicatorTable, indicator_tables

_HUNDRED = Decimal(100)
#: In a self-evaluation form 10 points for the budget's execution stand outside the list.
_ACCEPTED = frozenset({_HUNDRED, Decimal(90)})


@check("SCR006")
def weights_do_not_add_to_100(facts: Facts) -> Iterator[Finding]:
    """The weights of all indicators of an evaluation add to something else than 100."""
    for document in facts.documents:
        for table in indicator_tables(document):
            column = table.column("weight")
            if column is None or not _is_whole(table) or _goes_on(document, table):
                continue
            weights = [
                facts.figures.quantity(document.index, table.table.number, one.row, column)
                for one in table.indicators
            ]
            known = [figure for figure in weights if figure is not None]
            total = sum((figure.value for figure in known), Decimal(0))
            if len(known) < len(weights) or total in _ACCEPTED:
                continue
            row = table.totals[-1] if table.totals else table.indicators[-1].row
            message = Message(
                f"各项指标权重合计 {total}，不等于 100。",
                f"The weights of all indicators add to {total}, not to 100.",
            )
            finding = facts.finding_in_cell(document, table.table, row, column, message)
            yield replace(finding, figures=tuple(Cited("part", figure) for figure in known))


def _goes_on(document: Document, table: IndicatorTable) -> bool:
    """Whether the rest of a table that has no total row stands unjoined behind it."""
    behind = document.tables[table.table.number + 1 : table.table.number + 2]
    return not table.totals and any(not rest.header_rows for rest in behind)


def _is_whole(table: IndicatorTable) -> bool:
    """Whether a table lists all indicators, not those of one dimension, and no bonus points."""
    outer = {one.groups[0] for one in table.indicators if len(one.groups) >= 2}
    bonus = any(word in one.name for one in table.indicators for word in ("加分", "扣分", "附加"))
    return len(outer) >= 3 and not bonus
