"""Two ledgers of the same things: what is one, what differs, what is left over."""

from __future__ import annotations

import pytest

from auditlint.document import Document, Sheet, SheetColumn, SheetPlace
from auditlint.loaders import sheet
from auditlint.records import Ledger, Role, ledger_of, ledgers_of
from auditlint.records.reconcile import NoCommonFieldError, Reconciliation, reconcile
from auditlint.settings import LedgerSettings, Settings
from benchmarks.ledgers import ledger as made_ledger
from benchmarks.ledgers import pairs_of, parcels

REGISTER = """地块编号,地块名称,坐落,面积（亩）,收储总价（万元）
QX-001,东湖A地块,青溪市城东镇,86.42,1641.98
QX-002,东湖B地块,青溪市城东镇,57.18,900.00
QX-003,老砖厂地块,青溪市城北镇,112.65,2478.30
QX-004,河埠粮站,青溪市竹岭镇,28.93,521.03
QX-005,学前路西侧,青溪市城南镇,22.48,310.50
"""


def ledger(text: str, index: int = 0, settings: Settings | None = None) -> Ledger:
    sheets = sheet.read(text.encode(), f"{index}.csv")
    document = Document(index, f"{index}.csv", "", (), sheets=sheets)
    found = ledger_of(document, 0, settings or Settings())
    assert found is not None
    return found


def held(register: str, booked: str) -> Reconciliation:
    return reconcile(ledger(register, 0), ledger(booked, 1))


def rows(done: Reconciliation) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The rows of each match, as the program numbers them."""
    return [
        (
            tuple(done.one.sheet.rows[row] for row in match.ours),
            tuple(done.other.sheet.rows[row] for row in match.theirs),
        )
        for match in done.matches
    ]


def test_what_columns_mean() -> None:
    found = ledger(
        "序号,地块编号,项目名称,坐落,签订日期,面积(亩),单价（万元/亩）,金额（万元）,备注\n1,a,b,c,d,1,2,3,e\n"
    )
    assert [field.role for field in found.fields] == [
        Role.SEQUENCE,
        Role.NUMBER,
        Role.NAME,
        Role.PLACE,
        Role.DATE,
        Role.AREA,
        Role.PRICE,
        Role.AMOUNT,
        Role.OTHER,
    ]
    assert [field.unit for field in found.measures] == ["亩", "万元/亩", "万元"]


def test_settings_name_keys_and_measures() -> None:
    own = LedgerSettings("0.csv", keys=("批次",), measures=("数值",))
    found = ledger("批次,数值\n甲,1\n乙,2\n", settings=Settings(ledgers=(own,)))
    assert [(field.role, field.key) for field in found.fields] == [
        (Role.NUMBER, True),
        (Role.AMOUNT, False),
    ]


def test_totals_notes_and_repeated_headers_are_no_records() -> None:
    text = (
        REGISTER
        + "合计,,,307.66,5851.81\n"
        + "地块编号,地块名称,坐落,面积（亩）,收储总价（万元）\n注：截至年底,,,,\n"
    )
    found = ledger(text)
    assert (len(found.records), len(found.totals)) == (5, 1)


def test_sheets_of_one_form_are_one_ledger() -> None:
    header = [("地块编号", ("A", "合计（1宗）")), ("面积（亩）", ("1.00", "1.00"))]
    pages = tuple(
        Sheet(
            name,
            tuple(
                SheetColumn(at + 1, title, tuple(value.replace("A", name) for value in values))
                for at, (title, values) in enumerate(header)
            ),
            (2, 3),
        )
        for name in ("城东", "城西")
    )
    (found,) = ledgers_of([Document(0, "a.xlsx", "", (), sheets=pages)], Settings())
    assert (len(found.records), len(found.totals)) == (2, 2)
    assert [found.span(row).cell for row in found.records] == [
        SheetPlace("城东", 2, 1),
        SheetPlace("城西", 2, 1),
    ]


def test_numbers_match_names_written_shorter() -> None:
    booked = "地块编号,地块,面积（亩）\nQX-003,老砖厂,112.65\nQX-001,东湖A,86.42\n"
    assert rows(held(REGISTER, booked)) == [((2,), (3,)), ((4,), (2,))]


def test_instalments_are_added_up() -> None:
    booked = (
        "地块编号,地块名称,合同金额（万元）\n"
        "QX-001,东湖A地块,1000.00\nQX-001,东湖A地块,641.98\nQX-003,老砖厂地块,2478.30\n"
    )
    done = held(REGISTER, booked)
    assert rows(done) == [((2,), (2, 3)), ((4,), (4,))]
    assert done.differing == ()


def test_one_payment_that_names_several_parcels() -> None:
    booked = (
        "项目名称,合同金额（万元）\n老砖厂地块、河埠粮站,2999.33\n"
        "学前路西侧,310.50\n东湖B地块,900\n"
    )
    done = held(REGISTER, booked)
    assert ((4, 5), (2,)) in rows(done)
    assert done.differing == ()


def test_siblings_are_not_confused() -> None:
    booked = "地块名称,坐落,面积（亩）\n东湖B地块,城东镇,57.18\n学前路西侧,城南镇,22.48\n"
    assert rows(held(REGISTER, booked)) == [((3,), (2,)), ((6,), (3,))]


@pytest.mark.parametrize(
    ("area", "unit", "differs"),
    [
        ("28.93", "亩", False),
        ("28.9", "亩", False),
        ("29.83", "亩", True),
        ("1.9287", "公顷", False),
        ("19286.67", "平方米", False),
        ("1.9887", "公顷", True),
    ],
)
def test_a_measure_differs_beyond_its_precision(area: str, unit: str, differs: bool) -> None:
    booked = f"地块编号,地块名称,面积（{unit}）\nQX-004,河埠粮站,{area}\n"
    done = held(REGISTER, booked)
    assert bool(done.differing) is differs


def test_zeros_that_a_spreadsheet_drops_do_not_coarsen_a_column() -> None:
    register = REGISTER.replace("86.42", "86.4")
    booked = "地块编号,地块名称,面积（亩）\nQX-001,东湖A地块,86.44\nQX-002,东湖B地块,57.18\n"
    assert len(held(register, booked).differing) == 1


def test_amounts_agreed_and_amounts_paid_are_two_things() -> None:
    booked = "地块编号,地块,已付金额（万元）\nQX-001,东湖A地块,500\nQX-002,东湖B地块,900\n"
    assert held(REGISTER, booked).differing == ()


def test_ledgers_without_a_common_field_say_so() -> None:
    with pytest.raises(NoCommonFieldError):
        held(REGISTER, "职级,人数,标准（元）\n科员,3,5000\n")


def test_nothing_is_lost() -> None:
    made = parcels(150, seed=3)
    one, other = made_ledger(0, *made.register), made_ledger(1, *made.booked)
    done = reconcile(one, other)
    for ledger_, side, left in ((one, 0, done.ours_left), (other, 1, done.theirs_left)):
        matched = [
            row
            for match in (*done.matches, *done.uncertain)
            for row in (match.ours, match.theirs)[side]
        ]
        assert sorted({*matched, *left}) == list(ledger_.records)
        assert not set(matched) & set(left)


@pytest.mark.parametrize("numbered", [0.6, 0.0])
def test_made_parcels_are_matched_as_well_as_documented(numbered: float) -> None:
    made = parcels(300, seed=11, numbered=numbered)
    found = pairs_of(reconcile(made_ledger(0, *made.register), made_ledger(1, *made.booked)))
    hits = len(found & made.truth)
    precision, recall = hits / len(found), hits / len(made.truth)
    assert precision >= 0.99
    assert 2 * precision * recall / (precision + recall) >= 0.98
