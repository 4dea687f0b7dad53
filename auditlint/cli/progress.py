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
    """Shows which file is being read; takes itself away when done."""

    def __init__(self, *, show: bool) -> None:
        self._show = show and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def step(self, path: str, at: int, number: int) -> None:
        """``at`` of ``number`` files are done and ``path`` is next."""
        if not self._show or time.monotonic() - self._begun < _PATIENCE:
            return
        done = _WIDTH * at // max(number, 1)
        name = window(folded(Path(path).name), 0, 0, 40)[0]
        bar = "━" * done + "─" * (_WIDTH - done)
        sys.stderr.write(f"\r\x1b[K{bar} {at}/{number} {name}")
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
