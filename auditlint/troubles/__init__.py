"""Auditlint's own trouble: what could not be read, and what broke while checking.

These are findings that no check makes. They can be hidden by no selection and no baseline.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from auditlint.diagnostic import Finding, Message, Note
from auditlint.document import Document, Span
from auditlint.loaders.problems import NO_TEXT_LAYER, READ_BY_OCR, TROUBLES, LoadProblem
from auditlint.result import Rule
from auditlint.settings import Severity

CRASHED = "AUD001"
BUNDLE = "AUD002"
TOOK_TOO_LONG = "AUD008"
INTERRUPTED = "AUD009"

_OWN = (
    (CRASHED, "check-crashed", "A check or claimant broke off with an error."),
    (BUNDLE, "bundle-not-loaded", "An installed bundle of checks could not be loaded."),
    (TOOK_TOO_LONG, "check-takes-too-long", "A check or claimant took longer than the limit."),
    (INTERRUPTED, "run-interrupted", "The run was interrupted before everything was checked."),
)


def rules() -> tuple[Rule, ...]:
    """The rules of our own troubles, each with its page."""
    reading = ((known.code, known.name, known.message.en) for known in TROUBLES)
    pages = resources.files("auditlint.troubles")
    return tuple(
        Rule(code, name, summary, (pages / f"{code}.md").read_text("utf-8"), "auditlint")
        for code, name, summary in (*_OWN, *reading)
    )


def is_trouble(code: str) -> bool:
    """Whether a code is one that nothing may hide."""
    return any(code == known for known, _, _ in _OWN) or any(
        code == known.code for known in TROUBLES
    )


def unreadable(document: int, path: str, problem: LoadProblem) -> Finding:
    """A file, or one of its pages, that could not be read."""
    name = Path(path).name or path
    where_zh = f"第 {problem.page} 页" if problem.page else ""
    where_en = f", page {problem.page}" if problem.page else ""
    said = problem.message
    return _found(
        Message(f"{name}{where_zh}：{said.zh}", f"{name}{where_en}: {said.en}"),
        Span(document, problem.page),
        severity=problem.trouble.severity,
    )


def notices(document: Document, problems: Iterable[LoadProblem]) -> Iterator[tuple[str, Finding]]:
    """What could not be read of a document, as codes and findings; images are told together."""
    images: list[int] = []
    recognised: list[int] = []
    for problem in problems:
        if problem.code == NO_TEXT_LAYER.code and problem.page is not None:
            images.append(problem.page)
        elif problem.code == READ_BY_OCR.code and problem.page is not None:
            recognised.append(problem.page)
        else:
            yield problem.code, unreadable(document.index, document.path, problem)
    if images:
        yield NO_TEXT_LAYER.code, _images(document, images)
    if recognised:
        yield READ_BY_OCR.code, _recognised(document, recognised)


def _images(document: Document, pages: Sequence[int]) -> Finding:
    """The pages that are images; an error where no other page carries text."""
    listed = _ranges(pages)
    read = any(page.characters for page in document.pages)
    many = "pages" if len(pages) > 1 else "page"
    return _found(
        Message(
            f"第 {listed} 页只有图像，没有文字层，其中的数字未作检查；请提供有文字层的版本，或安装"
            " auditlint-disclosure[ocr] 后再检查",
            f"{many} {listed}: an image without a text layer, its figures were not checked; provide"
            " a version with text, or install auditlint-disclosure[ocr] and check again",
        ),
        Span(document.index, pages[0]),
        severity=Severity.WARNING if read else Severity.ERROR,
    )


def _recognised(document: Document, pages: Sequence[int]) -> Finding:
    """The pages that were read by text recognition."""
    listed = _ranges(pages)
    many = "pages" if len(pages) > 1 else "page"
    return _found(
        Message(
            f"第 {listed} 页没有文字层，由文字识别（OCR）读取；据此得出的问题均须对照原件",
            f"{many} {listed}: no text layer, read by OCR; compare whatever rests on it with the"
            " original",
        ),
        Span(document.index, pages[0]),
        severity=READ_BY_OCR.severity,
    )


def crashed(what: str, error: BaseException, document: int = 0) -> Finding:
    """A check or claimant that broke off; everything else goes on."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    return _found(
        Message(
            f"{what} 运行出错（{said}），本次没有执行完；其余检查不受影响",
            f"{what} broke off with {said}; the other checks are not affected",
        ),
        Span(document, None),
        notes=(Note(Message(f"出错位置：{at}", f"raised at {at}")),),
    )


def took_too_long(what: str, seconds: float) -> Finding:
    """A check or claimant that was stopped; everything else goes on."""
    return _found(
        Message(
            f"{what} 运行超过 {seconds:g} 秒的上限，本次没有执行完，其余检查不受影响；"
            "请用 --timeout 给出更长的时间，或减少一次检查的文件",
            f"{what} took longer than the limit of {seconds:g} seconds and was stopped, the other"
            " checks are not affected; give more time with --timeout, or check fewer files"
            " at a time",
        ),
        Span(0, None),
    )


def not_reached(document: int, path: str) -> Finding:
    """A file that was not read because the run was interrupted."""
    name = Path(path).name
    return _found(
        Message(
            f"{name}：检查被中断，此文件未读取；请重新运行",
            f"{name}: interrupted before this file was read; run again",
        ),
        Span(document, None),
    )


def checks_not_reached(codes: Sequence[str]) -> Finding:
    """The checks that did not run because the run was interrupted."""
    listed = ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")
    return _found(
        Message(
            f"检查被中断，有 {len(codes)} 项检查没有执行（{listed}）；请重新运行",
            f"interrupted: {len(codes)} checks did not run ({listed}); run again",
        ),
        Span(0, None),
    )


def bundle_not_loaded(name: str, reason: str) -> Finding:
    """A bundle that cannot be imported, or that offers something that is not a check."""
    return _found(
        Message(
            f"检查包 {name} 无法加载（{reason}），其中的检查没有执行",
            f"the bundle {name} could not be loaded ({reason}): its checks did not run",
        ),
        Span(0, None),
    )


def _found(
    message: Message,
    at: Span,
    severity: Severity = Severity.ERROR,
    notes: tuple[Note, ...] = (),
) -> Finding:
    """A finding on a file or page as a whole, of which nothing printed is at fault."""
    return Finding(message, marked="", at=at, excerpt="", severity=severity, notes=notes)


def _ranges(numbers: Iterable[int]) -> str:
    """``(1, 2, 3, 7)`` as ``1–3, 7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
