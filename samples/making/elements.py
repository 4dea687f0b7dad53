"""What a disclosure is made of, before it is typeset: pure data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cover:
    """A title page: one line each."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """The table of contents: headings of levels 1 and 2 with their pages."""

    title: str = "目录"


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Sheet:
    """Turn over to a new page, upright or ``landscape``."""

    landscape: bool = False


@dataclass(frozen=True)
class Table:
    """A ruled table.

    ``rows`` hold the printed texts, header first; ``spans`` are (row, column, row, column), both
    corners inside. ``widths`` are shares of the line. The first ``heads`` rows are the header,
    printed again on each page where ``repeat``. ``align`` is one letter a column: l, c, r.
    ``frame`` is the line above: whose, when, unit.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    align: str
    spans: tuple[tuple[int, int, int, int], ...] = ()
    heads: int = 1
    code: str = ""
    frame: tuple[str, str, str] = ("", "", "")
    notes: tuple[str, ...] = ()
    size: float = 9.0
    repeat: bool = True

    def texts(self) -> Iterator[str]:
        yield from (self.title, self.code, *self.frame, *self.notes)
        for row in self.rows:
            yield from row


Element = Cover | Contents | Heading | Paragraph | Sheet | Table


def texts(elements: list[Element]) -> Iterator[str]:
    """Every printed text."""
    for element in elements:
        match element:
            case Cover(lines):
                yield from lines
            case Contents(title):
                yield title
            case Heading(text) | Paragraph(text):
                yield text
            case Table():
                yield from element.texts()
            case Sheet():
                pass


def planted(elements: list[Element], near: str, old: str, new: str) -> list[Element]:
    """The elements with ``old`` turned into ``new`` where ``near`` stands.

    ``near`` is part of a paragraph or heading, or ``title|first cells|column`` of a table row.
    Raises ``ValueError`` unless exactly one place fits.
    """
    done = [_planted(element, near, old, new) for element in elements]
    changed = sum(a != b for a, b in zip(done, elements, strict=True))
    if changed != 1:
        raise ValueError(f"{changed} places fit {near!r} with {old!r}")
    return done


def _planted(element: Element, near: str, old: str, new: str) -> Element:
    match element:
        case Heading(text) | Paragraph(text) if near in text and "|" not in near:
            if text.count(old) != 1:
                raise ValueError(f"{old!r} stands {text.count(old)} times in {text!r}")
            return replace(element, text=text.replace(old, new))
        case Table(title) if near.startswith(f"{title}|"):
            _, label, column = near.split("|")
            rows = [
                tuple(
                    new if cell == old and at == int(column) else cell
                    for at, cell in enumerate(row)
                )
                if "".join(row).startswith(label)
                else row
                for row in element.rows
            ]
            return replace(element, rows=tuple(rows))
        case _:
            return element
