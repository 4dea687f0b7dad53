"""What is already known of findings: a baseline, and the decisions of people.

A baseline is a JSON file that ``auditlint baseline`` writes. Decisions are a TOML file that
people write and review::

    [[decision]]
    fingerprint = "0f3a…"
    state = "dismissed"          # or "confirmed"
    who = "王某"
    when = 2026-05-20
    why = "口径不同：一为部门，一为单位"
    file = "report.pdf"          # optional

Both know a finding by its fingerprint, so they survive a new pagination.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditlint.config import TomlTable, load_toml
from auditlint.diagnostic import Diagnostic
from auditlint.result import Decided, Decision, Result
from auditlint.settings import UsageProblem
from auditlint.troubles import is_trouble
from auditlint.values import dataclass

SCHEMA = "auditlint-baseline/1"
STATES = ("dismissed", "confirmed")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a baseline; everything but the fingerprint is for its readers."""

    fingerprint: str
    code: str
    file: str
    marked: str
    message: str


def read_baseline(path: Path) -> tuple[Known, ...]:
    """The entries of a baseline. Raises ``UsageProblem`` for what is not one."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise UsageProblem(
            f"{path}: cannot be read: {problem.strerror}; `auditlint baseline` writes one"
        ) from problem
    except ValueError as problem:
        raise UsageProblem(f"{path}: not a baseline: {problem}") from problem
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageProblem(f"{path}: not a baseline of the form {SCHEMA}; write it anew")
    try:
        return tuple(_known(entry) for entry in data["findings"])
    except (KeyError, TypeError) as problem:
        raise UsageProblem(f"{path}: a damaged entry ({problem}); write it anew") from problem


def _known(entry: dict[str, Any]) -> Known:
    texts = (entry[key] for key in ("fingerprint", "code", "file", "marked", "message"))
    return Known(*(str(text) for text in texts))


def written_baseline(known: Iterable[Known]) -> str:
    """A baseline as text, in an order that makes small diffs."""
    findings = [
        {
            "fingerprint": one.fingerprint,
            "code": one.code,
            "file": one.file,
            "marked": one.marked,
            "message": one.message,
        }
        for one in sorted(known, key=lambda one: (one.file, one.code, one.fingerprint))
    ]
    whole = {"schema": SCHEMA, "findings": findings}
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()  # names that are not UTF-8


def known_of(result: Result) -> list[Known]:
    """What a baseline records of a run: every finding but our own troubles."""
    return [
        Known(
            found.fingerprint,
            found.code,
            _file(result, found),
            found.finding.marked,
            found.finding.message.zh,
        )
        for found in result.diagnostics
        if not is_trouble(found.code)
    ]


@dataclass(frozen=True, slots=True)
class Merged:
    """A baseline brought up to date: ``added`` entries are new, ``stale`` no longer occur."""

    entries: tuple[Known, ...]
    added: int
    stale: int


def merged(old: Iterable[Known], now: Iterable[Known], result: Result, *, prune: bool) -> Merged:
    """``old`` with what a run found; entries of files outside the run stay as they are."""
    entries = {one.fingerprint: one for one in old}
    found = {one.fingerprint: one for one in now}
    files = {Path(document.path).name for document in result.documents}
    stale = [one for one in entries.values() if one.fingerprint not in found and one.file in files]
    added = len(found.keys() - entries.keys())
    entries |= found
    if prune:
        for one in stale:
            del entries[one.fingerprint]
    return Merged(tuple(entries.values()), added, len(stale))


def read_decisions(path: Path) -> tuple[tuple[Decision, str], ...]:
    """Decisions, each with the name of its file or ``""``.

    Raises ``UsageProblem`` naming the file and the entry.
    """
    whole = TomlTable(path, "", load_toml(path))
    read = []
    for table in whole.tables("decision"):
        when = table.take("when", (str, datetime.date), "a date", "")
        decision = Decision(
            fingerprint=table.required("fingerprint"),
            state=table.choice("state", STATES, ""),
            who=table.required("who"),
            when=str(when),
            why=table.required("why"),
            location=str(path),
        )
        read.append((decision, table.text("file")))
        table.done()
    whole.done()
    return tuple(read)


def applied(result: Result, baseline: str = "", decisions: str = "") -> Result:
    """A result with what is known taken out of what counts, and kept beside it.

    Our own troubles cannot be taken out. Raises ``UsageProblem`` for files that are wrong.
    """
    known = read_baseline(Path(baseline)) if baseline else ()
    decided = read_decisions(Path(decisions)) if decisions else ()
    said = {
        one.fingerprint: Decision(one.fingerprint, "baseline", location=baseline) for one in known
    } | {decision.fingerprint: decision for decision, _ in decided}
    counted: list[Diagnostic] = []
    suppressed: list[Decided] = []
    confirmed: list[Decision] = []
    met: set[str] = set()
    for found in result.diagnostics:
        decision = said.get(found.fingerprint)
        if decision is None or is_trouble(found.code):
            counted.append(found)
            continue
        met.add(found.fingerprint)
        if decision.state == "confirmed":
            counted.append(found)
            confirmed.append(decision)
        else:
            suppressed.append(Decided(found, decision))
    files = {Path(document.path).name for document in result.documents}
    stale = [
        said[fingerprint]
        for fingerprint, file in (
            *((one.fingerprint, one.file) for one in known),
            *((decision.fingerprint, file) for decision, file in decided),
        )
        if fingerprint not in met and file in files
    ]
    return replace(
        result,
        diagnostics=tuple(counted),
        suppressed=tuple(suppressed),
        confirmed=tuple(confirmed),
        stale=tuple(dict.fromkeys(stale)),
    )


def _file(result: Result, found: Diagnostic) -> str:
    at = found.finding.at.document
    return Path(result.documents[at].path).name if at < len(result.documents) else ""
