"""``auditlint reconcile``: output, exit statuses, clear refusals."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from auditlint.cli import command

REGISTER = "地块编号,地块名称,面积（亩）\nA-1,东湖地块,12.30\nA-2,西山地块,5.00\nA-3,=南岭,7.00\n"


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    booked = "地块编号,地块名称,面积（亩）\nA-1,东湖地块,13.20\nA-2,西山,5.00\n"
    (tmp_path / "booked.csv").write_bytes(booked.encode("gb18030"))
    (tmp_path / "same.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "other.csv").write_text("职级,人数\n科员,3\n", "utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    return tmp_path


def run(pile: Path, *names: str) -> int:
    return command(["reconcile", *(str(pile / n) if "." in n else n for n in names)])


def test_rows_go_to_sheets_of_their_own(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(pile, "register.csv", "booked.csv", "-o", "out.xlsx") == 1
    book = openpyxl.load_workbook(pile / "out.xlsx")
    heights = {sheet.title: sheet.max_row - 1 for sheet in book.worksheets[1:]}
    assert heights == {"一致": 1, "不一致": 1, "待认定": 0, "仅见于前者": 1, "仅见于后者": 0}
    left = [cell.value for cell in book["仅见于前者"][2]]
    assert left == [4, "A-3", "=南岭", 7]
    assert book["仅见于前者"]["C2"].data_type == "s"
    assert "面积（亩） 12.30 ≠ 13.20" in capsys.readouterr().out


def test_equal_ledgers_exit_with_zero(pile: Path) -> None:
    assert run(pile, "register.csv", "same.csv") == 0


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("register.csv", "missing.csv"), "no such file"),
        (("register.csv", "other.csv"), "in common"),
        (("register.csv", "broken.xlsx"), "DOC001"),
        (("register.csv", "same.csv", "-o", "out.pdf"), ".xlsx"),
        (("register.csv", "same.csv", "-o", "nowhere/out.xlsx"), "does not exist"),
        (("register.csv", "same.csv", "-o", "register.csv"), ".xlsx"),
    ],
)
def test_what_cannot_be_done_is_said(
    pile: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], said: str
) -> None:
    assert run(pile, *names) == 2
    assert said in capsys.readouterr().err
