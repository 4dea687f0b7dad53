"""Clean reports of any length as two kinds of producers write them.

Word processors write a text object for a few characters and stroke their rules; the
report systems of finance bureaus write every character as an object of its own, clipped to
its cell, and draw rules as thin filled rectangles. Readers meet both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, LINE = 60.0, 535.0, 780.0, 20.0
COLUMNS = (60.0, 130.0, 310.0, 385.0, 460.0, 535.0)
HEADER = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
NAMES = ("行政运行", "一般行政管理事务", "机关服务", "事业运行", "专项业务", "信息化建设")
ROWS = 30
SENTENCES = 14

Row = tuple[str, ...]


def yuan(cents: int) -> str:
    return f"{cents / 100:,.2f}"


def rows(random_: random.Random, number: int) -> list[Row]:
    """A table whose rows and columns add up: one subject, its items, the total."""
    section = f"2{number % 90 + 10:02d}01"
    items = [
        (f"{section}{item:02d}", NAMES[item % len(NAMES)], *_amounts(random_))
        for item in range(1, ROWS)
    ]
    basic = sum(item[2] for item in items)
    project = sum(item[3] for item in items)
    table = [("", "合计", yuan(basic + project), yuan(basic), yuan(project))]
    table += [(code, name, yuan(b + p), yuan(b), yuan(p)) for code, name, b, p in items]
    return [HEADER, *table]


def _amounts(random_: random.Random) -> tuple[int, int]:
    return random_.randrange(100_000, 9_000_000), random_.randrange(100_000, 9_000_000)


def sentences(random_: random.Random, number: int) -> Iterator[str]:
    for item in range(SENTENCES):
        basic, project = _amounts(random_)
        total = basic + project
        yield (
            f"第{number}单位第{item + 1}项业务支出{total / 100:.2f}万元，其中：基本支出"
            f"{basic / 100:.2f}万元，占{100 * basic / total:.2f}%；项目支出"
            f"{project / 100:.2f}万元，占{100 * project / total:.2f}%。"
        )


class Words:
    """A word processor: a few characters at a time, stroked rules."""

    together = 4

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, words: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        for start in range(0, len(words), self.together):
            piece = words[start : start + self.together]
            self.canvas.drawString(x, y, piece)
            x += stringWidth(piece, FONT, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, y0, x1, y1)

    def cell(self, x0: float, y0: float, x1: float, y1: float, words: str) -> None:
        del x1, y1
        self.text(x0 + 3, y0 + 6, words, 9)


class System(Words):
    """A report system: every character by itself and clipped, rules as thin rectangles."""

    together = 1

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.rect(x0, y0, max(x1 - x0, 0.8), max(y1 - y0, 0.8), stroke=0, fill=1)

    def cell(self, x0: float, y0: float, x1: float, y1: float, words: str) -> None:
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(x0, y0, x1 - x0, y1 - y0)
        self.canvas.clipPath(path, stroke=0, fill=0)
        super().cell(x0, y0, x1, y1, words)
        self.canvas.restoreState()


PRODUCERS = {"word processor": Words, "report system": System}


def write(path: Path, pages: int, producer: str, seed: int = 0) -> Path:
    """A report of ``pages`` pages, tables and text in turn."""
    registerFont(UnicodeCIDFont(FONT))
    random_ = random.Random(seed)
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True)
    drawn = PRODUCERS[producer](canvas)
    for page in range(1, pages + 1):
        if page % 2:
            _table(drawn, rows(random_, page), page)
        else:
            _text(drawn, list(sentences(random_, page)), page)
        drawn.text(280, 30, f"— {page} —", 9)
        canvas.showPage()
    canvas.save()
    return path


def _table(drawn: Words, table: list[Row], page: int) -> None:
    drawn.text(200, TOP + 20, f"第{page}单位支出决算表", 14)
    drawn.text(RIGHT - 90, TOP + 4, "金额单位：万元", 9)
    bottom = TOP - LINE * len(table)
    for x in COLUMNS:
        drawn.rule(x, bottom, x, TOP)
    for number in range(len(table) + 1):
        drawn.rule(COLUMNS[0], TOP - LINE * number, COLUMNS[-1], TOP - LINE * number)
    for number, row in enumerate(table, 1):
        y = TOP - LINE * number
        for x0, x1, words in zip(COLUMNS, COLUMNS[1:], row, strict=False):
            drawn.cell(x0, y, x1, y + LINE, words)


def _text(drawn: Words, said: list[str], page: int) -> None:
    drawn.text(LEFT, TOP + 20, f"{page}、支出决算情况说明", 14)
    y = TOP
    for sentence in said:
        words, indent = sentence, 24.0
        while words:
            width, count = indent, 0
            while count < len(words) and width <= RIGHT - LEFT:
                width += stringWidth(words[count], FONT, 12)
                count += 1
            drawn.text(LEFT + indent, y, words[:count], 12)
            words, indent = words[count:], 0.0
            y -= LINE
