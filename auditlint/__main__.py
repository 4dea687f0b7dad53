"""``python -m auditlint`` and the installed command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from auditlint.cli import command

    sys.exit(command(sys.argv[1:]))


if __name__ == "__main__":
    main()
