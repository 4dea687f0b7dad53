"""What all tests share: laws are not timed, for a busy machine is slow now and then; and every
test has a cache folder of its own, never the user's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from auditlint import cache, workers

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(cache, "user_folder", lambda: folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))  # for commands run as processes
    return folder


@pytest.fixture(autouse=True)
def quick_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked where the system can, though the threads of a test runner run."""
    if sys.platform == "linux":
        monkeypatch.setattr(workers, "start_method", lambda: "fork")
