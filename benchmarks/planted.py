"""How far auditlint can be believed: errors planted one by one, and what becomes of them.

    python -m benchmarks.planted [--each N] [--seed N] [--jobs N] [--missed FILE] [-o FILE] [PDF …]

Every kind of slip is planted into the figures of tables and of running text of the samples (and
of the corpus, where ``AUDITLINT_CORPUS`` names one), ``N`` of each kind a document, and each
changed document is checked whole. Counted are: found, found at the right figure, found with the
right value, what else is said of the same plant, and false alarms.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from auditlint import structure
from auditlint.check import Facts
from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.relation import AtMost
from auditlint.diagnostic import Diagnostic
from auditlint.discovery import Bundles, discover
from auditlint.document import Document
from auditlint.engine import run_documents
from auditlint.figures import CellPlace, Figure, TextPlace
from auditlint.loaders import load
from auditlint.quantity import decimal
from auditlint.settings import Confidence, Settings, Severity
from benchmarks.slips import Plant, applied, plants

SAMPLES = Path(__file__).parent.parent / "samples"
#: Documents of the corpus that are planted: the fullest, and the two without defects.
CORPUS = (
    "jdz-2023/final-accounts.pdf",
    "planning-2024/report.pdf",
    "wanli-2025/report.pdf",
)


#: The shape of a slip, as the diagnosis names it, by the kind that was planted.
SLIPS = {
    "digit": "one-digit",
    "swapped": "digits-exchanged",
    "point": "decimal-point",
    "unit": "unit",
    "sign": "sign",
    "copied": "copied-neighbour",
    "two at once": "one-digit",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one plant; ``codes`` are those of the diagnostics that name it."""

    source: str
    kind: str
    part: str
    where: str
    was: str
    now: str
    claims: int
    within_rounding: bool
    found: bool
    first: bool
    value: bool
    slip: bool
    diagnostics: int
    codes: tuple[str, ...]
    false: tuple[str, ...]


def documents_of(path: Path) -> Document:
    settings = Settings()
    loaded = load(str(path), settings)
    return structure.build(0, str(path), loaded.sha256, loaded.pages)


def planted(path: Path, each: int, seed: int) -> list[Outcome]:
    """Plant up to ``each`` slips a kind in tables and in running text of one document.

    Two slips at once are planted too, ``each`` times a part: digits of two figures.
    """
    document = documents_of(path)
    field = _Field(document, f"{path.parent.name}/{path.name}")
    pick = random.Random(f"{path.name} {seed}")
    groups: dict[tuple[bool, str], list[Plant]] = defaultdict(list)
    year = field.clean.facts.engagement.of(0).period
    for plant in plants(document, field.clean.facts.figures, year, pick):
        if plant.figure not in field.blamed:
            groups[plant.in_table, plant.kind].append(plant)
    outcomes = []
    for _, members in sorted(groups.items()):
        outcomes += [field.one(plant) for plant in pick.sample(members, min(each, len(members)))]
    for part in (True, False):
        digits = groups[part, "digit"]
        outcomes += [field.two(*pick.sample(digits, 2)) for _ in range(each) if len(digits) > 1]
    return outcomes


class _Field:
    """A document that slips are planted into, and what is found in it untouched."""

    def __init__(self, document: Document, source: str) -> None:
        self.document, self.source = document, source
        self.bundles = discover()
        self.clean = run_documents((document,), bundles=self.bundles)
        self.known = {_key(found) for found in self.clean.diagnostics}
        self.blamed = {f.id for found in self.clean.diagnostics for f in _figures(found)}
        self.claims = _claims_by_figure(self.clean.facts)

    def new(self, *slips: Plant) -> list[Diagnostic]:
        """The errors and warnings that the untouched document does not raise."""
        changed = self.document
        # Slips of one block are made from its end, so that the places of the others stay.
        for plant in sorted(slips, key=lambda plant: -plant.start):
            changed = applied(changed, plant)
        return [
            found
            for found in run_documents((changed,), bundles=self.bundles).diagnostics
            if found.severity >= Severity.WARNING and _key(found) not in self.known
        ]

    def one(self, plant: Plant) -> Outcome:
        return self.outcome(plant, self.new(plant))

    def two(self, one: Plant, other: Plant) -> Outcome:
        """Two slips at once: what holds of both."""
        new = self.new(one, other)
        first, second = self.outcome(one, new), self.outcome(other, new)
        return replace(
            first,
            kind="two at once",
            where=f"{first.where} AND {other.was} -> {other.now} in {second.where}",
            within_rounding=first.within_rounding or second.within_rounding,
            found=first.found and second.found,
            first=first.first and second.first,
            value=first.value and second.value,
            slip=first.slip and second.slip,
            diagnostics=len(new) - 1,
            false=tuple(message for message in first.false if message in second.false),
        )

    def outcome(self, plant: Plant, new: Sequence[Diagnostic]) -> Outcome:
        facts = self.clean.facts
        touched = self.claims.get(plant.figure, []) if plant.figure is not None else []
        named = [found for found in new if _names(found, plant)]
        first = [found for found in named if _first(found, plant)]
        figure = facts.figures[plant.figure] if plant.figure is not None else None
        return Outcome(
            source=self.source,
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
                found.cause is not None and found.cause.kind == SLIPS.get(plant.kind)
                for found in first
            ),
            diagnostics=len(named),
            codes=tuple(sorted({found.code for found in named})),
            false=tuple(
                f"{found.code} {found.finding.message.zh}" for found in new if found not in named
            ),
        )


def _key(found: Diagnostic) -> tuple[object, ...]:
    """What makes a diagnostic the same before and after, whatever else its sentence says."""
    finding = found.finding
    cited = sorted((str(_container(cited.figure)), cited.figure.text) for cited in finding.figures)
    return (found.code, finding.at.page, "" if cited else finding.marked, *cited)


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
    if found.cause is None or not found.cause.suggested or plant.value is None:
        return False
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
    decimals = len(plant.now.partition(".")[2])
    changed = replace(figure, value=plant.value, decimals=decimals, text=plant.now)
    return not any(
        judge(_with(claim, figure.id, changed)).verdict in (Verdict.CONTRADICTED, Verdict.TRUNCATED)
        for claim in touched
    )


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


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes counted; shares are of ``judged``, those beyond rounding."""

    planted: int
    judged: int
    found: int
    first: int
    value: int
    slip: int
    single: int
    false: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Tally:
        every = list(outcomes)
        judged = [o for o in every if not o.within_rounding]
        found = [o for o in judged if o.found]
        return cls(
            len(every),
            len(judged),
            len(found),
            sum(o.first for o in found),
            sum(o.value for o in found),
            sum(o.slip for o in found),
            sum(o.diagnostics + len(o.false) == 1 for o in found),
            sum(bool(o.false) for o in every),
        )

    def row(self, name: str) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:.0f} %" if whole else "–"

        cells = (
            name,
            str(self.planted),
            str(self.judged),
            share(self.found, self.judged),
            share(self.first, self.found),
            share(self.value, self.found),
            share(self.slip, self.found),
            share(self.single, self.found),
            share(self.false, self.planted),
        )
        return f"| {' | '.join(cells)} |"


COLUMNS = (
    "planted",
    "beyond rounding",
    "found",
    "right figure first",
    "right value",
    "right slip",
    "one diagnostic",
    "with a false alarm",
)


def table(title: str, groups: dict[str, list[Outcome]]) -> str:
    rows = [Tally.of(members).row(name) for name, members in sorted(groups.items())]
    head = f"| {' | '.join((title, *COLUMNS))} |\n|---{'|---:' * len(COLUMNS)}|"
    return "\n".join((head, *rows))


def grouped(outcomes: Iterable[Outcome], key: str) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[str(getattr(outcome, key))].append(outcome)
    return groups


PAGE = """# How far it can be believed

Errors planted one by one, and what became of them. Written by `python -m benchmarks.planted -o
docs/trust.md`; nothing here is edited by hand.

One printed figure or word of a document is changed in the way authors slip: a digit, two digits
exchanged, the decimal point, 元 for 万元, a sign or a direction word, the figure of the line above,
last year's year; and digits of two figures at once. The changed document is then checked whole.
Only errors and warnings count, and only those that the untouched document does not raise.

- **beyond rounding**: the change is more than the rounding of the figures that are tied to it
  explains; only these can be found. A figure that nothing is tied to counts, and is missed.
- **found**: an error or warning names the planted figure, or a figure of the sentence whose word
  was changed.
- **right figure first**, **right value**: of those found, it is accused, and the value suggested is
  the one that was printed.
- **right slip**: the diagnosis also says how it went wrong (two digits exchanged, 元 for 万元, …);
  where two explanations give the same value, as a copied figure that differs in one digit, only
  the planted one counts.
- **one diagnostic**: of those found, nothing else is reported, whatever the number of equations
  that broke.
- **with a false alarm**: something is reported that does not name the planted figure at all.
"""


def report(outcomes: Sequence[Outcome], bundles: Bundles) -> str:
    """The whole page."""
    by_part = grouped(outcomes, "part")
    kinds = {
        f"{part}: {kind}": found
        for part, members in by_part.items()
        for kind, found in grouped(members, "kind").items()
    }
    return "\n\n".join(
        (
            PAGE.strip(),
            "## Overall",
            table("where", by_part),
            "## By the kind of slip",
            table("slip", kinds),
            "## By document",
            table("document", grouped(outcomes, "source")),
            "## By check",
            _checks(outcomes, {rule.code: rule.name for rule in bundles.rules}),
        )
    )


def _checks(outcomes: Iterable[Outcome], names: dict[str, str]) -> str:
    """Per check: plants it told of, and how often it spoke of something else."""
    told: dict[str, int] = defaultdict(int)
    other: dict[str, int] = defaultdict(int)
    for outcome in outcomes:
        for code in outcome.codes:
            told[code] += 1
        for message in outcome.false:
            other[message.partition(" ")[0]] += 1
    rows = [
        f"| {code} | {names.get(code, '')} | {told[code]} | {other[code]} |"
        for code in sorted({*told, *other})
    ]
    return "\n".join(("| check | name | plants told | false alarms |\n|---|---|---:|---:|", *rows))


def missed(outcomes: Iterable[Outcome]) -> str:
    """Plants that were not found, or found elsewhere, and false alarms: for whoever fixes them."""
    lines = []
    for outcome in sorted(outcomes, key=lambda o: (o.part, o.kind, o.source)):
        what = f"{outcome.source}: {outcome.was} -> {outcome.now} in {outcome.where}"
        head = f"{outcome.part} {outcome.kind}"
        if outcome.within_rounding:
            continue
        if not outcome.found:
            lines.append(f"MISSED {head} ({outcome.claims} claims) {what}")
        elif not outcome.first:
            lines.append(f"ELSEWHERE {head} {','.join(outcome.codes)} {what}")
        elif not outcome.value and outcome.kind not in ("direction", "year"):
            lines.append(f"NO VALUE {head} {','.join(outcome.codes)} {what}")
        lines += [f"FALSE {head} {what}\n      {message}" for message in outcome.false]
    return "\n".join(sorted(lines))


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


def outcomes_of(paths: Sequence[Path], each: int, seed: int, jobs: int) -> list[Outcome]:
    if jobs == 1:
        return [outcome for path in paths for outcome in planted(path, each, seed)]
    with ProcessPoolExecutor(jobs) as pool:
        futures = [pool.submit(planted, path, each, seed) for path in paths]
        return [outcome for future in futures for outcome in future.result()]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", help="reports to plant in; default: samples, corpus")
    parser.add_argument("--each", type=int, default=10, help="plants a kind and document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--missed", type=Path, help="also write what was missed, one a line")
    parser.add_argument("-o", "--output", type=Path, help="write the page here, not to stdout")
    args = parser.parse_args()
    outcomes = outcomes_of(sources(args.paths), args.each, args.seed, args.jobs)
    page = report(outcomes, discover())
    if args.missed:
        args.missed.write_text(missed(outcomes) + "\n", encoding="utf-8")
    if args.output:
        args.output.write_text(page + "\n", encoding="utf-8")
    else:
        sys.stdout.write(page + "\n")


if __name__ == "__main__":
    main()
