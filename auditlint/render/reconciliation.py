"""Two ledgers side by side as a working paper, and in a few lines on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from auditlint.records import Ledger
from auditlint.records.groups import Amount
from auditlint.records.likeness import Level
from auditlint.records.reconcile import Match, Reconciliation
from auditlint.render.words import plain

Value = str | int | float | None

_HEAD = PatternFill("solid", fgColor="DDE4EE")
_SHEETS = {
    "summary": ("说明", "Summary"),
    "matched": ("一致", "Matched"),
    "differing": ("不一致", "Differing"),
    "uncertain": ("待认定", "Uncertain"),
    "ours": ("仅见于前者", "Only in first"),
    "theirs": ("仅见于后者", "Only in second"),
}
_HEADS = (
    ("组", "把握", "依据", "差异"),
    ("Group", "Probability", "Evidence", "Difference"),
)
_ROW = ("行", "row")
_LEVELS = {Level.EXACT: ("相同", "equal"), Level.CLOSE: ("相近", "close")}
_SUMMARY = (
    (
        *("前者", "后者", "对应的列", "一致", "不一致", "待认定", "仅见于前者", "仅见于后者"),
        *("条记录", "计量单位"),
    ),
    (
        *("First", "Second", "Columns in common", "Matched", "Differing", "Uncertain"),
        *("Only in first", "Only in second", "records", "Unit"),
    ),
)
_REASONS = {
    "linked": ("", ""),
    "instalments": ("多行合计", "several rows added up"),
    "listed": ("一行列出多项", "one row names several"),
}


def workbook(done: Reconciliation, language: str = "zh") -> bytes:
    """Matched, differing, uncertain and left-over rows, each on its own sheet."""
    at = int(language == "en")
    book = Workbook(write_only=True)
    plainly = tuple(match for match in done.matches if not match.differences)
    _add(book, _SHEETS["summary"][at], ("", ""), _summary(done, at))
    for key, matches in (
        ("matched", plainly),
        ("differing", done.differing),
        ("uncertain", done.uncertain),
    ):
        head = (
            *_HEADS[at],
            *_headers(done.one, at),
            *_headers(done.other, at),
        )
        _add(book, _SHEETS[key][at], head, _matches(done, matches, at))
    for key, ledger, rows in (
        ("ours", done.one, done.ours_left),
        ("theirs", done.other, done.theirs_left),
    ):
        left = (_row(ledger, row) for row in rows)
        _add(book, _SHEETS[key][at], _headers(ledger, at), left)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def text(done: Reconciliation, language: str = "zh", limit: int = 20) -> str:
    """The outcome in lines for a terminal; at most ``limit`` rows of each kind."""
    at = int(language == "en")
    lines = [": ".join(str(part) for part in row if part != "") for row in _summary(done, at)]
    for key, matches in (("differing", done.differing), ("uncertain", done.uncertain)):
        if matches:
            lines += ["", _SHEETS[key][at]]
            lines += [
                f"  {done.one.label(match.ours[0])} ～ {done.other.label(match.theirs[0])}"
                f"  {differences(done, match)}"
                for match in matches[:limit]
            ]
            lines += _more(len(matches) - limit)
    for key, ledger, rows in (
        ("ours", done.one, done.ours_left),
        ("theirs", done.other, done.theirs_left),
    ):
        if rows:
            lines += ["", _SHEETS[key][at]]
            lines += [
                f"  {ledger.sheet.rows[row]:>6}  {ledger.context(row)}" for row in rows[:limit]
            ]
            lines += _more(len(rows) - limit)
    return plain("\n".join(lines), keep_newlines=True) + "\n"


def _more(count: int) -> list[str]:
    return [f"  … +{count}"] if count > 0 else []


def differences(done: Reconciliation, match: Match) -> str:
    """The measures that differ, both values as kept: 面积（亩） 28.93 ≠ 29.83."""
    return "；".join(
        f"{done.twins[found.field].one.header} {_shown(found.one)} ≠ {_shown(found.other)}"
        for found in match.differences
    )


def _shown(amount: Amount) -> str:
    return f"{amount.value:.{amount.decimals}f}"


def _summary(done: Reconciliation, at: int) -> Iterator[list[Value]]:
    words = _SUMMARY[at]
    common = "；".join(f"{twin.one.header} = {twin.other.header}" for twin in done.twins)
    for word, ledger in zip(words, (done.one, done.other), strict=False):
        yield [word, f"{ledger.name}（{ledger.path}），{len(ledger)} {words[8]}"]
    yield [words[2], common]
    yield [words[3], len(done.matches) - len(done.differing)]
    yield [words[4], len(done.differing)]
    yield [words[5], len(done.uncertain)]
    yield [words[6], len(done.ours_left)]
    yield [words[7], len(done.theirs_left)]
    for slip in done.slips:
        twin = done.twins[slip.field]
        factor = f"{slip.factor:.6g}（{slip.matches}）"
        yield [words[9], f"{twin.other.header} = {twin.one.header} × {factor}"]


def _headers(ledger: Ledger, at: int) -> tuple[str, ...]:
    return (_ROW[at], *(column.header for column in ledger.sheet.columns))


def _row(ledger: Ledger, row: int) -> list[Value]:
    return [ledger.sheet.rows[row], *(_cell(c.values[row]) for c in ledger.sheet.columns)]


def _cell(text: str) -> Value:
    """A number as a number where nothing of it is lost, else the text as it stands."""
    bare = text.replace(",", "")
    try:
        value = float(bare)
    except ValueError:
        return text
    kept = len(bare) < 15 and (bare[:1] != "0" or bare.startswith("0.") or bare == "0")
    return value if kept and value == value and abs(value) != float("inf") else text


def _matches(done: Reconciliation, matches: Sequence[Match], at: int) -> Iterator[list[Value]]:
    """A line for each row of a match, the two sides next to each other."""
    for number, match in enumerate(matches, 1):
        for line in range(max(len(match.ours), len(match.theirs))):
            first = line == 0
            sides: list[Value] = []
            for ledger, rows in ((done.one, match.ours), (done.other, match.theirs)):
                empty: list[Value] = [None] * (len(ledger.sheet.columns) + 1)
                sides += _row(ledger, rows[line]) if line < len(rows) else empty
            yield [
                number,
                f"{match.probability:.1%}" if first else None,
                _evidence(done, match, at) if first else None,
                differences(done, match) if first else None,
                *sides,
            ]


def _evidence(done: Reconciliation, match: Match, at: int) -> str:
    between = ("", " ")[at]
    parts = [
        f"{done.twins[field].one.header}{between}{_LEVELS[level][at]}"
        for field, level in match.agreeing
    ]
    reason = _REASONS[match.reason][at]
    return "；".join([*parts, reason] if reason else parts)


def _add(book: Workbook, title: str, head: Sequence[str], rows: Iterator[list[Value]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    titles = []
    for name in head:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font, cell.fill = Font(bold=True), _HEAD
        titles.append(cell)
    if any(head):
        sheet.append(titles)
    for row in rows:
        sheet.append([_safe(sheet, value) for value in row])


def _safe(sheet: object, value: Value) -> object:
    """A text that begins like a formula stays text."""
    if not isinstance(value, str):
        return value
    bare = plain(value, keep_newlines=True)
    if not bare.startswith(("=", "+", "-", "@")):
        return bare
    cell = WriteOnlyCell(sheet, value=bare)
    cell.data_type = "s"
    return cell
