"""``auditlint coverage``: which figures were verified, and why the others were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from auditlint.cli import open_to_the_end, options, say_troubles

if TYPE_CHECKING:
    from auditlint.coverage import Counts
    from auditlint.render.view import View


@click.command("coverage", short_help="Show how many figures were verified, by table.")
@options.files()
@click.option(
    "--list",
    "listed",
    type=click.Choice(["verified", "contradicted", "unverified"]),
    help="List the figures in this state instead, with the reason.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.reading
def coverage_command(files: tuple[str, ...], listed: str | None, form: str, **given: Any) -> int:
    """Print the share of verified figures of each document, its text and each of its tables.

    As JSON by section as well, with the reasons, and with every unverified figure (or those in
    the state of ``--list``). A file or page that cannot be read is named on stderr, and the exit
    status is 1.
    """
    from auditlint.engine import run
    from auditlint.reading import expanded
    from auditlint.render.view import View

    settings = options.configured(files, given).settings
    view = View(run(expanded(files), settings), settings.language)
    if form == "json":
        from auditlint.render.coverage import with_figures
        from auditlint.render.words import as_json

        said = as_json(with_figures(view, listed or "unverified"))
    else:
        lines = _figures(view, listed) if listed else _tables(view)
        said = "".join(f"{line}\n" for line in lines)
    with open_to_the_end():
        click.echo(said, nl=False)
    return say_troubles(view)


def _figures(view: View, listed: str) -> Iterator[str]:
    from auditlint.coverage import STATES
    from auditlint.render.coverage import in_state
    from auditlint.render.words import folded, plain

    for figure, state in in_state(view, listed):
        place = plain(str(view.place_of_figure(figure)))
        said = STATES[state][view.language_of(figure.document)]
        yield f"{place}: {folded(figure.text)} ({said}) {folded(figure.context)}"
    for document in view.result.documents if listed == "unverified" else ():
        said = _UNREAD[view.language_of(document.index)]
        for page in document.pages_without_text:
            yield f"{plain(document.path)}:{page}: ({said})"


_UNREAD = {"zh": "本页无文字层，未读到任何内容", "en": "page without text: nothing was read"}
_OTHERS = {"zh": "年份、编号等，不作核对", "en": "no quantities: years, codes, numbers"}


def _tables(view: View) -> Iterator[str]:
    from auditlint.render.words import plain

    yield f"{'share':>6} {'verified':>9} {'contradicted':>12} {'figures':>8}"
    result = view.result
    for document in result.documents:
        yield plain(document.path)
        yield _line(view.narrative(document.index), "text")
        for table in document.tables:
            counts = result.coverage.by_table.get((document.index, table.number))
            if counts is not None:
                name = view.name_of_table(table, view.language_of(document.index))
                unread = "" if table.understood else " (not understood)"
                yield _line(counts, name + unread)
    yield from _reasons(view)
    yield _line(result.coverage.every, "all")


def _reasons(view: View) -> Iterator[str]:
    """How many figures are unverified for each reason, and what is no quantity at all."""
    from auditlint.coverage import STATES, State

    language = view.main_language
    counts = Counter(view.result.coverage.states.values())
    for state, words in STATES.items():
        if counts[state] and state not in (State.VERIFIED, State.CONTRADICTED):
            yield f"{'':>25} {counts[state]:>8}  ({words[language]})"
    others = sum(not figure.is_quantity for figure in view.result.facts.figures)
    pages = sum(len(document.pages_without_text) for document in view.result.documents)
    for count, said in ((others, _OTHERS), (pages, _UNREAD)):
        if count:
            yield f"{'':>25} {count:>8}  ({said[language]})"


def _line(counts: Counts, name: str) -> str:
    share = "–" if counts.share is None else f"{100 * counts.share:.1f}%"
    return f"{share:>6} {counts.verified:>9} {counts.contradicted:>12} {counts.figures:>8}  {name}"
