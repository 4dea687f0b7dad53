"""All claims that sentences make, from one reading of the text."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.averages import averages
from auditlint.claims.balance_of_budgets import balances_of_budgets
from auditlint.claims.bulletins import bulletins
from auditlint.claims.carry_forward import balances
from auditlint.claims.changes import changes
from auditlint.claims.changes_of_parts import changes_of_parts
from auditlint.claims.changes_of_sides import changes_of_sides
from auditlint.claims.claim import Claim
from auditlint.claims.closing_sums import closing_sums
from auditlint.claims.completion import completions
from auditlint.claims.completion_of_items import completions_of_items
from auditlint.claims.earlier_columns import earlier_columns
from auditlint.claims.enumerated_totals import enumerated_totals
from auditlint.claims.formulas import formulas
from auditlint.claims.ground import Ground
from auditlint.claims.level_totals import level_totals
from auditlint.claims.named_cells import Cells
from auditlint.claims.narrative import narratives
from auditlint.claims.per_head import per_head
from auditlint.claims.procurement import procurement_bounds
from auditlint.claims.rates import rates
from auditlint.claims.repeated import repeated
from auditlint.claims.rest import rests
from auditlint.claims.row_rates import row_rates
from auditlint.claims.share_lists import share_lists
from auditlint.claims.share_rows import share_rows
from auditlint.claims.shares import shares
from auditlint.claims.slipped_parts import slipped_parts
from auditlint.claims.structure_words import lists_of, structure_claims
from auditlint.claims.text_tables import text_table_claims
from auditlint.claims.told_rows import told_rows
from auditlint.claims.unit_cells import unit_cells


def sentence_claims(ground: Ground) -> Iterator[Claim]:
    texts = [
        (narrative, Cells.of(narrative.document, ground))
        for narrative in narratives(ground.documents, ground.figures)
    ]
    yield from text_table_claims(ground, texts)
    yield from earlier_columns(ground, texts)
    yield from row_rates(ground, (narrative for narrative, _ in texts))
    yield from unit_cells(ground, (narrative for narrative, _ in texts))
    yield from told_rows(ground, (narrative for narrative, _ in texts))
    for narrative, cells in texts:
        yield from level_totals(narrative, cells)
        lists = lists_of(narrative)
        yield from changes(narrative)
        yield from completions(narrative)
        yield from completions_of_items(narrative)
        yield from structure_claims(lists)
        yield from slipped_parts(lists)
        yield from changes_of_parts(narrative, lists)
        yield from changes_of_sides(narrative)
        told = list(shares(narrative, lists))
        yield from told
        yield from share_lists(narrative)
        yield from share_rows(narrative, {claim.stated.id for claim in told})
        yield from rates(narrative)
        yield from averages(narrative)
        yield from per_head(narrative)
        yield from formulas(narrative, ground.figures)
        yield from balances(narrative)
        yield from balances_of_budgets(narrative)
        yield from enumerated_totals(narrative)
        yield from bulletins(narrative)
        yield from closing_sums(narrative)
        yield from rests(narrative)
        identity = ground.engagement.of(narrative.document.index)
        yield from repeated(narrative, identity.kind == "预算")
        yield from procurement_bounds(narrative)
