"""Rows that a page break cut in two."""

import pytest

from auditlint.document import Box, Cell, Grid, Line, Page
from auditlint.structure.tables.grids import join_grids
from auditlint.structure.tables.values import is_cut_number


@pytest.mark.parametrize(
    ("head", "rest"),
    [("23,428,69", "4.21"), ("858,800.", "00"), ("1,204", ",567.00"), ("220012", "0")],
)
def test_halves_of_a_number(head: str, rest: str) -> None:
    assert is_cut_number(head, rest)


@pytest.mark.parametrize(
    ("head", "rest"),
    [("98.0", "5"), ("12", "30.00"), ("1,204.00", "3.50"), ("2080501", "1"), ("行政", "运行")],
)
def test_numbers_of_two_rows(head: str, rest: str) -> None:
    assert not is_cut_number(head, rest)


def page(number: int, rows: list[list[str]]) -> Page:
    cells = tuple(
        Cell(
            at,
            column,
            (Line(number, at, text),) if text else (),
            box=Box(100.0 * column, 20.0 * at, 100.0 * column + 100, 20.0 * at + 20),
            page=number,
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    grid = Grid(number, len(rows), len(rows[0]), cells)
    return Page(number, 600.0, 800.0, grids=(grid,), order=(("grid", 0),))


def test_a_row_cut_in_the_middle_of_its_numbers_is_one() -> None:
    first = [["科目编码", "科目名称", "合计"], ["208", "社会保障", "23,428,69"]]
    second = [["", "和就业支出", "4.21"], ["210", "卫生健康支出", "10.00"]]
    (table,) = join_grids([page(1, first), page(2, second)], frozenset())
    assert [table.row_texts(row) for row in range(table.rows)] == [
        ["科目编码", "科目名称", "合计"],
        ["208", "社会保障和就业支出", "23,428,694.21"],
        ["210", "卫生健康支出", "10.00"],
    ]


def test_a_row_of_its_own_stays_one() -> None:
    first = [["科目编码", "科目名称", "合计"], ["208", "社会保障和就业支出", "98.0"]]
    second = [["210", "卫生健康支出", "5"]]
    (table,) = join_grids([page(1, first), page(2, second)], frozenset())
    assert table.rows == 3


def titled(number: int, title: str, rows: list[list[str]]) -> Page:
    bare = page(number, rows)
    lines = tuple(Line(number, at, text) for at, text in enumerate(("表15-2", title, "单位：万元")))
    order = (*(("line", at) for at in range(len(lines))), ("grid", 0))
    return Page(number, 600.0, 800.0, lines=lines, grids=bare.grids, order=order)


HEAD = ["科目编码", "科目名称", "合计"]


def test_a_page_that_says_the_title_again_goes_on_with_the_table() -> None:
    title = "2026年市本级支出预算表（草案）"
    first = titled(1, title, [HEAD, ["201", "一般公共服务支出", "36"]])
    second = titled(2, title, [HEAD, ["20101", "人大事务", "13"]])
    (table,) = join_grids([first, second], frozenset())
    assert [table.row_texts(row)[0] for row in range(table.rows)] == ["科目编码", "201", "20101"]


def test_another_title_is_that_of_another_table() -> None:
    first = titled(1, "2026年全市支出预算表（草案）", [HEAD, ["201", "一般公共服务支出", "36"]])
    second = titled(2, "2026年市本级支出预算表（草案）", [HEAD, ["201", "一般公共服务支出", "13"]])
    assert len(join_grids([first, second], frozenset())) == 2
