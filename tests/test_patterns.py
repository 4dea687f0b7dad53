"""Patterns compiled late, or by a former run, do what patterns do."""

import copy
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditlint.discovery import discover
from auditlint.patterns import _shelf, compiled, lazily
from auditlint.settings import Settings


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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def _run(*lines: str) -> str:
    """What a process of its own prints, which compiles for itself."""
    source = "\n".join(("from auditlint import patterns", *lines))
    return subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    ).stdout


MANY = r"(?P<year>(?:19|20)\d\d)年(?P<what>[^，。\d]{2,9}?)(?:为|是)?(?<!不)(\d+(?:\.\d+)?)(?i:X)?"
TEXT = "2024年收入为12.5x，2023年支出13"
FIND = (
    f"made = patterns.compiled({MANY!r}, 0)",
    f"print([(m.span(), m.groups(), m.groupdict()) for m in made.finditer({TEXT!r})])",
    "print(made.pattern, made.flags, made.groups, dict(made.groupindex))",
)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder is set for Linux")
def test_a_pattern_kept_by_a_former_run_is_the_same(folder: Path) -> None:
    now = re.compile(MANY)
    wanted = [(m.span(), m.groups(), m.groupdict()) for m in now.finditer(TEXT)]
    first = _run(*FIND, "patterns.keep()")
    assert first.splitlines()[0] == str(wanted)
    assert first.splitlines()[1] == f"{MANY} {now.flags} {now.groups} {dict(now.groupindex)}"
    refuse = (
        "from re import _compiler",
        "def refuse(*a): raise AssertionError(a)",
        "_compiler._code = refuse",
    )
    assert _run(*refuse, *FIND) == first


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folder is set for Linux")
@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_a_damaged_shelf_is_made_anew(folder: Path, damage: bytes) -> None:
    first = _run(*FIND, "patterns.keep()")
    [kept] = [path for path in folder.rglob("*") if path.is_file()]
    whole = kept.read_bytes()
    kept.write_bytes(damage or whole[:-1])
    assert _run(*FIND, "patterns.keep()") == first
    assert kept.read_bytes() == whole


def test_another_kind_of_machine_is_left_alone(folder: Path) -> None:
    other = ("import _sre", "_sre.MAGIC, _sre.compile = 1, lambda source: source")
    shelf = "print(patterns._shelf())"
    assert _run(*other, shelf).strip() == "None"
    unknown = ("import sys", "sys.modules['_sre'] = None")
    assert _run(*unknown, shelf, *FIND).splitlines()[1:] == _run(*FIND).splitlines()


def test_where_nothing_can_be_kept_patterns_are_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "within"))
    assert _run(*FIND, "patterns.keep()") == _run(*FIND)


def test_every_pattern_of_ours_is_what_re_makes_of_it() -> None:
    """Patterns are equal when their source, flags and programs are."""
    discover(Settings())
    shelf = _shelf()
    assert shelf is not None
    sources = list(shelf._programs)
    assert len(sources) > 300
    assert [one for one in sources if shelf.pattern(*one) != re.compile(*one)] == []


def test_a_wrong_pattern_raises_as_it_does_in_re() -> None:
    with pytest.raises(re.error):
        compiled("(")
