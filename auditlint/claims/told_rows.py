"""What sentences tell of the rows of a table: 「甲镇1842人、乙镇2765人」, 「丙乡支出进度88.73%」.

A number belongs to the row whose label stands last before it, and to the column that its words
name, or whose unit alone fits. Rows are told of in other ways too (of another year, of a part),
so that a column is believed where most of what the text tells of it stands in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditlint.claims.claim import Claim, restated
from auditlint.claims.ground import Ground
from auditlint.claims.meant import is_form, year_told
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Equal
from auditlint.claims.sides import Side, sides
from auditlint.document import BlockKind, Column, Row, RowKind
from auditlint.figures import CellPlace, Figure, Nature
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.tables import is_total
from auditlint.language.zh.told_rows import (
    any_of,
    headed_name,
    is_aside,
    names_column,
    row_name,
    tells_only_size,
    tells_several,
)
from auditlint.language.zh.words import is_of_other_time
from auditlint.language.zh.years import years_in
from auditlint.quantity import Dimension
from auditlint.settings import Confidence
from auditlint.values import dataclass

_TOLD = (Role.VALUE, Role.RATE, Role.SHARE)
#: Labels that a document may have before they are taken for codes of a form.
_MOST = 400
#: A document with so many tables of the form is one of those that the form is for.
_FORMS = 3
#: So many figures must stand in the table, and so many times those that do not: of a column, and
#: of all that the text names by row and column.
_TELLING, _OVER, _SURE = 3, 3, 5


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the text and the cell it may restate."""

    figure: Figure
    cell: Figure
    named: bool
    key: tuple[int, int, int]
    label: str

    @property
    def holds(self) -> bool:
        return restated(self.figure, self.cell).fits


def told_rows(ground: Ground, narratives: Iterable[Narrative]) -> Iterator[Claim]:
    for narrative in narratives:
        own = [side for side in sides(ground) if side.document is narrative.document]
        tables = [side for side in own if not is_form(side.table)]
        if len(own) - len(tables) >= _FORMS:
            continue
        rows: dict[str, list[tuple[Side, Row]]] = {}
        for side in tables:
            for row in side.items():
                name = row_name(row.label)
                if name and not is_total(row.label):
                    rows.setdefault(name, []).append((side, row))
        if 1 < len(rows) <= _MOST:
            period = ground.engagement.of(narrative.document.index).period
            totals = [
                (side, row) for side in tables for row in side.rows if row.kind is RowKind.TOTAL
            ]
            found = [*_found(narrative, rows, period), *_of_totals(narrative, totals, period)]
            yield from _believed(found)


def _believed(found: Iterable[_Told]) -> Iterator[Claim]:
    """What is told of a column that the text mostly restates, or, of rows and columns that it
    names, in a text that restates nearly all it names so."""
    by_column: dict[tuple[int, int, int], list[_Told]] = {}
    for told in found:
        by_column.setdefault(told.key, []).append(told)
    named = [told for column in by_column.values() for told in column if told.named]
    sure = _restate(named, _SURE)
    for column in by_column.values():
        rows = len({told.label for told in column if told.holds})
        whole = rows > 1 and _restate(column, _OVER)
        for told in column:
            if whole or (sure and told.named):
                yield Claim(
                    "text against table",
                    Equal(),
                    told.figure,
                    (told.cell,),
                    f"文字与表格说的都是{told.label}的同一指标",
                    Confidence.MEDIUM,
                    roles=("same",),
                )


def _restate(told: list[_Told], over: int) -> bool:
    """Whether enough figures stand in the table, and ``over`` times those that do not."""
    held = sum(one.holds for one in told)
    return held >= _TELLING and held >= over * (len(told) - held)


def _found(
    narrative: Narrative, rows: dict[str, list[tuple[Side, Row]]], period: str
) -> Iterator[_Told]:
    names = any_of(rows)
    headed: set[tuple[str, ...]] = set()
    for passage in narrative.passages:
        heading = passage.block.section
        head = "" if heading in headed or not heading else headed_name(heading[-1])
        if passage.block.kind is not BlockKind.HEADING:
            headed.add(heading)
        places = list(_labels(names, passage.line))
        for index, mention, figure in passage.of(*_TOLD):
            if mention.reason or mention.reference or passage.paired(index) or not figure.value:
                continue
            start = passage.reading.ranges[mention.sentence][0]
            stop = mention.number.start
            own = [place for place in places if start <= place[0] and place[1] <= stop]
            if own:
                label, since = passage.line[slice(*own[-1])], own[-1]
            elif head in rows and mention.sentence == 0:
                label, since = head, (0, 0)
            else:
                continue
            said = passage.line[since[1] : stop]
            several = tells_several(passage.line, since)
            if several or not _is_own(passage, mention, said, since[0]):
                continue
            if re.search(r"\d", said):
                said = re.split("[，、]", said)[-1]
            best = _best(rows[label], mention, figure, said)
            if best is not None and _is_of_year(narrative, passage, mention, best.cell, period):
                yield _Told(figure, best.cell, best.named, best.key, label)


def _of_totals(
    narrative: Narrative, totals: list[tuple[Side, Row]], period: str
) -> Iterator[_Told]:
    """What a sentence tells beside a figure of a total row: 「累计支出 X，支出率 P%，结余 Y」."""
    for passage in narrative.passages:
        told: dict[int, list[tuple[int, Mention, Figure, str]]] = {}
        for index, mention, figure in passage.of(*_TOLD):
            plain = not (mention.reason or mention.reference or mention.link)
            if plain and figure.value and not passage.paired(index):
                stop = mention.number.end
                clause = re.split("[，；。：、]", passage.line[: mention.number.start])[-1]
                after = passage.line[stop : stop + 4]
                told.setdefault(mention.sentence, []).append(
                    (index, mention, figure, clause + re.split("[，；。：、]", after)[0])
                )
        for members in told.values():
            for side, row in totals:
                cells = {
                    index: _named(side, row, figure, words) for index, _, figure, words in members
                }
                anchors = {
                    index
                    for index, _, figure, _ in members
                    if figure.is_telling
                    and (cell := cells[index]) is not None
                    and restated(figure, cell.cell).fits
                }
                for index, mention, figure, _ in members:
                    cell = cells[index]
                    if cell is None or not anchors - {index}:
                        continue
                    if _is_of_year(narrative, passage, mention, cell.cell, period):
                        yield _Told(figure, cell.cell, True, cell.key, row.label)


def _named(side: Side, row: Row, figure: Figure, words: str) -> _Place | None:
    """The one cell of a row whose column the words name."""
    places = [
        _Place((side.table.number, side.at, column.index), cell, True)
        for column in side.columns
        if (cell := side.cell(row.index, column.index)) is not None
        and _alike(figure, cell)
        and names_column(words, _header(column))
    ]
    return places[0] if len(places) == 1 else None


def _labels(names: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    """Where labels stand; one right behind another names a column: 运河小区满意度."""
    stop = -1
    for found in names.finditer(line):
        if found.start() != stop:
            yield found.span()
        stop = found.end()


def _is_of_year(
    narrative: Narrative, passage: Passage, mention: Mention, cell: Figure, period: str
) -> bool:
    """Whether a sentence, or else its section, speaks of the year of a table."""
    start = passage.reading.ranges[mention.sentence][0]
    told = year_told(passage.line[start : mention.number.start], passage.line[:start])
    told = told or next(
        (years[-1] for one in reversed(passage.block.section) if (years := years_in(one))), ""
    )
    if not told:
        return True
    titled = isinstance(cell.place, CellPlace) and years_in(
        narrative.document.tables[cell.place.table].title
    )
    return told in titled if titled else told == period or not period


def _is_own(passage: Passage, mention: Mention, said: str, label: int) -> bool:
    """Whether a number is of the row itself: no part of what the row tells before it."""
    if "；" in said or is_aside(said) or is_of_other_time(mention.words):
        return False
    if mention.parent is not None:
        return passage.mentions[mention.parent].number.start < label
    return "（" not in said


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell that a number may restate; whether the words before it name its column."""

    key: tuple[int, int, int]
    cell: Figure
    named: bool


def _best(
    rows: list[tuple[Side, Row]], mention: Mention, figure: Figure, said: str
) -> _Place | None:
    """The cell that a number restates: one that is equal, or the only one it can mean."""
    words = "占比" if mention.role is Role.SHARE else said + mention.after
    places = [
        _Place(
            (side.table.number, side.at, column.index), cell, names_column(words, _header(column))
        )
        for side, row in rows
        for column in side.columns
        if (cell := side.cell(row.index, column.index)) is not None
        and cell.value
        and _alike(figure, cell)
    ]
    named = [place for place in places if place.named]
    plain = places if tells_only_size(said) else []
    for fitting in (named, plain):
        held = [place for place in fitting if restated(figure, place.cell).fits]
        if held:
            return held[0]
        if fitting:
            return fitting[0] if len({place.cell.exact for place in fitting}) == 1 else None
    return None


def _header(column: Column) -> str:
    return column.path[-1] if column.path else ""


def _alike(figure: Figure, cell: Figure) -> bool:
    if Nature.PERCENT in (figure.nature, cell.nature):
        return figure.nature is cell.nature
    if figure.unit.comparable(cell.unit):
        return figure.unit.dimension is not Dimension.COUNT or figure.unit.name == cell.unit.name
    return False
