"""The land register of the business side and the parcel ledger of finance.

Eighteen parcels are registered; finance knows six of them, two of those with another area.
"""

from __future__ import annotations

import csv
import datetime
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side


@dataclass(frozen=True)
class Parcel:
    """``paid`` is the area in 亩 that finance paid for, ``None`` where it has no such parcel."""

    number: str
    name: str
    place: str
    owner: str
    signed: str
    area: Decimal
    paid: Decimal | None = None
    amount: Decimal | None = None


def _parcel(line: str) -> Parcel:
    number, name, place, owner, signed, area, *rest = line.split()
    paid, amount = (Decimal(text) for text in rest) if rest else (None, None)
    return Parcel(number, name, place, owner, signed, Decimal(area), paid, amount)


_LINES = """
YX2023-001 白沙河东岸一期 城东街道白沙村 白沙村股份经济合作社 2023-01-12 86.42 86.42 1641.98
YX2023-002 白沙河东岸二期 城东街道白沙村 白沙村股份经济合作社 2023-02-03 57.18
YX2023-003 老砖厂地块 城北街道窑前社区 云溪市第二砖瓦厂 2023-02-17 112.65 112.65 2478.30
YX2023-004 站前路南侧 城东街道站前社区 云溪汽车运输公司 2023-03-01 34.07
YX2023-005 河埠头粮站 竹岭镇河埠头村 云溪市粮食收储公司 2023-03-09 28.93 29.83 521.03
YX2023-006 竹岭工业园北区 竹岭镇竹岭村 竹岭村股份经济合作社 2023-03-22 240.16
YX2023-007 上坪茶场 上坪乡上坪村 上坪茶场 2023-04-04 165.30
YX2023-008 城南水厂旧址 城南街道清泉社区 云溪市自来水公司 2023-04-18 41.75 41.75 835.00
YX2023-009 学前路西侧 城南街道学前社区 云溪师范学校 2023-05-06 22.48
YX2023-010 东湖湿地外围 城东街道东湖村 东湖村股份经济合作社 2023-05-15 318.04
YX2023-011 火车站货场 城北街道站北社区 云溪火车站货场 2023-06-02 96.57 69.57 1530.54
YX2023-012 石桥变电站南 石桥镇石桥村 石桥村股份经济合作社 2023-06-20 48.81
YX2023-013 小溪河口 石桥镇溪口村 溪口村股份经济合作社 2023-07-11 130.22
YX2023-014 农机厂宿舍区 城北街道农机社区 云溪农机修造厂 2023-08-08 18.36 18.36 440.64
YX2023-015 青石岭采石场 上坪乡青石岭村 青石岭采石场 2023-09-05 73.90
YX2023-016 桃源村集中居住点 竹岭镇桃源村 桃源村股份经济合作社 2023-09-27 52.64
YX2023-017 高铁新城A区 城北街道新联村 新联村股份经济合作社 2023-10-19 27.15
YX2023-018 高铁新城B区 城北街道新联村 新联村股份经济合作社 2023-11-23 19.10
"""

REGISTER = tuple(_parcel(line) for line in _LINES.strip().splitlines())


def register(path: Path) -> None:
    """The business side's workbook: a title over the header, as such registers have."""
    book = Workbook()
    sheet = book.active
    sheet.title = "收储登记"
    heads = ("序号", "地块编号", "地块名称", "坐落", "原权属单位", "协议签订时间", "征地面积（亩）")
    sheet.append(["云溪市土地储备中心2023年土地收储登记表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet.append(list(heads))
    for at, p in enumerate(REGISTER):
        signed = datetime.date.fromisoformat(p.signed)
        sheet.append([at + 1, p.number, p.name, p.place, p.owner, signed, float(p.area)])
    total = sum((p.area for p in REGISTER), Decimal(0))
    sheet.append(["合计", None, None, None, None, None, float(total)])
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
    for row in sheet.iter_rows(min_row=3, min_col=6, max_col=7):
        row[0].number_format, row[1].number_format = "yyyy-mm-dd", "0.00"
    for column, width in zip("ABCDEFG", (6, 14, 20, 20, 24, 14, 16), strict=True):
        sheet.column_dimensions[column].width = width
    book.properties.creator = "auditlint samples"
    book.properties.created = book.properties.modified = datetime.datetime(2024, 1, 1)
    book.save(path)
    _settle(path)


def _settle(path: Path) -> None:
    """Give a workbook and its parts one fixed time, so that it is the same bytes each time."""
    with zipfile.ZipFile(path) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    stamp = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    parts = [
        (name, stamp.sub(b"2024-01-01T00:00:00Z", content) if "core" in name else content)
        for name, content in parts
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            new.writestr(
                zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )


def ledger(path: Path) -> None:
    """Finance's export: GB18030, as its system writes it, in its own words and order."""
    known = [p for p in REGISTER if p.paid is not None]
    with path.open("w", encoding="gb18030", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("凭证号", "地块编号", "地块", "收储面积（亩）", "支付金额（万元）"))
        for at, p in enumerate(known):
            rows.writerow((f"记-{31 + 7 * at:04}", p.number, p.name, p.paid, p.amount))
        paid = sum((p.paid for p in known if p.paid is not None), Decimal(0))
        amount = sum((p.amount for p in known if p.amount is not None), Decimal(0))
        rows.writerow(("合计", "", "", paid, amount))
