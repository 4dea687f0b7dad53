"""The HTML report: one self-contained file for people who would rather look than read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from auditlint.coverage import Counts, State
from auditlint.diagnostic import Diagnostic
from auditlint.document import Box, Line, Page, Span
from auditlint.render.images import page_images
from auditlint.render.phrases import closing, counted, decided, severity_name, suppressed_line
from auditlint.render.text import position
from auditlint.render.view import View, arithmetic, marked
from auditlint.render.words import folded
from auditlint.result import Decision
from auditlint.settings import Severity

#: Words of the page in Chinese and English.
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("auditlint 检查报告", "auditlint report"),
    "findings": ("问题", "Findings"),
    "coverage": ("核对情况", "Coverage"),
    "search": ("搜索", "Search"),
    "document": ("文件", "Document"),
    "code": ("代码", "Code"),
    "all": ("全部", "all"),
    "keys": (
        "按键：j/k 上下，/ 搜索，z 放大，c 切换",
        "Keys: j/k next/previous, / search, z enlarge, c switch",
    ),
    "zoom": ("点击放大或缩小（z）", "Click to enlarge or reduce (z)"),
    "order": ("排序", "Order"),
    "by_place": ("按位置", "by place"),
    "by_severity": ("按级别", "by severity"),
    "page": ("第 {} 页", "page {}"),
    "nopage": ("这条问题没有可显示的页面", "There is no page to show for this finding"),
    "shown": ("显示 {} / {} 条", "{} of {} shown"),
    "part": ("部分", "Part"),
    "figures": ("数字", "Figures"),
    "verified": ("已核实", "verified"),
    "contradicted": ("矛盾", "contradicted"),
    "unverified": ("未核对", "not verified"),
    "share": ("核对率", "share"),
    "text": ("正文", "text"),
    "total": ("合计", "all"),
    "also": ("同一原因引起：", "Of the same cause:"),
    "pages": ("页面图像", "Page images"),
    "high": ("把握：高", "confidence: high"),
    "medium": ("把握：中", "confidence: medium"),
    "low": ("把握：低", "confidence: low"),
    "fingerprint": ("指纹 {}", "fingerprint {}"),
}

_CSP = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def render(view: View) -> str:
    """The report in the language of its first document."""
    words = {key: pair[view.main_language == "en"] for key, pair in _WORDS.items()}
    assets = resources.files("auditlint.render") / "assets"
    style = (assets / "report.css").read_text("utf-8")
    script = (assets / "report.js").read_text("utf-8")
    cards: list[tuple[Diagnostic, Decision | None]] = []
    cards += [(found, None) for found in view.result.diagnostics]
    cards += [(decided.diagnostic, decided.decision) for decided in view.result.suppressed]
    body = "\n".join(
        _card(view, at, found, decision, words) for at, (found, decision) in enumerate(cards)
    )
    places = [_places(found) for found, _ in cards]
    images = list(page_images(view, {(doc, page) for one in places for doc, page, _, _ in one}))
    drawn = {(document, page) for document, page, _, _ in images}
    pictures = "\n".join(
        f'<script type="text/plain" id="image-{document}-{page}" data-kind="{kind}">'
        f"{content}</script>"
        for document, page, kind, content in images
    )
    files = ", ".join(folded(Path(one.path).name) for one in view.result.documents[:3])
    title = escape(f"{words['title']} · {files}" if files else words["title"])
    lang = "en" if view.main_language == "en" else "zh-CN"
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header><h1>{escape(words["title"])}</h1>
<p>{escape(closing(view))} {escape(suppressed_line(view))}</p></header>
{_bar(view, [found for found, _ in cards], words)}
<main>
<div id="findings" role="tabpanel" aria-labelledby="tab-findings">
<ol id="list">
{body}
</ol>
<aside id="viewer" aria-label="{escape(words["pages"])}"></aside>
</div>
<div id="coverage" role="tabpanel" aria-labelledby="tab-coverage" hidden>
{_coverage(view, words)}
<div id="sheets"></div>
</div>
</main>
<script type="application/json" id="data">{_data(view, places, drawn, words)}</script>
{pictures}
<script>{script}</script>
</body>
</html>
"""


def _bar(view: View, found: list[Diagnostic], words: dict[str, str]) -> str:
    severities = "".join(
        f'<label><input type="checkbox" name="severity" value="{severity}" checked> '
        f"{escape(counted(severity, count, view.main_language))}</label>"
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in found))
    )
    documents = "".join(
        f'<option value="{document.index}">{escape(folded(document.path))}</option>'
        for document in view.result.documents
    )
    codes = "".join(
        f"<option>{code}</option>"
        for code in sorted({part.code for one in found for part in (one, *one.consequences)})
    )
    every = f'<option value="">{escape(words["all"])}</option>'
    tabs = "".join(
        f'<button id="tab-{name}" role="tab" aria-controls="{name}" aria-selected="{chosen}"'
        f' tabindex="{index}">{escape(words[name])}</button>'
        for name, chosen, index in (("findings", "true", 0), ("coverage", "false", -1))
    )
    choices = "".join(
        f'<label class="filters">{escape(words[name])}'
        f' <select id="{name}">{every}{options}</select></label>\n'
        for name, options in (("document", documents), ("code", codes))
    )
    orders = "".join(
        f'<option value="{name}">{escape(words[f"by_{name}"])}</option>'
        for name in ("place", "severity")
    )
    choices += (
        f'<label class="filters">{escape(words["order"])}'
        f' <select id="order">{orders}</select></label>\n'
    )
    search = escape(words["search"])
    return f"""<div class="bar">
<div role="tablist">{tabs}</div>
<span class="filters">{severities}</span>
{choices}
<input class="filters" id="search" type="search" placeholder="{search}" aria-label="{search}">
<span class="filters" id="count" role="status"></span>
<span class="meta">{escape(words["keys"])}</span>
</div>"""


def _card(
    view: View, at: int, found: Diagnostic, decision: Decision | None, words: dict[str, str]
) -> str:
    finding = found.finding
    name = severity_name(found.severity, view.main_language)
    documents = {finding.at.document, *(cited.figure.document for cited in finding.figures)}
    codes = [found.code, *(part.code for part in found.consequences)]
    classes = f"{found.severity}{' suppressed' if decision else ''}"
    lines = "\n".join(_lines(view, found, decision or view.decision_on(found), words))
    return (
        f'<li><article id="f{at}" class="{classes}" tabindex="0" data-index="{at}"'
        f' data-severity="{found.severity}"'
        f' data-documents="{" ".join(map(str, sorted(documents)))}"'
        f' data-codes="{" ".join(dict.fromkeys(codes))}">\n'
        f'<h2><span class="severity">{name}</span> <code>{found.code}</code>'
        f" {escape(view.message(found))}</h2>\n{lines}\n</article></li>"
    )


def _lines(
    view: View, found: Diagnostic, decision: Decision | None, words: dict[str, str]
) -> Iterator[str]:
    finding = found.finding
    language = view.language_of(finding.at.document)
    place = view.place_of(finding)
    where = " · ".join(filter(None, (folded(str(place)), place.section, place.table)))
    yield f'<p class="where">{escape(where)}</p>'
    if finding.excerpt:
        quoted = _marked(marked(finding), folded(finding.excerpt), finding.nth)
        yield f"<blockquote>{quoted}</blockquote>"
    if finding.claim is not None:
        numbers = arithmetic(finding.claim, language)
        formula = f'<span class="formula">{escape(numbers.formula)}</span>'
        yield f"<p>{formula} {escape(numbers.because)}</p>"
    related = view.related(found)
    if related:
        items = "".join(
            f"<li>{escape(folded(str(one.place)))} {escape(one.message)} "
            f"{_marked(one.text, one.excerpt)}</li>"
            for one in related
        )
        yield f"<ul>{items}</ul>"
    for note in finding.notes:
        if note.at is None:
            yield f"<p>{escape(folded(note.message[language]))}</p>"
    if found.consequences:
        items = "".join(
            f"<li><code>{part.code}</code> {escape(view.message(part))}</li>"
            for part in found.consequences
        )
        yield f"<p>{escape(words['also'])}</p><ul>{items}</ul>"
    if decision is not None:
        yield f"<p>{escape(decided(decision, view.main_language))}</p>"
    fingerprint = words["fingerprint"].format(found.fingerprint)
    yield f'<p class="meta">{words[str(found.confidence)]} · {escape(fingerprint)}</p>'


def _marked(needle: str, text: str, nth: int = 0) -> str:
    at = position(needle, text, nth)
    if at is None:
        return escape(text)
    start, stop = at
    return f"{escape(text[:start])}<mark>{escape(text[start:stop])}</mark>{escape(text[stop:])}"


#: States of figures as the script knows them; all others are ``u``, not verified.
_SHORT = {State.VERIFIED: "v", State.CONTRADICTED: "c"}

#: Document, page, the boxes line by line, and ``stated`` or ``other``.
Place = tuple[int, int, list[list[float]], str]


def _places(found: Diagnostic) -> list[Place]:
    """Where a finding's pages and boxes are: its own place first, then what it rests on."""
    finding = found.finding
    spans = [(finding.at, "stated")]
    spans += [(cited.figure.span, "other") for cited in finding.figures]
    spans += [(note.at, "other") for note in finding.notes if note.at is not None]
    spans += [(part.finding.at, "other") for part in found.consequences]
    places: dict[tuple[int, int, Box | None], Place] = {}
    for span, kind in spans:
        if span.page is not None:
            key = (span.document, span.page, span.box)
            places.setdefault(key, (span.document, span.page, _boxes(span), kind))
    return list(places.values())


def _boxes(span: Span) -> list[list[float]]:
    """The boxes on the page as it was turned to be read, for images are turned alike."""
    return [[round(edge, 1) for edge in _edges(box)] for box in span.boxes]


def _data(
    view: View, places: list[list[Place]], drawn: set[tuple[int, int]], words: dict[str, str]
) -> str:
    """What the script needs, as JSON that no markup can end.

    Pages that have no image are ``drawn`` from their lines.
    """
    coverage: dict[str, list[list[Any]]] = {}
    for figure in view.result.facts.figures:
        state = view.result.coverage.states.get(figure.id)
        if state is not None:
            known = _SHORT.get(state, "u")
            key = f"{figure.document}-{figure.span.page}"
            for box in _boxes(figure.span):
                coverage.setdefault(key, []).append([*box, known])
    whole = {
        "words": {key: words[key] for key in ("page", "nopage", "shown", "zoom")},
        "documents": [folded(document.path) for document in view.result.documents],
        "findings": places,
        "pages": {
            f"{document.index}-{page.number}": {"w": page.width, "h": page.height}
            | ({} if (document.index, page.number) in drawn else _drawing(page))
            for document in view.result.documents
            for page in document.pages
            if page.width and page.height
        },
        "coverage": coverage,
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "").replace("\u2029", "")


def _drawing(page: Page) -> dict[str, list[list[Any]]]:
    """A page as the script draws it: what is written where, and the frames of its cells."""
    cells = [cell for grid in page.grids for cell in grid.cells]
    lines = [*page.lines, *(line for cell in cells for line in cell.lines)]
    frames = [[round(edge) for edge in _edges(cell.box)] for cell in cells if cell.box is not None]
    return {"lines": [part for line in lines for part in _parts(line)], "cells": frames}


def _parts(line: Line) -> Iterator[list[Any]]:
    """A line as the pieces between its wide gaps, each with its box."""
    gap = 0.8 * (line.bottom - line.top)
    start = stop = 0
    for at, character in enumerate(line.text):
        if character.isspace():
            continue
        if stop and line.edges and line.edges[2 * at] - line.edges[2 * stop - 1] > gap:
            yield _part(line, start, stop)
            start = at
        elif not stop:
            start = at
        stop = at + 1
    if stop:
        yield _part(line, start, stop)


def _part(line: Line, start: int, stop: int) -> list[Any]:
    box = line.box(start, stop) or Box(line.x0, line.top, line.x1, line.bottom)
    return [*(round(edge, 1) for edge in _edges(box)), folded(line.text[start:stop])]


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def _coverage(view: View, words: dict[str, str]) -> str:
    result = view.result
    rows = []
    for document in result.documents:
        rows.append(
            f'<tr><th colspan="5" scope="rowgroup">{escape(folded(document.path))}</th></tr>'
        )
        rows.append(_row(words["text"], view.narrative(document.index)))
        for table in document.tables:
            counts = result.coverage.by_table.get((document.index, table.number))
            if counts is not None:
                rows.append(_row(view.name_of_table(table, view.main_language), counts))
    rows.append(_row(words["total"], result.coverage.every))
    heads = "".join(
        f'<th scope="col">{escape(words[key])}</th>'
        for key in ("part", "figures", "verified", "contradicted", "share")
    )
    legend = "".join(
        f'<span class="{state}">{escape(words[state])}</span>'
        for state in ("verified", "contradicted", "unverified")
    )
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
        f'<p class="legend">{legend}</p>'
    )


def _row(name: str, counts: Counts) -> str:
    share = "–" if counts.share is None else f"{100 * counts.share:.1f}%"
    cells = (counts.figures, counts.verified, counts.contradicted, share)
    return f"<tr><td>{escape(name)}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
