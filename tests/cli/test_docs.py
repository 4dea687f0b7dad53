"""The pages about the command line, held against the command line itself."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from auditlint import config
from auditlint.cli import cli, command

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONTEXT = click.Context(cli)
COMMANDS = cli.list_commands(CONTEXT)


def section(name: str) -> str:
    page = (DOCS / "command-line.md").read_text("utf-8")
    return page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def options(name: str) -> set[str]:
    found = cli.get_command(CONTEXT, name)
    assert found is not None
    return {
        word
        for parameter in found.params
        if isinstance(parameter, click.Option)
        for word in (*parameter.opts, *parameter.secondary_opts)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_all_its_options(name: str) -> None:
    assert section(name)
    documented = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", section(name)))
    known = options(name)
    assert known - documented == set()
    assert documented - known - options("check") == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_tells_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command([name, "--help"]) == 0
    assert "Usage: auditlint" in capsys.readouterr().out


def test_every_format_is_documented() -> None:
    from auditlint.render import FORMATS

    page = (DOCS / "outputs.md").read_text("utf-8")
    assert [form.name for form in FORMATS if f"| `{form.name}` |" not in page] == []


def test_the_interface_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert result.attempted >= 15
    assert result.failed == 0


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_finding_that_a_readme_shows_is_what_is_printed(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = (ROOT / name).read_text("utf-8").partition("```text\n")[2].partition("```")[0]
    monkeypatch.chdir(ROOT)
    files = ["samples/final-accounts.pdf", "samples/evaluation-feedback.pdf"]
    assert command([*files, "--select", "XDC001", "--no-cache"]) == 1
    assert shown
    assert shown in capsys.readouterr().out


def test_links_of_the_pages_lead_somewhere_and_the_readmes_lead_to_every_page() -> None:
    led: dict[Path, set[Path]] = {}
    for page in (*ROOT.glob("*.md"), *DOCS.glob("*.md")):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
        led[page] = {(page.parent / link).resolve() for link in links}
        assert [str(to) for to in led[page] if not to.exists()] == []
    for readme in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        assert set(DOCS.glob("*.md")) <= led[readme]


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_the_gates_use_options_that_exist(name: str, tmp_path: Path) -> None:
    text = (DOCS / "ci" / name).read_text("utf-8")
    [line] = re.findall(r"^ +(auditlint reports/.*\n.*)$", text, re.MULTILINE)
    words = shlex.split(line)[2:]
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.md").write_text("# 某局2024年度部门决算\n", "utf-8")
    words = [word if "." not in word else _in(tmp_path, word) for word in words]
    # Nothing to check in this report: the gate on coverage closes, and says so.
    assert command([str(tmp_path / "reports"), *words]) == 1
    assert len(list(tmp_path.iterdir())) == 1 + words.count("-o")


def _in(folder: Path, word: str) -> str:
    name, equals, path = word.rpartition("=")
    return f"{name}{equals}{folder / path}"


def test_the_configuration_template_is_valid_and_shows_the_defaults(tmp_path: Path) -> None:
    assert command(["init", str(tmp_path)]) == 0
    path = tmp_path / config.FILE
    assert config.read(path).settings == config.Configuration().settings
    text = path.read_text("utf-8")
    # With every # before a setting removed it is still valid, whatever it then says.
    filled = re.sub(r"^# (?=\[|[a-z-]+ = |\")", "", text, flags=re.MULTILINE)
    path.write_text(filled, "utf-8")
    shown = set(tomllib.loads(filled))
    read = config.read(path)
    assert read.baseline == str(tmp_path / "auditlint-baseline.json")
    assert read.settings.standards[0].measure == "固定资产利用率"
    table = config.TomlTable(path, "", dict.fromkeys(shown))
    assert {"select", "jobs", "documents", "ledgers", "aliases", "agreed"} <= set(table.data)
    known = re.findall(r"known: (.*)", _wrong_key(tmp_path))
    assert set(known[0].split(", ")) == shown


def _wrong_key(folder: Path) -> str:
    path = folder / "wrong.toml"
    path.write_text('zzzzzz = "x"\n', "utf-8")
    with pytest.raises(config.UsageProblem) as raised:
        config.read(path)
    return str(raised.value)
