"""Budget subjects named in running text: 公共安全支出（类）司法（款）行政运行（项）."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from auditlint.patterns import compiled
from auditlint.values import dataclass

LEVELS = ("类", "款", "项")

_NAMED = compiled(
    r"(?P<name>[^（）()，。；;、：:“”\"《》\d.．\s]{2,40})[（(](?P<code>\d{0,7})(?P<level>[类款项])[）)]"
)
#: How every name in a text ends; found much sooner than the names.
_LEVEL = compiled(r"[类款项][）)]")


@dataclass(frozen=True, slots=True)
class Named:
    """One subject named in a text with its level (类, 款, 项); ``code`` as printed, if printed."""

    name: str
    level: str
    start: int
    stop: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class SubjectPath:
    """Subjects named one right behind the other, outermost first."""

    parts: tuple[Named, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def stop(self) -> int:
        return self.parts[-1].stop

    def at(self, level: str) -> Named | None:
        return next((part for part in self.parts if part.level == level), None)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A subject name that is no longer used: ``new`` holds from the year ``since`` on."""

    old: str
    new: str
    since: int


def subject_paths(text: str) -> Iterator[SubjectPath]:
    """The subjects that ``text`` names with their level, those that belong together as one path."""
    if _LEVEL.search(text) is None:
        return
    open_path: list[Named] = []
    for found in _NAMED.finditer(text):
        named = Named(found["name"], found["level"], found.start(), found.end(), found["code"])
        if open_path:
            last = open_path[-1]
            follows = LEVELS.index(named.level) > LEVELS.index(last.level)
            if last.stop != named.start or not follows:
                yield SubjectPath(tuple(open_path))
                open_path = []
        open_path.append(named)
    if open_path:
        yield SubjectPath(tuple(open_path))


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """A subject name for comparing: brackets, spaces and a closing 支出 or 费用 do not count."""
    bare = re.sub(r"[（(][^（）()]*[）)]|\s", "", name)
    return re.sub(r"(?<=..)(?:(?:费用|经费|费)?支出|费用|经费|费)$", "", bare)


def same_subject(one: str, other: str) -> bool:
    """Whether two printed names mean one subject; a name cut short by its cell counts."""
    first, second = folded(one), folded(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= 8 and long.startswith(short)


@cache
def renamings() -> tuple[Renaming, ...]:
    """The replaced names that we know of, in the order of the file."""
    text = files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["renamed"]
    return tuple(Renaming(entry["old"], entry["new"], entry["since"]) for entry in entries)


def renamed(name: str, year: int) -> Renaming | None:
    """The renaming that made ``name`` outdated in ``year``, if one did."""
    return next((one for one in renamings() if one.old == name and one.since <= year), None)
