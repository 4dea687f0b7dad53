"""Lists in sentences: 其中, brackets, 构成, and when their parts make up the whole.

「其中」 names some parts, so each is at most the whole; a bracket of named parts, a composition
and the fixed divisions of a report (基本支出 and 项目支出; 货物, 工程 and 服务) name all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from auditlint.claims.claim import Claim, Verdict, added_up, judge
from auditlint.claims.listed import Parts, adds_up
from auditlint.claims.narrative import Narrative, Passage
from auditlint.claims.relation import AtFault, AtMost, Sum
from auditlint.claims.settled import settled
from auditlint.claims.wholes import summed_before, whole_among
from auditlint.figures import Figure
from auditlint.language.zh.divisions import complete, is_division, is_usual
from auditlint.language.zh.names import is_body
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import BRACKET, EXCLUDED, OF_WHICH, Mention
from auditlint.language.zh.sums import (
    introduced,
    is_flow_without_stocks,
    is_net_or_mean,
    is_peak,
    is_per_head,
    is_stock,
    is_total_name,
    names_money,
)
from auditlint.language.zh.units import count_alike
from auditlint.language.zh.words import noun
from auditlint.quantity import NO_UNIT, Dimension, Interval, is_slip
from auditlint.settings import Confidence, Severity

#: Any number of fewer digits is one wrong digit away from most others.
_SLIPPED = 3


def lists_of(narrative: Narrative) -> list[Parts]:
    """Every list of the text: within a passage, and of passages behind a closing 其中：."""
    found = [
        parts
        for at, passage in enumerate(narrative.passages)
        for parts in _inside(narrative, at, passage)
    ]
    found += _believed(_over_passages(narrative))
    found += _subject_items(narrative)
    return found


def structure_claims(lists: list[Parts]) -> Iterator[Claim]:
    for parts in lists:
        whole = parts.whole
        if whole is None:
            continue
        comparable = [part.unit.comparable(whole.unit) for part in parts.parts]
        if not all(comparable):
            if all(count_alike(part.unit, whole.unit) for part in parts.parts):
                continue
            slip = list(_unit_slip(parts, comparable))
            yield from slip
            if slip:
                continue
            parts = _only(parts, comparable)
        if len(parts.parts) > 1 and (parts.sure or adds_up(parts) or _too_many(parts)):
            smaller = all(part.exact <= whole.exact for part in parts.parts)
            if parts.link != BRACKET or smaller or _in_its_words(parts):
                yield _added(whole, parts)
            continue
        if is_usual([one.measure for one in parts.members]) and _slipped(whole, parts.parts):
            yield replace(
                _added(whole, parts), confidence=Confidence.MEDIUM, severity=Severity.WARNING
            )
            continue
        for part, member in zip(parts.parts, parts.members, strict=True):
            if is_total_name(member.measure):
                break  # what follows a total is no part of what stands before it
            if _surely_part(member, parts) and not member.reason and "对其中" not in member.words:
                yield Claim(
                    "bound",
                    AtMost(),
                    part,
                    (whole,),
                    "「其中」所列不大于整体",
                    Confidence.HIGH,
                    roles=("total",),
                )


def _too_many(parts: Parts) -> bool:
    """Whether things of several bodies, each its own, come to more than there are."""
    whole = parts.whole
    assert whole is not None
    if parts.link == BRACKET or not all(is_body(one.measure) for one in parts.members):
        return False
    return added_up(parts.parts).low > whole.interval.high


def _slipped(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a slip of the pen in one figure is all that keeps the parts from adding to the
    whole, and what the list may have left out would not look like that.

    One wrong digit is off by 2, 20 or 300, and so is a small or round part that is not named.
    """
    round_ones = any(len(part.value.normalize().as_tuple().digits) == 1 for part in parts)
    for figure, meant in wanted(whole, parts):
        one, other = f"{figure.value:f}", f"{meant:.{figure.decimals}f}"
        if Decimal(other) != meant or not is_slip(one, other):
            continue
        if sorted(one) == sorted(other):
            return True
        long = len(figure.value.as_tuple().digits) >= _SLIPPED
        if long and one[-1] == other[-1] and not round_ones:
            return True
    return False


def wanted(whole: Figure, parts: Sequence[Figure]) -> Iterator[tuple[Figure, Decimal]]:
    """Each figure of a list with the value, in its own unit, that would make the list add up."""
    off = whole.exact - sum(part.exact for part in parts)
    yield whole, whole.value - off / whole.unit.scale
    for part in parts:
        yield part, part.value + off / part.unit.scale


def _in_its_words(parts: Parts) -> bool:
    """Whether the whole is called by its parts: 离退休人员 38 人（离休 1 人，退休 37 人）."""
    return all(
        len(one.measure) > 1 and set(one.measure) <= set(parts.name) for one in parts.members
    )


def _added(whole: Figure, listed: Parts) -> Claim:
    """That the parts add to the whole.

    A bare 0 beside amounts with decimals is nothing, not something below one half: it may not
    excuse a difference.
    """
    parts = listed.parts
    claim = Claim(
        "parts",
        Sum((1,) * len(parts)),
        whole,
        parts,
        "列出的各部分合起来就是整体",
        Confidence.MEDIUM if listed.chosen else Confidence.HIGH,
        stated_role="total",
        severity=Severity.WARNING if listed.chosen else Severity.ERROR,
    )
    counted = tuple(part for part in parts if part.value or part.decimals >= whole.decimals)
    if not counted or len(counted) == len(parts):
        return claim
    fewer = replace(claim, relation=Sum((1,) * len(counted)), inputs=counted)
    return fewer if judge(fewer).verdict is Verdict.CONTRADICTED else claim


def _surely_part(member: Mention, parts: Parts) -> bool:
    """Whether a part of an open list is one: behind 「其中」 itself, or in a list with a colon."""
    if member.tentative or is_peak(member.words) or is_net_or_mean(parts.name):
        return False
    if member.link == BRACKET:
        return False  # one figure in a bracket may be anything: the plan, last year's, a price
    return "其中" in member.words or "：" in parts.members[0].words


def _only(parts: Parts, wanted: list[bool]) -> Parts:
    """The list without the figures that measure something else."""
    figures = tuple(part for part, keep in zip(parts.parts, wanted, strict=True) if keep)
    members = tuple(one for one, keep in zip(parts.members, wanted, strict=True) if keep)
    sure = parts.sure or (bool(members) and complete(parts.name, members))
    return replace(parts, parts=figures, members=members, sure=sure)


def _inside(narrative: Narrative, at: int, passage: Passage) -> Iterator[Parts]:
    groups: dict[tuple[int, str, int], list[int]] = {}
    for index, mention, _ in passage.of(Role.VALUE):
        if mention.group >= 0 and mention.link != EXCLUDED:
            basis = mention.basis
            groups.setdefault((mention.group, basis, mention.sentence), []).append(index)
    for (group, basis, sentence), members in groups.items():
        every = [
            index
            for key, found in groups.items()
            if key[::2] == (group, sentence)
            for index in found
        ]
        for parts in _list(narrative, at, passage, basis, members):
            yield settled(parts, passage, every)
        yield from _beside(narrative, at, passage, basis, members)


def _beside(
    narrative: Narrative, at: int, passage: Passage, basis: str, members: list[int]
) -> Iterator[Parts]:
    """「车辆 3 辆，原值 60 万元，其中：甲 1 辆，原值 20 万元；…」 divides two wholes;
    the second list counts where it adds up."""
    parents = [passage.mentions[index].parent for index in members]
    for parent in dict.fromkeys(parents):
        inside = [index for index, of in zip(members, parents, strict=True) if of == parent]
        if parent is None or parent == parents[0] or len(inside) < 2:
            continue
        yield from (
            parts
            for parts in _list(narrative, at, passage, basis, inside)
            if parts.sure or adds_up(parts)
        )


def _list(
    narrative: Narrative, at: int, passage: Passage, basis: str, members: list[int]
) -> Iterator[Parts]:
    mentions = [passage.mentions[index] for index in members]
    parents = [mention.parent for mention in mentions if mention.parent is not None]
    whole: Figure | None = None
    of = next((mention.of for mention in mentions if mention.of), "")
    if parents:
        whole = passage.figures[parents[0]]
    elif of:
        values = [
            value
            for value in narrative.named(of, at, passage.figures[members[0]])
            if narrative.section(value.at)[:1] == narrative.section(at)[:1]
            and not (value.at == at and value.index in members)
            and (not basis or value.mention.basis in ("", basis))
        ]
        whole = values[0].figure if values else None
    name = passage.mentions[parents[0]].measure if parents else of
    keep = [
        index
        for index in members
        if parents == [] or passage.mentions[index].parent in (parents[0], None)
    ]
    if parents:
        keep = [
            index
            for index in keep
            if passage.mentions[index].parent == parents[0] or _stranger(passage, index, members)
        ]
    keep, sums = _without_sums(passage, _of_one_kind(passage, keep, bool(parents)))
    chosen = None
    if parents and keep and not sums:
        chosen = whole_among(passage, parents[0], keep)
        if chosen is not None:
            whole, name = passage.figures[chosen], passage.mentions[chosen].measure
    said = passage.mentions[parents[0]].words if parents else ""
    if is_per_head(said):
        name = "每" + name
    if is_flow_without_stocks(name, said):
        # A balance is no part of what was received or spent in the year: it follows beside them.
        keep = list(takewhile(lambda at: not is_stock(passage.mentions[at].measure), keep))
    if not keep:
        return
    kept = tuple(passage.mentions[index] for index in keep)
    figures = tuple(passage.figures[index] for index in keep)
    if whole is None:
        whole = summed_before(passage, keep)
    formed = bool(parents) and passage.mentions[parents[0]].after.startswith(("组成", "构成"))
    sure = complete(name, kept) or bool(sums) or formed
    yield Parts(whole, figures, kept, kept[0].link, sure, name, at, basis, chosen is not None)
    for total in sums:
        yield Parts(passage.figures[total], figures, kept, kept[0].link, True, name, at, basis)


def _of_one_kind(passage: Passage, members: list[int], has_whole: bool) -> list[int]:
    """Without a whole, the parts are what is measured like the first of them."""
    if has_whole or not members:
        return members
    unit = passage.figures[members[0]].unit
    return [index for index in members if passage.figures[index].unit.comparable(unit)]


def _without_sums(passage: Passage, members: list[int]) -> tuple[list[int], list[int]]:
    """The parts of a list, and the 「合计 X」 that closes it."""
    sums = [
        index
        for index in members[2:]
        if passage.mentions[index].measure in ("合计", "共计", "总计", "小计")
    ]
    return [index for index in members if index not in sums], sums[:1]


def _stranger(passage: Passage, index: int, members: list[int]) -> bool:
    """A part printed in a unit of another kind, between or behind parts of the right one."""
    mention = passage.mentions[index]
    direct = re.fullmatch(r"[，、；]?[^，；。、]{1,10}", mention.words) is not None
    return (
        direct and mention.parent is None and mention.number.unit != NO_UNIT and index != members[0]
    )


def _unit_slip(parts: Parts, comparable: list[bool]) -> Iterator[Claim]:
    """One part in a foreign unit whose number makes the sum right in the unit of the whole."""
    whole = parts.whole
    assert whole is not None
    telling = whole.decimals > 0 or whole.value >= 100
    if comparable.count(False) != 1 or len(parts.parts) < 2 or not telling:
        return
    odd = parts.parts[comparable.index(False)]
    printed = (Interval.printed(part.value, part.decimals) for part in parts.parts)
    added = sum(printed, start=Interval.exactly(0))
    if odd.unit.dimension is Dimension.MONEY and names_money(odd.measure):
        return
    if odd.value == 0 or not added.meets(Interval.printed(whole.value, whole.decimals)):
        return
    yield Claim(
        "unit in a sum",
        AtFault(),
        odd,
        (whole, *(part for part in parts.parts if part is not odd)),
        "各部分与整体应是同一单位，数值按整体的单位恰好相加",
        Confidence.HIGH,
        roles=("total",),
    )


def _believed(lists: Iterable[Parts]) -> list[Parts]:
    """Lists over passages. Those behind 「具体包括：」 are open by themselves (``chosen``); where
    two of three of a report add up they are all meant to."""
    found = list(lists)
    open_ones = [parts for parts in found if parts.chosen and not parts.sure]
    held = sum(map(adds_up, open_ones))
    whole = held >= 2 * (len(open_ones) - held)
    return [replace(parts, sure=True) if whole and parts in open_ones else parts for parts in found]


def _over_passages(narrative: Narrative) -> Iterator[Parts]:
    """A passage that ends with 其中： or 具体包括： and the numbered passages behind it."""
    passages = narrative.passages
    for at, passage in enumerate(passages):
        last = passage.reading.trailing
        if last is None:
            continue
        owner = passage.mentions[last]
        items = _items(narrative, at)
        if len(items) < 2:
            continue
        wholes = {
            mention.basis: figure
            for _, mention, figure in passage.of(Role.VALUE)
            if mention.measure == owner.measure and mention.sentence == owner.sentence
        }
        for basis, whole in wholes.items():
            bases = (basis, "") if len(wholes) == 1 else (basis,)
            found = [_first(item, bases, whole) for item in items]
            kept = [pair for pair in found if pair is not None]
            if len(kept) != len(items):
                continue
            if any(mention.measure == owner.measure for mention, _ in kept):
                continue  # the list explains the parts of a sentence, its last one among them
            mentions = tuple(mention for mention, _ in kept)
            figures = tuple(figure for _, figure in kept)
            sure = all(mention.subject is not None for mention in mentions) or is_division(
                [mention.measure for mention in mentions]
            )
            opened = passage.block.text.value.rstrip("：: \n").endswith("包括")
            sure = sure and not opened
            yield Parts(whole, figures, mentions, OF_WHICH, sure, owner.measure, at, basis, opened)


def _subject_items(narrative: Narrative) -> Iterator[Parts]:
    """「财政拨款支出主要内容如下：」 and a numbered list of all subjects, each with its amount."""
    passages = narrative.passages
    blocks = narrative.document.blocks
    runs: list[list[int]] = []
    for at, passage in enumerate(passages):
        mark, first = passage.mark, next(iter(passage.mentions), None)
        item = first is not None and first.subject is not None and not first.basis
        if (
            mark is None
            or first is None
            or not item
            or len(first.subject.names if first.subject else ()) < 3
        ):
            continue
        previous = passages[runs[-1][-1]].mark if runs else None
        if mark[1] == 1:
            runs.append([at])
        elif previous == (mark[0], mark[1] - 1):
            runs[-1].append(at)
    for run in runs:
        first_block = passages[run[0]].block.index
        intro = next(
            (
                found
                for block in reversed(blocks[max(0, first_block - 2) : first_block])
                if (found := introduced(block.text.value))
            ),
            "",
        )
        if not intro or len(run) < 3:
            continue
        values = narrative.named(noun(intro), run[0], passages[run[0]].figures[0])
        wholes = [value for value in values if value.at < run[0]]
        if not wholes:
            continue
        members = tuple(passages[at].mentions[0] for at in run)
        figures = tuple(passages[at].figures[0] for at in run)
        name = wholes[0].mention.measure
        yield Parts(wholes[0].figure, figures, members, OF_WHICH, True, name, run[0])


def _items(narrative: Narrative, at: int) -> list[Passage]:
    """The passages of the list that opens behind passage ``at``.

    Numbered from 1 without a gap, or, behind a numbered passage, those without a number.
    """
    passages = narrative.passages
    items: list[Passage] = []
    own = passages[at].mark
    section = passages[at].block.section
    following = passages[at + 1 : at + 60]
    if following and following[0].mark is None:
        for passage in following:
            if passage.mark is not None or passage.block.section != section:
                break
            if own is None and not _opens_with_a_value(passage):
                break
            items.append(passage)
        return items[:4]
    style = ""
    for passage in following:
        mark = passage.mark
        if passage.block.section[: len(section)] != section:
            break
        if mark is None:
            continue
        if not items and mark[1] == 1:
            style = mark[0]
            items.append(passage)
        elif items and mark == (style, len(items) + 1):
            items.append(passage)
        elif mark[0] == style or mark[0] == (own[0] if own else ""):
            break
    return items


def _opens_with_a_value(passage: Passage) -> bool:
    """Whether a passage begins with a part of a list: 「人员经费 X 万元，主要包括…」."""
    first = passage.mentions[0] if passage.mentions else None
    return first is not None and first.role is Role.VALUE and first.number.start <= 20


def _first(item: Passage, bases: tuple[str, ...], whole: Figure) -> tuple[Mention, Figure] | None:
    for _, mention, figure in item.of(Role.VALUE):
        if mention.basis in bases and not mention.reason and figure.unit.comparable(whole.unit):
            return mention, figure
    return None
