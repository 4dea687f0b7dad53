"""Which year and which territory a passage tells of: a report on a budget tells of two of each.

The headings over a passage say so, its own words, or those of the passages before it: 「2025年全
市…」 goes on until 「2026年…」 or 「市本级…」.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditlint.claims.narrative import Narrative
from auditlint.figures import Figure
from auditlint.language.zh.years import territory_told, year_opened, years_in


class Setting(NamedTuple):
    """Year and territory, either empty where nothing tells it."""

    year: str = ""
    territory: str = ""

    def after(self, words: str) -> Setting:
        """The setting that these words of a passage leave."""
        return Setting(year_opened(words) or self.year, territory_told(words) or self.territory)

    def differs(self, other: Setting) -> bool:
        return any(mine and its and mine != its for mine, its in zip(self, other, strict=True))


def told_of(narrative: Narrative) -> list[Setting]:
    """The setting each passage begins in."""
    found: list[Setting] = []
    section: tuple[str, ...] = ()
    carried = Setting()
    for at, passage in enumerate(narrative.passages):
        headings = narrative.section(at)
        if headings != section:
            section, carried = headings, _of_headings(headings)
        found.append(carried)
        carried = carried.after(passage.line)
    return found


def _of_headings(headings: Sequence[str]) -> Setting:
    """What the nearest heading that tells one year, or one territory, tells."""
    year = territory = ""
    for heading in reversed(headings):
        years = set(years_in(heading))
        if not year and len(years) == 1:
            year = years.pop()
        territory = territory or territory_told(heading)
    return Setting(year, territory)


def of_one_setting(told: Sequence[tuple[Setting, Figure]]) -> Iterable[list[Figure]]:
    """Figures of one name by what they tell of; those that do not say stand with the others
    where there is but one such."""
    settings = {setting for setting, _ in told}
    years = {setting.year for setting in settings if setting.year}
    territories = {setting.territory for setting in settings if setting.territory}
    groups: dict[Setting, list[Figure]] = {}
    for setting, figure in told:
        key = Setting(
            setting.year if len(years) > 1 else "",
            setting.territory if len(territories) > 1 else "",
        )
        groups.setdefault(key, []).append(figure)
    return groups.values()
