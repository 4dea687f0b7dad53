"""Tables of published reports are read as they are printed."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditlint.document import Document, Panel, RowKind, Table
from auditlint.figures.cells import cell_figures
from auditlint.loaders import load
from auditlint.settings import Settings
from auditlint.structure import build

TABLES = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))["table"]


@cache
def document(path: Path) -> Document:
    loaded = load(str(path), Settings(cache=False))
    return build(0, str(path), loaded.sha256, loaded.pages)


def corpus() -> Path:
    folder = os.environ.get("AUDITLINT_CORPUS")
    if not folder:
        pytest.skip("AUDITLINT_CORPUS is not set: no published tables to read")
    return Path(folder)


def named(entry: dict[str, Any]) -> str:
    return f"{entry['file'].partition('/')[0]}-{entry['page']}"


@pytest.mark.parametrize("entry", TABLES, ids=named)
def test_table_is_read_as_printed(entry: dict[str, Any]) -> None:
    found = document(corpus() / entry["file"])
    table = next(
        table
        for table in found.tables
        if table.cells[0].page == entry["page"] and entry.get("title", table.title) == table.title
    )
    quantities = [
        figure
        for figure in cell_figures(found, 0)
        if figure.is_quantity and getattr(figure.place, "table", None) == table.number
    ]
    assert table.understood
    assert (table.code, table.unit) == (entry["code"], entry["unit"])
    assert [panel.title for panel in table.panels] == entry["panels"]
    assert len(quantities) == entry["cells"]
    for panel, row, column, text in entry["values"]:
        assert text in values(table, panel, row, column), (panel, row, column)


def values(table: Table, title: str, row: str, column: str) -> list[str]:
    """What stands in the cells of that name; several where a label repeats."""
    return [
        table.text(line.index, header.index)
        for panel in table.panels
        if panel.title == title
        for line in _rows(panel, row)
        for header in panel.values()
        if header.path[-1] == column
    ]


def _rows(panel: Panel, name: str) -> list[Any]:
    return [
        row
        for row in panel.rows
        if row.kind in (RowKind.ITEM, RowKind.TOTAL)
        and name in (row.code, row.label, f"#{row.index}")
    ][:3]
