"""Identities of packs as claims on the tables of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.ground import Ground
from auditlint.claims.packs import Formula, Identity, Pack, Term
from auditlint.claims.relation import AtMost, Equal, Relation, Sum
from auditlint.claims.restated_cells import is_tail
from auditlint.claims.sides import Side, alike, sides
from auditlint.document import Column, Row, RowKind
from auditlint.figures import Figure
from auditlint.figures.cells import is_basis
from auditlint.language.zh.tables import bare, cleaned, is_total, without_unit
from auditlint.language.zh.titles import title_and_scope
from auditlint.quantity import Dimension
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class PackClaimant:
    """Gives the claims of one pack."""

    pack: Pack

    def __call__(self, ground: Ground) -> Iterator[Claim]:
        return claim_identities(ground, self.pack)


def claim_identities(ground: Ground, pack: Pack) -> Iterator[Claim]:
    """Every identity of a pack on every document that has its tables."""
    by_document: dict[int, list[Side]] = {}
    for side in sides(ground):
        by_document.setdefault(side.document.index, []).append(side)
    for found in by_document.values():
        for forms in _sets(pack, found):
            for identity in pack.identities:
                for at, formula in enumerate(identity.formulas):
                    if identity.when and not forms.holds(identity.when[at]):
                        continue
                    yield from _claims(forms, identity, formula)


def _sets(pack: Pack, found: Iterable[Side]) -> list[_Forms]:
    """The tables of a pack as sets that belong together.

    A department and its units in one file print the same forms in the same order, one set after
    the other; or each title says whose it is: （本级）, （汇总）. Where a form comes twice and
    neither tells which is meant, it belongs to no set.
    """
    named = [
        (name, scope, side)
        for side in found
        for title, scope in [title_and_scope(side.table.title)]
        for name, titles in pack.titles.items()
        if title and title in titles
    ]
    scopes = dict.fromkeys(scope for _, scope, _ in named)
    sets: list[_Forms] = []
    for scope in scopes:
        own = [(name, side) for name, other, side in named if other == scope]
        order = list(dict.fromkeys((name, side.table.number) for name, side in own))
        names = [name for name, _ in order]
        once = list(dict.fromkeys(names))
        times = len(names) // len(once)
        if times > 1 and names == once * times:
            parts = [order[at : at + len(once)] for at in range(0, len(order), len(once))]
        else:
            parts = [[entry for entry in order if names.count(entry[0]) == 1]]
        for part in parts:
            forms = _Forms(pack)
            for name, side in own:
                if (name, side.table.number) in part:
                    forms.tables.setdefault(name, []).append(side)
            sets.append(forms)
    return sets


@dataclass(slots=True)
class _Forms:
    """The tables of one set by the names that a pack gives them."""

    pack: Pack
    tables: dict[str, list[Side]] = field(default_factory=dict)
    #: The cells of terms that were asked for; formulas share many.
    known: dict[Term, dict[str, Figure | None]] = field(default_factory=dict)

    def holds(self, formula: Formula) -> bool:
        """Whether a condition is met by what is printed; without figures it is not."""
        claims = [
            claim
            for cells in _filled(self, formula)
            for claim in [_claim(formula, cells, "", Severity.INFO, "")]
            if claim is not None
        ]
        return bool(claims) and all(
            judge(claim).verdict is not Verdict.CONTRADICTED for claim in claims
        )

    def names(self, word: str, kind: str) -> frozenset[str]:
        """All names of a row or column label."""
        known = self.pack.rows if kind == "row" else self.pack.columns
        return known.get(bare(word), frozenset({bare(word)}))

    def cells(self, term: Term) -> dict[str, Figure | None]:
        """The cells that a term names by item and column; one entry unless it has a ``*``."""
        if term not in self.known:
            self.known[term] = self._named(term)
        return self.known[term]

    def _named(self, term: Term) -> dict[str, Figure | None]:
        found: dict[str, Figure | None] = {}
        for side in self.tables.get(term.table, []):
            if term.panel and term.panel not in side.panel.title:
                continue
            for item, row, column in self._places(side, term):
                figure = side.cell(row, column)
                key = f"{item}"
                if key not in found or found[key] is None:
                    found[key] = figure
        return found

    def leaves_blank(self, terms: Sequence[Term]) -> bool:
        """Whether the cells are blank in columns that count other things.

        A dash says that nothing is to be told, a column without counts that none are.
        """
        return all(
            not side.table.text(row, column) and _counts(side, column)
            for term in terms
            for side in self.tables.get(term.table, [])
            if not term.panel or term.panel in side.panel.title
            for _, row, column in self._places(side, term)
        )

    def _places(self, side: Side, term: Term) -> Iterator[tuple[str, int, int]]:
        if not any(row.label for row in side.rows if row.kind in (RowKind.ITEM, RowKind.TOTAL)):
            yield from self._in_one_row(side, term)
            return
        columns = self._columns(side, term.column)
        for item, row in self._rows(side, term.row):
            for name, column in columns:
                yield f"{item}|{name}", row.index, column.index

    def _in_one_row(self, side: Side, term: Term) -> Iterator[tuple[str, int, int]]:
        """A table whose items are columns over one row of figures (三公经费)."""
        rows = [
            row for row in side.rows if any(side.cell(row.index, c.index) for c in side.columns)
        ]
        names = self.names(term.row, "row")
        if len(rows) != 1:
            return
        for column in side.columns:
            words = [_plain(part) for part in column.path if not is_basis(part)]
            basis = next((_plain(part) for part in column.path if is_basis(part)), "")
            if words and is_total(words[-1]) and len(words) > 1 and words[-2] in names:
                pass
            elif not words or words[-1] not in names:
                continue
            if term.column in ("", "*") or basis in self.names(term.column, "column"):
                yield f"|{basis if term.column == '*' else ''}", rows[0].index, column.index

    def _rows(self, side: Side, word: str) -> Iterator[tuple[str, Row]]:
        if word == "*":
            times = Counter(row.code for row in side.items())
            for row in side.items():
                if row.code and times[row.code] > 1:
                    continue  # a table that goes through units tells the subject of each
                name = bare(cleaned(row.label))
                yield row.code or name, row
                if len(row.code) == 3:
                    yield name, row
            return
        upper, _, lower = word.rpartition("/")
        names = self.names(lower, "row")
        for row in side.rows:
            if row.kind not in (RowKind.ITEM, RowKind.TOTAL):
                continue
            if row.code != word and _plain(cleaned(row.label)) not in names:
                continue
            over = side.rows[row.parent].label if row.parent is not None else ""
            if bool(upper) != (row.parent is not None and not row.code) and upper:
                continue
            if upper and _plain(cleaned(over)) not in self.names(upper, "row"):
                continue
            yield "", row

    def _columns(self, side: Side, word: str) -> list[tuple[str, Column]]:
        if word == "*":
            return [(_plain(column.path[-1]), column) for column in side.columns]
        if word:
            names = self.names(word, "column")
            found = [c for c in side.columns if any(_plain(part) in names for part in c.path)]
            totals = [c for c in found if is_total(c.path[-1])]
            exact = [c for c in found if _plain(c.path[-1]) in names]
            return [("", column) for column in (exact or totals or found)[:1]]
        if len(side.columns) == 1:
            return [("", side.columns[0])]
        totals = [c for c in side.columns if is_total(c.path[-1]) or is_total(c.path[0])]
        return [("", column) for column in totals[:1]]


def _counts(side: Side, column: int) -> bool:
    figures = [side.cell(row.index, column) for row in side.items()]
    return any(one is not None and one.unit.dimension is Dimension.COUNT for one in figures)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    return bare(without_unit(bare(text)))


Cells = tuple[tuple[Term, Figure | None], ...]


def _filled(forms: _Forms, formula: Formula) -> Iterator[Cells]:
    """The cells of a formula, once for every item that all its terms share."""
    found = [forms.cells(term) for term in formula.terms]
    wild = [
        cells
        for term, cells in zip(formula.terms, found, strict=True)
        if "*" in (term.row, term.column)
    ]
    items: Sequence[str] = [""]
    if wild:
        items = [key for key in wild[0] if all(key in cells for cells in wild)]
    for item in items:
        picked: list[tuple[Term, Figure | None]] = []
        for term, cells in zip(formula.terms, found, strict=True):
            if "*" in (term.row, term.column):
                picked.append((term, cells[item]))
            elif len(cells) == 1:
                picked.append((term, next(iter(cells.values()))))
            elif not cells and term.optional:
                picked.append((term, None))
            else:
                break
        else:
            yield tuple(picked)


def _claims(forms: _Forms, identity: Identity, formula: Formula) -> Iterator[Claim]:
    seen: set[tuple[int, ...]] = set()
    for cells in _filled(forms, formula):
        claim = _claim(formula, cells, identity.code, identity.severity, identity.zh)
        if claim is None or not (claim.inputs or forms.leaves_blank(formula.right)):
            continue
        ids = tuple(figure.id for figure in claim.figures)
        if ids in seen or len(set(ids)) < len(ids):
            continue
        seen.add(ids)
        if identity.exact and len(claim.inputs) == 1 and is_tail(claim):
            claim = _claim(formula, cells, identity.code, Severity.INFO, identity.zh) or claim
        yield claim


def _claim(
    formula: Formula, cells: Cells, code: str, severity: Severity, because: str
) -> Claim | None:
    """The claim of a formula on its cells; ``None`` where too few are printed."""
    left = len(formula.left)
    if formula.bound:
        stated = cells[0][1]
        inputs = [figure for _, figure in cells[1:] if figure is not None]
        if formula.presence:
            if stated is None or stated.value <= 0:
                return None
            return _made(AtMost(presence=True), stated, inputs, code, severity, because)
        if stated is None or not inputs or stated.value <= 0 or not alike([stated, *inputs]):
            return None
        return _made(AtMost(), stated, inputs, code, severity, because)
    signed = [
        (term.sign if at < left else -term.sign, figure)
        for at, (term, figure) in enumerate(cells)
        if figure is not None
    ]
    if len(signed) < 2 or not alike([figure for _, figure in signed]):
        return None
    at = next((at for at, (sign, _) in enumerate(signed) if sign > 0), 0)
    sign, stated = signed[at]
    rest = signed[:at] + signed[at + 1 :]
    signs = tuple(-one * sign for one, _ in rest)
    inputs = [figure for _, figure in rest]
    if len(inputs) == 1 and signs == (1,) and len(formula.terms) == 2:
        return _made(Equal(), stated, inputs, code, severity, because)
    return _made(Sum(signs), stated, inputs, code, severity, because)


def _made(
    relation: Relation,
    stated: Figure,
    inputs: Sequence[Figure],
    code: str,
    severity: Severity,
    because: str,
) -> Claim:
    return Claim(
        kind="identity",
        relation=relation,
        stated=stated,
        inputs=tuple(inputs),
        because=because,
        confidence=Confidence.HIGH,
        roles=("same" if isinstance(relation, Equal) else "part",) * len(inputs),
        rule=code,
        severity=severity,
    )
