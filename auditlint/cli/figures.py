"""``auditlint figures``: every number as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import options

if TYPE_CHECKING:
    from auditlint.document import Table
    from auditlint.render.view import View

_COLUMNS = (
    "document", "place", "text", "value", "unit", "nature", "measure", "basis", "scope",
    "period", "section", "table", "context",
)  # fmt: skip


@click.command("figures", short_help="Show how figures, tables or documents were understood.")
@options.files()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option("--tables", is_flag=True, help="Show how each table was understood instead.")
@click.option("--documents", is_flag=True, help="Show what each document is instead.")
@options.reading
def figures_command(
    files: tuple[str, ...], form: str, tables: bool, documents: bool, **given: Any
) -> int:
    """Print every number of the files with its value, unit and meaning.

    A file that cannot be read is named on stderr, and the exit status is 1.
    """
    from auditlint.engine import run
    from auditlint.render.view import View
    from auditlint.render.words import plain

    settings = options.configured(files, given).settings
    result = run(files, settings, checks=())
    view = View(result, settings.language)
    if tables:
        for table_lines in _tables(view):
            click.echo(table_lines)
    else:
        rows = list(_documents(view) if documents else _figures(view))
        columns = tuple(rows[0]) if rows else _COLUMNS
        click.echo(_written(rows, columns, form), nl=False)
    for found in result.diagnostics:
        place = plain(str(view.place_of(found.finding)))
        click.echo(f"{place}: {found.code} {view.message(found)}", err=True)
    return int(bool(result.diagnostics))


def _written(rows: list[dict[str, str]], columns: tuple[str, ...], form: str) -> str:
    import csv
    import io

    from auditlint.render.words import as_json, harmless, plain

    if form == "json":
        return as_json(rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(harmless(row[column])) for column in columns] for row in rows)
    return out.getvalue()


def _figures(view: View) -> Iterator[dict[str, str]]:
    from auditlint.render.words import folded

    for figure in view.result.facts.figures:
        place = view.place_of_figure(figure)
        yield {
            "document": place.path,
            "place": place.within,
            "text": folded(figure.text),
            "value": f"{figure.value:f}",
            "unit": figure.unit.name,
            "nature": str(figure.nature),
            "measure": folded(figure.measure),
            "basis": folded(figure.basis),
            "scope": folded(" / ".join(figure.scope)),
            "period": folded(figure.period),
            "section": place.section,
            "table": place.table,
            "context": folded(figure.context),
        }


def _documents(view: View) -> Iterator[dict[str, str]]:
    from auditlint.render.words import folded

    for document in view.result.documents:
        identity = view.result.facts.engagement.of(document.index)
        yield {
            "document": document.path,
            "title": folded(document.title),
            "entity": folded(identity.entity),
            "level": identity.level,
            "kind": identity.kind,
            "period": identity.period,
            "pages": str(len(document.pages)),
            "tables": str(len(document.tables)),
            "sheets": str(len(document.sheets)),
        }


def _tables(view: View) -> Iterator[str]:
    """Each table with its panels, header paths, hierarchy and the claims tried on it."""
    for document in view.result.documents:
        for table in document.tables:
            yield from _table(view, document.index, table)
            yield ""


def _table(view: View, document: int, table: Table) -> Iterator[str]:
    from auditlint.figures import CellPlace
    from auditlint.render.words import folded, plain

    facts = view.result.facts
    first = table.cells[0].page if table.cells else 0
    title = folded(table.title) or "—"
    code = f" {folded(table.code)}" if table.code else ""
    unit = f" [{folded(table.unit)}]" if table.unit else ""
    path = plain(view.result.documents[document].path)
    yield f"{path}:{first}: #{table.number} {title}{code}{unit} {table.rows}×{table.columns}"
    if not table.understood:
        yield "  not understood: no claim is made on it"
    here = {
        figure.id
        for figure in facts.figures
        if figure.document == document
        and isinstance(figure.place, CellPlace)
        and figure.place.table == table.number
    }
    for panel in table.panels:
        yield f"  panel {folded(panel.title) or '—'}"
        for column in panel.columns:
            name = " › ".join(folded(part) for part in column.path) or "—"
            yield f"    column {column.index} {column.role}: {name} {folded(column.unit)}".rstrip()
        for row in panel.rows:
            label = " ".join(filter(None, (row.code, folded(row.label)))) or "—"
            of_which = " (其中)" if row.of_which else ""
            parent = "" if row.parent is None else f" ⊂ {folded(panel.rows[row.parent].label)}"
            yield f"    {'  ' * row.level}{row.index} {row.kind}: {label}{of_which}{parent}"
    if here:
        yield from _claims(view, here)


def _claims(view: View, here: set[int]) -> Iterator[str]:
    from collections import Counter

    from auditlint.render.words import folded

    votes: dict[tuple[str, str], Counter[str]] = {}
    for judgement in view.result.facts.judgements:
        claim = judgement.claim
        if claim.stated.id in here:
            key = (claim.kind, claim.group or folded(claim.stated.measure))
            votes.setdefault(key, Counter())[str(judgement.verdict)] += 1
    for (kind, group), verdicts in sorted(votes.items()):
        said = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        yield f"  claim {kind} {group}: {said}"
