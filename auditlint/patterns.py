"""Patterns that a former run compiled, and patterns that are compiled when they are first used.

To compile all that a report needs takes a fifth of a second, longer than a short report. Python
keeps the bytecode of modules but not what it makes of patterns, so that is kept in the user's
cache folder: by source and flags, for one version of Python, so that it can never be stale.
"""

from __future__ import annotations

import hashlib
import pickle
import re
import sys
from array import array
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, cast

from auditlint.cache import Cache, user_folder
from auditlint.version import __version__

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
_FIGURES = ("groupindex", "groups")


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, without the work where a former run has done it."""
    shelf = _shelf()
    if shelf is None:
        return re.compile(pattern, flags)
    return shelf.pattern(pattern, int(flags))


def keep() -> None:
    """Lets the next run find what this one had to compile."""
    shelf = _shelf()
    if shelf is not None:
        shelf.keep()


class _Program(NamedTuple):
    """What ``re`` compiles a pattern to: codes of its machine, and the numbers of its groups."""

    flags: int
    codes: bytes
    groups: int
    names: dict[str, int]


class _Shelf:
    """The programs of patterns. The machine and the compiler are CPython's own, unpublished."""

    def __init__(self, store: Cache) -> None:
        self._machine = import_module("_sre")
        self._parser = import_module("re._parser")
        self._compiler = import_module("re._compiler")
        self._store = store
        version = f"patterns {__version__} {sys.version} {self._machine.MAGIC}"
        self._key = hashlib.sha256(version.encode()).hexdigest()
        found = store.get(self._key)
        self._programs: dict[tuple[str, int], _Program] = found if isinstance(found, dict) else {}
        self._fresh = False
        self.pattern(r"(?P<trial>[a-z])+", 0)

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        program = self._programs.get((source, flags))
        if program is None:
            program = self._programs[source, flags] = self._program(source, flags)
            self._fresh = True
        names: list[str | None] = [None] * (program.groups + 1)
        for name, group in program.names.items():
            names[group] = name
        made = self._machine.compile(
            source,
            program.flags,
            array("I", program.codes).tolist(),
            program.groups,
            program.names,
            tuple(names),
        )
        return cast("re.Pattern[str]", made)

    def keep(self) -> None:
        if self._fresh:
            self._store.put(self._key, pickle.dumps(dict(self._programs), protocol=5))
            self._fresh = False

    def _program(self, source: str, flags: int) -> _Program:
        """What ``re.compile`` does before it hands a pattern to its machine."""
        parsed = self._parser.parse(source, flags)
        return _Program(
            flags | parsed.state.flags,
            array("I", self._compiler._code(parsed, flags)).tobytes(),
            parsed.state.groups - 1,
            parsed.state.groupdict,
        )


@cache
def _shelf() -> _Shelf | None:
    """``None`` where ``re`` is made otherwise than we know, or nothing can be kept."""
    try:
        return _Shelf(Cache(user_folder(), ""))
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return None


class _Lazily:
    """Stands for a compiled pattern and has its methods, once one of them was asked for."""

    __slots__ = (*_METHODS, *_FIGURES, "flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS and name not in _FIGURES:
            raise AttributeError(name)
        made = compiled(self.pattern, self.flags)
        for known in (*_METHODS, *_FIGURES):
            setattr(self, known, getattr(made, known))
        return getattr(made, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazily, (self.pattern, self.flags)

    def __repr__(self) -> str:
        return f"lazily({self.pattern!r})"


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``compiled``, put off until the pattern is used; a wrong one raises only then."""
    return cast("re.Pattern[str]", _Lazily(pattern, flags))
