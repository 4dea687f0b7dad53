"""Slips that authors make, as edits of one printed figure or word of a document.

A document is changed as it was read: the text of a cell or block, never its page, so that a
thousand plants cost one reading.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from auditlint.check import Facts
from auditlint.claims.relation import AtMost, Equal, Sum
from auditlint.document import BlockKind, Document, Run, Text
from auditlint.figures import CellPlace, Figure, Figures, Nature, Place, TextPlace
from auditlint.quantity import Dimension, decimal, last_place, rounded, shown
from auditlint.settings import Confidence

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: Direction words that state arithmetic, and what they are mistaken for.
_TURNED = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "大于": "小于",
    "小于": "大于",
}
_DIRECTION = re.compile(
    r"(?<!每)(?:增加|减少|增长|下降)(?=\d)|(?:大于|小于)(?=(?:年初|全年)?预算数)"
)
_MONEY = re.compile(r"万元|元")


@dataclass(frozen=True, slots=True)
class Plant:
    """One slip: ``was`` became ``now`` at ``place`` of document ``document``.

    ``start`` is where in the text of its cell or block. ``value`` is the new value of the
    figure, ``None`` where it is no figure that changed but a word beside it.
    """

    kind: str
    document: int
    place: Place
    start: int
    was: str
    now: str
    value: Decimal | None = None
    figure: int | None = None

    @property
    def name(self) -> str:
        """What tells one plant of a document from every other."""
        place = self.place
        where = (
            f"t{place.table}r{place.row}c{place.column}"
            if isinstance(place, CellPlace)
            else f"b{place.block}"
        )
        return f"[{self.kind} {where} {self.start} {self.was}>{self.now}]"

    @property
    def meant(self) -> str:
        """The check that is there for a changed word or year, where no relation is broken."""
        if self.kind == "year":
            return "REF103"
        if self.kind == "direction":
            return "CHG005" if self.was in ("大于", "小于") else "CHG003"
        return ""

    @property
    def in_table(self) -> bool:
        return isinstance(self.place, CellPlace)


def applied(document: Document, plant: Plant) -> Document:
    """The document with the slip in it."""
    place = plant.place
    if isinstance(place, CellPlace):
        table = document.tables[place.table]
        key = (place.row, place.column)
        text = _edited(table.texts[key], plant)
        changed = replace(table, texts={**table.texts, key: text})
        tables = (
            *document.tables[: place.table],
            changed,
            *document.tables[place.table + 1 :],
        )
        return replace(document, tables=tables)
    block = document.blocks[place.block]
    blocks = (
        *document.blocks[: place.block],
        replace(block, text=_edited(block.text, plant)),
        *document.blocks[place.block + 1 :],
    )
    return replace(document, blocks=blocks)


def _edited(text: Text, plant: Plant) -> Text:
    stop = plant.start + len(plant.was)
    if text.value[plant.start : stop] != plant.was:
        raise ValueError(f"{plant.was!r} does not stand at {plant.start} in {text.value!r}")
    old = text[plant.start : stop]
    kept = min(len(plant.now), len(plant.was))
    runs = tuple(
        Run(run.start, min(run.stop, kept), run.line, run.offset)
        for run in old.runs
        if run.start < kept
    )
    return Text.joined((text[: plant.start], Text(plant.now, runs), text[stop:]))


def digit(figure: Figure, pick: random.Random) -> str | None:
    """One digit wrong, beyond the last two decimals of an amount."""
    number = _core(figure)
    places = [at for at, c in enumerate(number) if c.isdigit() and _matters(figure, number, at)]
    if not places:
        return None
    at = pick.choice(places)
    lead = at == 0 and len(number) > 1
    others = [d for d in "0123456789" if d != number[at] and not (lead and d == "0")]
    return number[:at] + pick.choice(others) + number[at + 1 :]


def swapped(figure: Figure, pick: random.Random) -> str | None:
    """Two neighbouring digits exchanged."""
    number = _core(figure)
    places = [
        at
        for at in range(len(number) - 1)
        if number[at].isdigit()
        and number[at + 1].isdigit()
        and number[at] != number[at + 1]
        and _matters(figure, number, at)
        and not (at == 0 and number[1] == "0")
    ]
    if not places:
        return None
    at = pick.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def missing(figure: Figure, pick: random.Random) -> str | None:
    """One digit of a longer number left out, before the decimals."""
    whole, dot, decimals = _core(figure).replace(",", "").partition(".")
    if len(whole) < 3:
        return None
    at = pick.randrange(1, len(whole))
    return _grouped(figure, whole[:at] + whole[at + 1 :] + dot + decimals)


def extra(figure: Figure, pick: random.Random) -> str | None:
    """One digit before the decimals printed twice."""
    whole, dot, decimals = _core(figure).replace(",", "").partition(".")
    if not 2 <= len(whole) <= 9:
        return None
    at = pick.randrange(len(whole))
    return _grouped(figure, whole[: at + 1] + whole[at:] + dot + decimals)


def _grouped(figure: Figure, bare: str) -> str:
    return shown(Decimal(bare), figure.decimals, "," in figure.text)


def point(figure: Figure, pick: random.Random) -> str | None:
    """The decimal point one place off."""
    if figure.decimals == 0 or figure.nature is Nature.COUNT:
        return None
    step = pick.choice((-1, 1))
    return shown(figure.value.scaleb(step), figure.decimals, "," in figure.text)


def unit(figure: Figure, pick: random.Random) -> str | None:
    """元 under 万元, in a cell."""
    if not figure.in_table or figure.unit.dimension is not Dimension.MONEY:
        return None
    step = 4 if figure.unit.scale > 1 else -4
    return shown(figure.value.scaleb(step), figure.decimals, "," in figure.text)


def sign(figure: Figure, pick: random.Random) -> str | None:
    """A minus before a figure in a cell."""
    if not figure.in_table or figure.value < 0 or figure.nature is Nature.COUNT:
        return None
    return f"-{_core(figure)}"


EDITS: dict[str, Callable[[Figure, random.Random], str | None]] = {
    "digit": digit,
    "swapped": swapped,
    "missing": missing,
    "extra": extra,
    "point": point,
    "unit": unit,
    "sign": sign,
}


def plants(document: Document, facts: Facts, pick: random.Random) -> list[Plant]:
    """Every place a slip can be planted in, once a kind, in reading order."""
    figures = facts.figures
    return [
        *_in_figures(document, figures, pick),
        *_copied(document, figures),
        *_other_column(document, figures, pick),
        *_left_out(document, facts),
        *_cut_off(document, facts),
        *_units(document, figures),
        *_turned(document),
        *_years(document, figures, facts.engagement.of(document.index).period),
    ]


def _in_figures(document: Document, figures: Figures, pick: random.Random) -> Iterator[Plant]:
    for figure in _quantities(document, figures):
        start = _start(document, figure)
        if start is None:
            continue
        for kind, edit in EDITS.items():
            now = edit(figure, pick)
            if now is not None and decimal(now) != figure.value:
                yield _plant(kind, figure, start, _core(figure), now)


def _copied(document: Document, figures: Figures) -> Iterator[Plant]:
    """The figure of the line above: the cell over it, or the last of its kind before it."""
    last: dict[object, Figure] = {}
    for figure in _quantities(document, figures):
        place = figure.place
        key: object
        if isinstance(place, CellPlace):
            key = (place.table, place.panel, place.column)
        else:
            key = (figure.nature, figure.unit.name, document.blocks[place.block].section)
        above = last.get(key)
        last[key] = figure
        start = _start(document, figure)
        if above is None or start is None or above.value == figure.value:
            continue
        rates = figure.nature is above.nature is Nature.PERCENT
        kind = "rate of the line above" if rates else "copied"
        yield _plant(kind, figure, start, _core(figure), _core(above))


def _other_column(document: Document, figures: Figures, pick: random.Random) -> Iterator[Plant]:
    """The figure of another scope or year: beside it in its row, or of the same measure."""
    for figure in _quantities(document, figures):
        place = figure.place
        if isinstance(place, CellPlace):
            found = [
                figures.cell(document.index, place.table, place.row, place.column + step)
                for step in (-1, 1)
            ]
            others = [one for one in found if one is not None]
        else:
            others = list(figures.with_measure(figure.measure)) if figure.measure else []
        start = _start(document, figure)
        others = [
            other
            for other in others
            if other.is_quantity
            and other.value not in (figure.value, 0)
            and (other.unit, other.nature) == (figure.unit, figure.nature)
            and other.decimals == figure.decimals
            and (other.scope != figure.scope or other.period != figure.period)
        ]
        if others and start is not None:
            other = pick.choice(others)
            kind = "other scope" if other.period == figure.period else "other year"
            yield _plant(kind, figure, start, _core(figure), _core(other))


def _left_out(document: Document, facts: Facts) -> Iterator[Plant]:
    """A total without one of its parts."""
    seen: set[int] = set()
    for claim in facts.claims:
        total = claim.stated
        parts = [part for part in claim.inputs if part.value > 0]
        if (
            not isinstance(claim.relation, Sum)
            or claim.confidence is not Confidence.HIGH
            or total.id in seen
            or total.document != document.index
            or len(parts) < 3
            or not total.is_quantity
            or {part.unit for part in parts} != {total.unit}
        ):
            continue
        seen.add(total.id)
        left = min(parts, key=lambda part: abs(part.value - total.value / len(parts)))
        start = _start(document, total)
        if start is not None and left.value < total.value:
            now = shown(total.value - left.value, total.decimals, "," in total.text)
            yield _plant("part left out", total, start, _core(total), now)


def _cut_off(document: Document, facts: Facts) -> Iterator[Plant]:
    """A result whose last digits were cut off instead of rounded."""
    seen: set[int] = set()
    for found in facts.judgements:
        stated, point = found.claim.stated, found.point
        if (
            point is None
            or found.claim.confidence is not Confidence.HIGH
            or isinstance(found.claim.relation, AtMost | Equal)
            or stated.id in seen
            or stated.document != document.index
            or not stated.is_quantity
            or not stated.decimals
        ):
            continue
        exact = abs(point / stated.unit.scale)
        if rounded(exact, stated.decimals) != abs(stated.value):
            continue
        cut = exact.quantize(last_place(stated.decimals), ROUND_DOWN)
        start = _start(document, stated)
        if start is not None and cut not in (abs(stated.value), 0):
            seen.add(stated.id)
            now = shown(cut, stated.decimals, "," in stated.text)
            yield _plant("cut off", stated, start, _core(stated), now)


def _units(document: Document, figures: Figures) -> Iterator[Plant]:
    """元 for 万元 behind a number of running text, and the other way round."""
    for figure in _quantities(document, figures):
        place = figure.place
        if isinstance(place, CellPlace) or figure.unit.dimension is not Dimension.MONEY:
            continue
        found = _MONEY.match(document.blocks[place.block].text.value, place.stop)
        if found is not None:
            now = "元" if found.group() == "万元" else "万元"
            factor = Decimal("0.0001") if now == "元" else Decimal(10_000)
            yield Plant(
                "unit", document.index, place, place.stop, found.group(), now,
                figure.value * factor, figure.id,
            )  # fmt: skip


def _turned(document: Document) -> Iterator[Plant]:
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        for found in _DIRECTION.finditer(block.text.value):
            start, stop = found.span()
            place = TextPlace(block.index, start, stop, _sentence(block.text.value, start))
            yield Plant(
                "direction", document.index, place, start, found.group(), _TURNED[found.group()]
            )


def _years(document: Document, figures: Figures, year: str) -> Iterator[Plant]:
    """Last year's year left in a title or sentence that speaks of this year."""
    for figure in figures:
        place = figure.place
        if (
            figure.document == document.index
            and figure.nature is Nature.YEAR
            and figure.text == year
            and isinstance(place, TextPlace)
            and document.blocks[place.block].text.value.startswith("年度", place.stop)
        ):
            now = str(int(year) - 1)
            yield _plant("year", figure, place.start, year, now)


def _quantities(document: Document, figures: Figures) -> Iterator[Figure]:
    """What is worth changing: no zeros, nothing in Chinese numerals, and nothing that stands
    twice as cell and as block."""
    for figure in figures:
        own = figure.document == document.index and figure.is_quantity
        if own and figure.value != 0 and _NUMBER.search(figure.text):
            yield figure


def _start(document: Document, figure: Figure) -> int | None:
    place = figure.place
    core = _core(figure)
    if isinstance(place, CellPlace):
        text = document.tables[place.table].text(place.row, place.column)
        return text.index(core) if text.count(core) == 1 else None
    found = document.blocks[place.block].text.value.find(core, place.start, place.stop)
    return found if found >= 0 else None


def _core(figure: Figure) -> str:
    """The digits of a figure without its sign and its per cent."""
    found = _NUMBER.search(figure.text)
    return found.group() if found else figure.text


def _matters(figure: Figure, number: str, at: int) -> bool:
    """Whether a digit counts more than rounding: in amounts, ten units of the last place."""
    if figure.decimals == 0 or figure.nature is not Nature.AMOUNT:
        return True
    return at < len(number) - 1


def _plant(kind: str, figure: Figure, start: int, was: str, now: str) -> Plant:
    value = decimal(now)
    return Plant(kind, figure.document, figure.place, start, was, now, value, figure.id)


def _sentence(text: str, at: int) -> tuple[int, int]:
    stops = [0, *(found.end() for found in re.finditer("[。；]", text)), len(text)]
    return max(stop for stop in stops if stop <= at), min(stop for stop in stops if stop > at)
