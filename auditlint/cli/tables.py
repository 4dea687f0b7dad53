"""How each table was understood, in words: ``auditlint figures --tables``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditlint.document import Panel, Row, Table
    from auditlint.figures import Figure
    from auditlint.render.view import View

#: Contradicted figures that are named with their claim.
_NAMED = 3
_WORDS = {
    "figures": (
        "{count} 个数字：{verified} 个已核实，{wrong} 个矛盾",
        "{count} figures: {verified} verified, {wrong} contradicted",
    ),
    "none": ("没有数字", "no figures"),
    "unread": ("未能读懂，不对其作任何判断", "not understood: no claim is made on it"),
    "panel": ("分栏 {title}", "panel {title}"),
    "column": ("第 {index} 列 {role}：{name}", "column {index} {role}: {name}"),
    "row": ("第 {index} 行 {kind}：{name}", "row {index} {kind}: {name}"),
    "part": (" ⊂ {name}", " ⊂ {name}"),
    "of_which": ("（其中项）", " (of which)"),
    "claim": ("核对 {kind}：{count}（{reason}）", "checked {kind}: {count} ({reason})"),
    "vote": ("{count} 项{verdict}", "{count} {verdict}"),
    "idle": (
        "第 {index} 行合计“{name}”：没有找到相加得出它的各行",
        "row {index}: no rows were found that add to the total “{name}”",
    ),
    "code": ("编码", "code"),
    "label": ("名称", "label"),
    "sequence": ("序号", "sequence"),
    "value": ("数值", "value"),
    "text": ("文字", "text"),
    "header": ("表头", "header"),
    "numbering": ("栏次", "numbering"),
    "item": ("项目", "item"),
    "total": ("合计", "total"),
    "blank": ("空行", "blank"),
}  # fmt: skip


def table_lines(view: View) -> Iterator[str]:
    """Each table with its panels, header paths, hierarchy and the claims tried on it.

    Rows and columns are counted in the table as joined over its pages.
    """
    for document in view.result.documents:
        for table in document.tables:
            yield from _table(view, document.index, table)
            yield ""


def _said(view: View, word: str, **values: object) -> str:
    return _WORDS[word][view.language == "en"].format(**values)


def _table(view: View, document: int, table: Table) -> Iterator[str]:
    from auditlint.figures import CellPlace
    from auditlint.render.words import folded, plain

    path = plain(view.result.documents[document].path)
    named = (folded(table.title) or "—", folded(table.code), f"[{folded(table.unit)}]")
    name = " ".join(part for part in named if part not in ("", "[]"))
    page = table.cells[0].page if table.cells else 0
    yield f"{path}:{page}: #{table.number + 1} {name} {table.rows}×{table.columns}"
    counts = view.result.coverage.by_table.get((document, table.number))
    if counts is None:
        yield "  " + _said(view, "none")
    else:
        yield "  " + _said(
            view,
            "figures",
            count=counts.figures,
            verified=counts.verified,
            wrong=counts.contradicted,
        )
    if not table.understood:
        yield "  " + _said(view, "unread")
        return
    here = {
        figure.id: figure
        for figure in view.result.facts.figures
        if figure.document == document
        and isinstance(figure.place, CellPlace)
        and figure.place.table == table.number
    }
    for panel in table.panels:
        yield "  " + _said(view, "panel", title=folded(panel.title) or "—")
        yield from _panel(view, table, panel)
    yield from _claims(view, table, here)


def _panel(view: View, table: Table, panel: Panel) -> Iterator[str]:
    from auditlint.render.words import folded

    for column in panel.columns:
        name = " › ".join(folded(part) for part in column.path) or "—"
        said = _said(
            view, "column", index=column.index + 1, role=_said(view, str(column.role)), name=name
        )
        unit = f" [{folded(column.unit)}]" if column.unit else ""
        yield f"    {said}{unit}"
    for row in panel.rows:
        name = _name(row) or folded(table.context(row.index)) or "—"
        said = _said(view, "row", index=row.index + 1, kind=_said(view, str(row.kind)), name=name)
        if row.of_which:
            said += _said(view, "of_which")
        if row.parent is not None:
            said += _said(view, "part", name=_name(panel.rows[row.parent]))
        yield f"    {'  ' * row.level}{said}"


def _name(row: Row) -> str:
    from auditlint.render.words import folded

    return " ".join(filter(None, (row.code, folded(row.label))))


def _claims(view: View, table: Table, here: dict[int, Figure]) -> Iterator[str]:
    """What was tried on the figures of a table, how it fared, and totals nothing was tried on."""
    from collections import Counter

    from auditlint.claims.claim import Verdict
    from auditlint.document import RowKind
    from auditlint.figures import CellPlace
    from auditlint.render.reasons import kind_name, reason, verdict_name
    from auditlint.render.words import folded

    votes: dict[tuple[str, str], Counter[Verdict]] = {}
    wrong: dict[tuple[str, str], list[str]] = {}
    added: set[int] = set()
    for judgement in view.result.facts.judgements:
        claim = judgement.claim
        place = claim.stated.place
        if claim.stated.id not in here or not isinstance(place, CellPlace):
            continue
        key = claim.kind, folded(reason(claim, view.language))
        votes.setdefault(key, Counter())[judgement.verdict] += 1
        if judgement.verdict is Verdict.CONTRADICTED:
            wrong.setdefault(key, []).append(folded(claim.stated.text))
        added.add(place.row)
    for (kind, why), verdicts in votes.items():
        count = (", " if view.language == "en" else "，").join(
            _said(view, "vote", count=verdicts[one], verdict=verdict_name(one, view.language))
            for one in Verdict
            if verdicts[one]
        )
        named = wrong.get((kind, why), [])
        count += f" [{', '.join(named[:_NAMED])}{', …' * (len(named) > _NAMED)}]" if named else ""
        yield "  " + _said(
            view, "claim", kind=kind_name(kind, view.language), count=count, reason=why
        )
    rows = {figure.place.row for figure in here.values() if isinstance(figure.place, CellPlace)}
    for panel in table.panels:
        for row in panel.rows:
            if row.kind is RowKind.TOTAL and row.index in rows - added:
                yield "  " + _said(view, "idle", index=row.index + 1, name=_name(row))
