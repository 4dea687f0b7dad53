"""``python -m auditlint`` and the installed command."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType

#: Allocations between two collections of what is young, and how many of those between two of
#: what is older. A run builds many small objects that live to its end, and nothing that only a
#: collection would free; looking through them again and again takes a tenth of its time.
COLLECT_AFTER = 5_000_000, 100, 100


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*COLLECT_AFTER)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        from auditlint.cli import command

        status = command(sys.argv[1:])
        gc.freeze()  # what is left is not looked through once more at the end
        sys.exit(status)
    except KeyboardInterrupt:  # before the command line could take care of it
        sys.exit(130)


def _terminated(number: int, frame: FrameType | None) -> None:
    """Ends with the usual status, but not before drafts of outputs are taken away."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
