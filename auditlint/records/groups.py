"""Rows of one ledger that are about one thing: a parcel paid in instalments is one parcel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from auditlint.language.zh.ledger import Role, core
from auditlint.records import Field, Ledger, decimals_kept
from auditlint.records.likeness import normal
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A measure of a group: its value as written and in the base unit of its column.

    ``decimals`` is the precision of the column: a spreadsheet drops the zeros of 165.30.
    """

    value: Decimal
    decimals: int
    scale: Decimal
    rows: int = 1

    @property
    def exact(self) -> Decimal:
        return self.value * self.scale

    def agrees(self, other: Amount, factor: Decimal = Decimal(1)) -> bool:
        """Whether the two are one quantity: equal, or the coarser rounds the finer."""
        if self.exact == other.exact * factor:
            return True
        if self.scale == other.scale * factor and self.decimals == other.decimals:
            return False
        steps = [Decimal(1).scaleb(-amount.decimals) * amount.scale for amount in (self, other)]
        steps[1] *= factor
        rows = max(self.rows, other.rows)
        return abs(self.exact - other.exact * factor) * 2 <= max(steps) * rows


@dataclass(frozen=True, slots=True)
class Group:
    """``rows`` are positions in the sheet; ``values`` the normal texts of the fields asked for."""

    rows: tuple[int, ...]
    values: tuple[str, ...]
    amounts: tuple[Amount | None, ...]  # one a field; None where it is no measure or empty


def groups_of(ledger: Ledger, fields: Sequence[Field]) -> list[Group]:
    """The records of a ledger, those that are plainly one thing together.

    One thing are rows with the same number and a name that does not contradict it; without a
    number, rows with the same names and places.
    """
    precision = [decimals_kept(found) for found in fields]
    texts = [
        [normal(found.column.values[row], found.role) for row in ledger.records] for found in fields
    ]
    together: dict[tuple[str, ...], list[int]] = {}
    identified = _identifying(fields, texts)
    for at in range(len(ledger.records)):
        key = _key(at, fields, texts, identified)
        together.setdefault(key or (f"#{at}",), []).append(at)
    return [_group(ledger, members, fields, texts, precision) for members in together.values()]


def _identifying(fields: Sequence[Field], texts: Sequence[Sequence[str]]) -> int | None:
    """The field whose numbers tell records apart best, if one does."""
    best: tuple[float, int] | None = None
    for at, found in enumerate(fields):
        shown = [value for value in texts[at] if value]
        if found.role is not Role.NUMBER or len(shown) * 2 < len(texts[at]):
            continue
        variety = len(set(shown)) / len(shown) + (1 if found.key else 0)
        if variety >= 0.2 and (best is None or variety > best[0]):
            best = (variety, at)
    return best[1] if best else None


def _key(
    at: int, fields: Sequence[Field], texts: Sequence[Sequence[str]], identified: int | None
) -> tuple[str, ...] | None:
    names = [core(texts[n][at]) for n, found in enumerate(fields) if found.role is Role.NAME]
    places = [texts[n][at] for n, found in enumerate(fields) if found.role is Role.PLACE]
    if identified is not None and texts[identified][at]:
        return ("number", texts[identified][at], *names[:1])
    if not any(names):
        return None
    return ("name", *names, *places)


def _group(
    ledger: Ledger,
    members: Sequence[int],
    fields: Sequence[Field],
    texts: Sequence[Sequence[str]],
    precision: Sequence[int],
) -> Group:
    rows = tuple(ledger.records[at] for at in members)
    values: list[str] = []
    amounts: list[Amount | None] = []
    for n, found in enumerate(fields):
        shown = [texts[n][at] for at in members if texts[n][at]]
        if not found.role.is_measure:
            values.append(Counter(shown).most_common(1)[0][0] if shown else "")
            amounts.append(None)
            continue
        numbers = [Decimal(value) for value in shown]
        amount: Amount | None = None
        if numbers:
            once = found.role is Role.PRICE or (found.role is Role.AREA and len(set(numbers)) == 1)
            total = numbers[0] if once else sum(numbers, Decimal(0))
            amount = Amount(total, precision[n], found.scale, 1 if once else len(numbers))
        amounts.append(amount)
        values.append(f"{amount.exact:.2f}" if amount else "")
    return Group(rows, tuple(values), tuple(amounts))
