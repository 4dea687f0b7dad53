"""Whether two printed numbers differ as a slip of the pen makes them differ."""

from __future__ import annotations


def is_slip(one: str, other: str) -> bool:
    """One digit is another, or two neighbours are exchanged; 「,」 between digits is nothing."""
    a, b = one.replace(",", ""), other.replace(",", "")
    if len(a) != len(b):
        return False
    apart = [at for at in range(len(a)) if a[at] != b[at]]
    if len(apart) == 1:
        return True
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
