from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditlint.check import Facts, check
from auditlint.diagnostic import Finding, Message, Note
from auditlint.language.zh.lists import split_list
from auditlint.language.zh.subjects import folded
from auditlint.patterns import compiled
from auditlint.structure.subjects import Subject, subjects_of

_LIST = compiled(r"万?元，(?:主要|具体)?(?:包括|用于|是)[：:]?(?P<list>[^。；;]{6,600})")
#: So many items must be subjects of the table before it counts as a list of subjects.
_FEWEST = 3


@check("TXT011")
def listed_subject_without_amount(facts: Facts) -> Iterator[Finding]:
    """The text lists an economic subject among the spending for which the table has no amount."""
    for document in facts.documents:
        lists = [
            (block, match)
            for _, block in facts.passages(of=document)
            for match in _LIST.finditer(block.text.value)
        ]
        if not lists:
            continue
        economic = [one for one in subjects_of(document).economic if len(one.code) == 5]
        known: dict[str, list[Subject]] = {}
        for one in economic:
            known.setdefault(folded(one.name), []).append(one)
        if not any(one.spent for one in economic):
            continue
        for block, match in lists:
            listed = split_list(match["list"].removesuffix("等"))
            items = [item for item in listed if folded(item) in known]
            wrong = [i for i in items if not any(one.spent for one in known[folded(i)])]
            if len(items) < _FEWEST or not wrong:
                continue
            start = _place(match, wrong[0])
            yield facts.finding_in(
                document,
                block,
                start,
                start + len(wrong[0]),
                _message(wrong, known),
                notes=tuple(_omitted(items, economic)),
            )


def _place(match: re.Match[str], item: str) -> int:
    """Where an item of a list stands; 奖金 is not found inside 年终奖金."""
    listed = re.search(
        rf"(?<![^：:、，包括用于是]){re.escape(item)}(?![^、。；;，支等])", match["list"]
    )
    return match.start("list") + (listed.start() if listed else match["list"].find(item))


def _message(wrong: Sequence[str], known: dict[str, list[Subject]]) -> Message:
    named = "、".join(f"{item}（{known[folded(item)][0].code}）" for item in wrong)
    return Message(
        f"文字列举了{named}，但表中该科目没有金额。",
        f"The text lists {named}, for which the table has no amount.",
    )


def _omitted(items: Sequence[str], economic: Sequence[Subject]) -> Iterator[Note]:
    """Subjects of the listed classes that have an amount and are not listed."""
    listed = {folded(item) for item in items}
    classes = {one.code[:3] for one in economic if folded(one.name) in listed}
    left = [
        one
        for one in economic
        if one.spent and one.code[:3] in classes and folded(one.name) not in listed
    ]
    if left:
        named = "、".join(f"{one.name}（{one.code}）" for one in left)
        yield Note(
            Message(
                f"表中有金额而文字未列：{named}。",
                f"The table has amounts for {named}, not listed.",
            )
        )
