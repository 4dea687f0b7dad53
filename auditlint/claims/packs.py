"""Identity packs: what standard forms must satisfy, written as data.

A pack is a TOML file. ``[tables.ID]`` names a table by its titles, ``[rows]`` and ``[columns]``
give further names of a label, and every ``[[identity]]`` is a formula over cells::

    formula = "general[合计, 基本支出] = basic[人员经费合计] + basic[公用经费合计]"

``ID[row]`` or ``ID[row, column]`` is a cell, ``ID.支出[row]`` one in the panel of that title. A
row is a label (without its numbering), a subject code, or ``*`` for every item that the tables
share; ``upper/lower`` is a row below another. A column is a header word, or left out for the
total column. ``?`` behind a cell says that its row may be missing. A blank cell adds nothing.
``left <= right`` is a bound; ``left => right`` says that where the left cell is above zero, one on
the right is too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditlint.language.zh.tables import bare
from auditlint.language.zh.titles import bare_title
from auditlint.patterns import compiled
from auditlint.settings import Severity, UsageProblem
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One cell of a formula with its sign."""

    sign: int
    table: str
    panel: str
    row: str
    column: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Formula:
    """``left`` relates to ``right``: ``=``, ``<=`` (a ``bound``) or ``=>`` (a ``presence``)."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    bound: bool
    presence: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity of a form; ``code`` is permanent. ``when`` must hold for it to apply.

    ``exact`` says that one quantity is printed twice (class EX), so that a difference of one
    last digit is no more than a remark. ``failing`` and ``accepted`` are reports in Markdown;
    ``finds`` are the characters that the failing one marks.
    """

    code: str
    name: str
    zh: str
    en: str
    formulas: tuple[Formula, ...]
    texts: tuple[str, ...]
    when: tuple[Formula, ...]
    exact: bool
    severity: Severity
    exceptions: str
    source: str
    failing: str
    finds: tuple[str, ...]
    accepted: str


@dataclass(frozen=True, slots=True)
class Pack:
    """``titles`` of each table and the other names of rows and columns, all bare."""

    path: str
    titles: Mapping[str, frozenset[str]]
    rows: Mapping[str, frozenset[str]]
    columns: Mapping[str, frozenset[str]]
    identities: tuple[Identity, ...]


_CELL = compiled(
    r"\s*(?P<table>[a-z_]+)(?:\.(?P<panel>[^\[\].]+))?\[(?P<row>[^\[\],]+)(?:,(?P<column>[^\[\]]+))?\]"
    r"(?P<optional>\?)?\s*"
)
_SIDES = compiled(r"<=|≤|=>|⇒|=")
_CODE = compiled(r"IDN\d{3}")
_REQUIRED = ("code", "name", "zh", "en", "formula", "source", "failing", "accepted")
_KNOWN = frozenset({*_REQUIRED, "finds", "each", "when", "tolerance", "severity", "exceptions"})
_SEVERITIES = {str(severity): severity for severity in Severity}
_TOLERANCES = frozenset({"EX", "ENV"})


def read_pack(path: Path) -> Pack:
    """The pack in a file. Raises ``UsageProblem`` where it is not one."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise UsageProblem(f"{path}: cannot be read: {error.strerror}") from error
    return parse_pack(text, str(path))


def parse_pack(text: str, path: str) -> Pack:
    """A pack from its text; ``path`` is for messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"{path}: {error}") from error
    return _Reader(path, text).pack(data)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: str
    text: str

    def pack(self, data: dict[str, Any]) -> Pack:
        for key in data:
            if key not in {"tables", "rows", "columns", "identity", "source", "about"}:
                raise self.problem(key, f"unknown key {key!r}")
        titles = {
            name: frozenset(map(bare_title, self.texts(table, "titles", f"tables.{name}")))
            for name, table in self.table(data, "tables").items()
        }
        identities = tuple(
            self.identity(entry, at, titles)
            for at, entry in enumerate(self.entries(data, "identity"))
        )
        codes = [identity.code for identity in identities]
        twice = next((code for code in codes if codes.count(code) > 1), "")
        if twice:
            raise self.problem(twice, f"code {twice} is used twice")
        return Pack(
            self.path,
            titles,
            self.names(data, "rows"),
            self.names(data, "columns"),
            identities,
        )

    def identity(self, entry: dict[str, Any], at: int, titles: Mapping[str, Any]) -> Identity:
        code = entry.get("code", f"identity {at + 1}")
        for key in _REQUIRED:
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise self.problem(str(code), f"{code}: key {key!r} is missing or no text")
        for key in entry:
            if key not in _KNOWN:
                raise self.problem(key, f"{code}: unknown key {key!r}")
        if not _CODE.fullmatch(code):
            raise self.problem(code, f"code {code!r} is not IDN and three digits")
        severity = entry.get("severity", "error")
        if severity not in _SEVERITIES:
            raise self.problem(code, f"{code}: severity {severity!r} is not error, warning, info")
        tolerance = entry.get("tolerance", "ENV")
        if tolerance not in _TOLERANCES:
            raise self.problem(code, f"{code}: tolerance {tolerance!r} is not EX or ENV")
        each = self.texts({"each": [""]} | entry, "each", code)
        finds = entry.get("finds")
        if not finds or not isinstance(finds, str):
            finds = self.texts(entry, "finds", code)
        texts = tuple(entry["formula"].replace("{}", one) for one in each)
        return Identity(
            code=code,
            name=entry["name"],
            zh=entry["zh"],
            en=entry["en"],
            formulas=tuple(self.formula(text, code, titles) for text in texts),
            texts=texts,
            when=tuple(self.formula(entry["when"].replace("{}", one), code, titles) for one in each)
            if "when" in entry
            else (),
            exact=tolerance == "EX",
            severity=_SEVERITIES[severity],
            exceptions=entry.get("exceptions", ""),
            source=entry["source"],
            failing=entry["failing"],
            finds=tuple([finds] if isinstance(finds, str) else finds),
            accepted=entry["accepted"],
        )

    def formula(self, text: str, code: str, titles: Mapping[str, Any]) -> Formula:
        sign = _SIDES.findall(text)
        sides = _SIDES.split(text)
        if len(sides) != 2:
            raise self.problem(code, f"{code}: formula {text!r} needs one =, <= or =>")
        left, right = (tuple(self.terms(side, code, titles)) for side in sides)
        bound = sign[0] != "="
        if bound and (len(left) != 1 or any(term.sign < 0 for term in right)):
            raise self.problem(code, f"{code}: a bound is one cell <= a sum of cells")
        return Formula(left, right, bound, sign[0] in ("=>", "⇒"))

    def terms(self, side: str, code: str, titles: Mapping[str, Any]) -> Iterator[Term]:
        at, sign = 0, 1
        while at < len(side):
            found = _CELL.match(side, at)
            if found is None:
                raise self.problem(code, f"{code}: cannot read {side[at:].strip()!r} in formula")
            table = found["table"]
            if table not in titles:
                raise self.problem(code, f"{code}: formula names unknown table {table!r}")
            yield Term(
                sign,
                table,
                bare(found["panel"] or ""),
                found["row"].strip(),
                (found["column"] or "").strip(),
                found["optional"] is not None,
            )
            at = found.end()
            if at < len(side):
                if side[at] not in "+-−":
                    raise self.problem(code, f"{code}: expected + or − before {side[at:]!r}")
                sign = 1 if side[at] == "+" else -1
                at += 1

    def names(self, data: dict[str, Any], key: str) -> Mapping[str, frozenset[str]]:
        return {
            bare(name): frozenset(
                {bare(name), *map(bare, self.texts(self.table(data, key), name, key))}
            )
            for name in self.table(data, key)
        }

    def table(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        value = data.get(key, {})
        if not isinstance(value, dict):
            raise self.problem(key, f"{key!r} must be a table")
        return value

    def entries(self, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.problem(key, f"write every identity under [[{key}]]")
        return value

    def texts(self, table: Any, key: str, where: str) -> list[str]:
        value = table.get(key) if isinstance(table, dict) else None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.problem(key, f"{where}: {key!r} must be a list of texts")
        return value

    def problem(self, key: str, message: str) -> UsageProblem:
        """A problem with the line on which ``key`` stands."""
        lines = self.text.splitlines()
        number = next((n for n, line in enumerate(lines, 1) if key in line), 0)
        return UsageProblem(
            f"{self.path}:{number}: {message}" if number else f"{self.path}: {message}"
        )
