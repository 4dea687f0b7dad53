"""Reads a paragraph: what every number in it is said of.

The reader goes through the numbers from left to right. The words in front of each choose its
row of ``patterns``; what has been read so far says what the row leaves open: the subject
carried on from before, the comparator of the sentence, the whole that 「其中」 or a bracket
divides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from auditlint.language.zh.fold import folded
from auditlint.language.zh.measures import BOTH, name_of
from auditlint.language.zh.numbers import Kind, Number, numbers
from auditlint.language.zh.patterns import PATTERNS, STATEMENTS, Pattern, Role
from auditlint.language.zh.reading import (
    BRACKET,
    COMPOSED,
    EXCLUDED,
    OF_WHICH,
    Mention,
    Reading,
    Stated,
    Subject,
    subject_in,
)
from auditlint.language.zh.sentences import sentences
from auditlint.language.zh.words import BASE, REASON, direction, noun, split_basis

_OF_WHICH = re.compile(r"其中|具体(?:是|为|包括)")
_AMONG = re.compile(r"(?:^|[，；。：])(?P<name>[^，；。：、]{2,40}?)中，")
_COMPOSED = re.compile(
    r"(?P<name>[^，；。：]*?)(?:的?(?:具体)?构成(?:情况)?(?:为|是|如下)?：?|用于以下方面：|分别(?:为|是)：?|包括：)"
)
_BRACKET_PARTS = re.compile(r"^(?P<out>不含|不包括|不包含|除|扣除)|^(?P<of>其中|含|包括|包含|另)")
#: Measures that only repeat which side is meant: the subject before goes on.
_EMPTY = frozenset({"", "支出", "收入", "总体", "当年", "本年", "其", "金额", "数", "资金"})
_GAP = 10


@dataclass(slots=True)
class _State:
    """What holds at one bracket level while reading."""

    last: int | None = None
    by_basis: dict[str, int] = field(default_factory=dict)
    change: int | None = None
    base: str = ""
    measure: str = ""
    subject: Subject | None = None
    lists: list[_List] = field(default_factory=list)
    reason: bool = False


@dataclass(slots=True)
class _List:
    group: int
    link: str
    parents: tuple[int, ...]  # candidates, nearest first
    colon: bool
    of: str = ""
    tentative: bool = False


@lru_cache(maxsize=1 << 14)
def read(text: str) -> Reading:
    """Read ``text`` (printed). Positions of numbers are those in ``text``."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line = folded(text)
        self.mentions: list[Mention] = []
        self.statements: list[Stated] = []
        self.groups = 0
        self.state = _State()
        self.trailing: int | None = None

    def read(self) -> Reading:
        ranges = sentences(self.line)
        found: list[Number] = []
        heading = subject_in(self.line)
        if heading is not None and not self._leads(heading):
            heading = None
        if heading is not None:
            self.state.subject, self.state.measure = heading, heading.name
        for order, (start, stop) in enumerate(ranges):
            inside = [number.moved(start) for number in numbers(self.text[start:stop])]
            found += inside
            self._sentence(order, start, stop, inside)
        return Reading(
            tuple(found),
            tuple(ranges),
            tuple(self.mentions),
            tuple(self.statements),
            heading,
            self.trailing,
        )

    def _leads(self, subject: Subject) -> bool:
        """Whether a text is about a subject: its path stands at the head."""
        return 0 <= self.line.find(subject.names[0]) <= 12

    def _sentence(self, order: int, start: int, stop: int, inside: list[Number]) -> None:
        before = len(self.mentions)
        state = self.state
        state.change, state.base, state.reason, state.lists = None, "", False, []
        brackets = _brackets(self.line, start, stop, inside)
        stack: list[tuple[tuple[int, int], _State]] = []
        end = start
        for number in inside:
            while stack and number.start >= stack[-1][0][1]:
                end = max(end, stack[-1][0][1])
                self.state = stack.pop()[1]
            for pair in brackets:
                if pair[0] < number.start < pair[1] and all(pair != p for p, _ in stack):
                    self._open(pair, end, stack)
                    end = pair[0] + 1
            if not (number.is_quantity or number.kind in (Kind.THRESHOLD, Kind.OTHER)):
                continue
            lead = self.line[end : number.start]
            if self._mention(order, number, lead, stop):
                end = number.end
        while stack:
            self.state = stack.pop()[1]
        self._statements(order, start, stop, before)
        tail = self.line[end:stop].rstrip("：: ")
        if tail.endswith("其中") or re.search(r"(?:内容|情况|如下)$", tail):
            self.trailing = self.state.last if tail.endswith("其中") else self.trailing

    def _open(
        self, pair: tuple[int, int], end: int, stack: list[tuple[tuple[int, int], _State]]
    ) -> None:
        """Enter a bracket: its numbers are parts of the number it stands behind."""
        outer = self.state
        stack.append((pair, outer))
        words = self.line[pair[0] + 1 : pair[1]]
        opening = _BRACKET_PARTS.match(words)
        link = BRACKET
        if opening:
            link = EXCLUDED if opening.group("out") else OF_WHICH
        gap = self.line[end : pair[0]]
        adjacent = bool(self.mentions) and len(gap) <= _GAP and not re.search(r"[，；。、：]", gap)
        parents = self._wholes() if link == OF_WHICH else ()
        if adjacent:
            parents = (len(self.mentions) - 1, *parents)
        self.state = _State(measure=outer.measure, subject=outer.subject, base=outer.base)
        self.state.reason = outer.reason
        self.groups += 1
        self.state.lists = [_List(self.groups, link, parents, colon=True)] if parents else []

    def _mention(self, order: int, number: Number, lead: str, stop: int) -> bool:
        fitting = next(
            ((pattern, match) for pattern in PATTERNS if (match := pattern.fits(number, lead))),
            None,
        )
        if fitting is None:
            return False
        pattern, match = fitting
        self._clauses(lead, number)
        if pattern.role is Role.CHANGE and self._is_name(match):
            pattern = PATTERNS[-1]
            match = pattern.cue.search(lead) or match
        after = re.match(r"[^，；。、（）：\d]*", self.line[number.end : stop])
        mention = self._made(order, number, pattern, match, lead, after.group() if after else "")
        index = len(self.mentions)
        self.mentions.append(mention)
        self._remember(index, mention)
        return True

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether the direction is part of a name (支持能力提升80.00万元): it is compared with
        nothing, and what it is said of stands nowhere before."""
        said = match.groupdict().get("subject") or ""
        measure, basis = split_basis(noun(BASE.sub("", said)))
        if self.state.base or basis or measure in _EMPTY:
            return False
        return self.find(measure) is None

    def _clauses(self, lead: str, number: Number) -> None:
        """What the words in front of a number change in the state."""
        state = self.state
        head, stop_mark, rest = lead.rpartition("；")
        if stop_mark:
            state.reason, state.change = False, None
            if len(state.lists) > 1 or self._closed():
                state.lists.pop()
            if state.lists and not state.lists[-1].colon:
                state.lists[-1].tentative = True
        elif rest.strip("），、 ").count("，") and state.lists and not state.lists[-1].colon:
            state.lists.pop()
        if REASON.search(rest):
            state.reason, state.change = True, None
        bases = list(BASE.finditer(lead))
        if bases:
            base = bases[-1]
            state.base = base.group("same") or base.group("base")
        among = _AMONG.search(rest)
        if among and not _OF_WHICH.search(among.group()):
            self._named_list(OF_WHICH, noun(among.group("name")))
        elif _OF_WHICH.search(rest) and not self._fresh():
            colon = "其中：" in rest or head.endswith("其中")
            self._list(OF_WHICH, self._wholes(), colon)
        elif composed := _COMPOSED.search(rest):
            self._named_list(COMPOSED, noun(composed.group("name")))

    def _closed(self) -> bool:
        """Whether a 「；」 ends the list: its parts so far stand side by side without one."""
        if not self.state.lists:
            return False
        group = self.state.lists[-1].group
        parts = [m for m in self.mentions if m.group == group and m.role is Role.VALUE]
        return len(parts) > 1 and all("；" not in part.words for part in parts)

    def _fresh(self) -> bool:
        """Whether a bracket has just opened the list that its 「其中」 names."""
        lists = self.state.lists
        return (
            bool(lists)
            and lists[-1].link == OF_WHICH
            and all(mention.group != lists[-1].group for mention in self.mentions)
        )

    def _named_list(self, link: str, name: str) -> None:
        """A list whose whole is named: here, in an earlier paragraph, or just before."""
        found = self.find(name) if name else None
        if found is not None:
            self._list(link, (found,), colon=True)
        elif len(name) >= 4 and name[-1] not in "用于":
            self._list(link, (), colon=True, of=name)
        else:
            self._list(link, self._wholes(), colon=True)

    def _wholes(self) -> tuple[int, ...]:
        """What 「其中」 may divide, nearest first: no part that stands in a bracket before."""
        return tuple(
            index
            for index in reversed(range(len(self.mentions)))
            if self.mentions[index].link != BRACKET
        )

    def _list(self, link: str, parents: tuple[int, ...], colon: bool, of: str = "") -> None:
        self.groups += 1
        self.state.lists.append(_List(self.groups, link, parents, colon, of))

    def _made(
        self,
        order: int,
        number: Number,
        pattern: Pattern,
        match: re.Match[str],
        lead: str,
        after: str,
    ) -> Mention:
        state = self.state
        slots = match.groupdict()
        said = BASE.sub("", slots.get("subject") or "")
        subject = subject_in(lead)
        if pattern.role is Role.RATE:
            said = slots.get("name") or ""
        words = noun(said) if said.strip("，；：、 ") else ""
        measure, basis = split_basis(words)
        if subject is not None and pattern.role is Role.VALUE:
            measure = subject.name
        named = bool(measure) and measure not in _EMPTY
        reached = bool(slots.get("word")) and pattern.role is Role.VALUE
        if not named and pattern.role is Role.VALUE and not basis and not reached:
            measure, named = words or noun(after), bool(words or after)
        if not named and (basis or reached or pattern.role is not Role.VALUE):
            measure, named = state.measure or measure, not state.measure and bool(measure)
        word = slots.get("word") or ""
        mention = Mention(
            number=number,
            role=pattern.role,
            row=pattern.row,
            measure=measure,
            named=named,
            basis=basis,
            words=lead,
            after=after,
            direction=direction(word),
            both_words=bool(re.search(r"[（/]", word)),
            base=state.base,
            whole=noun(slots.get("whole") or slots.get("name") or "")
            if pattern.role is not Role.RATE
            else "",
            reason=state.reason,
            subject=subject or (state.subject if not named or subject else None),
            sentence=order,
        )
        if pattern.role is Role.VALUE:
            return self._part(mention)
        about = self._about(mention, words)
        change = state.change if pattern.role is Role.GROWTH and not named else None
        return replace(mention, about=about, change=change)

    def _about(self, mention: Mention, words: str) -> int | None:
        """The value a change or a rate is said of."""
        state = self.state
        if mention.role in (Role.RATE, Role.STANDARD):
            return None
        if mention.named:
            about = self.find(mention.measure, mention.basis)
        elif mention.basis and mention.basis in state.by_basis:
            about = state.by_basis[mention.basis]
        else:
            about = state.last
        if about is not None and mention.reason and not self.mentions[about].reason:
            return None
        return about

    def _part(self, mention: Mention) -> Mention:
        """A value with the whole it is a part of."""
        if not self.state.lists:
            return mention
        current = self.state.lists[-1]
        for parent in current.parents:
            whole = self.mentions[parent]
            if whole.role is not Role.VALUE or whole.group == current.group:
                continue
            if whole.number.unit.dimension != mention.number.unit.dimension and not (
                whole.sentence == mention.sentence and current.link == BRACKET
            ):
                continue
            if mention.basis and whole.basis and mention.basis != whole.basis:
                continue
            if current.link != COMPOSED and mention.sentence - whole.sentence > 1:
                continue
            return replace(
                mention,
                parent=parent,
                link=current.link,
                group=current.group,
                tentative=current.tentative,
            )
        return replace(
            mention,
            link=current.link,
            group=current.group,
            of=current.of,
            tentative=current.tentative,
        )

    def _remember(self, index: int, mention: Mention) -> None:
        state = self.state
        if mention.role is Role.VALUE:
            if mention.named and mention.measure != state.measure:
                state.by_basis = {}
                state.measure = mention.measure
                if mention.subject is None:
                    state.subject = None
            if mention.subject is not None:
                state.subject = mention.subject
            state.last = index
            state.by_basis[mention.basis] = index
            state.change = None
        elif mention.role is Role.CHANGE:
            state.change = index

    def find(self, name: str, basis: str = "") -> int | None:
        """The nearest value before that is named so, of that version if one is asked for."""
        name, own = split_basis(name)
        basis = basis or own
        best = None
        for index in reversed(range(len(self.mentions))):
            mention = self.mentions[index]
            if mention.role is not Role.VALUE or not names(name, mention.measure):
                continue
            if basis and mention.basis and mention.basis != basis:
                continue
            if same(name, mention.measure):
                return index
            if best is None:
                best = index
        return best

    def _base_before(self, start: int, stop: int) -> str:
        """The comparator of the sentence before a statement: 与2023年度相比，…持平."""
        bases = list(BASE.finditer(self.line, start, stop))
        return (bases[-1].group("base") or "") if bases else ""

    def _statements(self, order: int, start: int, stop: int, first: int) -> None:
        for statement in STATEMENTS:
            if statement.mark.search(self.line, start, stop) is None:
                continue
            for match in statement.cue.finditer(self.line, start, stop):
                slots = match.groupdict()
                said, basis = split_basis(noun(slots.get("subject") or ""))
                named = bool(said) and said not in _EMPTY
                before = [
                    index
                    for index in range(len(self.mentions))
                    if self.mentions[index].role is Role.VALUE
                    and self.mentions[index].number.start
                    < match.start("about" if slots.get("about") else 0)
                ]
                about = self.find(said, basis) if named else (before[-1] if before else None)
                self.statements.append(
                    Stated(
                        statement.name,
                        match.start(),
                        match.end(),
                        match.group(),
                        said if named else "",
                        slots.get("base") or self._base_before(start, match.start()),
                        slots.get("word") or "",
                        about,
                        order,
                        bool(slots.get("about")),
                    )
                )


_NOISE = re.compile(r"(?:的|数额?|金额|总额|合计|总计|情况)+$")


def bare_name(name: str) -> str:
    """A name without 金额, 总额, 合计 at its end."""
    return _NOISE.sub("", name) or name


def same(one: str, other: str) -> bool:
    """Whether two names are one but for 金额, 总额, 合计 at their ends."""
    return bool(one) and (one == other or _NOISE.sub("", one) == _NOISE.sub("", other) != "")


def names(reference: str, measure: str) -> bool:
    """Whether ``reference`` points back to ``measure``: it may leave out what stands in front."""
    if not reference or not measure:
        return False
    short, long = _NOISE.sub("", reference), _NOISE.sub("", measure)
    if short == long or (len(short) >= 4 and long.endswith(short)):
        return True
    one, other = name_of(reference), name_of(measure)
    if not one.core and not other.core and one.level and one.level == other.level:
        # 「收、支总计各增加…」 points back to 支出总计 and to 收入总计, which are equal.
        return one.funds == other.funds and (one.side == other.side or one.side == BOTH)
    return len(one.core) >= 2 and one.core == other.core and one.side == other.side


def _brackets(
    line: str, start: int, stop: int, inside: list[Number]
) -> tuple[tuple[int, int], ...]:
    """The brackets of a sentence that hold quantities, outer ones first."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for position in range(start, stop):
        if line[position] == "（":
            opened.append(position)
        elif line[position] == "）" and opened:
            pairs.append((opened.pop(), position))
    pairs += [(position, stop) for position in opened]
    return tuple(
        sorted(
            pair
            for pair in pairs
            if any(pair[0] < n.start < pair[1] and n.is_quantity for n in inside)
        )
    )
