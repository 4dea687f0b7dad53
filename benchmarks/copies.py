"""What fifty copies of a table cost, as a multiple of one.

    python -m benchmarks.copies [--copies N]

Tables are read, turned into figures and claims made on them. The cost must grow with the number
of cells: a ratio far above the number of copies means that something is compared in pairs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from auditlint.claims import CLAIMANTS
from auditlint.claims.claim import judge
from auditlint.claims.ground import Ground
from auditlint.figures.gather import figures_of
from auditlint.loaders import markdown
from auditlint.structure import build

_ITEMS = 30


def report(copies: int) -> str:
    """A report with ``copies`` tables of spending by code."""
    parts = ["# 部门决算"]
    for copy in range(copies):
        parts += [
            "",
            f"# 单位{copy}支出决算表",
            "金额单位：万元",
            "",
            "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |",
            "|---|---|---|---|---|",
            f"| 205 | 教育支出 | {_ITEMS * 3}.00 | {_ITEMS}.00 | {_ITEMS * 2}.00 |",
            f"| 20502 | 普通教育 | {_ITEMS * 3}.00 | {_ITEMS}.00 | {_ITEMS * 2}.00 |",
        ]
        parts += [f"| 20502{at:02} | 项目{at} | 3.00 | 1.00 | 2.00 |" for at in range(_ITEMS)]
        parts.append(f"| 合计 | < | {_ITEMS * 3}.00 | {_ITEMS}.00 | {_ITEMS * 2}.00 |")
    return "\n".join(parts) + "\n"


def seconds(text: str, times: int) -> float:
    """The best of ``times`` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        document = build(0, "report.md", "", markdown.read(text))
        ground = Ground((document,), figures_of((document,)))
        for claimant in CLAIMANTS:
            for claim in claimant(ground):
                judge(claim)
        best = min(best, time.process_time() - start)
    return best


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--copies", type=int, default=50)
    given = parser.parse_args(arguments)
    one, many = seconds(report(1), 5), seconds(report(given.copies), 2)
    sys.stdout.write(
        f"1 table {one:.4f} s, {given.copies} tables {many:.4f} s: ratio {many / one:.1f}\n"
    )


if __name__ == "__main__":
    main()
