"""One figure stated twice in running text: in an item's heading and its sentence, or in two
passages that tell the same in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from auditlint.claims.claim import Claim
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Equal
from auditlint.claims.settings_told import Setting, of_one_setting, told_of
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import is_remainder
from auditlint.patterns import compiled
from auditlint.quantity import is_slip
from auditlint.settings import Confidence

_CLAUSE = compiled(r"[^，；。：]+")
_YEAR = compiled(r"(?:19|20)\d{2}")
#: Clauses that must agree in a row before two passages are held to tell the same.
_RUN = 3
#: Characters of a name that is only given to one thing.
_LONG = 16
#: A phrase that stands in more places than this is a formula of the trade.
_COMMON = 6
#: Figures that must agree, and where two passages tell of other years or territories.
_FEW, _MANY = 2, 4
#: Characters behind a figure that are compared, and places that make a rule.
_AFTER, _PLACES = 6, 3


def repeated(narrative: Narrative, budget: bool) -> Iterator[Claim]:
    """``budget``: the document is one, so that what a heading prints is no final figure."""
    for passage in narrative.passages:
        yield from _item(passage, budget)
    yield from _same_words(narrative)
    yield from _same_name(narrative)
    yield from _same_surroundings(narrative)


def _item(passage: Passage, budget: bool) -> Iterator[Claim]:
    """「行政运行（项）207万元。… 2026年预算安排170.03万元」: heading and sentence."""
    mentions = passage.mentions
    if not mentions or mentions[0].role is not Role.VALUE or mentions[0].subject is None:
        return
    heading = mentions[0]
    if heading.basis or not heading.named:
        return
    bases = ["预算", "决算"] if not budget else ["预算", "年初预算", "决算"]
    if any(mention.role is Role.COMPLETION for mention in mentions):
        bases = ["决算"]  # the heading prints what was done of the budget
    years = [year for mention in mentions for year in _YEAR.findall(mention.words)]
    for _, mention, figure in passage.of(Role.VALUE):
        if (
            mention.basis in bases
            and mention.measure == heading.measure
            and mention.sentence > heading.sentence
            and (not years or max(years) in mention.words)
            and figure.unit.comparable(passage.figures[0].unit)
        ):
            yield Claim(
                "restated in item",
                Equal(),
                figure,
                (passage.figures[0],),
                "同一项目的标题与说明应是同一数",
                Confidence.HIGH,
                roles=("same",),
            )
            return


def _same_words(narrative: Narrative) -> Iterator[Claim]:
    clauses = [_clauses(passage) for passage in narrative.passages]
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for at, found in enumerate(clauses):
        texts = tuple(clause for clause, _ in found)
        for start in range(len(found) - _RUN + 1):
            key = texts[start : start + _RUN]
            if sum(map(len, key)) >= 16:
                index.setdefault(key, []).append((at, start))
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for places in index.values():
        # A phrase that comes twice in one passage does not say which place is meant.
        if len(places) > _COMMON or len({at for at, _ in places}) < len(places):
            continue
        for one, other in pairwise(places):
            if one[0] != other[0]:
                aligned = pairs.setdefault((one[0], other[0]), set())
                aligned.update((one[1] + step, other[1] + step) for step in range(_RUN))
    settings = told_of(narrative) if pairs else []
    for (first, second), aligned in sorted(pairs.items()):
        # Of two years or territories, only what agrees in many figures is the same thing.
        least = _MANY if settings[first].differs(settings[second]) else _FEW
        yield from _aligned(clauses[first], clauses[second], aligned, least)


def _same_name(narrative: Narrative) -> Iterator[Claim]:
    """One long name, one figure: a name of that length is no word of a template."""
    named: dict[tuple[str, ...], list[tuple[int, Mention, Figure]]] = {}
    for at, passage in enumerate(narrative.passages):
        for index, mention, figure in passage.of(Role.VALUE):
            plain = mention.named and mention.subject is None and not mention.reason
            long = len(mention.measure) >= _LONG and not is_remainder(mention.measure)
            if plain and long and not passage.paired(index):
                years = _YEAR.findall(mention.words)
                summed = "累计" if "累计" in mention.words else ""  # since its beginning
                key = (mention.measure, mention.basis, figure.unit.name, summed, *years)
                named.setdefault(key, []).append((at, mention, figure))
    for figures in _by_setting(narrative, named.values()):
        counted = Counter(figure.exact for figure in figures)
        usual, often = counted.most_common(1)[0]
        if often == 1 and len(figures) > 2:
            continue  # as many things as figures
        first = next(figure for figure in figures if figure.exact == usual)
        for figure in figures:
            if figure is not first:
                yield Claim(
                    "restated",
                    Equal(),
                    figure,
                    (first,),
                    "同一名称的指标应是同一数",
                    Confidence.HIGH if len(counted) == 1 or len(figures) > 2 else Confidence.MEDIUM,
                    roles=("same",),
                )


def _by_setting(
    narrative: Narrative, named: Iterable[list[tuple[int, Mention, Figure]]]
) -> Iterator[list[Figure]]:
    """The figures of each name; where they differ, those of one year and territory."""
    settings: list[Setting] = []
    for told in named:
        figures = [figure for _, _, figure in told]
        if len({figure.exact for figure in figures}) < 2:
            yield figures
            continue
        settings = settings or told_of(narrative)
        yield from of_one_setting(
            [
                (settings[at].after(narrative.passages[at].line[: mention.number.start]), figure)
                for at, mention, figure in told
            ]
        )


def _same_surroundings(narrative: Narrative) -> Iterator[Claim]:
    """One figure in the same words at three places and more; of words that bring several figures
    only one that differs from all others as a slip of the pen does."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for passage in narrative.passages:
        line = passage.line
        for _, mention, figure in passage.pairs:
            start, stop = mention.number.start, mention.number.stop
            before, after = line[max(start - _LONG, 0) : start], line[stop : stop + _AFTER]
            if len(before) == _LONG and figure.is_telling:
                found.setdefault((before, after), []).append(figure)
    for figures in found.values():
        if len(figures) < _PLACES:
            continue
        values = Counter(figure.exact for figure in figures)
        usual, often = values.most_common(1)[0]
        if often < len(figures) - 1:
            continue
        first = next(figure for figure in figures if figure.exact == usual)
        for figure in figures:
            same = figure.exact == usual
            if figure is not first and (same or is_slip(figure.text, first.text)):
                yield Claim(
                    "restated",
                    Equal(),
                    figure,
                    (first,),
                    "多处文字相同，说的是同一件事",
                    Confidence.HIGH if same else Confidence.MEDIUM,
                    roles=("same",),
                )


def _clauses(passage: Passage) -> list[tuple[str, tuple[Figure, ...]]]:
    """The clauses of a passage with # for each quantity, and the figures that stood there."""
    line = passage.line
    places = [
        (mention.number.start, mention.number.stop, figure) for _, mention, figure in passage.pairs
    ]
    found = []
    following = 0
    for match in _CLAUSE.finditer(line):
        at, end = match.span()
        first = following
        text = ""
        while following < len(places) and places[following][0] < end:
            start, stop, _ = places[following]
            text, at = text + line[at:start] + "#", stop
            following += 1
        masked = (text + line[at:end]).replace(" ", "")
        found.append((masked, tuple(figure for _, _, figure in places[first:following])))
    return found


def _aligned(
    one: list[tuple[str, tuple[Figure, ...]]],
    other: list[tuple[str, tuple[Figure, ...]]],
    aligned: set[tuple[int, int]],
    least: int,
) -> Iterator[Claim]:
    """Claims only where most figures agree: then the two tell the same thing."""
    couples = [
        (a, b)
        for at, to in sorted(aligned)
        if len(one[at][1]) == len(other[to][1])  # a printed # looks like a figure left out
        for a, b in zip(one[at][1], other[to][1], strict=True)
        if a.unit == b.unit
    ]
    equal = {a.exact for a, b in couples if a.exact == b.exact and a.exact}
    agreeing = sum(a.exact == b.exact for a, b in couples)
    same = agreeing == len(couples) and len(couples) > 2 and bool(equal)
    same = same and len(couples) > least
    if not same and (len(equal) < least or agreeing * 3 < len(couples) * 2):
        return
    for a, b in couples:
        yield Claim(
            "restated",
            Equal(),
            b,
            (a,),
            "两处文字相同，说的是同一件事",
            Confidence.HIGH,
            roles=("same",),
        )
