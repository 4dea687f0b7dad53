"""What the documents assert: one module per kind of assertion.

A claimant looks at figures and structure and says what must hold. Guesses live here and carry
their evidence; nothing in this package judges.
"""

from auditlint.claims import (
    balances,
    changes_in_tables,
    cited_records,
    distributions,
    form_totals,
    ledgers,
    products,
    rates_across,
    restated_cells,
    rows,
    shares_in_tables,
    statements,
    summaries,
    totals,
    units,
    years,
)
from auditlint.claims.across import same_indicator
from auditlint.claims.counts import count_claims
from auditlint.claims.equations import equations
from auditlint.claims.ground import Claimant
from auditlint.claims.own_units import units_below
from auditlint.claims.restated_scores import restated_scores
from auditlint.claims.scores import score_claims
from auditlint.claims.sentences import sentence_claims
from auditlint.claims.stages import stage_claims
from auditlint.claims.stated_gaps import stated_gaps

#: The built-in claimants, in the order their claims are listed; who knows a form by its words
#: comes before who reads any sentence.
CLAIMANTS: tuple[Claimant, ...] = (
    *totals.CLAIMANTS,
    *form_totals.CLAIMANTS,
    *statements.CLAIMANTS,
    *rows.CLAIMANTS,
    *shares_in_tables.CLAIMANTS,
    *rates_across.CLAIMANTS,
    *distributions.CLAIMANTS,
    *products.CLAIMANTS,
    *balances.CLAIMANTS,
    *changes_in_tables.CLAIMANTS,
    *restated_cells.CLAIMANTS,
    *summaries.CLAIMANTS,
    score_claims,
    restated_scores,
    equations,
    stated_gaps,
    stage_claims,
    units_below,
    sentence_claims,
    same_indicator,
    count_claims,
    *years.CLAIMANTS,
    *units.CLAIMANTS,
    *ledgers.CLAIMANTS,
    *cited_records.CLAIMANTS,
)
