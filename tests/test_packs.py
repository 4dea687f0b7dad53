"""Identity packs: a wrong one says which line and key, a user's own one is judged like ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.claims.packs import parse_pack
from auditlint.engine import run
from auditlint.language.zh.titles import bare_title
from auditlint.settings import Settings, UsageProblem

#: The pack of the guide.
PACK = (
    (Path(__file__).parents[1] / "docs" / "writing-checks.md")
    .read_text("utf-8")
    .partition("```toml\n# packs/our_forms.toml\n")[2]
    .partition("```\n")[0]
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "IDN901"', 'code = "IDN9"', "pack.toml:7: code 'IDN9' is not IDN"),
        ('zh = "伙食费', 'zg = "伙食费', "pack.toml:7: IDN901: key 'zh' is missing"),
        ("school[一食堂", "college[一食堂", "unknown table 'college'"),
        ("= school[一食堂", "school[一食堂", "needs one =, <= or =>"),
        ("[一食堂, 决算数] +", "[一食堂, 决算数 +", "pack.toml:7: IDN901: cannot read"),
        ('titles = ["学校经费表"]', 'titles = "学校经费表"', "pack.toml:4: tables.school"),
        ('source = "our', 'severity = "loud"\nsource = "our', "severity 'loud'"),
        ('about = "our forms"', 'abuot = "our forms"', "pack.toml:1: unknown key 'abuot'"),
    ],
)
def test_a_wrong_pack_names_line_and_key(old: str, new: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=r".") as problem:
        parse_pack(PACK.replace(old, new), "pack.toml")
    assert said in str(problem.value)


def test_a_pack_of_ones_own_is_judged(tmp_path: Path) -> None:
    pack = tmp_path / "school.toml"
    pack.write_text(PACK, "utf-8")
    identity = parse_pack(PACK, "school.toml").identities[0]
    found = []
    for name, text in (("failing.md", identity.failing), ("accepted.md", identity.accepted)):
        report = tmp_path / name
        report.write_text(text, "utf-8")
        result = run([str(report)], Settings(packs=(str(pack),), jobs=1, select=("IDN901",)))
        found.append([(one.code, one.finding.marked) for one in result.diagnostics])
    assert found == [[("IDN901", "9.00")], []]


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("2026年预算单位财务收支预算总表", "财务收支预算总表"),
        ("某市教育局2024年度收入支出决算总表", "收入支出决算总表"),
        ("2025年部门“三公”经费和机关运行经费预算表", "三公经费和机关运行经费预算表"),
        ("一般公共预算财政拨款支出决算表（续）", "一般公共预算财政拨款支出决算表"),
        ("部门收支总表", "收支总表"),
        ("支出决算表", "支出决算表"),
    ],
)
def test_titles_are_compared_without_year_and_body(printed: str, bare: str) -> None:
    assert bare_title(printed) == bare


def _report(name: str, opening: str, income: str, table: str, suffix: str = "") -> str:
    """The summary of a body's accounts and its table of income."""
    return f"""
# {name}收入支出决算总表{suffix}
金额单位：万元

| 收入 | < | 支出 | < |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、一般公共预算财政拨款收入 | {income} | 一、教育支出 | {income} |
| 本年收入合计 | {income} | 本年支出合计 | {income} |
| 年初结转和结余 | {opening} | 年末结转和结余 | {opening} |

# {name}收入决算表{suffix}
金额单位：万元

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 |
|---|---|---|---|
| 205 | 教育支出 | {table} | {table} |
| 合计 | < | {table} | {table} |
"""


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([("甲局2023年度", "90.00", ""), ("乙中心2023年度", "30.00", "")], []),
        ([("甲局2023年度", "90.00", ""), ("乙中心2023年度", "31.00", "")], ["IDN004", "IDN005"]),
        ([("", "90.00", "（汇总）"), ("", "30.00", "（本级）")], []),
        ([("", "90.00", "（汇总）"), ("", "31.00", "（本级）")], ["IDN004", "IDN005"]),
    ],
)
def test_tables_of_several_bodies_are_held_against_their_own(
    tmp_path: Path, parts: list[tuple[str, str, str]], found: list[str]
) -> None:
    texts = [
        _report(name, "5.00", income, table, suffix)
        for (name, table, suffix), income in zip(parts, ("90.00", "30.00"), strict=True)
    ]
    (tmp_path / "report.md").write_text("".join(texts), "utf-8")
    result = run([str(tmp_path / "report.md")], Settings(select=("IDN",), cache=False))
    assert sorted({one.code for one in result.diagnostics}) == found


def test_a_form_that_comes_twice_among_others_is_left_alone(tmp_path: Path) -> None:
    first, second = (_report("", "5.00", income, "30.00") for income in ("30.00", "90.00"))
    income_only = second[second.index("# 收入决算表") :]
    (tmp_path / "report.md").write_text(first + income_only.replace("30.00", "90.00"), "utf-8")
    result = run([str(tmp_path / "report.md")], Settings(select=("IDN",), cache=False))
    assert result.diagnostics == ()
