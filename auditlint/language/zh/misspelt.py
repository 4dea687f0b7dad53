"""Set terms of budgets and accounts with one character mistyped for a homophone or look-alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from auditlint.language.zh.lookalikes import NearMiss
from auditlint.patterns import compiled

#: 接收人, 验收人: persons, and no income.
_PERSONS = compiled(r"[接签验代招吸征回]$")


@cache
def _wrong_forms() -> Mapping[str, str]:
    """Every term with one character exchanged, to the term that is meant."""
    data = tomllib.loads(files(__package__).joinpath("misspelt.toml").read_text(encoding="utf-8"))
    terms = data["terms"].split()
    confused: dict[str, set[str]] = {}
    for group in data["confused"].split():
        for character in group:
            confused.setdefault(character, set()).update(set(group) - {character})
    found: dict[str, str] = {}
    for term in terms:
        for at, character in enumerate(term):
            for other in sorted(confused.get(character, ())):
                found.setdefault(f"{term[:at]}{other}{term[at + 1 :]}", term)
    rightful = {*terms, *data["right"].split()}
    return {wrong: term for wrong, term in found.items() if wrong not in rightful}


@cache
def _any_wrong_form() -> re.Pattern[str]:
    """Any wrong form, the longest of those that begin at one place."""
    by_head: dict[str, list[str]] = {}
    for wrong in sorted(_wrong_forms(), key=len, reverse=True):
        by_head.setdefault(wrong[0], []).append(wrong[1:])
    return compiled("|".join(f"{head}(?:{'|'.join(tails)})" for head, tails in by_head.items()))


def misspelt_terms(texts: Sequence[str], searched: int | None = None) -> Iterator[NearMiss]:
    """Places of ``texts`` (all of one document) where a set term is mistyped.

    A form that stands as often as the term itself is a name of its own.
    """
    whole = "\n".join(texts)
    for index, text in enumerate(texts[:searched]):
        for match in _any_wrong_form().finditer(text):
            meant = _wrong_forms()[match[0]]
            times = whole.count(meant)
            if match[0].startswith("收人") and _PERSONS.search(text[: match.start()]):
                continue
            if whole.count(match[0]) <= max(times, 1):
                yield NearMiss(index, match.start(), match[0], meant, times)
