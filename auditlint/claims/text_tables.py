"""Figures of running text held against the cells of the tables that state them.

A measure of the text is looked up by its name, or by its subject path (类, 款, 项), and by the
funds that its words or its section name. Where several cells carry the name in several funds,
those of the named funds decide; where the funds are not named, any cell may be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from auditlint.claims.bodies import Bodies
from auditlint.claims.changes import changed
from auditlint.claims.claim import Claim
from auditlint.claims.completion import budget_named
from auditlint.claims.ground import Ground
from auditlint.claims.meant import (
    AGAINST_TABLE,
    APART,
    carried_out,
    funds_told,
    is_of_another_year,
    is_told_there,
    names_a_row,
    said_again,
    without_others,
    year_told,
)
from auditlint.claims.named_cells import Cell, Cells, restates
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Equal, Ratio
from auditlint.engagement import Identity
from auditlint.figures import Figure
from auditlint.language.zh.measures import ALL_FUNDS, GRAND, YEAR, funds_of, name_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import BRACKET, EXCLUDED, Mention, Subject
from auditlint.language.zh.scores import is_final_score, is_of_a_part
from auditlint.language.zh.sentences import lead_in
from auditlint.language.zh.sums import is_held_within
from auditlint.language.zh.versions import BUDGETS
from auditlint.language.zh.words import is_of_other_matter, is_of_other_time, without_years
from auditlint.language.zh.years import years_in
from auditlint.quantity import Dimension
from auditlint.settings import Confidence, Severity

#: A name that more cells carry (the forms of many units in one file) tells none of them.
_COMMON = 64


def text_table_claims(ground: Ground, texts: Iterable[tuple[Narrative, Cells]]) -> Iterator[Claim]:
    for narrative, cells in texts:
        identity = ground.engagement.of(narrative.document.index)
        yield from without_others(narrative, _claims(narrative, cells, identity))


def _claims(narrative: Narrative, cells: Cells, identity: Identity) -> Iterator[Claim]:
    year = identity.period
    budget = identity.kind == "预算"
    bodies = Bodies(narrative.document, identity)
    for passage in narrative.passages:
        for index, mention, figure in passage.of(Role.VALUE, Role.COMPLETION, Role.CHANGE):
            if mention.role is Role.VALUE:
                if bodies.told(passage, mention):
                    continue  # the tables tell of all units
                yield from _value(cells, passage, mention, figure, year, budget)
            elif mention.role is Role.COMPLETION:
                yield from _completion(cells, passage, index, mention, figure)
            elif mention.role is Role.CHANGE and not budget:
                yield from _change(cells, passage, index, mention, figure)


def _value(
    cells: Cells, passage: Passage, mention: Mention, figure: Figure, year: str, budget: bool
) -> Iterator[Claim]:
    if figure.unit.dimension is Dimension.SCORE and not mention.reason:
        start = passage.reading.ranges[mention.sentence][0]
        said = passage.block.text.value[start : mention.number.start]
        told = years_in(said)
        if not is_of_a_part(said) and (not told or not year or told[-1] == year):
            yield from _score(cells, mention, figure)
        return
    if figure.unit.dimension not in (Dimension.MONEY, Dimension.COUNT):
        return
    if mention.reason or mention.link in (BRACKET, EXCLUDED) or is_held_within(mention.words):
        return
    meant = candidates(cells, mention, budget)
    if not meant or _divides_a_measure(passage, mention) or is_of_other_time(mention.words):
        return
    sentence = passage.reading.ranges[mention.sentence][0]
    said = passage.block.text.value[sentence : mention.number.start]
    years = years_in(mention.words)
    if is_of_other_matter(said) or (years and year and years[-1] != year):
        return
    basis = mention.basis or ("预算" if budget else "决算")
    year_said = year_told(said, passage.block.text.value[:sentence])
    named = lead_in(passage.block.text.value) + said
    lists = {cell.items for cell in meant}
    parted = {items for items in lists if any(label in named for label in items)}
    found = [
        cell
        for cell in meant
        if _basis_fits(basis, cell.figure.basis, budget)
        and _units_fit(figure, cell.figure)
        and _is_of(year, cell.figure.basis)
        and cell.items not in parted
        and not (year_said and is_of_another_year(cells.document, year_said, cell.figure))
    ]
    if not found:
        return
    equal = [cell for cell in found if restates(figure, cell)]
    if not equal and not all(
        is_told_there(cells.document, passage, mention, cell.figure) for cell in found
    ):
        return
    named += "".join(passage.block.section[-1:])
    if equal or not names_a_row(cells.document, cells.free, found[0].figure, named):
        yield from _decided(cells, passage, mention, figure, found, equal)


@cache
def _is_of(year: str, basis: str) -> bool:
    """Whether a figure stands in no column of another year: 2023年预算数 in a budget of 2024."""
    years = years_in(basis)
    return not years or not year or years[-1] == year


def _divides_a_measure(passage: Passage, mention: Mention) -> bool:
    """「三公经费 X（其中：一般公共预算支出 X；…）」: the funds of a measure, no totals of funds."""
    if mention.parent is None or name_of(mention.measure).core:
        return False
    whole = passage.mentions[mention.parent]
    return bool(name_of(whole.measure).core) and whole.subject is None


def candidates(cells: Cells, mention: Mention, budget: bool) -> list[Cell]:
    if mention.subject is not None and mention.measure == mention.subject.name:
        return _of_subject(cells, mention.subject)
    name = name_of(mention.measure)
    tail = mention.measure.rpartition("的")[2]
    if name.core not in cells.by_core and len(tail) >= 4:
        name = name_of(tail)
    if name.core and len(without_years(name.core)) < 2:
        return []  # 「2023年 X 万元」 says nothing of what is measured
    carry = cells.by_core.get(name.core, ())
    if len(carry) > _COMMON:
        return []
    found = [cell for cell in carry if name.fits(cell.name)]
    if not name.core and name.funds and not name.side and mention.measure.endswith("拨款"):
        # 「一般公共预算当年拨款」 is the total of its funds, of income and of spending alike.
        return [cell for cell in carry if cell.funds == name.funds and cell.name.level == YEAR]
    if not name.core and not (name.side and (name.level or name.funds or budget)):
        return []
    if not name.core and not name.level and not budget:
        # 「财政拨款支出」 is that of the year, not the grand total with balances.
        found = [cell for cell in found if cell.name.level != GRAND]
    if not name.core and name.level == GRAND:
        found = [cell for cell in found if cell.name.level == GRAND]
    return found


def _score(cells: Cells, mention: Mention, figure: Figure) -> Iterator[Claim]:
    """The final score or the mean score, where the tables of the document agree on it."""
    kind = "平均分" if mention.measure.endswith("平均分") else ""
    if not kind and mention.measure.endswith("自评得分"):
        kind = "自评得分"
    elif not kind and is_final_score(mention.measure):
        kind = "得分"
    found = cells.scores.get(kind, [])
    if found and agree(found):
        yield _claim(figure, found[0], Confidence.HIGH)


def _of_subject(cells: Cells, subject: Subject) -> list[Cell]:
    if subject.code and subject.code in cells.by_code:
        return cells.by_code[subject.code]
    path = tuple(name_of(name).core for name in subject.names)
    keys = [path, (path[0], path[-1])] if len(path) > 1 else [path]
    for key in keys:
        codes = cells.codes.get(key, set())
        exact = {code for code in codes if len(code) == subject.digits}
        if len(exact) == 1:
            code = next(iter(exact))
            found = cells.by_code.get(code, [])
            if subject.digits == 3:
                found = found + [c for c in cells.by_core.get(path[0], ()) if c not in found]
            return found
    if subject.digits == 3 and len(path[0]) >= 2:
        carry = cells.by_core.get(path[0], [])
        return carry if len(carry) <= _COMMON else []
    return []


@cache
def _basis_fits(wanted: str, printed: str, budget: bool) -> bool:
    if not printed:
        return wanted in ("决算", "预算")
    if wanted in ("决算", "执行", "完成"):
        return printed.startswith(("决算", "执行"))
    if wanted in ("年初预算", "全年预算", "调整预算"):
        return printed == wanted + "数" or (printed == "预算数" and not budget)
    return "预算" in printed if wanted == "预算" else False


def _units_fit(one: Figure, other: Figure) -> bool:
    if one.unit.dimension is Dimension.COUNT:
        return other.unit.dimension is Dimension.COUNT
    return one.unit.comparable(other.unit) and (bool(other.scope) or one.unit == other.unit)


def _decided(
    cells: Cells,
    passage: Passage,
    mention: Mention,
    figure: Figure,
    found: list[Cell],
    equal: list[Cell],
) -> Iterator[Claim]:
    """The cell that the text restates, or the ones it should and does not; of those ``found`` the
    ``equal`` ones print its figure."""
    own, nameless = name_of(mention.measure).funds, not name_of(mention.measure).core
    section = next((f for f in map(funds_of, reversed(passage.block.section)) if f), "")
    funds = own or (funds_told(passage, mention) if nameless else "") or section
    meant = [cell for cell in found if cell.funds == funds] if funds else []
    if not funds:
        meant = [cell for cell in found if cell.funds == ALL_FUNDS]
    named = bool(meant) and bool(funds)
    held = next((cell for cell in equal if not meant or cell in meant), None)
    if held is not None:
        yield _claim(figure, held, Confidence.HIGH if _standard(held) else Confidence.MEDIUM)
        return
    if not meant and (funds in APART or not name_of(mention.measure).core):
        return  # the tables have no total of these funds
    if equal and not (named and own):
        # The text does not say which funds it means; one of them is right.
        if not named:
            yield _claim(figure, equal[0], Confidence.HIGH)
            return
        confidence = Confidence.MEDIUM
    else:
        confidence = Confidence.HIGH
    decisive = meant or found
    if said_again(passage, mention):
        return  # each is of funds or of a unit that another word of the sentence names
    if not all(_standard(cell) for cell in decisive):
        confidence = Confidence.MEDIUM
    if not mention.basis and carried_out(figure, decisive[0].figure, cells.rows):
        return
    if agree(decisive) and not cells.of_an_item(figure, decisive[0]):
        yield _claim(figure, decisive[0], confidence)


def _standard(cell: Cell) -> bool:
    """Whether a cell stands in one of the tables of the form, whose rows have fixed names."""
    return bool(cell.figure.scope) or cell.figure.unit.dimension is Dimension.COUNT


def agree(cells: list[Cell]) -> bool:
    """Whether all cells state one value, as far as their precision tells."""
    return all(
        restates(one.figure, other)
        or abs(one.figure.exact - other.figure.exact)
        <= max(one.figure.resolution, other.figure.resolution)
        for one, other in pairwise(cells)
    )


def _claim(figure: Figure, cell: Cell, confidence: Confidence) -> Claim:
    apart = abs(figure.exact - cell.figure.exact)
    tail = apart <= max(figure.resolution, cell.figure.resolution)
    return Claim(
        AGAINST_TABLE,
        Equal(),
        figure,
        (cell.figure,),
        "文字与表格说的是同一指标",
        confidence,
        roles=("same",),
        severity=Severity.INFO if tail else Severity.ERROR,
    )


def _completion(
    cells: Cells, passage: Passage, index: int, mention: Mention, rate: Figure
) -> Iterator[Claim]:
    """A completion whose budget stands only in a table (三公经费)."""
    if mention.about is None:
        return
    done, about = passage.figures[mention.about], passage.mentions[mention.about]
    wanted = budget_named(mention.whole)
    if not wanted or about.basis in BUDGETS:
        return
    budget = _budget_in_tables(cells, passage.mentions[:index], about, done, wanted)
    if budget is not None and bool(budget.value) == bool(done.value):
        yield Claim(
            "completion",
            Ratio(),
            rate,
            (done, budget),
            "完成率 = 决算数 ÷ 表中预算数",
            Confidence.HIGH,
            roles=("part", "base"),
        )


def _change(
    cells: Cells, passage: Passage, index: int, mention: Mention, amount: Figure
) -> Iterator[Claim]:
    """「比年初预算减少 D」 whose budget stands only in a table (三公经费)."""
    if mention.about is None or mention.against is not None or not mention.direction:
        return
    done, about = passage.figures[mention.about], passage.mentions[mention.about]
    wanted = budget_named(mention.base)
    if wanted not in BUDGETS or about.basis in BUDGETS or mention.reason:
        return
    budget = _budget_in_tables(cells, passage.mentions[:index], about, done, wanted)
    if budget is None or not amount.unit.comparable(done.unit):
        return
    yield changed(amount, mention, done, budget, "增减额 = 决算数 − 表中预算数")


def _budget_in_tables(
    cells: Cells, before: Sequence[Mention], about: Mention, done: Figure, wanted: str
) -> Figure | None:
    """The budget of a measure in the tables, where the text has not printed it."""
    if any(
        other.role is Role.VALUE and other.measure == about.measure and other.basis in BUDGETS
        for other in before
    ):
        return None
    name = name_of(about.measure)
    found = [
        cell
        for cell in cells.by_core.get(name.core, ())
        if name.core
        and name.fits(cell.name)
        and _basis_fits(wanted, cell.figure.basis, False)
        and _units_fit(done, cell.figure)
    ]
    return found[0].figure if found and agree(found) else None
