"""What planted errors have shown, as the page ``docs/trust.md`` and as ``trust.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditlint.engine import run
from auditlint.settings import Settings, Severity
from auditlint.trust import Trust
from benchmarks.outcomes import FILE, MODEL, Outcome, grouped, table, trusted

#: Documents that raise no error and no warning, or should not.
CLEAN = ("clean-report.pdf", "clean-budget.pdf")

_HEAD = """# How far it can be believed

Errors planted one by one, and what became of them. Written by `python -m benchmarks.planted -o
docs/trust.md`; nothing here is edited by hand. The counts of each check stand in the `trust.toml`
of its bundle too, and on its page (`auditlint explain CODE`).

One printed figure or word of a document is changed in the way authors slip: a digit wrong, missing
or too many, two digits exchanged, the decimal point, 元 for 万元, a sign or a direction word, the
figure or the rate of the line above, the value of another scope or of last year, a part left out of
a total, digits cut off instead of rounded, last year's year; and digits of two figures at once. The
changed document is then checked whole. Only errors and warnings count, and what is said of digits
cut off (which is an info), and only those that the untouched document does not raise.

- **beyond rounding**: the change is more than the rounding of the figures that are tied to it
  explains; only these can be found. A figure that nothing is tied to counts, and is missed.
- **found**: an error or warning names the planted figure, or a figure of the sentence whose word
  was changed; of two figures at once, both.
- **right figure first**, **right value**: of those found, it is accused, and the value or word
  suggested is the one that was printed; of two figures at once, for both.
- **right slip**: the diagnosis also says how it went wrong (two digits exchanged, 元 for 万元, …);
  where two explanations give the same value, as a copied figure that differs in one digit, only
  the planted one counts.
- **one diagnostic**: of those found, nothing else is reported, whatever the number of equations
  that broke.
- **with a false alarm**: something is reported that does not name the planted figure at all.
"""

_REBUILT = """## In a rebuilt PDF

The slip is made in the PDF itself: in the content of its page other digits are printed, and the
file is read anew, confirmed by the second reader and diagnosed. *In the model* are the same plants
made in the document as read. **Doubted** are those that the second reader does not see alike."""

_CHECKS = """## By check

*Broken* are the plants that break a relation the check looks at, *told* those of them that it told
of, which gives its recall; its precision is the share of its errors and warnings that name what was
planted (*right*), not something else (*false*)."""


def page(outcomes: Sequence[Outcome], names: Mapping[str, str], noise: Mapping[str, int]) -> str:
    """The whole page. ``names`` are those of the checks by code, ``noise`` the errors and
    warnings of documents without a defect."""
    model = [one for one in outcomes if one.reader == MODEL]
    parts = [
        _HEAD.strip(),
        f"{len(outcomes)} plants in {len(grouped(outcomes, 'source'))} documents.",
        "## Overall",
        table("where", grouped(model, "part")),
        "## By the kind of slip",
        table("slip", grouped(model, "part", "kind")),
        "## By document",
        table("document", grouped(model, "source")),
    ]
    read_anew = [one for one in outcomes if one.reader != MODEL]
    if read_anew:
        parts += [_REBUILT, table("where", grouped(read_anew, "reader", "part"))]
        doubted = sum(one.doubted for one in read_anew if one.reader == FILE)
        parts.append(f"Doubted: {doubted} of {sum(one.reader == 'pdf' for one in read_anew)}.")
    if noise:
        rows = [f"| {source} | {count} |" for source, count in sorted(noise.items())]
        parts += [
            "## Documents without a defect",
            "\n".join(("| document | errors and warnings |\n|---|---:|", *rows)),
        ]
    return "\n\n".join((*parts, _CHECKS, _checks(trusted(outcomes), names))) + "\n"


def _checks(found: Mapping[str, Trust], names: Mapping[str, str]) -> str:
    rows = [
        f"| {code} | {names.get(code, '')} | {trust.broken} | {trust.told} |"
        f" {_share(trust.recall)} | {trust.right} | {trust.false} | {_share(trust.precision)} |"
        for code, trust in found.items()
    ]
    head = "| check | name | broken | told | recall | right | false | precision |"
    return "\n".join((head, "|---|---|---:|---:|---:|---:|---:|---:|", *rows))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def data(found: Mapping[str, Trust]) -> str:
    """``trust.toml``: the counts of each check, by code."""
    tables = [
        f"[{code}]\nbroken = {trust.broken}\ntold = {trust.told}\nright = {trust.right}\n"
        f"false = {trust.false}\n"
        for code, trust in sorted(found.items())
    ]
    return "\n".join(
        ("# Written by `python -m benchmarks.planted`; explained in docs/trust.md.\n", *tables)
    )


def noise(samples: Path) -> dict[str, int]:
    """The errors and warnings of the samples without a defect."""
    found = {}
    for name in CLEAN:
        told = run([str(samples / name)], Settings(cache=False, jobs=1)).diagnostics
        found[f"{samples.name}/{name}"] = sum(one.severity >= Severity.WARNING for one in told)
    return found
