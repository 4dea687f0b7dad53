"""``auditlint figures``: every number as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import open_to_the_end, options, say_troubles

if TYPE_CHECKING:
    from auditlint.render.view import View

_COLUMNS = (
    "document", "place", "text", "value", "unit", "nature", "measure", "basis", "scope",
    "period", "section", "table", "context",
)  # fmt: skip


@click.command("figures", short_help="Show how figures, tables or documents were understood.")
@options.files()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option("--tables", is_flag=True, help="Show in words how each table was understood instead.")
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

    settings = options.configured(files, given).settings
    view = View(run(files, settings, checks=()), settings.language)
    if tables:
        from auditlint.cli.tables import table_lines

        said = "".join(f"{line}\n" for line in table_lines(view))
    else:
        rows = list(_documents(view) if documents else _figures(view))
        columns = tuple(rows[0]) if rows else _COLUMNS
        said = _written(rows, columns, form)
    with open_to_the_end():
        click.echo(said, nl=False)
    return say_troubles(view)


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
