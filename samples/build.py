"""Build the sample disclosures: ``python samples/build.py [--font FILE]``.

Needs the ``samples`` extra and the font Noto Serif CJK SC (OFL; Debian: fonts-noto-cjk). What is
built is committed; nothing else needs the font.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from making import culture, land, parcels, water
from making.elements import Element, texts
from making.typeset import embed_fonts, typeset

HERE = Path(__file__).parent

REPORTS: dict[str, tuple[str, Callable[[], list[Element]]]] = {
    "clean-report.pdf": ("云溪市水利局2023年度部门决算", water.report),
    "clean-budget.pdf": ("滨湖区文化馆2026年单位预算", culture.report),
    "final-accounts.pdf": ("云溪市土地储备中心2023年度部门决算", land.accounts),
    "evaluation-feedback.pdf": ("云溪市财政支出绩效评价结果反馈表", land.feedback),
}
LEDGERS: dict[str, Callable[[Path], None]] = {
    "land-register.xlsx": parcels.register,
    "parcel-ledger.csv": parcels.ledger,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--font", type=Path, help="an OpenType CJK font to use instead")
    args = parser.parse_args()
    reports = {name: (title, elements()) for name, (title, elements) in REPORTS.items()}
    embed_fonts((text for _, report in reports.values() for text in texts(report)), args.font)
    for name, (title, elements) in reports.items():
        typeset(HERE / name, title, elements)
    for name, write in LEDGERS.items():
        write(HERE / name)


if __name__ == "__main__":
    main()
