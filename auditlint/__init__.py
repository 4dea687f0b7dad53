"""auditlint: a lint for published reports.

``lint`` is the Python interface; everything else is found in the modules of the pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlint.version import __version__

if TYPE_CHECKING:
    from os import PathLike

    from auditlint.result import Result
    from auditlint.settings import Settings

__all__ = ["__version__", "lint"]


def lint(
    *paths: str | PathLike[str], settings: Settings | None = None, config: str | None = None
) -> Result:
    """Check files as one engagement, as ``auditlint FILE…`` does.

    ``config`` is the path of a configuration file, read where no ``settings`` are given.
    Raises ``auditlint.settings.UsageProblem`` where a path does not exist or the
    configuration is wrong; a file that cannot be read is a diagnostic of the result.
    """
    from pathlib import Path

    from auditlint.config import read
    from auditlint.engine import expanded, run

    if settings is None and config is not None:
        settings = read(Path(config)).settings
    return run(expanded(str(path) for path in paths), settings)
