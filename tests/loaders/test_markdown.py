"""Markdown as a report."""

from auditlint.loaders.markdown import read

REPORT = """# 支出情况

本年支出合计 12.30 万元，
其中基本支出 10.00 万元。

| 项目 | 支出 | < |
|---|---|---|
| ^ | 合计 | 基本支出 |
| 合计 | 12.30 | |
"""


def test_lines_keep_their_numbers() -> None:
    (page,) = read(REPORT)
    assert [(line.number, line.text) for line in page.lines] == [
        (1, "支出情况"),
        (3, "本年支出合计 12.30 万元，"),
        (4, "其中基本支出 10.00 万元。"),
    ]


def test_order_puts_tables_among_lines() -> None:
    (page,) = read(REPORT)
    assert page.order == (("line", 0), ("line", 1), ("line", 2), ("grid", 0))


def test_merged_cells() -> None:
    (page,) = read(REPORT)
    (grid,) = page.grids
    assert (grid.rows, grid.columns) == (3, 3)
    spans = {(cell.row, cell.column): (cell.rowspan, cell.colspan) for cell in grid.cells}
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)
    assert (1, 0) not in spans
    blank = next(cell for cell in grid.cells if (cell.row, cell.column) == (2, 2))
    assert blank.lines == ()


def test_one_dash_parts_a_header_and_is_a_cell_elsewhere() -> None:
    (page,) = read("| 序号 | 金额 |\n|:-:|-:|\n| - | - |\n| 1 | 2.00 |\n")
    (grid,) = page.grids
    texts = [[line.text for line in cell.lines] for cell in grid.cells]
    assert texts == [["序号"], ["金额"], ["-"], ["-"], ["1"], ["2.00"]]
