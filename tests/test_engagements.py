"""Documents and ledgers of one engagement: consistent ones raise nothing, a changed figure does.

Each folder of ``engagements`` holds what is named together in one run; all figures are made up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditlint.engine import run
from auditlint.settings import Settings, Severity

FOLDERS = sorted((Path(__file__).parent / "engagements").iterdir())


def loud(paths: list[Path]) -> list[tuple[str, str]]:
    """Code and marked characters of all errors and warnings of one run."""
    result = run([str(path) for path in sorted(paths)], Settings(cache=False, jobs=1))
    return [
        (found.code, found.finding.marked)
        for found in result.diagnostics
        if found.severity >= Severity.WARNING
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_consistent_engagement_raises_nothing(folder: Path) -> None:
    assert loud(list(folder.iterdir())) == []


@pytest.mark.parametrize(
    ("file", "was", "now", "code"),
    [
        ("department-evaluated/evaluation.md", "5.固定资产利用率94.10%", "83.32%", "XDC001"),
        ("department-evaluated/evaluation.md", "结转结余率4.40%", "4.04%", "XDC001"),
        ("department-evaluated/evaluation.md", "全年支出2,987.36", "2,897.36", "XDC001"),
        ("department-evaluated/evaluation.md", "较部门自评得分93.26", "93.62", "REF101"),
        ("talent-subsidy/review.md", "该项目自评得分94.68", "96.48", "CHG009"),
        ("assets/report.md", "固定资产利用率42.32%", "100%", "XDC001"),
        ("assets/report.md", "账面原值485.44", "495.44", "SUM101"),
        ("parcels/report.md", "个村22", "23", "LED007"),
        ("parcels/report.md", "征收土地总面积1162.00", "1126.00", "LED007"),
        ("parcels/report.md", "ZD-2023-004地块面积88.28", "82.88", "LED007"),
        ("contracts/report.md", "HT2023-01合同金额1,862.40", "1,826.40", "LED007"),
        ("parcels/payments.csv", "ZD-2023-007", "ZD-2023-077", "LED001"),
    ],
)
def test_a_changed_figure_is_told(tmp_path: Path, file: str, was: str, now: str, code: str) -> None:
    folder, _, name = file.partition("/")
    root = tmp_path / folder
    shutil.copytree(Path(__file__).parent / "engagements" / folder, root)
    text = (root / name).read_text(encoding="utf-8")
    digits = len(was) - len(was.rstrip("0123456789.,%-ZD"))
    assert text.count(was) == 1
    (root / name).write_text(text.replace(was, was[: len(was) - digits] + now), encoding="utf-8")
    assert code in {code for code, _ in loud(list(root.iterdir()))}
