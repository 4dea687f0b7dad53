"""Content told apart by one expression is what pdfminer's parser makes of it, or left to it."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import PSKeyword, keyword_name

from auditlint.loaders.operators import operations


def by_pdfminer(content: bytes) -> list[tuple[str, list[Any]]]:
    parser = PDFContentParser([PDFStream({}, content)])
    found: list[tuple[str, list[Any]]] = []
    operands: list[Any] = []
    while True:
        try:
            _, one = parser.nextobject()
        except PSEOF:
            return found
        if isinstance(one, PSKeyword):
            found.append((keyword_name(one), operands))
            operands = []
        else:
            operands.append(one)


@pytest.mark.parametrize(
    "content",
    [
        b"q 1 0 0 -1 .5 -12.25 cm +3 w 0. 4. m -.5 10 l S Q",
        b"BT /F1 9 Tf (plain) Tj (a\\(b\\)\\n\\101\\7z\\\r\nend\\q) Tj ET",
        b"BT <0041 0a0B> Tj [(A) -120.5 (B) 3 <00>] TJ T* (next) ' 1 2 (x) \" ET",
        b"/P <</MCID 0 /Lang (zh) /Inner <</A [1 2]>> >> BDC 0 0 10 10 re W* n EMC % said\nf*",
        b"1 0 0 1 0 0cm/X1 Do\x00 true false 5-3 d 1.2.3 d0",
        "/宋体 12 Tf".encode(),
        b"",
    ],
)
def test_content_is_told_apart_as_by_pdfminer(content: bytes) -> None:
    found = operations(content)
    assert found is not None
    assert [(one.operator, one.operands) for one in found] == by_pdfminer(content)


@pytest.mark.parametrize(
    "content",
    [
        b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
        b"(a (nested) string) Tj",
        b"(never closed Tj",
        b"/A#20B Do",
        b"/\xff Do",
        b"<abc> Tj",
        b"[1 2 TJ",
        b"1 2] TJ",
        b"<</A>> BDC",
        b"[null] TJ",
        b"{1} d",
        b"1 --2 d",
        b"(\\777) Tj",
    ],
)
def test_what_is_rare_is_left_to_pdfminer(content: bytes) -> None:
    assert operations(content) is None
