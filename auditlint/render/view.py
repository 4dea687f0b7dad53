"""What every output says about a diagnostic: its language, its places, its arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from functools import cached_property
from pathlib import PurePath

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import AtMost, Equal, Within
from auditlint.coverage import Counts
from auditlint.diagnostic import MARKED_LIMIT, Diagnostic, Finding
from auditlint.document import BlockKind, Box, SheetPlace, Span, Table, TablePlace
from auditlint.figures import Figure
from auditlint.loaders.glyphs import turned_back
from auditlint.quantity import Dimension, Interval, rounded
from auditlint.render.reasons import reason
from auditlint.render.words import folded
from auditlint.result import Decision, Result
from auditlint.values import dataclass

#: x0, top, x1, bottom in points, from the upper left of the page as shown.
Bbox = tuple[float, float, float, float]

#: Kinds of files without pages whose lines no editor numbers: a place there is a heading.
_WITHOUT_LINES = frozenset({".docx", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Location:
    """A place as outputs show it; a ledger's has a ``cell``, a page's a ``page``.

    ``boxes`` are its boxes line by line, ``bbox`` encloses them. Of a document without pages
    ``headings`` are those above it, outermost first, ``entry`` is its table cell.
    """

    document: int
    path: str
    page: int | None
    bbox: Bbox | None
    boxes: tuple[Bbox, ...]
    line: int
    section: str
    table: str
    cell: SheetPlace | None
    entry: TablePlace | None = None
    headings: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:{self.cell.sheet}!{self.cell.address}"
        number = self.text_line or self.page
        if number and self.entry is not None:
            address = SheetPlace("", self.entry.row, self.entry.column).address
            return f"{self.path}:{number}:表{self.entry.table}!{address}"
        return f"{self.path}:{number}" if number else self.path

    @property
    def text_line(self) -> int:
        """The line, in a file that has lines rather than laid-out pages; else 0."""
        return self.line if self.bbox is None and self.cell is None else 0

    @property
    def within(self) -> str:
        """The place within its file: ``24``, ``Sheet1!B7`` or nothing."""
        return str(self)[len(self.path) :].lstrip(":")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A claim in numbers, in the unit of its stated figure.

    ``formula`` is written out (``65 ÷ 80 = 81.25%``), ``expected`` is what the inputs give,
    ``allowed`` the smallest and largest value that rounding leaves room for.
    """

    kind: str
    formula: str
    expected: str
    allowed: tuple[str, str]
    because: str


@dataclass(frozen=True, slots=True)
class Related:
    """A further place of a finding: the figure there, its row or sentence, a remark."""

    place: Location
    text: str
    excerpt: str
    message: str


@dataclass(frozen=True)
class View:
    """A result in one language: ``zh``, ``en``, or ``auto`` for that of each document.

    ``ticks``: verified figures are ticked where a format can show it.
    """

    result: Result
    language: str = "auto"
    ticks: bool = False

    def language_of(self, document: int) -> str:
        if self.language != "auto":
            return self.language
        documents = self.result.documents
        return documents[document].language if document < len(documents) else "zh"

    @cached_property
    def main_language(self) -> str:
        """The language of headings and closing lines: that of the first document."""
        return self.language_of(0)

    def message(self, diagnostic: Diagnostic) -> str:
        at = diagnostic.finding.at.document
        return folded(diagnostic.finding.message[self.language_of(at)])

    def computation(self, diagnostic: Diagnostic) -> str:
        """``65 ÷ 80 = 81.25%（reason）``, or whichever there is; empty without a claim."""
        if diagnostic.finding.claim is None:
            return ""
        language = self.language_of(diagnostic.finding.at.document)
        numbers = arithmetic(diagnostic.finding.claim, language)
        if not (numbers.formula and numbers.because):
            return numbers.formula or numbers.because
        reason = f" ({numbers.because})" if language == "en" else f"（{numbers.because}）"
        return numbers.formula + reason

    def place(self, span: Span, section: str = "", table: str = "") -> Location:
        documents = self.result.documents
        path = documents[span.document].path if span.document < len(documents) else ""
        return Location(
            document=span.document,
            path=path,
            page=None if span.cell is not None else span.page,
            bbox=None if span.box is None else self._as_shown(span, span.box),
            boxes=tuple(self._as_shown(span, box) for box in span.boxes),
            line=span.line or 0,
            section=folded(section),
            table=folded(table),
            cell=span.cell,
            entry=span.entry,
            headings=self._headings_above(span),
        )

    def _headings_above(self, span: Span) -> tuple[str, ...]:
        """The headings above a place of a document without pages, outermost first."""
        if span.box is not None or span.cell is not None or not span.line:
            return ()
        starts = self._headings.get(span.document, [])
        at = bisect_right(starts, span.line, key=lambda start: start[0]) - 1
        return starts[at][1] if at >= 0 else ()

    @cached_property
    def _headings(self) -> dict[int, list[tuple[int, tuple[str, ...]]]]:
        """For each document without pages the line of every heading and the path down to it."""
        return {
            document.index: [
                (block.text.runs[0].line.number, (*block.section, folded(block.text.value)))
                for block in document.blocks
                if block.kind is BlockKind.HEADING and block.cell is None and block.text.runs
            ]
            for document in self.result.documents
            if PurePath(document.path).suffix.lower() in _WITHOUT_LINES
        }

    def _as_shown(self, span: Span, box: Box) -> Bbox:
        """A box on the page of ``span`` as a reader of the file shows it.

        A page whose text stands sideways was turned to be read; here it is turned back.
        """
        pages = self.result.documents[span.document].pages
        corners = ((box.x0, box.top), (box.x1, box.bottom))
        page = pages[span.page - 1] if span.page and span.page <= len(pages) else None
        if page is not None and page.turn:
            size = (page.width, page.height) if page.turn == 2 else (page.height, page.width)
            (ax, ay), (bx, by) = (turned_back(x, y, page.turn, *size) for x, y in corners)
        else:
            (ax, ay), (bx, by) = corners
        return _coord(min(ax, bx)), _coord(min(ay, by)), _coord(max(ax, bx)), _coord(max(ay, by))

    def place_of(self, finding: Finding) -> Location:
        return self.place(finding.at, finding.section, finding.table)

    def place_of_figure(self, figure: Figure) -> Location:
        """Where a figure stands, with its section and table."""
        facts = self.result.facts
        table = facts.table_of(figure)
        block = facts.block_of(figure)
        section = table.section if table else block.section if block else ()
        return self.place(figure.span, section[-1] if section else "", table.title if table else "")

    def related(self, found: Diagnostic) -> list[Related]:
        """The other rows and sentences that a finding rests on, then the places of its notes.

        Each row or sentence is told once.
        """
        language = self.language_of(found.finding.at.document)
        seen = {folded(found.finding.excerpt)}
        places: list[Related] = []
        for cited in found.finding.figures:
            context = folded(cited.figure.context)
            if context not in seen:
                seen.add(context)
                text = folded(cited.figure.text)
                places.append(Related(self.place_of_figure(cited.figure), text, context, ""))
        for note in found.finding.notes:
            excerpt = folded(note.excerpt)
            if note.at is not None and (not excerpt or excerpt not in seen):
                seen.add(excerpt)
                message = folded(note.message[language])
                places.append(Related(self.place(note.at), "", excerpt, message))
        return places

    def name_of_table(self, table: Table, language: str) -> str:
        """``#3 支出决算表 公开03表``; where a table has no title, the page it begins on."""
        name = folded(f"{table.title} {table.code}")
        if not name and table.cells:
            number = table.cells[0].page
            name = f"(page {number})" if language == "en" else f"（第 {number} 页）"
        return f"#{table.number + 1} {name}"

    def narrative(self, document: int) -> Counts:
        """How many figures of a document's running text are verified."""
        return self.result.coverage.by_text.get(document, Counts())

    def decision_on(self, diagnostic: Diagnostic) -> Decision | None:
        """What people said of a diagnostic that counts."""
        return self._confirmed.get(diagnostic.fingerprint)

    @cached_property
    def _confirmed(self) -> dict[str, Decision]:
        return {decision.fingerprint: decision for decision in self.result.confirmed}


def marked(finding: Finding) -> str:
    """The characters at fault, at most forty."""
    return folded(finding.marked)[:MARKED_LIMIT]


def arithmetic(claim: Claim, language: str = "zh") -> Arithmetic:
    """The numbers of a claim as people write them, with the reason in ``language``."""
    judgement = judge(claim)
    stated = claim.stated
    scale = stated.unit.scale
    unit = stated.unit.name if stated.unit.name == "%" else ""
    expected, low, high = "", "", ""
    if judgement.point is not None:
        expected = _number(judgement.point / scale, stated.decimals)
    if judgement.expected is not None:
        low = _bound(judgement.expected.low, scale, stated.decimals, ROUND_FLOOR)
        high = _bound(judgement.expected.high, scale, stated.decimals, ROUND_CEILING)
        expected = expected or (high if judgement.expected.high.is_finite() else low)
    money = {f.unit.scale for f in claim.figures if f.unit.dimension is Dimension.MONEY}
    mixed = len(money) > 1
    left = claim.relation.formula(
        [
            figure.text + (figure.unit.name if mixed and figure.unit.name != "%" else "")
            for figure in claim.inputs
        ]
    )
    shown = _grouped(expected) if any("," in figure.text for figure in claim.figures) else expected
    broken = judgement.verdict is Verdict.CONTRADICTED
    if isinstance(claim.relation, Equal):
        formula = left
    elif isinstance(claim.relation, Within):
        formula = left + unit
        if broken:
            sign, turned = ("≥", "<") if "≥" in left else ("≤", ">")
            formula = formula.replace(sign, f"{stated.text} {turned}", 1)
    elif isinstance(claim.relation, AtMost):
        if claim.relation.less:  # as printed: the bound holds what rounding may add
            most = claim.relation.result([Interval.exactly(one.exact) for one in claim.inputs])
            shown = _number(most.high / scale, stated.decimals)
        formula = left if len(claim.inputs) == 1 else f"{left} = {shown}"
        if broken:
            formula = formula.replace("≤", f"{stated.text} >", 1)
    else:
        formula = left if left in ("", shown, expected) or not shown else f"{left} = {shown}{unit}"
    return Arithmetic(
        claim.kind, folded(formula), expected, (low, high), folded(reason(claim, language))
    )


def _number(value: Decimal, decimals: int) -> str:
    """``value`` to two places or to the printed precision, without idle zeros beyond that."""
    places = max(decimals, 2)
    text = f"{rounded(value, places):f}"
    return _trimmed(text, max(decimals, 0))


def _grouped(number: str) -> str:
    """A plain number with thousands commas."""
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, point, fraction = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{fraction}" if whole.isdigit() else number


def _bound(value: Decimal, scale: Decimal, decimals: int, rounding: str) -> str:
    """A bound in the printed unit, six places finer than printed and rounded outward."""
    if not value.is_finite():
        return str(value)
    with localcontext() as context:
        context.prec = max(60, value.adjusted() - scale.adjusted() + max(decimals, 0) + 10)
        exact = (value / scale).quantize(Decimal(1).scaleb(-max(decimals, 0) - 6), rounding)
    return _trimmed(f"{exact:f}", max(decimals, 0))


def _trimmed(text: str, decimals: int) -> str:
    whole, point, fraction = text.partition(".")
    if not point:
        return text
    kept = fraction.rstrip("0")
    kept += "0" * (decimals - len(kept))
    return f"{whole}.{kept}" if kept else whole


def _coord(value: float) -> float:
    """Points to a hundredth: finer than any printer, and the same on every machine."""
    return round(value + 0.0, 2)
