"""Cells of all tables changed in turn: how many changes are seen, by kind of table.

    python -m benchmarks.cells [--each N] [--seed N] [--every N] [--missed] [-o FILE] [PDF …]

In each quantity cell one digit is changed, ``N`` times with different digits; all claims are
made anew from the changed figures. A change is *seen* if a contradicted claim of medium or high
confidence, that was not contradicted before, has the changed figure among its own. Changes
within fifteen units of the last place are left out: rounding may explain them. Without PDFs
the samples are taken, and of the corpus (``AUDITLINT_CORPUS``) three documents.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditlint.claims import (
    balances,
    form_totals,
    products,
    restated_cells,
    rows,
    shares_in_tables,
    totals,
)
from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.ground import Claimant, Ground
from auditlint.claims.packs import bare_title, read_pack
from auditlint.discovery import discover
from auditlint.document import Document
from auditlint.figures import CellPlace, Figure, Figures
from auditlint.figures.gather import figures_of
from auditlint.quantity import decimal
from auditlint.settings import Confidence
from benchmarks.planted import documents_of, sources

_TABLE_CLAIMANTS: tuple[Claimant, ...] = (
    *totals.CLAIMANTS,
    *form_totals.CLAIMANTS,
    *rows.CLAIMANTS,
    *shares_in_tables.CLAIMANTS,
    *products.CLAIMANTS,
    *balances.CLAIMANTS,
    *restated_cells.CLAIMANTS,
)
#: Changes of fewer last units than this may pass as rounding.
_ENVELOPE = 15
_OTHER, _ALL = "other tables (scores, areas, lists)", "all"


@dataclass(slots=True)
class Tally:
    """Changes made in the tables of one title, and how many of them were seen."""

    cells: int = 0
    changes: int = 0
    seen: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.seen / self.changes if self.changes else 1.0


def changed_digits(figure: Figure, count: int, pick: random.Random) -> Iterator[Figure]:
    """``figure`` with one digit changed beyond rounding, up to ``count`` times."""
    text = figure.text
    places = [at for at, character in enumerate(text) if character.isdigit()]
    options = [(at, digit) for at in places for digit in "0123456789" if digit != text[at]]
    pick.shuffle(options)
    made = 0
    for at, digit in options:
        if made == count:
            return
        now = text[:at] + digit + text[at + 1 :]
        value = decimal(now.rstrip("%％")) * (-1 if figure.value < 0 else 1)
        exact = figure.nature.name in ("COUNT", "SCORE") and figure.decimals == 0
        envelope = 0 if exact else _ENVELOPE * figure.resolution / figure.unit.scale
        if abs(value - figure.value) > envelope:
            made += 1
            yield replace(figure, text=now, value=value)


def contradictions(
    document: Document, figures: Sequence[Figure], claimants: Sequence[Claimant]
) -> list[Claim]:
    """The contradicted claims on tables that would be told of."""
    ground = Ground((document,), Figures.indexed(figures))
    return [
        claim
        for claimant in claimants
        for claim in claimant(ground)
        if claim.confidence >= Confidence.MEDIUM and judge(claim).verdict is Verdict.CONTRADICTED
    ]


def tally(document: Document, each: int, every: int, seed: int) -> dict[str, Tally]:
    """Change the cells of one document, one in ``every``, ``each`` times."""
    figures = list(figures_of((document,)))
    claimants = (*_TABLE_CLAIMANTS, *discover().claimants)
    before = {_key(claim) for claim in contradictions(document, figures, claimants)}
    pick = random.Random(seed)
    found: dict[str, Tally] = {}
    cells = [
        figure
        for figure in figures
        if isinstance(figure.place, CellPlace)
        and figure.is_quantity
        and document.tables[figure.place.table].understood
    ]
    for figure in cells[::every]:
        assert isinstance(figure.place, CellPlace)
        title = document.tables[figure.place.table].title or "（无标题）"
        count = found.setdefault(title, Tally())
        count.cells += 1
        for now in changed_digits(figure, each, pick):
            figures[figure.id] = now
            told = contradictions(document, figures, claimants)
            count.changes += 1
            seen = any(
                _key(claim) not in before and figure.id in (one.id for one in claim.figures)
                for claim in told
            )
            count.seen += seen
            if not seen:
                count.missed.append(f"{figure.measure}: {figure.text} → {now.text}")
        figures[figure.id] = figure
    return found


def _key(claim: Claim) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    return claim.kind, claim.rule, tuple((figure.id, figure.text) for figure in claim.figures)


def kind_of(title: str) -> str:
    """The form a table is, by the titles that the identity packs know; others together."""
    bare = bare_title(title)
    forms = {
        known
        for path in discover().packs
        for one in read_pack(path).titles.values()
        for known in one
    }
    return bare if bare in forms else _OTHER


def report(results: dict[str, dict[str, Tally]], each: int, every: int) -> str:
    """The page: one row a kind of table, and the whole."""
    cells = "a cell" if every == 1 else f"one cell in {every}"
    lines = [
        "# Every cell changed in turn",
        "",
        f"One digit of {cells} is changed beyond rounding, and all claims are made anew. A change",
        "is seen if a contradiction names the changed cell. What stays unseen are figures that",
        "nothing else in the tables is tied to (counts of guests, equipment, what an indicator",
        "came to), and cells of tables that hold an error already. Regenerate with",
        f"`python -m benchmarks.cells --every {every} --each {each} -o docs/cells.md`.",
        "",
        "| kind of table | cells | changes | seen |",
        "|---|---:|---:|---:|",
    ]
    kinds: dict[str, Tally] = {}
    for tables in results.values():
        for title, count in tables.items():
            for kind in (kind_of(title), _ALL):
                sum_ = kinds.setdefault(kind, Tally())
                sum_.cells += count.cells
                sum_.changes += count.changes
                sum_.seen += count.seen
    order = sorted(kinds, key=lambda kind: (kind == _ALL, kind == _OTHER, kind))
    for kind in order:
        count = kinds[kind]
        lines.append(f"| {kind} | {count.cells} | {count.changes} | {count.share:.1%} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pdfs", nargs="*", type=Path)
    parser.add_argument("--each", type=int, default=2, help="changes a cell")
    parser.add_argument("--every", type=int, default=1, help="take one cell in N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", action="store_true", help="name what was not seen")
    parser.add_argument("-o", type=Path, dest="output")
    given = parser.parse_args(arguments)
    results = {
        f"{path.parent.name}/{path.stem}": tally(
            documents_of(path), given.each, given.every, given.seed
        )
        for path in given.pdfs or sources([])
    }
    text = report(results, given.each, given.every)
    for source, tables in results.items():
        for title, count in tables.items():
            for missed in count.missed if given.missed else ():
                sys.stderr.write(f"{source} {title}: {missed}\n")
    if given.output:
        given.output.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
