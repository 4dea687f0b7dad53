"""Copies of the PDFs with every finding as an annotation; the originals are never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from auditlint.coverage import State
from auditlint.diagnostic import Diagnostic
from auditlint.document import Document
from auditlint.render.phrases import decided, phrase
from auditlint.render.view import Bbox, Location, View
from auditlint.render.words import plain
from auditlint.result import Decision
from auditlint.settings import Severity, UsageProblem
from auditlint.values import dataclass
from auditlint.workers import called

_COLOURS: dict[Severity, tuple[float, float, float]] = {
    Severity.ERROR: (1.0, 0.45, 0.4),
    Severity.WARNING: (1.0, 0.8, 0.25),
    Severity.INFO: (0.5, 0.8, 1.0),
}
_RELATED = (0.75, 0.75, 0.95)
_SUPPRESSED = (0.82, 0.82, 0.82)
_TICK = (0.1, 0.6, 0.2)
#: Kinds of actions that run something.
_ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
#: The side of a note's icon, in points.
_ICON = 18.0


@dataclass(frozen=True, slots=True)
class _Mark:
    """One annotation: its page from 1, its boxes there (none: a note at the edge), its texts.

    ``kind`` is ``finding`` or ``tick``.
    """

    kind: str
    page: int
    boxes: Sequence[Bbox]
    title: str = ""
    said: str = ""
    colour: tuple[float, float, float] = _TICK
    name: str = ""


def copies(view: View) -> Iterator[tuple[str, bytes]]:
    """For each PDF that could be read, its path and its annotated copy.

    Raises ``UsageProblem`` for a PDF that cannot be copied, or not within the limits.
    """
    settings = view.result.facts.settings
    for path, documents in _by_file(view.result.documents).items():
        if Path(path).suffix.lower() == ".pdf" and documents[0].pages:
            marks: list[_Mark] = []
            for document in documents:
                marks += list(_ticks(view, document)) if view.ticks else []
                for found in view.result.diagnostics:
                    marks += _marks(view, document, found, view.decision_on(found))
                for hidden in view.result.suppressed:
                    marks += _marks(view, document, hidden.diagnostic, hidden.decision)
            try:
                copy = called(
                    settings.limits,
                    settings.isolated,
                    annotated,
                    path,
                    settings.password,
                    marks,
                    {page.number: page.turn for one in documents for page in one.pages},
                )
            except Exception as problem:  # whatever a damaged file makes pypdf raise
                said = str(problem) or type(problem).__name__
                raise UsageProblem(
                    f"{path}: cannot be annotated: {said}; leave out the PDF output"
                ) from problem
            yield path, copy


def _by_file(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """The reports of each file: one, or those that are bound in it."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.path, []).append(document)
    return found


def annotated(path: str, password: str, marks: Iterable[_Mark], turns: dict[int, int]) -> bytes:
    """The PDF at ``path`` with ``marks`` on its pages, and without anything that runs by itself.

    ``turns`` says of pages, from 1, how their text runs (see ``document.Page``).
    """
    reader = PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt(password)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = max(reader.pdf_header, "%PDF-1.4")  # the first with blended colours
    _disarm(writer)
    sheets = [_Sheet(writer, page, turns.get(at, 0)) for at, page in enumerate(writer.pages, 1)]
    for mark in marks:
        if mark.page > len(sheets):
            continue
        sheet = sheets[mark.page - 1]
        if mark.kind == "tick":
            sheet.tick(mark.boxes[-1])
        elif mark.boxes:
            sheet.highlight(mark.boxes, mark.title, mark.said, mark.colour, mark.name)
        else:
            sheet.note(mark.title, mark.said, mark.colour, mark.name)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _disarm(writer: PdfWriter) -> None:
    """Takes scripts and what starts by itself out of a copy, which its reader trusts as ours."""
    root = writer.root_object
    for key in ("/OpenAction", "/AA"):
        if key in root:
            del root[key]
    names = root.get("/Names")
    held = names.get_object() if names is not None else None
    if isinstance(held, DictionaryObject) and "/JavaScript" in held:
        del held["/JavaScript"]
    for page in writer.pages:
        given = page.get("/Annots")
        listed = given.get_object() if given is not None else None
        annotations = listed if isinstance(listed, ArrayObject) else ()
        for held in (page, *(one.get_object() for one in annotations)):
            if not isinstance(held, DictionaryObject):
                continue
            if "/AA" in held:
                del held["/AA"]
            action = held.get("/A")
            about = action.get_object() if action is not None else None
            if isinstance(about, DictionaryObject) and about.get("/S") in _ACTIVE:
                del held["/A"]


def _marks(
    view: View, document: Document, found: Diagnostic, decision: Decision | None
) -> Iterator[_Mark]:
    """A mark on the finding and on every other place it rests on, in this document.

    What is suppressed is marked in grey, at its own place only.
    """
    place = view.place_of(found.finding)
    suppressed = decision is not None and decision.state != "confirmed"
    title = f"auditlint {found.code} {found.severity}"
    if place.document == document.index:
        said = [view.message(found)]
        if decision is not None:
            said.insert(0, decided(decision, view.main_language))
        computation = view.computation(found)
        if computation:
            said.append(f"= {computation}")
        said.extend(f"{part.code} {view.message(part)}" for part in found.consequences)
        colour = _SUPPRESSED if suppressed else _COLOURS[found.severity]
        yield _mark(place, title, "\n".join(said), colour, found.fingerprint)
    if suppressed:
        return
    seen = {(place.page, place.bbox)}
    for number, cited in enumerate(found.finding.figures):
        other = view.place_of_figure(cited.figure)
        here = (other.page, other.bbox)
        if other.document == document.index and other.bbox is not None and here not in seen:
            seen.add(here)
            language = view.language_of(document.index)
            said_here = phrase("see", language, place=_short(place), message=view.message(found))
            yield _mark(other, title, said_here, _RELATED, f"{found.fingerprint}-{number}")


def _short(place: Location) -> str:
    name = Path(place.path).name
    return plain(f"{name}:{place.page}" if place.page else name)


def _mark(
    place: Location, title: str, said: str, colour: tuple[float, float, float], name: str
) -> _Mark:
    return _Mark("finding", place.page or 1, place.boxes, title, said, colour, name)


def _ticks(view: View, document: Document) -> Iterator[_Mark]:
    """A tick on each verified figure that no finding is about."""
    cited = (found.finding.figures[:1] for found in view.result.diagnostics)
    doubted = {first.figure.id for figures in cited for first in figures}
    for figure in view.result.facts.figures:
        verified = view.result.coverage.states.get(figure.id) is State.VERIFIED
        if figure.document != document.index or not verified or figure.id in doubted:
            continue
        place = view.place_of_figure(figure)
        if place.boxes and place.page is not None:
            yield _Mark("tick", place.page, place.boxes)


@dataclass(slots=True)
class _Sheet:
    """A page that annotations are put on, in coordinates of the page as shown.

    ``turn`` says how its text runs (see ``document.Page``).
    """

    writer: PdfWriter
    page: PageObject
    turn: int = 0
    notes: int = 0

    def highlight(
        self,
        boxes: Sequence[Bbox],
        title: str,
        said: str,
        colour: tuple[float, float, float],
        name: str,
    ) -> None:
        """One mark over all of ``boxes``; its corners go as the text runs, line by line."""
        corners = [self._point(x, y) for box in boxes for x, y in _corners(box, self.turn)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        quads = [part for corner in corners for part in corner]
        drawn = [f"{_operands(colour)} rg"]
        for left, bottom, right, top in map(self._rectangle, boxes):
            drawn.append(f"{_operands((left, bottom, right - left, top - bottom))} re f")
        self._add(
            "/Highlight", (min(xs), min(ys), max(xs), max(ys)), title, said, colour, name,
            drawn, QuadPoints=_numbers(quads),
        )  # fmt: skip

    def note(self, title: str, said: str, colour: tuple[float, float, float], name: str) -> None:
        """A note at the upper left of the page; further ones beside it."""
        x = 12.0 + (_ICON + 6) * self.notes
        self.notes += 1
        rectangle = self._rectangle((x, 12.0, x + _ICON, 12.0 + _ICON))
        self._add("/Text", rectangle, title, said, colour, name, [], Name=NameObject("/Comment"))

    def tick(self, bbox: Bbox) -> None:
        """A tick right of a figure, drawn as ink."""
        _, top, x1, bottom = bbox
        size = min(bottom - top, 6.0)
        middle = (top + bottom) / 2
        points = [
            self._point(x, y)
            for x, y in (
                (x1 + 0.1 * size, middle),
                (x1 + 0.4 * size, middle + 0.4 * size),
                (x1 + size, middle - 0.4 * size),
            )
        ]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        ink = _numbers([part for point in points for part in point])
        path = " ".join(
            f"{_operands(point)} {'l' if at else 'm'}" for at, point in enumerate(points)
        )
        self._add(
            "/Ink", (min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1), "auditlint", "", _TICK,
            "", [f"{_operands(_TICK)} RG 1 w", f"{path} S"], InkList=ArrayObject([ink]),
            BS=DictionaryObject({NameObject("/W"): FloatObject(1)}),
        )  # fmt: skip

    def _point(self, x: float, top: float) -> tuple[float, float]:
        """A point of the page as shown (from its upper left) in the page's own space."""
        crop, media = self.page.cropbox, self.page.mediabox
        left, bottom = float(max(crop.left, media.left)), float(max(crop.bottom, media.bottom))
        right, upper = float(min(crop.right, media.right)), float(min(crop.top, media.top))
        match self.page.rotation % 360:
            case 90:
                return left + top, bottom + x
            case 180:
                return right - x, bottom + top
            case 270:
                return right - top, upper - x
            case _:
                return left + x, upper - top

    def _rectangle(self, bbox: Bbox) -> Bbox:
        """A box of the page as shown as (left, bottom, right, top) in the page's own space."""
        x0, top, x1, bottom = bbox
        (ax, ay), (bx, by) = self._point(x0, top), self._point(x1, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _add(
        self,
        kind: str,
        rectangle: Bbox,
        title: str,
        said: str,
        colour: tuple[float, float, float],
        name: str,
        drawn: Sequence[str],
        **more: Any,
    ) -> None:
        """``drawn``: its looks in PDF operators; a mere note is drawn by the reader."""
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(kind),
                NameObject("/Rect"): _numbers(rectangle),
                NameObject("/C"): _numbers(colour),
                NameObject("/F"): NumberObject(4),  # printed as well
                NameObject("/T"): TextStringObject(title),
                NameObject("/Contents"): TextStringObject(said),
            }
        )
        if drawn:
            looks = DictionaryObject({NameObject("/N"): self._appearance(rectangle, drawn)})
            annotation[NameObject("/AP")] = looks
        if name:
            annotation[NameObject("/NM")] = TextStringObject(f"auditlint-{name}")
        for key, value in more.items():
            annotation[NameObject(f"/{key}")] = value
        kept = self.page.get("/Annots")
        annotations = kept.get_object() if kept is not None else None
        if not isinstance(annotations, ArrayObject):
            annotations = ArrayObject()
            self.page[NameObject("/Annots")] = annotations
        annotations.append(self.writer._add_object(annotation))

    def _appearance(self, rectangle: Bbox, drawn: Sequence[str]) -> Any:
        """A form of the page's own space that darkens what is under it."""
        form = StreamObject()
        form.set_data("\n".join(("/Over gs", *drawn)).encode("ascii"))
        over = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
        states = DictionaryObject({NameObject("/Over"): over})
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = _numbers(rectangle)
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/ExtGState"): states})
        return self.writer._add_object(form)


def _corners(box: Bbox, turn: int) -> Iterator[tuple[float, float]]:
    """The corners of a box: upper left and right, lower left and right, as its text runs.

    Text that runs sideways on the page as shown was turned by ``turn`` quarters to be read.
    """
    x0, top, x1, bottom = box
    around = ((x0, top), (x1, top), (x1, bottom), (x0, bottom))
    for step in (0, 1, 3, 2):
        yield around[(turn + step) % 4]


def _operands(values: Iterable[float]) -> str:
    return " ".join(f"{value:.3f}" for value in values)


def _numbers(values: Any) -> ArrayObject:
    return ArrayObject([FloatObject(round(float(value), 3)) for value in values])
