"""Ledgers as read: headers found, merged cells, text numbers, encodings, broken files."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from auditlint.document import Sheet
from auditlint.loaders import load, problems, sheet
from auditlint.settings import Settings


def workbook(*sheets: tuple[str, list[list[object]], list[str]]) -> bytes:
    """A workbook of sheets: name, rows from the first, merged ranges."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for found in merged:
            page.merge_cells(found)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def columns(found: Sheet) -> dict[str, tuple[str, ...]]:
    return {column.header: column.values for column in found.columns}


REGISTER: list[list[object]] = [
    ["2023年土地收储登记表", None, None, None, None, None],
    ["编制单位：青溪市土地整理中心", None, None, None, None, "单位：万元"],
    ["序号", "地块名称", "位置", "面积", None, "收储价款"],
    [None, None, None, "证载（亩）", "实测（亩）", None],
    [1, "东湖A地块", "云山区", 12.3, "12.30", 100],
    [2, "东湖B地块", None, 5, "5.10", 50.25],
    ["合计", None, None, 17.3, "17.40", 150.25],
]
MERGED = ["A1:F1", "D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "C5:C6"]


def test_headers_of_two_rows_below_a_title() -> None:
    (found,) = sheet.read(workbook(("登记", REGISTER, MERGED)), "a.xlsx")
    assert columns(found) == {
        "序号": ("1", "2", "合计"),
        "地块名称": ("东湖A地块", "东湖B地块", ""),
        "位置": ("云山区", "云山区", ""),
        "面积·证载（亩）": ("12.3", "5", "17.3"),
        "面积·实测（亩）": ("12.30", "5.10", "17.40"),
        "收储价款": ("100", "50.25", "150.25"),
    }
    assert (found.title, found.unit, found.rows) == ("2023年土地收储登记表", "万元", (5, 6, 7))


def test_a_merged_number_stands_once() -> None:
    rows: list[list[object]] = [["地块名称", "付款金额"], ["甲地块", 300], ["乙地块", None]]
    (found,) = sheet.read(workbook(("付款", rows, ["B2:B3"])), "a.xlsx")
    assert columns(found)["付款金额"] == ("300", "")


def test_dates_and_binary_fractions_read_as_printed() -> None:
    rows: list[list[object]] = [
        ["项目名称", "签订日期", "金额"],
        ["甲", date(2023, 5, 6), 0.1 + 0.2],
    ]
    (found,) = sheet.read(workbook(("合同", rows, [])), "a.xlsx")
    assert columns(found) == {"项目名称": ("甲",), "签订日期": ("2023-05-06",), "金额": ("0.3",)}


def test_every_sheet_that_holds_anything_is_read() -> None:
    rows: list[list[object]] = [["名称", "金额"], ["甲", 1]]
    found = sheet.read(workbook(("一", rows, []), ("空", [], []), ("二", rows, [])), "a.xlsx")
    assert [page.name for page in found] == ["一", "二"]


CSV = "序号,地块名称,面积（亩）\n1,东湖地块,12.30\n2,西山地块,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_of_chinese_exports(encoding: str) -> None:
    (found,) = sheet.read(CSV.encode(encoding), "a.csv")
    assert columns(found)["地块名称"] == ("东湖地块", "西山地块")


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_csv_with_other_delimiters(delimiter: str) -> None:
    (found,) = sheet.read(CSV.replace(",", delimiter).encode(), "a.csv")
    assert columns(found)["面积（亩）"] == ("12.30", "5")


def test_ragged_rows_keep_their_extra_cells_and_are_named() -> None:
    (found,) = sheet.read(b"name,amount\na,3\nb\nc,4,junk\n", "a.csv")
    assert found.ragged == (4,)
    assert [column.values for column in found.columns] == [
        ("a", "b", "c"),
        ("3", "", "4"),
        ("", "", "junk"),
    ]


def test_a_csv_without_a_header_keeps_its_rows() -> None:
    (found,) = sheet.read(b"1,2,3\n4,5,6\n", "a.csv")
    assert found.rows == (1, 2)


@pytest.mark.parametrize(
    ("name", "data", "trouble"),
    [
        ("a.xlsx", b"PK\x03\x04 this is no archive", problems.UNREADABLE),
        ("a.xlsx", b"plain text", problems.UNREADABLE),
        ("a.csv", "名称,金额\n".encode() + b"\xff\xff,1\n", problems.UNREADABLE),
        ("a.csv", b"PK\x03\x04\x00\x00", problems.MISNAMED),
        ("a.csv", b'name,"amount\n1,2\n', problems.UNREADABLE),
        ("a.csv", b"\n\n", problems.EMPTY),
        ("a.xlsx", b"", problems.EMPTY),
    ],
)
def test_broken_files_are_typed_problems(
    tmp_path: Path, name: str, data: bytes, trouble: problems.Trouble
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(problems.LoadProblem) as caught:
        load(str(path), Settings())
    assert caught.value.trouble is trouble


def test_a_workbook_with_a_password_says_so() -> None:
    path = Path(__file__).parent / "files" / "protected.xlsx"
    with pytest.raises(problems.LoadProblem) as caught:
        load(str(path), Settings())
    assert caught.value.trouble is problems.LOCKED
    assert "--password" not in caught.value.message.en
