from __future__ import annotations

from collections.abc import Iterator

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message
from auditlint.document import BlockKind
from auditlint.language.zh import names

_HEADINGS = (BlockKind.HEADING, BlockKind.CAPTION)


@check("TXT013")
def heading_names_another_body(facts: Facts) -> Iterator[Finding]:
    """A heading or table caption names another organisation than the one the report is about."""
    for document, block in facts.passages(*_HEADINGS):
        identity = facts.engagement.of(document.index)
        if not identity.entity:
            continue
        text = block.text.value
        for pattern in (names.TITLED, names.LABELLED):
            for found in pattern.finditer(text):
                name = names.tidy(found[1])
                start = text.find(name, found.start(1))
                if start < 0:
                    continue
                stop = start + len(name)
                known = (identity.parent, *identity.units)
                # A caption's name may be cut by the end of its line.
                cut = stop == len(text) and identity.entity.startswith(name)
                if (
                    not names.is_name(name)
                    or not names.region_of(name)
                    or cut
                    or identity.named(name)
                    or any(names.same_body(name, other) for other in known)
                ):
                    continue
                message = Message(
                    f"此处写作“{name}”，与本文件的单位“{identity.entity}”不一致。",
                    f"This names “{name}”; the report is about “{identity.entity}”.",
                )
                yield facts.finding_in(document, block, start, stop, message)
