"""The colours of the HTML report can be read, in light and in dark (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re
from importlib import resources

import pytest

STYLE = (resources.files("auditlint.render") / "assets" / "report.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part))
    for part in STYLE.split("* {")[0].split("@media")
)
PAIRS = [
    (text, ground)
    for text in ("ink", "soft", "error", "warning", "info")
    for ground in ("card", "page")
] + [("mark-ink", "mark")]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, scheme: dict[str, str]) -> None:
    one, other = sorted((luminance(scheme[text]), luminance(scheme[ground])))
    assert (other + 0.05) / (one + 0.05) >= 4.5
