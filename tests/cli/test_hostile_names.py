"""Names and words made to act in an output are shown as text, by every command."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import openpyxl
import pytest

from auditlint.cli import command

#: What acts in a terminal, a workflow log, a web page, Markdown or a spreadsheet.
ACTING = "=1+1 <script>alert(1)<b> \x1b[31m\x9b2J\u202egpj,::error::x`y`&amp;@z"
NOT_UTF8 = os.fsdecode("报告".encode() + b"\xff\xfe")
#: Characters that no output may carry as they are.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
BODY = f"""# 某某市水利局2024年度部门决算{ACTING}

## {ACTING}

本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出\x1b[1m50.00万元，占35.00%。

| =SUM(A1) | 合计\x1b[2J | @x |
|---|---|---|
| +甲<b> | 10 | 3 |
| -乙 | 20 | 3 |
| 合计 | 31 | 6 |
"""


Run = tuple[int, str, str]


def auditlint(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Run:
    """The command's status and the texts that it wrote, which must be UTF-8."""
    status = command(arguments)
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


@pytest.fixture(params=[ACTING, NOT_UTF8], ids=["acting", "not-utf8"])
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param.replace('/', '')}.md"
    try:
        path.write_text(BODY, "utf-8")
    except OSError:
        pytest.skip("the file system does not take such a name")
    return path


def test_every_output_shows_them_as_text(
    report: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    names = (
        "a.html", "a.json", "a.sarif", "a.xml", "a.md", "a.txt", "gitlab=gl.json", "github=gh.txt",
        "a.xlsx", "checklist=form.xlsx",
    )  # fmt: skip
    given = []
    for name in names:
        form, _, file = name.rpartition("=")
        given += ["-o", f"{form}={out / file}" if form else str(out / file)]
    status, stdout, stderr = auditlint(capfdbinary, str(report), *given)
    assert status == 1
    texts = {path.name: path.read_text("utf-8") for path in out.iterdir() if path.suffix != ".xlsx"}
    texts |= {"stdout": stdout, "stderr": stderr}
    assert {name: HIDDEN.findall(text) for name, text in texts.items()} == {
        name: [] for name in texts
    }
    assert texts["a.html"].count("<script") == 2
    assert json.loads(texts["a.json"])["documents"][0]["path"] == str(report)
    for name in ("a.xlsx", "form.xlsx"):
        book = openpyxl.load_workbook(out / name)
        assert {cell.data_type for sheet in book for row in sheet.rows for cell in row} <= {
            "s", "n", "inlineStr",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "behind", "status"),
    [
        (["figures"], [], 0),
        (["figures"], ["--format", "json"], 0),
        (["figures"], ["--tables"], 0),
        (["figures"], ["--documents"], 0),
        (["coverage"], [], 0),
        (["coverage"], ["--list", "verified"], 0),
        ([], ["--format", "json"], 1),
        ([], ["-o", f"{ACTING}/none/x.json"], 2),
        ([], ["--baseline", ACTING], 2),
        ([], ["--decisions", ACTING], 2),
        ([], ["--config", ACTING], 2),
        ([], ["--select", ACTING], 2),
        ([], [f"--{ACTING}"], 2),
        ([], [ACTING], 2),
    ],
    ids=lambda part: None if isinstance(part, int) else "-".join(part)[:12].strip("=- ") or "check",
)
def test_every_command_says_them_as_text(
    before: list[str], behind: list[str], status: int, report: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:  # fmt: skip
    done, stdout, stderr = auditlint(capfdbinary, *before, str(report), *behind)
    assert done == status
    assert HIDDEN.findall(stdout + stderr) == []


def test_a_baseline_of_them_is_read_back(
    report: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    known = str(tmp_path / "known.json")
    assert auditlint(capfdbinary, "baseline", str(report), "-o", known)[0] == 0
    given = (str(report), "--baseline", known, "--language", "en")
    status, stdout, _ = auditlint(capfdbinary, *given)
    assert (status, "known from the baseline" in stdout) == (0, True)
    _, stdout, _ = auditlint(capfdbinary, "compare", str(report), str(report), "--format", "json")
    assert [len(json.loads(stdout)[key]) for key in ("fixed", "new")] == [0, 0]
