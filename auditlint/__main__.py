"""``python -m auditlint`` and the installed command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from auditlint.cli import command

        sys.exit(command(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command line could take care of it
        sys.exit(130)


if __name__ == "__main__":
    main()
