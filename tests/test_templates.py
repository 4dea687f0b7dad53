"""Consistent reports in the templates of several provinces: read, verified, and nothing raised.

The figures are made up and tie by construction; the wording is that of the official templates.
"""

from pathlib import Path

import pytest

from auditlint.engine import run
from auditlint.settings import Settings, Severity

TEMPLATES = sorted(
    path
    for path in (Path(__file__).parent / "templates").iterdir()
    if path.suffix in (".md", ".html")
)
#: The least share of quantities that claims must verify; only ever raised.
VERIFIED = {
    "audit-report": 0.35,
    "anhui-budget": 0.96,
    "central-accounts": 0.94,
    "fujian-school-accounts": 0.90,
    "gansu-units-budget": 0.96,
    "guizhou-university-accounts": 0.94,
    "hainan-budget": 0.98,
    "hebei-budget": 0.82,
    "heilongjiang-accounts": 0.97,
    "henan-budget": 0.94,
    "hunan-police-accounts": 0.89,
    "jiangsu-accounts": 0.91,
    "jilin-budget": 0.85,
    "zhejiang-accounts": 0.94,
    "beijing-accounts": 0.90,
    "chongqing-final-accounts": 0.95,
    "guangdong-accounts": 0.98,
    "guangxi-budget": 0.95,
    "hubei-final-accounts": 0.89,
    "inner-mongolia-accounts": 0.92,
    "liaoning-party-accounts": 0.92,
    "qinghai-forest-farm-accounts": 0.95,
    "shaanxi-accounts": 0.94,
    "shenzhen-budget": 0.78,
    "subsidies-audit": 0.69,
    "tianjin-accounts": 0.95,
    "xinjiang-hospital-accounts": 0.92,
    "shandong-budget": 0.96,
    "sichuan-unit-accounts": 0.86,
    "yunnan-accounts": 0.59,
    "company-annual-report": 0.15,
    "county-final-accounts": 0.89,
    "district-final-accounts": 0.73,
    "drinking-water-evaluation": 0.79,
    "foundation-annual-report": 0.95,
    "government-debt": 0.80,
    "government-final-accounts": 0.86,
    "information-disclosure": 0.79,
    "listed-company-statements": 0.58,
    "ministry-budget": 0.90,
    "project-evaluation": 0.71,
    "self-evaluation": 0.60,
    "statistical-bulletin": 0.17,
    "department-self-evaluation-form": 0.36,
    "education-spending": 0.96,
    "elderly-care-evaluation": 0.83,
    "farmland-evaluation": 0.84,
    "project-self-evaluations": 0.41,
    "recheck-of-self-evaluations": 0.68,
    "rural-road-evaluation": 0.50,
    "school-meals-self-evaluation": 0.45,
    "services-bought-evaluation": 0.34,
    "special-bond-evaluation": 0.63,
    "housing-fund-report": 0.31,
    "jiangxi-hospital-budget": 0.89,
    "shanxi-accounts": 0.93,
    "social-insurance-and-debt": 0.76,
    "state-assets-report": 0.73,
    "township-budget-report": 0.90,
    "water-pollution-evaluation": 0.69,
    "audit-rectification": 0.74,
    "county-budget-execution": 0.76,
    "public-housing-evaluation": 0.70,
    "resettlement-evaluation": 0.75,
    "rural-funds-notice": 0.62,
    "social-insurance-accounts": 0.66,
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_consistent_report_raises_nothing(path: Path) -> None:
    result = run([str(path)], Settings())
    loud = [found for found in result.diagnostics if found.severity >= Severity.WARNING]
    assert [(found.code, found.finding.message.zh) for found in loud] == []
    share = result.coverage.every.share
    assert share is not None
    assert share >= VERIFIED[path.stem]
