"""One report as PDF, Word document, web page and workbook gives the same findings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.forms import differences

SAMPLE = Path(__file__).parents[2] / "samples" / "final-accounts.pdf"
CORPUS = os.environ.get("AUDITLINT_CORPUS")


def test_a_sample_in_other_forms(tmp_path: Path) -> None:
    told = differences(SAMPLE, tmp_path)
    assert told[".docx"] == told[".html"] == ([], [])
    # Findings on the text itself are lost with it; those on tables stay.
    assert told[".xlsx"][1] == []


@pytest.mark.skipif(not CORPUS, reason="AUDITLINT_CORPUS is not set: no real report is rebuilt")
@pytest.mark.parametrize("name", ["final-accounts.pdf", "evaluation-feedback.pdf"])
def test_a_real_report_in_other_forms(tmp_path: Path, name: str) -> None:
    told = differences(Path(CORPUS or "") / "jdz-2023" / name, tmp_path)
    assert told == {".docx": ([], []), ".html": ([], []), ".xlsx": ([], [])}
