"""Tables whose columns no rule parts, one layout each, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from auditlint.document import Grid, Page, Table
from auditlint.figures.gather import figures_of
from auditlint.loaders import pdfium, plumber
from auditlint.loaders.layout import page_of
from auditlint.structure import build

from .pdfs import Sheet, line, pdf, text

Read = Callable[[str], Page]
SIZE = 12


@pytest.fixture(params=[pdfium, plumber], ids=["pdfium", "pdfplumber"])
def read(request: pytest.FixtureRequest) -> Read:
    def page(content: str) -> Page:
        with request.param.opened(pdf(Sheet(content, 600, 600))) as file:
            return page_of(file.sheet(0), 1)

    return page


def width(words: str) -> float:
    return sum(SIZE if ord(char) > 0x2E80 else SIZE / 2 for char in words)


def row(y: float, cells: Sequence[str], places: Sequence[float], ends: str = "lr") -> str:
    """Cells of one line: the first at its place, the others to the side ``ends`` says."""
    said = ""
    for at, (word, x) in enumerate(zip(cells, places, strict=True)):
        side = ends[min(at, len(ends) - 1)]
        x -= {"l": 0.0, "r": width(word), "m": width(word) / 2}[side]
        said += text(x, y, word) if word else ""
    return said


def rule(y: float, x0: float = 60, x1: float = 540) -> str:
    return line(x0, y, x1, y)


def cells(grid: Grid) -> list[list[str]]:
    rows = [["^"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = "".join(line.text for line in cell.lines)
    return rows


def only(page: Page) -> list[list[str]]:
    (grid,) = page.grids
    assert grid.sure
    return cells(grid)


def table(page: Page) -> Table:
    (found,) = build(0, "report.pdf", "", [page]).tables
    assert found.understood
    return found


def paths(found: Table) -> list[tuple[str, ...]]:
    return [column.path for panel in found.panels for column in panel.values()]


PLACES = (70.0, 250.0, 380.0, 520.0)
NAMES = ("指标", "上年数", "本年数", "增减额")
BODY = [
    ["工资福利支出", "1,200.50", "1,310.20", "109.70"],
    ["商品和服务支出", "320.00", "298.40", "-21.60"],
    ["资本性支出", "12.00", "—", "-12.00"],
    ["合计", "1,532.50", "1,608.60", "76.10"],
]


def body(top: float = 460, step: float = 20, rows: Sequence[Sequence[str]] = BODY) -> str:
    return "".join(row(top - step * at, one, PLACES) for at, one in enumerate(rows))


def test_three_lines(read: Read) -> None:
    prose = text(60, 540, "本年支出12.50万元，比上年增长3.1%，") + text(
        60, 330, "以上数据为初步数。"
    )
    title = text(230, 518, "表1主要支出情况表") + text(450, 504, "单位：万元")
    page = read(
        prose + title + rule(498) + row(483, NAMES, PLACES) + rule(478) + body() + rule(394)
    )
    assert only(page) == [list(NAMES), *BODY]
    found = table(page)
    assert (found.title, found.unit) == ("表1主要支出情况表", "万元")
    assert [one.text for one in page.lines] == [
        "本年支出12.50万元，比上年增长3.1%，",
        "表1主要支出情况表",
        "单位：万元",
        "以上数据为初步数。",
    ]


def test_words_over_several_columns(read: Read) -> None:
    places = (70.0, 220.0, 320.0, 430.0, 520.0)
    said = rule(520) + text(70, 494, "科室") + row(504, ("基本支出", "项目支出"), (250, 455), "m")
    said += rule(500, 170, 330) + rule(500, 380, 530)
    said += row(486, ("", "人员", "公用", "本年", "上年"), places) + rule(480)
    said += row(464, ("办公室", "120.50", "13.20", "9.70", "8.00"), places)
    said += row(444, ("财务科", "32.00", "8.40", "21.60", "20.00"), places)
    said += row(424, ("合计", "152.50", "21.60", "31.30", "28.00"), places) + rule(418)
    page = read(said)
    assert paths(table(page)) == [
        ("基本支出", "人员"),
        ("基本支出", "公用"),
        ("项目支出", "本年"),
        ("项目支出", "上年"),
    ]
    assert only(page)[2:] == [
        ["办公室", "120.50", "13.20", "9.70", "8.00"],
        ["财务科", "32.00", "8.40", "21.60", "20.00"],
        ["合计", "152.50", "21.60", "31.30", "28.00"],
    ]


def test_names_and_numbers_without_any_rule(read: Read) -> None:
    rows = [["道路养护", "300.00", "280.50"], ["桥梁检测", "45.00", "45.00"]]
    rows += [["绿化补植", "12.00", "9.30"], ["合计", "357.00", "334.80"]]
    said = text(60, 520, "项目支出情况如下：") + row(
        480, ("项目名称", "预算数", "执行数"), PLACES[:3]
    )
    said += "".join(row(460 - 20 * at, one, PLACES[:3]) for at, one in enumerate(rows))
    page = read(said + text(60, 360, "各项目均已完成。"))
    assert only(page) == [["项目名称", "预算数", "执行数"], *rows]
    assert paths(table(page)) == [("预算数",), ("执行数",)]


def test_a_rule_under_every_row(read: Read) -> None:
    rows = [["房屋", "1,000.00", "200.00", "1,200.00"], ["车辆", "80.00", "", "80.00"]]
    rows += [["合计", "1,080.00", "200.00", "1,280.00"]]
    said = rule(500) + row(483, ("类别", "年初数", "增加", "年末数"), PLACES, "lm") + rule(476)
    for at, one in enumerate(rows):
        said += row(460 - 24 * at, one, PLACES, "lm") + rule(452 - 24 * at)
    assert only(read(said)) == [["类别", "年初数", "增加", "年末数"], *rows]


def test_a_shaded_header_and_no_rule(read: Read) -> None:
    shade = "0.8 g 60 472 480 24 re f 0 g\n"
    header = row(480, ("名称", "数量（个）", "金额（万元）", "占比（%）"), (70, 265, 405, 535))
    rows = [
        ["甲", "3", "30.00", "30.00"],
        ["乙", "5", "50.00", "50.00"],
        ["丙", "2", "20.00", "20.00"],
    ]
    page = read(shade + header + body(450, 20, rows))
    assert only(page)[1:] == rows
    assert paths(table(page)) == [("数量（个）",), ("金额（万元）",), ("占比（%）",)]


def test_a_frame_with_row_rules_and_no_column_rule(read: Read) -> None:
    said = "".join(rule(y) for y in (500, 478, 454, 434, 414, 394))
    said += line(60, 394, 60, 500) + line(540, 394, 540, 500)
    assert only(read(said + row(483, NAMES, PLACES) + body())) == [list(NAMES), *BODY]


def test_open_sides(read: Read) -> None:
    said = "".join(rule(y) for y in (500, 478, 454, 434, 414, 394))
    said += "".join(line(x, 394, x, 500) for x in (180, 290, 410))
    assert only(read(said + row(483, NAMES, PLACES) + body())) == [list(NAMES), *BODY]


def test_names_over_two_lines_with_numbers_between_them(read: Read) -> None:
    said = rule(500) + row(483, NAMES, PLACES) + rule(478)
    said += text(70, 462, "机关事业单位基") + text(70, 448, "本养老保险缴费")
    said += row(455, ("", "100.00", "90.00", "-10.00"), PLACES)
    said += row(426, ("住房公积金", "50.00", "50.00", "0.00"), PLACES)
    said += text(70, 404, "公务员医疗补助") + text(70, 390, "和其他补助")
    said += row(397, ("", "30.00", "31.00", "1.00"), PLACES)
    said += row(368, ("合计", "180.00", "171.00", "-9.00"), PLACES) + rule(362)
    assert [one[0] for one in only(read(said))] == [
        "指标",
        "机关事业单位基本养老保险缴费",
        "住房公积金",
        "公务员医疗补助和其他补助",
        "合计",
    ]


def test_the_rest_of_a_name_under_its_numbers(read: Read) -> None:
    said = row(483, NAMES, PLACES) + row(460, ("机关事业单位养老", "1.00", "2.00", "1.00"), PLACES)
    said += text(70, 446, "保险缴费支出") + row(422, ("公积金", "5.00", "6.00", "1.00"), PLACES)
    said += row(398, ("合计", "6.00", "8.00", "2.00"), PLACES)
    assert [one[0] for one in only(read(said))] == [
        "指标",
        "机关事业单位养老保险缴费支出",
        "公积金",
        "合计",
    ]


def test_two_panels(read: Read) -> None:
    places = (70.0, 270.0, 310.0, 530.0)
    rows = [
        ["财政拨款", "900.00", "工资福利", "700.00"],
        ["其他收入", "150.00", "公用支出", "350.00"],
    ]
    rows += [["收入合计", "1,050.00", "支出合计", "1,050.00"]]
    said = rule(520) + row(505, ("收入", "支出"), (170, 420), "m") + rule(500, 60, 280)
    said += rule(500, 300, 540) + rule(480)
    for at, one in enumerate([["项目", "决算数", "项目", "决算数"], *rows]):
        said += text(70, 485 - 20 * at, one[0]) + row(485 - 20 * at, ("", one[1]), places[:2])
        said += text(310, 485 - 20 * at, one[2]) + row(485 - 20 * at, ("", one[3]), places[2:])
    found = table(read(said + rule(418)))
    assert [panel.title for panel in found.panels] == ["收入", "支出"]
    assert [found.text(4, at) for at in range(4)] == rows[-1]


def test_years_name_the_columns(read: Read) -> None:
    header = row(483, ("项目", "2022年", "2023年", "2024年"), PLACES)
    assert paths(table(read(header + body()))) == [("2022年",), ("2023年",), ("2024年",)]


def test_one_column_of_numbers_between_rules(read: Read) -> None:
    rows = [("行政", "30"), ("事业", "25"), ("合计", "55")]
    said = rule(500) + row(483, ("类别", "人数（人）"), (150, 450), "m") + rule(478)
    said += "".join(row(460 - 20 * at, one, (150, 450), "m") for at, one in enumerate(rows))
    assert only(read(said + rule(412))) == [
        ["类别", "人数（人）"],
        ["行政", "30"],
        ["事业", "25"],
        ["合计", "55"],
    ]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(
            "".join(
                text(60, 480 - 20 * at, f"{word}{'.' * 30}") + text(500, 480 - 20 * at, str(3 * at))
                for at, word in enumerate(("第一部分", "一、职责", "二、机构", "第二部分"))
            ),
            id="contents",
        ),
        pytest.param(
            "".join(
                text(60, 480 - 20 * at, f"{word}：张某") + text(320, 480 - 20 * at, "电话：1234567")
                for at, word in enumerate(("负责人", "经办人", "联系人", "审核人"))
            ),
            id="form",
        ),
        pytest.param(
            "".join(
                text(60, 480 - 20 * at, "支出") + text(110, 480 - 20 * at, f"{at}2.50")
                + text(170, 480 - 20 * at, "万元，比上年增加") + text(290, 480 - 20 * at, f"{at}.5")
                + text(340, 480 - 20 * at, "万元，主要是项目增加。")
                for at in range(4)
            ),
            id="spaced prose",
        ),
        pytest.param(
            "".join(row(480 - 20 * at, (f"第{at}项", f"{at}.50"), (70, 300)) for at in range(6)),
            id="list of one number",
        ),
        pytest.param(body(rows=BODY[:2]) + row(483, NAMES, PLACES), id="two rows"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_table(read: Read, said: str) -> None:
    assert read(said).grids == ()


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(body(), id="no header"),
        pytest.param(
            row(483, NAMES[:3], (70, 230, 330), "l")
            + "".join(
                row(460 - 20 * at, ("名称", "123.00", "45.60"), (70, *places))
                for at, places in enumerate([(250, 340), (280, 400), (310, 470), (230, 290)])
            ),
            id="ragged",
        ),
        pytest.param(
            row(500, ("2023年", "2024年"), (250, 500))
            + row(483, ("项目", "预算", "决算", "预算"), PLACES) + body(),
            id="one name twice",
        ),
    ],
)  # fmt: skip
def test_numbers_whose_columns_are_not_certain_count_as_unread(read: Read, said: str) -> None:
    page = read(said)
    (grid,) = page.grids
    assert not grid.sure
    document = build(0, "report.pdf", "", [page])
    (found,) = document.tables
    assert (found.understood, found.panels) == (False, ())
    figures = figures_of((document,))
    printed = [one for row in cells(grid) for one in row if one[:1].isdigit()]
    assert {figure.text for figure in figures if figure.is_quantity} >= set(printed)
    assert not any(figure.measure for figure in figures)


def test_a_wrong_total_is_found_as_in_a_ruled_table(read: Read) -> None:
    from auditlint.claims.claim import Verdict, judge
    from auditlint.claims.ground import Ground
    from auditlint.claims.totals import claim_totals

    wrong = [*BODY[:3], ["合计", "1,532.50", "1,680.60", "76.10"]]
    for rows, expected in ((BODY, []), (wrong, ["1,680.60"])):
        said = row(483, NAMES, PLACES) + body(rows=rows)
        document = build(0, "report.pdf", "", [read(said)])
        claims = claim_totals(Ground((document,), figures_of((document,))))
        broken = [one.stated.text for one in claims if judge(one).verdict is Verdict.CONTRADICTED]
        assert broken == expected


def test_lines_that_overlap_make_rows_of_their_own(read: Read) -> None:
    said = "".join(
        row(460 - 7 * at, ("甲", "12.50", "3.40"), (70 + 14 * at, 300 - 30 * at, 480))
        for at in range(5)
    )
    cells = [cell for grid in read(said).grids for cell in grid.cells if cell.column == 0]
    heights = [cell.box.bottom - cell.box.top for cell in cells if cell.box is not None]
    assert heights
    assert all(height > 0 for height in heights)
