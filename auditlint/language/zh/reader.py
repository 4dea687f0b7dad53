"""Reads a paragraph: what every number in it is said of.

The reader goes through the numbers from left to right. The words in front of each choose its
row of ``patterns``; what has been read so far says what the row leaves open: the subject
carried on from before, the comparator of the sentence, the whole that 「其中」 or a bracket
divides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditlint.language.zh.fold import folded
from auditlint.language.zh.leads import Introduction, Turns, as_value, introduced, turns
from auditlint.language.zh.measures import name_of
from auditlint.language.zh.numbers import Kind, Number, numbers
from auditlint.language.zh.patterns import Role
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
from auditlint.language.zh.references import brackets as brackets_of
from auditlint.language.zh.references import names, same
from auditlint.language.zh.respective import respective
from auditlint.language.zh.sentences import sentences
from auditlint.language.zh.state import Listed, State
from auditlint.language.zh.statements import statements_in
from auditlint.language.zh.words import DIRECTION, EARNED, EMPTY, noun, split_basis
from auditlint.patterns import compiled
from auditlint.quantity import Dimension

_BRACKET_PARTS = compiled(r"^(?P<out>不含|不包括|不包含|除|扣除|另)|^(?P<of>其中|含|包括|包含)")
_GAP = 10
_SPENT = ("支出", "实际支出", "使用", "实际使用")
#: 「收、支总计各是 A、B万元，各增加 C、D万元」: what was said of the first is said of the second.
_EACH = compiled(r"各|分别|依次")
_BESIDE = compiled(r" ?(?:[，、和与及]|以及) ?")
_TWINNED = (Role.VALUE, Role.CHANGE, Role.GROWTH, Role.SHARE, Role.RATE)
#: 「完成年初预算80.00万元的75%」, 「占总支出80.00万元的5%」: budget or whole is a number.
_OF_NUMBER = compiled(r"(?:完成|占|，为(?=.*预算))(?!地(?!方)|用|补|优|有|比)[^，；。：（）]*$")
#: 「与年初预算数80.00万元相比」, 「比年初预算80.00万元减少」.
_COMPARED = compiled(r"(?:与|比|较|同)[^，；。：（）]*$")
_COMPARING = compiled(rf"相比|比较|相较|对比|(?:{DIRECTION}|{EARNED})了?$")
#: The words behind a number and its unit.
_AFTER = compiled(r"[^，；。、（）：\d]*")


@lru_cache(maxsize=1 << 14)
def read(text: str) -> Reading:
    """Read ``text`` (printed). Positions of numbers are those in ``text``."""
    return _Reader(text).read()


class _Tie(NamedTuple):
    """The fields of a mention that make it a part of a whole."""

    parent: int | None = None
    link: str = ""
    group: int = -1
    of: str = ""
    tentative: bool = False


_FREE = _Tie()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line = folded(text)
        self.mentions: list[Mention] = []
        self.statements: list[Stated] = []
        self.groups = 0
        self.state = State()
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
            found_here = numbers(self.text[start:stop], self.line[start:stop])
            inside = [number.moved(start) for number in found_here]
            found += inside
            self._sentence(order, start, stop, inside)
        respective(self.mentions)
        return Reading(
            self.line,
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
        state = self.state
        state.change, state.base, state.reason, state.lists = None, "", False, []
        brackets = brackets_of(self.line, start, stop, inside)
        stack: list[tuple[tuple[int, int], State]] = []
        entered: set[tuple[int, int]] = set()
        end = start
        for number in inside:
            while stack and number.start >= stack[-1][0][1]:
                end = max(end, stack[-1][0][1])
                self.state = stack.pop()[1]
            for pair in brackets:
                if pair[0] < number.start < pair[1] and pair not in entered:
                    entered.add(pair)
                    self._open(pair, end, stack)
                    end = pair[0] + 1
            if not (number.is_quantity or number.kind in (Kind.THRESHOLD, Kind.OTHER)):
                continue
            lead = self.line[end : number.start]
            if self._mention(order, number, lead, stop):
                end = number.end
        while stack:
            self.state = stack.pop()[1]
        self.statements += statements_in(self.line, (start, stop), order, self.mentions, self.find)
        tail = self.line[end:stop].rstrip("：: ")
        if tail.endswith("其中") or (end > start and tail.endswith(("具体包括", "，包括"))):
            self.trailing = self.state.last

    def _open(
        self, pair: tuple[int, int], end: int, stack: list[tuple[tuple[int, int], State]]
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
        self.state = State(measure=outer.measure, subject=outer.subject, base=outer.base)
        self.state.reason = outer.reason
        if adjacent and self.mentions[-1].role is Role.VALUE:
            self.state.last = len(self.mentions) - 1  # 80.00万元（占75.00%）
        self.groups += 1
        self.state.lists = [Listed(self.groups, link, parents, colon=True)] if parents else []

    def _twin(self, order: int, number: Number, lead: str) -> bool:
        """The second number of a pair, if this is one."""
        at = len(self.mentions) - 1
        before = self.mentions[at] if self.mentions else None
        if before is None or before.sentence != order or not _BESIDE.fullmatch(lead):
            return False
        first = at if before.twin is None else before.twin
        head = self.mentions[first]
        said = head.words
        if first and self.mentions[first - 1].reference:
            said += self.mentions[first - 1].words  # 分别占总额80.00万元的 60%和40%
        if not _EACH.search(said) or head.number.unit != number.unit:
            return False
        if head.role not in _TWINNED:
            return False
        names_ = re.split("[、和与及]", head.measure)
        if head.role is Role.VALUE and len(names_) > 1 and all(len(name) > 1 for name in names_):
            place = at - first + 1
            self.mentions[first] = head._replace(measure=names_[0])
            head = head._replace(measure=names_[min(place, len(names_) - 1)])
        twin = head._replace(
            number=number,
            words=lead,
            after="",
            about=self._next_twin(before.about),
            change=self._next_twin(before.change),
            twin=first,
        )
        self.mentions.append(twin)
        return True

    def _next_twin(self, at: int | None) -> int | None:
        if at is None or at + 1 >= len(self.mentions):
            return None
        mention, following = self.mentions[at], self.mentions[at + 1]
        first = at if mention.twin is None else mention.twin
        return at + 1 if following.twin == first else None

    def _mention(self, order: int, number: Number, lead: str, stop: int) -> bool:
        if self._twin(order, number, lead):
            return True
        if lead == "的" and self.mentions and self.mentions[-1].reference:
            whole = _OF_NUMBER.search(self.mentions[-1].words)
            lead = whole.group() + "的" if whole else lead
        said = introduced(number, lead)
        if said is None:
            return False
        self._turn(turns(lead), said.role, order)
        if said.role is Role.CHANGE and self._is_name(said):
            said = as_value(lead)
        after = _AFTER.match(self.line, number.end, stop)
        mention = self._made(order, number, said, lead, after.group() if after else "")
        self.mentions.append(mention)
        self._remember(len(self.mentions) - 1, mention)
        return True

    def _is_name(self, said: Introduction) -> bool:
        """Whether the direction is part of a name (支持能力提升80.00万元): it is compared with
        nothing, and what it is said of stands nowhere before."""
        if self.state.base or said.basis or said.measure in EMPTY:
            return False
        return self.find(said.measure) is None

    def _turn(self, said: Turns, role: Role, order: int) -> None:
        """Change the state by the words in front of a number."""
        state = self.state
        if said.parted:
            state.reason, state.change = False, None
            if len(state.lists) > 1 or self._closed():
                state.lists.pop()
            if state.lists and not state.lists[-1].colon:
                state.lists[-1].tentative = True
        elif said.clause and state.lists and not state.lists[-1].colon:
            state.lists.pop()
        if said.reason:
            state.reason, state.change = not (said.resumes and self._resumes()), None
        if said.base is not None:
            state.base = said.base
        divided = self._of_sentence(order) if said.behind else ()
        if divided:
            self._list(OF_WHICH, divided, colon=True)
        elif said.among is not None:
            self._named_list(OF_WHICH, said.among)
        elif said.of_which and not self._fresh():
            self._list(OF_WHICH, self._wholes(), said.colon)
        elif said.by_kind:
            self._list(OF_WHICH, self._wholes(outer=True), colon=True)
        elif said.including and state.last is not None:
            self._list(OF_WHICH, (state.last,), colon=False)
        elif said.composed is not None and (role is Role.VALUE or not said.each):
            self._named_list(COMPOSED, said.composed)

    def _resumes(self) -> bool:
        """Whether words behind a reason may go back to the value: 原因是…，与上年相比减少."""
        since = [] if self.state.last is None else self.mentions[self.state.last :]
        if {one.role for one in since} & {Role.CHANGE, Role.GROWTH}:
            return False
        return len({one.sentence for one in since}) == 1

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
        if name in ("收入", "支出"):
            self._list(link, self._totals(name), colon=True)
            return
        found = self.find(name) if name else None
        if found is not None:
            self._list(link, (found,), colon=True)
        elif len(name) >= 4 and name[-1] not in "用于":
            self._list(link, (), colon=True, of=name)
        else:
            self._list(link, self._wholes(), colon=True)

    def _totals(self, side: str) -> tuple[int, ...]:
        """The total that 「收入包括：」 or 「支出包括：」 divides: of that side or of both."""
        return tuple(
            index
            for index in self._wholes(outer=True)
            if (name := self.mentions[index].measure)
            and (re.search("收入?[、和]?支", name) or name_of(name).side == side)
        )

    def _wholes(self, outer: bool = False) -> tuple[int, ...]:
        """What 「其中」 may divide, nearest first: no part in a bracket (``outer``: in a list)."""
        return tuple(
            index
            for index in reversed(range(len(self.mentions)))
            if self.mentions[index].link != BRACKET
            and not self.mentions[index].reference
            and not (outer and self.mentions[index].group >= 0)
        )

    def _of_sentence(self, order: int) -> tuple[int, ...]:
        """What 「…中，」 right behind numbers of this sentence divides."""
        return tuple(at for at in self._wholes() if self.mentions[at].sentence == order)

    def _list(self, link: str, parents: tuple[int, ...], colon: bool, of: str = "") -> None:
        self.groups += 1
        self.state.lists.append(Listed(self.groups, link, parents, colon, of))

    def _made(
        self, order: int, number: Number, said: Introduction, lead: str, after: str
    ) -> Mention:
        state, role = self.state, said.role
        measure, basis, subject = said.measure, said.basis, said.subject
        is_value = role is Role.VALUE
        if is_value and measure in _SPENT and self._is_budget(state.last):
            measure, basis = "", "决算"  # 预算数 12.00，支出 11.00
        if is_value and subject is not None:
            measure = subject.name
        named = bool(measure) and measure not in EMPTY
        reached = is_value and bool(said.word)
        if not named and is_value and not basis and not reached:
            compared = _COMPARING.match(after) is not None and state.measure
            measure, named = said.words or compared or noun(after), bool(said.words or after)
        if not named and (basis or reached or not is_value):
            measure, named = state.measure or measure, not state.measure and bool(measure)
        about = change = against = None
        reference, tie = False, _FREE
        if is_value:
            reference = _is_reference(lead, after)
            tie = _FREE if reference else self._tie(number, basis, order)
        else:
            if role is Role.GROWTH and not named and state.change is not None:
                change = self._first(state.change)
            about = self._about(role, measure if named else "", basis)
            against = self._against(role, order, change)
        return Mention(
            number,
            role,
            said.row,
            measure,
            named,
            basis,
            lead,
            after,
            said.direction,
            state.base,
            said.whole,
            about,
            change,
            tie.parent,
            tie.link,
            tie.group,
            tie.of,
            tie.tentative,
            state.reason,
            subject or (None if named else state.subject),
            order,
            reference,
            against,
        )

    def _is_budget(self, at: int | None) -> bool:
        return at is not None and self.mentions[at].basis.endswith("预算")

    def _first(self, at: int) -> int:
        twin = self.mentions[at].twin
        return at if twin is None else twin

    def _against(self, role: Role, order: int, change: int | None) -> int | None:
        """The number a change starts from, where it stands right before: 比预算80.00万元减少."""
        if role is Role.GROWTH and change is not None:
            return self.mentions[change].against
        before = self.mentions[-1] if self.mentions else None
        if role not in (Role.CHANGE, Role.GROWTH) or before is None:
            return None
        compared = before.reference and _COMPARED.search(before.words)
        return len(self.mentions) - 1 if compared and before.sentence == order else None

    def _about(self, role: Role, named: str, basis: str) -> int | None:
        """The value a change or a rate is said of; ``named``: its own name, if it has one."""
        state = self.state
        if role in (Role.RATE, Role.STANDARD):
            return None
        if named:
            about = self.find(named, basis)
        elif role is Role.GROWTH and state.change is not None:
            about = self.mentions[self._first(state.change)].about
        elif basis and basis in state.by_basis:
            about = state.by_basis[basis]
        else:
            about = self._not_base(state.last)
        if about is not None and state.reason and not self.mentions[about].reason:
            return None
        return about

    def _not_base(self, last: int | None) -> int | None:
        """The value before, or the other version of it where it is the one compared with:
        「决算70.00万元，年初预算80.00万元，比年初预算减少」 tells of the first."""
        state = self.state
        if last is None or not state.base:
            return last
        basis = split_basis(noun(state.base))[1]
        if not basis or self.mentions[last].basis != basis:
            return last
        others = [at for name, at in state.by_basis.items() if name in ("", "决算", "预算执行")]
        return max(others, default=last)

    def _tie(self, number: Number, basis: str, order: int) -> _Tie:
        """What ties a value to the whole it is a part of."""
        if not self.state.lists:
            return _FREE
        current = self.state.lists[-1]
        for parent in self._counted_alike(current.parents, number, order):
            whole = self.mentions[parent]
            if whole.role is not Role.VALUE or whole.group == current.group:
                continue
            if whole.number.unit.dimension != number.unit.dimension and not (
                whole.sentence == order and current.link == BRACKET
            ):
                continue
            if basis and whole.basis and basis != whole.basis:
                continue
            if current.link != COMPOSED and order - whole.sentence > 1:
                continue
            return _Tie(parent, current.link, current.group, "", current.tentative)
        return _Tie(None, current.link, current.group, current.of, current.tentative)

    def _counted_alike(
        self, parents: tuple[int, ...], number: Number, order: int
    ) -> tuple[int, ...]:
        """Of several wholes that count other things those in the unit of the part: 「825户3099人，
        其中甲 412户1605人」."""
        wholes = [at for at in parents if order - self.mentions[at].sentence <= 1]
        units = [self.mentions[at].number.unit for at in wholes]
        if number.unit.dimension is not Dimension.COUNT or not any(
            map(number.unit.comparable, units)
        ):
            return parents
        unit = number.unit
        return tuple(at for at in parents if self.mentions[at].number.unit.comparable(unit))

    def _remember(self, index: int, mention: Mention) -> None:
        state = self.state
        if mention.reference:
            if not mention.named:
                state.by_basis[mention.basis] = index
        elif mention.role is Role.VALUE:
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
            if mention.reference and not basis:
                continue
            if mention.twin is not None and mention.measure == self.mentions[mention.twin].measure:
                continue
            if basis and mention.basis and mention.basis != basis:
                continue
            if same(name, mention.measure):
                return index
            if best is None:
                best = index
        return best


def _is_reference(lead: str, after: str) -> bool:
    """Whether a value is there for another to be compared with or completed by."""
    if after == "的" and _OF_NUMBER.search(lead):
        return True
    return _COMPARING.match(after) is not None and _COMPARED.search(lead) is not None
