"""Which checks there are, and which are selected."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditlint.check import check
from auditlint.discovery import discover, is_selected, selected, unknown_code
from auditlint.engine import run
from auditlint.settings import Settings, UsageProblem


@pytest.mark.parametrize(
    ("select", "ignore", "code", "asked"),
    [
        ((), (), "SUM001", True),
        (("SUM",), (), "SUM001", True),
        (("SUM",), (), "PCT001", False),
        (("SUM001",), ("SUM",), "SUM001", True),
        (("SUM",), ("SUM001",), "SUM001", False),
        (("SUM",), ("SUM",), "SUM001", False),
        ((), ("ALL",), "SUM001", False),
        (("ALL",), ("PCT",), "SUM001", True),
    ],
)
def test_the_longer_selector_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, asked: bool
) -> None:
    assert is_selected(code, Settings(select=select, ignore=ignore)) is asked


def test_troubles_are_known_codes_and_cannot_be_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"")
    settings = Settings(select=("SUM",), ignore=("DOC003", "AUD"))
    assert [found.code for found in run([str(path)], settings).diagnostics] == ["DOC003"]


def test_an_unknown_code_is_refused_with_a_suggestion() -> None:
    bundles = discover()
    with pytest.raises(UsageProblem, match="unknown code 'PCT9'; did you mean PCT"):
        selected(bundles.checks, Settings(select=("PCT9",)), bundles.rules)
    assert "families are AUD, SUM." in unknown_code("xyzzy!", ["SUM001", "AUD001"], "--select")


def test_every_code_belongs_to_one_check_with_one_name() -> None:
    rules = discover().rules
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules if not rule.page.startswith("# ")] == []


def local(folder: Path, name: str, text: str) -> Settings:
    path = folder / name
    path.write_text(text, "utf-8")
    return Settings(checks=(str(path),))


def test_a_file_of_checks_that_does_not_load_is_told(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text("# 某局2024年度部门决算\n", "utf-8")
    settings = local(tmp_path, "broken.py", "import no_such_module\n")
    [found] = run([str(report)], settings, checks=()).diagnostics
    assert found.code == "AUD002"
    assert "broken.py" in found.finding.message.zh
    assert "no_such_module" in found.finding.message.en


def test_two_checks_of_one_code_are_refused(tmp_path: Path) -> None:
    text = (
        "from auditlint.check import check\n"
        "@check('SUM001')\n"
        "def mine(facts):\n    '''Mine.'''\n    return ()\n"
    )
    with pytest.raises(UsageProblem, match="SUM001 is claimed by two bundles"):
        discover(local(tmp_path, "mine.py", text))


def test_a_code_has_three_capitals_and_three_digits() -> None:
    for wrong in ("SUM1", "sum001", "SUMM01", "SUM0001", ""):
        with pytest.raises(ValueError, match="not a check code"):
            check(wrong)
