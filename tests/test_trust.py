"""How far checks can be believed: measured, kept in ``trust.toml``, shown on their pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditlint.discovery import Offered, discover
from auditlint.settings import UsageProblem
from auditlint.trust import FILE, Trust, measured, read_trust
from benchmarks.planted import ROOT, TRUST

PAGE = (ROOT / "docs" / "trust.md").read_text("utf-8")


def test_shares_are_of_what_was_planted_and_said() -> None:
    trust = Trust(broken=40, told=39, right=57, false=3)
    assert (trust.recall, trust.precision) == (0.975, 0.95)
    assert (Trust().recall, Trust().precision) == (None, None)


@pytest.mark.parametrize(
    ("trust", "zh", "en"),
    [
        (
            Trust(4, 2, 99, 1),
            "实测：查全 0.50（植入4处错误，指出2处），查准 0.99（指出100处，其中99处正确）。",
            "recall 0.50 (2 of 4 planted errors told), precision 0.99 (99 of 100 findings right)",
        ),
        (
            Trust(0, 0, 2, 0),
            "实测：查全未测，查准 1.00（指出2处，其中2处正确）。",
            "recall not measured, precision 1.00 (2 of 2 findings right)",
        ),
        (
            None,
            "实测：未测。",
            "not measured: no planted error has touched what it looks at",
        ),
    ],
    ids=["measured", "recall unknown", "never exercised"],
)
def test_a_page_says_what_was_measured_and_of_how_many(
    trust: Trust | None, zh: str, en: str
) -> None:
    assert measured(trust) == f"## Measured trust\n\n{zh}\n\nMeasured: {en}.\n"


def test_every_built_in_check_shows_its_trust_on_its_page() -> None:
    bundles = discover()
    builtin = next(offered for offered in bundles.offered if offered.name == "builtin")
    known = read_trust(TRUST)
    assert set(known) <= {rule.code for rule in bundles.rules}
    pages = {rule.code: rule.page for rule in bundles.rules}
    lacking = [
        check.code
        for check in builtin.checks
        if not pages[check.code].endswith(measured(known.get(check.code)))
    ]
    assert lacking == []


def test_a_bundle_that_was_not_measured_shows_nothing() -> None:
    check = discover().checks[0]
    assert Offered("ours", (check,)).page(check) == check.page


def test_the_data_and_the_page_are_of_one_run() -> None:
    rows = re.findall(
        r"^\| ([A-Z]{3}\d{3}) \| [^|]* \| (\d+) \| (\d+) \|[^|]*\| (\d+) \| (\d+) \|",
        PAGE,
        re.MULTILINE,
    )
    assert {code: Trust(*map(int, counts)) for code, *counts in rows} == read_trust(TRUST)


def test_a_misspelled_count_is_named(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("[SUM001]\nbrokn = 1\n", "utf-8")
    with pytest.raises(UsageProblem, match=r"SUM001\.brokn: unknown key; did you mean 'broken'"):
        read_trust(path)
    assert read_trust(tmp_path / "nothing.toml") == {}
