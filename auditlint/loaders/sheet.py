"""Ledgers: workbooks (python-calamine) and CSV in the encodings of Chinese exports."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from auditlint.document import Sheet
from auditlint.loaders import archives, bounds
from auditlint.loaders.problems import EMPTY, LOCKED, MISNAMED, UNREADABLE, LoadProblem
from auditlint.settings import DEFAULT_LIMITS, Limits
from auditlint.structure.sheets import Merged, sheet_of


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    """The sheets of a ledger that hold anything; ``name`` is that of the file.

    Of a formula its value is read as the workbook keeps it; nothing is computed. Raises
    ``LoadProblem``.
    """
    text = Path(name).suffix.lower() in (".csv", ".tsv")
    found = _delimited(data, Path(name).stem, limits) if text else _workbook(data, limits)
    sheets = tuple(found)
    if not sheets:
        raise LoadProblem(EMPTY, detail="没有任何数据 / no sheet holds data")
    return sheets


#: The stream of a compound file that holds an encrypted workbook (MS-OFFCRYPTO 2.3.1).
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _workbook(data: bytes, limits: Limits) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        _measure(data, limits)
        if _LOCKED in data:
            raise calamine.PasswordError
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            bounds.cells(len(rows), max(map(len, rows), default=0), limits)
            found = sheet_of(name, rows, _merged(sheet.merged_cell_ranges))
            if found is not None:
                yield found
    except calamine.PasswordError as problem:
        raise LoadProblem(LOCKED) from problem
    except (calamine.CalamineError, *archives.DAMAGE) as problem:
        raise LoadProblem(UNREADABLE, detail=str(problem)) from problem
    except (LoadProblem, MemoryError):
        raise
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":  # of the reader, which is in Rust
            raise
        raise LoadProblem(UNREADABLE, detail=str(problem)) from problem


#: The number of a row; the place of a cell beyond column Z or row 99,999; the corners of a merge.
_FAR = re.compile(
    rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d+)"""
    rb"""|\br\s*=\s*["'](?:([A-Z]{2,3})(\d+)|[A-Z](\d{6,}))"""
    rb"""|mergeCell\b[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)"""
)
_BLOCK = 1 << 20
#: A document type stands at the beginning of a part.
_HEAD = 1 << 16


def _measure(data: bytes, limits: Limits) -> None:
    """Refuses an .xlsx whose sheets are larger than the limit, and one with entities.

    The reader keeps every place between the first and last cell of a sheet, so two cells in
    opposite corners would take all memory there is.
    """
    if not data.startswith(b"PK"):
        return
    with archives.opened(data, limits) as archive:
        for part in archive.infolist():
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    archives.plain(file.read(_HEAD))
            if re.fullmatch(r"xl/worksheets/[^/]*\.xml", part.filename, re.IGNORECASE):
                _measure_sheet(archive, part, limits)


def _measure_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    """Raises ``LoadProblem`` beyond the limit; columns up to Z count as one."""
    rows, columns = 0, 1
    with archive.open(part) as file:
        rest = b""
        while block := file.read(_BLOCK):
            block = rest + block
            for row, column, at, below, left, top, right, bottom in _FAR.findall(block):
                rows = max(rows, *(int(found[:9] or 0) for found in (row, at, below)))
                columns = max(columns, _number(column))
                if left:
                    high = int(bottom[:9]) - int(top[:9]) + 1
                    bounds.cells(high, _number(right) - _number(left) + 1, limits)
            rest = block[-100:]
    bounds.cells(rows, columns, limits)


def _number(column: bytes) -> int:
    """``AB`` as 28."""
    number = 0
    for letter in column[:4]:
        number = number * 26 + letter - 64
    return number


def _merged(ranges: list[Merged] | None) -> tuple[Merged, ...]:
    return tuple(ranges or ())


def _text(cell: object) -> str:
    """A typed cell as a person reads it: numbers without the noise of binary fractions."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        return _plain(cell)
    if isinstance(cell, datetime):
        midnight = not (cell.hour or cell.minute or cell.second)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else ""


def _plain(value: float) -> str:
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.12f}".rstrip("0").rstrip(".")
    return text


def _delimited(data: bytes, name: str, limits: Limits) -> Iterator[Sheet]:
    text = _decoded(data)
    rows: list[list[str]] = []
    widest = 0
    try:
        for row in csv.reader(io.StringIO(text), _dialect(text)):
            rows.append([cell.strip() for cell in row])
            widest = max(widest, len(row))
            bounds.cells(len(rows), widest, limits)
    except csv.Error as problem:
        raise LoadProblem(
            UNREADABLE, detail=f"请检查引号是否成对 / unpaired quotation marks: {problem}"
        ) from problem
    found = sheet_of(name, rows)
    if found is not None:
        yield found


def _decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 with a byte order mark, UTF-8 without, GB18030."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data[:4096]:
        raise LoadProblem(MISNAMED)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "gb18030")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise LoadProblem(
            UNREADABLE,
            detail=f"第 {line} 行不是 UTF-8，也不是 GB18030 / line {line} is neither",
        ) from problem


def _dialect(text: str) -> type[csv.excel]:
    """The delimiter that splits the first lines into the most columns evenly."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def fitness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return sum(count == max(counts) > 0 for count in counts), max(counts, default=0)

    best = max((",", "\t", ";", "|"), key=fitness)

    class Dialect(csv.excel):
        delimiter = best
        strict = True

    return Dialect
