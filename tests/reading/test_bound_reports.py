"""Several reports bound in one PDF are checked each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from auditlint.engine import run
from auditlint.settings import Settings, Severity

SAMPLES = Path(__file__).parents[2] / "samples"
#: Consistent reports of two bodies and two years.
BOUND = ("clean-report.pdf", "clean-budget.pdf")


@pytest.fixture(scope="module")
def compilation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    writer = PdfWriter()
    for name in BOUND:
        writer.append(SAMPLES / name)
    path = tmp_path_factory.mktemp("bound") / "compilation.pdf"
    writer.write(path)
    return path


def test_reports_bound_in_one_file_are_not_held_against_each_other(compilation: Path) -> None:
    result = run([str(compilation)], Settings(cache=False, jobs=1))
    assert [len(one.pages) for one in result.documents] == [
        len(PdfReader(SAMPLES / name).pages) for name in BOUND
    ]
    assert {one.path for one in result.documents} == {str(compilation)}
    assert [one.code for one in result.diagnostics if one.severity >= Severity.WARNING] == []


def test_one_report_stays_one() -> None:
    for name in (*BOUND, "final-accounts.pdf"):
        result = run([str(SAMPLES / name)], Settings(cache=False, jobs=1))
        assert len(result.documents) == 1


def test_places_count_the_pages_of_the_file(compilation: Path, tmp_path: Path) -> None:
    writer = PdfWriter()
    for name in ("clean-report.pdf", "final-accounts.pdf"):
        writer.append(SAMPLES / name)
    path = tmp_path / "accounts.pdf"
    writer.write(path)
    shift = len(PdfReader(SAMPLES / "clean-report.pdf").pages)
    alone = run([str(SAMPLES / "final-accounts.pdf")], Settings(cache=False, jobs=1))
    bound = run([str(path)], Settings(cache=False, jobs=1))
    assert [(one.code, one.finding.at.page) for one in bound.diagnostics] == [
        (one.code, (one.finding.at.page or 0) + shift) for one in alone.diagnostics
    ]
