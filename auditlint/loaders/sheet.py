"""Ledgers: workbooks (python-calamine) and CSV in the encodings of Chinese exports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from auditlint.document import Sheet
from auditlint.loaders.problems import EMPTY, LOCKED, MISNAMED, UNREADABLE, LoadProblem
from auditlint.structure.sheets import Merged, sheet_of


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a ledger that hold anything; ``name`` is that of the file.

    Raises ``LoadProblem``.
    """
    text = Path(name).suffix.lower() in (".csv", ".tsv")
    sheets = tuple(_delimited(data, Path(name).stem) if text else _workbook(data))
    if not sheets:
        raise LoadProblem(EMPTY, detail="没有任何数据 / no sheet holds data")
    return sheets


#: The stream of a compound file that holds an encrypted workbook (MS-OFFCRYPTO 2.3.1).
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _workbook(data: bytes) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        if _LOCKED in data:
            raise calamine.PasswordError
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            found = sheet_of(name, rows, _merged(sheet.merged_cell_ranges))
            if found is not None:
                yield found
    except calamine.PasswordError as problem:
        raise LoadProblem(LOCKED) from problem
    except calamine.CalamineError as problem:
        raise LoadProblem(UNREADABLE, detail=str(problem)) from problem


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


def _delimited(data: bytes, name: str) -> Iterator[Sheet]:
    text = _decoded(data)
    try:
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), _dialect(text))
        ]
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
