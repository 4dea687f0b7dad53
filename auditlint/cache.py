"""Documents as read and results as found, kept from run to run in the user's cache folder.

An entry is found by what was read (content and name of the file), what read it (every line of
our code) and how (the settings that reading depends on), so it can never be stale. A damaged
entry is no entry. Nothing is kept of files that were opened with a password.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from auditlint.settings import Settings
from auditlint.version import __version__

_MAGIC = b"auditlint-cache 1\n"
#: Entries that no run has used for so long are removed.
DAYS = 30


def user_folder() -> Path:
    """Where this platform keeps what a user may delete at any time."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "auditlint" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "auditlint"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "auditlint"


@cache
def code_digest() -> str:
    """A digest of our own code: whatever it did before, it may do otherwise after a change."""
    root = Path(__file__).parent
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for source in sorted(root.rglob("*.py")):
        digest.update(source.relative_to(root).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()


class Cache:
    """Entries in a folder. Trouble with the folder is never trouble for the run."""

    def __init__(self, folder: Path, code: str) -> None:
        self._folder = folder
        self._code = code

    @classmethod
    def of(cls, settings: Settings) -> Cache | None:
        """The user's cache, or ``None`` where it must not be used."""
        if not settings.cache or settings.password:
            return None
        try:
            return cls(user_folder(), code_digest())
        except (OSError, RuntimeError):  # no home folder, code in an archive
            return None

    def key(self, data: bytes, name: str, settings: Settings) -> str:
        """The key of what reading ``data`` gives under ``settings``."""
        digest = hashlib.sha256(data)
        kinds = [(one.path, one.kind) for one in settings.documents]
        ledgers = [one.path for one in settings.ledgers]
        how = (settings.engine, kinds, ledgers, settings.limits, _can_recognise())
        rest = f"\n{name}\n{how}\n{self._code}"
        digest.update(rest.encode("utf-8", "surrogateescape"))  # a name need not be UTF-8
        return digest.hexdigest()

    def has(self, key: str) -> bool:
        """Whether something was kept under a key, damaged or not."""
        with suppress(OSError):  # a folder that may not be looked into
            return self._path(key).exists()
        return False

    def get(self, key: str) -> object | None:
        """What was kept under a key, or ``None``."""
        path = self._path(key)
        try:
            found = _own(path)
            head, payload = found[: len(_MAGIC) + 32], found[len(_MAGIC) + 32 :]
            if head != _MAGIC + hashlib.sha256(payload).digest():
                return None
            value: object = pickle.loads(payload)
        except Exception:  # whatever a damaged or foreign entry leads to
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, key: str, payload: bytes) -> None:
        """Keeps a pickled value."""
        path = self._path(key)
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_MAGIC + hashlib.sha256(payload).digest() + payload)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def tidy(self) -> None:
        """Removes what has not been used for ``DAYS``."""
        oldest = time.time() - DAYS * 86400
        with suppress(OSError):
            for path in self._folder.glob("*/*"):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _can_recognise() -> bool:
    """Whether pages without text are read by text recognition, which may be installed later."""
    return find_spec("rapidocr_onnxruntime") is not None


def _own(path: Path) -> bytes:
    """The bytes of an entry; raises ``PermissionError`` for one that others may have written.

    What an entry unpickles to may run code.
    """
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if hasattr(os, "geteuid") and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
            raise PermissionError(path)
        return file.read()
