"""What ledgers assert: totals over rows, one measure in two ledgers, sentences about rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Count, Equal, Sum
from auditlint.document import Block, BlockKind
from auditlint.figures import Figure, Nature
from auditlint.language.zh.records_in_text import counted_areas, differing_areas, missing_records
from auditlint.quantity import Dimension
from auditlint.records import Field, Ledger, Role, decimals_kept, number
from auditlint.records.holdings import Holdings, cell_figure, computed_figure
from auditlint.settings import Confidence, Severity

if TYPE_CHECKING:
    from auditlint.records.reconcile import Difference, Match, Reconciliation

TOTAL, DIFFERENCE, SENTENCE = "ledger-total", "ledger-difference", "ledger-sentence"

#: A total over more rows than this is held against their computed sum, not against each.
_SHOWN = 60


def ledger_totals(ground: Ground) -> Iterable[Claim]:
    """A total row of a ledger against the rows it is over."""
    for ledger in ground.holdings.ledgers:
        for field in ledger.of(Role.AREA, Role.AMOUNT, Role.COUNT):
            yield from _totals(ledger, field)


def _totals(ledger: Ledger, field: Field) -> Iterator[Claim]:
    """Each total over the rows since the last total, or over all rows: whichever it equals."""
    values = field.column.values
    records = [row for row in ledger.records if number(values[row]) is not None]
    previous = -1
    for total in ledger.totals:
        if number(values[total]) is None:
            continue
        above = [row for row in records if row < total]
        scopes = [[row for row in above if row > previous], above]
        if not above:
            scopes = [records]
        previous = total
        claims = [_total(ledger, field, total, rows) for rows in scopes if rows]
        if claims:
            yield next((claim for claim in claims if _holds(claim)), claims[-1])


def _total(ledger: Ledger, field: Field, total: int, rows: Sequence[int]) -> Claim:
    stated = cell_figure(ledger, total, field)
    because = f"「{ledger.name}」{field.header}列的合计应等于其上 {len(rows)} 行之和"
    if len(rows) <= _SHOWN:
        parts = tuple(cell_figure(ledger, row, field) for row in rows)
        return Claim(
            TOTAL, Sum((1,) * len(parts)), stated, parts, because, Confidence.HIGH, "total"
        )
    value = sum((number(field.column.values[row]) or Decimal(0) for row in rows), Decimal(0))
    computed = computed_figure(ledger, field, value, decimals_kept(field), len(rows))
    return Claim(TOTAL, Equal(), stated, (computed,), because, Confidence.HIGH, "total", ("sum",))


def _holds(claim: Claim) -> bool:
    expected = claim.relation.result([figure.interval for figure in claim.inputs])
    return expected is not None and expected.meets(claim.stated.interval)


def ledger_differences(ground: Ground) -> Iterable[Claim]:
    """A measure of one thing in two ledgers."""
    for done in ground.holdings.reconciliations:
        for match in done.differing:
            for difference in match.differences:
                yield _difference(done, match, difference)


def _difference(done: Reconciliation, match: Match, difference: Difference) -> Claim:
    twin = done.twins[difference.field]
    one = _side(done.one, twin.one, match.ours, difference.one.value, difference.one.decimals)
    other = _side(
        done.other, twin.other, match.theirs, difference.other.value, difference.other.decimals
    )
    alike = "、".join(done.twins[at].one.header for at, _ in match.agreeing)
    how = f"{alike}相同或相近" if alike else "名称逐一列出"
    return Claim(
        DIFFERENCE,
        Equal(),
        one,
        (other,),
        because=f"两行{how}，认定为同一对象",
        confidence=Confidence.HIGH if twin.alike else Confidence.MEDIUM,
        roles=("same",),
    )


def _side(
    ledger: Ledger, field: Field, rows: Sequence[int], value: Decimal, decimals: int
) -> Figure:
    if len(rows) == 1:
        return cell_figure(ledger, rows[0], field)
    return computed_figure(ledger, field, value, decimals, len(rows))


def report_sentences(ground: Ground) -> Iterable[Claim]:
    """A report's 「N 宗，面积 A 亩」 and 「N 宗中 n 宗未登记」 against the rows they describe."""
    holdings = ground.holdings
    if not holdings.ledgers:
        return
    for document in ground.documents:
        related = _related(ground, document.index)
        if not related.ledgers:
            continue
        for block in document.blocks:
            if block.kind is BlockKind.PARAGRAPH and "宗" in block.text.value:
                yield from _sentences(ground, document.index, block, related)


def _related(ground: Ground, document: int) -> Holdings:
    """The ledgers that belong to a report."""
    partners = {pair.first for pair in ground.engagement.pairs if pair.second == document}
    partners |= {pair.second for pair in ground.engagement.pairs if pair.first == document}
    return Holdings(
        tuple(ledger for ledger in ground.holdings.ledgers if ledger.document in partners),
        tuple(
            done
            for done in ground.holdings.reconciliations
            if {done.one.document, done.other.document} <= partners
        ),
    )


def _sentences(ground: Ground, document: int, block: Block, related: Holdings) -> Iterator[Claim]:
    text = block.text.value
    figures = ground.figures.by_start(document, block.index)
    for found in missing_records(text):
        whole, part = figures.get(found.whole), figures.get(found.part)
        if whole is None or part is None:
            continue
        for done in related.reconciliations:
            sides = (
                (done.one, done.other, done.ours_left),
                (done.other, done.one, done.theirs_left),
            )
            for ledger, other, left in sides:
                if whole.value == len(ledger) and not done.uncertain:
                    sure = Confidence.HIGH if found.in_books else Confidence.MEDIUM
                    what = f"「{ledger.name}」的记录中，在「{other.name}」里找不到对应的"
                    yield _counted(part, len(left), what, sure)
                    break
    for start in differing_areas(text):
        stated = figures.get(start)
        if stated is None or len(related.reconciliations) != 1:
            continue
        done = related.reconciliations[0]
        areas = {at for at, twin in enumerate(done.twins) if twin.role is Role.AREA}
        differing = sum(any(d.field in areas for d in m.differences) for m in done.matches)
        if areas and not done.uncertain:
            yield _counted(stated, differing, "两份台账面积不一致的记录", Confidence.MEDIUM)
    yield from _areas(text, figures, related)


def _areas(text: str, figures: dict[int, Figure], related: Holdings) -> Iterator[Claim]:
    """「收储土地 76 宗，面积 3918.45 亩」 against a ledger it is plainly about.

    It is about a ledger that the sentence names, or whose number of rows or sum it states.
    """
    for found in counted_areas(text):
        count, area = figures.get(found.records), figures.get(found.area)
        if count is None or area is None or area.unit.dimension is not Dimension.AREA:
            continue
        for ledger in related.ledgers:
            column = next(iter(ledger.of(Role.AREA)), None)
            if column is None or not column.unit:
                continue
            values = [number(column.column.values[row]) for row in ledger.records]
            total = sum((value for value in values if value is not None), Decimal(0))
            computed = computed_figure(ledger, column, total, decimals_kept(column), len(ledger))
            named = _names(found.before, ledger)
            same_count = count.value == len(ledger)
            same_area = abs(area.exact - computed.exact) * 2 <= max(
                area.resolution, computed.resolution
            )
            if not (named or same_count or same_area):
                continue
            sure = Confidence.HIGH if named or (same_count and same_area) else Confidence.MEDIUM
            yield _counted(count, len(ledger), f"「{ledger.name}」的记录", sure)
            yield Claim(
                SENTENCE,
                Equal(),
                area,
                (computed,),
                because=f"「{ledger.name}」{len(ledger)} 条记录{column.header}之和",
                confidence=sure,
                roles=("sum",),
            )
            break


def _names(sentence: str, ledger: Ledger) -> bool:
    """Whether a sentence names a ledger, by its title or its file."""
    names = {ledger.sheet.title, PurePath(ledger.path).stem}
    return any(len(name) >= 4 and name in sentence for name in names)


def _counted(stated: Figure, rows: int, what: str, confidence: Confidence) -> Claim:
    return Claim(
        SENTENCE,
        Count(rows),
        stated,
        (),
        because=f"{what}共 {rows} 条",
        confidence=confidence,
        severity=Severity.ERROR if stated.nature is Nature.COUNT else Severity.WARNING,
    )


CLAIMANTS = (ledger_totals, ledger_differences, report_sentences)
