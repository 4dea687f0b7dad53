"""Findings as checks yield them and diagnostics as people read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import field, replace

from auditlint.claims.claim import Claim
from auditlint.document import Span
from auditlint.figures import Figure
from auditlint.language.zh.tables import bare
from auditlint.message import Message as Message
from auditlint.patterns import compiled
from auditlint.settings import AgreedDifference, Confidence, Severity
from auditlint.values import dataclass

MARKED_LIMIT = 40
#: What stands before and behind a part of a longer number.
_BEFORE, _BEHIND = compiled(r"[\d.,]"), compiled(r"[\d%]|[.,]\d")
#: The kind of a cause that is the reader's, not the author's.
MISREAD = "misread"


def standing(needle: str, text: str) -> list[int]:
    """Where ``needle`` begins in ``text`` by itself, not inside a longer number."""
    if not needle:
        return []
    found = []
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        alone = not _BEFORE.match(text[at - 1 : at]) and not _BEHIND.match(text, end)
        if alone:
            found.append(at)
        at = text.find(needle, end if alone else at + 1)
    return found


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure in a finding and the part it plays: stated, part, total, base, previous, same.

    ``readings`` are what a second reader reads in its place, where that is something else.
    """

    role: str
    figure: Figure
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A further place or remark: where the other text stands, an official reason."""

    message: Message
    at: Span | None = None
    excerpt: str = ""


def place_words(at: Span) -> Message:
    """A place as it is named in a sentence: 第5页, 工作表表3!C7; empty for text without."""
    if at.cell is not None:
        where = f"{at.cell.sheet}!{at.cell.address}"
        return Message(f"工作表{where}", f"sheet {where}")
    if at.page is None or at.box is None:
        return Message("", "")
    return Message(f"第{at.page}页", f"page {at.page}")


@dataclass(frozen=True, slots=True)
class Cause:
    """What explains a finding: ``figure`` is a position in ``Finding.figures``.

    ``kind`` is the shape of the slip (``digits-exchanged``, ``unit``, ``misread`` …) or ``""``
    where only the value is known; ``suggested`` is the value all other evidence supports, as it
    would be printed, or ``""``. Of the kind ``direction`` it is the word before the figure, not
    the figure, that should be ``suggested``.
    """

    kind: str
    figure: int
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check yields.

    ``marked`` are the printed characters at fault, ``at`` their place, ``excerpt`` the sentence
    or row they stand in, where they may stand several times (``nth``, from 0). ``figures`` are
    cited most likely wrong first. Findings without arithmetic (numbering, residue, a missing
    table) have no claim. ``cause`` is what the check itself can tell of how the slip came about.
    ``premise`` is the message without what it concludes of the stated figure (应为…), where it
    does: that is untrue where another figure is wrong.
    """

    message: Message
    marked: str
    at: Span
    excerpt: str
    figures: tuple[Cited, ...] = ()
    claim: Claim | None = None
    notes: tuple[Note, ...] = ()
    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH
    section: str = ""
    table: str = ""
    cause: Cause | None = None
    nth: int = 0
    premise: Message | None = None


def as_agreed(finding: Finding, agreed: Iterable[AgreedDifference]) -> Finding:
    """The finding as ``info`` with the reason, where the settings know and accept it.

    A difference is known by its measure, and by the printed texts where those are given.
    """
    measures = [bare(cited.figure.measure) for cited in finding.figures]
    texts = {bare(cited.figure.text) for cited in finding.figures}
    for known in agreed:
        wanted = {bare(text) for text in known.texts}
        if any(bare(known.measure) in measure for measure in measures) and wanted <= texts:
            reason = Message(f"已知的差异：{known.reason}", f"a known difference: {known.reason}")
            notes = (*finding.notes, Note(reason))
            return replace(finding, severity=Severity.INFO, notes=notes)
    return finding


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding stamped with its code and severity, and what was folded under it."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    finding: Finding
    fingerprint: str
    cause: Cause | None = None
    consequences: tuple[Diagnostic, ...] = ()

    def with_(
        self,
        *,
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        finding: Finding | None = None,
        cause: Cause | None = None,
        consequences: tuple[Diagnostic, ...] | None = None,
    ) -> Diagnostic:
        """A copy with some parts replaced; the fingerprint stays."""
        return replace(
            self,
            severity=self.severity if severity is None else severity,
            confidence=self.confidence if confidence is None else confidence,
            finding=self.finding if finding is None else finding,
            cause=self.cause if cause is None else cause,
            consequences=self.consequences if consequences is None else consequences,
        )


def order(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The one total sort order: by place, then code, then what is marked."""
    at = diagnostic.finding.at
    box = at.box
    return (
        at.document,
        at.page or 0,
        at.line or 0,
        (box.top, box.x0) if box else (0.0, 0.0),
        diagnostic.code,
        diagnostic.finding.marked,
        diagnostic.fingerprint,
    )


@dataclass(slots=True)
class Fingerprints:
    """Makes fingerprints out of code, entity, period, measures and printed texts only.

    Never of page, path or message, so that a finding keeps its fingerprint when a report is
    paginated anew. Equal findings are numbered in the order they come.
    """

    _seen: dict[str, int] = field(default_factory=dict)

    def make(self, code: str, entity: str, period: str, finding: Finding) -> str:
        parts: Iterable[str] = (
            code,
            entity,
            period,
            *(f"{cited.figure.measure}={cited.figure.text}" for cited in finding.figures),
            finding.marked,
        )
        text = "\x1f".join(bare(part) for part in parts)
        base = hashlib.sha256(text.encode()).hexdigest()[:16]
        count = self._seen.get(base, 0)
        self._seen[base] = count + 1
        return base if not count else f"{base}-{count + 1}"
