"""A run over the samples with findings of known kinds, whatever the installed checks find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditlint.check import Check, Facts, check
from auditlint.claims.claim import Claim
from auditlint.claims.relation import Equal
from auditlint.diagnostic import Cited, Finding, Message, Note
from auditlint.document import Span
from auditlint.engine import run
from auditlint.result import Result
from auditlint.settings import Confidence, Settings, Severity

SAMPLES = Path(__file__).parents[2] / "samples"
ACCOUNTS, FEEDBACK = SAMPLES / "final-accounts.pdf", SAMPLES / "evaluation-feedback.pdf"

#: Text that would act in a terminal, a web page, Markdown, a workbook or a workflow log.
HOSTILE = "=1+1 <script>alert(1)</script> \x1b[31m|`x`| ::error::\r\n @team &amp;"


@check("TST001")
def two_rates(facts: Facts) -> Iterator[Finding]:
    """One rate reads otherwise in another document."""
    ours = next(f for f in facts.figures if f.text == "100%" and f.document == 0)
    theirs = next(f for f in facts.figures if f.text == "83.32%" and f.document == 1)
    claim = Claim("restated", Equal(), ours, (theirs,), "两处为同一指标", Confidence.HIGH)
    yield facts.finding_on(
        ours,
        Message("此处为“100%”，反馈表为“83.32%”", "100% here, 83.32% in the feedback"),
        figures=(Cited("stated", ours), Cited("same", theirs)),
        claim=claim,
    )


@check("TST002")
def hostile_words(facts: Facts) -> Iterator[Finding]:
    """Words that would break an output."""
    yield Finding(
        Message(HOSTILE, HOSTILE),
        marked=HOSTILE,
        at=Span(1, 1),
        excerpt=HOSTILE,
        notes=(Note(Message(HOSTILE, HOSTILE)),),
        severity=Severity.WARNING,
        section=HOSTILE,
        table=HOSTILE,
    )


CHECKS: tuple[Check, ...] = (two_rates, hostile_words)


@pytest.fixture(scope="session")
def result() -> Result:
    """An error that spans both samples, and a warning made of hostile text."""
    return run([str(ACCOUNTS), str(FEEDBACK)], Settings(), checks=CHECKS)
