"""The default command, run as a user runs it."""

import json
from pathlib import Path

import pytest
from pypdf import PdfWriter

from auditlint.cli import command

SAMPLES = Path(__file__).parents[2] / "samples"

REPORT = """# 某某局2024年度部门决算

本年收入合计100.00万元。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_file_alone_means_check(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command([str(report)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("1 份文件：未发现问题；")
    assert err == ""


def test_a_folder_above_the_working_one_is_read(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = report.parent / ".hidden" / "work"
    inner.mkdir(parents=True)
    (report.parent / ".hidden" / "draft.md").write_text(REPORT, "utf-8")
    monkeypatch.chdir(inner)
    assert command(["../.."]) == 0
    assert capsys.readouterr().out.startswith("1 份文件：")


def test_what_a_folder_holds_that_is_not_read_is_told(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("决算.doc", "台账.ods", "~$决算.docx", "说明.zip"):
        (report.parent / name).write_bytes(b"x")
    assert command([str(report.parent)]) == 0
    told = capsys.readouterr().err
    assert told.startswith("not read: ")
    assert all(name in told for name in ("决算.doc,", "台账.ods;"))
    assert "~$" not in told
    assert ".zip" not in told


def test_json_has_the_keys_of_the_contract(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command([str(report), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "auditlint-findings/1"
    assert found["documents"][0]["path"] == str(report)
    assert set(found["coverage"]) == {
        "figures", "verified", "contradicted", "unverified", "tables", "narrative",
        "reasons", "documents",
    }  # fmt: skip


def test_two_runs_give_the_same_bytes(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command([str(report), "--format", "json"])
    first = capsys.readouterr().out
    command([str(report), "--format", "json"])
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.pdf"], "nowhere.pdf: no such file or folder"),
        (["--select", "SUX001", "{report}"], "in the configuration: unknown code 'SUX001'"),
        ([""], "an empty name is no file"),
        (["--config", "{folder}/none.toml", "{report}"], "none.toml: cannot be read"),
        (["{folder}/empty"], "empty: no report in this folder"),
        (["--fail-on", "loud", "{report}"], "'loud' is not one of"),
    ],
)
def test_wrong_usage_is_said_and_exits_with_2(
    arguments: list[str], said: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report.parent / "empty").mkdir()
    filled = [word.format(report=report, folder=report.parent) for word in arguments]
    assert command(filled) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "DOC003"), (b"plain text", "DOC004"), (b"%PDF-1.4\n", "DOC001")]
)
def test_a_file_that_cannot_be_read_is_an_error(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    assert command([str(path), "--ignore", "ALL", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in found["diagnostics"]] == [code]
    assert found["documents"][0]["pages"] == 0


def test_an_encrypted_file_needs_its_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "locked.pdf"
    writer = PdfWriter(clone_from=SAMPLES / "evaluation-feedback.pdf")
    writer.encrypt("correct horse")
    writer.write(path)
    assert command([str(path), "--no-cache"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{path}: DOC002 error locked.pdf：")
    assert "--password" in out
    assert command([str(path), "--no-cache", "--password", "wrong", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["documents"][0]["pages"] == 0
    notes = tmp_path / "notes.pdf"
    given = ["--no-cache", "--password", "correct horse", "--format", "json", "-o", str(notes)]
    command([str(path), *given])
    assert json.loads(capsys.readouterr().out)["documents"][0]["pages"] > 0
    assert notes.stat().st_size > 0


def test_every_file_is_told_whatever_is_wrong_with_another(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = report.with_name("a-broken.pdf")
    broken.write_bytes(b"")
    assert command([str(report.parent), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [Path(one["path"]).name for one in found["documents"]] == ["a-broken.pdf", "report.md"]
    assert [one["code"] for one in found["diagnostics"]] == ["DOC003"]
