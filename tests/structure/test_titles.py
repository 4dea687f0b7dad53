"""Which lines count as titles of tables."""

from __future__ import annotations

from auditlint.loaders.markdown import read
from auditlint.structure import build
from auditlint.structure.disclosure import table_titles

READ = "| 项目 | 金额 |\n|---|---|\n| 合计 | 10.00 |\n"
#: Nothing names the rows or columns of this one.
UNREAD = "| | |\n|---|---|\n| 1.00 | 2.00 |\n| 3.00 | 4.00 |\n"
TEXT = "# 第二部分 部门决算表\n\n支出决算表\n\n正文一段，说明上表的情况。\n\n{}"


def titles(table: str) -> list[str]:
    return list(table_titles(build(0, "report.md", "", read(TEXT.format(table)))))


def test_a_title_alone_in_its_paragraph_counts_where_a_table_was_not_read() -> None:
    assert "支出决算表" in titles(UNREAD)
    assert "支出决算表" not in titles(READ)


def test_a_bracket_may_say_by_what_a_table_is_listed() -> None:
    assert "收入决算表（按单位列示）" in titles("收入决算表（按单位列示）\n\n" + READ)
