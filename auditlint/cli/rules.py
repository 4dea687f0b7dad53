"""``auditlint rules`` and ``auditlint explain``: what can be found, and why it matters."""

from __future__ import annotations

import sys
from typing import Any

import click
from click.shell_completion import CompletionItem

from auditlint.settings import UsageProblem


@click.command("rules", short_help="List all rules.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--config", metavar="FILE", help="Read this configuration file.")
def rules_command(form: str, **given: Any) -> int:
    """List every rule with its code, severities, name and one line."""
    import json

    from auditlint.cli.options import configured
    from auditlint.discovery import discover
    from auditlint.pages import severities

    rules = discover(configured((), given).settings).rules
    if form == "json":
        listed = [
            {
                "code": rule.code,
                "family": rule.family,
                "name": rule.name,
                "summary": rule.summary,
                "severities": severities(rule.page) or ["error"],
                "bundle": rule.origin,
            }
            for rule in rules
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return 0
    family = ""
    for rule in rules:
        if rule.family != family:
            click.echo(("\n" if family else "") + rule.family)
            family = rule.family
        loud = "/".join(severities(rule.page)) or "error"
        click.echo(f"  {rule.code}  {loud:<15} {rule.name}")
        click.echo(f"          {rule.summary}")
    return 0


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes and names of rules that begin like what was typed."""
    from auditlint.discovery import discover
    from auditlint.settings import Settings

    rules = discover(Settings()).rules
    found = [CompletionItem(rule.code, help=rule.name) for rule in rules]
    found += [CompletionItem(rule.name, help=rule.summary) for rule in rules]
    return [item for item in found if item.value.lower().startswith(incomplete.lower())]


@click.command("explain", short_help="Show the page of a rule.")
@click.argument("code", shell_complete=_codes)
@click.option("--config", metavar="FILE", help="Read this configuration file.")
def explain_command(code: str, **given: Any) -> int:
    """Show what a rule finds, why it matters, and its examples."""
    from auditlint.cli.options import configured
    from auditlint.discovery import discover, unknown_code

    rules = {rule.code: rule for rule in discover(configured((), given).settings).rules}
    named = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or named.get(code.lower())
    if rule is None:
        raise UsageProblem(unknown_code(code, rules, "explain"))
    page = rule.page or f"# {rule.name} ({rule.code})\n\n{rule.summary}\n"
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(page))
    else:
        click.echo(page, nl=False)
    return 0
