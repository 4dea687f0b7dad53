"""Terms one character away from what the rest of a document calls them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files

from auditlint.patterns import compiled
from auditlint.values import dataclass

#: Runs of ideographs: terms never reach over anything else.
_RUN = compiled(r"[\u4e00-\u9fff]{2,}")
#: How often the right form must stand in the text; it must also outnumber the wrong one.
_SUPPORT = 3
#: So many characters on both sides must agree where nothing speaks for a mistaken one.
_FRAME = 3
_FRAME_SUPPORT = 4
#: Characters that change from one rightful term to the next.
_VARIABLE = frozenset(
    "一二三四五六七八九十百千万零〇两甲乙丙丁戊己上下前后左右东南西北中内外大小新旧老高低多少"
    "增减升降收支出入年月日季期初末有无本各该此其每某正副主次优良差不未非已可应是的和与及或等"
    "省市区县镇乡村街道局处科室部委院校党政工农水电公私男女长短"
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A character often written for another, and the words it rightly stands in."""

    written: str
    meant: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """``written`` at ``start`` of text ``index``; the document itself writes ``meant``."""

    index: int
    start: int
    written: str
    meant: str
    times: int

    @property
    def stop(self) -> int:
        return self.start + len(self.written)


@cache
def suspects() -> Mapping[str, Suspect]:
    text = files(__package__).joinpath("lookalikes.toml").read_text(encoding="utf-8")
    return {
        entry["written"]: Suspect(entry["written"], entry["meant"], tuple(entry["words"]))
        for entry in tomllib.loads(text)["suspect"]
    }


@dataclass(frozen=True)
class _Terms:
    """The runs of ideographs of a document, and which characters follow another in them.

    Most runs are labels that come again and again, so that every run is looked at once.
    """

    every: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Terms:
        return cls(tuple(_RUN.findall("\n".join(texts))))

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self.every)

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often any two characters stand in a row."""
        return self._in_a_row(2)

    @cached_property
    def triples(self) -> Counter[str]:
        """How often any three characters stand in a row."""
        return self._in_a_row(3)

    def _in_a_row(self, length: int) -> Counter[str]:
        found: dict[str, int] = defaultdict(int)
        for term, times in self._times.items():
            for at in range(len(term) - length + 1):
                found[term[at : at + length]] += times
        return Counter(found)

    def in_doubt(self) -> dict[str, list[int]]:
        """The places in each run where a suspect stands, or a character between two frames whose
        pairs stand nowhere else."""
        known = frozenset(suspects())
        unique = frozenset(pair for pair, times in self.pairs.items() if times == 1)
        found: dict[str, list[int]] = {}
        for term, times in self._times.items():
            places: set[int] = set()
            if not known.isdisjoint(term):
                places.update(at for at, character in enumerate(term) if character in known)
            if times == 1 and len(term) > 2 * _FRAME:
                alone = [term[at : at + 2] in unique for at in range(len(term) - _FRAME)]
                places.update(at for at in range(_FRAME, len(alone)) if alone[at - 1] and alone[at])
            if places:
                found[term] = sorted(places)
        return found


def near_misses(texts: Sequence[str], searched: int | None = None) -> Iterator[NearMiss]:
    """Places of ``texts`` (all of one document) where a term looks mistyped.

    Only the first ``searched`` texts are looked through, if that is given; all of them count.

    Either a look-alike character stands where the document elsewhere, and more often, has the
    right one; or a term that occurs once differs in one character from one that
    is frequent, agrees with it for three characters on both sides, and makes no sense: neither
    of the two pairs of characters it forms occurs anywhere else.
    """
    terms = _Terms.of(texts)
    in_doubt, pairs = terms.in_doubt(), terms.pairs
    for index, text in enumerate(texts[:searched]):
        for run in _RUN.finditer(text):
            term = run[0]
            for at in in_doubt.get(term, ()):
                found = _mistaken(term, at, pairs)
                if (
                    found is None
                    and _FRAME <= at < len(term) - _FRAME
                    and pairs[term[at : at + 2]] == 1
                    and pairs[term[at - 1 : at + 1]] == 1
                ):
                    found = _misfit(term, at, terms)
                if found is not None:
                    start, written, meant, times = found
                    yield NearMiss(index, run.start() + start, written, meant, times)


def _mistaken(term: str, at: int, pairs: Counter[str]) -> tuple[int, str, str, int] | None:
    suspect = suspects().get(term[at])
    if suspect is None or _vindicated(term, at, suspect):
        return None
    for start in (at, at - 1):
        written = term[max(start, 0) : start + 2]
        if start < 0 or len(written) < 2:
            continue
        meant = written.replace(suspect.written, suspect.meant, 1)
        if pairs[meant] >= max(_SUPPORT, pairs[written] + 1):
            return start, written, meant, pairs[meant]
    return None


def _vindicated(term: str, at: int, suspect: Suspect) -> bool:
    return any(
        term.startswith(word, at - offset)
        for word in suspect.words
        for offset, character in enumerate(word)
        if character == suspect.written and at >= offset
    )


def _misfit(term: str, at: int, terms: _Terms) -> tuple[int, str, str, int] | None:
    if term[at] in _VARIABLE:
        return None
    start, stop = at - _FRAME, at + 1 + _FRAME
    before, behind = term[start:at], term[at + 1 : stop]
    # The frame cannot stand oftener than either of its sides.
    if min(terms.triples[before], terms.triples[behind]) <= _FRAME_SUPPORT:
        return None
    frame = re.compile(f"{before}(.){behind}")
    options = Counter(frame.findall("\n".join(terms.every)))
    meant, times = options.most_common(1)[0]
    if times < _FRAME_SUPPORT or options[term[at]] != 1 or len(options) > 2 or meant in _VARIABLE:
        return None
    return start, term[start:stop], before + meant + behind, times


_PER = "亩|人|户|平方米|公里|吨|公斤|台|套|辆|次|天|月|年|株|头|栋"
#: 3.5万元亩: a price without its stroke.
_PRICE = compiled(rf"(?<=\d)(?P<money>万?元)(?P<per>{_PER})")
#: What every such price has, which is quicker to look for.
_PRICED = compiled(f"元(?:{_PER})")
_PER_UNKNOWN = compiled(r"(?P<money>万?元)[/／](?P<per>[\u4e00-\u9fff])")


def mistyped_prices(texts: Sequence[str], searched: int | None = None) -> Iterator[NearMiss]:
    """Prices that the document elsewhere writes otherwise: 万元亩 and 万元/宙 for 万元/亩."""
    whole = "\n".join(texts)
    for index, text in enumerate(texts[:searched]):
        if "元/" not in text and "元／" not in text and not _PRICED.search(text):
            continue
        for found in _PER_UNKNOWN.finditer(text):
            suspect = suspects().get(found["per"])
            meant = f"{found['money']}/{suspect.meant}" if suspect is not None else ""
            if meant and whole.count(meant):
                yield NearMiss(index, found.start(), found[0], meant, whole.count(meant))
        for found in _PRICE.finditer(text):
            forms = [f"{found['money']}{stroke}{found['per']}" for stroke in "/／每"]
            meant = max(forms, key=whole.count)
            if whole.count(meant) and not text[found.end() :].startswith(("份", "度", "初", "末")):
                yield NearMiss(index, found.start(), found[0], meant, whole.count(meant))
