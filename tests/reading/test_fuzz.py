"""A short fuzzing: some inputs of every kind, always the same ones."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.fuzz import SHARES, fuzz, tried
from benchmarks.mutants import KINDS, mutant


def test_no_input_breaks_hangs_or_swells() -> None:
    seen = list(fuzz(105))
    assert [one for one in seen if one.fault] == []
    counts = Counter(one.kind for one in seen)
    assert set(counts) == set(SHARES) == set(KINDS)
    # Mutants that are all refused, or all read, would test one path only.
    outcomes = {one.outcome for one in seen}
    assert "read" in outcomes
    assert outcomes - {"read"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_is_the_same_for_the_same_seed(kind: str) -> None:
    assert mutant(kind, 7) == mutant(kind, 7) != mutant(kind, 8)


def test_what_breaks_off_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise ZeroDivisionError(text[:0])

    monkeypatch.setattr("auditlint.language.zh.reader.read", broken)
    assert tried("prose", 1).fault
