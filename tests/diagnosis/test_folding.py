"""Nothing disappears by folding: with and without diagnosis the same codes at the same places."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditlint.diagnosis import diagnose
from auditlint.diagnostic import Diagnostic
from auditlint.engine import run_documents
from auditlint.reading import documents
from auditlint.settings import Settings
from benchmarks.diagnosis import grid, symptoms
from benchmarks.planted import SAMPLES

CORPUS = os.environ.get("AUDITLINT_CORPUS", "")
CASES = [
    SAMPLES,
    *(sorted(path for path in Path(CORPUS).iterdir() if path.is_dir()) if CORPUS else ()),
]


def flat(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    for one in found:
        yield one
        yield from flat(one.consequences)


def compared(
    plain: tuple[Diagnostic, ...] | list[Diagnostic],
    told: tuple[Diagnostic, ...] | list[Diagnostic],
) -> None:
    """Raises unless ``told`` holds all of ``plain``, and each place of it, and nothing else."""
    by_print = {one.fingerprint: one for one in flat(told)}
    assert sorted((one.code, one.fingerprint) for one in flat(told)) == sorted(
        (one.code, one.fingerprint) for one in plain
    )
    lost = [
        one
        for one in plain
        for finding in (by_print[one.fingerprint].finding,)
        if one.finding.at not in {finding.at, *(cited.figure.span for cited in finding.figures)}
    ]
    assert lost == []
    quieter = [one for one in plain if one.severity > by_print[one.fingerprint].severity]
    assert quieter == []


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_run_with_and_without_diagnosis(folder: Path) -> None:
    paths = [str(path) for path in sorted(folder.glob("*.pdf"))]
    settings = Settings(cache=False, jobs=1)
    read = [outcome.document for outcome in documents(paths, settings)]
    # Read once, and held against no second reader: it would read every page twice.
    read = [replace(one, path=f"read/{Path(one.path).name}", sha256="") for one in read]
    plain = run_documents(read, replace(settings, diagnosis=False)).diagnostics
    told = run_documents(read, settings).diagnostics
    assert any(one.consequences for one in told) or folder.name != "samples"
    compared(plain, told)


def test_a_table_with_many_wrong_cells() -> None:
    facts = grid(2, 12, 12, 14)
    raised = symptoms(facts)
    told = diagnose(facts, raised)
    assert len(told) < len(raised)
    compared(raised, told)
