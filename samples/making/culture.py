"""A cultural centre's budget without a defect: tables in 元, 类 款 项 in columns of their own.

The text is in 万元 and compares with what was spent the year before; one table is in 万元.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from making.accounts import USES, ZERO
from making.elements import Contents, Cover, Element, Heading, Paragraph, Sheet, Table
from making.names import ECONOMIC, SUBJECTS
from making.phrases import amounts, numeral, rate, wan

NAME, YEAR = "滨湖区文化馆", 2026


@dataclass(frozen=True)
class Line:
    """One 项 in 元: fiscal basic and project spending, spending from own income, last year's."""

    code: str
    basic: Decimal
    project: Decimal
    own: Decimal
    before: Decimal
    use: str
    why: str

    @property
    def fiscal(self) -> Decimal:
        return self.basic + self.project

    @property
    def all_project(self) -> Decimal:
        return self.project + self.own

    @property
    def total(self) -> Decimal:
        return self.fiscal + self.own


def _line(code: str, basic: str, project: str, own: str, before: str, use: str, why: str) -> Line:
    amounts = (Decimal(text) for text in (basic, project, own, before))
    return Line(code, *amounts, use, why)


LINES = (
    _line("2070109", "6218437.26", "2834500.00", "186000.00", "8420315.60",
          "场馆开放、辅导培训和群众文艺活动", "新馆二层全年开放"),
    _line("2070199", "0", "1168000.00", "0", "1312600.00",
          "数字文化馆的建设和维护", "平台的一次性开发已经完成"),
    _line("2080502", "214600.00", "0", "0", "198750.00",
          "退休人员的活动和慰问", "退休人员增加2人"),
    _line("2080505", "812436.48", "0", "0", "786204.12",
          "单位缴纳的基本养老保险费", "缴费基数上调"),
    _line("2080506", "406218.24", "0", "0", "393102.06",
          "单位缴纳的职业年金", "缴费基数上调"),
    _line("2101102", "507772.80", "0", "0", "507772.80",
          "单位缴纳的基本医疗保险费", "参保人数和费率没有变化"),
    _line("2210201", "711204.00", "0", "0", "735980.00",
          "单位缴存的住房公积金", "年内有人员调出"),
    _line("2210203", "264000.00", "0", "0", "252000.00",
          "符合条件人员的购房补贴", "新进人员开始领取"),
)  # fmt: skip

#: 基本支出 by economic subject; 30107 takes what is left.
ECONOMY = amounts(
    {
        "30101": "1862400.00",
        "30102": "486300.00",
        "30108": "812436.48",
        "30109": "406218.24",
        "30110": "507772.80",
        "30112": "35544.10",
        "30113": "711204.00",
        "30199": "264000.00",
        "30201": "86000.00",
        "30205": "24500.00",
        "30206": "168200.00",
        "30207": "42750.00",
        "30209": "312000.00",
        "30211": "28600.00",
        "30213": "64000.00",
        "30216": "36000.00",
        "30217": "4800.00",
        "30228": "91218.60",
        "30229": "61560.00",
        "30231": "38500.00",
        "30299": "112376.43",
        "30302": "214600.00",
        "31002": "45000.00",
    }
)
BASIC = sum((line.basic for line in LINES), ZERO)
ECONOMY["30107"] = BASIC - sum(ECONOMY.values(), ZERO)
STAFF = sum((v for code, v in ECONOMY.items() if code.startswith(("301", "303"))), ZERO)

Column = tuple[str, Callable[[Line], Decimal]]
FISCAL = sum((line.fiscal for line in LINES), ZERO)
OWN = sum((line.own for line in LINES), ZERO)
FISCAL_BEFORE = Decimal("12486000.00")


def yuan(value: Decimal) -> str:
    return f"{value:,.2f}"


def report() -> list[Element]:
    return [
        Cover((NAME, f"{YEAR}年单位预算")),
        Sheet(),
        Contents(),
        Sheet(),
        Heading("一、单位主要职能"),
        Paragraph(
            f"{NAME}是公益一类事业单位，组织群众文化活动，辅导基层文艺团队，开展艺术普及教育，"
            "收集整理民间文化艺术资料，管理馆舍和数字文化服务平台。"
        ),
        Heading("二、单位机构设置"),
        Paragraph(
            f"{NAME}内设4个部门，分别是：综合部、活动部、辅导部、数字服务部。编制38名，在职36人。"
        ),
        Heading("三、名词解释"),
        *_terms(),
        Heading("四、单位预算编制说明"),
        *_explained(),
        Sheet(True),
        Heading("五、单位预算表"),
        *_tables(),
        Sheet(),
        Heading("六、其他相关情况说明"),
        *_others(),
    ]


def _terms() -> list[Element]:
    terms = (
        ("基本支出预算", "为保障机构运转和日常工作编制的年度支出计划"),
        ("项目支出预算", "在基本支出以外为特定任务编制的年度支出计划"),
        ("“三公”经费", "用财政拨款安排的因公出国（境）费、公务用车购置及运行费、公务接待费"),
        ("机关运行经费", "行政单位和参照公务员法管理的事业单位用于购买货物和服务的资金"),
    )
    return [
        Paragraph(f"（{numeral(at + 1)}）{term}：{text}。") for at, (term, text) in enumerate(terms)
    ]


def _explained() -> list[Element]:
    total = FISCAL + OWN
    elements: list[Element] = [
        Paragraph(
            f"{YEAR}年，{NAME}收入预算{wan(total)}，其中：财政拨款收入{wan(FISCAL)}，比{YEAR - 1}年预算"
            f"增加{wan(FISCAL - FISCAL_BEFORE)}；事业收入{wan(OWN)}；事业单位经营收入0万元；其他收入"
            "0万元。"
        ),
        Paragraph(
            f"支出预算{wan(total)}，其中：财政拨款支出预算{wan(FISCAL)}，比{YEAR - 1}年预算增加"
            f"{wan(FISCAL - FISCAL_BEFORE)}。财政拨款支出预算中，一般公共预算拨款支出预算"
            f"{wan(FISCAL)}，比{YEAR - 1}年预算增加{wan(FISCAL - FISCAL_BEFORE)}；政府性基金拨款支出"
            f"预算0万元，与{YEAR - 1}年预算持平；国有资本经营预算拨款支出预算0万元，与{YEAR - 1}年预算"
            "持平。财政拨款收入支出增加的主要原因是新馆二层全年开放，场馆运行支出增加。"
        ),
        Paragraph("财政拨款支出主要内容如下："),
    ]
    for at, line in enumerate(LINES):
        one, two, three = line.code[:3], line.code[3:5], line.code[5:]
        if line.fiscal == line.before:
            change = f"与{YEAR - 1}年预算执行数持平"
        else:
            word = "增加" if line.fiscal > line.before else "减少"
            change = (
                f"比{YEAR - 1}年预算执行数{word}{rate(abs(line.fiscal - line.before), line.before)}"
            )
        elements.append(
            Paragraph(
                f"{at + 1}、{SUBJECTS[one]}（{one}类）{SUBJECTS[line.code[:5]]}（{two}款）"
                f"{SUBJECTS[line.code]}（{three}项）{wan(line.fiscal)}。主要用于：{line.use}。"
                f"{YEAR - 1}年当年预算执行数为{wan(line.before)}，{YEAR}年预算安排{wan(line.fiscal)}，"
                f"{change}。主要原因是：{line.why}。"
            )
        )
    return elements


def _tables() -> list[Element]:
    found: list[Element] = []
    for at, table in enumerate(
        (
            _balance(),
            _by_subject("收入预算总表", "收入预算", _INCOME),
            _by_subject("支出预算总表", "支出预算", _SPENDING),
            _fiscal(),
            _by_subject("一般公共预算支出功能分类预算表", "一般公共预算支出", _GENERAL),
            _empty("政府性基金预算"),
            _empty("国有资本经营预算"),
            _economic(),
            _public(),
        )
    ):
        found += [Sheet(True), table] if at else [table]
    return found


def _titled(title: str) -> str:
    return f"{YEAR}年预算单位{title}"


FRAME = (f"编制单位：{NAME}", "", "单位：元")
_INCOME: tuple[Column, ...] = (
    ("合计", lambda line: line.total),
    ("财政拨款收入", lambda line: line.fiscal),
    ("事业收入", lambda line: line.own),
    ("事业单位经营收入", lambda line: ZERO),
    ("其他收入", lambda line: ZERO),
)
_SPENDING: tuple[Column, ...] = (
    ("合计", lambda line: line.total),
    ("基本支出", lambda line: line.basic),
    ("项目支出", lambda line: line.all_project),
)
_GENERAL: tuple[Column, ...] = (
    ("合计", lambda line: line.fiscal),
    ("基本支出", lambda line: line.basic),
    ("项目支出", lambda line: line.project),
)


def _sum(of: Callable[[Line], Decimal], prefix: str = "") -> Decimal:
    return sum((of(line) for line in LINES if line.code.startswith(prefix)), ZERO)


def _classes() -> list[str]:
    return sorted({line.code[:3] for line in LINES})


def _balance() -> Table:
    total = FISCAL + OWN
    left = (
        ("一、财政拨款收入", FISCAL),
        ("1、一般公共预算", FISCAL),
        ("2、政府性基金预算", ZERO),
        ("3、国有资本经营预算", ZERO),
        ("二、事业收入", OWN),
        ("三、事业单位经营收入", ZERO),
        ("四、其他收入", ZERO),
    )
    staff_of = {"207": STAFF - _sum(lambda line: line.basic) + _sum(lambda line: line.basic, "207")}
    right = []
    for at, code in enumerate(_classes()):
        basic = _sum(lambda line: line.basic, code)
        staff = staff_of.get(code, basic)
        project = _sum(lambda line: line.all_project, code)
        values = (basic + project, staff, basic - staff, project)
        right.append((f"{numeral(at + 1)}、{SUBJECTS[code]}", *map(yuan, values)))
    right += [("",) * 5] * (len(left) - len(right))
    rows = (
        ("本年收入", "", "本年支出", "", "", "", ""),
        ("项目", "预算数", "项目", "预算数", "", "", ""),
        ("", "", "", "合计", "基本支出", "", "项目支出"),
        ("", "", "", "", "人员经费", "公用经费", ""),
        *((label, yuan(value), *cells) for (label, value), cells in zip(left, right, strict=True)),
        ("收入总计", yuan(total), "支出总计", yuan(total), yuan(STAFF), yuan(BASIC - STAFF),
         yuan(_sum(lambda line: line.all_project))),
    )  # fmt: skip
    spans = (
        (0, 0, 0, 1), (0, 2, 0, 6), (1, 0, 3, 0), (1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 6),
        (2, 3, 3, 3), (2, 4, 2, 5), (2, 6, 3, 6),
    )  # fmt: skip
    return Table(
        _titled("财务收支预算总表"), rows, (13, 10, 14, 10, 10, 10, 10), "lrlrrrr", spans, 4,
        frame=FRAME,
    )  # fmt: skip


def _by_subject(title: str, over: str, columns: tuple[Column, ...]) -> Table:
    body = []
    for code in sorted({line.code[:n] for line in LINES for n in (3, 5, 7)}):
        parts = (code[:3], code[3:5], code[5:7])
        values = [yuan(_sum(of, code)) for _, of in columns]
        body.append((*parts, SUBJECTS[code], *values))
    totals = [yuan(_sum(of)) for _, of in columns]
    return _coded(
        title, over, [name for name, _ in columns], [*body, ("合计", "", "", "", *totals)]
    )


def _empty(kind: str) -> Table:
    return _coded(
        f"{kind}支出功能分类预算表",
        f"{kind}支出",
        ["合计", "基本支出", "项目支出"],
        [("",) * 7, ("合计", "", "", "", "", "", "")],
        (f"注：本单位{YEAR}年没有安排{kind}财政拨款支出，本表为空表。",),
    )


def _coded(
    title: str,
    over: str,
    names: list[str],
    body: list[tuple[str, ...]],
    notes: tuple[str, ...] = (),
) -> Table:
    rest = [""] * (len(names) - 1)
    rows = (
        ("项目", "", "", "", over, *rest),
        ("功能分类科目编码", "", "", "功能分类科目名称", *names),
        ("类", "款", "项", "", *([""] * len(names))),
        *body,
    )
    last = len(rows) - 1
    spans = [
        (0, 0, 0, 3),
        (0, 4, 0, 3 + len(names)),
        (1, 0, 1, 2),
        (1, 3, 2, 3),
        (last, 0, last, 3),
    ]
    spans += [(1, c, 2, c) for c in range(4, 4 + len(names))]
    return Table(
        _titled(title), rows, (4, 3.5, 3.5, 22, *([12] * len(names))), "cccl" + "r" * len(names),
        tuple(spans), 3, frame=FRAME, notes=notes,
    )  # fmt: skip


def _fiscal() -> Table:
    left = (
        ("一、一般公共预算", FISCAL),
        ("二、政府性基金预算", ZERO),
        ("三、国有资本经营预算", ZERO),
        ("", None),
    )
    rows = [
        ("财政拨款收入", "", "财政拨款支出", "", "", "", ""),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
    ]
    for at, ((label, value), code) in enumerate(zip(left, _classes(), strict=True)):
        spent = yuan(_sum(lambda line: line.fiscal, code))
        rows.append(
            (label, "" if value is None else yuan(value), f"{numeral(at + 1)}、{SUBJECTS[code]}",
             spent, spent, yuan(ZERO), yuan(ZERO))
        )  # fmt: skip
    total = yuan(FISCAL)
    rows.append(("收入总计", total, "支出总计", total, total, yuan(ZERO), yuan(ZERO)))
    return Table(
        _titled("财政拨款收支预算总表"), tuple(rows), (13, 11, 14, 11, 11, 11, 11), "lrlrrrr",
        ((0, 0, 0, 1), (0, 2, 0, 6)), 2, frame=FRAME,
    )  # fmt: skip


def _economic() -> Table:
    body = []
    for code in sorted({c[:n] for c in ECONOMY for n in (3, 5)}):
        value = sum((v for c, v in ECONOMY.items() if c.startswith(code)), ZERO)
        staff = value if code.startswith(("301", "303")) else ZERO
        body.append((code[:3], code[3:], ECONOMIC[code], *map(yuan, (value, staff, value - staff))))
    rows = (
        ("项目", "", "", "一般公共预算基本支出", "", ""),
        ("经济分类科目编码", "", "部门经济分类科目名称", "合计", "人员经费", "公用经费"),
        ("类", "款", "", "", "", ""),
        *body,
        ("合计", "", "", *map(yuan, (BASIC, STAFF, BASIC - STAFF))),
    )
    last = len(rows) - 1
    spans = ((0, 0, 0, 2), (0, 3, 0, 5), (1, 0, 1, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 2, 4),
             (1, 5, 2, 5), (last, 0, last, 2))  # fmt: skip
    return Table(
        _titled("一般公共预算基本支出部门预算经济分类预算表"), rows, (6, 6, 24, 12, 12, 12),
        "cclrrr", spans, 3, frame=FRAME,
    )  # fmt: skip


def _public() -> Table:
    rows = (
        ("“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"),
        ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "", "", ""),
        ("", "", "", "小计", "购置费", "运行费", ""),
        ("4.33", "0.00", "0.48", "3.85", "0.00", "3.85", "0.00"),
    )
    spans = (
        (0, 0, 0, 5), (0, 6, 2, 6), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5),
    )  # fmt: skip
    return Table(
        f"{YEAR}年单位“三公”经费和机关运行经费预算表", rows, (9, 9, 9, 9, 9, 9, 11), "r" * 7,
        spans, 3, frame=(f"编制单位：{NAME}", "", "单位：万元"),
    )  # fmt: skip


def _others() -> list[Element]:
    projects = _sum(lambda line: line.project)
    uses = "、".join(f"{use}{1 if use == '其他用车' else 0}辆" for use in USES)
    return [
        Paragraph(
            f"（一）{YEAR}年“三公”经费预算数为4.33万元，比{YEAR - 1}年预算减少0.12万元。其中：因公出国"
            f"（境）费0万元，与{YEAR - 1}年预算持平，原因是没有出访安排；公务用车购置及运行费3.85万元，"
            f"其中：公务用车购置费0万元，公务用车运行费3.85万元，与{YEAR - 1}年预算持平；公务接待费"
            f"0.48万元，比{YEAR - 1}年预算减少0.12万元，原因是接待任务减少。"
        ),
        Paragraph("（二）本单位是事业单位，没有机关运行经费预算。"),
        Paragraph(
            f"（三）{YEAR}年政府采购预算186.40万元，其中：政府采购货物预算42.60万元、政府采购工程预算"
            "0万元、政府采购服务预算143.80万元。"
        ),
        Paragraph(
            f"（四）{YEAR}年，编报绩效目标的项目共5个，涉及项目预算资金{wan(projects)}。"
        ),
        Paragraph(
            f"（五）截至{YEAR - 1}年8月31日，本单位共有车辆1辆，其中：{uses}；单价100万元（含）以上设备"
            "（不含车辆）2台（套）。"
        ),
    ]  # fmt: skip
