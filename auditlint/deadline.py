"""A limit of time for work in this process, where no worker can be ended instead.

An alarm reaches Python code and regular expressions, in the main thread of systems that have
alarms; elsewhere there is no limit.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTimeError(BaseException):
    """The time is up. No ``Exception``, so that no code that is judged can swallow it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTimeError`` in the body after ``seconds``; 0 means no limit.

    An alarm that somebody else has set is left alone, and then there is no limit.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL:
        yield
        return

    def up(number: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    signal.signal(signal.SIGALRM, up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
