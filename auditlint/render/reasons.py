"""What each kind of claim is called, and in English why a document is held to assert it.

A claim says its reason in the words of its document; here stands what is said of its kind where
the output is in English.
"""

from __future__ import annotations

from auditlint.claims.claim import Claim, Verdict

#: By kind of claim: its name in Chinese and English, and the reason in English.
_KINDS: dict[str, tuple[str, str, str]] = {
    "above budget": (
        "高于预算", "above budget", "the text compares the two figures printed beside it",
    ),
    "across": (
        "文件间同一指标", "same indicator in two documents",
        "both documents state this indicator for the same body and period",
    ),
    "against standard": (
        "与标准比较", "against a standard", "the text says on which side of the standard it lies",
    ),
    "balance": ("收支平衡", "balance", "the totals of both sides of a table must be equal"),
    "below budget": (
        "低于预算", "below budget", "the text compares the two figures printed beside it",
    ),
    "both sides": ("收支总计相等", "both sides", "total income equals total expenditure"),
    "bound": ("上限", "bound", "a part is no larger than what it is a part of"),
    "carried": (
        "年初结转加收入等于支出加年末结转", "carry-forward of a row",
        "opening balance plus income equals expenditure plus closing balance",
    ),
    "carry-forward": (
        "年初结转", "carry-forward", "the opening balance is last year's closing balance",
    ),
    "change": ("增减额", "change", "change = this period − the one before; all are printed"),
    "change of parts": (
        "各部分增减额", "change of parts", "the change of a whole is the sum of those of its parts",
    ),
    "change of sides": (
        "两侧增减额", "change of both sides", "both sides are equal, so they change alike",
    ),
    "change-in-table": (
        "表内增减", "change in a table", "the column is the change between two other columns",
    ),
    "completion": ("完成率", "completion", "completion = outturn ÷ budget"),
    "completion in words": (
        "完成率与文字", "completion in words",
        "what the text says of budget and outturn puts the rate above or below 100%",
    ),
    "count": ("计数", "count", "the sentence announces a number of things and then lists them"),
    "formula": ("算式", "formula", "the document writes the formula out"),
    "grade-count": ("等级计数", "count of grades", "the projects are counted by grade"),
    "gap": ("相差", "gap", "the gap is the difference of the two figures"),
    "growth": ("增减率", "growth", "rate = (this period − the one before) ÷ the one before"),
    "identity": ("表间勾稽", "identity", "the cells of the standard tables must agree"),
    "ledger-difference": (
        "台账两行", "rows of two ledgers", "both rows are records of the same thing",
    ),
    "ledger-sentence": (
        "台账与报告", "ledger and report", "the sentence reports on the records of the ledger",
    ),
    "ledger-total": (
        "台账合计", "total of a ledger", "the total of a column is the sum of the rows above it",
    ),
    "level": ("持平", "level", "the text says that outturn and budget are equal"),
    "level of total": (
        "总计持平", "level of a total", "the text says that the total is that of the year before",
    ),
    "mean": ("平均数", "mean", "the row is the mean of the rows above it"),
    "last-year": (
        "上年数", "last year", "the figure of last year is the one disclosed last year",
    ),
    "of-which": ("其中项", "of which", "the row is a part of the row above it"),
    "opening-balance": (
        "年初数", "opening balance", "the opening balance is last year's closing balance",
    ),
    "opening-budget": (
        "年初预算", "opening budget", "both documents state the opening budget of one year",
    ),
    "opposed directions": (
        "方向不一", "opposed directions", "amount and rate say different directions of one change",
    ),
    "parts": ("各部分之和", "parts", "the parts listed make up the whole"),
    "percent sign": ("百分号", "percent sign", "a rate of increase or decrease is in percent"),
    "persons": ("人次", "persons", "there are no fewer persons than groups or occasions"),
    "product": ("乘积", "product", "the column is the product of two columns, as other rows show"),
    "questionnaire": (
        "问卷", "questionnaires", "of what is sent out some is returned, of that some is valid",
    ),
    "rate": ("比率", "rate", "the rate is the ratio of the two figures"),
    "rate-in-table": (
        "表内比率", "rate in a table", "the column or row is a ratio of others, as its cells show",
    ),
    "remainder": ("差额", "remainder", "the balance is total income less total expenditure"),
    "restated": ("同一指标", "restated", "both places state the same thing in the same words"),
    "restated in item": (
        "标题与说明", "restated in an item", "an item's heading and its text state one figure",
    ),
    "restated-cell": (
        "表间同一数", "restated cell", "two tables list the same item on the same basis",
    ),
    "row": ("行内合计", "row", "the column is the sum of other columns, as its cells show"),
    "score-bound": ("得分不超过权重", "score and weight", "a score cannot exceed its weight"),
    "score-rate": ("得分率", "rate of a score", "rate = score ÷ weight"),
    "share": ("占比", "share", "share = part ÷ whole"),
    "shares total": ("占比合计", "total of shares", "the shares of all parts make 100%"),
    "summary": (
        "汇总", "summary", "the row sums up a group of rows of the table in detail",
    ),
    "text against table": (
        "文字与表格", "text against table", "text and table state the same indicator",
    ),
    "total": ("合计", "total", "the total is the sum of its rows"),
    "unequal in words": (
        "相等而称大小", "unequal in words", "the text says that one figure is larger",
    ),
    "unit in a sum": (
        "单位", "unit in a sum", "parts and whole are in one unit, and their numbers add up",
    ),
    "unit-of-department": (
        "单位与部门", "unit and department", "the unit's budget is a part of its department's",
    ),
    "units-make-department": (
        "各单位与部门", "units and department", "the department's budget is that of all its units",
    ),
}  # fmt: skip


_VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.HOLDS: ("相符", "holds"),
    Verdict.ROUNDING: ("在四舍五入范围内相符", "holds within rounding"),
    Verdict.TRUNCATED: ("仅在截尾时相符", "holds only if truncated"),
    Verdict.CONTRADICTED: ("不符", "contradicted"),
    Verdict.UNDECIDABLE: ("无法判断", "not decidable"),
}


def verdict_name(verdict: Verdict, language: str) -> str:
    """How a claim fares, in words."""
    return _VERDICTS[verdict][language == "en"]


def kind_name(kind: str, language: str) -> str:
    """What people call a kind of claim; the kind itself where it is not one of ours."""
    zh, en, _ = _KINDS.get(kind, (kind, kind, ""))
    return en if language == "en" else zh


def reason(claim: Claim, language: str) -> str:
    """Why we think the document asserts a claim."""
    if language != "en":
        return claim.because
    return _KINDS[claim.kind][2] if claim.kind in _KINDS else claim.because
