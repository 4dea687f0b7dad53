"""How far a check can be believed, as measured: read from the ``trust.toml`` of its bundle.

The file stands beside the bundle's modules and is written by a harness that plants errors
(ours: ``python -m benchmarks.planted``). One table a code::

    [SUM001]
    broken = 210    # planted errors that break a relation this check looks at
    told = 204      # of those: errors and warnings of this check that name the planted figure
    right = 231     # planted errors that this check named, whatever they broke
    false = 1       # its errors and warnings that named something else
"""

from __future__ import annotations

from pathlib import Path

from auditlint.config import TomlTable, load_toml
from auditlint.values import dataclass

FILE = "trust.toml"


@dataclass(frozen=True, slots=True)
class Trust:
    """What became of errors planted for one check; the counts of ``trust.toml``."""

    broken: int = 0
    told: int = 0
    right: int = 0
    false: int = 0

    @property
    def recall(self) -> float | None:
        """The share of the planted errors that were told; ``None`` where none was planted."""
        return self.told / self.broken if self.broken else None

    @property
    def precision(self) -> float | None:
        """The share of what was said that was right; ``None`` where nothing was said."""
        said = self.right + self.false
        return self.right / said if said else None


def read_trust(path: Path) -> dict[str, Trust]:
    """The counts by code; empty where there is no such file.

    Raises ``UsageProblem`` naming the file and the key.
    """
    if not path.is_file():
        return {}
    whole = TomlTable(path, "", load_toml(path))
    found = {}
    for code in whole.data:
        table = TomlTable(path, code, whole.take(code, dict, "a table", {}))
        counts = {name: table.whole(name, 0) for name in ("broken", "told", "right", "false")}
        table.done()
        found[code] = Trust(**counts)
    whole.done()
    return found


def measured(trust: Trust | None) -> str:
    """The section of a check's page that says how far it can be believed."""
    counts = trust or Trust()
    said = counts.right + counts.false
    recall, precision = (_share(share) for share in (counts.recall, counts.precision))
    zh = [
        f"查全 {recall}（植入{counts.broken}处错误，指出{counts.told}处）"
        if recall
        else "查全未测",
        f"查准 {precision}（指出{said}处，其中{counts.right}处正确）" if precision else "查准未测",
    ]
    en = [
        f"recall {recall} ({counts.told} of {counts.broken} planted errors told)"
        if recall
        else "recall not measured",
        f"precision {precision} ({counts.right} of {said} findings right)"
        if precision
        else "precision not measured",
    ]
    if not recall and not precision:
        zh, en = ["未测"], ["not measured: no planted error has touched what it looks at"]
    return f"## Measured trust\n\n实测：{'，'.join(zh)}。\n\nMeasured: {', '.join(en)}.\n"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"
