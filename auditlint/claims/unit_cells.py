"""What a report says of a unit or item, held against the row of that unit or item in the tables.

「局本级预算 X 万元，其中：基本支出 Y」 where a table has a row 局本级 with the columns 合计 and
基本支出; 「3.失业保险基金。…，年末滚存结余 Z」 where it has a row 失业保险基金. Tables and text may
tell of different funds, so that a reading is believed where most of what is said of the units, or
of the items, stands in the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from auditlint.claims.bodies import Bodies
from auditlint.claims.claim import Claim, restated
from auditlint.claims.ground import Ground
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Equal
from auditlint.claims.sides import Side, sides
from auditlint.figures import Figure
from auditlint.language.zh.measures import name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sentences import item_named
from auditlint.language.zh.tables import bare, is_total
from auditlint.settings import Confidence

#: So many figures of units must stand in the tables, and twice as many as do not.
_TELLING = 4


def unit_cells(ground: Ground, narratives: Iterable[Narrative]) -> Iterator[Claim]:
    for narrative in narratives:
        document = narrative.document
        bodies = Bodies(document, ground.engagement.of(document.index))
        rows = [side for side in sides(ground) if side.document is document]
        if bodies.names:
            yield from _believed(narrative, rows, bodies.told)
        items = _items(narrative, rows)
        if items:
            yield from _believed(narrative, rows, partial(_item, items))


def _items(narrative: Narrative, rows: list[Side]) -> dict[int, str]:
    """The rows that passages open with the names of, by block."""
    labels = {bare(row.label) for side in rows for row in side.items()}
    named = (
        (passage.block.index, item_named(passage.block.text.value))
        for passage in narrative.passages
    )
    return {block: name for block, name in named if name in labels}


def _item(items: dict[int, str], passage: Passage, mention: Mention) -> str:
    return items.get(passage.block.index, "")


def _believed(
    narrative: Narrative, rows: list[Side], told: Callable[[Passage, Mention], str]
) -> Iterator[Claim]:
    """What the text tells of what ``told`` names, where most of it stands in the tables."""
    found = [
        claim
        for passage in narrative.passages
        for _, mention, figure in passage.pairs
        for claim in _restated(rows, told(passage, mention), mention, figure)
    ]
    held = sum(restated(claim.stated, claim.inputs[0]).fits for claim in found)
    if held >= _TELLING and held > 2 * (len(found) - held):
        yield from found


def _restated(rows: list[Side], body: str, mention: Mention, figure: Figure) -> Iterator[Claim]:
    if not body or mention.role is not Role.VALUE or mention.reason or not figure.value:
        return
    cells = [cell for side in rows for cell in _cells(side, body, mention, figure)]
    if not cells:
        return
    held = [cell for cell in cells if restated(figure, cell).fits]
    if held or len({cell.exact for cell in cells}) == 1:
        yield Claim(
            "text against table",
            Equal(),
            figure,
            ((held or cells)[0],),
            f"文字与表格说的都是{body}的同一指标",
            Confidence.MEDIUM,
            roles=("same",),
        )


def _cells(side: Side, body: str, mention: Mention, figure: Figure) -> Iterator[Figure]:
    """The cells of the unit's own row in the columns that bear the name of the measure. Parts of
    its 支出 (「其中：住院支出」) are in none that prints all of it."""
    measure = mention.measure
    name = name_of(measure.removeprefix(body)) if bare(measure) != body else name_of("合计")
    for row in side.rows:
        if bare(row.label) != body:
            continue
        for column in side.columns:
            own = [word for word in map(bare, column.path) if not is_total(word)] or ["合计"]
            cell = side.cell(row.index, column.index)
            if cell is None or not cell.unit.comparable(figure.unit):
                continue
            label = name_of(own[-1])
            same = label.core == name.core and (label.core or label.side in ("", name.side))
            if same and bool(label.core) == bool(name.core) and (label.core or not mention.link):
                yield cell
