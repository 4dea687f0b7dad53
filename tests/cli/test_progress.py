"""What is shown while a run takes its time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter

from auditlint import reading
from auditlint.cli import progress
from auditlint.engine import run
from auditlint.settings import Settings


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_read_in_shares_is_told_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGE", 1000)
    files = []
    for name, pages in (("long.pdf", 100), ("short.md", 0)):
        path = tmp_path / name
        if pages:
            writer = PdfWriter()
            for _ in range(pages):
                writer.add_blank_page(300, 400)
            writer.write(path)
        else:
            path.write_text("# 某某局\n\n收入1.00万元。\n", "utf-8")
        files.append(str(path))
    steps: list[tuple[str, float, int]] = []
    run(files, Settings(jobs=2, cache=False), progress=lambda *step: steps.append(step))
    assert [(Path(path).name, round(at, 2), number) for path, at, number in steps] == [
        ("long.pdf", 0, 2),
        ("long.pdf", 0.25, 2),
        ("long.pdf", 0.5, 2),
        ("long.pdf", 0.75, 2),
        ("short.md", 1, 2),
        ("", 2, 2),
    ]


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (("a\x1b[31m.pdf", 0, 2), "──────────────────────── 1/2 a␛[31m.pdf"),
        (("b.pdf", 0.5, 2), "━━━━━━────────────────── 1/2 b.pdf"),
        (("c.pdf", 1, 2), "━━━━━━━━━━━━──────────── 2/2 c.pdf"),
        (("", 2, 2), "━━━━━━━━━━━━━━━━━━━━━━━━ 2/2 checking"),
    ],
)
def test_the_bar_is_drawn_over_itself_and_taken_away(
    step: tuple[str, float, int], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    with progress.Bar(show=True) as bar:
        bar.step(*step)
    assert terminal.getvalue() == f"\r\x1b[K{shown}\r\x1b[K"


def test_nothing_is_drawn_where_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    with progress.Bar(show=True) as bar:
        bar.step("a.pdf", 0, 1)
    assert stream.getvalue() == ""
