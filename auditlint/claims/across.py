"""The same indicator of the same body and year, stated in two documents, must agree.

Only what two documents assert of one object is compared: rates that carry a name of their own
(固定资产利用率), and what a body has (固定资产原值, 在职人员). A rate of some project or task
(完成率) is another thing in every report, income and spending hang on funds and version;
targets, standards and last year's figures are no results. Whose satisfaction was asked for twice
and what two evaluations count may differ for a reason: that is a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.ground import Ground
from auditlint.claims.relation import Equal
from auditlint.document import Document
from auditlint.engagement import Identity, Kinship, Pair
from auditlint.figures import CellPlace, Figure, Nature, TextPlace
from auditlint.language.zh import indicators
from auditlint.quantity import is_slip
from auditlint.settings import Confidence, Severity
from auditlint.values import dataclass

KIND = "across"
#: Digits (and their point) of an amount that tell a slip from another amount.
_MANY = 6
#: A name of fewer characters does not tell what is counted: 全区, 人员.
_TELLING = 4

_COMPARED = (Nature.PERCENT, Nature.AMOUNT, Nature.COUNT)
#: Headers of columns that hold what was reached, in score tables.
_REACHED = ("业绩值", "实际完成值", "完成值", "实际值", "全年实际值")
#: Whose word on a body's own indicators is doubted first.
_DOUBTED = ("决算", "预算", "", "绩效评价", "反馈表")


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator of a document's own body with its figure."""

    name: str
    figure: Figure


def same_indicator(ground: Ground) -> Iterable[Claim]:
    """An indicator that two documents of one body state for one year."""
    pairs = [pair for pair in ground.engagement.pairs if pair.kinship is Kinship.SAME]
    stated = _statements(ground, {index for pair in pairs for index in (pair.first, pair.second)})
    for pair in pairs:
        one, other = (ground.engagement.of(index) for index in _doubted_first(ground, pair))
        if not one.period or one.period != other.period:
            continue
        yield from _agreeing(one, stated[one.document], stated[other.document])
        yield from _restated(ground, one, other)


def _doubted_first(ground: Ground, pair: Pair) -> tuple[int, int]:
    kinds = [ground.engagement.of(index).kind for index in (pair.first, pair.second)]
    ranks = [_DOUBTED.index(kind) if kind in _DOUBTED else len(_DOUBTED) for kind in kinds]
    return (pair.first, pair.second) if ranks[0] <= ranks[1] else (pair.second, pair.first)


def _agreeing(
    one: Identity, ours: dict[str, list[Statement]], theirs: dict[str, list[Statement]]
) -> Iterator[Claim]:
    found: list[Claim] = []
    for name, mine in ours.items():
        yours = theirs.get(name, [])
        candidates = [
            Claim(
                KIND,
                Equal(),
                a.figure,
                (b.figure,),
                because=f"两处都是{one.entity or one.project}{one.period}年度的{name}",
                confidence=_confidence(a.figure),
                roles=("same",),
                severity=Severity.INFO if indicators.is_of_a_survey(name) else Severity.ERROR,
                group=f"{KIND}:{name}",
            )
            for a in mine
            for b in yours
            if a.figure.nature is b.figure.nature and a.figure.unit.comparable(b.figure.unit)
        ]
        if not candidates:
            continue
        # Where any two mentions agree the rest is a matter within one document.
        held = [claim for claim in candidates if judge(claim).verdict is not Verdict.CONTRADICTED]
        found.append(held[0] if held else candidates[0])
    # The parts of a rate differ where the rate does: that is one finding, on the rate.
    told = {
        figure.context
        for claim in found
        if claim.stated.nature is Nature.PERCENT and judge(claim).verdict is Verdict.CONTRADICTED
        for figure in claim.figures
    }
    yield from (
        claim
        for claim in found
        if claim.stated.nature is Nature.PERCENT
        or not told & {figure.context for figure in claim.figures}
    )


def _restated(ground: Ground, one: Identity, other: Identity) -> Iterator[Claim]:
    """What both documents say in the same words: the score a body gave itself, what was counted
    of the object that both evaluate, and amounts whose difference is that of a slip. Other
    amounts of one name may hang on funds and version."""
    ours, theirs = (_said_once(ground, of.document, of) for of in (one, other))
    for name, mine in ours.items():
        yours = theirs.get(name)
        if yours is None or not mine.unit.comparable(yours.unit) or mine.exact == yours.exact:
            continue
        amount, count = (mine.nature is kind for kind in (Nature.AMOUNT, Nature.COUNT))
        if mine.nature is not yours.nature or (count and mine.unit != yours.unit):
            continue
        if not (_is_slip(mine, yours) if amount else _evaluate(one, other)):
            continue
        yield Claim(
            KIND,
            Equal(),
            mine,
            (yours,),
            because=f"两处都是{one.entity or one.project}{one.period}年度的{name}",
            confidence=Confidence.MEDIUM,
            roles=("same",),
            severity=Severity.INFO if count else Severity.ERROR,
            group=f"{KIND}:{name}",
        )


def _said_once(ground: Ground, index: int, identity: Identity) -> dict[str, Figure]:
    """Amounts, counts and self-scores in sentences of a document, by the words before them, where
    these always bring the same number."""
    found: dict[str, list[Figure]] = {}
    document = ground.documents[index]
    for figure in ground.figures:
        place = figure.place
        if figure.document != index or not isinstance(place, TextPlace):
            continue
        if figure.nature not in (Nature.AMOUNT, Nature.COUNT, Nature.SCORE):
            continue
        text = document.blocks[place.block].text.value
        before = text[place.sentence[0] : place.start]
        name = indicators.phrase_before(before)
        if figure.nature is Nature.SCORE:
            name = "自评得分" if indicators.SELF_SCORE.search(name) else ""
        elif figure.nature is Nature.COUNT:
            name = _counted(before)
        year = indicators.year_before(before)
        own = name and (not year or year == identity.period)
        if own and indicators.is_result(before, text[place.stop : place.sentence[1]]):
            found.setdefault(name, []).append(figure)
    return {
        name: figures[0]
        for name, figures in found.items()
        if len({figure.exact for figure in figures}) == 1
    }


def _counted(before: str) -> str:
    """What of its object an evaluation counts: 上门服务老人."""
    name = indicators.name_before(before)
    telling = len(name) >= _TELLING and not indicators.is_of_the_evaluation(name)
    return name if telling else ""


def _evaluate(*documents: Identity) -> bool:
    """Whether all documents evaluate one object; accounts may tell the score of a project."""
    return all(document.kind in ("绩效评价", "反馈表") for document in documents)


def _is_slip(one: Figure, other: Figure) -> bool:
    """Whether two amounts of five digits and more differ by a slip of the pen."""
    long = len(one.text.replace(",", "")) >= _MANY
    return long and one.unit == other.unit and is_slip(one.text, other.text)


def _confidence(figure: Figure) -> Confidence:
    """A rate says by its name what it is; of an amount that is only likely."""
    return Confidence.HIGH if figure.nature is Nature.PERCENT else Confidence.MEDIUM


def _statements(ground: Ground, wanted: set[int]) -> dict[int, dict[str, list[Statement]]]:
    """What each document states of its own body, by the name of the indicator."""
    found: dict[int, dict[str, list[Statement]]] = {index: {} for index in wanted}
    aliases = dict(ground.settings.aliases)
    for figure in ground.figures:
        if figure.document not in wanted or figure.nature not in _COMPARED:
            continue
        document = ground.documents[figure.document]
        identity = ground.engagement.of(figure.document)
        name = aliases.get(name := _name(document, figure, identity), name)
        if name and not _is_of_a_project(document, figure, identity):
            found[figure.document].setdefault(name, []).append(Statement(name, figure))
    return found


def _name(document: Document, figure: Figure, identity: Identity) -> str:
    """The rate a figure states, or ``""`` where it is none of the body's own results."""
    place = figure.place
    if isinstance(place, TextPlace):
        text = document.blocks[place.block].text.value
        before = text[place.sentence[0] : place.start]
        after = text[place.stop : place.sentence[1]]
        year = indicators.year_before(before)
        name = indicators.name_before(before)
        if year and identity.period and year != identity.period:
            return ""
        rate = figure.nature is Nature.PERCENT
        known = _is_rate(name) if rate else indicators.is_holding(name)
        return name if known and indicators.is_result(before, after) else ""
    if isinstance(place, CellPlace):
        if figure.nature is not Nature.PERCENT or not any(part in _REACHED for part in figure.path):
            return ""
        label = next((part for part in reversed(figure.path) if part.endswith(("率", "度"))), "")
        name = label.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.、")
        return name if _is_rate(name) else ""
    return ""


def _is_rate(name: str) -> bool:
    return indicators.is_rate(name) or indicators.is_of_a_survey(name)


def _is_of_a_project(document: Document, figure: Figure, identity: Identity) -> bool:
    """Whether a figure belongs to one project, in a document about a body."""
    if identity.level == "项目":
        return False
    return any("项目" in part and "项目支出" not in part for part in _headings(document, figure))


def _headings(document: Document, figure: Figure) -> Sequence[str]:
    place = figure.place
    if isinstance(place, TextPlace):
        return document.blocks[place.block].section
    if isinstance(place, CellPlace):
        table = document.tables[place.table]
        return (*table.section, table.title)
    return ()
