"""Every format of one result: read back by a parser, with hostile text shown as text."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from auditlint.diagnostic import MARKED_LIMIT, Message, Note
from auditlint.engine import run
from auditlint.render import FORMATS, named, rendered
from auditlint.render.text import Style
from auditlint.render.text import render as text_of
from auditlint.render.view import View
from auditlint.render.words import as_json, folded, harmless, plain, width, window, wrapped
from auditlint.result import Decided, Decision, Result
from auditlint.settings import Settings

SCHEMA = Path(__file__).parents[2] / "docs" / "findings.schema.json"
ACCOUNTS = Path(__file__).parents[2] / "samples" / "final-accounts.pdf"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def made(result: Result, name: str, language: str = "auto") -> bytes:
    form = named(name)
    assert form is not None
    return rendered(form, View(result, language))


@pytest.mark.parametrize("form", [f for f in FORMATS if not f.per_document], ids=lambda f: f.name)
def test_the_same_result_gives_the_same_bytes(form: object, result: Result) -> None:
    assert made(result, form.name) == made(result, form.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"]
)
def test_no_control_character_comes_through(name: str, result: Result) -> None:
    text = made(result, name).decode()
    assert "\\u001b" not in text
    assert CONTROL.search(text) is None


def test_json_keeps_to_its_schema(result: Result) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = json.loads(made(result, "json"))
    jsonschema.validate(found, schema)
    [rates] = [one for one in found["diagnostics"] if one["code"] == "TST001"]
    assert [figure["text"] for figure in rates["figures"]] == ["100%", "83.32%"]
    assert rates["claim"]["expected"] == "83.32"
    assert rates["location"]["path"].endswith("final-accounts.pdf")
    assert all(len(one["marked"]) <= MARKED_LIMIT for one in found["diagnostics"])


def test_json_follows_the_language(result: Result) -> None:
    found = json.loads(made(result, "json", "en"))
    assert "100% here, 83.32% in the feedback" in {one["message"] for one in found["diagnostics"]}


def test_text_marks_the_figure_with_carets(result: Result) -> None:
    lines = text_of(View(result)).splitlines()
    at = next(n for n, line in enumerate(lines) if "TST001" in line)
    excerpt, carets = lines[at + 1], lines[at + 2]
    start = width(excerpt[: excerpt.index("100%")])
    assert carets.index("^") == start
    assert carets.count("^") == width("100%")


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_text_keeps_to_the_width_of_the_terminal(columns: int, result: Result) -> None:
    shown = text_of(View(result), Style(columns=columns))
    own = [line for line in shown.splitlines() if "samples" not in line]
    assert max(width(line) for line in own) <= columns


def test_text_has_colours_only_when_asked(result: Result) -> None:
    assert "\x1b[" not in text_of(View(result))
    assert "\x1b[1;31m" in text_of(View(result), Style(colours=True))


def test_sarif_has_rules_places_and_fingerprints(result: Result) -> None:
    log = json.loads(made(result, "sarif"))
    [run] = log["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for one in run["results"]:
        assert ids[one["ruleIndex"]] == one["ruleId"]
        assert len(set(one["partialFingerprints"].values())) == 1
        assert one["level"] in {"error", "warning", "note"}
        [place] = one["locations"]
        artifact = place["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    [rates] = [one for one in run["results"] if one["ruleId"] == "TST001"]
    assert [place["properties"]["page"] for place in rates["relatedLocations"]] == [1]


def decided_on(result: Result) -> Result:
    """The error confirmed, the warning dismissed, and one entry without its finding."""
    error, warning = result.diagnostics
    told = ("王某", "2026-05-20", "口径不同 <b>")
    confirmed = Decision(error.fingerprint, "confirmed", *told)
    dismissed = Decision(warning.fingerprint, "dismissed", *told, location="own.toml")
    gone = Decision("0123456789abcdef", "baseline", location="known.json")
    return replace(
        result, diagnostics=(error,), confirmed=(confirmed,), stale=(gone,),
        suppressed=(Decided(warning, dismissed),),
    )  # fmt: skip


@pytest.mark.parametrize("name", [f.name for f in FORMATS if not f.per_document])
def test_decisions_and_counts_stand_in_every_output(name: str, result: Result) -> None:
    content = made(decided_on(result), name)
    if content[:2] == b"PK":
        book = openpyxl.load_workbook(BytesIO(content))
        text = "\n".join(str(c.value) for sheet in book for row in sheet.rows for c in row)
    else:
        text = content.decode()
    shown = {
        "text": ("已确认（王某 2026-05-20）：口径不同 <b>", "另有 1 条已判定不是问题（own.toml）"),
        "json": ('"state": "confirmed"', '"suppressed"', '"state": "dismissed"'),
        "sarif": ("confirmed 王某 2026-05-20", '"suppressions"', '"justification": "王某'),
        "github": ("已确认（王某 2026-05-20）", "::notice title=auditlint::另有 1 条"),
        "gitlab": ("已确认（王某 2026-05-20）：口径不同 <b>",),
        "junit": ("已确认（王某 2026-05-20）", '<skipped message="已判定不是问题（王某'),
        "markdown": ("已确认（王某 2026&#45;05&#45;20）", "另有 1 条已判定不是问题"),
        "html": ("已确认（王某 2026-05-20）：口径不同 &lt;b&gt;", "另有 1 条已判定不是问题"),
        "xlsx": ("问题成立", "不是问题", "口径不同 <b>"),
        "checklist": ("另有 1 条已判定不是问题", "已无对应问题"),
    }  # fmt: skip
    assert [words for words in shown[name] if words not in text] == []


def test_github_has_one_command_a_line(result: Result) -> None:
    lines = made(result, "github").decode().splitlines()
    assert len(lines) == len(result.diagnostics)
    shape = re.compile(r"::(error|warning|notice) file=[^,:]+(,line=\d+)?,title=[^,:]+::.+")
    assert [line for line in lines if not shape.fullmatch(line)] == []


def test_gitlab_has_what_it_asks_for(result: Result) -> None:
    issues = json.loads(made(result, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(result.diagnostics)
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1


def test_junit_counts_what_fails(result: Result) -> None:
    suites = ElementTree.fromstring(made(result, "junit"))
    assert suites.get("failures") == "1"
    assert len(suites.findall(".//failure")) == 1
    assert len(suites.findall("testsuite")) == len(result.documents)


def test_markdown_shows_markup_as_text(result: Result) -> None:
    text = made(result, "markdown").decode()
    assert "<script" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ⚠️")]
    assert len(rows) == 1
    assert rows[0].count("|") == 5
    assert "@team" not in rows[0]


@pytest.mark.parametrize(
    ("name", "before"), [("text", "  = "), ("markdown", "<br>= "), ("junit", "\n= ")]
)
def test_arithmetic_is_told_with_its_reason(name: str, before: str, result: Result) -> None:
    assert f"{before}83.32%（两处为同一指标）" in made(result, name).decode()


@pytest.mark.parametrize("name", ["markdown", "junit"])
def test_a_reason_without_a_formula_leaves_no_line_blank(name: str) -> None:
    result = run([str(ACCOUNTS)], Settings(select=("UNT001",)))
    text = made(result, name).decode()
    assert "= 各部分与整体应是同一单位" in text
    assert "<br><br>" not in text
    assert "\n\n<" not in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def test_html_is_one_file_that_loads_nothing(result: Result) -> None:
    text = made(result, "html").decode()
    parser = _Tags()
    parser.feed(text)
    assert parser.loads == ["data:,"]
    assert parser.tags.count("article") == len(result.diagnostics)
    # The report's own scripts: its data, one image a page with findings, its program.
    pages = {(f.finding.at.document, f.finding.at.page) for f in result.diagnostics} | {
        (cited.figure.document, cited.figure.span.page)
        for f in result.diagnostics
        for cited in f.finding.figures
    }
    assert parser.tags.count("script") == 2 + len(pages)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\nb", "a b"),
        ("\u202e反\u200b转", "\ufffd反转"),
        ("\x85\ud800", "\ufffd\ufffd"),
        ("正常 text", "正常 text"),
    ],
)
def test_plain_shows_what_would_act(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_json_keeps_every_character_and_shows_those_that_deceive() -> None:
    name = "a\u202eb\u200b\x1b\x9b\udc80中"
    text = as_json({"name": name})
    assert text.encode() == b'{\n "name": "a\\u202eb\\u200b\\u001b\\u009b\\udc80\xe4\xb8\xad"\n}\n'
    assert json.loads(text) == {"name": name}


@pytest.mark.parametrize(
    ("text", "kept"),
    [("=1+1", "'=1+1"), ("-5.2%", "-5.2%"), ("+1,234", "+1,234"), ("-A1", "'-A1"), ("@x", "'@x")],
)
def test_harmless_quotes_formulas_and_leaves_numbers(text: str, kept: str) -> None:
    assert harmless(text) == kept
    assert next(csv.reader([kept + ",x"]))[-1] == "x"


def test_wrapping_and_windows_count_wide_characters() -> None:
    assert list(wrapped("一二三四五，六七", 10)) == ["一二三四", "五，六七"]
    assert list(wrapped("about 1,234.56 in all", 8)) == ["about", "1,234.56", "in all"]
    assert list(wrapped("abcdefghij", 4)) == ["abcd", "efgh", "ij"]
    part, start, stop = window("甲" * 40 + "12.3" + "乙" * 40, 40, 44, 30)
    assert part[start:stop] == "12.3"
    assert width(part) <= 30
    assert part.startswith("…")
    assert part.endswith("…")


def test_a_row_is_told_once_as_a_further_place(result: Result) -> None:
    [rates] = [found for found in result.diagnostics if found.code == "TST001"]
    other = rates.finding.figures[1].figure
    note = Note(Message("原文", "there"), other.span, other.context)
    twice = rates.with_(finding=replace(rates.finding, notes=(note, note)))
    view = View(replace(result, diagnostics=(twice,)))
    assert [related.excerpt for related in view.related(twice)] == [folded(other.context)]
