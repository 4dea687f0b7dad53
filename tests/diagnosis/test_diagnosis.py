"""Diagnosis on small graphs of claims: which figure is accused, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditlint.check import Facts
from auditlint.claims.claim import Claim, Verdict
from auditlint.claims.relation import Equal, GrowthByChange, Ratio, Relation, Sum
from auditlint.coverage import State, coverage
from auditlint.diagnosis import diagnose
from auditlint.diagnosis.slips import Slip, slip_into
from auditlint.diagnostic import Diagnostic, Fingerprints, Message
from auditlint.document import Document, Span, Table
from auditlint.engagement import Engagement
from auditlint.figures import CellPlace, Figure, Figures, Nature
from auditlint.quantity import NO_UNIT, PERCENT, Interval, decimal, decimals_of
from auditlint.settings import Confidence, Severity


def figures(*texts: str) -> list[Figure]:
    """Figures side by side in row 0 of one table."""
    return [
        Figure(
            id=at,
            text=text,
            value=decimal(text.rstrip("%")),
            decimals=decimals_of(text.rstrip("%")),
            unit=PERCENT if text.endswith("%") else NO_UNIT,
            nature=Nature.PERCENT if text.endswith("%") else Nature.AMOUNT,
            document=0,
            place=CellPlace(0, 0, 0, 2 * at),
            where=Span(0, 1),
            context=text,
        )
        for at, text in enumerate(texts)
    ]


def claim(relation: Relation, stated: Figure, *inputs: Figure) -> Claim:
    return Claim("total", relation, stated, inputs, "", Confidence.HIGH)


def facts(found: Sequence[Figure], *claims: Claim) -> Facts:
    table = Table(0, "", (), 1, 1, {}, understood=True)
    document = Document(0, "a.md", "", (), tables=(table,))
    return Facts((document,), Figures.indexed(found), claims, Engagement())


def diagnosed(facts: Facts) -> list[Diagnostic]:
    prints = Fingerprints()
    raised = []
    for found in facts.judgements:
        if found.verdict is Verdict.CONTRADICTED:
            finding = facts.contradiction(found, Message("不符", "differs"))
            raised.append(
                Diagnostic(
                    "SUM001",
                    "total",
                    Severity.ERROR,
                    Confidence.HIGH,
                    finding,
                    prints.make("SUM001", "", "", finding),
                )
            )
    return diagnose(facts, raised)


def plus(count: int) -> Sum:
    return Sum((1,) * count)


def test_a_broken_row_and_column_name_the_cell_where_they_cross() -> None:
    # 合计 30.0 = 11.0 + 19.0 across, 11.0 = 4.0 + 7.0 down; 11.0 is printed as 12.0.
    total, wrong, other, one, two = found = figures("30.0", "12.0", "19.0", "4.0", "7.0")
    (only,) = diagnosed(
        facts(found, claim(plus(2), total, wrong, other), claim(plus(2), wrong, one, two))
    )
    assert only.finding.marked == "12.0"
    assert only.finding.figures[0].figure is wrong
    assert only.cause is not None
    assert only.cause.suggested == "11.0"
    assert len(only.consequences) == 1


def test_a_figure_that_other_claims_verify_is_not_accused() -> None:
    text, cell, left, right = found = figures("5377.64", "5364.75", "4884.09", "480.66")
    (only,) = diagnosed(facts(found, claim(Equal(), text, cell), claim(plus(2), cell, left, right)))
    assert only.finding.marked == "5377.64"
    assert only.cause is not None
    assert only.cause.suggested == "5364.75"


def test_a_lone_rate_is_accused_and_its_value_computed() -> None:
    rate, part, whole = found = figures("75%", "65", "80")
    (only,) = diagnosed(facts(found, claim(Ratio(), rate, part, whole)))
    assert only.finding.marked == "75%"
    assert only.cause is not None
    assert only.cause.suggested == "81.25%"


def test_a_slip_of_the_pen_outweighs_the_order_of_a_sentence() -> None:
    # 增加 83.42 is printed as 83.24: the rate 13.43% is right, and no slip away from 13.40%.
    rate, amount, change = found = figures("13.43%", "704.63", "88.42")
    (only,) = diagnosed(facts(found, claim(GrowthByChange(), rate, amount, change)))
    assert only.finding.marked == "88.42"
    assert only.cause is not None
    assert only.cause.kind == Slip.ONE_DIGIT


def test_one_quantity_in_two_tables_is_one_finding() -> None:
    # The same wrong cell in two tables: each breaks its own row, and they agree.
    sum1, part1, wrong1, sum2, part2, wrong2 = found = figures("14", "14", "64", "14", "14", "64")
    (only,) = diagnosed(
        facts(
            found,
            claim(Equal(), wrong2, wrong1),
            claim(plus(2), sum1, part1, wrong1),
            claim(plus(2), sum2, part2, wrong2),
        )
    )
    assert only.finding.marked == "64"
    assert only.cause is not None
    assert only.cause.suggested == "0"


def test_two_slips_are_two_findings() -> None:
    a, b, c, d, e, f = found = figures("30.00", "12.00", "19.00", "50.00", "20.00", "31.00")
    result = diagnosed(facts(found, claim(plus(2), a, b, c), claim(plus(2), d, e, f)))
    assert len(result) == 2


def test_nothing_disappears_by_folding() -> None:
    total, wrong, other, one, two = found = figures("30.0", "12.0", "19.0", "4.0", "7.0")
    known = facts(found, claim(plus(2), total, wrong, other), claim(plus(2), wrong, one, two))
    result = diagnosed(known)
    assert sum(1 + len(found.consequences) for found in result) == 2


def test_shapes_of_slips() -> None:
    def shape(printed: str, meant: str) -> str:
        found = slip_into(printed, Interval.of(meant), Decimal(1))
        return found[0].value if found else ""

    assert shape("8013", "8103") == "digits-exchanged"
    assert shape("15.51", "15.31") == "one-digit"
    assert shape("1678.59", "16785.90") == "decimal-point"
    assert shape("235.37", "2353700") == "unit"
    assert shape("12.5", "-12.5") == "sign"
    assert shape("10.5", "77.3") == ""


def test_a_zero_sum_verifies_nothing() -> None:
    total, left, right, sum_, one, two = found = figures("0", "0", "0", "3", "1", "2")
    known = facts(found, claim(plus(2), total, left, right), claim(plus(2), sum_, one, two))
    counts = coverage(known)
    assert counts.every.figures == 6
    assert counts.every.verified == 3
    assert counts.states[left.id] is State.ZERO


def test_the_same_slip_in_two_tables_is_one_diagnostic() -> None:
    row = figures("14.00", "14.00", "64.00")
    copy = [
        replace(figure, id=figure.id + 3, place=CellPlace(1, 0, 0, 2 * figure.id)) for figure in row
    ]
    found = [replace(figure, measure=f"项目{figure.id % 3}") for figure in (*row, *copy)]
    tables = tuple(Table(at, "", (), 1, 1, {}, understood=True) for at in range(2))
    known = Facts(
        (Document(0, "a.md", "", (), tables=tables),),
        Figures.indexed(found),
        (claim(plus(2), *found[:3]), claim(plus(2), *found[3:])),
        Engagement(),
    )
    (only,) = diagnosed(known)
    assert only.consequences[0].finding.figures[0].figure.id in {3, 4, 5}


def test_two_parts_of_one_sum_are_both_named() -> None:
    # 20 and 30 are printed as 26 and 37; each is printed right once more, the total is right.
    total, one, two, three, left, right = found = figures(
        "60.00", "10.00", "26.00", "37.00", "20.00", "30.00"
    )
    diagnosed_ = diagnosed(
        facts(
            found,
            claim(plus(3), total, one, two, three),
            claim(Equal(), two, left),
            claim(plus(1), left, two),
            claim(Equal(), three, right),
            claim(plus(1), right, three),
        )
    )
    assert [
        (one.finding.marked, one.cause.suggested) for one in diagnosed_ if one.cause is not None
    ] == [("26.00", "20.00"), ("37.00", "30.00")]


def test_of_two_slips_that_explain_alike_both_are_told() -> None:
    # The parts come to 62.69: either 21.48 should be 23.48, or the total 62.69.
    found = figures("64.69", "38.64", "21.48", "2.33", "0.24")
    (only,) = diagnosed(facts(found, claim(plus(4), *found)))
    assert (only.finding.marked, only.cause and only.cause.suggested) == ("64.69", "62.69")
    assert [note.message.zh for note in only.finding.notes] == [
        "也可能是“21.48”有误（则应为“23.48”）"
    ]


def test_a_value_below_zero_is_no_suggestion_where_nothing_is() -> None:
    # The total holds elsewhere; 8.00 would have to be -16.37, and 26.37 no more than 2.00.
    total, one, two, left, right = found = figures("10.00", "8.00", "26.37", "4.00", "6.00")
    (only,) = diagnosed(
        facts(found, claim(plus(2), total, one, two), claim(plus(2), total, left, right))
    )
    assert only.cause is not None
    assert (only.finding.marked, only.cause.suggested) == ("26.37", "2.00")
    assert only.finding.notes == ()


def test_a_suggestion_has_the_commas_of_the_numbers_beside_it() -> None:
    # 3,670.12 lost a digit and with it its comma.
    found = figures("370.12", "3,500.00", "170.12")
    (only,) = diagnosed(facts(found, claim(plus(2), *found)))
    assert only.cause is not None
    assert only.cause.suggested == "3,670.12"


def test_a_part_that_is_accused_is_named() -> None:
    total, one, two, again = figures("30.00", "11.00", "91.00", "19.00")
    two = replace(two, measure="乙项")
    (only,) = diagnosed(
        facts((total, one, two, again), claim(plus(2), total, one, two), claim(plus(1), again, two))
    )
    assert only.finding.marked == "91.00"
    assert "“乙项”的“91.00”若为“19.00”，有关的2处关系均成立" in only.finding.message.zh
