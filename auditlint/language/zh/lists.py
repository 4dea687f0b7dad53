"""Announced counts and the lists they announce: 从甲、乙、丙三个方面; 设3个科室，分别是：…

A list is split at 、 outside brackets and titles. 和, 及, 与 may join two items or stand inside
one (规划和自然资源局), so a list has a fewest and a most; 等 leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from auditlint.language.zh.brackets import depths
from auditlint.language.zh.numbering import Style, leading_mark, marks_inside, small_number
from auditlint.patterns import compiled
from auditlint.values import dataclass

_NUMBER = r"([0-9０-９]{1,2}|[一二两三四五六七八九十]{1,3})"
_FACETS = "方面|维度|环节|层面|角度|领域|部分|板块|阶段|层次|内容|指标|步骤|要素|任务|问题|原则"
_THINGS = (
    "项|家|类|种|档|级|条|点|处|所|名|位|辆|台|套|宗|件|批次|批|期|轮|场|座|所|支|部|份|门|只|块"
)

#: 从…N个方面: the list first, then the count.
_LIST_FIRST = compiled(
    rf"(?:从|围绕|按照|涵盖|涉及|包括|包含|分为|由|(?:集中|体现|表现|反映)[在于])(?P<list>[^。；;，,：:！？]{{2,160}}?)(?P<etc>等)?"
    rf"(?P<marked>{_NUMBER}(?:个|大|大类)?(?:{_FACETS}))"
)
#: 《…》、《…》等N项制度
_TITLES_FIRST = compiled(
    r"(?P<list>《[^《》]+》(?:（[^（）]*）)?(?:[、，,和及与]*《[^《》]+》(?:（[^（）]*）)?)+)"
    rf"(?P<etc>等)?(?P<marked>(?:合计|共计|共|总计)?{_NUMBER}(?:项|个|部|份|件|套)(?!《))"
)
#: 设N个科室，分别是：…; 分为N级：…
_COUNT_FIRST = compiled(
    rf"(?<![第0-9０-９.．%％—\-])(?P<marked>{_NUMBER}(?:个|大|{_THINGS})"
    r"(?P<noun>[^。；;，,：:（）()、\d]{0,16}?))"
    r"(?:[，,]?(?:具体|主要)?(?:分别|依次)?(?:是|为|包括|包含|即|(?<![国所私公享具占拥持])有(?![别关效力利机]))[：:]?|[：:])"
)
_GRADED = compiled(
    rf"(?P<marked>(?:分为|定为|划分为|设为|分成|划为|设置为){_NUMBER}(?:个)?"
    r"(?:等级|等次|档次|级别|级|档|等|类))(?:[，,]?(?:即|分别是|分别为|依次为)?[：:]?)"
)
#: What every announcement has, which is quicker to look for.
_COUNTED = compiled(rf"{_NUMBER}(?:[个大等]|{_THINGS}|{_FACETS})")
#: So many paragraphs behind an announcement may hold its list.
REACH = 16
_CONJUNCTION = compiled(r"以及|和|及(?!时|格|其)|与|或")
_UNIT_END = compiled(
    r"(?:科|处|室|局|中心|股|部|站|队|所|办|院|校|委|会|厅|公司|大队)(?:（[^）]*）)?$"
)
_ETC = compiled(r"等(?:[^级次第]|$)")
_LABEL = compiled(
    r"[^，,。；;：:]{1,10}[：:]|[“”\"]?(?:优秀?|良好?|中|一般|合格|及格|不合格|差|较差)[”“\"]?[（(：:]"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A count and what was counted.

    ``start`` and ``stop`` bound the words that announce (三个方面), ``number`` the number in
    them. ``fewest`` and ``most`` are what the list may come to; ``open`` lists (等) may hold
    fewer than announced.
    """

    count: int
    start: int
    stop: int
    number: tuple[int, int]
    items: tuple[str, ...]
    fewest: int
    most: int
    open: bool = False
    added: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        if self.open:
            return self.fewest <= self.count
        return self.fewest <= self.count <= self.most


def announcements(text: str, following: Iterable[str] = ()) -> Iterator[Announcement]:
    """The counts that ``text`` announces and whose lists it, or the paragraphs after it, give.

    ``following`` are the texts of the next paragraphs; they are looked at only where the list
    is not in ``text`` itself. Announcements whose list cannot be told with confidence are left
    out.
    """
    if _COUNTED.search(text) is None:
        return
    found = chain(
        _after_their_list(text, _LIST_FIRST),
        _after_their_list(text, _TITLES_FIRST),
        _before_their_list(text, following),
    )
    seen: set[tuple[int, int]] = set()
    for announcement in sorted(found, key=lambda one: (one.start, -len(one.items))):
        if announcement.number not in seen:
            seen.add(announcement.number)
            yield announcement


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list, split at 、 outside brackets, quotations and titles.

    Neighbouring titles and quotations need no 、 between them.
    """
    items: list[str] = []
    start = 0
    levels = depths(text)
    for position, character in enumerate(text):
        if levels[position]:
            continue
        if character == "、":
            items.append(text[start:position])
            start = position + 1
    items.append(text[start:])
    return tuple(item for item in (item.strip("，,、 ") for item in items) if item)


def bounds(items: Sequence[str]) -> tuple[int, int]:
    """The fewest and most things that a split list may name."""
    joints = sum(_joints(item) for item in items)
    # 1、2号线 is one line of a railway or two.
    numbers = sum(
        one[-1].isdecimal() and other[0].isdecimal() and not other.isdecimal()
        for one, other in pairwise(items)
    )
    return len(items) - numbers, len(items) + joints


def _joints(item: str) -> int:
    """How many further items may hide behind 和, 及, 与 in one item."""
    levels = depths(item)
    is_unit = _UNIT_END.search(item) is not None
    return sum(
        1
        for found in _CONJUNCTION.finditer(item)
        if not levels[found.start()]
        and found.start() > 0
        and (not is_unit or _UNIT_END.search(item[: found.start()]))
    )


def _counted(
    found: re.Match[str], items: tuple[str, ...], is_open: bool, most: int | None = None
) -> Announcement | None:
    number = _number_in(found)
    if number is None or not items:
        return None
    count, span = number
    fewest, upper = bounds(items)
    return Announcement(
        count,
        found.start("marked"),
        found.end("marked"),
        span,
        items,
        fewest,
        upper if most is None else most,
        is_open,
    )


def _number_in(found: re.Match[str]) -> tuple[int, tuple[int, int]] | None:
    inside = re.search(_NUMBER, found["marked"])
    count = small_number(inside[1]) if inside else None
    if inside is None or not count or inside[1] == "一":
        return None  # 一批, 一条: an article
    start = found.start("marked") + inside.start()
    return count, (start, start + len(inside[1]))


def _after_their_list(text: str, form: re.Pattern[str]) -> Iterator[Announcement]:
    for found in form.finditer(text):
        listed = found["list"]
        if form is _TITLES_FIRST:
            items: tuple[str, ...] = tuple(re.findall("《[^《》]+》", listed))
            announcement = _counted(found, items, bool(found["etc"]), most=len(items))
        else:
            # A lead word further in is nearer to the list: 对…从甲、乙两个方面.
            listed = re.split("从|围绕|按照|涵盖|包括|包含|分为", listed)[-1]
            items = split_list(listed)
            # 甲、乙单位的丙、丁 counts otherwise than it is split.
            if len(items) < 2 or any("的" in item for item in items[1:]):
                continue
            announcement = _counted(found, items, bool(found["etc"]))
        if announcement is not None:
            yield announcement


def _before_their_list(text: str, following: Iterable[str]) -> Iterator[Announcement]:
    matches = [(form, found) for form in (_COUNT_FIRST, _GRADED) for found in form.finditer(text)]
    later = tuple(following) if matches else ()
    for form, found in matches:
        rest = text[found.end() :]
        cue = text[found.end("marked") : found.end()]
        announcement = (
            _points(found, rest, later)
            or (_inline(found, rest) if cue else None)
            or (_labelled(found, rest, later) if form is _GRADED and cue else None)
        )
        if announcement is not None:
            yield _of_kinds(announcement, text, found)


def _of_kinds(announcement: Announcement, text: str, found: re.Match[str]) -> Announcement:
    """The announcement of all kinds together, where the sentence counts several of one word."""
    classifier = re.sub(_NUMBER, "", found["marked"], count=1)[:1]
    sentence = text[text.rfind("。", 0, found.start()) + 1 : found.end("marked")]
    counts = [
        small_number(number) or 0
        for number in re.findall(rf"(?<![0-9.]){_NUMBER}{classifier}", sentence)
    ]
    if len(counts) < 2:
        return announcement
    # 共5家，其中行政单位1家，事业单位4家: the first number is the whole.
    totals = (announcement.count, sum(counts), max(counts))
    fits = [total for total in totals if replace(announcement, count=total).holds]
    return replace(announcement, count=(fits or [sum(counts)])[0], added=tuple(counts))


def _inline(found: re.Match[str], rest: str) -> Announcement | None:
    """A list with 、 directly behind the count."""
    listed = _up_to(rest, "。；;，,：:！？")
    items = split_list(listed)
    if leading_mark(rest) is not None:
        return None
    behind = rest[len(listed) : len(listed) + 1]
    if len(items) < 2 or (behind in "：:" and behind):
        return None
    is_open = _ETC.search(listed) is not None
    if is_open or any("的" in item for item in items):
        # 等 closes as often as it opens a list, and 的 ties items together.
        is_open = True
    return _counted(found, items, is_open)


def _points(found: re.Match[str], rest: str, later: tuple[str, ...]) -> Announcement | None:
    """一是…二是… or 1.…2.… behind the count, in this paragraph or the next ones."""
    first = leading_mark(rest)
    if first is None and rest:
        return None
    if first is None:
        first = leading_mark(later[0]) if later else None
    if first is None or first.value != 1:
        return None
    style = first.style
    reached = 0
    closed = False  # another list was seen to begin
    for text in (rest, *later):
        marks = list(marks_inside(text, style))
        if not marks and text and leading_mark(text) is not None and reached:
            outer = leading_mark(text)
            if outer is not None and outer.style is not style and not _inner(style, outer.style):
                closed = True
                break
        for mark in marks:
            if mark.value == reached + 1:
                reached += 1
            elif mark.value == 1 and reached:
                closed = True
                break
    number = _number_in(found)
    if not closed and len(later) >= REACH and number is not None and reached < number[0]:
        return None  # it may go on behind the paragraphs that were read
    if reached < 2:
        return None
    items = tuple(str(value) for value in range(1, reached + 1))
    return _counted(found, items, False, most=reached)


def _inner(style: Style, other: Style) -> bool:
    order = list(Style)
    return order.index(other) > order.index(style)


def _labelled(found: re.Match[str], rest: str, later: tuple[str, ...]) -> Announcement | None:
    """优：…；良：…；: grades or classes, each with its own label."""
    segments: list[str] = []
    for text in (rest, *later):
        parts = [part for part in re.split("[；;。]", text) if part]
        for part in parts:
            if not _LABEL.match(part):
                return _counted(found, tuple(segments), False) if len(segments) > 1 else None
            segments.append(part)
        if text.endswith("。"):
            break
    return (
        _counted(found, tuple(segments), False, most=len(segments)) if len(segments) > 1 else None
    )


def _up_to(text: str, stops: str) -> str:
    """``text`` up to the first of ``stops`` outside brackets."""
    for position, (character, depth) in enumerate(zip(text, depths(text), strict=True)):
        if character in stops and not depth:
            return text[:position]
    return text
