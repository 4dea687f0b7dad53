"""The default command, run as a user runs it."""

import json
from pathlib import Path

import pytest

from auditlint.cli import command

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


def test_json_has_the_keys_of_the_contract(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command([str(report), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "auditlint-findings/1"
    assert found["documents"][0]["path"] == str(report)
    assert set(found["coverage"]) == {
        "figures", "verified", "contradicted", "unverified", "tables", "narrative"
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
        (["--select", "SUX001", "{report}"], "--select: unknown code 'SUX001'"),
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
