"""What the examples of all pages find, told as a person reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.engine import run
from auditlint.render import named, rendered
from auditlint.render.view import View
from auditlint.settings import Confidence, Settings
from auditlint.testing import Case, cases

FINDING = [case for case in cases() if case.example.expected]


@pytest.mark.parametrize("case", FINDING, ids=str)
def test_a_finding_can_be_told(case: Case, tmp_path: Path) -> None:
    paths = [tmp_path / name for name, _ in case.example.documents]
    for path, (_, text) in zip(paths, case.example.documents, strict=True):
        path.write_text(text, "utf-8")
    settings = Settings(cache=False, jobs=1, min_confidence=Confidence.LOW)
    result = run([str(path) for path in paths], settings)
    assert [found.code for found in result.diagnostics if found.code.startswith("AUD")] == []
    for language in ("zh", "en"):
        for name in ("text", "json"):
            form = named(name)
            assert form is not None
            told = rendered(form, View(result, language, ticks=False)).decode()
            assert name == "json" or not ("Infinity" in told or "NaN" in told)
