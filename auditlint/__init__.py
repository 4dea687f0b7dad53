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
    Everything is read in this process unless the settings ask for more ``jobs``: workers load
    the calling script anew, so it must then keep its work under ``if __name__ == "__main__"``.
    Raises ``auditlint.settings.UsageProblem`` where a path does not exist or the
    configuration is wrong; a file that cannot be read is a diagnostic of the result.
    """
    from dataclasses import replace
    from pathlib import Path

    from auditlint.config import read
    from auditlint.engine import run
    from auditlint.reading import expanded
    from auditlint.settings import Settings

    if settings is None:
        settings = read(Path(config)).settings if config is not None else Settings()
    if not settings.jobs:
        settings = replace(settings, jobs=1)
    return run(expanded(str(path) for path in paths), settings)
