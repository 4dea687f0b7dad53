from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check, printed
from auditlint.diagnostic import Finding, Message, Note, place_words
from auditlint.figures import Figure
from auditlint.settings import Severity


@check("REF101")
def text_differs_from_table(facts: Facts) -> Iterator[Finding]:
    """The text states a figure that its table states differently."""
    for found in facts.doubted("text against table"):
        text, cell = found.claim.stated, found.claim.inputs[0]
        table = facts.table_of(cell)
        title = table.title if table else ""
        place = place_words(cell.span)
        where = f"《{title}》" if title else "表中"
        # 「过程指标22分，得19.29分」 names what it measures by its row, not by 得.
        name = text.measure if len(text.measure) > 1 else cell.measure.replace("·", "")
        near = _elsewhere(facts, text, cell)
        also, also_en = "", ""
        if near is not None and found.claim.severity > Severity.INFO:
            funds = near.scope[0] if near.scope else "另一处"
            also = f"；{printed(text)}与{funds}的{near.measure}{printed(near)}一致，疑口径用错"
            also_en = f"; {printed(text)} is the figure of {near.measure} in other funds ({funds})"
        yield facts.contradiction(
            found,
            Message(
                f"{name}在文字中印为{printed(text)}，{place.zh}{where}为{printed(cell)}，两者不符{also}",
                f"{name} is {printed(text)} in the text but {printed(cell)} in the table"
                f" {title}{place.en and f' ({place.en})'}{also_en}",
            ),
            notes=(Note(Message("表中原文", "the row of the table"), cell.span, cell.context),),
        )


def _elsewhere(facts: Facts, text: Figure, cell: Figure) -> Figure | None:
    """A cell of the same name in other funds that has the figure of the text."""
    return next(
        (
            other
            for other in facts.figures.with_value(text.exact)
            if other.in_table
            and other.document == text.document
            and other.measure == cell.measure
            and other.scope != cell.scope
            and other.value
        ),
        None,
    )
