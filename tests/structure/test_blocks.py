"""Blocks: paragraphs joined, headings told from sentences, furniture set aside."""

from auditlint.document import Block, BlockKind, Line, Page
from auditlint.loaders.markdown import read
from auditlint.structure import build

SIZE = 16.0


def line(number: int, text: str, x0: float, page: int = 1, size: float = SIZE) -> Line:
    edges = tuple(x for at in range(len(text)) for x in (x0 + at * size, x0 + (at + 1) * size))
    top = 80.0 + 30 * number if number >= 0 else 790.0
    return Line(page, number, text, top, top + size, edges, size)


def page(number: int, *lines: Line) -> Page:
    return Page(number, 595, 842, lines, (), tuple(("line", at) for at in range(len(lines))), 9)


def blocks(*pages: Page) -> list[Block]:
    return list(build(0, "report.pdf", "", pages).blocks)


FULL = "合" * 26  # from 90 to 506 points


def test_a_full_line_reads_on_over_the_page_and_the_page_number() -> None:
    found = blocks(
        page(1, line(0, "本年" + FULL[:22], 122), line(-1, "— 4 —", 280)),
        page(2, line(0, "支出合计。", 90, 2), line(1, FULL, 90, 2), line(-1, "— 5 —", 280, 2)),
    )
    texts = [block.text.value for block in found if block.kind is BlockKind.PARAGRAPH]
    assert texts[0].endswith("合支出合计。")
    assert [b.text.value for b in found if b.kind is BlockKind.FURNITURE] == ["—4—", "—5—"]


def test_an_indented_line_opens_a_paragraph() -> None:
    found = blocks(page(1, line(0, FULL, 90), line(1, "又一段" + FULL[:21], 122)))
    assert len(found) == 2


def test_a_heading_is_not_a_sentence() -> None:
    found = blocks(
        page(
            1,
            line(0, "一、收入决算情况说明", 122),
            line(1, "（一）住房保障支出年初预算为3.00万元。", 122),
            line(2, FULL, 90),
        )
    )
    assert [block.kind for block in found[:2]] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert found[1].section == ("一、收入决算情况说明",)


def test_every_character_keeps_its_place() -> None:
    found = blocks(page(1, line(0, FULL[:25] + "1", 90), line(1, "2.30万元。", 90)))
    text = found[0].text
    at = text.value.index("12.30")
    assert text.span(0, at, at + 1).line == 0
    assert text.span(0, at + 1, at + 5).line == 1


def test_spaces_beside_ideographs_are_not_meant() -> None:
    (document,) = [build(0, "a.md", "", read("决 算 数 0.31 万 元 ， 完成 2 项 A B"))]
    assert document.blocks[0].text.value == "决算数0.31万元，完成2项A B"
