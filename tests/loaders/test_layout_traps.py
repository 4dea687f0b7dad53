"""One small PDF per layout trap, read by both readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditlint.document import Grid, Page
from auditlint.loaders import pdfium, plumber
from auditlint.loaders.glyphs import UNKNOWN
from auditlint.loaders.layout import page_of
from auditlint.structure.tables import read_tables

from .pdfs import Sheet, lattice, line, pdf, text

Read = Callable[..., Page]


@pytest.fixture(params=[pdfium, plumber], ids=["pdfium", "pdfplumber"])
def read(request: pytest.FixtureRequest) -> Read:
    def first_page(*sheets: Sheet, page: int = 1, looks: dict[str, str] | None = None) -> Page:
        with request.param.opened(pdf(*sheets, looks=looks)) as file:
            return page_of(file.sheet(page - 1), page)

    return first_page


def words(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def table(grid: Grid) -> list[list[str]]:
    """The texts of a grid row by row; what is merged stands at its top left."""
    rows = [["^"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = "/".join(line.text for line in cell.lines)
    return rows


ROWS = (
    text(110, 205, "项目")
    + text(210, 205, "金额")
    + text(110, 185, "合计")
    + text(210, 185, "1,234.50")
)
TABLE = [["项目", "金额"], ["合计", "1,234.50"]]
XS, YS = [100.0, 200.0, 300.0], [180.0, 200.0, 220.0]


def test_words_stand_where_they_are_printed(read: Read) -> None:
    page = read(Sheet(text(50, 250, "合计12.5万元") + text(50, 200, "第二行", 20)))
    first, second = page.lines
    assert words(page) == ["合计12.5万元", "第二行"]
    assert (first.size, second.size) == (12.0, 20.0)
    box = first.box(2, 6)
    assert box is not None
    assert (round(box.x0), round(box.x1)) == (74, 98)
    assert box.top < 300 - 250 < box.bottom
    assert first.top < 50 < first.bottom < second.top
    assert (page.width, page.height, page.characters) == (400, 300, 11)
    assert page.order == (("line", 0), ("line", 1))


def test_a_wide_gap_is_one_space(read: Read) -> None:
    page = read(Sheet(text(50, 250, "编制部门：某局") + text(300, 250, "单位：元")))
    assert words(page) == ["编制部门：某局 单位：元"]


def test_typed_spaces_are_one_space(read: Read) -> None:
    assert words(read(Sheet(text(50, 250, " 目    录 ")))) == ["目 录"]


def test_a_ruled_table(read: Read) -> None:
    page = read(
        Sheet(text(150, 250, "收支总表") + lattice(XS, YS) + ROWS + text(100, 150, "注：无"))
    )
    assert table(page.grids[0]) == TABLE
    assert words(page) == ["收支总表", "注：无"]
    assert page.order == (("line", 0), ("grid", 0), ("line", 1))
    assert [cell.box is not None for cell in page.grids[0].cells] == [True] * 4


def test_open_sides_are_closed(read: Read) -> None:
    rules = "".join(line(100, y, 300, y) for y in YS) + line(200, 180, 200, 220)
    assert table(read(Sheet(rules + ROWS)).grids[0]) == TABLE


def test_an_open_top_is_closed(read: Read) -> None:
    """A table that runs on from the page before often has no rule at its top."""
    rules = "".join(line(x, 180, x, 220) for x in XS) + line(100, 180, 300, 180)
    rules += line(100, 200, 300, 200)
    assert table(read(Sheet(rules + ROWS)).grids[0]) == TABLE


def test_dotted_rules_are_rules(read: Read) -> None:
    dots = "".join(f"{x} {y} 0.5 0.5 re f\n" for y in YS for x in range(100, 301, 2))
    dots += "".join(f"{x} {y} 0.5 0.5 re f\n" for x in XS for y in range(180, 221, 2))
    assert table(read(Sheet(dots + ROWS)).grids[0]) == TABLE


def test_dashed_pieces_are_rules(read: Read) -> None:
    dashes = "".join(line(x, y, x + 3, y) for y in YS for x in range(100, 298, 5))
    dashes += "".join(line(x, y, x, y + 3) for x in XS for y in range(180, 218, 5))
    assert table(read(Sheet(dashes + ROWS)).grids[0]) == TABLE


def test_thin_filled_rectangles_are_rules(read: Read) -> None:
    fills = "".join(f"100 {y} 200 0.8 re f\n" for y in YS)
    fills += "".join(f"{x} 180 0.8 40 re f\n" for x in XS)
    assert table(read(Sheet(fills + ROWS)).grids[0]) == TABLE


def test_a_rule_for_every_cell(read: Read) -> None:
    boxes = "".join(f"{x} {y} 100 20 re S\n" for x in XS[:2] for y in YS[:2])
    assert table(read(Sheet(boxes + ROWS)).grids[0]) == TABLE


def test_a_double_rule_is_one(read: Read) -> None:
    assert table(read(Sheet(lattice([100, 200, 201.5, 300], YS) + ROWS)).grids[0]) == TABLE


def test_backgrounds_are_no_rules(read: Read) -> None:
    page = read(Sheet("0.9 g 90 170 220 60 re f 0 g\n" + text(110, 205, "说明")))
    assert (words(page), page.grids) == (["说明"], ())


def test_an_underline_is_no_table(read: Read) -> None:
    page = read(Sheet(text(100, 202, "年度") + line(100, 200, 124, 200)))
    assert (words(page), page.grids) == (["年度"], ())


def test_merged_cells(read: Read) -> None:
    rules = lattice([100, 300], [180, 220]) + line(200, 200, 300, 200) + line(200, 180, 200, 220)
    rules += lattice([300, 350], [180, 220]) + line(100, 240, 350, 240)
    rules += line(100, 220, 100, 240) + line(350, 220, 350, 240)
    said = text(110, 195, "左") + text(210, 205, "上") + text(210, 185, "下") + text(310, 195, "右")
    grid = read(Sheet(rules + said + text(200, 225, "表头"))).grids[0]
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        (0, 0, 1, 3),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (1, 2, 2, 1),
        (2, 1, 1, 1),
    ]
    assert table(grid) == [["表头", "^", "^"], ["左", "上", "右"], ["^", "下", "^"]]


def test_two_panels_in_one_grid(read: Read) -> None:
    xs = [50.0, 130.0, 200.0, 202.0, 280.0, 350.0]
    said = "".join(
        text(x + 5, y + 5, word)
        for y, row in ((200, ("收入", "金额", "支出", "金额")), (180, ("拨款", "5", "教育", "5")))
        for x, word in zip((50, 130, 202, 280), row, strict=True)
    )
    grid = read(Sheet(lattice(xs, YS) + said)).grids[0]
    assert table(grid) == [["收入", "金额", "支出", "金额"], ["拨款", "5", "教育", "5"]]


def test_a_row_broken_over_the_page_ends_open(read: Read) -> None:
    """The last row of a page may have no rule below: it is still a row."""
    first = (
        "".join(line(x, 20, x, 60) for x in XS) + line(100, 60, 300, 60) + line(100, 40, 300, 40)
    )
    sheet = Sheet(first + text(110, 45, "名称") + text(210, 45, "数") + text(110, 25, "很长的"))
    assert table(read(sheet).grids[0]) == [["名称", "数"], ["很长的", ""]]


def test_a_frame_around_a_table_is_no_table(read: Read) -> None:
    frame = "20 20 360 260 re S\n"
    page = read(Sheet(frame + lattice(XS, YS) + ROWS + text(100, 250, "表名")))
    assert [table(grid) for grid in page.grids] == [TABLE]
    assert words(page) == ["表名"]


def test_a_table_within_a_cell(read: Read) -> None:
    outer = lattice([20, 80, 380], [20, 280])
    page = read(Sheet(outer + lattice(XS, YS) + ROWS + text(25, 150, "外") + text(100, 250, "内")))
    assert [table(grid) for grid in page.grids] == [[["外", "内"]], TABLE]


def test_digits_off_the_baseline_stay_in_their_line(read: Read) -> None:
    said = text(50, 250, "支出") + text(74, 254.5, "2940.05") + text(116, 250, "万元，占")
    said += text(164, 254.5, "98.20") + text(194, 250, "%")
    said += text(50, 232, "上一年为") + text(98, 236.5, "63.14") + text(128, 232, "万元")
    assert words(read(Sheet(said))) == ["支出2940.05万元，占98.20%", "上一年为63.14万元"]


def test_risen_digits_stay_in_their_line(read: Read) -> None:
    said = (
        text(50, 250, "支出")
        + text(74, 250, "12.5", more="4 Ts")
        + text(98, 250, "万元", more="0 Ts")
    )
    assert words(read(Sheet(said))) == ["支出12.5万元"]


def test_tight_lines_stay_apart(read: Read) -> None:
    said = text(50, 250, "第一行的字") + text(50, 238.5, "第二行的字")
    assert words(read(Sheet(said))) == ["第一行的字", "第二行的字"]


def test_clipped_text_is_not_on_the_page(read: Read) -> None:
    hidden = "q 100 180 100 40 re W n\n" + text(110, 205, "可见") + text(250, 205, "不可见") + "Q\n"
    assert words(read(Sheet(hidden + text(50, 100, "正文")))) == ["可见", "正文"]


def test_text_outside_the_page_is_not_on_it(read: Read) -> None:
    said = text(50, 250, "正文") + text(50, 320, "上面") + text(450, 250, "右面")
    assert words(read(Sheet(said))) == ["正文"]


def test_text_outside_the_crop_box_is_not_on_the_page(read: Read) -> None:
    sheet = Sheet(text(50, 250, "正文") + text(50, 10, "裁掉"), extra="/CropBox [20 40 380 290]")
    page = read(sheet)
    assert words(page) == ["正文"]
    assert (page.width, page.height) == (360, 250)
    assert round(page.lines[0].x0) == 30
    assert page.lines[0].top < 40 < page.lines[0].bottom


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_rotated_page_is_read_as_shown(read: Read, turn: int) -> None:
    """The content is turned against /Rotate, so that the page is shown upright."""
    matrix = {
        0: "1 0 0 1 0 0",
        90: "0 1 -1 0 400 0",
        180: "-1 0 0 -1 400 300",
        270: "0 -1 1 0 0 300",
    }[turn]
    content = f"q {matrix} cm\n" + lattice([100, 200, 280], YS) + ROWS + "Q\n"
    page = read(Sheet(content, extra=f"/Rotate {turn}"))
    assert (page.width, page.height) == ((300, 400) if turn % 180 else (400, 300))
    assert table(page.grids[0]) == TABLE


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_of_turned_text_is_turned_upright(read: Read, turn: int) -> None:
    matrix = {1: "0 -1 1 0 0 300", 2: "-1 0 0 -1 400 300", 3: "0 1 -1 0 400 0"}[turn]
    page = read(Sheet(f"q {matrix} cm\n" + lattice([100, 200, 280], YS) + ROWS + "Q\n"))
    assert table(page.grids[0]) == TABLE
    assert (page.width, page.height) == ((300, 400) if turn % 2 else (400, 300))


def test_a_cell_written_upwards(read: Read) -> None:
    said = "BT /F 12 Tf 0 1 -1 0 150 185 Tm <" + "指标".encode("utf-16-be").hex() + "> Tj ET\n"
    page = read(Sheet(lattice(XS, [180, 220]) + said + text(210, 190, "正常的文字")))
    assert table(page.grids[0]) == [["指标", "正常的文字"]]


def test_a_watermark_across_the_page_is_no_part_of_it(read: Read) -> None:
    code = "样本".encode("utf-16-be").hex()
    mark = f"BT /F 40 Tf 0.7 0.7 -0.7 0.7 120 120 Tm <{code}> Tj ET\n"
    page = read(Sheet(mark + lattice(XS, YS) + ROWS))
    assert (words(page), table(page.grids[0])) == ([], TABLE)


def test_fake_bold_is_read_once(read: Read) -> None:
    said = text(50, 250, "合计11.00") + text(50.4, 250, "合计11.00") + text(50, 200, "人人22")
    assert words(read(Sheet(said))) == ["合计11.00", "人人22"]


def test_radicals_are_read_as_ideographs(read: Read) -> None:
    sheet = Sheet("BT /L 12 Tf 50 250 Td (ABCD) Tj ET\n")
    looks = {"A": "⽤", "B": "⼾", "C": "⻓", "D": "金"}
    assert words(read(sheet, looks=looks)) == ["用户长金"]


def test_full_width_digits_stay_as_printed(read: Read) -> None:
    sheet = Sheet("BT /L 12 Tf 50 250 Td (ABC) Tj ET\n")
    assert words(read(sheet, looks={"A": "１", "B": "．", "C": "５"})) == ["１．５"]


def test_signs_of_a_private_plane_are_what_they_look_like(read: Read) -> None:
    """Founder's decimal point and middle dot: of 1.5 nobody may read 15."""
    sheet = Sheet("BT /L 12 Tf 50 250 Td (ABCDE) Tj ET\n")
    looks = {"A": "1", "B": "\U001001b0", "C": "5", "D": "\U00100170", "E": "𠮷"}
    assert words(read(sheet, looks=looks)) == ["1.5·𠮷"]


def test_zero_width_marks_are_no_characters(read: Read) -> None:
    sheet = Sheet("BT /L 12 Tf 50 250 Td [(A) (B) 600 (C)] TJ ET\n")
    assert words(read(sheet, looks={"A": "1", "B": "\u200b", "C": "5"})) == ["15"]


def test_a_table_within_a_form(read: Read) -> None:
    inner = lattice(XS, YS) + ROWS
    sheet = Sheet("q 1 0 0 1 -50 -30 cm /Fm Do Q\n" + text(10, 10, "页脚"), forms={"Fm": inner})
    page = read(sheet)
    assert table(page.grids[0]) == TABLE
    box = page.grids[0].box
    assert box is not None
    assert (round(box.x0), round(box.top)) == (50, 110)
    assert words(page) == ["页脚"]


def test_text_clipped_by_its_form_is_not_on_the_page(read: Read) -> None:
    inner = text(10, 100, "看得见") + text(450, 100, "看不见")
    sheet = Sheet("q .5 0 0 .5 0 0 cm /Fm Do Q\n", forms={"Fm": inner})
    assert words(read(sheet)) == ["看得见"]


def test_an_image_without_text_is_seen(read: Read) -> None:
    page = read(Sheet("q 380 0 0 280 10 10 cm /Im Do Q\n"))
    assert (page.characters, page.images, page.lines) == (0, 1, ())


def test_a_small_image_is_nothing_to_read(read: Read) -> None:
    assert read(Sheet("q 20 0 0 20 10 10 cm /Im Do Q\n")).images == 0


def test_recognised_text_below_an_image_is_read(read: Read) -> None:
    page = read(Sheet("q 380 0 0 280 10 10 cm /Im Do Q\n" + text(50, 250, "识别", more="3 Tr")))
    assert words(page) == ["识别"]


def test_invisible_text_is_not_on_the_page(read: Read) -> None:
    said = text(50, 250, "不可见", more="3 Tr") + text(50, 200, "正文", more="0 Tr")
    assert words(read(Sheet(said))) == ["正文"]


def test_a_glyph_without_a_character_is_not_skipped(read: Read) -> None:
    """Of 1?5 nobody may read 15."""
    sheet = Sheet(
        text(50, 250, "1") + "BT /M 12 Tf 56 250 Td <0033> Tj ET\n" + text(63.2, 250, "5")
    )
    assert words(read(sheet)) == [f"1{UNKNOWN}5"]


def test_a_caption_may_begin_at_the_foot_of_the_page_before(read: Read) -> None:
    above = text(60, 60, "教育支出增加较多。") + text(150, 30, "支出决算表")
    xs, ys = [50, 150, 250, 350], [200, 220, 240, 260]
    below = text(260, 270, "单位：万元") + lattice(xs, ys)
    for y, cells in ((243, ("项目", "基本支出", "项目支出")), (223, ("教育支出", "1.00", "2.00"))):
        below += "".join(text(x + 5, y, word) for x, word in zip(xs, cells, strict=False))
    below += "".join(
        text(x + 5, 203, word) for x, word in zip(xs, ("合计", "1.00", "2.00"), strict=False)
    )
    sheets = (Sheet(above), Sheet(below))
    (found,) = read_tables([read(*sheets, page=1), read(*sheets, page=2)])
    assert (found.table.title, found.table.unit) == ("支出决算表", "万元")
    assert [line.page for line in found.captions] == [1, 2]
