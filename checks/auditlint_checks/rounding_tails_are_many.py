from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from auditlint.check import Facts, check
from auditlint.claims.claim import Judgement, Verdict
from auditlint.diagnostic import Cited, Finding, Message
from auditlint.figures import CellPlace
from auditlint.settings import Severity

#: A table with at least this many different tails is told of; or one tail this large, in
#: multiples of what chance would leave (half a unit a term, added at random).
_MANY, _LARGE = 4, Decimal(3)


@check("SUM008")
def rounding_tails_are_many(facts: Facts) -> Iterator[Finding]:
    """Sums of one table miss their totals within rounding, often or by much."""
    tails = [
        found
        for found in facts.judged("total", "row")
        if found.verdict is Verdict.ROUNDING and isinstance(found.claim.stated.place, CellPlace)
    ]
    noted = {
        document.index
        for document in facts.documents
        if any("尾数" in note for table in document.tables for note in table.notes)
        or any("尾数" in block.text.value for block in document.blocks)
    }
    for _, group in groupby(tails, key=_table):
        found = list(group)
        worst = max(found, key=_size)
        stated = worst.claim.stated
        few = stated.document in noted or (len(found) < _MANY and _size(worst) <= _LARGE)
        if few and not facts.settings.strict:
            continue
        table = facts.table_of(stated)
        name = f"《{table.title}》" if table is not None and table.title else "本表"
        yield facts.finding_on(
            stated,
            Message(
                f"{name}有 {len(found)} 处合计与其组成相差尾数，均在四舍五入范围内，"
                f"最大一处为“{stated.measure}”{stated.text}，提请注明尾数误差",
                f"{len(found)} totals of this table miss their parts by a rounding tail, the"
                f" largest at {stated.measure} ({stated.text}); all within rounding",
            ),
            figures=(
                Cited("total", stated),
                *(Cited("part", figure) for figure in worst.claim.inputs),
            ),
            severity=Severity.INFO,
        )


def _table(found: Judgement) -> tuple[int, int]:
    place = found.claim.stated.place
    assert isinstance(place, CellPlace)
    return found.claim.stated.document, place.table


def _size(found: Judgement) -> Decimal:
    """The tail in units of its expected size: u·√((n+1)/12) for n rounded terms."""
    claim = found.claim
    if found.point is None:
        return Decimal(0)
    unit = max(figure.resolution for figure in claim.figures)
    expected = unit * (Decimal(len(claim.inputs) + 1) / 12).sqrt()
    return abs(claim.stated.exact - found.point) / expected
