"""The fixed phrases of outputs in each language, and the line a report closes with."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.render.view import View
from auditlint.render.words import folded, plain
from auditlint.result import Decision
from auditlint.settings import Severity

_PHRASES: dict[str, tuple[str, str]] = {
    "suggested": ("“{printed}”应为“{suggested}”", "{printed} should read {suggested}"),
    "more_places": ("另有 {count} 处", "and {count} more"),
    "decided_confirmed": ("已确认（{who}）：{why}", "confirmed ({who}): {why}"),
    "decided_dismissed": ("已判定不是问题（{who}）：{why}", "dismissed ({who}): {why}"),
    "decided_baseline": ("已记入基线", "known from the baseline"),
    "clean": ("未发现问题", "no findings"),
    "found": ("发现 {counts}", "found {counts}"),
    "columns": ("| | 位置 | 代码 | 问题 |", "| | Place | Code | Finding |"),
    "closing": ("{files}：{said}；{read}。", "{files}: {said}; {read}."),
    "coverage": (
        "{figures} 个数字中 {verified} 个已核实、{contradicted} 个矛盾（共 {share}）",
        "{verified} of {figures} figures verified, {contradicted} contradicted ({share})",
    ),
    "low_coverage": (
        "{figures} 个数字只核对了 {share}（{verified} 个已核实、{contradicted} 个矛盾）",
        "only {share} of {figures} figures checked ({verified} verified, {contradicted} wrong)",
    ),
    "baseline": (
        "另有 {count} 条已记入基线（{where}），不计",
        "{count} more known from the baseline {where}",
    ),
    "dismissed": (
        "另有 {count} 条已判定不是问题（{where}），不计",
        "{count} more dismissed in {where}",
    ),
    "stale_baseline": (
        "基线 {where} 中 {count} 条已无对应问题（用 auditlint baseline --prune 清理）",
        "{count} entries of {where} no longer occur (auditlint baseline --prune removes them)",
    ),
    "stale_decisions": (
        "{where} 中 {count} 条判定已无对应问题，可删去（{names}）",
        "{count} decisions of {where} no longer apply and can go ({names})",
    ),
    "see": ("见 {place}：{message}", "see {place}: {message}"),
    "under": ("在“{headings}”之下", "under “{headings}”"),
    "page": ("第 {number} 页", "page {number}"),
    "fixed": ("已消除 {count} 条：", "{count} fixed:"),
    "new": ("新增 {count} 条：", "{count} new:"),
    "kept": ("仍存在 {count} 条：", "{count} still there:"),
    "changed": ("数字改动 {count} 处：", "{count} figures changed:"),
    "broke": (
        "（使 {count} 处关系不再成立，涉及{places}）",
        " (relations broken: {count}, with {places})",
    ),
    "pages": ("第 {numbers} 页", "page {numbers}"),
    "lines": ("第 {numbers} 行", "line {numbers}"),
    "healed": ("（使 {count} 处关系成立）", " (relations healed: {count})"),
    "documents": ("{count} 份文件", "{count} documents"),
    "document": ("1 份文件", "1 document"),
}

#: Below this share of figures that could be checked, the closing line says "only".
_LOW = 0.5
#: Decisions without a finding that are named; the rest is counted.
_NAMED = 5

_COUNTS = {
    Severity.ERROR: ("{} 个错误", "{} error", "{} errors"),
    Severity.WARNING: ("{} 个警告", "{} warning", "{} warnings"),
    Severity.INFO: ("{} 个提示", "{} note", "{} notes"),
}

_NAMES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "note"),
}


def severity_name(severity: Severity, language: str) -> str:
    """A severity as people say it."""
    return _NAMES[severity][language == "en"]


def phrase(key: str, language: str, **parts: object) -> str:
    """A fixed phrase with its parts filled in."""
    zh, en = _PHRASES[key]
    return (en if language == "en" else zh).format(**parts)


def counted(severity: Severity, count: int, language: str) -> str:
    zh, one, many = _COUNTS[severity]
    if language != "en":
        return zh.format(count)
    return (one if count == 1 else many).format(count)


def counts(view: View, language: str) -> str:
    """``2 errors, 1 warning``; empty where there is nothing."""
    found = [
        counted(severity, view.result.count(severity), language)
        for severity in sorted(Severity, reverse=True)
        if view.result.count(severity)
    ]
    return (", " if language == "en" else "、").join(found)


def closing(view: View) -> str:
    """What was found and how much of the report was verified."""
    language = view.main_language
    number = len({document.path for document in view.result.documents})
    files = phrase("document" if number == 1 else "documents", language, count=number)
    found = counts(view, language)
    said = phrase("found", language, counts=found) if found else phrase("clean", language)
    every = view.result.coverage.every
    share = every.share or 0.0
    read = phrase(
        "coverage" if share >= _LOW else "low_coverage",
        language,
        figures=f"{every.figures:,}",
        verified=f"{every.verified:,}",
        contradicted=f"{every.contradicted:,}",
        share=f"{100 * share:.1f}%",
    )
    return phrase("closing", language, files=files, said=said, read=read)


def decided(decision: Decision, language: str) -> str:
    """What was decided on a finding, by whom, when and why."""
    who = " ".join(filter(None, (decision.who, decision.when)))
    said = phrase(f"decided_{decision.state}", language, who=who, why=decision.why)
    return folded(said).rstrip("：: ")


def _stale(view: View, language: str) -> Iterator[str]:
    """What no finding answers to any more: entries of baselines, decisions by name."""
    by_file: dict[tuple[bool, str], list[str]] = {}
    for entry in view.result.stale:
        key = (entry.state != "baseline", entry.location)
        by_file.setdefault(key, []).append(entry.fingerprint)
    for (of_people, where), names in sorted(by_file.items()):
        shown = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        yield phrase(
            "stale_decisions" if of_people else "stale_baseline",
            language,
            count=len(names),
            where=plain(where),
            names=plain(shown),
        )


def suppressed_line(view: View) -> str:
    """How many findings were taken out, and by what; empty where there is none.

    Entries that no finding answers to any more are told as well.
    """
    language = view.main_language
    states: dict[tuple[str, str], int] = {}
    for decided in view.result.suppressed:
        key = (decided.decision.state, decided.decision.location)
        states[key] = states.get(key, 0) + 1
    said = [
        phrase(state, language, count=count, where=plain(where))
        for (state, where), count in sorted(states.items())
    ]
    said.extend(_stale(view, language))
    if not said:
        return ""
    return ("; " if language == "en" else "；").join(said) + ("." if language == "en" else "。")
