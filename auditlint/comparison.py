"""Two versions of a report: what was fixed, what is new, which figures changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from auditlint.claims.claim import Claim, Verdict
from auditlint.diagnostic import Diagnostic
from auditlint.figures import Figure
from auditlint.patterns import compiled
from auditlint.render.json import diagnostic as diagnostic_object
from auditlint.render.phrases import phrase
from auditlint.render.places import location
from auditlint.render.view import View
from auditlint.render.words import as_json as json_text
from auditlint.render.words import folded, plain
from auditlint.result import Result
from auditlint.settings import Severity
from auditlint.values import dataclass

_NUMBER = compiled(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that reads otherwise in the new version.

    ``broke`` and ``healed`` count the claims it takes part in that hold in only one version.
    ``elsewhere`` are the other figures of the claims that do not hold in the new one, where it
    broke any.
    """

    old: Figure
    new: Figure
    broke: int = 0
    healed: int = 0
    elsewhere: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What changed from ``before`` to ``after``; diagnostics are told apart by fingerprint."""

    before: Result
    after: Result
    fixed: tuple[Diagnostic, ...]
    new: tuple[Diagnostic, ...]
    kept: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]

    @property
    def worse(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self.new)


def compared(before: Result, after: Result) -> Difference:
    """Hold two runs against each other.

    What stood in a file whose new version could not be read is not called fixed.
    """
    old = {found.fingerprint: found for found in before.diagnostics}
    now = {found.fingerprint: found for found in after.diagnostics}
    return Difference(
        before,
        after,
        tuple(
            found
            for key, found in old.items()
            if key not in now and not _unread(found, before, after)
        ),
        tuple(found for key, found in now.items() if key not in old),
        tuple(found for key, found in now.items() if key in old),
        tuple(_changes(before, after)),
    )


def _unread(found: Diagnostic, before: Result, after: Result) -> bool:
    """Whether the new version of what a finding stands in was not read.

    In runs of several files a version goes by the name of its file.
    """
    names = {Path(one.path).name: bool(one.pages or one.sheets) for one in after.documents}
    name = Path(before.documents[found.finding.at.document].path).name
    return not any(names.values()) or not names.get(name, True)


def _place_key(figure: Figure) -> tuple[str, ...]:
    """What a figure is, whatever it reads and wherever it stands.

    In running text its sentence counts, whatever figures stand in it.
    """
    around = "" if figure.in_table else _NUMBER.sub("□", folded(figure.context))
    return (
        figure.measure, figure.basis, *figure.scope, figure.period, *figure.path,
        figure.unit.name, around,
    )  # fmt: skip


def _changes(before: Result, after: Result) -> Iterable[Change]:
    """Figures of one meaning, paired in their order, whose values differ.

    Where a meaning has more figures on one side, equal values are paired off first.
    """
    old, now = _by_key(before), _by_key(after)
    broken = [_broken(result) for result in (before, after)]
    for key, figures in now.items():
        earlier = old.get(key, [])
        same = Counter(f.value for f in earlier) & Counter(f.value for f in figures)
        left = [_without(side, Counter(same)) for side in (earlier, figures)]
        if len(left[0]) != len(left[1]):
            continue
        for one, other in zip(*left, strict=True):
            was, touched = broken[0].get(one.id, []), broken[1].get(other.id, [])
            broke, healed = max(len(touched) - len(was), 0), max(len(was) - len(touched), 0)
            touched = touched if broke else []
            elsewhere = {f.id: f for claim in touched for f in claim.figures if f.id != other.id}
            yield Change(one, other, broke, healed, tuple(elsewhere.values()))


def _by_key(result: Result) -> dict[tuple[str, ...], list[Figure]]:
    grouped: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in result.facts.figures:
        if figure.is_quantity:
            grouped[_place_key(figure)].append(figure)
    return grouped


def _without(figures: list[Figure], same: Counter[object]) -> list[Figure]:
    left = []
    for figure in figures:
        if same[figure.value]:
            same[figure.value] -= 1
        else:
            left.append(figure)
    return left


def _broken(result: Result) -> dict[int, list[Claim]]:
    """The contradicted claims that each figure takes part in."""
    found: dict[int, list[Claim]] = defaultdict(list)
    for judgement in result.facts.judgements:
        if judgement.verdict is Verdict.CONTRADICTED:
            for number in {figure.id for figure in judgement.claim.figures}:
                found[number].append(judgement.claim)
    return found


def as_text(difference: Difference, language: str) -> str:
    """The comparison for people."""
    before, after = View(difference.before, language), View(difference.after, language)
    spoken = after.main_language
    lines = []
    for key, view, found in (
        ("fixed", before, difference.fixed),
        ("new", after, difference.new),
        ("kept", after, difference.kept),
    ):
        lines.append(phrase(key, spoken, count=len(found)))
        lines.extend(
            f"  {plain(str(view.place_of(one.finding)))}: {one.code} {one.severity}"
            f" {view.message(one)}"
            for one in found
        )
    lines.append(phrase("changed", spoken, count=len(difference.changes)))
    for change in difference.changes:
        where = plain(str(after.place_of_figure(change.new)))
        effect = ""
        if change.broke:
            places = _pages(after, change, spoken)
            effect += phrase("broke", spoken, count=change.broke, places=places)
        if change.healed:
            effect += phrase("healed", spoken, count=change.healed)
        name = folded(change.new.measure) or folded(change.new.context)[:40]
        lines.append(
            f"  {where}: {name} {folded(change.old.text)} → {folded(change.new.text)}{effect}"
        )
    return "".join(f"{line}\n" for line in lines)


def _pages(view: View, change: Change, language: str) -> str:
    """Where the figures stand that a change no longer agrees with, in the order of the file."""
    places = [view.place_of_figure(figure) for figure in change.elsewhere]
    pages = sorted({place.text_line or place.page or 0 for place in places})
    if not any(pages):
        return ", ".join(dict.fromkeys(plain(place.within) for place in places))
    key = "lines" if places[0].text_line else "pages"
    return phrase(key, language, numbers=("、", ", ")[language == "en"].join(map(str, pages)))


def as_json(difference: Difference, language: str) -> str:
    """The comparison for programs; diagnostics have the shape of ``--format json``."""
    before, after = View(difference.before, language), View(difference.after, language)
    whole = {
        "schema": "auditlint-comparison/1",
        "fixed": [diagnostic_object(before, found) for found in difference.fixed],
        "new": [diagnostic_object(after, found) for found in difference.new],
        "kept": [diagnostic_object(after, found) for found in difference.kept],
        "changed": [
            {
                "measure": folded(change.new.measure),
                "old": folded(change.old.text),
                "new": folded(change.new.text),
                "broke": change.broke,
                "healed": change.healed,
                "location": location(after.place_of_figure(change.new)),
                "elsewhere": [
                    {"text": folded(one.text), "location": location(after.place_of_figure(one))}
                    for one in change.elsewhere
                ],
            }
            for change in difference.changes
        ],
    }
    return json_text(whole)
