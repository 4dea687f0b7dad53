"""Baselines, decisions, gates, comparison of versions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pypdf import PdfReader, PdfWriter

from auditlint.cli import command

SAMPLES = Path(__file__).parents[2] / "samples"
SCHEMA = Path(__file__).parents[2] / "docs" / "findings.schema.json"

ERROR = "本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占35.00%。"
FIXED = ERROR.replace("35.00%", "25.00%")
OTHER = ERROR.replace("75.00%", "57.00%")
HEAD = "# 某某市水利局2024年度部门决算\n\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = command([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(f"{HEAD}{ERROR}\n", "utf-8")
    return path


def found(
    capsys: pytest.CaptureFixture[str], *arguments: object
) -> dict[str, list[dict[str, Any]]]:
    _, out, _ = run(capsys, *arguments, "--format", "json")
    whole: dict[str, list[dict[str, Any]]] = json.loads(out)
    return whole


def test_a_baseline_takes_known_findings_out_and_says_so(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report.parent / "known.json"
    before = found(capsys, report)["diagnostics"]
    assert [one["severity"] for one in before] == ["error"]
    assert run(capsys, "baseline", report, "-o", path)[0] == 0
    status, out, _ = run(capsys, report, "--baseline", path)
    assert status == 0
    assert "另有 1 条已记入基线" in out
    assert [
        one["fingerprint"] for one in found(capsys, report, "--baseline", path)["suppressed"]
    ] == [before[0]["fingerprint"]]
    assert "已记入基线" in run(capsys, report, "--baseline", path, "--quiet")[1]


def test_a_new_finding_is_not_covered_and_a_fixed_one_is_told_and_pruned(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report.parent / "known.json"
    run(capsys, "baseline", report, "-o", path)
    report.write_text(f"{HEAD}{OTHER.replace('35.00%', '25.00%')}\n", "utf-8")
    status, out, _ = run(capsys, report, "--baseline", path)
    assert status == 1
    assert f"基线 {path} 中 1 条已无对应问题（用 auditlint baseline --prune 清理）" in out
    assert len(json.loads(path.read_text("utf-8"))["findings"]) == 1
    run(capsys, "baseline", report, "-o", path)
    assert len(json.loads(path.read_text("utf-8"))["findings"]) == 2
    out = run(capsys, "baseline", report, "-o", path, "--prune")[1]
    assert "1 no longer occur and were taken out" in out
    assert len(json.loads(path.read_text("utf-8"))["findings"]) == 1


def test_a_finding_keeps_its_fingerprint_when_it_moves(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report.parent / "known.json"
    run(capsys, "baseline", report, "-o", path)
    moved = report.with_name("moved.md")
    moved.write_text(f"{HEAD}先写一段与数字无关的话。\n\n{ERROR}\n", "utf-8")
    assert run(capsys, moved, "--baseline", path)[0] == 0


def test_a_report_set_anew_keeps_its_fingerprints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages put in, and every page enlarged: the findings are the same ones."""
    before = found(capsys, SAMPLES / "final-accounts.pdf", "--no-cache")["diagnostics"]
    assert len(before) > 8
    writer = PdfWriter()
    for number, page in enumerate(PdfReader(SAMPLES / "final-accounts.pdf").pages):
        if number in (3, 16):
            writer.add_blank_page(400, 500)
        writer.add_page(page)
        writer.pages[-1].scale_by(1.2)
    writer.write(tmp_path / "final-accounts.pdf")
    after = found(capsys, tmp_path / "final-accounts.pdf", "--no-cache")["diagnostics"]
    names = [one["fingerprint"] for one in before if one["code"] != "STD001"]
    assert [one["fingerprint"] for one in after] == names
    pages = [[one["location"]["page"] for one in run] for run in (before, after)]
    assert pages[0] != pages[1]


@pytest.mark.parametrize(("state", "status"), [("dismissed", 0), ("confirmed", 1)])
def test_decisions_of_people_are_heeded_and_shown(
    state: str, status: int, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = found(capsys, report)["diagnostics"][0]["fingerprint"]
    decisions = report.parent / "decisions.toml"
    decisions.write_text(
        f'[[decision]]\nfingerprint = "{fingerprint}"\nstate = "{state}"\nwho = "王某"\n'
        'when = 2026-05-20\nwhy = "口径不同"\n',
        "utf-8",
    )
    whole = found(capsys, report, "--decisions", decisions)
    jsonschema.validate(whole, json.loads(SCHEMA.read_text("utf-8")))
    [one] = whole["suppressed" if state == "dismissed" else "diagnostics"]
    assert one["decision"] == {
        "state": state, "who": "王某", "when": "2026-05-20", "why": "口径不同"
    }  # fmt: skip
    done, out, err = run(capsys, report, "--decisions", decisions, "--format", "gitlab")
    assert (done, "已判定不是问题" in err) == (status, state == "dismissed")
    done, out, _ = run(capsys, report, "--decisions", decisions)
    assert done == status
    assert (
        "已判定不是问题" if state == "dismissed" else "已确认（王某 2026-05-20）：口径不同"
    ) in out


def test_a_decision_without_its_finding_is_named(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = report.parent / "decisions.toml"
    decisions.write_text(
        '[[decision]]\nfingerprint = "0123456789abcdef"\nstate = "dismissed"\nwho = "王某"\n'
        'when = 2026-05-20\nwhy = "口径不同"\nfile = "report.md"\n',
        "utf-8",
    )
    _, out, _ = run(capsys, report, "--decisions", decisions)
    assert f"{decisions} 中 1 条判定已无对应问题，可删去（0123456789abcdef）" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[decision]]\nstate = 'dismissed'\n", "decision[1].fingerprint: is missing"),
        ("[[decision]]\nfingerprint = 'x'\nstate = 'no'\n", "decision[1].state: must be one of"),
        ("decision = 3\n", "decision: must be written as [[decision]]"),
        ("[[decision\n", "not valid TOML"),
    ],
)
def test_a_wrong_decisions_file_is_named(
    text: str, said: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report.parent / "decisions.toml"
    path.write_text(text, "utf-8")
    status, out, err = run(capsys, report, "--decisions", path)
    assert status == 2
    assert f"{path}: {said}" in err
    assert out == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = ['SUM']\n", "selct: unknown key; did you mean 'select'?"),
        ("select = 'SUM'\n", "select: must be a list of texts"),
        ("fail-on = 'loud'\n", "fail-on: must be one of error, warning, info, never"),
        ("min-coverage = 120\n", "min-coverage: must be a percentage"),
        ("jobs = true\n", "jobs: must be a whole number"),
        ("[[standards]]\nmeasure = 'x'\n", "standards[1].relation: must be one of"),
        ("[[documents]]\nkind = 'x'\n", "documents[1].path: is missing"),
        ("select = [\n", "not valid TOML"),
        ("checks = ['none.py']\n", "none.py: no such file of checks"),
        ("[limits]\npage = 3\n", "limits.page: unknown key; did you mean 'pages'?"),
        ("[limits]\npages = -1\n", "limits.pages: must be 0 (no limit) or more"),
        ("[limits]\ntimeout = inf\n", "limits.timeout: must be from 0"),
    ],
)
def test_a_wrong_configuration_is_named_by_file_and_key(
    text: str, said: str, report: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(report.parent)
    (report.parent / "auditlint.toml").write_text(text, "utf-8")
    status, out, err = run(capsys, report)
    assert status == 2
    assert said in err
    assert str(report.parent) in err
    assert out == ""


def test_the_nearest_configuration_is_used_and_options_win(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report.parent / "pyproject.toml").write_text('[tool.auditlint]\nfail-on = "never"\n', "utf-8")
    assert run(capsys, report)[0] == 0
    assert run(capsys, report, "--fail-on", "error")[0] == 1
    (report.parent / "auditlint.toml").write_text('ignore = ["ALL"]\n', "utf-8")
    assert found(capsys, report)["diagnostics"] == []


def test_a_local_check_is_run(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(report.parent)
    (report.parent / "own.py").write_text(
        "from auditlint.check import check\n"
        "from auditlint.diagnostic import Message\n"
        "@check('OWN001')\n"
        "def own_rule(facts):\n"
        "    '''Finds the first figure.'''\n"
        "    yield facts.finding_on(facts.figures[0], Message('零', 'zero'))\n"
        "@check('OWN002')\n"
        "def breaks(facts):\n"
        "    '''Breaks off.'''\n"
        "    raise RuntimeError('no luck')\n",
        "utf-8",
    )
    (report.parent / "auditlint.toml").write_text('checks = ["own.py"]\n', "utf-8")
    shown = found(capsys, report, "--select", "OWN")["diagnostics"]
    assert [one["code"] for one in shown] == ["AUD001", "OWN001"]
    assert "OWN002" in shown[0]["message"]
    assert "no luck" in shown[0]["message"]
    assert run(capsys, report, "--select", "OWN001", "--fail-on", "error")[0] == 1


def test_a_gate_on_coverage(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text(f"{HEAD}{FIXED}\n另有办公面积77.00平方米。\n", "utf-8")
    assert run(capsys, report, "--min-coverage", "10")[0] == 0
    status, _, err = run(capsys, report, "--min-coverage", "100")
    assert status == 1
    assert "--min-coverage asks for 100%" in err


def test_compare_tells_what_was_fixed_and_what_a_change_broke(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fixed = report.with_name("fixed.md")
    fixed.write_text(f"{HEAD}{FIXED}\n", "utf-8")
    status, out, _ = run(capsys, "compare", report, fixed)
    assert status == 0
    assert "已消除 1 条" in out
    assert re.search(r"35.00% → 25.00%（使 \d 处关系成立）", out)
    status, out, _ = run(capsys, "compare", fixed, report, "--format", "json")
    assert status == 1
    whole = json.loads(out)
    assert [len(whole[key]) for key in ("fixed", "new", "kept")] == [0, 1, 0]
    [change] = whole["changed"]
    assert (change["old"], change["new"]) == ("25.00%", "35.00%")
    assert change["broke"] > change["healed"] == 0
    assert {"200.00", "50.00"} <= {other["text"] for other in change["elsewhere"]}
    _, out, _ = run(capsys, "compare", fixed, report)
    assert re.search(r"25.00% → 35.00%（使 \d 处关系不再成立，涉及第 3 行）", out)


def test_what_cannot_be_read_is_neither_covered_nor_fixed(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = report.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7\n")
    for form in ([], ["--list", "unverified"], ["--format", "json"]):
        status, _, err = run(capsys, "coverage", report, broken, *form)
        assert status == 1
        assert "DOC001" in err
    assert run(capsys, "coverage", report)[::2] == (0, "")
    status, out, _ = run(capsys, "compare", report, broken)
    assert status == 1
    assert "已消除 0 条" in out
    assert "DOC001" in out


def test_of_several_files_only_those_that_were_read_can_be_fixed(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = report.parent / "old", report.parent / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "one.md").write_text(f"{HEAD}{ERROR}\n", "utf-8")
        other = HEAD.replace("水利局", "林业局")
        (folder / "other.md").write_text(f"{other}{ERROR}\n", "utf-8")
    (new / "one.md").write_text(f"{HEAD}{FIXED}\n", "utf-8")
    (new / "other.md").write_bytes(b"")
    status, out, _ = run(capsys, "compare", old, new, "--independent", "--format", "json")
    assert status == 1
    fixed = [one["location"]["path"] for one in json.loads(out)["fixed"]]
    assert fixed == [str(old / "one.md")]


def test_a_file_named_in_several_ways_is_read_once(
    report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(report.parent)
    (report.parent / "other.md").write_text(f"{HEAD}{FIXED}\n", "utf-8")
    ways = (report.name, "other.md", f"./{report.name}", report, report.parent)
    read = [one["path"] for one in found(capsys, *ways)["documents"]]
    assert read == [report.name, "other.md"]


def test_init_does_not_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "init", tmp_path)[0] == 0
    status, _, err = run(capsys, "init", tmp_path)
    assert status == 2
    assert "--force" in err
    assert run(capsys, "init", tmp_path, "--force")[0] == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "_AUDITLINT_COMPLETE" in run(capsys, "completion", shell)[1]


def test_explain_and_rules_know_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(run(capsys, "rules", "--format", "json")[1])
    assert [rule["code"] for rule in listed] == sorted(rule["code"] for rule in listed)
    assert [rule["code"] for rule in listed if not rule["summary"]] == []
    assert [rule["code"] for rule in listed if not rule["severities"]] == []
    for rule in (listed[0], listed[-1]):
        for asked in (rule["code"].lower(), rule["name"]):
            page = run(capsys, "explain", asked)[1]
            assert page.startswith(f"# {rule['name']} ({rule['code']})\n")
    status, _, err = run(capsys, "explain", "SUM0O1")
    assert status == 2
    assert "did you mean SUM001?" in err


def test_figures_and_coverage_show_what_was_understood(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "figures", report, "--format", "json")
    figures = json.loads(out)
    assert [one["text"] for one in figures if one["nature"] == "percent"] == ["75.00%", "35.00%"]
    head, *_ = run(capsys, "figures", report)[1].splitlines()
    assert head.startswith("document,place,text,value,unit,nature,measure")
    _, out, _ = run(capsys, "figures", report, "--documents", "--format", "json")
    assert json.loads(out)[0]["entity"] == "某某市水利局"
    assert run(capsys, "coverage", report)[1].splitlines()[-1].endswith("  all")
    listed = run(capsys, "coverage", report, "--list", "contradicted")[1]
    assert "35.00% (矛盾)" in listed
    english = run(capsys, "coverage", report, "--list", "contradicted", "--language", "en")[1]
    assert "35.00% (contradicted)" in english
