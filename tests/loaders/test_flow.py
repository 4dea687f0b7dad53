"""Word, web and plain text: one report in every form gives the same findings."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from auditlint import structure
from auditlint.document import BlockKind, Document, TablePlace
from auditlint.engine import run
from auditlint.loaders import LoadProblem, load
from auditlint.render import text as as_text
from auditlint.render.view import View
from auditlint.settings import Settings, Severity

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

PARAGRAPHS = [
    (1, "某某区文化馆2024年度单位决算"),
    (2, "一、收入决算情况说明"),
    (0, "本年收入合计120.00万元，比上年增加（减少）20.00万元，增长20.00%。"),
    (2, "三、支出决算情况说明"),
    (0, "项目从数量、质量、时效三个方面设置目标，年末固定资产资产总额35.00万元。"),
    (0, "差异的主要原因是。"),
]
ROWS = [
    ["项目", "合计", "基本支出", "项目支出"],
    ["文化活动", "30.00", "10.00", "20.00"],
    ["群众文化", "50.00", "40.00", "10.00"],
    ["合计", "90.00", "50.00", "30.00"],
]


def markdown() -> bytes:
    parts = [("#" * level + " " + text).strip() for level, text in PARAGRAPHS]
    table = ["| " + " | ".join(row) + " |" for row in ROWS]
    table.insert(1, "|---" * 4 + "|")
    return "\n\n".join([*parts, "\n".join(table)]).encode()


def html() -> bytes:
    parts = [f"<h{n}>{t}</h{n}>" if n else f"<p>{t}</p>" for n, t in PARAGRAPHS]
    rows = "".join("<tr>" + "".join(f"<td>{x}</td>" for x in row) + "</tr>" for row in ROWS)
    inner = "".join(parts) + f"<table>{rows}</table>"
    page = f"<table><tr><td><div class=x>{inner}</div></td></tr></table>"
    return f"<html><head><meta charset=gbk><title>x</title></head><body>{page}".encode("gb18030")


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(body: str, **parts: str) -> bytes:
    head = f'<w:%s xmlns:w="{W}">'
    names = {"document": f"{head % 'document'}<w:body>{body}</w:body></w:document>"}
    names["styles"] = (
        f"{head % 'styles'}"
        + "".join(
            f'<w:style w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
        )
        + "</w:styles>"
    )
    names |= {name: f"{head % name}{inner}</w:{name}>" for name, inner in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, inner in names.items():
            archive.writestr(f"word/{name}.xml", inner)
    return file.getvalue()


def table(rows: list[list[str]]) -> str:
    cells = [
        "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>"
        for row in rows
    ]
    return "<w:tbl>" + "".join(cells) + "</w:tbl>"


def word() -> bytes:
    body = "".join(paragraph(text, f"H{level}" if level else "") for level, text in PARAGRAPHS)
    return docx(body + table(ROWS))


def written(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def document(tmp_path: Path, name: str, data: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return structure.build(0, str(path), "", load(str(path), Settings()).pages)


@pytest.mark.parametrize(("name", "data"), [("r.html", html()), ("r.docx", word())])
def test_the_same_report_gives_the_same_findings(tmp_path: Path, name: str, data: bytes) -> None:
    found = []
    for file, content in (("r.md", markdown()), (name, data)):
        path = tmp_path / file
        path.write_bytes(content)
        result = run([str(path)], Settings(cache=False))
        found.append(sorted((one.code, one.finding.marked) for one in result.diagnostics))
    assert found[0] == found[1]
    codes = {code for code, _ in found[0]}
    assert {"TXT001", "TXT003", "TXT004", "NUM001", "SUM001"} <= codes


def test_text_lines_are_paragraphs_in_either_encoding(tmp_path: Path) -> None:
    lines = "一、收入\n本年收入合计12.00万元。\n本年支出合计11.00万元。"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        read = document(tmp_path, "r.txt", lines.encode(encoding))
        assert [block.text.value for block in read.blocks] == lines.split("\n")


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>10.00</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12.00</w:t></w:r></w:ins><w:r><w:t>万元。</w:t></w:r></w:p>"
    )
    read = document(tmp_path, "r.docx", docx(body))
    assert [block.text.value for block in read.blocks] == ["收入12.00万元。"]


def test_word_numbers_its_headings(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    body = "".join(f"<w:p>{numbered}<w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("收入", "支出"))
    read = document(tmp_path, "r.docx", docx(body, numbering=numbering))
    assert [block.text.value for block in read.blocks] == ["一、收入", "二、支出"]


def numbered(text: str, level: int = 0, list_id: int = 3) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_levels_of_numbered_headings(tmp_path: Path) -> None:
    forms = [
        ("chineseCountingThousand", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3．"),
    ]
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(forms)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="5"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (
        numbered("收入", 0)
        + numbered("财政", 1)
        + numbered("其他", 1)
        + numbered("利息", 2)
        + numbered("支出", 0, 4)  # another list of the same definition goes on counting
        + numbered("基本", 1, 4)
        + numbered("说明", 0, 5)  # this one starts anew
    )
    read = document(tmp_path, "r.docx", docx(body, numbering=numbering))
    assert [block.text.value for block in read.blocks] == [
        "一、收入",
        "（一）财政",
        "（二）其他",
        "1．利息",
        "二、支出",
        "（一）基本",
        "一、说明",
    ]


def test_tracked_changes_of_rows_and_paragraphs_are_accepted_and_told(tmp_path: Path) -> None:
    row = (
        "<w:tr>{0}<w:tc>" + paragraph("{1}") + "</w:tc><w:tc>" + paragraph("{2}") + "</w:tc></w:tr>"
    )
    deleted = "<w:trPr><w:del/></w:trPr>"
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>本年收入</w:t></w:r></w:p>"
        + paragraph("12.00万元。")
        + "<w:tbl>"
        + row.format("", "项目", "金额")
        + row.format(deleted, "旧项目", "9.00")
        + row.format("", "新项目", "8.00")
        + "</w:tbl>"
    )
    path = tmp_path / "r.docx"
    path.write_bytes(docx(body))
    loaded = load(str(path), Settings())
    assert [notice.code for notice in loaded.notices] == ["DOC013"]
    assert [line.text for line in loaded.pages[0].lines] == ["本年收入12.00万元。"]
    assert loaded.pages[0].grids[0].rows == 2
    told = [(one.code, one.severity) for one in run([str(path)], Settings(cache=False)).diagnostics]
    assert ("DOC013", Severity.INFO) in told


def test_boxes_notes_and_hidden_text(tmp_path: Path) -> None:
    box = f"<w:r><w:txbxContent>{paragraph('单位：万元')}</w:txbxContent></w:r>"
    body = (
        f"<w:p><w:r><w:t>支出表</w:t></w:r>{box}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{box}<w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>批注</w:t></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    kept = f'<w:footnote w:id="2">{paragraph("脚注一")}</w:footnote>'
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph("尾注一")}</w:endnote>'
    data = docx(body, footnotes=separator + kept, endnotes=ends)
    page = load(str(written(tmp_path, "r.docx", data)), Settings()).pages[0]
    assert [line.text for line in page.lines] == [
        "支出表",
        "单位：万元",
        "正文",
        "脚注一",
        "尾注一",
    ]
    assert [line.text for line in page.grids[0].cells[0].lines] == ["合计", "单位：万元"]


def test_entries_of_a_table_of_contents_are_no_headings(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:pStyle w:val='T1'/></w:pPr>"
        "<w:r><w:t>一、收入</w:t><w:tab/><w:t>3</w:t></w:r></w:p>" + paragraph("一、收入", "H1")
    )
    styles = (
        '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    )
    read = document(tmp_path, "r.docx", docx(body, styles=styles))
    kinds = [(block.kind, block.text.value) for block in read.blocks]
    assert kinds == [
        (BlockKind.CONTENTS, "一、收入......3"),
        (BlockKind.HEADING, "一、收入"),
    ]


def test_a_table_of_contents_without_leaders(tmp_path: Path) -> None:
    entries = ["第一部分 概况", "一、职责", "第二部分 说明"]
    texts = ["目录", *entries, entries[0], entries[1], "负责管理。", entries[2], "无。"]
    read = document(tmp_path, "r.docx", docx("".join(map(paragraph, texts))))
    listed = [block.text.value for block in read.blocks if block.kind is BlockKind.CONTENTS]
    assert listed == ["目录", "第一部分概况", "一、职责", "第二部分说明"]
    # A heading that stands nowhere again opens no list.
    read = document(tmp_path, "r.docx", docx("".join(map(paragraph, ["目录", *entries]))))
    assert not [block for block in read.blocks if block.kind is BlockKind.CONTENTS]


@pytest.mark.parametrize("name", ["r.docx", "r.html"])
def test_a_place_is_heading_path_paragraph_and_table_cell(tmp_path: Path, name: str) -> None:
    data = word() if name == "r.docx" else html()
    result = run([str(written(tmp_path, name, data))], Settings(cache=False))
    (found,) = [one for one in result.diagnostics if one.code == "SUM001"]
    place = View(result).place_of(found.finding)
    assert place.entry == TablePlace(1, 4, 2)
    assert place.headings == ("某某区文化馆2024年度单位决算", "三、支出决算情况说明")
    assert place.within == f"{found.finding.at.line}:表1!B4"
    assert "在“某某区文化馆2024年度单位决算 › 三、支出决算情况说明”之下" in as_text.render(
        View(result)
    )


def test_layout_tables_nested_tables_and_styled_numbers(tmp_path: Path) -> None:
    inner = (
        "<table><tr><td rowspan=2>项目</td><td colspan=2>支出</td></tr>"
        "<tr><td>基本</td><td>项目</td></tr>"
        "<tr><td>教育</td><td><span style='color:red'>1</span><b>2</b><font>.30</font></td>"
        "<td><p><span>4</span><span>.50</span></p></td></tr></table>"
    )
    source = (
        f"<table><tr><td>导航</td><td><table><tr><td><p>本年支出"
        f"<span style='font-size:16pt'>16</span><span>.80</span>万元。</p>{inner}</td></tr></table>"
        "</td></tr></table>"
    )
    read = document(tmp_path, "r.html", source.encode())
    (only,) = read.tables
    assert [only.context(row) for row in range(only.rows)] == [
        "项目 支出",
        "基本 项目",
        "教育 12.30 4.50",
    ]
    paragraphs = [b.text.value for b in read.blocks if b.kind is BlockKind.PARAGRAPH]
    assert paragraphs == ["导航", "本年支出16.80万元。"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("r.html", b"<html><body><script>render()</script></body></html>", "DOC003"),
        ("r.txt", b" \n \n", "DOC003"),
        ("r.md", b"\n", "DOC003"),
        ("r.docx", docx(""), "DOC003"),
        ("r.html", b"", "DOC003"),
        ("r.txt", b"", "DOC003"),
        ("r.md", b"", "DOC003"),
        ("r.txt", b"\x00\x01\x02binary", "DOC004"),
        ("r.md", b"PK\x03\x04\x00\x00", "DOC004"),
        ("r.html", b"PK\x03\x04\x00\x00", "DOC004"),
        ("r.doc", b"\xd0\xcf\x11\xe0old", "DOC005"),
        ("r.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "DOC002"),
    ],
)
def test_a_file_without_text_is_never_passed_in_silence(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    result = run([str(written(tmp_path, name, data))], Settings(cache=False))
    assert [(one.code, one.severity) for one in result.diagnostics] == [(code, Severity.ERROR)]
    assert "--password" not in result.diagnostics[0].finding.message.zh


def test_a_document_of_pictures_is_named(tmp_path: Path) -> None:
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    body = f'<w:p><w:r><w:drawing><p:pic xmlns:p="{picture}"/></w:drawing></w:r></w:p>'
    result = run([str(written(tmp_path, "r.docx", docx(body)))], Settings(cache=False))
    assert [one.code for one in result.diagnostics] == ["DOC006"]


def test_merged_cells(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell("项目", '<w:vMerge w:val="restart"/>')
        + cell("支出", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("基本")
        + cell("项目")
        + "</w:tr></w:tbl>"
    )
    source = "<table><tr><td rowspan=2>项目<td colspan=2>支出<tr><td>基本<td>项目</table>".encode()
    for name, data in (("r.docx", docx(body)), ("r.html", source)):
        (only,) = document(tmp_path, name, data).tables
        spans = [(c.row, c.column, c.rowspan, c.colspan) for c in only.cells]
        assert spans == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_scripts_and_hidden_parts_of_a_page_are_left_out(tmp_path: Path) -> None:
    source = (
        "<body><script>var x=1</script><nav>首页</nav><p style='display: none'>旧稿</p>"
        "<p>本年收入<b>12.00</b>万元。<br>本年支出11.00万元。</p></body>"
    )
    read = document(tmp_path, "r.html", source.encode())
    texts = [block.text.value for block in read.blocks if block.kind is BlockKind.PARAGRAPH]
    assert texts == ["本年收入12.00万元。", "本年支出11.00万元。"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04broken", "DOC001"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "DOC002"),
        (b"", "DOC003"),
        (b"\xd0\xcf\x11\xe0old", "DOC001"),
    ],
)
def test_a_word_file_that_cannot_be_read(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "r.docx"
    path.write_bytes(data)
    with pytest.raises(LoadProblem) as problem:
        load(str(path), Settings())
    assert problem.value.code == code
