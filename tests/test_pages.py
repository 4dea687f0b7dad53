"""The page of every discovered check: its form, and its examples run."""

import pytest

from auditlint.check import Check
from auditlint.discovery import discover
from auditlint.testing import Case, cases, problems_of_page, verify

CHECKS = discover().checks


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_page_is_whole(check: Check) -> None:
    assert problems_of_page(check) == []


@pytest.mark.parametrize("case", cases(), ids=str)
def test_an_example_finds_what_its_page_says(case: Case) -> None:
    verify(case)


def test_every_bundle_loads() -> None:
    assert {
        offered.name: offered.problem for offered in discover().offered if offered.problem
    } == {}
