"""A report cites one record of a ledger by its number: HT2023-01合同金额1,862.40万元.

The figures behind the number, or in its row of a table, are held against the record's cells, each
against the column whose header it is called by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal
from auditlint.document import Block, BlockKind, Document, Table
from auditlint.figures import Figure, Nature, TextPlace
from auditlint.language.zh.records_in_text import called, citations, is_header_of, is_record_number
from auditlint.quantity import Dimension
from auditlint.records import Ledger, Role, number
from auditlint.records.holdings import cell_figure
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass

SENTENCE = "ledger-sentence"


@dataclass(frozen=True, slots=True)
class Record:
    ledger: Ledger
    row: int


def cited_records(ground: Ground) -> Iterable[Claim]:
    for document in ground.documents:
        partners = {
            index
            for pair in ground.engagement.pairs
            if document.index in (pair.first, pair.second)
            for index in (pair.first, pair.second)
        }
        ledgers = [ledger for ledger in ground.holdings.ledgers if ledger.document in partners]
        records = _records(ledgers) if document.blocks or document.tables else {}
        if not records:
            continue
        for block in document.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                yield from _in_text(ground, document, block, records)
        for table in document.tables:
            yield from _in_table(ground, document, table, records)


def _records(ledgers: Sequence[Ledger]) -> dict[str, list[Record]]:
    """Records by the numbers that one row of their ledger alone has."""
    found: dict[str, list[Record]] = {}
    for ledger in ledgers:
        for field in ledger.of(Role.NUMBER):
            once: dict[str, int | None] = {}
            for row in ledger.records:
                key = field.column.values[row].strip()
                if is_record_number(key):
                    once[key] = None if key in once else row
            for key, only in once.items():
                if only is not None:
                    found.setdefault(key, []).append(Record(ledger, only))
    return found


def _in_text(
    ground: Ground, document: Document, block: Block, records: dict[str, list[Record]]
) -> Iterator[Claim]:
    text = block.text.value
    cited = citations(text, records)
    if not cited:
        return
    figures = [
        figure
        for figure in ground.figures.in_block(document.index, block.index)
        if isinstance(figure.place, TextPlace) and figure.is_quantity
    ]
    for citation in cited:
        for figure in figures:
            assert isinstance(figure.place, TextPlace)
            if citation.start <= figure.place.start < citation.stop:
                name = called(text[citation.start : figure.place.start])
                if name:
                    yield from _held(figure, name, records[citation.number])


def _in_table(
    ground: Ground, document: Document, table: Table, records: dict[str, list[Record]]
) -> Iterator[Claim]:
    if not table.understood:
        return
    for panel in table.panels:
        for row in panel.rows:
            texts = (table.text(row.index, at) for at in range(table.columns))
            key = next((text for text in texts if text in records), None)
            if key is None:
                continue
            for column in panel.values():
                at = (document.index, table.number, row.index, column.index)
                figure = ground.figures.quantity(*at)
                if figure is not None and column.path:
                    yield from _held(figure, column.path[-1], records[key])


def _held(figure: Figure, name: str, records: Sequence[Record]) -> Iterator[Claim]:
    """The figure against the cell it restates; where ledgers differ, one that agrees is meant."""
    if figure.nature is not Nature.AMOUNT:
        return
    claims: list[Claim] = []
    for record in records:
        cells = [
            cell_figure(record.ledger, record.row, field)
            for field in record.ledger.of(Role.AREA, Role.AMOUNT)
            if field.unit
            and is_header_of(field.header, name, area=field.role is Role.AREA)
            and number(field.column.values[record.row]) is not None
        ]
        fitting = [cell for cell in cells if cell.unit.comparable(figure.unit)]
        if figure.unit.dimension is Dimension.AREA and len(fitting) > 1:
            fitting = [cell for cell in fitting if cell.unit.name == figure.unit.name]
        if len(fitting) == 1:
            label = record.ledger.label(record.row)
            because = f"「{record.ledger.name}」{label}的{fitting[0].measure}"
            claims.append(
                Claim(
                    SENTENCE,
                    Equal(),
                    figure,
                    (fitting[0],),
                    because,
                    Confidence.MEDIUM,
                    roles=("same",),
                    severity=Severity.WARNING,
                )
            )
    holding = [claim for claim in claims if judge(claim).verdict is not Verdict.CONTRADICTED]
    yield from holding[:1] or claims[:1]


CLAIMANTS = (cited_records,)
