"""The types of everything that can be set. Reading them from files is ``auditlint.config``."""

from __future__ import annotations

from enum import IntEnum

from auditlint.values import dataclass


class UsageProblem(ValueError):  # noqa: N818 - a problem of the user, as in LoadProblem
    """Wrong usage or configuration; the message names the file or option and says what to do."""


class Severity(IntEnum):
    """How bad; ordered, so that a threshold is a comparison."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Confidence(IntEnum):
    """How sure we are that the document asserts what was checked."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What a project says of one file (``path`` is a glob); empty means: find out."""

    path: str
    entity: str = ""
    level: str = ""
    kind: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """A configured bound on an indicator: 固定资产利用率 ≥ 85 %."""

    measure: str
    relation: str  # ">=" or "<="
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgreedDifference:
    """A difference that is known and accepted; shown as ``info`` with its reason."""

    measure: str
    reason: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """Which columns of a ledger are keys and which are measures, by header text."""

    path: str
    sheet: str = ""
    keys: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading and judging one file may take; 0 means no limit.

    Far above what reports and ledgers need, so that only a damaged or malicious file meets them.
    """

    timeout: float = 300  # seconds a file
    memory: int = 2048  # MB a worker
    file_size: int = 200  # MB
    unpacked: int = 1000  # MB, all parts of a .docx or a workbook together
    pages: int = 5_000
    objects: int = 500_000  # characters, lines and images of one page
    characters: int = 5_000_000  # a file that is no ledger
    cells: int = 5_000_000  # places of one sheet or table, empty ones included


MEGABYTE = 1_000_000
#: The longest limit of time, in seconds.
LONGEST = 1_000_000.0
DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run depends on besides the files themselves."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR  # None: never
    min_confidence: Confidence = Confidence.MEDIUM
    min_coverage: float | None = None
    language: str = "auto"  # zh, en, auto
    independent: bool = False
    diagnosis: bool = True
    strict: bool = False  # final reports: rounding tails are shown too
    jobs: int = 0  # 0: as many as help
    engine: str = "auto"
    cache: bool = True
    password: str = ""
    limits: Limits = DEFAULT_LIMITS
    isolated: bool = False  # files are read by worker processes only, however few there are
    checks: tuple[str, ...] = ()  # local files with checks
    packs: tuple[str, ...] = ()  # local identity packs
    documents: tuple[DocumentSettings, ...] = ()
    ledgers: tuple[LedgerSettings, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    standards: tuple[Standard, ...] = ()
    agreed: tuple[AgreedDifference, ...] = ()
