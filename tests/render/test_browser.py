"""The HTML report in a real browser, where the machine has one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from auditlint.render.html import render
from auditlint.render.view import View
from auditlint.result import Result

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

#: Runs behind the report's own script and leaves what it saw in the page.
PROBE = """
<script>
{
  const all = (selector) => [...document.querySelectorAll(selector)];
  const chosen = () => document.querySelector("[aria-current=true] code").textContent;
  const press = (key) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const boxes = (kind) => all("#viewer rect." + kind).map((box) =>
    ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name))));
  const seen = { ready: document.documentElement.dataset.ready, errors: [] };
  addEventListener("error", (event) => seen.errors.push(event.message));
  document.addEventListener("securitypolicyviolation", (event) =>
    seen.errors.push(event.violatedDirective));
  seen.first = chosen();
  seen.stated = boxes("stated");
  seen.other = boxes("other");
  seen.pictures = all("#viewer img").length;
  press("j");
  seen.second = chosen();
  press("k");
  seen.again = chosen();
  press("z");
  seen.enlarged = document.getElementById("viewer").className;
  press("z");
  const order = document.getElementById("order");
  order.value = "severity"; order.dispatchEvent(new Event("input"));
  seen.ranked = all("#list article").map((one) => one.dataset.severity);
  order.value = "place"; order.dispatchEvent(new Event("input"));
  location.hash = "#f1"; dispatchEvent(new HashChangeEvent("hashchange"));
  seen.linked = chosen();
  const search = document.getElementById("search");
  search.value = "83.32"; search.dispatchEvent(new Event("input"));
  seen.found = all("#list > li:not([hidden])").length;
  search.value = ""; search.dispatchEvent(new Event("input"));
  document.querySelector("input[value=error]").click();
  seen.warnings = all("#list > li:not([hidden]) h2 code").map((one) => one.textContent);
  document.querySelector("input[value=error]").click();
  document.getElementById("tab-coverage").click();
  seen.sheets = all("#sheets figure").length;
  seen.unlabelled = all("button, select, input").filter((one) =>
    !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).length;
  seen.wide = document.getElementById("viewer").parentElement.id;
  const drawn = all("#sheets figure").find((one) => one.querySelector("svg:not(.over) text"));
  seen.texts = [...drawn.querySelectorAll("text")].slice(0, 40).map((one) => one.textContent);
  seen.frames = all("#sheets rect.cell").length;
  seen.drawn = all("#sheets figure svg").length;
  document.title = "seen:" + JSON.stringify(seen);
}
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the page was not opened")
def test_the_report_works_in_a_browser(result: Result, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render(View(result)).replace("</body>", f"{PROBE}</body>"), "utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            "--virtual-time-budget=2000", "--window-size=1400,900", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    [title] = re.findall(r"<title>seen:(.*?)</title>", done.stdout.decode(), re.DOTALL)
    seen = json.loads(unescape(title))
    assert [line for line in done.stderr.decode().splitlines() if "CONSOLE" in line] == []
    assert seen["errors"] == []
    assert seen["ready"] == "true"
    order = [found.code for found in result.diagnostics]
    assert [seen["first"], seen["second"], seen["again"]] == [order[0], order[1], order[0]]
    assert seen["enlarged"] == "enlarged"
    assert seen["ranked"] == ["error", "warning"]
    assert (seen["linked"], seen["wide"]) == (order[1], "findings")
    # Pages without an image are drawn: their words as they stand, apart where they stand apart.
    words = "".join(line.text for page in result.documents[0].pages for line in page.lines)
    assert [
        text for text in seen["texts"] if text.replace(" ", "") not in words.replace(" ", "")
    ] == []
    assert seen["frames"] > 0
    assert (seen["found"], seen["warnings"]) == (1, ["TST002"])
    assert seen["sheets"] == sum(len(document.pages) for document in result.documents)
    assert seen["drawn"] >= 6
    assert seen["unlabelled"] == 0
    # The boxes lie on the two figures, on the images of their two pages.
    assert seen["pictures"] == 2
    rates = next(found for found in result.diagnostics if found.code == "TST001")
    for shown, figure in ((seen["stated"], 0), (seen["other"], 1)):
        box = rates.finding.figures[figure].figure.span.box
        assert box is not None
        [(x, y, wide, high)] = shown
        assert (x + 1, y + 1) == pytest.approx((box.x0, box.top), abs=0.1)
        assert (x + wide - 1, y + high - 1) == pytest.approx((box.x1, box.bottom), abs=0.1)
