"""Scanned pages: read by text recognition where it is installed, and named where it is not.

Three pages of a sample are rendered into pictures and read again; the recogniser is an extra
(``auditlint-disclosure[ocr]``), and slow: these tests run with ``AUDITLINT_OCR=required`` only, as
``.ci/run`` sets it, and then its absence is a failure.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader, PdfWriter

from auditlint.engine import run
from auditlint.loaders import ocr
from auditlint.render import json as as_json
from auditlint.render import text as as_text
from auditlint.render.view import View
from auditlint.result import Result
from auditlint.settings import Confidence, Settings, Severity

SAMPLE = Path(__file__).parents[2] / "samples" / "final-accounts.pdf"
#: A table by subject codes, a page of running text, a page with text and a table of scores.
PAGES = (6, 16, 18)

required = os.environ.get("AUDITLINT_OCR") == "required"
installed = pytest.mark.skipif(
    not required, reason="AUDITLINT_OCR=required is not set: no scanned page is read"
)


def scanned(path: Path, pages: Sequence[int], dpi: int) -> Path:
    """Pages of the sample as a PDF of pictures."""
    document = pypdfium2.PdfDocument(SAMPLE)
    pictures = [document[at].render(scale=dpi / 72, grayscale=True).to_pil() for at in pages]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=dpi)
    document.close()
    return path


def checked(path: Path) -> Result:
    return run([str(path)], Settings(cache=False, min_confidence=Confidence.LOW))


def told(result: Result) -> Counter[tuple[str, str]]:
    return Counter(
        (one.code, one.finding.marked)
        for top in result.diagnostics
        for one in (top, *top.consequences)
        if not one.code.startswith("DOC0")
    )


def decimals(result: Result) -> Counter[str]:
    return Counter(f.text for f in result.facts.figures if re.search(r"\d\.\d", f.text))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path = tmp_path_factory.mktemp("original") / "pages.pdf"
    writer = PdfWriter()
    for at in PAGES:
        writer.add_page(PdfReader(SAMPLE).pages[at])
    writer.write(path)
    return checked(path)


@installed
@pytest.mark.parametrize("dpi", [150, 200])
def test_a_scanned_copy_gives_the_same_findings(tmp_path: Path, original: Result, dpi: int) -> None:
    result = checked(scanned(tmp_path / "scan.pdf", PAGES, dpi))
    assert decimals(result) == decimals(original)
    assert told(result) == told(original)
    assert {one.severity for one in original.diagnostics} >= {Severity.ERROR}
    for one in result.diagnostics:
        if one.code == "DOC012":
            continue
        assert one.confidence <= Confidence.MEDIUM
        assert one.severity <= Severity.WARNING
        assert one.finding.message.zh.startswith("〔OCR〕")
        assert any("OCR" in note.message.zh for note in one.finding.notes)
    view = View(result)
    written = json.loads(as_json.render(view))
    assert written["documents"][0]["pages_read_by_ocr"] == [1, 2, 3]
    assert written["documents"][0]["pages_without_text"] == []
    assert "1–3" in as_text.render(view).splitlines()[0]


@installed
def test_a_page_laid_in_sideways_and_aslant(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    document = pypdfium2.PdfDocument(SAMPLE)
    page = document[12]
    width, height = page.get_size()
    picture = page.render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    aslant = picture.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255)
    sheet = ocr.read(np.rot90(np.asarray(aslant)), height, width)
    assert {piece.angle for piece in sheet.pieces} == {3}
    texts = {"".join(piece.chars) for piece in sheet.pieces}
    assert any("政府性基金预算财政拨款收入支出决算表" in text for text in texts)
    assert "235.37" in texts


def test_without_the_extra_a_scanned_page_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    result = checked(scanned(tmp_path / "scan.pdf", PAGES[:1], 100))
    (found,) = result.diagnostics
    assert (found.code, found.severity) == ("DOC006", Severity.ERROR)
    assert "auditlint-disclosure[ocr]" in found.finding.message.zh
    assert "auditlint-disclosure[ocr]" in found.finding.message.en
    assert result.documents[0].pages_without_text == (1,)


def test_a_recogniser_that_breaks_off_leaves_the_page_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)

    def broken(*_: object) -> None:
        raise ValueError("no model")

    monkeypatch.setattr(ocr, "sheet_of", broken)
    result = checked(scanned(tmp_path / "scan.pdf", PAGES[:1], 100))
    assert [one.code for one in result.diagnostics] == ["DOC006"]
