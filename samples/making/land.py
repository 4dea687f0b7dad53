"""A land reserve centre's final accounts and its evaluation feedback, with planted defects.

Both are built whole and consistent first; ``PLANTED`` then spoils single places of the accounts,
and says of each what a reader should find. The fixed assets need no planting: the accounts and
the feedback state them differently, as two offices did.
"""

from __future__ import annotations

from decimal import Decimal

from making.accounts import USES, ZERO, Accounts, ThreePublic, item
from making.elements import Element, Heading, Paragraph, Sheet, Table, planted
from making.names import SUBJECTS
from making.parcels import REGISTER
from making.phrases import amounts, change, compared, merged, numeral, rate, share, three, wan
from making.sheets import front, glossary, second_part

ACCOUNTS = Accounts(
    name="云溪市土地储备中心",
    year=2023,
    items=(
        item("2080505", basic="636318.20"),
        item("2080506", basic="460027.45"),
        item("2080801", basic="71680.00"),
        item("2101102", basic="416803.36"),
        item("2101103", basic="192411.10"),
        item("2101199", basic="8019.62"),
        item("2120806", fund=True, project="2353700.00"),
        item("2200106", project="16785912.40", opening="120.00"),
        item("2200150", basic="0", own="5610580.33", other="8346.12", own_basic="700.55"),
        item("2200199", basic="995000.00", project="6578534.90"),
        item("2210201", basic="477320.00"),
        item("2240601", project="161110.00"),
    ),
    economic=amounts(
        {
            "30101": "1147603.00",
            "30103": "7000.00",
            "30107": "1524318.00",
            "30108": "1064226.15",
            "30109": "584133.40",
            "30110": "416803.36",
            "30111": "192411.10",
            "30112": "8019.62",
            "30113": "1732415.00",
            "30199": "369842.00",
            "30201": "100000.00",
            "30202": "50000.00",
            "30206": "100000.00",
            "30211": "20000.00",
            "30231": "3130.00",
            "30239": "386840.00",
            "30240": "62.50",
            "30299": "102417.90",
            "30304": "71680.00",
            "30305": "33624.00",
            "30309": "26400.00",
        }
    ),
    public=ThreePublic(
        abroad=three("0", "0", "0"),
        cars=three("0", "0", "0"),
        running=three("25900.00", "3130.00", "3130.00"),
        meals=three("60000.00", "0", "0"),
        kept=1,
    ),
    fleet=(0, 0, 0, 0, 0, 0, 0, 1),
    machines=0,
    opening_other=Decimal("3531680.00"),
    basic_of="2200150",
)

BEFORE = amounts(
    {
        "opening": "3794200.00",
        "income": "68438911.30",
        "spent": "68707480.15",
        "301": "6212008.40",
        "302": "591730.00",
        "303": "72536.00",
        "running": "3023.00",
    }
)

#: Opening budgets of the 类 in 元, fiscal funds.
OPENING = {
    "208": Decimal("954500.00"),
    "210": Decimal("617234.08"),
    "212": Decimal("2400000.00"),
    "220": Decimal("90191000.00"),
    "221": Decimal("477320.00"),
    "224": Decimal("300000.00"),
}

REASONS = {
    "208": "退休人员的职业年金在年中清算",
    "212": "地块管护改为按季结算",
    "220": "两个批次的用地报批推迟到下一年度",
    "224": "防汛物资由市级统一储备，本单位不再购置",
}

SCORES = (
    ("A部门管理", "A1预算管理", "A11目标合理性", "10", "8.00"),
    ("A部门管理", "A1预算管理", "A12预算执行率", "10", "10.00"),
    ("A部门管理", "A2资产管理", "A21固定资产利用率", "10", "10.00"),
    ("B部门履职", "B1成果", "B11规划编制", "20", "19.00"),
    ("B部门履职", "B1成果", "B12土地收储", "20", "15.75"),
    ("C履职效果", "C1社会效益", "C11信访办结率", "20", "19.50"),
    ("C履职效果", "C2满意度", "C21群众满意度", "10", "9.20"),
)

#: (where, what is printed, what is planted instead, what a reader should find).
PLANTED: tuple[tuple[str, str, str, str], ...] = (
    ("核定编制80名", "控制率81.25%", "控制率75%", "65 of 80 are 81.25 %"),
    ("（三）城乡社区支出", "98.07%", "100.00%", "the rate of the line above was copied"),
    ("支出决算表|22001自然|4", "2,904.35", "2,940.35", "two digits of a subtotal were swapped"),
    (
        "年度一般公共预算财政拨款基本支出",
        "基本支出794.09万元",
        "基本支出794.16万元",
        "all funds' basic expenditure, under the heading of general public budget funds",
    ),
    ("（三）对个人和家庭的补助", "81.57%", "44.92%", "growth divided by the current year"),
    ("（六）灾害防治", "小于预算数", "大于预算数", "the comparison is turned round"),
    ("公务用车运行维护费全年", "增长3.54%", "增长3.54", "the % sign is missing"),
    ("履职情况较好", "四个方面", "三个方面", "four are listed"),
    ("履职情况较好", "旱地128.10亩", "旱地128.10元", "an area in 元"),
    ("组织开展部门整体支出", "评价结果为“优”", "评价结果为“优”（优/良/中/差）", "template left in"),
    ("部门整体支出绩效评价得分表|B部门履职B1成果B12|4", "15.75", "18.75", "total is 91.45"),
)


def accounts() -> list[Element]:
    elements = whole()
    for near, old, new, _ in PLANTED:
        elements = planted(elements, near, old, new)
    return elements


def whole() -> list[Element]:
    """The accounts before anything is planted."""
    a = ACCOUNTS
    return [
        *front(a),
        *_overview(a),
        Sheet(),
        *second_part(a),
        Sheet(),
        Heading(f"第三部分 {a.year}年度部门决算情况说明", 1),
        *_totals(a),
        *_fiscal(a),
        *_basic(a),
        *_public(a),
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
            f"{a.name}为公益一类事业单位，承担全市国有建设用地的收购、储备、前期开发和供应前的"
            "管护，组织编制土地储备三年滚动计划，管理土地储备资金，并为耕地占补平衡提供技术服务。"
        ),
        Heading("二、机构设置及人员情况"),
        Paragraph(f"纳入本套部门决算汇编范围的单位共1个，即{a.name}本级。"),
        Paragraph(
            "内设6个科室，分别是：办公室、财务科、储备科、供应科、管护科、信息科。年末在职人员65人，"
            "离退休人员0人（不含由养老保险基金发放养老金的离退休人员），其他人员0人。"
        ),
    ]


def _totals(a: Accounts) -> list[Element]:
    granted, own, other = (
        a.sum(of) for of in (lambda i: i.granted, lambda i: i.own, lambda i: i.other)
    )
    basic, project = a.sum(lambda i: i.all_basic), a.sum(lambda i: i.all_project)
    return [
        Heading("一、收入决算情况说明"),
        Paragraph(
            f"本部门{a.year}年度收入总计{wan(a.total)}，其中年初结转和结余{wan(a.opening)}，"
            f"{change(a.opening, BEFORE['opening'])}；使用非财政拨款结余和专用结余{wan(ZERO)}，"
            f"与上年持平；本年收入合计{wan(a.income)}，{change(a.income, BEFORE['income'])}，"
            "主要原因：耕地占补平衡指标的交易量回落。"
        ),
        Paragraph(
            f"本年收入的具体构成：财政拨款收入{share(granted, a.income)}；事业收入"
            f"{share(own, a.income)}；经营收入{share(ZERO, a.income)}；上级补助收入"
            f"{share(ZERO, a.income)}；附属单位上缴收入{share(ZERO, a.income)}；其他收入"
            f"{share(other, a.income)}。"
        ),
        Heading("二、支出决算情况说明"),
        Paragraph(
            f"本部门{a.year}年度支出总计{wan(a.total)}，其中本年支出合计{wan(a.spent)}，"
            f"{change(a.spent, BEFORE['spent'])}，主要原因：占补平衡项目的支出随收入减少；"
            f"结余分配{wan(ZERO)}，与上年持平；年末结转和结余{wan(a.closing)}，"
            f"{change(a.closing, a.opening)}，主要原因：下半年的交易服务费留待下一年度使用。"
        ),
        Paragraph(
            f"本年支出的具体构成：基本支出{share(basic, a.spent)}；项目支出"
            f"{share(project, a.spent)}；经营支出{share(ZERO, a.spent)}；上缴上级支出"
            f"{share(ZERO, a.spent)}；对附属单位补助支出{share(ZERO, a.spent)}。"
        ),
    ]


def _fiscal(a: Accounts) -> list[Element]:
    total, budget = a.sum(lambda i: i.fiscal), sum(OPENING.values(), ZERO)
    elements: list[Element] = [
        Heading("三、财政拨款支出决算情况说明"),
        Paragraph(
            f"本部门{a.year}年度财政拨款本年支出年初预算数{wan(budget)}，决算数{wan(total)}，"
            f"完成年初预算的{rate(total, budget)}。其中："
        ),
    ]
    for at, code in enumerate(a.classes):
        final = a.of_class(code, lambda i: i.fiscal)
        opening = OPENING[code]
        why = REASONS.get(code, "预算执行情况良好")
        elements.append(
            Paragraph(
                f"（{numeral(at + 1)}）{SUBJECTS[code]}（类）年初预算数{wan(opening)}，决算数"
                f"{wan(final)}，完成年初预算的{rate(final, opening)}。{compared(final, opening)}的"
                f"主要原因：{why}。"
            )
        )
    return elements


def _basic(a: Accounts) -> list[Element]:
    lines = (
        ("工资福利支出", "301", "年中招聘的人员全年在岗"),
        ("商品和服务支出", "302", "补缴了原下属企业的清算费用"),
        ("对个人和家庭的补助", "303", "发放了一次性抚恤金"),
    )
    return [
        Heading("四、一般公共预算财政拨款基本支出决算情况说明"),
        Paragraph(
            f"本部门{a.year}年度一般公共预算财政拨款基本支出{wan(a.people + a.running)}，其中："
        ),
        *(
            Paragraph(
                f"（{numeral(at + 1)}）{name}{wan(a.economic_sum(code))}，"
                f"{change(a.economic_sum(code), BEFORE[code])}，主要原因：{why}。"
            )
            for at, (name, code, why) in enumerate(lines)
        ),
        Paragraph("（四）资本性支出0.00万元，与上年持平，主要原因：全年没有安排购置。"),
    ]


def _public(a: Accounts) -> list[Element]:
    p = a.public
    running = (
        f"{wan(p.running[1])}，决算数{wan(p.running[2])}，完成全年预算的"
        f"{rate(p.running[2], p.running[1])}"
    )
    grown = change(p.running[2], BEFORE["running"])
    return [
        Heading("五、财政拨款“三公”经费支出决算情况说明"),
        Paragraph(
            f"本部门{a.year}年度财政拨款“三公”经费支出全年预算数{wan(p.total(1))}，决算数"
            f"{wan(p.total(2))}，完成全年预算的{rate(p.total(2), p.total(1))}；决算数{grown}，其中："
        ),
        Paragraph(
            "（一）因公出国（境）费全年预算数0.00万元，决算数0.00万元，决算数与上年持平，主要原因："
            "全年没有出国（境）任务。全年安排因公出国（境）团组0个，累计0人次。"
        ),
        Paragraph(
            f"（二）公务用车购置及运行维护费全年预算数{wan(p.vehicles(1))}，决算数"
            f"{wan(p.vehicles(2))}，其中："
        ),
        Paragraph(
            "公务用车购置全年预算数0.00万元，决算数0.00万元，决算数与上年持平，主要原因：没有购置"
            "车辆。全年使用财政拨款购置公务用车0辆。"
        ),
        Paragraph(
            f"公务用车运行维护费全年预算数{running}；决算数{grown}，主要原因：车辆保险的费率上调。"
            f"年末使用财政拨款负担费用的公务用车保有量{p.kept}辆。"
        ),
        Paragraph(
            "（三）公务接待费全年预算数0.00万元，决算数0.00万元，决算数与上年持平，主要原因：没有"
            "发生公务接待。全年国内公务接待0批，累计接待0人次。"
        ),
    ]


def _others(a: Accounts) -> list[Element]:
    goods = Decimal("160200.00")
    uses = "、".join(f"{use}{count}辆" for use, count in zip(USES, a.fleet, strict=True))
    return [
        Heading("六、机关运行经费支出情况说明"),
        Paragraph("本部门不是行政单位，也不是参照公务员法管理的事业单位，没有机关运行经费支出。"),
        Heading("七、政府采购支出情况说明"),
        Paragraph(
            f"本部门{a.year}年度政府采购支出总额{wan(goods)}，其中：政府采购货物支出{wan(goods)}、"
            "政府采购工程支出0.00万元、政府采购服务支出0.00万元。授予中小企业合同金额"
            f"{wan(goods)}，占政府采购支出总额的100.00%，其中：授予小微企业合同金额{wan(goods)}，"
            "占授予中小企业合同金额的100.00%。"
        ),
        Heading("八、国有资产占用情况说明"),
        Paragraph(
            f"截至{a.year}年12月31日，本部门共有车辆{sum(a.fleet)}辆，其中：{uses}，其他用车主要"
            f"用于地块巡查。单价100万元（含）以上设备（不含车辆）{a.machines}台（套）。"
        ),
    ]


def _performance(a: Accounts) -> list[Element]:
    result = sum((Decimal(score) for *_, score in SCORES), ZERO)
    area = sum((parcel.area for parcel in REGISTER), ZERO)
    rows = [
        ("一级指标", "二级指标", "三级指标", "权重", "得分"),
        *SCORES,
        ("合计", "", "", "100", str(result)),
    ]
    return [
        Heading("九、预算绩效情况说明"),
        Paragraph(
            "组织开展部门整体支出绩效评价，涉及一般公共预算支出"
            f"{wan(a.sum(lambda i: i.fiscal, False))}，政府性基金预算支出"
            f"{wan(a.sum(lambda i: i.fiscal, True))}，评价得分{result}分，评价结果为“优”。评价等级"
            "分为四级：90（含）—100分为优，80（含）—90分为良，60（含）—80分为中，60分以下为差。"
        ),
        Paragraph(
            "从评价情况看，部门履职情况较好，集中在规划引领、土地收储、占补平衡、信息服务四个方面。"
            f"全年录入收储土地{len(REGISTER)}宗，面积{area}亩。调配补充耕地指标238.09亩，其中水田"
            "109.99亩，旱地128.10亩。办理信访事项308件次，其中来信114件，来电173件次，来访21件，均已"
            "办结，办结率100%。"
        ),
        Paragraph(
            "在管理方面，核定编制80名，在职编制人员65人，在职人员控制率81.25%；年末固定资产账面原值"
            "322.96万元，实际在用固定资产322.96万元，固定资产利用率100%。"
        ),
        Table(
            "部门整体支出绩效评价得分表",
            tuple(rows),
            (9, 9, 14, 6, 7),
            "lllrr",
            spans=(
                *merged([(one, two) for one, two, *_ in SCORES], 1),
                (len(rows) - 1, 0, len(rows) - 1, 2),
            ),
        ),
    ]


def _glossary(a: Accounts) -> list[Element]:
    terms = (
        ("财政拨款收入", "本级财政当年拨给单位的资金"),
        ("事业收入", "开展土地交易服务等专业活动取得的收入"),
        ("年初结转和结余", "上年没有用完、结转到本年使用的资金"),
        ("年末结转和结余", "本年没有用完、结转到以后年度使用的资金"),
        ("基本支出", "用于人员和日常公用的支出"),
        ("项目支出", "用于特定任务的支出"),
        ("“三公”经费", "财政拨款安排的出国（境）、公务用车和公务接待支出"),
    )
    return glossary(a, terms, "用于{}的支出")


def feedback() -> list[Element]:
    """The finance bureau's form, one page."""
    a = ACCOUNTS
    total, used = Decimal("3557500.00"), Decimal("2964100.00")
    spent, issued = a.sum(lambda i: i.fiscal), Decimal("35398900.00")
    budget = Decimal("87900000.00")
    project = a.sum(lambda i: i.all_project)
    planned, reserved = Decimal("4420.97"), Decimal("1573.73")
    facts = (
        f"{a.name}为公益一类事业单位，内设6个科室，分别是办公室、财务科、储备科、供应科、管护科、"
        f"信息科。\n截至{a.year}年12月31日，支出预算下达数为{wan(issued)}，支出预算完成数为"
        f"{wan(spent)}，支出预算执行率{rate(spent, issued)}。"
    )
    results = (
        f"{a.year}年度土地收储、供应前管护和占补平衡的主要任务已经完成，储备土地台账基本建立，"
        "信访事项均在规定时间内办结。"
    )
    matched = sum(parcel.paid is not None for parcel in REGISTER)
    differing = sum(parcel.paid not in (None, parcel.area) for parcel in REGISTER)
    problems = (
        f"1.预算编制偏高。项目支出预算{wan(budget)}，决算{wan(project)}，预决算偏离率达"
        f"{rate(budget - project, project)}。\n"
        f"2.固定资产利用率低。固定资产总额为{wan(total)}，实际在用固定资产为{wan(used)}，固定资产"
        f"利用率为{rate(used, total)}，低于固定资产利用率标准85%。\n"
        f"3.收储计划完成率低。计划收储{planned}亩，实际完成{reserved}亩，完成率"
        f"{rate(reserved, planned)}。\n"
        f"4.台账不一致。业务部门登记{len(REGISTER)}宗地块中{len(REGISTER) - matched}宗未在财务部门"
        f"的地块明细账中体现，{differing}宗地块的登记面积与收储面积不一致。\n"
        "5.建议：编制项目预算时参考以往年度的执行情况；对闲置资产建立台账，优先调剂使用；业务与财务"
        "部门每季度核对一次地块信息。"
    )
    rows = (
        ("被评价部门", a.name, "评价组织机构", "云溪市财政局"),
        ("评价类型", "部门整体支出", "评价年度", f"{a.year}年"),
        ("评价分值", "81.94", "评价结论", "良"),
        ("基本情况", facts, "", ""),
        ("主要绩效情况", results, "", ""),
        ("主要问题与建议", problems, "", ""),
    )
    return [
        Table(
            "云溪市财政支出绩效评价结果反馈表",
            rows,
            (5, 12, 6, 9),
            "clcl",
            spans=((3, 1, 3, 3), (4, 1, 4, 3), (5, 1, 5, 3)),
            heads=0,
            size=11.0,
        )
    ]
