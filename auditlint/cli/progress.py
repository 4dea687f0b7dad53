"""A progress bar on stderr, only on a terminal and only for runs that take a while."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from auditlint.render.words import folded, window

#: Seconds before a bar is shown at all.
_PATIENCE = 0.5
_WIDTH = 24


class Bar:
    """Shows which file is being read and how far; takes itself away when done."""

    def __init__(self, *, show: bool) -> None:
        self._show = show and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def step(self, path: str, at: float, number: int) -> None:
        """``at`` of ``number`` files are read, in part too; ``path`` is next, or ``""``."""
        if not self._show or time.monotonic() - self._begun < _PATIENCE:
            return
        done = int(_WIDTH * at / max(number, 1))
        name = window(folded(Path(path).name), 0, 0, 36)[0] if path else "checking"
        bar = "━" * done + "─" * (_WIDTH - done)
        place = f"{min(int(at) + 1, number)}/{number}"
        sys.stderr.write(f"\r\x1b[K{bar} {place} {name}")
        sys.stderr.flush()
        self._drawn = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
