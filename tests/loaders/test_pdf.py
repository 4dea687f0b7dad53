"""What can be wrong with a file or a page, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pdfminer.pdfinterp import PDFResourceManager
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from auditlint.loaders import LoadProblem, load, pdf
from auditlint.loaders.glyphs import UNKNOWN
from auditlint.settings import Settings

from .pdfs import Sheet, text
from .pdfs import pdf as written

BOTH = pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])


def refused(path: Path, engine: str = "auto", password: str = "") -> str:
    with pytest.raises(LoadProblem) as caught:
        load(str(path), Settings(engine=engine, password=password))
    return caught.value.code


def locked(path: Path) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "12.5")
    canvas.save()
    return path


@BOTH
def test_a_text_file_named_pdf(tmp_path: Path, engine: str) -> None:
    (tmp_path / "report.pdf").write_text("收入合计 12.5 万元", "utf-8")
    assert refused(tmp_path / "report.pdf", engine) == "DOC004"


def test_a_pdf_of_another_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.dat").write_bytes(written(Sheet(text(50, 250, "正文"))))
    loaded = load(str(tmp_path / "report.dat"), Settings())
    assert [line.text for line in loaded.pages[0].lines] == ["正文"]


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").touch()
    assert refused(tmp_path / "report.pdf") == "DOC003"


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "report.pdf") == "DOC001"


def test_a_file_of_unknown_kind(tmp_path: Path) -> None:
    (tmp_path / "report.xyz").write_bytes(b"\x00\x01")
    assert refused(tmp_path / "report.xyz") == "DOC005"


@BOTH
def test_a_damaged_file(tmp_path: Path, engine: str) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj")
    assert refused(tmp_path / "report.pdf", engine) == "DOC001"


@BOTH
def test_an_encrypted_file(tmp_path: Path, engine: str) -> None:
    path = locked(tmp_path / "report.pdf")
    assert refused(path, engine) == "DOC002"
    assert refused(path, engine, "wrong") == "DOC002"
    loaded = load(str(path), Settings(engine=engine, password="secret"))
    assert [line.text for line in loaded.pages[0].lines] == ["12.5"]


@BOTH
def test_a_page_without_text_is_told(engine: str) -> None:
    scan = Sheet("q 380 0 0 280 10 10 cm /Im Do Q\n")
    part = pdf.read(written(Sheet(text(50, 250, "正文")), scan, Sheet("")), Settings(engine=engine))
    assert [(notice.code, notice.page) for notice in part.notices] == [("DOC006", 2)]
    assert [page.characters for page in part.pages] == [2, 0, 0]


def test_what_one_reader_cannot_tell_the_other_is_asked() -> None:
    """PDFium does not follow the glyph names of drawn fonts."""
    part = pdf.read(written(Sheet("BT /T 12 Tf 50 250 Td (121) Tj ET\n")), Settings())
    assert [line.text for line in part.pages[0].lines] == ["121"]
    assert part.notices == ()


def test_text_that_nobody_can_tell_is_reported() -> None:
    data = written(Sheet("BT /M 12 Tf 50 250 Td <00330034> Tj ET\n" + text(50, 200, "合计")))
    part = pdf.read(data, Settings())
    assert part.pages[0].lines[0].text == UNKNOWN * 2
    assert [(notice.code, notice.page) for notice in part.notices] == [("DOC008", 1)]


def test_a_range_of_pages_is_the_same_as_in_the_whole() -> None:
    data = written(*(Sheet(text(50, 250, f"第{n}页")) for n in range(1, 6)))
    whole = pdf.read(data, Settings())
    assert pdf.count(data, Settings()) == 5
    parts = [pdf.read(data, Settings(), start, start + 2) for start in (0, 2, 4)]
    assert tuple(page for part in parts for page in part.pages) == whole.pages


@BOTH
def test_marks_are_characters_in_their_places(engine: str) -> None:
    data = written(Sheet(text(50, 250, "合计 12.5")), Sheet(text(50, 250, "无")))
    found = pdf.marks(data, Settings(engine=engine), [1])
    assert list(found) == [1]
    assert "".join(mark.char for mark in found[1]) == "合计12.5"
    assert [round(mark.x0) for mark in found[1]] == [50, 62, 80, 86, 92, 98]
    assert {round(300 - mark.y) for mark in found[1]} == {254}


def test_a_problem_can_be_sent_between_processes() -> None:
    import pickle

    from auditlint.loaders.problems import PAGE_UNREADABLE

    problem = pickle.loads(pickle.dumps(LoadProblem(PAGE_UNREADABLE, 3, "why")))
    assert (problem.code, problem.page, str(problem.message["en"])[-5:]) == ("DOC007", 3, "(why)")


def test_a_file_looked_into_is_read_again_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(*(Sheet(text(50, 250, f"合计 12.{n}")) for n in range(4)))
    wanted = pdf.marks(data, Settings(), [1, 3])
    loaded: list[object] = []
    own = PDFResourceManager.get_font

    def counted(manager: PDFResourceManager, number: object, spec: Mapping[str, object]) -> object:
        if number not in manager._cached_fonts:
            loaded.append(number)
        return own(manager, number, spec)

    monkeypatch.setattr(PDFResourceManager, "get_font", counted)
    pdf.look_into(data, Settings())
    assert loaded
    loaded.clear()
    assert pdf.marks(data, Settings(), [1, 3], keep=True) == wanted
    assert loaded == []


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7 nothing"])
def test_what_cannot_be_looked_into_is_told_by_reading(damage: bytes) -> None:
    pdf.look_into(damage, Settings())
    assert pdf.marks(damage, Settings(), [1], keep=True) == {}
