"""Identities of packs as checks, each with a page made from its entry."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Check, Facts
from auditlint.claims.claim import Judgement
from auditlint.claims.identities import PackClaimant
from auditlint.claims.packs import Identity, Pack
from auditlint.claims.relation import AtMost, Equal
from auditlint.claims.wording import apart, arithmetic, sides
from auditlint.diagnostic import Finding, Message, Note
from auditlint.settings import Severity
from auditlint.values import dataclass

__all__ = ["PackClaimant", "checks_of"]


def checks_of(pack: Pack) -> tuple[Check, ...]:
    """One check for every identity of a pack."""
    return tuple(
        Check(identity.code, identity.name, identity.en, _Judge(identity), page_of(identity))
        for identity in pack.identities
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """The function of an identity's check."""

    identity: Identity

    def __call__(self, facts: Facts) -> Iterator[Finding]:
        for found in facts.contradicted("identity", rule=self.identity.code):
            claim = found.claim
            stated = claim.stated
            table = facts.table_of(stated)
            if not claim.inputs:
                yield self._alone(facts, found, table.title if table is not None else "")
                continue
            other = claim.inputs[0]
            there = facts.table_of(other)
            name = table.title if table is not None else ""
            page = f"第{other.span.page}页" if other.span.page else ""
            place = f"{page}《{there.title if there else ''}》{_quoted(other.measure)}"
            bound = isinstance(claim.relation, AtMost) and not claim.relation.presence
            if isinstance(claim.relation, Equal | AtMost) and not bound:
                zh = f"而{place}为 {other.text}"
                en = f"but {other.measure} is {other.text} (page {other.span.page})"
            elif bound:
                zh = f"大于{place}{other.text}"
                en = f"which exceeds {other.measure} {other.text} (page {other.span.page})"
            elif (both := sides(found)) is not None:
                zh = f"{both[0]}，而 {both[1]}，相差 {apart(found)}"
                en = f"{both[0]}, but {both[1]}, {apart(found)} apart"
            else:
                zh = f"而按表内其他各数应为 {arithmetic(found)}，相差 {apart(found)}"
                en = f"but the other figures give {arithmetic(found)}, {apart(found)} apart"
            yield facts.contradiction(
                found,
                Message(
                    f"《{name}》{_quoted(stated.measure)}为 {stated.text}，{zh}；"
                    f"{self.identity.zh}",
                    f"{stated.measure} is {stated.text}, {en}; {self.identity.en}",
                ),
                notes=(Note(Message("有关的行", "the row there"), other.span, other.context),),
            )

    def _alone(self, facts: Facts, found: Judgement, title: str) -> Finding:
        """A figure whose counterpart is left blank."""
        stated = found.claim.stated
        return facts.contradiction(
            found,
            Message(
                f"《{title}》{_quoted(stated.measure)}为 {stated.text}，"
                f"而与之对应的一栏为空；{self.identity.zh}",
                f"{stated.measure} is {stated.text}, but its counterpart is blank;"
                f" {self.identity.en}",
            ),
        )


def page_of(identity: Identity) -> str:
    """The page of an identity in the form of every check's page."""
    formulas = "\n".join(f"    {text}" for text in identity.texts)
    severity = "error" if identity.severity is Severity.ERROR else str(identity.severity)
    exceptions = identity.exceptions or "None known."
    found = "\n".join(f"{identity.code} {severity}: {marked}" for marked in identity.finds)
    return (
        f"# {identity.name} ({identity.code})\n\n"
        f"## What it does\n\n{identity.zh}\n\n{identity.en}\n\n{formulas}\n\n"
        f"A contradiction is {_article(severity)}.\n\n"
        f"## Why it matters\n\nSource: {identity.source}\n\n"
        f"## Examples\n\n```report\n{identity.failing.strip()}\n```\n\n"
        f"```diagnostics\n{found}\n```\n\n"
        f"```report\n{identity.accepted.strip()}\n```\n\n"
        f"## Limits\n\n{exceptions}\n"
    )


def _quoted(measure: str) -> str:
    return measure if "“" in measure else f"“{measure}”"


def _article(severity: str) -> str:
    return f"an {severity}" if severity in ("error", "info") else f"a {severity}"
