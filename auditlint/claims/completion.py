"""Completion of a named budget: 完成年初预算的 P%."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, judge
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import Ratio
from auditlint.figures import Figure
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.sums import is_bare_verb, tells_plan, tells_version
from auditlint.language.zh.versions import BUDGETS, OUTTURNS
from auditlint.language.zh.words import split_basis, without_years
from auditlint.settings import Confidence

_DONE = (*OUTTURNS, "")
_ANY_BUDGET = (*BUDGETS, "下达")


def completions(narrative: Narrative) -> Iterator[Claim]:
    for at, passage in enumerate(narrative.passages):
        for index, mention, rate in passage.of(Role.COMPLETION, Role.SHARE):
            if mention.about is None:
                continue
            printed = _printed(passage, index, mention)
            if printed is not None:
                yield printed
                continue
            if mention.role is Role.SHARE:
                continue
            basis = budget_named(mention.whole)
            if not basis:
                continue
            done = _done(passage, index, mention)
            budget = _right_before(passage, index, mention, basis)
            if budget is None and not is_bare_verb(mention.measure):
                budget = _budget(narrative, at, index, mention, basis)
            if done is not None and budget is not None and done.unit.comparable(budget.unit):
                yield Claim(
                    "completion",
                    Ratio(),
                    rate,
                    (done, budget),
                    f"完成率 = 决算数 ÷ {basis}数",
                    Confidence.HIGH,
                    roles=("part", "base"),
                )


def _printed(passage: Passage, index: int, mention: Mention) -> Claim | None:
    """「完成年度任务32000人的101.93%」, 「占年初预算80万元的75%」: of the number before."""
    assert mention.about is not None
    before = passage.mentions[index - 1]
    done, base = passage.figures[mention.about], passage.figures[index - 1]
    planned = tells_plan(before.words)
    if not before.reference or not planned or not done.unit.comparable(base.unit):
        return None
    if mention.role is Role.COMPLETION and budget_named(mention.whole):
        return None
    kind = "completion" if mention.role is Role.COMPLETION else "share"
    return Claim(
        kind,
        Ratio(),
        passage.figures[index],
        (done, base),
        "完成率 = 实际数 ÷ 其前所印的计划数",
        Confidence.HIGH,
        roles=("part", "base"),
    )


def budget_named(whole: str) -> str:
    """The budget a completion names: 年初预算, 全年预算, 预算; or empty."""
    rest, basis = split_basis(without_years(whole).removesuffix("数"))
    return basis if len(rest) <= 4 else ""


def _right_before(passage: Passage, index: int, mention: Mention, basis: str) -> Figure | None:
    """「收入预算 B，实际完成 X，为预算的 P%」: the budget of the sentence that X was done of, back
    to the completion before. The one that gives P; or the only one, if it stands right before X.
    """
    about = mention.about
    if about is None or not is_bare_verb(mention.measure):
        return None
    done = passage.figures[about]
    found: list[int] = []
    for place in reversed(range(about)):
        other = passage.mentions[place]
        if other.sentence != mention.sentence or other.role is Role.COMPLETION:
            break
        if (
            other.role is Role.VALUE
            and not other.reason
            and tells_version(other.words + other.measure + other.basis, basis)
            and passage.figures[place].unit.comparable(done.unit)
        ):
            found.append(place)
    for place in found:
        claim = Claim(
            "completion",
            Ratio(),
            passage.figures[index],
            (done, passage.figures[place]),
            "",
            Confidence.LOW,
        )
        if judge(claim).verdict.fits:
            return passage.figures[place]
    only = len(found) == 1 and found[0] == about - 1
    return passage.figures[found[0]] if only else None


def _done(passage: Passage, index: int, mention: Mention) -> Figure | None:
    for at in reversed(range(index)):
        other = passage.mentions[at]
        if (
            other.role is Role.VALUE
            and other.measure == mention.measure
            and other.basis in _DONE
            and mention.sentence - other.sentence <= 1
        ):
            return passage.figures[at]
    return None


def _budget(
    narrative: Narrative, at: int, index: int, mention: Mention, basis: str
) -> Figure | None:
    passage = narrative.passages[at]
    wanted: tuple[str, ...] = (basis,) if basis != "预算" else _ANY_BUDGET
    if basis != "预算" and not any(
        other.measure == mention.measure and other.basis == basis
        for other in passage.mentions[:index]
    ):
        wanted = (basis, "预算")  # 预算 8.00，决算 7.00，完成调整预算的 87.5%
    found: dict[str, Figure] = {}
    for place in reversed(range(index)):
        other = passage.mentions[place]
        if (
            other.role is Role.VALUE
            and other.measure == mention.measure
            and other.basis in wanted
            and mention.sentence - other.sentence <= 1
        ):
            found.setdefault(other.basis, passage.figures[place])
    if found:
        return next(iter(found.values())) if len(found) == 1 else None
    values = [
        value
        for value in narrative.named(mention.measure, at)
        if value.mention.measure == mention.measure
        and value.mention.basis in wanted
        and value.mention.named
        and not (value.at == at and value.index > index)
        and narrative.section(value.at) == narrative.section(at)
    ]
    texts = {value.figure.exact for value in values}
    return values[0].figure if len(texts) == 1 else None
