"""What the reports of two departments are bound from in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from making.accounts import Accounts, subject_rows, tables
from making.elements import Contents, Cover, Element, Heading, Paragraph, Sheet
from making.names import SUBJECTS
from making.phrases import numeral, triple


def front(a: Accounts) -> list[Element]:
    """The cover and the contents."""
    return [Cover((a.name, f"{a.year}年度部门决算")), Sheet(), Contents(), Sheet()]


def second_part(a: Accounts) -> list[Element]:
    """The ten tables, each on a page of its own, the wide ones landscape."""
    elements: list[Element] = [Heading(f"第二部分 {a.year}年度部门决算表", 1)]
    for at, table in enumerate(tables(a)):
        if at:
            elements.append(Sheet(table.code in {"公开02表", "公开03表", "公开04表"}))
        elements.append(table)
    return elements


def glossary(a: Accounts, terms: Iterable[tuple[str, str]], of_subject: str) -> list[Element]:
    """The terms, and every 项 that was spent on, explained by ``of_subject``."""
    subjects = [code for code, _, _ in subject_rows(a.items, (("", lambda i: i.spent),))]
    explained = [
        *terms,
        *((triple(code), of_subject.format(SUBJECTS[code])) for code in subjects if len(code) == 7),
    ]
    return [
        Heading("第四部分 名词解释", 1),
        *(
            Paragraph(f"{numeral(at + 1)}、{term}：{text}。")
            for at, (term, text) in enumerate(explained)
        ),
    ]
