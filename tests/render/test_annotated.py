"""Annotated copies: real annotations on the figures, on turned and cropped pages too."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.engine import run
from auditlint.render.annotated import copies
from auditlint.render.view import View
from auditlint.result import Decided, Decision, Result
from auditlint.settings import Settings


@check("TST003")
def every_amount(facts: Facts) -> Iterator[Finding]:
    """Marks every figure."""
    for figure in facts.figures:
        if figure.text == "123.45":
            yield facts.finding_on(figure, Message("此处", "here"))


WORDS = "share of the whole"


@check("TST004")
def words_over_a_line_wrap(facts: Facts) -> Iterator[Finding]:
    """Marks words that begin on one line and end on the next."""
    for block in facts.documents[0].blocks:
        start = block.text.value.find(WORDS)
        if start >= 0:
            at = block.text.span(0, start, start + len(WORDS))
            yield Finding(Message("此处", "here"), WORDS, at, block.text.value)


def _under(page: pdfplumber.page.Page, box: tuple[float, ...]) -> str:
    middles = [
        (char["text"], (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
        for char in page.chars
    ]
    x0, top, x1, bottom = box
    return "".join(text for text, x, y in middles if x0 <= x <= x1 and top <= y <= bottom)


def test_an_annotation_lies_on_the_figure_and_says_why(result: Result) -> None:
    made = dict(copies(View(result)))
    path = result.documents[0].path
    found = result.diagnostics[0]
    assert found.finding.at.page is not None
    with pdfplumber.open(BytesIO(made[path])) as pdf:
        page = pdf.pages[found.finding.at.page - 1]
        [annot] = [a for a in page.annots if a["data"].get("NM") is not None]
        box = (annot["x0"], annot["top"], annot["x1"], annot["bottom"])
        assert _under(page, box) == "100%"
        assert annot["contents"].startswith(found.finding.message.zh)


def test_the_other_document_points_back(result: Result) -> None:
    made = dict(copies(View(result)))
    texts = [
        annotation.get_object().get("/Contents")
        for page in PdfReader(BytesIO(made[result.documents[1].path])).pages
        for annotation in page.get("/Annots", [])
    ]
    assert any("final-accounts.pdf:" in str(text) for text in texts)


def test_the_original_is_untouched(result: Result) -> None:
    path = Path(result.documents[0].path)
    before = path.read_bytes()
    list(copies(View(result)))
    assert path.read_bytes() == before


def test_what_is_suppressed_is_marked_in_grey_with_the_decision(result: Result) -> None:
    rates = result.diagnostics[0]
    decision = Decision(rates.fingerprint, "dismissed", "王某", "2026-05-20", "口径不同")
    hidden = replace(result, diagnostics=(), suppressed=(Decided(rates, decision),))
    content = dict(copies(View(hidden)))[result.documents[0].path]
    [mark] = [
        annotation.get_object()
        for page in PdfReader(BytesIO(content)).pages
        for annotation in page.get("/Annots", [])
        if "/NM" in annotation.get_object()
    ]
    red, green, blue = (float(part) for part in mark["/C"])
    assert red == green == blue
    assert str(mark["/Contents"]).startswith("已判定不是问题（王某 2026-05-20）：口径不同\n")


def test_verified_figures_that_no_finding_is_about_are_ticked(result: Result) -> None:
    made = dict(copies(View(result, ticks=True)))
    doubted = {result.diagnostics[0].finding.figures[0].figure.id}
    states = result.coverage.states.items()
    verified = sum(state == "verified" for figure, state in states if figure not in doubted)
    ticks = [
        annotation
        for content in made.values()
        for page in PdfReader(BytesIO(content)).pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Ink"
    ]
    assert len(ticks) == verified


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_turned_and_cropped_pages(rotation: int, cropped: bool, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setPageRotation(rotation)
    if cropped:
        canvas.setCropBox((50, 80, 380, 560))
    canvas.drawString(150, 300, "Total income was 123.45 yuan.")
    canvas.save()
    made = run([str(path)], Settings(cache=False), checks=[every_amount])
    assert [found.code for found in made.diagnostics] == ["TST003"]
    [(_, content)] = list(copies(View(made)))
    [annotation] = [a.get_object() for a in PdfReader(BytesIO(content)).pages[0]["/Annots"]]
    x0, y0, x1, y1 = (float(part) for part in annotation["/Rect"])
    # In the page's own space the text has not moved, whatever the page's rotation.
    with pdfplumber.open(path) as pdf:
        start = 150 + canvas.stringWidth("Total income was ")
        stop = start + canvas.stringWidth("123.45")
        assert pdf.pages[0].rotation == rotation
    assert (x0 + x1) / 2 == pytest.approx((start + stop) / 2, abs=4)
    assert y0 < 303 < y1


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_mark_over_a_line_wrap_has_a_box_for_each_line(rotation: int, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setPageRotation(rotation)
    for number, line in enumerate(
        (
            "Of the total income of 123.45 yuan a share of",
            "the whole was spent on roads, and the rest",
            "was kept for the year that comes after.",
        )
    ):
        canvas.drawString(60, 300 - 16 * number, line)
    canvas.save()
    made = run([str(path)], Settings(cache=False), checks=[words_over_a_line_wrap])
    [found] = made.diagnostics
    first, second = found.finding.at.boxes
    assert (first.bottom <= second.top, second.x0 < first.x0) == (True, True)
    place = View(made).place_of(found.finding)
    assert len(place.boxes) == 2
    x0, top, x1, bottom = zip(*place.boxes, strict=True)
    assert place.bbox == (min(x0), min(top), max(x1), max(bottom))
    [(_, content)] = list(copies(View(made)))
    [annotation] = [a.get_object() for a in PdfReader(BytesIO(content)).pages[0]["/Annots"]]
    quads = [float(part) for part in annotation["/QuadPoints"]]
    start = 60 + canvas.stringWidth("Of the total income of 123.45 yuan a ")
    stop = 60 + canvas.stringWidth("the whole")
    # In the page's own space the text runs to the right and down, whatever the rotation.
    assert quads[0] == pytest.approx(start, abs=2)
    assert quads[3] > 300 > quads[5]
    assert quads[8] == pytest.approx(60, abs=2)
    assert quads[10] == pytest.approx(stop, abs=2)
    assert quads[11] > 284 > quads[13]
    drawn = annotation["/AP"]["/N"].get_object().get_data().decode()
    assert drawn.count(" re f") == 2


def test_text_that_runs_sideways_is_marked_along_its_direction(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.rotate(90)
    canvas.drawString(100, -200, "Total income was 123.45 yuan.")
    canvas.drawString(100, -220, "Nothing else is to be said of it here.")
    canvas.save()
    made = run([str(path)], Settings(cache=False), checks=[every_amount])
    [(_, content)] = list(copies(View(made)))
    [annotation] = [a.get_object() for a in PdfReader(BytesIO(content)).pages[0]["/Annots"]]
    (ax, ay), (bx, by), (cx, cy) = (
        (float(annotation["/QuadPoints"][at]), float(annotation["/QuadPoints"][at + 1]))
        for at in (0, 2, 4)
    )
    start = 100 + canvas.stringWidth("Total income was ")
    assert (ax, ay) == (pytest.approx(bx), pytest.approx(start, abs=2))
    assert by > ay  # upwards along the text
    assert (cx > ax, cy) == (True, pytest.approx(ay))
