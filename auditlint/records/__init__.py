"""Ledger rows: which columns name a record, which measure it, which rows are records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import PurePath

from auditlint.document import Document, Sheet, SheetColumn, SheetPlace, Span
from auditlint.language.zh import ledger as words
from auditlint.language.zh.ledger import Role
from auditlint.quantity import Interval, decimal, decimals_of
from auditlint.settings import LedgerSettings, Settings
from auditlint.values import dataclass

__all__ = ["Field", "Ledger", "Role", "decimals_kept", "ledger_of", "ledgers_of", "number"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column as understood; ``unit`` is that of a measure (亩, 万元) or ``""``."""

    column: SheetColumn
    role: Role
    unit: str = ""
    key: bool = False  # named in the settings as identifying a record

    @property
    def header(self) -> str:
        return self.column.header

    @property
    def scale(self) -> Decimal:
        return words.scale_of(self.unit)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A sheet whose columns are understood; sheets of one form are one ledger.

    ``records`` and ``totals`` are positions in the sheet's rows; other rows (notes, repeated
    headers, signatures) are neither. ``parts`` are the first positions of the sheets that were
    put together, with their names; empty for a single sheet.
    """

    document: int
    path: str
    number: int  # of the sheet in its document, from 0
    sheet: Sheet
    fields: tuple[Field, ...]
    records: tuple[int, ...] = field(repr=False)
    totals: tuple[int, ...] = ()
    required: tuple[str, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()

    def __len__(self) -> int:
        return len(self.records)

    @property
    def name(self) -> str:
        """What people call it: the title, or the file's and sheet's name."""
        stem = PurePath(self.path).stem
        own = stem if stem == self.sheet.name else f"{stem}·{self.sheet.name}"
        return self.sheet.title or own

    def of(self, *roles: Role) -> tuple[Field, ...]:
        return tuple(found for found in self.fields if found.role in roles)

    @property
    def measures(self) -> tuple[Field, ...]:
        return tuple(found for found in self.fields if found.role.is_measure)

    def span(self, row: int, column: Field | None = None) -> Span:
        """The place of a cell; ``row`` is a position in the sheet's rows."""
        number = column.column.number if column is not None else 1
        at = bisect_right(self.parts, row, key=lambda part: part[0])
        name = self.parts[at - 1][1] if at else self.sheet.name
        return Span(self.document, None, cell=SheetPlace(name, self.sheet.rows[row], number))

    def label(self, row: int) -> str:
        """What a record is called: its name with its number, or what identifies it."""
        shown = [
            text
            for role in (Role.NAME, Role.NUMBER, Role.PLACE)
            for found in self.of(role)[:1]
            if (text := found.column.values[row])
        ]
        return f"{shown[0]}（{shown[1]}）" if len(shown) > 1 else "".join(shown)

    def context(self, row: int) -> str:
        """The non-empty cells of a row, left to right, joined by single spaces."""
        return " ".join(column.values[row] for column in self.sheet.columns if column.values[row])


def ledgers_of(documents: Sequence[Document], settings: Settings) -> Iterator[Ledger]:
    """Every ledger that holds records under headers; sheets with the same headers are one."""
    for document in documents:
        alike: dict[tuple[str, ...], list[int]] = {}
        for number, sheet in enumerate(document.sheets):
            if _settings_for(document.path, sheet.name, settings) is not None:
                headers = (sheet.unit, *(words.fold(column.header) for column in sheet.columns))
                alike.setdefault(headers, []).append(number)
        for numbers in alike.values():
            sheets = [document.sheets[number] for number in numbers]
            parts = tuple(
                (sum(len(earlier.rows) for earlier in sheets[:at]), sheet.name)
                for at, sheet in enumerate(sheets)
            )
            joined = sheets[0] if len(sheets) == 1 else _joined(sheets)
            found = _ledger(document, numbers[0], joined, settings)
            if found is not None:
                yield found if len(sheets) == 1 else replace(found, parts=parts)


def _joined(sheets: Sequence[Sheet]) -> Sheet:
    """Sheets with the same headers, one below the other."""
    columns = tuple(
        SheetColumn(
            same[0].number,
            same[0].header,
            tuple(value for column in same for value in column.values),
        )
        for same in zip(*(sheet.columns for sheet in sheets), strict=True)
    )
    return replace(
        sheets[0],
        name="、".join(sheet.name for sheet in sheets),
        columns=columns,
        rows=tuple(row for sheet in sheets for row in sheet.rows),
    )


def ledger_of(document: Document, number: int, settings: Settings) -> Ledger | None:
    """One sheet as a ledger; ``None`` where it has no headers or no records."""
    return _ledger(document, number, document.sheets[number], settings)


def _ledger(document: Document, number: int, sheet: Sheet, settings: Settings) -> Ledger | None:
    own = _settings_for(document.path, document.sheets[number].name, settings)
    if own is None:
        return None
    fields = tuple(_field(column, sheet, own) for column in sheet.columns if column.header)
    if not fields:
        return None
    records, totals = _rows(sheet, fields)
    if not records:
        return None
    return Ledger(
        document.index, document.path, number, sheet, fields, records, totals, own.required
    )


def number(text: str) -> Decimal | None:
    """The value of a cell that holds a number, also one stored as text: 「1,234.5」「￥12」."""
    if not text or not any(character.isdigit() for character in text):
        return None
    bare = words.fold(text).lstrip("¥$￥").rstrip("亩元")
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    try:
        return decimal(bare)
    except ValueError:
        return None


def interval(text: str, scale: Decimal) -> Interval | None:
    """The values that print as a cell, in the base unit of its column."""
    value = number(text)
    if value is None:
        return None
    return Interval.printed(value, decimals_of(text)).scaled(scale)


def _settings_for(path: str, sheet: str, settings: Settings) -> LedgerSettings | None:
    """What the settings say of a sheet; ``None`` where they name another sheet of the file."""
    names = (path, PurePath(path).name)
    stated = [own for own in settings.ledgers if any(fnmatch(name, own.path) for name in names)]
    if not stated:
        return LedgerSettings(path)
    return next((own for own in stated if own.sheet in ("", sheet)), None)


def _field(column: SheetColumn, sheet: Sheet, own: LedgerSettings) -> Field:
    folded = words.fold(column.header)
    key = any(words.fold(header) == folded for header in own.keys)
    role = words.role_of(column.header)
    if key and (role.is_measure or role in (Role.OTHER, Role.SEQUENCE)):
        role = Role.NUMBER
    if any(words.fold(header) == folded for header in own.measures) and not role.is_measure:
        role = Role.AMOUNT
    if role.is_measure and not _mostly_numbers(column.values):
        role = Role.OTHER
    unit = words.unit_for(role, column.header, sheet.unit) if role.is_measure else ""
    return Field(column, role, unit, key)


def _mostly_numbers(values: Sequence[str]) -> bool:
    shown = [value for value in values if value]
    return not shown or sum(number(value) is not None for value in shown) * 2 >= len(shown)


def _rows(sheet: Sheet, fields: Sequence[Field]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Positions of the records and of the total rows."""
    records: list[int] = []
    totals: list[int] = []
    texts = [
        found.column.values
        for found in fields
        if found.role in (Role.SEQUENCE, Role.NUMBER, Role.NAME, Role.PLACE, Role.OTHER)
    ]
    headers = [(found.column.values, found.header) for found in fields]
    firsts = [found.column.values for found in fields]
    for row in range(len(sheet.rows)):
        shown = [values[row] for values in firsts if values[row]]
        named = [*shown[:1], *(values[row] for values in texts if values[row])]
        if any(words.is_total(value) for value in named):
            totals.append(row)
            continue
        if not shown or (len(shown) == 1 and len(firsts) > 2) or words.is_note(shown[0]):
            continue
        if sum(values[row] == header for values, header in headers if values[row]) * 2 > len(shown):
            continue
        records.append(row)
    return tuple(records), tuple(totals)


def decimals_kept(found: Field) -> int:
    """The decimals a measure column is kept in; the noise of computed cells does not count."""
    if not found.role.is_measure:
        return 0
    shown = sorted(decimals_of(value) for value in found.column.values if number(value) is not None)
    return shown[(len(shown) * 19) // 20 if len(shown) >= 20 else -1] if shown else 0
