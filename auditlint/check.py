"""What a check is: one function from facts to findings, named after the defect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, fields, replace
from functools import cached_property

from auditlint.claims.claim import Claim, Judgement, Verdict, judge
from auditlint.diagnostic import Cited, Finding, Message, Note, as_agreed, standing
from auditlint.document import NO_TEXT, Block, BlockKind, Document, Table
from auditlint.engagement import Engagement
from auditlint.figures import CellPlace, Figure, Figures, TextPlace
from auditlint.language.zh.sentences import sentences
from auditlint.quantity import shown
from auditlint.records.holdings import Holdings
from auditlint.settings import Confidence, Settings, Severity
from auditlint.values import dataclass


@dataclass(frozen=True)
class Facts:
    """All that is known of a run: the documents, their figures, and what they assert."""

    documents: tuple[Document, ...]
    figures: Figures
    claims: tuple[Claim, ...]
    engagement: Engagement
    settings: Settings = field(default_factory=Settings)
    holdings: Holdings = field(default_factory=Holdings)

    def __getstate__(self) -> dict[str, object]:
        """Without what is worked out from the claims when it is asked for."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every claim judged, in the order of the claims."""
        return tuple(judge(claim) for claim in self.claims)

    def judged(self, *kinds: str, rule: str | None = None) -> Iterator[Judgement]:
        """The judged claims of these kinds, in order; of one identity if ``rule`` is given."""
        for at in sorted(at for kind in set(kinds) for at in self._of_kind.get(kind, ())):
            found = self.judgements[at]
            if rule is None or found.claim.rule == rule:
                yield found

    @cached_property
    def _of_kind(self) -> dict[str, list[int]]:
        """Where in ``judgements`` the claims of each kind stand."""
        places: dict[str, list[int]] = {}
        for at, found in enumerate(self.judgements):
            places.setdefault(found.claim.kind, []).append(at)
        return places

    def contradicted(self, *kinds: str, rule: str | None = None) -> Iterator[Judgement]:
        return (
            found
            for found in self.judged(*kinds, rule=rule)
            if found.verdict is Verdict.CONTRADICTED
        )

    def passages(
        self, *kinds: BlockKind, of: Document | None = None
    ) -> Iterator[tuple[Document, Block]]:
        """The blocks of these kinds (paragraphs, if none is named) of all Chinese documents.

        ``of`` one document, if it is given.
        """
        wanted = kinds or (BlockKind.PARAGRAPH,)
        for document in self.documents if of is None else (of,):
            if document.language != "zh":
                continue
            for block in document.blocks:
                if block.kind in wanted:
                    yield document, block

    def doubted(self, *kinds: str) -> Iterator[Judgement]:
        """The claims of these kinds that are contradicted, or hold only if digits were cut off.

        ``contradiction`` makes a mere ``info`` of the latter.
        """
        return (
            found
            for found in self.judged(*kinds)
            if found.verdict in (Verdict.CONTRADICTED, Verdict.TRUNCATED)
        )

    def table_of(self, figure: Figure) -> Table | None:
        """The table a figure stands in, if it stands in one."""
        if isinstance(figure.place, CellPlace):
            return self.documents[figure.document].tables[figure.place.table]
        return None

    def block_of(self, figure: Figure) -> Block | None:
        """The block of running text a figure stands in, if it stands in one."""
        if isinstance(figure.place, TextPlace):
            return self.documents[figure.document].blocks[figure.place.block]
        return None

    def contradiction(
        self,
        found: Judgement,
        message: Message,
        notes: tuple[Note, ...] = (),
        premise: Message | None = None,
    ) -> Finding:
        """The finding that a contradicted claim makes, on its stated figure.

        A claim of less than high confidence is a warning at most. ``premise`` is ``message``
        without what it concludes of the stated figure, for where another figure is wrong.
        """
        claim = found.claim
        sure = claim.confidence is Confidence.HIGH
        finding = self.finding_on(
            claim.stated,
            message,
            figures=(
                Cited(claim.stated_role, claim.stated),
                *(Cited(claim.role(at), figure) for at, figure in enumerate(claim.inputs)),
            ),
            claim=claim,
            notes=notes,
            severity=Severity.INFO
            if found.verdict is Verdict.TRUNCATED
            else claim.severity
            if sure
            else min(claim.severity, Severity.WARNING),
            confidence=claim.confidence,
        )
        return finding if premise is None else replace(finding, premise=premise)

    def finding_on(
        self,
        figure: Figure,
        message: Message,
        *,
        figures: tuple[Cited, ...] = (),
        claim: Claim | None = None,
        notes: tuple[Note, ...] = (),
        severity: Severity = Severity.ERROR,
        confidence: Confidence = Confidence.HIGH,
    ) -> Finding:
        """A finding whose place, excerpt, section and table are those of ``figure``."""
        table = self.table_of(figure)
        block = self.block_of(figure)
        section = table.section if table else block.section if block else ()
        finding = Finding(
            message=message,
            marked=figure.text,
            at=figure.span,
            excerpt=figure.context,
            figures=figures or (Cited("stated", figure),),
            claim=claim,
            notes=notes,
            severity=severity,
            confidence=confidence,
            section=section[-1] if section else "",
            table=table.title if table else "",
            nth=self._nth(figure, table, block),
        )
        return as_agreed(finding, self.settings.agreed)

    def _nth(self, figure: Figure, table: Table | None, block: Block | None) -> int:
        """How often the digits of a figure stand in its context before the figure itself."""
        place = figure.place
        if isinstance(place, CellPlace):
            left = range(place.column) if table is not None else ()
            cells = [table.text(place.row, column) for column in left if table is not None]
            before = sum(len(cell) + 1 for cell in cells if cell)
        elif block is not None and isinstance(place, TextPlace):
            start = block.text.value.rfind(figure.context, 0, place.start + len(figure.context))
            before = place.start - max(start, 0)
        else:
            return 0
        return sum(start < before for start in standing(figure.text, figure.context))

    def finding_in(
        self,
        document: Document,
        block: Block,
        start: int,
        stop: int,
        message: Message,
        *,
        notes: tuple[Note, ...] = (),
        severity: Severity = Severity.WARNING,
        confidence: Confidence = Confidence.HIGH,
    ) -> Finding:
        """A finding on characters ``start`` up to ``stop`` of a block's text, without a claim.

        It cites the figures that stand there; its excerpt is the sentence.
        """
        text = block.text.value
        excerpt = next(
            (text[left:right] for left, right in sentences(text) if left <= start < right), text
        )
        return Finding(
            message=message,
            marked=text[start:stop],
            at=block.text.span(document.index, start, stop),
            excerpt=excerpt.strip(),
            figures=tuple(
                Cited("stated", figure)
                for figure in self.figures.in_block(document.index, block.index)
                if isinstance(figure.place, TextPlace)
                and start <= figure.place.start < figure.place.stop <= stop
            ),
            notes=notes,
            severity=severity,
            confidence=confidence,
            section=block.section[-1] if block.section else "",
        )

    def finding_in_cell(
        self,
        document: Document,
        table: Table,
        row: int,
        column: int,
        message: Message,
        *,
        marked: str = "",
        notes: tuple[Note, ...] = (),
        severity: Severity = Severity.WARNING,
        confidence: Confidence = Confidence.HIGH,
    ) -> Finding:
        """A finding on a cell of the joined grid, without a claim; its excerpt is the row."""
        text = table.texts.get((row, column), NO_TEXT)
        return Finding(
            message=message,
            marked=marked or text.value,
            at=text.span(document.index),
            excerpt=table.context(row),
            notes=notes,
            severity=severity,
            confidence=confidence,
            section=table.section[-1] if table.section else "",
            table=table.title,
        )


def printed(figure: Figure) -> str:
    """A figure with its unit, as it reads in a sentence: 56.12万元, 75%."""
    unit = figure.unit.name
    return figure.text if unit in ("%", "‰") else f"{figure.text}{unit}"


def expected(found: Judgement) -> str:
    """What the inputs of a claim give, as its stated figure would be printed; or empty."""
    stated = found.claim.stated
    if found.point is None:
        return ""
    sign = stated.unit.name if stated.unit.name in ("%", "‰") else ""
    places = max(stated.decimals, 2) if sign else stated.decimals
    return shown(found.point / stated.unit.scale, places, commas="," in stated.text) + sign


def worked(found: Judgement) -> str:
    """The arithmetic of a claim written out: 65 ÷ 80 = 81.25%."""
    claim = found.claim
    mixed = len({figure.unit for figure in claim.inputs}) > 1
    texts = [printed(figure) if mixed else figure.text for figure in claim.inputs]
    left = claim.relation.formula(texts)
    right = expected(found)
    return left if not right or left == right else f"{left} = {right}"


CheckFunction = Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check as discovered: its permanent code, its name, its function and its page."""

    code: str
    name: str
    summary: str
    run: CheckFunction
    page: str = ""


def check(code: str) -> Callable[[CheckFunction], Check]:
    """Make a function a check: its name is its name, its first docstring line the summary.

    Raises ``ValueError`` for a code that is not three capitals and three digits.
    """
    family, number = code[:3], code[3:]
    if not (len(code) == 6 and family.isalpha() and family.isupper() and number.isdigit()):
        raise ValueError(f"not a check code: {code!r} (three capitals and three digits)")

    def decorate(function: CheckFunction) -> Check:
        name = getattr(function, "__name__", code.lower()).replace("_", "-")
        summary = (function.__doc__ or "").strip().partition("\n")[0]
        return Check(code, name, summary, function)

    return decorate
