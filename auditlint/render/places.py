"""A place as JSON names it."""

from __future__ import annotations

from typing import Any

from auditlint.render.view import Location


def location(place: Location) -> dict[str, Any]:
    """A place: of a page or text file, or of a cell of a ledger."""
    shared = {"path": place.path, "section": place.section, "table": place.table}
    if place.cell is not None:
        cell = place.cell
        return shared | {"sheet": cell.sheet, "row": cell.row, "column": cell.column}
    bbox = list(place.bbox) if place.bbox else None
    boxes = [list(box) for box in place.boxes]
    entry = place.entry
    return (
        shared
        | {"page": place.page, "bbox": bbox, "boxes": boxes, "line": place.line}
        | ({"headings": list(place.headings)} if place.headings else {})
        | (
            {"entry": {"table": entry.table, "row": entry.row, "column": entry.column}}
            if entry is not None
            else {}
        )
    )
