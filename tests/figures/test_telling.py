"""How many digits make it unlikely that two figures are the same by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.engine import run
from auditlint.settings import Settings


@pytest.mark.parametrize(
    ("printed", "telling"),
    [
        ("1133.95万元", True),
        ("12.34万元", True),
        ("0.1234亿元", True),
        ("12.3万元", False),
        ("1200.00万元", False),
        ("5亩", False),  # whatever it is in square metres
        ("0.00万元", False),
    ],
)
def test_zeros_and_units_tell_nothing(printed: str, telling: bool, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(f"# 青溪市某局2024年度部门决算\n\n土地整理{printed}。\n", "utf-8")
    facts = run([str(report)], Settings(cache=False, jobs=1)).facts
    [figure] = [one for one in facts.figures if one.is_quantity]
    assert figure.is_telling is telling
