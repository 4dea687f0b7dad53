"""Patterns compiled late do what patterns do."""

import copy
import pickle
import re

import pytest

from auditlint.patterns import lazily


def test_has_the_methods_of_a_pattern() -> None:
    late, now = lazily(r"(?P<digit>\d)x?"), re.compile(r"(?P<digit>\d)x?")
    text = "a1x2"
    assert late.pattern == now.pattern
    for name in ("findall", "split"):
        assert getattr(late, name)(text) == getattr(now, name)(text)
    assert [found.span() for found in late.finditer(text)] == [(1, 3), (3, 4)]
    assert late.search(text, 2, 4) is not None
    assert late.match(text) is None
    assert late.fullmatch("1x") is not None
    assert (late.sub("-", text), late.subn("-", text)) == ("a--", ("a--", 2))
    assert (late.groups, dict(late.groupindex)) == (1, {"digit": 1})


def test_flags_are_kept() -> None:
    assert lazily("a", re.IGNORECASE).match("A")
    assert not lazily("a").match("A")


def test_a_wrong_pattern_raises_when_it_is_used() -> None:
    wrong = lazily("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_copies_are_patterns_too() -> None:
    for made in (copy.copy(lazily("a+")), pickle.loads(pickle.dumps(lazily("a+")))):
        assert made.findall("aab") == ["aa"]
    with pytest.raises(AttributeError):
        _ = lazily("a").unknown  # type: ignore[attr-defined]
