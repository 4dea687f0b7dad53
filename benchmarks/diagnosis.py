"""What diagnosis costs on generated graphs of claims, and on documents beside their checks.

    python -m benchmarks.diagnosis [REPORT …]

Two graphs: 10,000 claims of which 500 are contradicted, and one component of claims whose sums
have a thousand parts each. Of each report the processor time of the checks and of the diagnosis.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from auditlint.check import Facts
from auditlint.claims.claim import Claim, Verdict
from auditlint.claims.relation import Sum
from auditlint.diagnosis import diagnose
from auditlint.diagnostic import Diagnostic, Message
from auditlint.discovery import discover
from auditlint.document import Document, Span, Table
from auditlint.engagement import Engagement
from auditlint.engine import run_documents
from auditlint.figures import CellPlace, Figure, Figures, Nature
from auditlint.quantity import NO_UNIT
from auditlint.settings import Confidence, Settings, Severity
from benchmarks.planted import documents_of, sources


def grid(tables: int, rows: int, columns: int, wrong: int, seed: int = 1) -> Facts:
    """Tables whose rows and columns add up, their totals tied together; ``wrong`` cells wrong.

    Makes ``tables`` · (``rows`` + ``columns``) claims of ``rows`` or ``columns`` parts each.
    """
    pick = random.Random(seed)
    figures: list[Figure] = []
    cells: list[list[list[Figure]]] = []
    for number in range(tables):
        values = [[Decimal(pick.randrange(1, 10**7)) for _ in range(columns)] for _ in range(rows)]
        printed = [[*row, sum(row, Decimal(0))] for row in values]
        printed.append([sum(column, Decimal(0)) for column in zip(*printed, strict=True)])
        cells.append(
            [
                [_figure(figures, number, at, column, value) for column, value in enumerate(row)]
                for at, row in enumerate(printed)
            ]
        )
    for _ in range(wrong):
        table, row, column = (pick.randrange(size) for size in (tables, rows, columns))
        was = cells[table][row][column]
        now = replace(was, value=was.value + pick.randrange(1, 10**6))
        cells[table][row][column] = figures[was.id] = replace(now, text=str(now.value))
    claims: list[Claim] = []
    for table_ in cells:
        claims += [_sum(row[-1], row[:-1]) for row in table_[:-1]]
        claims += [_sum(column[-1], column[:-1]) for column in zip(*table_, strict=True)]
    empty = [Table(number, "", (), 1, 1, {}, understood=True) for number in range(tables)]
    document = Document(0, "grid.md", "", (), tables=tuple(empty))
    return Facts((document,), Figures.indexed(figures), tuple(claims), Engagement())


def _figure(figures: list[Figure], table: int, row: int, column: int, value: Decimal) -> Figure:
    text = str(value)
    made = Figure(
        len(figures), text, value, 0, NO_UNIT, Nature.AMOUNT, 0,
        CellPlace(table, 0, row, column), Span(0, 1), text,
    )  # fmt: skip
    figures.append(made)
    return made


def _sum(total: Figure, parts: Sequence[Figure]) -> Claim:
    return Claim("total", Sum((1,) * len(parts)), total, tuple(parts), "", Confidence.HIGH)


def symptoms(facts: Facts) -> list[Diagnostic]:
    """One error for every contradicted claim."""
    return [
        Diagnostic(
            "SUM001", "total-differs-from-parts", Severity.ERROR, Confidence.HIGH,
            facts.contradiction(found, Message("不符", "differs")), str(at),
        )
        for at, found in enumerate(facts.judgements)
        if found.verdict is Verdict.CONTRADICTED
    ]  # fmt: skip


def seconds(facts: Facts, raised: list[Diagnostic]) -> float:
    """Processor time of one diagnosis."""
    start = time.process_time()
    diagnose(facts, raised)
    return time.process_time() - start


def measured(name: str, facts: Facts) -> str:
    raised = symptoms(facts)
    taken = seconds(facts, raised)
    left = len(diagnose(facts, raised))
    return f"| {name} | {len(facts.claims)} | {len(raised)} | {left} | {taken:.2f} |"


def beside_checks(path: Path) -> str:
    """Processor time of everything from figures to checks, and of the diagnosis after it."""
    document = replace(documents_of(path), path=path.name, sha256="")
    bundles = discover()
    settings = Settings(diagnosis=False, cache=False, jobs=1)
    run_documents((document,), settings, bundles=bundles)  # fills what is kept between runs
    start = time.process_time()
    result = run_documents((document,), settings, bundles=bundles)
    checks = time.process_time() - start
    taken = seconds(result.facts, list(result.diagnostics))
    return f"| {path.parent.name}/{path.name} | {checks:.2f} | {100 * taken / checks:.0f} % |"


def main() -> None:
    write = sys.stdout.write
    write("| graph | claims | contradicted | diagnostics | seconds |\n|---|---:|---:|---:|---:|\n")
    write(measured("rows and columns of 500 tables", grid(500, 10, 9, 250)) + "\n")
    write(measured("one table of 1,000 rows and 100 columns", grid(1, 1000, 100, 40)) + "\n")
    write("\n| report | seconds without diagnosis | diagnosis |\n|---|---:|---:|\n")
    for path in sources(sys.argv[1:]):
        write(beside_checks(path) + "\n")


if __name__ == "__main__":
    main()
