"""Patterns that are compiled when they are first used.

For those that most reports never need: compiling takes longer than most searches do.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
_FIGURES = ("groupindex", "groups")


class _Lazily:
    """Stands for a compiled pattern and has its methods, once one of them was asked for."""

    __slots__ = (*_METHODS, *_FIGURES, "flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _FIGURES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for known in (*_METHODS, *_FIGURES):
            setattr(self, known, getattr(compiled, known))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazily, (self.pattern, self.flags)

    def __repr__(self) -> str:
        return f"lazily({self.pattern!r})"


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, put off until the pattern is used; a wrong one raises only then."""
    return cast("re.Pattern[str]", _Lazily(pattern, flags))
