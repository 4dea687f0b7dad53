"""Official names of budget subjects by code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from auditlint.language.zh.subjects import folded, renamings
from auditlint.language.zh.tables import bare
from auditlint.patterns import compiled

_BRACKETS = compiled(r"[()（）]")
#: Digits of a code by its first one: functional 类款项, economic 类款.
_LENGTHS = {"2": (3, 5, 7), "3": (3, 5), "5": (3, 5)}


@cache
def official_names() -> Mapping[str, str]:
    """The names we know, by code."""
    text = files(__package__).joinpath("subject_names.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text)["names"])


def lengths(code: str) -> tuple[int, ...]:
    """How many digits a subject code that begins like this may have; empty where unknown."""
    return _LENGTHS.get(code[:1], ())


def misnamed(code: str, name: str) -> str:
    """The official name that ``name`` misses by a slip of one or two characters, else ``""``.

    Brackets, a closing 支出 or 费, and a name cut short by its cell are no slips; a name that is
    quite another one is unknown: codes change from year to year.
    """
    official = official_names().get(code, "")
    if not official or official == name:
        return ""
    one, other = _plain(name), _plain(official)
    if not one or one == other or folded(one) == folded(other):
        return ""
    if any(one == _plain(past.old) for past in renamings()):
        return ""  # its right name in its time
    if one.startswith(other) or other.startswith(one):
        return ""
    from rapidfuzz.distance import Levenshtein

    distance = Levenshtein.distance(one, other)
    return official if distance <= 2 and distance * 3 <= len(other) else ""


def _plain(name: str) -> str:
    return _BRACKETS.sub("", bare(name))
