"""The budget subjects of a document's own tables: codes, names, and which are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from auditlint.document import ColumnRole, Document, Panel, Row, RowKind, Table
from auditlint.language.zh.subject_names import lengths
from auditlint.language.zh.subjects import same_subject
from auditlint.values import dataclass

_ZEROES = frozenset({"", "0", "0.0", "0.00", "-", "—", "——", "/"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One row of a table with a subject's code: ``spent`` if any of its values is not zero."""

    code: str
    name: str
    table: int
    row: int
    column: int  # of the name
    spent: bool


@dataclass(frozen=True, slots=True)
class Subjects:
    """The functional (2xx) and economic (3xx) subjects of a document, in reading order."""

    functional: tuple[Subject, ...]
    economic: tuple[Subject, ...]
    _children: dict[str, tuple[str, ...]] = field(repr=False)

    def named(self, name: str, digits: int) -> tuple[Subject, ...]:
        """The functional subjects of one level (3, 5 or 7 digits) that ``name`` may mean."""
        return tuple(
            subject
            for subject in self.functional
            if len(subject.code) == digits and same_subject(subject.name, name)
        )

    def below(self, code: str) -> tuple[Subject, ...]:
        """The functional subjects directly under ``code``, each once."""
        wanted = set(self._children.get(code, ()))
        seen: dict[str, Subject] = {}
        for subject in self.functional:
            if subject.code in wanted:
                seen.setdefault(subject.code, subject)
        return tuple(seen.values())

    @property
    def complete(self) -> bool:
        """Whether the tables go down to 项, so that a 项 they lack does not exist there."""
        return any(len(subject.code) == 7 for subject in self.functional)


def subjects_of(document: Document) -> Subjects:
    """Every coded row of the understood tables of ``document``."""
    functional: list[Subject] = []
    economic: list[Subject] = []
    children: dict[str, dict[str, None]] = {}
    for subject in _rows(document):
        if subject.code.startswith("2") and len(subject.code) in (3, 5, 7):
            functional.append(subject)
            if len(subject.code) > 3:
                children.setdefault(subject.code[:-2], {})[subject.code] = None
        elif subject.code.startswith("3") and len(subject.code) in (3, 5):
            economic.append(subject)
    return Subjects(
        tuple(functional),
        tuple(economic),
        {code: tuple(below) for code, below in children.items()},
    )


def coded_rows(panel: Panel) -> list[Row]:
    """The rows of a panel whose code has as many digits as that of a subject, in their order."""
    return [
        row for row in panel.rows if row.kind is RowKind.ITEM and len(row.code) in lengths(row.code)
    ]


def code_column(table: Table, panel: Panel, row: Row) -> int:
    """The innermost code cell of a coded row."""
    codes = [column.index for column in panel.columns if column.role is ColumnRole.CODE]
    return next((at for at in reversed(codes) if table.text(row.index, at)), codes[0])


def _rows(document: Document) -> Iterator[Subject]:
    for table in document.tables:
        for panel in table.panels:
            labels = [column.index for column in panel.columns if column.role == "label"]
            values = [column.index for column in panel.values()]
            if not labels or not values:
                continue
            for row in panel.rows:
                if row.kind is RowKind.ITEM and row.code and row.label:
                    spent = any(_spent(table, row.index, column) for column in values)
                    yield Subject(row.code, row.label, table.number, row.index, labels[-1], spent)


def _spent(table: Table, row: int, column: int) -> bool:
    return table.text(row, column).strip() not in _ZEROES
