"""The rows of a spreadsheet into columns under their headers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditlint.document import Sheet, SheetColumn
from auditlint.language.zh import ledger
from auditlint.patterns import compiled

#: Rows from the top that a header is looked for in.
_DEPTH = 30
#: Title and unit lines above a header that are kept.
_NUMERIC = compiled(r"[-+(]?[¥$]?\d[\d,]*(?:\.\d+)?%?\)?|\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?")

#: First and last row and column of a merged range, from 0.
Merged = tuple[tuple[int, int], tuple[int, int]]


def sheet_of(
    name: str, rows: Sequence[Sequence[str]], merged: Sequence[Merged] = ()
) -> Sheet | None:
    """A sheet as records under headers; ``None`` if it holds nothing.

    ``rows`` are its cells as text, from the first row on; they may differ in length.
    """
    filled = [list(row) for row in rows]
    wide = _fill(filled, merged)
    if not any(cell for row in filled for cell in row):
        return None
    top, bottom = _header(filled, wide)
    width = max((len(row) for row in filled), default=0)
    headers = _titles(filled[top:bottom], width)
    above = [cell for row in filled[:top] for cell in dict.fromkeys(row) if cell]
    body = [
        (number, row)
        for number, row in enumerate(filled[bottom:], start=bottom + 1)
        if any(row) and not (bottom and row == filled[top])
    ]
    headed = max((at + 1 for at, header in enumerate(headers) if header), default=width)
    columns = tuple(
        SheetColumn(at + 1, headers[at], values)
        for at in range(width)
        if any(values := tuple(row[at] if at < len(row) else "" for _, row in body)) or headers[at]
    )
    return Sheet(
        name,
        columns,
        tuple(number for number, _ in body),
        title=next(iter(above), ""),
        unit=next(filter(None, map(ledger.sheet_unit, above)), ""),
        ragged=tuple(number for number, row in body if any(row[headed:])) if bottom else (),
    )


def is_numeric(text: str) -> bool:
    """Whether a cell is a number or a date."""
    return _NUMERIC.fullmatch(text) is not None


def _fill(rows: list[list[str]], merged: Sequence[Merged]) -> frozenset[tuple[int, int]]:
    """Write the text of a merged cell into all of it, and give the places merged sideways.

    Numbers stay where they stand, or a payment for three parcels would count three times.
    """
    wide: set[tuple[int, int]] = set()
    width = max(map(len, rows), default=0)
    for (first, left), (last, right) in merged:
        right = min(right, width - 1)
        if first >= len(rows) or left >= len(rows[first]):
            continue
        text = rows[first][left]
        for row in range(first, min(last, len(rows) - 1) + 1):
            if right > left:
                wide.update((row, column) for column in range(left, right + 1))
            if not text or is_numeric(text):
                continue
            rows[row] += [""] * (right + 1 - len(rows[row]))
            rows[row][left : right + 1] = [text] * (right + 1 - left)
    return frozenset(wide)


def _header(rows: list[list[str]], wide: frozenset[tuple[int, int]]) -> tuple[int, int]:
    """The rows of the header, first and one behind the last; (0, 0) if there is none."""
    width = max((sum(1 for cell in row if cell) for row in rows[: 4 * _DEPTH]), default=0)
    best, top = 0.0, -1
    for at, row in enumerate(rows[:_DEPTH]):
        cells = [cell for cell in row if cell]
        distinct = list(dict.fromkeys(cells))
        if len(distinct) < min(2, width) or any(is_numeric(cell) for cell in cells):
            continue
        if len(cells) * 2 < width and ledger.header_likeness(distinct) < 2:
            continue
        likeness = 2 * ledger.header_likeness(distinct) + len(distinct) / width
        if likeness > best + 0.5 or top < 0:
            best, top = likeness, at
    if top < 0:
        return 0, 0
    bottom = top + 1
    while bottom < len(rows) and _continues(rows, top, bottom, wide):
        bottom += 1
    return top, bottom


def _continues(rows: list[list[str]], top: int, at: int, wide: frozenset[tuple[int, int]]) -> bool:
    """Whether row ``at`` is a second line of the header: sub-titles, units, column numbers."""
    row, head = rows[at], rows[at - 1]
    cells = [(column, cell) for column, cell in enumerate(row) if cell]
    if not cells or at - top > 3:
        return False
    if all(ledger.is_unit(cell.strip("()（）")) for _, cell in cells):
        return True
    texts = [cell for _, cell in cells]
    if len(cells) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]:
        # Column numbers (栏次), unless they are the first record of a ledger of one column.
        return True
    if any(is_numeric(cell) for _, cell in cells):
        return False
    below = 0
    for column, cell in cells:
        above = head[column] if column < len(head) else ""
        if above == cell:
            continue  # merged downward
        spread = column + 1 < min(len(head), len(row)) and not head[column + 1] and row[column + 1]
        if above and (at - 1, column) not in wide and not spread:
            return False
        below += 1
    return below > 0


def _titles(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The title of every column: the titles above it, outermost first, each once."""
    titles = [""] * width
    for at, row in enumerate(rows):
        texts = [cell for cell in row if cell]
        if at and texts == [str(number) for number in range(1, len(texts) + 1)]:
            continue
        carried = ""
        for column in range(width):
            cell = row[column] if column < len(row) else ""
            under = any(len(lower) > column and lower[column] for lower in rows[at + 1 :])
            carried = cell or (carried if under else "")
            text = "".join(carried.split()) if re.search(r"[一-鿿]", carried) else carried.strip()
            if text and text not in titles[column].split("·"):
                bare = text.strip("()（）")
                if titles[column] and ledger.is_unit(bare):
                    titles[column] += f"（{bare}）"
                else:
                    titles[column] += f"·{text}" if titles[column] else text
    return titles
