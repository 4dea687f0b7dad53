"""What many copies of a table cost, as a multiple of fewer.

    python -m benchmarks.copies [COPIES …]

Tables are read, turned into figures and claims made on them. The cost must grow with the number
of cells: twice the tables, twice the steps. One table alone has no other to be held against, so
that it is no measure; the first number of copies is. Steps are calls of functions, which a busy
machine does not change; time is that of the processor.
"""

from __future__ import annotations

import argparse
import cProfile
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


def work(text: str) -> None:
    """Everything between the pages of a report and the verdicts on its tables."""
    document = build(0, "report.md", "", markdown.read(text))
    ground = Ground((document,), figures_of((document,)))
    for claimant in CLAIMANTS:
        for claim in claimant(ground):
            judge(claim)


def seconds(text: str, times: int) -> float:
    """The best of ``times`` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def steps(text: str) -> int:
    """How many functions are called."""
    profile = cProfile.Profile()
    profile.runcall(work, text)
    return sum(entry.callcount for entry in profile.getstats())


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("copies", type=int, nargs="*", default=[25, 50, 100, 200])
    given = parser.parse_args(arguments)
    work(report(2))
    first: tuple[float, float] | None = None
    sys.stdout.write("| tables | steps a table | time a table |\n|---:|---:|---:|\n")
    for copies in given.copies:
        text = report(copies)
        each = steps(text) / copies, seconds(text, 3) / copies
        first = first or each
        step, spent = (one / base for one, base in zip(each, first, strict=True))
        sys.stdout.write(f"| {copies} | {step:.2f} | {spent:.2f} |\n")


if __name__ == "__main__":
    main()
