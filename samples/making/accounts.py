"""The accounts of a department in 元, and its ten published tables in 万元.

Only parts are stated; every total is computed, then each figure is rounded on its own, as the
reporting systems do. So all that is printed ties, with the rounding tails of real reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from making.elements import Table
from making.names import CLASSES, ECONOMIC, SUBJECTS

ZERO = Decimal(0)
YUAN_OF_WAN = Decimal(10_000)


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def wan(value: Decimal, blank: bool = True) -> str:
    """元 as a cell in 万元: blank for nothing, thousands commas."""
    return "" if blank and value == 0 else f"{rounded(value / YUAN_OF_WAN):,}"


@dataclass(frozen=True)
class Item:
    """One 项. ``basic`` and ``project`` are spent from fiscal funds of this year or brought
    forward (``opening``, ``closing``); ``own`` and ``other`` are 事业收入 and 其他收入, of which
    ``own_basic`` and ``own_project`` are spent.
    """

    code: str
    basic: Decimal = ZERO
    project: Decimal = ZERO
    opening: Decimal = ZERO
    closing: Decimal = ZERO
    own: Decimal = ZERO
    other: Decimal = ZERO
    own_basic: Decimal = ZERO
    own_project: Decimal = ZERO
    fund: bool = False  # 政府性基金

    @property
    def fiscal(self) -> Decimal:
        return self.basic + self.project

    @property
    def granted(self) -> Decimal:
        """财政拨款收入 of the year."""
        return self.fiscal + self.closing - self.opening

    @property
    def income(self) -> Decimal:
        return self.granted + self.own + self.other

    @property
    def all_basic(self) -> Decimal:
        return self.basic + self.own_basic

    @property
    def all_project(self) -> Decimal:
        return self.project + self.own_project

    @property
    def spent(self) -> Decimal:
        return self.all_basic + self.all_project


def item(code: str, /, fund: bool = False, **amounts: str) -> Item:
    return Item(code, fund=fund, **{name: Decimal(text) for name, text in amounts.items()})


@dataclass(frozen=True)
class ThreePublic:
    """三公 in 元: (opening budget, full-year budget, final); counts as printed."""

    abroad: tuple[Decimal, Decimal, Decimal]
    cars: tuple[Decimal, Decimal, Decimal]
    running: tuple[Decimal, Decimal, Decimal]
    meals: tuple[Decimal, Decimal, Decimal]
    groups: int = 0
    travellers: int = 0
    bought: int = 0
    kept: int = 0
    meals_count: int = 0
    guests: int = 0

    def vehicles(self, at: int) -> Decimal:
        return self.cars[at] + self.running[at]

    def total(self, at: int) -> Decimal:
        return self.abroad[at] + self.vehicles(at) + self.meals[at]


@dataclass(frozen=True)
class Accounts:
    name: str
    year: int
    items: tuple[Item, ...]
    economic: dict[str, Decimal]
    public: ThreePublic
    fleet: tuple[int, ...]  # the eight uses of vehicles
    machines: int
    opening_other: Decimal  # opening balance of other than fiscal funds
    surplus_used: Decimal = ZERO  # 使用非财政拨款结余
    allotted: Decimal = ZERO  # 结余分配
    basic_of: str = ""  # the 项 whose basic spending is what the economic table leaves
    level: str = "部门"
    facts: dict[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rest = sum(self.economic.values(), ZERO) - self.sum(lambda i: i.basic)
        items = [
            Item(**{**_fields(i), "basic": i.basic + rest}) if i.code == self.basic_of else i
            for i in self.items
        ]
        object.__setattr__(self, "items", tuple(items))

    def sum(self, of: Callable[[Item], Decimal], fund: bool | None = None) -> Decimal:
        return sum((of(i) for i in self.items if fund is None or i.fund == fund), ZERO)

    def of_class(self, code: str, of: Callable[[Item], Decimal]) -> Decimal:
        return sum((of(i) for i in self.items if i.code.startswith(code)), ZERO)

    @property
    def classes(self) -> list[str]:
        return sorted({i.code[:3] for i in self.items})

    @property
    def income(self) -> Decimal:
        return self.sum(lambda i: i.income)

    @property
    def spent(self) -> Decimal:
        return self.sum(lambda i: i.spent)

    @property
    def opening(self) -> Decimal:
        return self.sum(lambda i: i.opening) + self.opening_other

    @property
    def total(self) -> Decimal:
        return self.income + self.surplus_used + self.opening

    @property
    def closing(self) -> Decimal:
        return self.total - self.spent - self.allotted

    def economic_sum(self, *prefixes: str) -> Decimal:
        return sum((v for code, v in self.economic.items() if code.startswith(prefixes)), ZERO)

    @property
    def people(self) -> Decimal:
        return self.economic_sum("301", "303")

    @property
    def running(self) -> Decimal:
        return self.economic_sum("302", "307", "310", "312", "399")


def _fields(i: Item) -> dict[str, object]:
    return {name: getattr(i, name) for name in i.__slots__} if hasattr(i, "__slots__") else vars(i)


def frame(a: Accounts, unit: str = "金额单位：万元") -> tuple[str, str, str]:
    return f"{a.level}：{a.name}", f"{a.year}年度", unit


def tables(a: Accounts) -> list[Table]:
    """The ten tables in the order of their numbers."""
    return [
        _income_and_spending(a),
        _by_subject(
            a, "收入决算表", "公开02表", _INCOME, "本表反映部门（单位）本年度取得的各项收入情况。"
        ),
        _by_subject(
            a, "支出决算表", "公开03表", _SPENDING, "本表反映部门（单位）本年度各项支出情况。"
        ),
        _fiscal(a),
        _by_subject(
            a,
            "一般公共预算财政拨款支出决算表",
            "公开05表",
            _GENERAL,
            "本表反映部门（单位）本年度一般公共预算财政拨款支出情况。",
            fund=False,
        ),
        _economic(a),
        _fund(a),
        _capital(a),
        _public(a),
        _assets(a),
    ]


def _income_and_spending(a: Accounts) -> Table:
    left = [
        ("一、一般公共预算财政拨款收入", a.sum(lambda i: i.granted, False)),
        ("二、政府性基金预算财政拨款收入", a.sum(lambda i: i.granted, True)),
        ("三、国有资本经营预算财政拨款收入", ZERO),
        ("四、上级补助收入", ZERO),
        ("五、事业收入", a.sum(lambda i: i.own)),
        ("六、经营收入", ZERO),
        ("七、附属单位上缴收入", ZERO),
        ("八、其他收入", a.sum(lambda i: i.other)),
    ]
    rows = [
        ("收入", "", "", "支出", "", ""),
        ("项目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数"),
        ("栏次", "", "1", "栏次", "", "2"),
    ]
    for at, (code, name) in enumerate(CLASSES):
        label, value = left[at] if at < len(left) else ("", ZERO)
        spent = a.of_class(code, lambda i: i.spent)
        rows.append((label, str(at + 1), wan(value), name, str(at + 32), wan(spent)))
    rows += [
        ("本年收入合计", "27", wan(a.income), "本年支出合计", "58", wan(a.spent)),
        ("使用非财政拨款结余", "28", wan(a.surplus_used), "结余分配", "59", wan(a.allotted)),
        ("年初结转和结余", "29", wan(a.opening), "年末结转和结余", "60", wan(a.closing)),
        ("", "30", "", "", "61", ""),
        ("总计", "31", wan(a.total), "总计", "62", wan(a.total)),
    ]
    return Table(
        "收入支出决算总表", tuple(rows), (15, 4, 8, 15, 4, 8), "lcrlcr", heads=3,
        spans=((0, 0, 0, 2), (0, 3, 0, 5)), code="公开01表", frame=frame(a), size=7.5,
        notes=("注：本套报表金额单位转换时可能存在尾数误差。",),
    )  # fmt: skip


Column = tuple[str, Callable[[Item], Decimal]]
_NOTHING: Callable[[Item], Decimal] = lambda i: ZERO  # noqa: E731
_INCOME: tuple[Column, ...] = (
    ("本年收入合计", lambda i: i.income),
    ("财政拨款收入", lambda i: i.granted),
    ("上级补助收入", _NOTHING),
    ("事业收入", lambda i: i.own),
    ("经营收入", _NOTHING),
    ("附属单位上缴收入", _NOTHING),
    ("其他收入", lambda i: i.other),
)
_SPENDING: tuple[Column, ...] = (
    ("本年支出合计", lambda i: i.spent),
    ("基本支出", lambda i: i.all_basic),
    ("项目支出", lambda i: i.all_project),
    ("上缴上级支出", _NOTHING),
    ("经营支出", _NOTHING),
    ("对附属单位补助支出", _NOTHING),
)
_GENERAL: tuple[Column, ...] = (
    ("本年支出合计", lambda i: i.fiscal),
    ("基本支出", lambda i: i.basic),
    ("项目支出", lambda i: i.project),
)


def subject_rows(
    items: Iterable[Item], columns: tuple[Column, ...]
) -> list[tuple[str, str, tuple[Decimal, ...]]]:
    """(code, name, values) of every 类, 款 and 项 that has a value, in code order."""
    every = sorted(items, key=lambda i: i.code)
    codes = sorted({i.code[:n] for i in every for n in (3, 5, 7)})
    found = []
    for code in codes:
        below = [i for i in every if i.code.startswith(code)]
        values = tuple(sum((of(i) for i in below), ZERO) for _, of in columns)
        if any(values):
            found.append((code, SUBJECTS[code], values))
    return found


def _by_subject(
    a: Accounts, title: str, number: str, columns: tuple[Column, ...], note: str,
    fund: bool | None = None,
) -> Table:  # fmt: skip
    items = [i for i in a.items if fund is None or i.fund == fund]
    heads = [name for name, _ in columns]
    empty = [""] * len(heads)
    body = subject_rows(items, columns)
    totals = [sum((of(i) for i in items), ZERO) for _, of in columns]
    rows = [
        ("项目", "", "", "", *heads),
        ("支出功能分类科目编码", "", "", "科目名称", *empty),
        ("类", "款", "项", "栏次", *(str(at + 1) for at in range(len(heads)))),
        ("", "", "", "合计", *(wan(value) for value in totals)),
        *((code, "", "", name, *(wan(v) for v in values)) for code, name, values in body),
    ]
    spans = [(0, 0, 0, 3), (1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2)]
    spans += [(0, c, 1, c) for c in range(4, 4 + len(heads))]
    spans += [(r, 0, r, 2) for r in range(4, len(rows))]
    return Table(
        title, tuple(rows), (2.2, 2.2, 2.2, 17, *([8.5] * len(heads))),
        "cccl" + "r" * len(heads), tuple(spans), 4, number, frame(a), (f"注：{note}",), 8.0,
        repeat=False,
    )  # fmt: skip


def _fiscal(a: Accounts) -> Table:
    general, fund = (a.sum(lambda i: i.granted, kind) for kind in (False, True))
    opening = tuple(a.sum(lambda i: i.opening, kind) for kind in (False, True))
    closing = tuple(a.sum(lambda i: i.closing, kind) for kind in (False, True))
    left = [
        ("一、一般公共预算财政拨款", general),
        ("二、政府性基金预算财政拨款", fund),
        ("三、国有资本经营预算财政拨款", ZERO),
    ]
    rows = [
        ("收入", "", "", "支出", "", "", "", "", ""),
        ("项目", "行次", "决算数", "项目（按功能分类）", "行次", "小计", "一般公共预算财政拨款",
         "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
        ("栏次", "", "1", "栏次", "", "2", "3", "4", "5"),
    ]  # fmt: skip
    spent = [ZERO, ZERO]
    for at, (code, name) in enumerate(CLASSES):
        label, value = left[at] if at < len(left) else ("", ZERO)
        kinds = [
            sum((i.fiscal for i in a.items if i.code.startswith(code) and i.fund == kind), ZERO)
            for kind in (False, True)
        ]
        spent = [total + kind for total, kind in zip(spent, kinds, strict=True)]
        rows.append(
            (label, str(at + 1), wan(value), name, str(at + 33), wan(sum(kinds, ZERO)),
             wan(kinds[0]), wan(kinds[1]), "")
        )  # fmt: skip
    total = general + fund + sum(opening)
    rows += [
        ("本年收入合计", "27", wan(general + fund), "本年支出合计", "59", wan(sum(spent, ZERO)),
         wan(spent[0]), wan(spent[1]), ""),
        ("年初财政拨款结转和结余", "28", wan(sum(opening, ZERO)), "年末财政拨款结转和结余", "60",
         wan(sum(closing, ZERO)), wan(closing[0]), wan(closing[1]), ""),
        ("一、一般公共预算财政拨款", "29", wan(opening[0]), "", "61", "", "", "", ""),
        ("二、政府性基金预算财政拨款", "30", wan(opening[1]), "", "62", "", "", "", ""),
        ("三、国有资本经营预算财政拨款", "31", "", "", "63", "", "", "", ""),
        ("总计", "32", wan(total), "总计", "64", wan(sum(spent) + sum(closing)),
         wan(spent[0] + closing[0]), wan(spent[1] + closing[1]), ""),
    ]  # fmt: skip
    return Table(
        "财政拨款收入支出决算总表", tuple(rows), (15, 3.4, 8, 15, 3.4, 8, 9, 9, 9), "lcrlcrrrr",
        ((0, 0, 0, 2), (0, 3, 0, 8)), 3, "公开04表", frame(a),
        ("注：本表反映部门（单位）本年度一般公共预算财政拨款、政府性基金预算财政拨款和"
         "国有资本经营预算财政拨款的总收支和年末结转结余情况。",), 7.5,
    )  # fmt: skip


def _economic(a: Accounts) -> Table:
    panels = []
    for classes in (("301", "303"), ("302",), ("307", "310", "312", "399")):
        cells = []
        for head in classes:
            for code in (c for c in ECONOMIC if c.startswith(head)):
                value = a.economic_sum(head) if code == head else a.economic.get(code, ZERO)
                cells.append((code, ECONOMIC[code], wan(value)))
        panels.append(cells)
    length = max(len(panel) for panel in panels)
    panels = [panel + [("", "", "")] * (length - len(panel)) for panel in panels]
    rows = [
        ("人员经费", "", "", "公用经费", "", "", "", "", ""),
        ("经济分类科目编码", "科目名称", "金额") * 3,
        *((*one, *two, *three) for one, two, three in zip(*panels, strict=True)),
        ("人员经费合计", "", wan(a.people), "公用经费合计", "", "", "", "", wan(a.running)),
    ]
    last = len(rows) - 1
    return Table(
        "一般公共预算财政拨款基本支出决算表", tuple(rows), (4.6, 11, 6.4) * 3, "clr" * 3,
        ((0, 0, 0, 2), (0, 3, 0, 8), (last, 0, last, 1), (last, 3, last, 7)), 2, "公开06表",
        frame(a),
        ("注：本表反映部门（单位）本年度一般公共预算财政拨款基本支出明细情况。",), 7.0,
    )  # fmt: skip


def _fund(a: Accounts) -> Table:
    columns: tuple[Column, ...] = (
        ("年初结转和结余", lambda i: i.opening),
        ("本年收入", lambda i: i.granted),
        ("小计", lambda i: i.fiscal),
        ("基本支出", lambda i: i.basic),
        ("项目支出", lambda i: i.project),
        ("年末结转和结余", lambda i: i.closing),
    )
    items = [i for i in a.items if i.fund]
    rows = [
        ("项目", "", "", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"),
        ("支出功能分类科目编码", "", "", "科目名称", "", "", "小计", "基本支出", "项目支出", ""),
        ("类", "款", "项", "栏次", "1", "2", "3", "4", "5", "6"),
        ("", "", "", "合计", *(wan(sum((of(i) for i in items), ZERO)) for _, of in columns)),
        *((code, "", "", name, *(wan(v) for v in values))
          for code, name, values in subject_rows(items, columns)),
    ]  # fmt: skip
    spans = [
        (0, 0, 0, 3), (1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2), (0, 4, 1, 4),
        (0, 5, 1, 5), (0, 6, 0, 8), (0, 9, 1, 9),
    ]  # fmt: skip
    spans += [(r, 0, r, 2) for r in range(4, len(rows))]
    return Table(
        "政府性基金预算财政拨款收入支出决算表", tuple(rows),
        (2.2, 2.2, 2.2, 15, 7, 7, 7, 7, 7, 7), "cccl" + "r" * 6, tuple(spans), 4, "公开07表",
        frame(a),
        ("注：1.本表反映部门（单位）本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
         "2.当此表数据为零时，即本部门（单位）无政府性基金预算财政拨款收入、支出。"), 8.0,
        repeat=False,
    )  # fmt: skip


def _capital(a: Accounts) -> Table:
    rows = (
        ("项目", "", "", "", "合计", "基本支出", "项目支出"),
        ("支出功能分类科目编码", "", "", "科目名称", "", "", ""),
        ("类", "款", "项", "栏次", "1", "2", "3"),
        ("", "", "", "合计", "0", "0", "0"),
    )
    spans = [(0, 0, 0, 3), (1, 0, 1, 2), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2)]
    spans += [(0, c, 1, c) for c in (4, 5, 6)]
    return Table(
        "国有资本经营预算财政拨款支出决算表", rows, (2.2, 2.2, 2.2, 17, 9, 9, 9), "ccclrrr",
        tuple(spans), 3, "公开08表", frame(a),
        ("注：1.本表反映部门（单位）本年度国有资本经营预算财政拨款支出情况。",
         "2.当此表数据为空时，即本部门（单位）无国有资本经营预算财政拨款支出。"), 8.0,
    )  # fmt: skip


def _public(a: Accounts) -> Table:
    p, dash = a.public, "——"

    def money(label: str, line: int, values: Iterable[Decimal]) -> tuple[str, ...]:
        return (label, str(line), *(wan(v) for v in values))

    def only(label: str, line: int, final: str = "") -> tuple[str, ...]:
        return (label, str(line), dash, dash, final)

    def number(count: int) -> str:
        return str(count) if count else ""

    rows: list[tuple[str, ...]] = [
        ("项目", "栏次", "年初预算数", "全年预算数", "决算数"),
        ("行次", "", "1", "2", "3"),
        money("一、“三公”经费支出", 1, (p.total(at) for at in range(3))),
        money("1.因公出国（境）费", 2, p.abroad),
        money("2.公务用车购置及运行维护费", 3, (p.vehicles(at) for at in range(3))),
        money("（1）公务用车购置费", 4, p.cars),
        money("（2）公务用车运行维护费", 5, p.running),
        money("3.公务接待费", 6, p.meals),
        only("（1）国内接待费", 7, wan(p.meals[2])),
        only("其中：外事接待费", 8),
        only("（2）国（境）外接待费", 9),
        only("二、相关统计数", 10, dash),
        only("1.因公出国（境）团组数（个）", 11, number(p.groups)),
        only("2.因公出国（境）人次数（人）", 12, number(p.travellers)),
        only("3.公务用车购置数（辆）", 13, number(p.bought)),
        only("4.公务用车保有量（辆）", 14, number(p.kept)),
        only("5.国内公务接待批次（个）", 15, number(p.meals_count)),
        only("其中：外事接待批次（个）", 16),
        only("6.国内公务接待人次（人）", 17, number(p.guests)),
        only("其中：外事接待人次（人）", 18),
        only("7.国（境）外公务接待批次（个）", 19),
        only("8.国（境）外公务接待人次（人）", 20),
    ]
    return Table(
        "财政拨款“三公”经费支出决算表", tuple(rows), (22, 4, 8, 8, 8), "lcrrr", (), 2,
        "公开09表", frame(a),
        ("注：1.本表反映部门本年度财政拨款“三公”经费支出预决算情况。",
         "2.当此表数据为空，即本部门（单位）无财政拨款“三公”经费支出。"), 8.5,
    )  # fmt: skip


USES = (
    "副部（省）级及以上领导用车", "主要负责人用车", "机要通信用车", "应急保障用车",
    "执法执勤用车", "特种专业技术用车", "离退休干部服务用车", "其他用车",
)  # fmt: skip


def _assets(a: Accounts) -> Table:
    rows = (
        ("项目", "栏次", "决算数"),
        ("一、车辆数合计（台、辆）", "1", str(sum(a.fleet))),
        *(
            (f"{at + 1}.{use}", str(at + 2), str(count))
            for at, (use, count) in enumerate(zip(USES, a.fleet, strict=True))
        ),
        ("二、单价100万元（含）以上设备（不含车辆）（台、套）", "10", str(a.machines)),
    )
    return Table(
        "国有资产占用情况表", rows, (28, 6, 12), "lcr", (), 1, "公开10表",
        frame(a, "单位：台、辆、套"),
        (f"注：1.本表反映截至{a.year}年12月31日，部门（单位）占用的国有资产情况。",
         "2.当本表数据为空时，即本部门（单位）无相关资产。"), 9.0,
    )  # fmt: skip
