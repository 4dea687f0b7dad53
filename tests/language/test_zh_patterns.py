"""Every row of the pattern table reads its own examples as it says."""

from __future__ import annotations

import pytest

from auditlint.language.zh.patterns import PATTERNS, STATEMENTS
from auditlint.language.zh.reader import read

PATTERN_EXAMPLES = [
    (pattern.row, text, roles) for pattern in PATTERNS for text, roles in pattern.examples
]
STATEMENT_EXAMPLES = [
    (statement.name, text) for statement in STATEMENTS for text, _ in statement.examples
]


@pytest.mark.parametrize(("row", "text", "roles"), PATTERN_EXAMPLES)
def test_examples_of_a_row(row: str, text: str, roles: str) -> None:
    """Each number of an example has the role named for it, and the row is among them."""
    mentions = read(text).mentions
    assert [mention.role.value for mention in mentions] == roles.split()
    assert row in {mention.row for mention in mentions}


@pytest.mark.parametrize(("name", "text"), STATEMENT_EXAMPLES)
def test_examples_of_a_statement(name: str, text: str) -> None:
    assert name in {statement.name for statement in read(text).statements}
