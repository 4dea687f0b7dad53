"""Where outputs go, and what is refused before any work is done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditlint.cli import command
from auditlint.cli.outputs import copy_names

SAMPLES = Path(__file__).parents[2] / "samples"
ACCOUNTS, FEEDBACK = SAMPLES / "final-accounts.pdf", SAMPLES / "evaluation-feedback.pdf"


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """No document may be read."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document was read")

    monkeypatch.setattr("auditlint.engine.run", refuse)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["{folder}/none/report.html"], "none does not exist"),
        (["{folder}/report.docx"], "'.docx' says no format"),
        (["{folder}/report"], "'' says no format"),
        (["doc={folder}/report.html"], "unknown format 'doc'"),
        (["{folder}/a.html", "{folder}/x/../a.html"], "name the same file"),
        (["{folder}/a.html", "json={folder}/a.html"], "name the same file"),
        (["json={report}"], "would overwrite"),
        (["json={folder}/link.pdf"], "would overwrite"),
        (["html={folder}/x"], "is a folder"),
        (["{folder}/locked/report.json"], "cannot be written"),
        (["json="], "name a file"),
    ],
)
def test_a_wrong_output_is_refused_before_any_work(
    outputs: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    report = tmp_path / "report.pdf"
    report.write_bytes(ACCOUNTS.read_bytes())
    (tmp_path / "link.pdf").symlink_to(report)
    (tmp_path / "x").mkdir()
    locked = tmp_path / "locked"
    locked.mkdir()
    allowed = os.access
    # Whoever runs the tests may be allowed everything: the answer of the system is set.
    monkeypatch.setattr(os, "access", lambda path, mode: path != locked and allowed(path, mode))
    words = [word.format(folder=tmp_path, report=report) for word in outputs]
    assert command([str(report), *(part for word in words for part in ("-o", word))]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""
    assert report.read_bytes() == ACCOUNTS.read_bytes()


def test_one_run_writes_all_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [
        "r.txt", "r.json", "r.sarif", "r.xml", "r.html", "r.xlsx", "r.md",
        "github=g.txt", "gitlab=l.json", "checklist=c.xlsx",
    ]  # fmt: skip
    places = []
    for name in names:
        form, equals, file = name.rpartition("=")
        places.append(f"{form}{equals}{tmp_path / file}")
    places.append(f"{tmp_path}/copies/")
    arguments = [part for place in places for part in ("-o", place)]
    report = tmp_path / "report.md"
    report.write_text("本年支出合计200.00万元，其中：项目支出50.00万元，占35.00%。\n", "utf-8")
    assert command([str(FEEDBACK), str(report), *arguments]) == 1
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {
        "r.txt", "r.json", "r.sarif", "r.xml", "r.html", "r.xlsx", "r.md", "g.txt", "l.json",
        "c.xlsx", FEEDBACK.name, report.name,
    }  # fmt: skip
    assert all(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert "35.00%" in capsys.readouterr().out


def test_the_form_option_makes_a_workbook_the_check_form(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "form.xlsx"
    command([str(FEEDBACK), "-o", str(path), "--form", "checklist"])
    assert openpyxl.load_workbook(path).sheetnames == [FEEDBACK.stem]


def test_copies_of_equal_names_are_numbered() -> None:
    names = copy_names(["a/report.pdf", "b/report.pdf", "c/Report.PDF", "d/other.pdf"])
    assert names == ["report.pdf", "report-2.pdf", "Report-3.pdf", "other.pdf"]


def test_a_copy_never_lands_on_its_original(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(ACCOUNTS.read_bytes())
    assert command([str(report), "-o", f"{tmp_path}/"]) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert report.read_bytes() == ACCOUNTS.read_bytes()


def test_a_disk_that_refuses_does_not_lose_what_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.md"
    report.write_text("本年支出合计200.00万元，其中：项目支出50.00万元，占35.00%。\n", "utf-8")
    output = tmp_path / "out.json"
    output.write_text("before", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    assert command([str(report), "--no-cache", "-o", str(output)]) == 2
    out, err = capsys.readouterr()
    assert "35.00%" in out
    assert f"{output}: cannot be written: No space left on device" in err
    assert output.read_text("utf-8") == "before"
