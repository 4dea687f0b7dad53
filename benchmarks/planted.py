"""How far auditlint can be believed: errors planted one by one, and what becomes of them.

    python -m benchmarks.planted [--each N] [--seed N] [--jobs N] [--keep FILE] [--rebuilt N]
                                 [--missed FILE] [-o FILE] [PDF …]

Every kind of slip is planted into the figures of tables and of running text of the samples (and
of the corpus, where ``AUDITLINT_CORPUS`` names one), ``N`` of each kind a document, and each
changed document is checked whole. Counted are: found, found at the right figure, found with the
right value, what else is said of the same plant, and false alarms. Some slips are made in the
PDF itself, which is then read anew.

With ``--keep`` outcomes are kept as they come, and a run that broke off goes on where it was.
With ``-o`` the page is written, and with the page the ``trust.toml`` of our checks.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from auditlint import structure, trust
from auditlint.check import Check, Facts
from auditlint.claims.claim import Claim, Judgement, Verdict, judge
from auditlint.claims.relation import AtMost
from auditlint.diagnostic import Diagnostic, Finding
from auditlint.discovery import discover
from auditlint.document import Document
from auditlint.engine import run, run_documents
from auditlint.figures import CellPlace, Figure, TextPlace
from auditlint.loaders import load
from auditlint.quantity import decimal
from auditlint.settings import Confidence, Settings, Severity
from benchmarks import rebuilt, trust_page
from benchmarks.outcomes import BESIDE, FILE, Outcome, kept, missed, trusted
from benchmarks.slips import Plant, applied, plants

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
TRUST = ROOT / "checks" / "auditlint_checks" / trust.FILE
#: Documents of the corpus that are planted: the fullest, and the two without defects.
CORPUS = (
    "jdz-2023/final-accounts.pdf",
    "planning-2024/report.pdf",
    "wanli-2025/report.pdf",
)
#: The shapes of a slip, as the diagnosis names them, by the kind that was planted.
SLIPS = {
    "digit": ("one-digit",),
    "missing": ("digit-missing",),
    "extra": ("digit-extra",),
    "swapped": ("digits-exchanged",),
    "point": ("decimal-point",),
    "unit": ("unit",),
    "sign": ("sign",),
    "copied": ("copied-neighbour",),
    "rate of the line above": ("rate-of-neighbour",),
    "other scope": ("other-scope",),
    "other year": ("other-period",),
    "cut off": ("truncated",),
    "part left out": ("part-missed-or-doubled",),
    "direction": ("direction",),
    "year": ("year",),
    "two at once": ("one-digit",),
}


def documents_of(path: Path) -> Document:
    settings = Settings()
    loaded = load(str(path), settings)
    return structure.build(0, str(path), loaded.sha256, loaded.pages)


def planted(
    path: Path, each: int, seed: int, rebuild: int = 0, done: frozenset[str] = frozenset()
) -> Iterator[Outcome]:
    """Plant up to ``each`` slips a kind in tables and in running text of one document.

    Two slips at once are planted too, ``each`` times a part: digits of two figures. Of a PDF
    whose content can be edited, ``rebuild`` slips a part are also made in the file. ``done`` are
    places and slips (``Plant.name``) that need no outcome any more.
    """
    field = Field(path)
    gc.collect()
    gc.freeze()  # the untouched document stays: it need not be walked at every plant
    pick = random.Random(f"{path.name} {seed}")
    groups: dict[tuple[bool, str], list[Plant]] = defaultdict(list)
    for plant in plants(field.document, field.clean.facts, pick):
        if plant.figure not in field.blamed:
            groups[plant.in_table, plant.kind].append(plant)
    for key, members in sorted(groups.items()):
        # Each kind is drawn by itself: a new kind leaves the plants of the others as they were.
        own = random.Random(f"{path.name} {seed} {key}")
        for plant in own.sample(members, min(each, len(members))):
            if plant.name not in done:
                yield field.one(plant)
    for part in (True, False):
        digits = groups[part, "digit"]
        for _ in range(each if len(digits) > 1 else 0):
            one, other = pick.sample(digits, 2)
            if one.name + other.name not in done:
                yield field.two(one, other)
    for part in (True, False) if rebuild else ():
        members = [
            plant
            for (in_table, _), found in sorted(groups.items())
            for plant in found
            if in_table is part
        ]
        yield from field.rebuilt(pick.sample(members, len(members)), rebuild, done)


class Field:
    """A document that slips are planted into, and what is found in it untouched."""

    def __init__(self, path: Path) -> None:
        self.path, self.source = path, f"{path.parent.name}/{path.name}"
        # What is changed in the model is printed on no page: there is no file to read again.
        read = documents_of(path)
        self.document = replace(read, path=f"planted/{path.name}", sha256="")
        self.bundles = discover()
        self.clean = run_documents((self.document,), bundles=self.bundles)
        self.known = {_key(found) for found in self.clean.diagnostics}
        self.blamed = {f.id for found in self.clean.diagnostics for f in _figures(found)}
        self.claims = _claims_by_figure(self.clean.facts)
        self.judged: dict[int, list[Judgement]] = defaultdict(list)
        for found in self.clean.facts.judgements:
            for figure in found.claim.figures:
                self.judged[figure.id].append(found)

    @cached_property
    def judging(self) -> tuple[Check, ...]:
        """The checks that look at claims, not only at words."""
        found = []
        for check in self.bundles.checks:
            facts = _Judged.of(self.clean.facts, ())
            list(check.run(facts))
            if facts.asked:
                found.append(check)
        return tuple(found)

    def new(self, *slips: Plant) -> list[Diagnostic]:
        """What counts and the untouched document does not raise."""
        changed = self.document
        # Slips of one block are made from its end, so that the places of the others stay.
        for plant in sorted(slips, key=lambda plant: -plant.start):
            changed = applied(changed, plant)
        return self.unknown(run_documents((changed,), bundles=self.bundles).diagnostics)

    def unknown(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [one for one in found if _counts(one) and _key(one) not in self.known]

    def one(self, plant: Plant) -> Outcome:
        return self.outcome(plant, self.new(plant))

    def two(self, one: Plant, other: Plant) -> Outcome:
        """Two slips at once: what holds of both."""
        new = self.new(one, other)
        first, second = self.outcome(one, new), self.outcome(other, new)
        return replace(
            first,
            kind="two at once",
            name=one.name + other.name,
            where=f"{first.where} AND {other.was} -> {other.now} in {second.where}",
            within_rounding=first.within_rounding or second.within_rounding,
            found=first.found and second.found,
            first=first.first and second.first,
            value=first.value and second.value,
            slip=first.slip and second.slip,
            diagnostics=len(new) - 1,
            codes=tuple(sorted({*first.codes, *second.codes})),
            false=tuple(message for message in first.false if message in second.false),
            broken=tuple(sorted({*first.broken, *second.broken})),
        )

    def rebuilt(
        self, members: Iterable[Plant], wanted: int, done: frozenset[str]
    ) -> Iterator[Outcome]:
        """Up to ``wanted`` slips made in the PDF itself, and the same in the model beside.

        Few are tried: a file that cannot be edited in one place cannot be in most.
        """
        for plant in islice(members, 5 * wanted):
            if wanted <= 0:
                return
            path = rebuilt.changed(self.path, plant, self.clean.facts)
            if path is None:
                continue
            wanted -= 1
            if f"pdf {plant.name}" not in done:
                result = run([str(path)], Settings(cache=False, jobs=1), bundles=self.bundles)
                new = self.unknown(result.diagnostics)
                in_file = self.outcome(plant, new)
                doubted = any(
                    found.cause is not None and found.cause.kind == "misread"
                    for found in new
                    if _names(found, plant)
                )
                yield replace(in_file, reader=FILE, name=f"pdf {plant.name}", doubted=doubted)
                yield replace(self.one(plant), reader=BESIDE, name=f"beside {plant.name}")
            path.unlink()

    def broken(self, plant: Plant) -> tuple[str, ...]:
        """The checks that tell of the slip when it is put into the claims of the clean document.

        They are what a reader would expect to tell: no claim is lost to the slip itself.
        """
        if plant.figure is None or plant.value is None:
            return ()
        figure = _changed(self.clean.facts.figures[plant.figure], plant)
        touched = self.judged[plant.figure]
        groups = {found.claim.group for found in touched} - {""}
        beside = [
            found
            for found in self.clean.facts.judgements
            if found.claim.group in groups and found not in touched
        ]
        given = [judge(_with(found.claim, figure.id, figure)) for found in touched]
        facts = _Judged.of(self.clean.facts, (*given, *beside))
        return tuple(
            sorted(
                check.code
                for check in self.judging
                if any(self._tells(found, figure) for found in check.run(facts))
            )
        )

    def _tells(self, found: Finding, figure: Figure) -> bool:
        return (
            found.severity >= Severity.WARNING
            and found.confidence >= Confidence.MEDIUM
            and any(cited.figure.id == figure.id for cited in found.figures)
        )

    def outcome(self, plant: Plant, new: Sequence[Diagnostic]) -> Outcome:
        facts = self.clean.facts
        touched = self.claims.get(plant.figure, []) if plant.figure is not None else []
        named = [found for found in new if _names(found, plant)]
        first = [found for found in named if _first(found, plant)]
        figure = facts.figures[plant.figure] if plant.figure is not None else None
        return Outcome(
            source=self.source,
            name=plant.name,
            kind=plant.kind,
            part="tables" if plant.in_table else "narrative",
            where=_where(facts, plant),
            was=plant.was,
            now=plant.now,
            claims=len(touched),
            within_rounding=figure is not None and _within_rounding(touched, figure, plant),
            found=bool(named),
            first=bool(first),
            value=any(_suggests(found, plant) for found in first),
            slip=any(
                found.cause is not None and found.cause.kind in SLIPS[plant.kind] for found in first
            ),
            diagnostics=len(named),
            codes=tuple(
                sorted({part.code for found in named for part in (found, *found.consequences)})
            ),
            false=tuple(
                f"{found.code} {found.finding.message.zh}" for found in new if found not in named
            ),
            broken=self.broken(plant),
            meant=plant.meant,
            said=",".join(found.cause.kind for found in first if found.cause is not None),
        )


@dataclass(frozen=True)
class _Judged(Facts):
    """Facts whose claims are judged already, and that remember whether a check asked for them."""

    given: tuple[Judgement, ...] = ()
    asked: list[bool] = field(default_factory=list)

    @classmethod
    def of(cls, facts: Facts, given: tuple[Judgement, ...]) -> _Judged:
        claims = tuple(found.claim for found in given)
        return cls(
            facts.documents,
            facts.figures,
            claims,
            facts.engagement,
            facts.settings,
            facts.holdings,
            given,
        )

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        self.asked.append(True)
        return self.given


def _key(found: Diagnostic) -> tuple[object, ...]:
    """What makes a diagnostic the same before and after, whatever else its sentence says."""
    finding = found.finding
    cited = sorted((str(_container(cited.figure)), cited.figure.text) for cited in finding.figures)
    return (found.code, finding.at.page, "" if cited else finding.marked, *cited)


def _counts(found: Diagnostic) -> bool:
    """Errors and warnings count; that digits were cut off is told as an info."""
    cut = found.cause is not None and found.cause.kind == "truncated"
    return cut or found.severity >= Severity.WARNING


def _container(figure: Figure) -> tuple[int, ...]:
    """The cell or block a figure stands in: a slip before it moves it within its block."""
    place = figure.place
    if isinstance(place, CellPlace):
        return (place.table, place.row, place.column)
    return (place.block,) if isinstance(place, TextPlace) else (figure.id,)


def _figures(found: Diagnostic) -> Iterable[Figure]:
    for part in (found, *found.consequences):
        for cited in part.finding.figures:
            yield cited.figure


def _names(found: Diagnostic, plant: Plant) -> bool:
    if any(_at(figure, plant) for figure in _figures(found)):
        return True
    # Findings on words must mark the planted characters, whatever figures they cite.
    return plant.figure is None and plant.now in found.finding.marked


def _at(figure: Figure, plant: Plant) -> bool:
    place = plant.place
    if figure.document != plant.document or isinstance(figure.place, CellPlace) != plant.in_table:
        return False
    if isinstance(place, CellPlace):
        return isinstance(figure.place, CellPlace) and (
            (figure.place.table, figure.place.row, figure.place.column)
            == (place.table, place.row, place.column)
        )
    assert isinstance(figure.place, TextPlace)
    if figure.place.block != place.block:
        return False
    if plant.figure is None:  # a word: what it compares stands around it
        return True
    return figure.place.start == place.start


def _first(found: Diagnostic, plant: Plant) -> bool:
    figures = found.finding.figures
    return _at(figures[0].figure, plant) if figures else plant.now in found.finding.marked


def _suggests(found: Diagnostic, plant: Plant) -> bool:
    if found.cause is None or not found.cause.suggested:
        return False
    if plant.figure is None:
        return found.cause.suggested == plant.was
    if plant.kind == "unit" and not plant.in_table:
        return found.cause.kind == "unit"
    suggested = found.cause.suggested.rstrip("%％分个亩万元")
    try:
        return decimal(suggested) == decimal(plant.was)
    except ValueError:
        return plant.was in found.cause.suggested


def _claims_by_figure(facts: Facts) -> dict[int, list[Claim]]:
    """The claims that could tell of a change, by the figures they touch."""
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        if claim.confidence >= Confidence.MEDIUM and not isinstance(claim.relation, AtMost):
            for figure in claim.figures:
                found[figure.id].append(claim)
    return found


def _within_rounding(touched: Sequence[Claim], figure: Figure, plant: Plant) -> bool:
    """Whether every claim on the figure still holds with the planted value."""
    if plant.value is None or not touched:
        return False
    changed = _changed(figure, plant)
    return not any(
        judge(_with(claim, figure.id, changed)).verdict in (Verdict.CONTRADICTED, Verdict.TRUNCATED)
        for claim in touched
    )


def _changed(figure: Figure, plant: Plant) -> Figure:
    """The figure as it is planted."""
    assert plant.value is not None
    if plant.kind == "unit" and not plant.in_table:
        # The unit beside it changed, so that the same number is another amount.
        return replace(figure, value=plant.value)
    decimals = len(plant.now.partition(".")[2])
    return replace(figure, value=plant.value, decimals=decimals, text=plant.now)


def _with(claim: Claim, figure: int, changed: Figure) -> Claim:
    stated = changed if claim.stated.id == figure else claim.stated
    inputs = tuple(changed if given.id == figure else given for given in claim.inputs)
    return replace(claim, stated=stated, inputs=inputs)


def _where(facts: Facts, plant: Plant) -> str:
    document, place = facts.documents[plant.document], plant.place
    if isinstance(place, CellPlace):
        table = document.tables[place.table]
        return f"{table.title or f'table {place.table}'}: {table.context(place.row)[:60]}"
    text = document.blocks[place.block].text.value
    return f"…{text[max(plant.start - 30, 0) : plant.start + 20]}…"


def sources(given: Sequence[str]) -> list[Path]:
    if given:
        return [Path(path) for path in given]
    found = [
        SAMPLES / name for name in ("clean-report.pdf", "clean-budget.pdf", "final-accounts.pdf")
    ]
    corpus = os.environ.get("AUDITLINT_CORPUS", "")
    if corpus:
        found += [Path(corpus) / name for name in CORPUS]
    else:
        sys.stderr.write("AUDITLINT_CORPUS is not set: planting in the samples only\n")
    return found


def outcomes_of(
    paths: Sequence[Path],
    each: int,
    seed: int,
    jobs: int,
    rebuild: int = 0,
    keep: Path | None = None,
) -> list[Outcome]:
    """What became of every plant; those that ``keep`` holds are not planted again."""
    before = list(kept(keep)) if keep is not None else []
    done = frozenset(outcome.key for outcome in before)
    given = [(path, each, seed, rebuild, done, keep) for path in paths]
    if jobs == 1:
        found = [_planted(one) for one in given]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            found = list(pool.map(_planted, given))
    return before + [outcome for outcomes in found for outcome in outcomes]


def _planted(
    given: tuple[Path, int, int, int, frozenset[str], Path | None],
) -> list[Outcome]:
    path, each, seed, rebuild, done, keep = given
    found = []
    own = frozenset(
        name
        for source, name in (key.split("\t", 1) for key in done)
        if source == f"{path.parent.name}/{path.name}"
    )
    for outcome in planted(path, each, seed, rebuild, own):
        found.append(outcome)
        if keep is not None:
            with keep.open("a", encoding="utf-8") as file:
                file.write(outcome.line + "\n")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="reports to plant in; default: samples, corpus")
    parser.add_argument("--each", type=int, default=10, help="plants a kind and document")
    parser.add_argument("--rebuilt", type=int, default=0, help="plants in the PDF, a part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="keep outcomes here, and go on from them")
    parser.add_argument("--missed", type=Path, help="also write what was missed, one a line")
    parser.add_argument("-o", "--output", type=Path, help="write the page here, not to stdout")
    args = parser.parse_args()
    outcomes = outcomes_of(
        sources(args.paths), args.each, args.seed, args.jobs, args.rebuilt, args.keep
    )
    names = {rule.code: rule.name for rule in discover().rules}
    written = trust_page.page(outcomes, names, trust_page.noise(SAMPLES))
    if args.missed:
        args.missed.write_text(missed(outcomes) + "\n", encoding="utf-8")
    if args.output:
        args.output.write_text(written, encoding="utf-8")
        TRUST.write_text(trust_page.data(trusted(outcomes)), encoding="utf-8")
    else:
        sys.stdout.write(written)


if __name__ == "__main__":
    main()
