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
