"""A department and its units: no unit exceeds its department, and together they make it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditlint.claims.claim import Claim
from auditlint.claims.ground import Ground
from auditlint.claims.published import Key, Published, published
from auditlint.claims.relation import AtMost, Sum
from auditlint.engagement import Identity, Kinship
from auditlint.language.zh.versions import BUDGET, FINAL
from auditlint.settings import Confidence, Severity

KIND, WHOLE = "unit-of-department", "units-make-department"

#: What adds over units. Transfers between a department's units may cancel out of its total.
_TOTALS = (
    "收入总计",
    "支出总计",
    "本年收入合计",
    "本年支出合计",
    "财政拨款收入",
    "基本支出",
    "项目支出",
    "公务接待费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务用车购置及运行维护费",
    "因公出国（境）费",
)
_FUNDS = ("全部资金", "财政拨款", "一般公共预算")


def departments_and_units(ground: Ground) -> Iterable[Claim]:
    """Totals of a department against those of its units, of one kind and year."""
    units: dict[int, list[Identity]] = {}
    for pair in ground.engagement.pairs:
        upper, lower = (ground.engagement.of(index) for index in (pair.first, pair.second))
        same = upper.kind == lower.kind and upper.period == lower.period
        if pair.kinship is Kinship.PART and same and upper.kind in ("决算", "预算"):
            units.setdefault(pair.first, []).append(lower)
    for index, members in units.items():
        department = ground.engagement.of(index)
        yield from _held(
            department,
            members,
            published(ground.figures, index, department.period),
            [published(ground.figures, member.document, member.period) for member in members],
        )


def _held(
    department: Identity, units: list[Identity], whole: Published, parts: list[Published]
) -> Iterator[Claim]:
    version = FINAL if department.kind == "决算" else BUDGET
    complete = _is_complete(department, units)
    for measure in _TOTALS:
        for funds in _FUNDS:
            key = Key(measure, funds, version)
            total = whole.get(key)
            if total is None:
                continue
            found = [
                (unit, value)
                for unit, part in zip(units, parts, strict=True)
                if (value := part.get(key)) is not None and value.comparable(total)
            ]
            for unit, value in found:
                yield Claim(
                    KIND,
                    AtMost(),
                    value,
                    (total,),
                    because=f"{unit.entity}是{department.entity}的所属单位，其{measure}包含在部门的"
                    f"{measure}之中",
                    confidence=Confidence.MEDIUM,
                    roles=("total",),
                    severity=Severity.WARNING,
                    group=measure,
                )
            if complete and len(found) == len(units):
                yield Claim(
                    WHOLE,
                    Sum((1,) * len(found)),
                    total,
                    tuple(value for _, value in found),
                    because=f"{department.entity}的全部 {len(found)} 家预算单位都已给出",
                    confidence=Confidence.MEDIUM,
                    stated_role="total",
                    severity=Severity.WARNING,
                    group=measure,
                )


def _is_complete(department: Identity, units: list[Identity]) -> bool:
    """Whether every unit the department lists, and its own office, is given."""
    names = [unit.entity for unit in units]
    listed = all(any(unit.named(name) for unit in units) for name in department.units)
    own = department.entity in names
    return bool(department.units) and listed and own and len(names) == len(department.units) + 1


CLAIMANTS = (departments_and_units,)
