"""What the documents assert: one module per kind of assertion.

A claimant looks at figures and structure and says what must hold. Guesses live here and carry
their evidence; nothing in this package judges.
"""

from auditlint.claims.across import same_indicator
from auditlint.claims.counts import count_claims
from auditlint.claims.ground import Claimant

#: The built-in claimants, in the order their claims are listed.
CLAIMANTS: tuple[Claimant, ...] = (same_indicator, count_claims)
