"""What a run gives: everything that an output may show."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts
from auditlint.coverage import Coverage
from auditlint.diagnostic import Diagnostic
from auditlint.document import Document
from auditlint.settings import Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be found: the code, name and one line of a check or of a trouble of our own.

    ``page`` is its page of documentation in Markdown, ``origin`` the bundle it comes from.
    """

    code: str
    name: str
    summary: str
    page: str = ""
    origin: str = ""

    @property
    def family(self) -> str:
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a finding is not counted: who decided what and when; a baseline has no names.

    ``state`` is ``dismissed``, ``confirmed`` or ``baseline``. ``location`` is where it is
    written: a file, as shown to people.
    """

    fingerprint: str
    state: str
    who: str = ""
    when: str = ""
    why: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A diagnostic and the decision about it."""

    diagnostic: Diagnostic
    decision: Decision


@dataclass(frozen=True)
class Result:
    """The outcome of a run.

    ``diagnostics`` are those that count; ``suppressed`` are those a baseline or a dismissal
    took out, which are never dropped silently. ``confirmed`` holds the decisions on
    diagnostics that people have confirmed, by fingerprint. ``stale`` are decisions and
    baseline entries that no finding answers to any more. ``interrupted``: not everything was
    checked, which a diagnostic says as well.
    """

    facts: Facts
    coverage: Coverage
    diagnostics: tuple[Diagnostic, ...] = ()
    rules: tuple[Rule, ...] = ()
    suppressed: tuple[Decided, ...] = ()
    confirmed: tuple[Decision, ...] = ()
    stale: tuple[Decision, ...] = ()
    interrupted: bool = False

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.facts.documents

    def at_least(self, severity: Severity) -> Iterator[Diagnostic]:
        return (found for found in self.diagnostics if found.severity >= severity)

    def count(self, severity: Severity) -> int:
        return sum(found.severity is severity for found in self.diagnostics)
