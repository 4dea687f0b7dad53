"""The working paper: findings to decide on, coverage, verified figures, reconciliation."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.datavalidation import DataValidation

from auditlint.coverage import STATES, Counts
from auditlint.diagnostic import Diagnostic
from auditlint.render.phrases import severity_name
from auditlint.render.reasons import kind_name, reason, verdict_name
from auditlint.render.sheets import Value, add_sheet, new_workbook, number, saved
from auditlint.render.text import position
from auditlint.render.view import Location, View, arithmetic, marked
from auditlint.render.words import folded, window
from auditlint.result import Decision

_SHEETS = {
    "findings": ("问题", "Findings"),
    "coverage": ("核对情况", "Coverage"),
    "figures": ("数字", "Figures"),
    "reconciliation": ("文件间核对", "Reconciliation"),
}
_HEADS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "findings": (
        ("序号", "级别", "代码", "文件", "位置", "章节", "表", "原文数字", "问题", "计算", "建议值",
         "原文", "指纹", "复核结论", "复核意见"),
        ("No.", "Severity", "Code", "Document", "Place", "Section", "Table", "Printed", "Finding",
         "Computation", "Suggested", "Excerpt", "Fingerprint", "Decision", "Remark"),
    ),
    "coverage": (
        ("文件", "部分", "数字", "已核实", "矛盾", "未核对", "核对率 %"),
        ("Document", "Part", "Figures", "Verified", "Contradicted", "Not verified", "Share %"),
    ),
    "figures": (
        ("文件", "位置", "原文数字", "数值", "单位", "指标", "状态", "参与的关系", "原文"),
        ("Document", "Place", "Printed", "Value", "Unit", "Measure", "State", "Relations",
         "Excerpt"),
    ),
    "reconciliation": (
        ("指标", "文件一", "位置", "数字", "文件二", "位置", "数字", "结论", "依据"),
        ("Measure", "Document 1", "Place", "Figure", "Document 2", "Place", "Figure", "Verdict",
         "Because"),
    ),
}  # fmt: skip
#: The widest that columns get, in characters; all others as wide as their content allows.
_LIMITS = {
    "findings": {"D": 28, "E": 14, "F": 24, "G": 24, "H": 20, "I": 60, "J": 36, "L": 44},
    "coverage": {},
    "figures": {"A": 28, "B": 14, "F": 40, "H": 30},
    "reconciliation": {"A": 30, "B": 28, "E": 28, "I": 50},
}
#: Columns of text that an excerpt takes at most.
_EXCERPT = 240
#: Columns that people fill in, and how wide they are at least.
_DECIDED = {"N": 12, "O": 36}
_CHOICES = (("问题成立", "不是问题", "待核实"), ("confirmed", "dismissed", "open"))


def render(view: View) -> bytes:
    """A workbook in the language of the first document."""
    at = int(view.main_language == "en")
    book = new_workbook()
    makers = {
        "findings": _findings, "coverage": _coverage, "figures": _figures,
        "reconciliation": _reconciliation,
    }  # fmt: skip
    for key, make in makers.items():
        rows = list(make(view, at))
        sheet = add_sheet(book, _SHEETS[key][at], _HEADS[key][at], rows, _LIMITS[key])
        if key == "findings" and rows:
            for letter, wide in _DECIDED.items():
                sheet.column_dimensions[letter].width = wide
            choices = DataValidation("list", f'"{",".join(_CHOICES[at])}"', allow_blank=True)
            choices.add(f"N2:N{len(rows) + 1}")
            sheet.add_data_validation(choices)
    return saved(book)


def _findings(view: View, at: int) -> Iterator[list[Value]]:
    result = view.result
    cards = [(found, view.decision_on(found)) for found in result.diagnostics]
    cards += [(decided.diagnostic, decided.decision) for decided in result.suppressed]
    for at_row, (found, decision) in enumerate(cards, 1):
        yield [at_row, *_finding(view, found), *_decided(decision, at)]


def _finding(view: View, found: Diagnostic) -> list[Value]:
    place = view.place_of(found.finding)
    claim = found.finding.claim
    language = view.main_language
    also = [f"{part.code} {view.message(part)}" for part in found.consequences]
    return [
        severity_name(found.severity, language),
        found.code,
        folded(place.path),
        _within(place),
        place.section,
        place.table,
        marked(found.finding),
        "\n".join([view.message(found), *also]),
        arithmetic(claim).formula if claim is not None else "",
        found.cause.suggested if found.cause is not None else "",
        _excerpt(found),
        found.fingerprint,
    ]


def _excerpt(found: Diagnostic) -> str:
    """What is printed around the characters at fault, short enough for a cell."""
    excerpt = folded(found.finding.excerpt)
    at = position(marked(found.finding), excerpt) or (0, 0)
    return window(excerpt, *at, _EXCERPT)[0]


def _within(place: Location) -> Value:
    """A page or line as a number, a cell as its address."""
    within = folded(place.within)
    return int(within) if within.isdecimal() else within


def _decided(decision: Decision | None, at: int) -> list[Value]:
    if decision is None:
        return ["", ""]
    words = {"confirmed": _CHOICES[at][0], "dismissed": _CHOICES[at][1]}
    said = " ".join(filter(None, (decision.who, decision.when, decision.why, decision.location)))
    return [words.get(decision.state, decision.state), said]


def _coverage(view: View, at: int) -> Iterator[list[Value]]:
    result = view.result
    text, every = (("正文", "text"), ("合计", "all"))
    for document in result.documents:
        path = folded(document.path)
        yield [path, text[at], *_counts(view.narrative(document.index))]
        for table in document.tables:
            counts = result.coverage.by_table.get((document.index, table.number))
            if counts is not None:
                yield [path, view.name_of_table(table, view.main_language), *_counts(counts)]
    yield ["", every[at], *_counts(result.coverage.every)]


def _counts(counts: Counts) -> list[Value]:
    share = None if counts.share is None else round(100 * counts.share, 1)
    return [counts.figures, counts.verified, counts.contradicted, counts.unverified, share]


def _figures(view: View, at: int) -> Iterator[list[Value]]:
    result = view.result
    part_in: dict[int, dict[str, None]] = {}
    for claim in result.facts.claims:
        for figure in claim.figures:
            part_in.setdefault(figure.id, {})[kind_name(claim.kind, view.main_language)] = None
    for figure in result.facts.figures:
        state = result.coverage.states.get(figure.id)
        if state is not None:
            place = view.place_of_figure(figure)
            yield [
                folded(place.path),
                _within(place),
                folded(figure.text),
                number(figure.value),
                figure.unit.name,
                folded(figure.measure),
                STATES[state]["en" if at else "zh"],
                ("、", ", ")[at].join(part_in.get(figure.id, ())),
                folded(figure.context),
            ]


def _reconciliation(view: View, at: int) -> Iterator[list[Value]]:
    """Every claim that ties figures of two documents together, with its verdict."""
    for judgement in view.result.facts.judgements:
        claim = judgement.claim
        for other in claim.inputs:
            if other.document != claim.stated.document:
                sides: list[Value] = []
                for figure in (claim.stated, other):
                    place = view.place_of_figure(figure)
                    sides += [folded(place.path), _within(place), folded(figure.text)]
                measure = folded(claim.stated.measure)
                said = folded(reason(claim, view.main_language))
                yield [measure, *sides, verdict_name(judgement.verdict, view.language), said]
