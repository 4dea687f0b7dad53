"""One run: load, derive, check, confirm, diagnose, sort.

Every stage is a pure function of the ones before; this is where they are joined.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import starmap
from pathlib import Path

from auditlint import patterns, reading, troubles
from auditlint.cache import Cache
from auditlint.check import Check, Facts
from auditlint.claims import CLAIMANTS
from auditlint.claims.claim import Claim, Verdict, said_once
from auditlint.claims.ground import Claimant, Ground
from auditlint.confirm import confirmed, tempered
from auditlint.coverage import coverage
from auditlint.deadline import OutOfTimeError, deadline
from auditlint.diagnosis import diagnose
from auditlint.diagnostic import MISREAD, Diagnostic, Finding, Fingerprints, order
from auditlint.discovery import Bundles, digest, discover, selected
from auditlint.document import Document, Mark
from auditlint.engagement import Engagement, engagement_of
from auditlint.figures import Figure, Figures
from auditlint.figures.gather import document_figures
from auditlint.loaders import LoadProblem
from auditlint.reading import Reading
from auditlint.records.holdings import Holdings, holdings_of
from auditlint.result import Result, Rule
from auditlint.settings import Confidence, Settings, Severity

#: Called with the path of a file, how many are read (a file of many pages in part too) and the
#: number of files; with no path when all are read and the checks begin.
Progress = Callable[[str, float, int], None]


def run(
    paths: Sequence[str],
    settings: Settings | None = None,
    *,
    checks: Iterable[Check] | None = None,
    bundles: Bundles | None = None,
    progress: Progress | None = None,
    pool: reading.Pool | None = None,
    begun: Reading | None = None,
    keep_on_interrupt: bool = False,
) -> Result:
    """Check the files at ``paths`` as one engagement.

    ``checks`` are judged instead of those the settings select. ``pool`` makes the executor that
    files are read with; processes of this machine by default, where worthwhile. ``begun`` is the
    reading of these very files with these settings, where that has begun already. With
    ``keep_on_interrupt`` a ``KeyboardInterrupt`` ends the run early and what was found until
    then is returned, with a diagnostic for whatever was not reached. Raises
    ``UsageProblem`` where a path does not exist, a folder holds nothing to read, or a selected
    code is unknown; whatever goes wrong with a file or a check becomes a diagnostic instead.
    """
    settings = settings or Settings()
    files = reading.expanded(paths)
    with nullcontext(begun) if begun else reading.begun(files, settings, pool=pool) as started:
        given = checks is not None or bundles is not None
        bundles = bundles or discover(settings)
        judged = _judged_checks(settings, checks, bundles)
        cache = None if given else Cache.of(settings)
        key = _key(files, settings, bundles, cache) if cache is not None else ""
        kept = cache.get(key) if cache is not None and key else None
        if isinstance(kept, Result):
            return kept
        stamp = _Stamp(bundles.rules, judged)
        for offered in bundles.offered:
            if offered.problem:
                stamp(troubles.BUNDLE, troubles.bundle_not_loaded(offered.name, offered.problem))
        stamp.keep = keep_on_interrupt
        documents = _load(files, started, stamp, progress)
        result = _judged(documents, settings, judged, bundles, stamp, started)
    whole = stamp.whole and not result.interrupted
    whole = whole and all(found.code != troubles.CRASHED for found in result.diagnostics)
    if cache is not None and key and whole:
        cache.put(key, pickle.dumps(result, protocol=5))
    if settings.cache:
        patterns.keep()
    return result


def _key(files: Sequence[str], settings: Settings, bundles: Bundles, cache: Cache) -> str:
    """The key of what a run gives: files by name and content, settings, code and checks.

    Empty where something of it cannot be read.
    """
    if any(offered.problem for offered in bundles.offered):
        return ""
    try:
        contents = [hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in files]
        return cache.key(
            repr((files, contents, settings, digest(bundles))).encode(errors="replace"),
            "result",
            settings,
        )
    except OSError:
        return ""


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
    stamp = _Stamp(bundles.rules, judged)
    with reading.begun([], settings) as begun:
        return _judged(tuple(documents), settings, judged, bundles, stamp, begun)


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
    begun: Reading,
) -> Result:
    """What the checks find in ``documents``, added to what ``stamp`` holds already."""
    stamp.seconds = settings.limits.timeout * max(len(documents), 1)
    facts = _derive(documents, bundles.claimants, settings, stamp)
    with stamp.watched("auditlint.claims"):
        for index, pages in _in_doubt(facts).items():
            begun.look_again(documents[index], pages)
    _check(facts, judged, stamp)

    def second(document: Document, pages: Collection[int]) -> dict[int, tuple[Mark, ...]]:
        seen = begun.seen_again(document, pages)
        stamp.whole = stamp.whole and len(seen) == len(pages)
        return seen

    sure = tempered(stamp.found, facts.documents, troubles.is_trouble)
    found = confirmed(sure, facts.documents, second)
    told = _told(_fingerprinted(found, facts.engagement), settings)
    if settings.diagnosis:
        told = _diagnosed(facts, told)
    return Result(
        facts,
        coverage(facts, _accused(told)),
        tuple(sorted(told, key=order)),
        bundles.rules,
        interrupted=stamp.interrupted,
    )


def _in_doubt(facts: Facts) -> dict[int, set[int]]:
    """The pages that errors will probably stand on, by document."""
    found: dict[int, set[int]] = {}
    for one in facts.judgements:
        claim = one.claim
        if (
            one.verdict is Verdict.CONTRADICTED
            and claim.confidence is Confidence.HIGH
            and claim.severity is Severity.ERROR
        ):
            for figure in claim.figures:
                if figure.span.box is not None and figure.span.page is not None:
                    found.setdefault(figure.document, set()).add(figure.span.page)
    return found


def _accused(told: Iterable[Diagnostic]) -> set[int]:
    """The figures that findings with arithmetic hold to be wrong, by id."""
    return {
        found.finding.figures[0].figure.id
        for found in told
        if found.severity >= Severity.WARNING
        and found.finding.claim is not None
        and found.finding.figures
        and (found.cause is None or found.cause.kind != MISREAD)
    }


def _check(facts: Facts, judged: Sequence[Check], stamp: _Stamp) -> None:
    """Everything that the checks find; an interrupt leaves out the rest of them."""
    reached = 0
    with stamp.kept(lambda: troubles.checks_not_reached([c.code for c in judged[reached:]])):
        for reached, check in enumerate(judged):  # noqa: B007 (read after an interrupt)
            with stamp.watched(check.code):
                for finding in check.run(facts):
                    stamp(check.code, finding)


@dataclass(slots=True)
class _Stamp:
    """Turns findings into diagnostics without fingerprints, which need the whole run."""

    names: dict[str, str]
    found: list[Diagnostic]
    seconds: float  # that one check or claimant may take; 0: no limit
    keep: bool  # what was found before an interrupt
    interrupted: bool
    whole: bool  # nothing broke off, so that another run would find the same

    def __init__(self, rules: Iterable[Rule], checks: Iterable[Check] = ()) -> None:
        self.names = {rule.code: rule.name for rule in rules} | {c.code: c.name for c in checks}
        self.found = []
        self.seconds = 0
        self.keep = self.interrupted = False
        self.whole = True

    @contextmanager
    def watched(self, what: str, document: int = 0) -> Iterator[None]:
        """Lets a check, a claimant or another part of a run break off without ending the run."""
        try:
            with deadline(self.seconds):
                yield
        except OutOfTimeError:
            self.whole = False
            self(troubles.TOOK_TOO_LONG, troubles.took_too_long(what, self.seconds))
        except Exception as error:
            self.whole = False
            self(troubles.CRASHED, troubles.crashed(what, error, document))

    @contextmanager
    def kept(self, rest: Callable[[], Finding | Iterable[Finding]]) -> Iterator[None]:
        """Where results are kept, an interrupt leaves out the ``rest`` and says so."""
        try:
            yield
        except KeyboardInterrupt:
            if not self.keep:
                raise
            self.interrupted = True
            said = rest()
            for finding in (said,) if isinstance(said, Finding) else said:
                self(troubles.INTERRUPTED, finding)

    def __call__(self, code: str, finding: Finding) -> None:
        sure = finding.confidence is Confidence.HIGH
        severity = finding.severity if sure else min(finding.severity, Severity.WARNING)
        name = self.names.get(code, code.lower())
        self.found.append(
            Diagnostic(code, name, severity, finding.confidence, finding, "", finding.cause)
        )


def _load(
    paths: Sequence[str], begun: Reading, stamp: _Stamp, progress: Progress | None
) -> tuple[Document, ...]:
    """The files as documents; what cannot be read is reported and stays an empty document."""
    documents: list[Document] = []
    done = 0

    def told(index: int, share: float = 0.0) -> None:
        if progress is not None:
            progress(paths[index], index + share, len(paths))

    with (
        stamp.kept(lambda: starmap(troubles.not_reached, _rest(len(documents), paths[done:]))),
        closing(begun.outcomes(told)) as outcomes,
    ):
        for index, path in enumerate(paths):
            told(index)
            outcome = next(outcomes)
            at = len(documents)
            read = [replace(one, index=at + n) for n, one in enumerate(outcome.documents)]
            stamp.whole = stamp.whole and outcome.problem is None
            if isinstance(outcome.problem, LoadProblem):
                stamp(outcome.problem.code, troubles.unreadable(at, path, outcome.problem))
            elif outcome.problem is not None:
                stamp(troubles.CRASHED, troubles.crashed(Path(path).name, outcome.problem, at))
            for code, finding in troubles.notices(read[0], outcome.notices):
                stamp(code, finding)
            documents.extend(read)
            done += 1
    if progress is not None:
        progress("", len(paths), len(paths))
    unread = (Document(index, path, "", ()) for index, path in _rest(len(documents), paths[done:]))
    return (*documents, *unread)


def _rest(first: int, paths: Sequence[str]) -> list[tuple[int, str]]:
    """Files that were not read, with their positions behind the documents that were."""
    return list(enumerate(paths, first))


def _derive(
    documents: tuple[Document, ...],
    others: Iterable[Claimant],
    settings: Settings,
    stamp: _Stamp,
) -> Facts:
    found: list[Figure] = []
    for document in documents:
        name = Path(document.path).name
        with stamp.watched(f"auditlint.figures ({name})", document.index):
            found.extend(document_figures(document, len(found)))
    figures = Figures.indexed(found)
    engagement, holdings = Engagement(), Holdings()
    with stamp.watched("auditlint.engagement"):
        engagement = engagement_of(documents, settings)
    with stamp.watched("auditlint.records"):
        holdings = holdings_of(documents, engagement, settings)
    ground = Ground(documents, figures, engagement, settings, holdings)
    claims = (*said_once(_claims(CLAIMANTS, ground, stamp)), *_claims(others, ground, stamp))
    return Facts(documents, figures, claims, engagement, settings, holdings)


def _claims(claimants: Iterable[Claimant], ground: Ground, stamp: _Stamp) -> Iterator[Claim]:
    for claimant in claimants:
        with stamp.watched(f"{claimant.__module__}.{getattr(claimant, '__name__', 'claimant')}"):
            yield from tuple(claimant(ground))


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
