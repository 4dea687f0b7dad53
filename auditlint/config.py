"""Settings from ``auditlint.toml`` or ``[tool.auditlint]`` in ``pyproject.toml``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable
from dataclasses import field, replace
from pathlib import Path
from typing import Any, TypeVar

from auditlint.settings import (
    LONGEST,
    AgreedDifference,
    Confidence,
    DocumentSettings,
    LedgerSettings,
    Limits,
    Settings,
    Severity,
    Standard,
    UsageProblem,
)
from auditlint.values import dataclass

FILE = "auditlint.toml"
T = TypeVar("T")

LANGUAGES = ("zh", "en", "auto")
FAIL_ON = ("error", "warning", "info", "never")
CONFIDENCES = ("high", "medium", "low")
ENGINES = ("auto", "pdfium", "pdfplumber")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file says; ``path`` is empty where there is none.

    ``baseline`` and ``decisions`` are paths as seen from the working directory, or empty.
    """

    settings: Settings = field(default_factory=Settings)
    baseline: str = ""
    decisions: str = ""
    path: str = ""


def find(start: Path) -> Path | None:
    """The configuration nearest to ``start`` (a file or folder), looking upward.

    ``auditlint.toml`` wins over a ``pyproject.toml`` in the same folder; one without
    ``[tool.auditlint]`` is passed by.
    """
    folder = start.resolve()
    for place in (folder, *folder.parents):
        own = place / FILE
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        if project.is_file() and "auditlint" in load_toml(project).get("tool", {}):
            return project
    return None


def read(path: Path) -> Configuration:
    """The configuration in ``path``.

    Raises ``UsageProblem`` naming the file and the key, or for a syntax error the line.
    """
    data = load_toml(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("auditlint", {})
    table = TomlTable(path, "", data)
    settings = _settings(table, path.parent)
    baseline, decisions = table.path("baseline"), table.path("decisions")
    table.done()
    return Configuration(settings, baseline, decisions, str(path))


def fail_on(word: str) -> Severity | None:
    """The threshold that a word means; ``None`` for ``never``."""
    return None if word == "never" else Severity[word.upper()]


def codes(text: str) -> tuple[str, ...]:
    """``SUM, PCT001`` as codes."""
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())


def load_toml(path: Path) -> dict[str, Any]:
    """The contents of a TOML file; raises ``UsageProblem`` with file and line."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as problem:
        raise UsageProblem(f"{path}: cannot be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise UsageProblem(f"{path}: not UTF-8; save it as UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise UsageProblem(f"{path}: not valid TOML: {problem}") from problem


class TomlTable:
    """One table of a configuration file; every key that is asked for is known."""

    def __init__(self, file: Path, name: str, data: Any) -> None:
        self.file, self.name = file, name
        if not isinstance(data, dict):
            raise self.wrong(name, "must be a table")
        self.data: dict[str, Any] = data
        self.known: list[str] = []

    def wrong(self, key: str, what: str) -> UsageProblem:
        return UsageProblem(f"{self.file}: {key}: {what}")

    def full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def take(self, key: str, kind: type[T] | tuple[type[T], ...], what: str, default: T) -> T:
        self.known.append(key)
        value = self.data.get(key, default)
        if not isinstance(value, kind) or ((value is True or value is False) and kind is not bool):
            raise self.wrong(self.full(key), f"must be {what}, not {value!r}")
        return value

    def text(self, key: str, default: str = "") -> str:
        return self.take(key, str, "a text", default)

    def flag(self, key: str, default: bool) -> bool:
        return self.take(key, bool, "true or false", default)

    def whole(self, key: str, default: int) -> int:
        return self.take(key, int, "a whole number", default)

    def path(self, key: str) -> str:
        given = self.text(key)
        return str(self.file.parent / given) if given else ""

    def choice(self, key: str, words: tuple[str, ...], default: str) -> str:
        word = self.text(key, default)
        if word not in words:
            raise self.wrong(self.full(key), f"must be one of {', '.join(words)}, not {word!r}")
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        given = self.take(key, list, "a list of texts", [])
        if not all(isinstance(part, str) for part in given):
            raise self.wrong(self.full(key), "must be a list of texts")
        return tuple(given)

    def tables(self, key: str) -> list[TomlTable]:
        given = self.take(key, list, f"written as [[{key}]]", [])
        return [
            TomlTable(self.file, f"{self.full(key)}[{number}]", part)
            for number, part in enumerate(given, 1)
        ]

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self.wrong(self.full(key), "is missing")
        return value

    def done(self) -> None:
        """Raises for a key that nothing asked for."""
        for key in self.data:
            if key not in self.known:
                near = difflib.get_close_matches(key, self.known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(self.known)}"
                raise self.wrong(self.full(key), f"unknown key; {hint}")


def _settings(table: TomlTable, folder: Path) -> Settings:
    plain = Settings()
    coverage = table.take("min-coverage", (int, float), "a number", -1)
    if coverage != -1 and not 0 <= coverage <= 100:
        raise table.wrong("min-coverage", f"must be a percentage from 0 to 100, not {coverage}")
    jobs = table.whole("jobs", plain.jobs)
    if jobs < 0:
        raise table.wrong("jobs", f"must be 0 (as many as help) or more, not {jobs}")
    return replace(
        plain,
        select=tuple(code.upper() for code in table.texts("select")),
        ignore=tuple(code.upper() for code in table.texts("ignore")),
        fail_on=fail_on(table.choice("fail-on", FAIL_ON, "error")),
        min_confidence=Confidence[table.choice("min-confidence", CONFIDENCES, "medium").upper()],
        min_coverage=None if coverage == -1 else float(coverage),
        language=table.choice("language", LANGUAGES, plain.language),
        independent=table.flag("independent", plain.independent),
        diagnosis=table.flag("diagnosis", plain.diagnosis),
        strict=table.flag("strict", plain.strict),
        jobs=jobs,
        engine=table.choice("engine", ENGINES, plain.engine),
        cache=table.flag("cache", plain.cache),
        limits=_limits(table),
        checks=tuple(str(folder / path) for path in table.texts("checks")),
        packs=tuple(str(folder / path) for path in table.texts("packs")),
        documents=_each(table, "documents", _document),
        ledgers=_each(table, "ledgers", _ledger),
        aliases=_aliases(table),
        standards=_each(table, "standards", _standard),
        agreed=_each(table, "agreed", _agreed),
    )


def _each(table: TomlTable, key: str, make: Callable[[TomlTable], T]) -> tuple[T, ...]:
    made = []
    for part in table.tables(key):
        made.append(make(part))
        part.done()
    return tuple(made)


def _limits(table: TomlTable) -> Limits:
    plain = Limits()
    given = TomlTable(table.file, "limits", table.take("limits", dict, "a table", {}))
    timeout = given.take("timeout", (int, float), "a number of seconds", plain.timeout)
    if not 0 <= timeout <= LONGEST:
        raise given.wrong("limits.timeout", f"must be from 0 (no limit) to 1e6, not {timeout}")
    read = Limits(
        timeout=float(timeout),
        memory=_limit(given, "memory", plain.memory),
        file_size=_limit(given, "file-size", plain.file_size),
        unpacked=_limit(given, "unpacked", plain.unpacked),
        pages=_limit(given, "pages", plain.pages),
        objects=_limit(given, "objects", plain.objects),
        characters=_limit(given, "characters", plain.characters),
        cells=_limit(given, "cells", plain.cells),
    )
    given.done()
    return read


def _limit(table: TomlTable, key: str, default: int) -> int:
    value = table.whole(key, default)
    if value < 0:
        raise table.wrong(table.full(key), f"must be 0 (no limit) or more, not {value}")
    return value


def _document(table: TomlTable) -> DocumentSettings:
    return DocumentSettings(
        table.required("path"),
        table.text("entity"),
        table.text("level"),
        table.text("kind"),
        table.text("period"),
    )


def _ledger(table: TomlTable) -> LedgerSettings:
    return LedgerSettings(
        table.required("path"),
        table.text("sheet"),
        table.texts("keys"),
        table.texts("measures"),
        table.texts("required"),
    )


def _standard(table: TomlTable) -> Standard:
    value = table.take("value", (str, int, float), "a number", "")
    return Standard(
        table.required("measure"),
        table.choice("relation", (">=", "<="), ""),
        str(value),
        table.text("reason"),
    )


def _agreed(table: TomlTable) -> AgreedDifference:
    return AgreedDifference(
        table.required("measure"), table.required("reason"), table.texts("texts")
    )


def _aliases(table: TomlTable) -> tuple[tuple[str, str], ...]:
    given = TomlTable(table.file, "aliases", table.take("aliases", dict, "a table", {}))
    return tuple((name, given.text(name)) for name in given.data)
