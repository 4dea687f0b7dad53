"""One run: load, derive, check, confirm, diagnose, sort.

Every stage is a pure function of the ones before; this is where they are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditlint import reading, troubles
from auditlint.check import Check, Facts
from auditlint.claims import CLAIMANTS
from auditlint.claims.claim import Claim
from auditlint.claims.ground import Claimant, Ground
from auditlint.confirm import confirmed
from auditlint.coverage import coverage
from auditlint.diagnosis import diagnose
from auditlint.diagnostic import Diagnostic, Finding, Fingerprints, order
from auditlint.discovery import Bundles, discover, selected
from auditlint.document import Document
from auditlint.engagement import Engagement, engagement_of
from auditlint.figures.gather import figures_of
from auditlint.loaders import LoadProblem
from auditlint.records.holdings import Holdings, holdings_of
from auditlint.result import Result, Rule
from auditlint.settings import Confidence, Settings, Severity, UsageProblem

#: Called with the path of a file, its position and the number of files, before it is read.
Progress = Callable[[str, int, int], None]


def run(
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    checks: Iterable[Check] | None = None,
    bundles: Bundles | None = None,
    progress: Progress | None = None,
    pool: reading.Pool | None = None,
) -> Result:
    """Check the files at ``paths`` as one engagement.

    ``checks`` are judged instead of those the settings select. ``pool`` makes the executor that
    files are read with; processes of this machine by default, where worthwhile. Raises
    ``UsageProblem`` where a path does not exist, a folder holds nothing to read, or a selected
    code is unknown; whatever goes wrong with a file or a check becomes a diagnostic instead.
    """
    settings = settings or Settings()
    bundles = bundles or discover(settings)
    judged = _judged_checks(settings, checks, bundles)
    stamp = _Stamp(bundles.rules, judged)
    for offered in bundles.offered:
        if offered.problem:
            stamp(troubles.BUNDLE, troubles.bundle_not_loaded(offered.name, offered.problem))
    documents = _load(expanded(paths), settings, stamp, progress, pool)
    return _judged(documents, settings, judged, bundles, stamp)


def run_documents(
    documents: Sequence[Document],
    settings: Settings | None = None,
    *,
    checks: Iterable[Check] | None = None,
    bundles: Bundles | None = None,
) -> Result:
    """Check documents that are read already, as one engagement, in the order of their indexes."""
    settings = settings or Settings()
    bundles = bundles or discover(settings)
    judged = _judged_checks(settings, checks, bundles)
    return _judged(tuple(documents), settings, judged, bundles, _Stamp(bundles.rules, judged))


def _judged_checks(
    settings: Settings, checks: Iterable[Check] | None, bundles: Bundles
) -> list[Check]:
    if checks is not None:
        return list(checks)
    return list(selected(bundles.checks, settings, bundles.rules))


def _judged(
    documents: tuple[Document, ...],
    settings: Settings,
    judged: Sequence[Check],
    bundles: Bundles,
    stamp: _Stamp,
) -> Result:
    """What the checks find in ``documents``, added to what ``stamp`` holds already."""
    facts = _derive(documents, (*CLAIMANTS, *bundles.claimants), settings, stamp)
    for check in judged:
        try:
            for finding in check.run(facts):
                stamp(check.code, finding)
        except Exception as error:
            stamp(troubles.CRASHED, troubles.crashed(check.code, error))
    found = confirmed(
        stamp.found,
        facts.documents,
        lambda document, pages: reading.seen_again(document, pages, settings),
    )
    told = _told(_fingerprinted(found, facts.engagement), settings)
    if settings.diagnosis:
        told = _diagnosed(facts, told)
    return Result(facts, coverage(facts), tuple(sorted(told, key=order)), bundles.rules)


def expanded(paths: Iterable[str]) -> list[str]:
    """The files that ``paths`` mean, each once; a folder means the files in it, by name.

    Raises ``UsageProblem`` where there is nothing.
    """
    files: dict[str, None] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(
                found
                for found in path.rglob("*")
                if found.suffix.lower() in READABLE
                and found.is_file()
                and not any(part.startswith((".", "~$")) for part in found.parts)
            )
            if not inside:
                raise UsageProblem(
                    f"{given}: no report in this folder; auditlint reads {', '.join(READABLE)}"
                )
            files.update((str(found), None) for found in inside)
        elif path.exists():
            files[given] = None
        else:
            raise UsageProblem(f"{given}: no such file or folder; check the path")
    if not files:
        raise UsageProblem("no file given; name at least one report or folder")
    return list(files)


#: What is read in a folder; a file named by itself is read whatever its suffix.
READABLE = (".pdf", ".docx", ".html", ".htm", ".xlsx", ".xls", ".csv", ".md", ".txt")


@dataclass(slots=True)
class _Stamp:
    """Turns findings into diagnostics without fingerprints, which need the whole run."""

    names: dict[str, str]
    found: list[Diagnostic]

    def __init__(self, rules: Iterable[Rule], checks: Iterable[Check] = ()) -> None:
        self.names = {rule.code: rule.name for rule in rules} | {c.code: c.name for c in checks}
        self.found = []

    def __call__(self, code: str, finding: Finding) -> None:
        sure = finding.confidence is Confidence.HIGH
        severity = finding.severity if sure else min(finding.severity, Severity.WARNING)
        name = self.names.get(code, code.lower())
        self.found.append(Diagnostic(code, name, severity, finding.confidence, finding, ""))


def _load(
    paths: Sequence[str],
    settings: Settings,
    stamp: _Stamp,
    progress: Progress | None,
    pool: reading.Pool | None,
) -> tuple[Document, ...]:
    """The files as documents; what cannot be read is reported and stays an empty document."""
    documents = []
    outcomes = reading.documents(paths, settings, pool=pool)
    for index, path in enumerate(paths):
        if progress is not None:
            progress(path, index, len(paths))
        outcome = next(outcomes)
        documents.append(outcome.document)
        if isinstance(outcome.problem, LoadProblem):
            stamp(outcome.problem.code, troubles.unreadable(index, path, outcome.problem))
        elif outcome.problem is not None:
            stamp(troubles.CRASHED, troubles.crashed(Path(path).name, outcome.problem, index))
        for code, finding in troubles.notices(outcome.document, outcome.notices):
            stamp(code, finding)
    return tuple(documents)


def _derive(
    documents: tuple[Document, ...],
    claimants: Iterable[Claimant],
    settings: Settings,
    stamp: _Stamp,
) -> Facts:
    figures = figures_of(documents)
    engagement = engagement_of(documents, settings)
    try:
        holdings = holdings_of(documents, engagement, settings)
    except Exception as error:
        stamp(troubles.CRASHED, troubles.crashed("auditlint.records", error))
        holdings = Holdings()
    ground = Ground(documents, figures, engagement, settings, holdings)
    claims: list[Claim] = []
    for claimant in claimants:
        try:
            claims.extend(claimant(ground))
        except Exception as error:
            name = f"{claimant.__module__}.{getattr(claimant, '__name__', 'claimant')}"
            stamp(troubles.CRASHED, troubles.crashed(name, error))
    return Facts(documents, figures, tuple(claims), engagement, settings, holdings)


def _fingerprinted(found: Sequence[Diagnostic], engagement: Engagement) -> list[Diagnostic]:
    """In the one order, each with its fingerprint."""
    prints = Fingerprints()
    done = []
    for diagnostic in sorted(found, key=order):
        identity = engagement.of(diagnostic.finding.at.document)
        made = prints.make(diagnostic.code, identity.entity, identity.period, diagnostic.finding)
        done.append(replace(diagnostic, fingerprint=made))
    return done


def _told(found: Iterable[Diagnostic], settings: Settings) -> list[Diagnostic]:
    """Those that are sure enough to be told."""
    return [found_ for found_ in found if found_.confidence >= settings.min_confidence]


def _diagnosed(facts: Facts, found: list[Diagnostic]) -> list[Diagnostic]:
    """``found`` with one cause for many symptoms; as they are should that break off."""
    try:
        return diagnose(facts, found)
    except Exception as error:
        finding = troubles.crashed("auditlint.diagnosis", error)
        stamp = _Stamp(troubles.rules())
        stamp(troubles.CRASHED, finding)
        return [*found, *_fingerprinted(stamp.found, facts.engagement)]
