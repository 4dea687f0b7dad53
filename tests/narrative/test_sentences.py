"""Two tables of sentences: in these nothing is wrong, in those something is.

``silent.txt`` holds legal exceptions, thresholds, standards, history and arithmetic that fits;
``loud.txt`` names the check that must speak. ¶ parts paragraphs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from auditlint.check import Check
from auditlint.diagnostic import Diagnostic
from auditlint.discovery import Bundles, discover
from auditlint.engine import run
from auditlint.settings import Settings

FOLDER = Path(__file__).parent
#: The checks of this table: those that read figures in sentences.
FAMILIES = re.compile(r"PCT00|CHG|BND|UNT|REF1|SUM1|SCR00[258]")


def lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def bundles() -> Bundles:
    return discover()


def found(sentence: str, folder: Path, year: str) -> list[Diagnostic]:
    checks: list[Check] = [c for c in bundles().checks if FAMILIES.match(c.code)]
    report = folder / "report.md"
    body = "\n\n".join(sentence.split("¶"))
    report.write_text(f"# 青溪市某局{year}年度部门决算情况说明\n\n{body}\n", "utf-8")
    settings = Settings(diagnosis=False, cache=False, jobs=1)
    result = run([str(report)], settings, checks=checks, bundles=bundles())
    return list(result.diagnostics)


@pytest.mark.parametrize("sentence", lines("silent.txt"))
def test_nothing_is_wrong(sentence: str, tmp_path: Path) -> None:
    told = [f"{one.code} {one.finding.message.zh}" for one in found(sentence, tmp_path, "2023")]
    assert told == []


@pytest.mark.parametrize("line", lines("loud.txt"))
def test_something_is_wrong(line: str, tmp_path: Path) -> None:
    code, _, sentence = line.partition("|")
    year = "2024" if code == "REF103" else "2023"
    assert code in {one.code for one in found(sentence, tmp_path, year)}


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("权重20分，得分18.50分，得分率82.50%。", ["SCR002"]),
        ("共发放问卷320份，收回308份，其中有效问卷330份，回收率96.25%。", ["SCR008"]),
        ("发放问卷320份，收回308份，回收率86.25%。", ["SCR008"]),
        ("自评项目39个，其中“优”36个、“良”1个、“中”1个。", ["SCR005"]),
    ],
)
def test_what_several_readers_understand_is_told_once(
    sentence: str, codes: list[str], tmp_path: Path
) -> None:
    assert [one.code for one in found(sentence, tmp_path, "2023")] == codes
