"""A water bureau's final accounts without a defect: 样本 of what must raise nothing."""

from __future__ import annotations

from decimal import Decimal

from making.accounts import USES, ZERO, Accounts, ThreePublic, item, rounded
from making.elements import Element, Heading, Paragraph, Sheet, Table
from making.names import ECONOMIC, SUBJECTS
from making.phrases import (
    amounts,
    change,
    compared,
    completed,
    merged,
    rate,
    share,
    three,
    triple,
    wan,
)
from making.sheets import front, glossary, second_part

ACCOUNTS = Accounts(
    name="云溪市水利局",
    year=2023,
    items=(
        item("2080501", basic="386412.50"),
        item("2080505", basic="1052318.24"),
        item("2080506", basic="526159.12"),
        item("2080801", basic="214760.00"),
        item("2101101", basic="583204.66"),
        item("2101103", basic="268911.35"),
        item("2120806", fund=True, project="3426000.00", opening="150000.00", closing="82000.00"),
        item("2130301", basic="0"),
        item("2130305", project="12847315.80", opening="1204500.00", closing="986210.33"),
        item("2130306", project="4318226.47", own="865400.00", own_project="791233.18"),
        item("2130311", project="1176450.00"),
        item("2130314", project="2085933.29", other="36218.74", own_basic="20118.00"),
        item("2130399", project="955870.16"),
        item("2210201", basic="892340.00"),
        item("2210203", basic="147612.00"),
        item("2240703", project="680000.00"),
    ),
    economic=amounts(
        {
            "30101": "3218466.00",
            "30102": "2406318.00",
            "30103": "1865204.50",
            "30107": "1042377.00",
            "30108": "1052318.24",
            "30109": "526159.12",
            "30110": "583204.66",
            "30111": "268911.35",
            "30112": "48330.27",
            "30113": "892340.00",
            "30199": "236580.00",
            "30201": "186243.17",
            "30202": "42180.00",
            "30205": "18306.45",
            "30206": "96417.28",
            "30207": "63205.90",
            "30209": "120000.00",
            "30211": "148632.50",
            "30213": "58740.00",
            "30215": "21350.00",
            "30216": "34128.00",
            "30217": "9846.00",
            "30226": "75600.00",
            "30228": "164309.33",
            "30229": "118472.00",
            "30231": "84216.73",
            "30239": "412300.00",
            "30299": "67214.58",
            "30302": "386412.50",
            "30304": "214760.00",
            "30305": "43260.00",
            "30309": "2400.00",
            "31002": "86400.00",
            "31007": "42800.00",
        }
    ),
    public=ThreePublic(
        abroad=three("0", "0", "0"),
        cars=three("0", "180000.00", "179800.00"),
        running=three("120000.00", "120000.00", "108633.50"),
        meals=three("30000.00", "20000.00", "12716.00"),
        bought=1,
        kept=4,
        meals_count=14,
        guests=112,
    ),
    fleet=(0, 0, 1, 2, 0, 1, 0, 1),
    machines=3,
    opening_other=Decimal("214380.66"),
    surplus_used=Decimal("46200.00"),
    allotted=Decimal("15830.00"),
    basic_of="2130301",
)

#: Amounts of 2022 in 元.
BEFORE = amounts(
    {
        "total": "33487215.40",
        "fiscal": "31544082.17",
        "general": "28416350.92",
        "running": "1686204.35",
        "public": "148520.00",
        "cars": "0",
        "vehicles": "121870.00",
        "meals": "26650.00",
    }
)

#: Opening budgets of 2023 in 元, by 项; where none is named it is what was spent.
OPENING = amounts(
    {
        "2080505": "1068000.00",
        "2080506": "520000.00",
        "2080801": "0",
        "2130301": "10200000.00",
        "2130305": "13500000.00",
        "2130306": "4318226.47",
        "2130311": "1200000.00",
        "2130314": "1800000.00",
        "2130399": "1000000.00",
        "2210203": "150000.00",
        "2240703": "0",
    }
)

REASONS = {
    "2080505": "有两名职工在年度中间调出，单位缴费相应减少",
    "2080506": "退休人员的职业年金在年中做实",
    "2080801": "发放了年初没有列入预算的一次性抚恤金",
    "2130301": "按规定兑现了上年度的考核奖励",
    "2130305": "白沙河治理三标段跨年施工，尾款转到下一年度支付",
    "2130311": "节水器具推广改为联合采购，单价有所下降",
    "2130314": "主汛期延长，增加了巡堤查险和物资转运的开支",
    "2130399": "压缩了宣传资料的印制数量",
    "2210203": "符合领取条件的人员减少",
    "2240703": "灾后修复资金在年中下达",
}

PROJECTS = (
    ("1", "白沙河治理工程", "12847315.80", "94.50"),
    ("2", "泵站运行与维护", "4318226.47", "91.20"),
    ("3", "防汛物资与巡查", "2085933.29", "96.80"),
)

SCORES = (
    ("A投入", "A1预算管理", "A11预算执行率", "10", "9.60"),
    ("A投入", "A1预算管理", "A12资金使用合规性", "10", "10.00"),
    ("B过程", "B1组织实施", "B11管理制度健全性", "10", "9.00"),
    ("B过程", "B1组织实施", "B12进度控制", "10", "8.50"),
    ("C产出", "C1数量", "C11堤防加固长度", "15", "15.00"),
    ("C产出", "C2质量", "C21验收合格率", "15", "14.25"),
    ("D效益", "D1社会效益", "D11受益人口", "20", "18.40"),
    ("D效益", "D2满意度", "D21群众满意度", "10", "9.30"),
)

ANSWERS = (("很满意", 100, 118), ("满意", 80, 57), ("一般", 60, 19), ("不满意", 40, 4))


def report() -> list[Element]:
    a = ACCOUNTS
    return [
        *front(a),
        *_overview(a),
        Sheet(),
        *second_part(a),
        Sheet(),
        Heading(f"第三部分 {a.year}年度部门决算情况说明", 1),
        *_totals(a),
        *_general(a),
        *_basic(a),
        *_public(a),
        *_funds(a),
        *_others(a),
        *_performance(a),
        Sheet(),
        *_glossary(a),
    ]


def _overview(a: Accounts) -> list[Element]:
    return [
        Heading(f"第一部分 {a.name}概况", 1),
        Heading("一、部门主要职责"),
        Paragraph(
            f"{a.name}是市政府工作部门，负责全市水资源的节约、保护和调度，组织编制防洪排涝和"
            "供水规划，监督水利工程的建设质量与运行安全，指导农村供水和灌区改造，承担水旱灾害"
            "防御的日常工作。"
        ),
        Heading("二、机构设置及人员情况"),
        Paragraph("纳入本套部门决算汇编范围的单位共2个，分别是：局本级、市水利工程管理站。"),
        Table(
            "部门决算单位构成",
            (
                ("序号", "单位名称", "预算级次"),
                ("1", f"{a.name}本级", "一级"),
                ("2", "云溪市水利工程管理站", "二级"),
            ),
            (5, 22, 8),
            "clc",
        ),
        Paragraph(
            f"{a.name}内设5个科室，分别是：办公室、规划计划科、建设管理科、水资源科、安全监督科。"
            "年末在职人员86人，其中：行政人员38人，事业人员48人；编制数92人，在职人员控制率"
            f"{rate(Decimal(86), Decimal(92))}。离退休人员41人（离休0人，退休41人）。"
        ),
    ]


def _totals(a: Accounts) -> list[Element]:
    basic, project = a.sum(lambda i: i.all_basic), a.sum(lambda i: i.all_project)
    granted = a.sum(lambda i: i.granted)
    own, other = a.sum(lambda i: i.own), a.sum(lambda i: i.other)
    fiscal = granted + a.sum(lambda i: i.opening)
    return [
        Heading("一、收入支出决算总体情况说明"),
        Paragraph(
            f"{a.year}年度收、支总计{wan(a.total)}。与{a.year - 1}年度相比，收、支总计各"
            f"{change(a.total, BEFORE['total'], '')}，主要原因是：白沙河治理进入主体施工阶段，"
            "工程款支付较为集中。"
        ),
        Heading("二、收入决算情况说明"),
        Paragraph(
            f"{a.year}年度本年收入合计{wan(a.income)}，其中：财政拨款收入{share(granted, a.income)}；"
            f"事业收入{share(own, a.income)}；经营收入{share(ZERO, a.income)}；"
            f"其他收入{share(other, a.income)}。"
        ),
        Heading("三、支出决算情况说明"),
        Paragraph(
            f"{a.year}年度本年支出合计{wan(a.spent)}，其中：基本支出{share(basic, a.spent)}；"
            f"项目支出{share(project, a.spent)}；经营支出{share(ZERO, a.spent)}。"
        ),
        Heading("四、财政拨款收入支出决算总体情况说明"),
        Paragraph(
            f"{a.year}年度财政拨款收、支总计{wan(fiscal)}。与{a.year - 1}年度相比，财政拨款收、"
            f"支总计各{change(fiscal, BEFORE['fiscal'], '')}，主要原因是：中央和省级水利发展资金"
            "的安排有所增加。"
        ),
    ]


def _general(a: Accounts) -> list[Element]:
    general = [i for i in a.items if not i.fund]
    total = sum((i.fiscal for i in general), ZERO)
    budget = sum((OPENING.get(i.code, i.fiscal) for i in general), ZERO)
    classes = sorted({i.code[:3] for i in general})
    structure = "；".join(
        f"{SUBJECTS[code]}（类）支出"
        + share(sum((i.fiscal for i in general if i.code.startswith(code)), ZERO), total)
        for code in classes
    )
    elements: list[Element] = [
        Heading("五、一般公共预算财政拨款支出决算情况说明"),
        Heading("（一）总体情况", 3),
        Paragraph(
            f"{a.year}年度一般公共预算财政拨款支出{wan(total)}，占本年支出合计的"
            f"{rate(total, a.spent)}。与{a.year - 1}年度相比，一般公共预算财政拨款支出"
            f"{change(total, BEFORE['general'], '')}，主要原因是：工程建设支出增加。"
        ),
        Heading("（二）结构情况", 3),
        Paragraph(f"一般公共预算财政拨款支出主要用于以下方面：{structure}。"),
        Heading("（三）具体情况", 3),
        Paragraph(
            f"{a.year}年度一般公共预算财政拨款支出{completed(budget, total)}。其中："
        ),
    ]  # fmt: skip
    for at, i in enumerate(general):
        opening = OPENING.get(i.code, i.fiscal)
        why = "预算执行与年初安排一致" if opening == i.fiscal else REASONS.get(i.code)
        if why is None:
            raise ValueError(f"no reason for {i.code}")
        elements.append(
            Paragraph(
                f"{at + 1}.{triple(i.code)}。{completed(opening, i.fiscal)}。"
                f"{compared(i.fiscal, opening)}的主要原因是：{why}。"
            )
        )
    return elements


def _basic(a: Accounts) -> list[Element]:
    def listed(*prefixes: str) -> str:
        return "、".join(ECONOMIC[c] for c in sorted(a.economic) if c.startswith(prefixes))

    return [
        Heading("六、一般公共预算财政拨款基本支出决算情况说明"),
        Paragraph(
            f"{a.year}年度一般公共预算财政拨款基本支出{wan(a.people + a.running)}，其中：人员经费"
            f"{wan(a.people)}，主要包括：{listed('301', '303')}；公用经费{wan(a.running)}，主要包括："
            f"{listed('302', '310')}。"
        ),
    ]


def _public(a: Accounts) -> list[Element]:
    p = a.public
    total, vehicles = p.total(2), p.vehicles(2)
    running_before = BEFORE["vehicles"] - BEFORE["cars"]
    return [
        Heading("七、财政拨款“三公”经费支出决算情况说明"),
        Paragraph(
            f"{a.year}年度财政拨款“三公”经费支出全年预算数{wan(p.total(1))}，决算数{wan(total)}，"
            f"完成全年预算的{rate(total, p.total(1))}；决算数{change(total, BEFORE['public'])}，"
            "主要原因是：更新了一辆已经报废的防汛指挥车。其中："
        ),
        Paragraph(
            f"（一）因公出国（境）费全年预算数{wan(p.abroad[1])}，决算数{wan(p.abroad[2])}，"
            "与上年持平，主要原因是：全年没有安排出国（境）任务。全年安排因公出国（境）团组0个，"
            "累计0人次。"
        ),
        Paragraph(
            f"（二）公务用车购置及运行维护费全年预算数{wan(p.vehicles(1))}，决算数{wan(vehicles)}，"
            f"完成全年预算的{rate(vehicles, p.vehicles(1))}，占“三公”经费支出的"
            f"{rate(vehicles, total)}。其中："
        ),
        Paragraph(
            f"公务用车购置费全年预算数{wan(p.cars[1])}，决算数{wan(p.cars[2])}，完成全年预算的"
            f"{rate(p.cars[2], p.cars[1])}；上年没有此项支出，决算数"
            f"{change(p.cars[2], BEFORE['cars'])}。全年使用财政拨款购置公务用车{p.bought}辆。"
        ),
        Paragraph(
            f"公务用车运行维护费全年预算数{wan(p.running[1])}，决算数{wan(p.running[2])}，完成全年"
            f"预算的{rate(p.running[2], p.running[1])}；决算数"
            f"{change(p.running[2], running_before)}，主要原因是：新车能耗较低。年末使用财政拨款负担"
            f"费用的公务用车保有量{p.kept}辆。"
        ),
        Paragraph(
            f"（三）公务接待费全年预算数{wan(p.meals[1])}，决算数{wan(p.meals[2])}，完成全年预算的"
            f"{rate(p.meals[2], p.meals[1])}，占“三公”经费支出的{rate(p.meals[2], total)}；决算数"
            f"{change(p.meals[2], BEFORE['meals'])}，主要原因是：调研座谈改为视频形式。全年国内公务"
            f"接待{p.meals_count}批次，累计接待{p.guests}人次。"
        ),
    ]


def _funds(a: Accounts) -> list[Element]:
    fund = [i for i in a.items if i.fund]
    opening, granted, spent, closing = (
        sum((of(i) for i in fund), ZERO)
        for of in (
            lambda i: i.opening,
            lambda i: i.granted,
            lambda i: i.fiscal,
            lambda i: i.closing,
        )
    )
    return [
        Heading("八、政府性基金预算财政拨款收入支出决算情况说明"),
        Paragraph(
            f"{a.year}年度政府性基金预算财政拨款年初结转和结余{wan(opening)}，本年收入"
            f"{wan(granted)}，本年支出{wan(spent)}，其中：基本支出{wan(ZERO)}，项目支出{wan(spent)}，"
            f"年末结转和结余{wan(closing)}。"
        ),
        Heading("九、国有资本经营预算财政拨款支出决算情况说明"),
        Paragraph(f"{a.year}年度没有国有资本经营预算财政拨款安排的支出。"),
    ]


def _others(a: Accounts) -> list[Element]:
    goods, works, services = (Decimal(t) for t in ("412300.00", "8264150.00", "1305900.00"))
    small = Decimal("388300.00"), Decimal("6150000.00"), Decimal("1305900.00")
    tiny = Decimal("2946500.00")
    bought = goods + works + services
    uses = "、".join(f"{use}{count}辆" for use, count in zip(USES, a.fleet, strict=True))
    return [
        Heading("十、机关运行经费支出情况说明"),
        Paragraph(
            f"{a.year}年度机关运行经费支出{wan(a.running)}，{change(a.running, BEFORE['running'])}，"
            "主要原因是：集中更换了一批办公设备。"
        ),
        Heading("十一、政府采购支出情况说明"),
        Paragraph(
            f"{a.year}年度政府采购支出总额{wan(bought)}，其中：政府采购货物支出{wan(goods)}、"
            f"政府采购工程支出{wan(works)}、政府采购服务支出{wan(services)}。授予中小企业合同金额"
            f"{wan(sum(small, ZERO))}，占政府采购支出总额的{rate(sum(small, ZERO), bought)}，其中："
            f"授予小微企业合同金额{wan(tiny)}，占授予中小企业合同金额的"
            f"{rate(tiny, sum(small, ZERO))}；货物采购授予中小企业合同金额占货物支出金额的"
            f"{rate(small[0], goods)}，工程采购授予中小企业合同金额占工程支出金额的"
            f"{rate(small[1], works)}，服务采购授予中小企业合同金额占服务支出金额的"
            f"{rate(small[2], services)}。"
        ),
        Heading("十二、国有资产占用情况说明"),
        Paragraph(
            f"截至{a.year}年12月31日，本部门共有车辆{sum(a.fleet)}辆，其中：{uses}；"
            f"单价100万元（含）以上设备（不含车辆）{a.machines}台（套）。年末固定资产账面原值"
            "2864.50万元，实际在用固定资产2519.38万元，固定资产利用率"
            f"{rate(Decimal('2519.38'), Decimal('2864.50'))}，高于85%的标准。"
        ),
    ]


def _performance(a: Accounts) -> list[Element]:
    amounts = [Decimal(amount) for _, _, amount, _ in PROJECTS]
    scores = [Decimal(score) for *_, score in PROJECTS]
    mean = rounded(sum(scores, ZERO) / len(scores))
    total, project = sum(amounts, ZERO), a.sum(lambda i: i.all_project)
    result = sum((Decimal(score) for *_, score in SCORES), ZERO)
    answers = sum(count for _, _, count in ANSWERS)
    satisfied = sum((Decimal(mark * count) for _, mark, count in ANSWERS), ZERO) / answers
    groups = merged([(one, two) for one, two, *_ in SCORES], 1)
    rows = [
        ("一级指标", "二级指标", "三级指标", "权重", "得分", "得分率"),
        *(
            (one, two, three, weight, score, rate(Decimal(score), Decimal(weight)))
            for one, two, three, weight, score in SCORES
        ),
        ("合计", "", "", "100", str(result), rate(result, Decimal(100))),
    ]
    return [
        Heading("十三、预算绩效情况说明"),
        Heading("（一）绩效自评情况", 3),
        Paragraph(
            f"根据预算绩效管理要求，对{len(PROJECTS)}个项目开展绩效自评，涉及资金{wan(total)}，占"
            f"项目支出总额的{rate(total, project)}。自评价等级均为“优”，自评平均得分{mean}分。"
        ),
        Table(
            "项目支出绩效自评结果",
            (
                ("序号", "项目名称", "全年执行数", "自评得分"),
                *(
                    (number, name, f"{rounded(Decimal(amount) / 10000):,}", score)
                    for number, name, amount, score in PROJECTS
                ),
                ("合计", "", f"{rounded(total / 10000):,}", ""),
                ("平均分", "", "", str(mean)),
            ),
            (5, 20, 10, 8),
            "clrr",
            spans=((4, 0, 4, 1), (5, 0, 5, 1)),
            frame=("", "", "金额单位：万元"),
        ),
        Heading("（二）部门整体支出绩效评价情况", 3),
        Paragraph(
            "评价等级分为四级：得分90（含）—100分为优，80（含）—90分为良，60（含）—80分为中，60分以下"
            f"为差。部门整体支出绩效评价得分{result}分，评价等级为“优”，各项指标得分见下表。"
        ),
        Table(
            "部门整体支出绩效评价得分表",
            tuple(rows),
            (8, 9, 14, 6, 7, 8),
            "lllrrr",
            spans=(*groups, (len(rows) - 1, 0, len(rows) - 1, 2)),
        ),
        Paragraph(
            f"满意度调查共发放问卷200份，收回问卷{answers}份，有效问卷{answers}份，回收率"
            f"{rate(Decimal(answers), Decimal(200))}。其中："
            + "，".join(f"选择“{word}”的{count}份" for word, _, count in ANSWERS)
            + f"，综合满意度{rounded(satisfied)}%。"
        ),
        Paragraph(
            "全年受理12345热线转办的涉水事项126件，其中：供水68件，排涝37件，河道保洁21件，已全部"
            "办结，办结率100%。完成堤防加固12.60公里，其中：白沙河8.35公里，小溪河4.25公里；新增"
            "除险加固水库2座，受益人口3.20万人。"
        ),
    ]  # fmt: skip


def _glossary(a: Accounts) -> list[Element]:
    terms = (
        ("财政拨款收入", "同级财政部门当年拨付的资金"),
        ("事业收入", "事业单位开展专业业务活动及其辅助活动取得的收入"),
        ("其他收入", "除上述各项以外取得的收入"),
        ("使用非财政拨款结余", "事业单位用以前年度的非财政拨款结余弥补当年收支差额的数额"),
        ("年初结转和结余", "以前年度尚未完成、结转到本年按有关规定继续使用的资金"),
        ("结余分配", "事业单位按规定从非财政拨款结余中提取和分配的数额"),
        ("年末结转和结余", "单位按有关规定结转到下一年度继续使用的资金"),
        ("基本支出", "为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出"),
        ("项目支出", "在基本支出之外为完成特定任务所发生的支出"),
        ("“三公”经费", "用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费"),
        ("机关运行经费", "为保障单位运行用于购买货物和服务的各项资金"),
    )
    return glossary(a, terms, "反映用于{}方面的支出")
