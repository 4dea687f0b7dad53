"""Annotated copies: real annotations on the figures, on turned and cropped pages too."""

from collections.abc import Iterator
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
from auditlint.result import Result
from auditlint.settings import Settings


@check("TST003")
def every_amount(facts: Facts) -> Iterator[Finding]:
    """Marks every figure."""
    for figure in facts.figures:
        if figure.text == "123.45":
            yield facts.finding_on(figure, Message("此处", "here"))


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


def test_verified_figures_are_ticked_when_asked_for(result: Result) -> None:
    made = dict(copies(View(result, ticks=True)))
    verified = sum(state == "verified" for state in result.coverage.states.values())
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
