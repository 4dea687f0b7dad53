"""Files written whole or not at all, and never over what is read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from auditlint.settings import UsageProblem


def replace(path: Path, content: bytes | str) -> None:
    """Write a file: beside its place first, then put into it.

    Raises ``UsageProblem`` naming the file where the disk is full or refuses, and leaves what
    was there before.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():  # /dev/stdout and the like
            path.write_bytes(data)
            return
        place = path.resolve()
        draft = place.with_name(f".{place.name[:100]}.{secrets.token_hex(6)}")
        try:
            with draft.open("xb") as file:
                file.write(data)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise UsageProblem(
            f"{path}: cannot be written: {problem.strerror or problem}; nothing of it was kept,"
            " name another place or make room"
        ) from problem


def identity(path: Path) -> tuple[int, int] | str:
    """What tells files apart whatever they are called, links included."""
    try:
        status = path.stat()
    except OSError:
        return os.path.normcase(str(path.resolve()))
    return (status.st_dev, status.st_ino)


def spare(output: str, inputs: Iterable[str]) -> None:
    """Raises ``UsageProblem`` where an output would overwrite an input."""
    own = identity(Path(output))
    for given in inputs:
        if given and identity(Path(given)) == own:
            raise UsageProblem(
                f"{output}: would overwrite {given}, which is to be read; name another file"
            )
