"""Which table a sentence speaks of: its funds, its year, and whether it speaks of another body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.document import Document, RowKind, Table
from auditlint.figures import CellPlace, Figure
from auditlint.language.zh.measures import funds_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.tables import cleaned
from auditlint.language.zh.titles import is_of_transfers
from auditlint.language.zh.told_rows import is_of_a_form
from auditlint.language.zh.years import territory_told, year_opened, years_in
from auditlint.quantity import is_slip
from auditlint.settings import Confidence

#: The kind of a claim that a figure of the text restates a cell.
AGAINST_TABLE = "text against table"
#: Characters at the end of a name that tell what is measured: 资产总额.
_END = 4
#: Funds with accounts of their own.
APART = ("政府性基金预算", "国有资本经营预算")


def funds_told(passage: Passage, mention: Mention) -> str:
    """Funds of their own that a sentence names before a total: 「基金收入 A，加结转 B，总计 C」.
    Funds that the sentence speaks of first are meant."""
    start = passage.reading.ranges[mention.sentence][0]
    said = passage.block.text.value[start : mention.number.start]
    if "基金" not in said and "国有资本" not in said:
        return ""
    funds = funds_of(said)
    return funds if funds in APART else ""


def is_told_there(document: Document, passage: Passage, mention: Mention, figure: Figure) -> bool:
    """Whether the table of a cell is of the year and the territory that a figure of the text is of,
    as far as its title and the text say: that of 2026年市本级 is not of 2025年全市."""
    place = figure.place
    title = document.tables[place.table].title if isinstance(place, CellPlace) else ""
    if is_of_transfers(title) and not is_of_transfers(mention.measure):
        return False
    territory, years = territory_told(title), set(years_in(title))
    before, headings = passage.line[: mention.number.start], passage.block.section[::-1]
    here = next((told for words in (before, *headings) if (told := territory_told(words))), "")
    if territory and here not in ("", territory):
        return False
    opened = year_opened(before)
    of_text = [{opened}] if opened else [set(all_) for one in headings if (all_ := years_in(one))]
    return not (of_text and len(years) == len(of_text[0]) == 1 and years != of_text[0])


def year_told(said: str, before: str = "") -> str:
    """The year that a sentence has named last, else the latest of those named ``before`` it; or
    ``""``."""
    years = years_in(said)
    return years[-1] if years else max(years_in(before), default="")


def is_of_another_year(document: Document, year: str, figure: Figure) -> bool:
    """Whether the title of a figure's table names years, but not this one."""
    if not isinstance(figure.place, CellPlace):
        return False
    titled = years_in(document.tables[figure.place.table].title)
    return bool(titled) and year not in titled


def free_tables(document: Document) -> list[Table]:
    """The tables of no set form whose rows and columns are told apart."""
    return [table for table in document.tables if table.understood and not is_form(table)]


def names_a_row(document: Document, free: Sequence[Table], total: Figure, said: str) -> bool:
    """Whether words name an item of one of the ``free`` tables, and ``total``, which stands in
    one, is that of no item."""
    place = total.place
    if not isinstance(place, CellPlace):
        return False
    own = document.tables[place.table]
    rows = own.panels[place.panel].rows
    if own not in free or place.row >= len(rows) or rows[place.row].kind is not RowKind.TOTAL:
        return False
    return any(
        len(label := cleaned(row.label)) >= _END and label in said
        for table in free
        for panel in table.panels
        for row in panel.rows
        if row.kind is RowKind.ITEM
    )


def is_form(table: Table) -> bool:
    """Whether a table is one of the forms of budgets and accounts, which have claims of their own:
    it has a code, its rows have codes, or its title is that of a form."""
    coded = bool(table.code) or any(row.code for panel in table.panels for row in panel.rows)
    return coded or is_of_a_form(table.title)


def carried_out(
    figure: Figure, budget: Figure, rows: Mapping[tuple[int, int], Sequence[Figure]]
) -> bool:
    """Whether a figure is what was done of a ``budget``, as the row of the budget prints it.
    ``rows`` are the figures of each row by table and row."""
    place = budget.place
    if not isinstance(place, CellPlace) or "预算" not in budget.basis:
        return False
    return any(
        other.basis.startswith(("执行", "决算")) and other.exact == figure.exact
        for other in rows[place.table, place.row]
    )


def said_again(passage: Passage, mention: Mention) -> bool:
    """Whether the sentence states the same measure several times, as of several things:
    「一般公共预算收入 X、上年结转 Y，政府性基金预算收入 X、上年结转 Y」."""
    return any(
        other is not mention
        and other.role is Role.VALUE
        and other.sentence == mention.sentence
        and other.measure == mention.measure
        and other.basis == mention.basis
        and other.words.strip("，、；") == mention.words.strip("，、；")
        for other in passage.mentions
    )


def without_others(narrative: Narrative, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims against tables of no standard form, without those of other bodies: the text restates
    the cell in one place and says something else of another body elsewhere. A figure that differs
    as a slip does stays."""
    told: set[tuple[str, Decimal]] | None = None
    for claim in claims:
        if claim.kind == AGAINST_TABLE and claim.confidence is Confidence.MEDIUM:
            cell, stated = claim.inputs[0], claim.stated
            if judge(claim).verdict is Verdict.CONTRADICTED and not misprinted(
                stated.text, cell.text
            ):
                told = _told(narrative) if told is None else told
                if (stated.measure[-_END:], cell.exact) in told:
                    continue
        yield claim


def _told(narrative: Narrative) -> set[tuple[str, Decimal]]:
    """Every value of the text with the end of its name."""
    return {
        (mention.measure[-_END:], figure.exact)
        for passage in narrative.passages
        for _, mention, figure in passage.of(Role.VALUE)
    }


def misprinted(one: str, other: str) -> bool:
    """A digit wrong, exchanged, left out or doubled, or the point or unit misplaced."""
    a, b = (text.replace(",", "") for text in (one, other))
    if is_slip(a, b):
        return True
    a, b = sorted((a.replace(".", "").strip("0"), b.replace(".", "").strip("0")), key=len)
    return a == b or any(a == b[:at] + b[at + 1 :] for at in range(len(b)) if len(a) > 1)
