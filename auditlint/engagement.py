"""Which documents belong together: entity, level, kind and period of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from fnmatch import fnmatch
from itertools import combinations
from pathlib import PurePath

from auditlint.document import BlockKind, Document, Table
from auditlint.language.zh import names
from auditlint.patterns import compiled
from auditlint.settings import DocumentSettings, Settings
from auditlint.values import dataclass

#: Blocks of a document's beginning that its title page and lists of bodies are looked for in.
_OPENING = 60
#: Labels of a form beside which stands of what body, of what year and of what a document is.
_BODY_LABELS = ("评价部门", "被评价部门", "被评价单位", "部门名称", "单位名称", "预算单位")
_YEAR_LABELS = ("评价年度", "预算年度", "决算年度", "年度", "会计年度")
_TYPE_LABEL = "评价类型"
_LABELS = frozenset({*_BODY_LABELS, *_YEAR_LABELS, _TYPE_LABEL})

_TITLE_YEAR = compiled(
    rf"(20\d\d)年?度?(?:[省市区县]级|{names.NAME}(?:[（(](?:本级|部门|单位)[）)])?)?(?:部门|单位)?(?:决算|预算|整体)"
    r"|(20\d\d)年?(?:年度|半年度|季度)报告|评价年度[:：](20\d\d)"
)
_TITLE_YEAR = compiled(
    rf"(20\d\d)年?度?(?:[省市区县]级|{names.NAME}(?:[（(](?:本级|部门|单位)[）)])?)?(?:部门|单位)?(?:决算|预算|整体)"
    r"|(20\d\d)年?(?:年度|半年度|季度)报告|评价年度[:：](20\d\d)"
)
_LISTED = compiled(
    rf"(?:^|[。；;：:])\d+[.．、]\s*({names.NAME})(?:[（(][^（）()]*[）)])?(?=[，,。；;]|$)"
)


class Kinship(StrEnum):
    """Why two documents are held against each other."""

    SAME = "same"  # one body at one level
    PART = "part"  # the first is the department, the second one of its units
    LEDGER = "ledger"  # the second is a ledger of the first's body


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a document is about and what it is.

    ``level`` is 部门, 单位, 项目 or empty; ``kind`` is 决算, 预算, 绩效评价, 反馈表, 台账 or empty;
    ``period`` is the year of the figures, as four digits, or empty. ``short`` are the short
    names it introduces for its body, ``parent`` the body that manages it, ``units`` the bodies
    it covers, ``project`` the project that it evaluates.
    """

    document: int
    entity: str = ""
    level: str = ""
    kind: str = ""
    period: str = ""
    short: tuple[str, ...] = ()
    parent: str = ""
    units: tuple[str, ...] = ()
    project: str = ""

    def named(self, name: str) -> bool:
        """Whether ``name`` is a name of this document's body."""
        return any(names.same_body(own, name) for own in (self.entity, *self.short))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to hold against each other, as positions in the run, and why."""

    first: int
    second: int
    kinship: Kinship


@dataclass(frozen=True, slots=True)
class Engagement:
    """``identities`` in document order; ``pairs`` are the documents to hold against each other."""

    identities: tuple[Identity, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def of(self, document: int) -> Identity:
        return self.identities[document] if document < len(self.identities) else Identity(document)


def engagement_of(documents: Sequence[Document], settings: Settings) -> Engagement:
    """Identify every document and pair the related ones.

    Documents of unrelated bodies are never paired; with ``settings.independent`` none are.
    """
    identities = tuple(identify(document, settings) for document in documents)
    if settings.independent:
        return Engagement(identities)
    pairs = (
        _pair(documents[one.document], one, documents[other.document], other)
        for one, other in combinations(identities, 2)
    )
    return Engagement(identities, tuple(pair for pair in pairs if pair is not None))


def identify(document: Document, settings: Settings) -> Identity:
    """What a document says it is; what the settings say of its path comes first."""
    opening = [
        block.text.value
        for block in document.blocks[:_OPENING]
        if block.kind is not BlockKind.FURNITURE and block.kind is not BlockKind.CONTENTS
    ]
    front = _front(document)
    labels = dict(_labelled_cells(document.tables))
    aliases = dict(settings.aliases)
    entity = _entity(document, front, labels)
    kind = _kind(document, front)
    if kind == "反馈表" and names.is_treasury(entity):
        entity = next(filter(None, map(names.addressed, opening[:6])), entity)
    text = "\n".join(opening)
    found = Identity(
        document.index,
        entity=aliases.get(entity, entity),
        level=_level(document, front, labels),
        kind=kind,
        period=_period(document, front, labels),
        short=tuple(
            dict.fromkeys(
                short for full, short in names.short_names(text) if names.same_body(full, entity)
            )
        ),
        parent=names.parent_in(text),
        units=tuple(_units(document, opening, entity)),
        project=next(filter(None, map(names.project_in, _titles(document))), ""),
    )
    if found.project and not found.level:
        found = replace(found, level="项目")
    for stated in settings.documents:
        if _applies(stated, document.path):
            found = replace(
                found,
                entity=stated.entity or found.entity,
                level=stated.level or found.level,
                kind=stated.kind or found.kind,
                period=stated.period or found.period,
            )
    return found


def _applies(stated: DocumentSettings, path: str) -> bool:
    return any(
        fnmatch(name, stated.path)
        for name in (path, PurePath(path).name, PurePath(path).as_posix())
    )


def _front(document: Document) -> str:
    """The text of the title page (the first page that has any), without white space."""
    first: int | None = None
    parts: list[str] = []
    for block in document.blocks:
        page = block.text.page
        if block.kind is BlockKind.FURNITURE or not block.text:
            continue
        first = page if first is None else first
        if page != first or len(parts) >= _OPENING:
            break
        parts.append(block.text.value)
    for table in document.tables[:1]:
        if first is None or table.caption.page == first or not parts:
            parts.append(table.title)
    return "".join("".join(part.split()) for part in (document.title, *parts))


def _headline(document: Document) -> Iterator[str]:
    """Titles, headings and captions: the lines in which a document names itself."""
    yield document.title
    for table in document.tables:
        yield table.title
        yield table.caption.value
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.CAPTION):
            yield block.text.value
    for sheet in document.sheets:
        yield sheet.title


def _titles(document: Document) -> Iterator[str]:
    """The title of a document, which may run over several lines, without white space."""
    yield "".join(document.title.split())
    title = ""
    for block in document.blocks[:3]:
        title += "".join(block.text.value.split())
        if len(title) <= 90:
            yield title


def _labelled_cells(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Cells of a form that tell what a document is of, and what stands to their right: 评价部门 |
    某某中心. First ones win in a dictionary built from the reversed order."""
    found: list[tuple[str, str]] = []
    for table in tables:
        if table.columns < 2:
            continue
        for row, column in sorted(table.texts):
            label = table.text(row, column).rstrip("：:")
            if label not in _LABELS:
                continue
            value = next(
                (text for at in range(column + 1, table.columns) if (text := table.text(row, at))),
                "",
            )
            if value and len(value) <= 60:
                found.append((label, value))
    return reversed(found)


def _entity(document: Document, front: str, labels: dict[str, str]) -> str:
    """The body most of the document's own labels name; a cut name counts for the full one."""
    votes: Counter[str] = Counter()
    for label in _BODY_LABELS:
        name = names.tidy(labels.get(label, ""))
        if names.is_name(name):
            votes[name] += 5
    lines = [line for line in _headline(document) if line]
    lines += (
        block.text.value
        for block in document.blocks[:_OPENING]
        if block.kind is BlockKind.PARAGRAPH
    )
    for line in lines:
        bare = "".join(line.split())
        for name in names.titled(bare):
            votes[name] += 2
        for labelled in names.LABELLED.finditer(line):
            name = names.tidy(labelled[1])
            if len(name) >= 4:
                votes[name] += 2
    for name in names.titled(front):
        votes[name] += 1
    for name in list(filter(None, map(names.reported, _titles(document))))[:1]:
        votes[name] += 3
    for name in sorted(votes, key=len):
        fuller = [other for other in votes if other != name and other.startswith(name)]
        if fuller and not names.is_name(name):
            votes[max(fuller, key=lambda other: (votes[other], other))] += votes.pop(name)
    for name in sorted(votes, key=len, reverse=True):
        inner = [other for other in votes if names.is_run_on(name, other)]
        if inner:
            votes[max(inner, key=lambda other: (votes[other], other))] += votes.pop(name)
    whole = {name: count for name, count in votes.items() if names.is_name(name)}
    return max(whole, key=lambda name: (whole[name], len(name), name), default="")


def _level(document: Document, front: str, labels: dict[str, str]) -> str:
    kind = labels.get(_TYPE_LABEL, "")
    if kind:
        return "项目" if kind.startswith("项目") else "单位" if kind.startswith("单位") else "部门"
    if re.search(r"项目(?:支出)?绩效(?:评价|自评)", front) and "决算" not in front:
        return "项目"
    for text in (front, "\n".join(_headline(document))):
        department = len(re.findall(r"部门(?:收支|整体支出)?(?:决算|预算|整体)|编制部门", text))
        unit = len(re.findall(r"(?<!预算)单位(?:收支)?(?:决算|预算)|预算单位[:：]|编制单位", text))
        if department or unit:
            return "部门" if department >= unit else "单位"
    return ""


def _kind(document: Document, front: str) -> str:
    if document.sheets and not document.pages:
        return "台账"
    if re.search(r"反馈表|反馈意见|复核意见|评价意见|财政评价|评价结果反馈|复核报告", front[:80]):
        return "反馈表"
    titles = {"".join(line.split()) for line in _headline(document) if line}
    final = sum("决算" in title for title in titles)
    budget = sum("预算" in title and "决算" not in title for title in titles)
    if re.search(r"决算", front) or final > budget:
        return "决算"
    if re.search(r"绩效(?:评价|自评)(?:报告|表|结果)", front):
        return "绩效评价"
    if budget >= 1 or re.search(r"(?:部门|单位)预算", front):
        return "预算"
    return ""


def _period(document: Document, front: str, labels: dict[str, str]) -> str:
    for label in _YEAR_LABELS:
        if year := re.match(r"20\d\d", labels.get(label, "")):
            return year[0]
    votes: Counter[str] = Counter()
    for found in _TITLE_YEAR.finditer(front):
        votes[next(filter(None, found.groups()))] += 5
    for line in _headline(document):
        bare = "".join(line.split())
        for year in re.findall(r"(20\d\d)年度?(?![\d月末底])", bare):
            votes[year] += 1
    if not votes:
        in_name = re.search(r"(?<!\d)(20\d\d)(?!\d)", PurePath(document.path).name)
        return in_name[1] if in_name else ""
    return max(votes, key=lambda year: (votes[year], year))


def _units(document: Document, opening: Sequence[str], entity: str) -> Iterator[str]:
    """The bodies a department says it covers: its list of units as a table or a numbered list."""
    seen = {entity}
    listed: list[str] = []
    for table in document.tables[:6]:
        for column in range(table.columns):
            if table.text(0, column) in ("单位名称", "预算单位", "单位"):
                listed += (table.text(row, column) for row in range(1, table.rows))
    listed += (found[1] for text in opening for found in _LISTED.finditer(text))
    for name in map(names.tidy, listed):
        if names.is_name(name) and names.region_of(name) and name not in seen:
            seen.add(name)
            yield name


def _pair(one: Document, a: Identity, other: Document, b: Identity) -> Pair | None:
    if "台账" in (a.kind, b.kind):
        return _with_ledger(a, b)
    if "项目" in (a.level, b.level):
        # Every project is an object of its own, and none is its body as a whole.
        same = a.level == b.level and _same_project(one, a, other, b)
        return Pair(a.document, b.document, Kinship.SAME) if same else None
    if not a.entity or not b.entity:
        return _by_mention(one, a, other, b)
    if a.named(b.entity) or b.named(a.entity):
        levels = {a.level, b.level} - {""}
        if levels == {"部门", "单位"}:
            first, second = (a, b) if a.level == "部门" else (b, a)
            return Pair(first.document, second.document, Kinship.PART)
        return Pair(a.document, b.document, Kinship.SAME)
    for upper, lower in ((a, b), (b, a)):
        if upper.named(lower.parent) or any(lower.named(unit) for unit in upper.units):
            return Pair(upper.document, lower.document, Kinship.PART)
    return None


def _same_project(one: Document, a: Identity, other: Document, b: Identity) -> bool:
    if a.named(b.entity) and one.title == other.title != "":
        return True
    known = bool(a.entity) and bool(b.entity)
    return a.project == b.project != "" and (
        a.named(b.entity) if known else _same_region(one, other)
    )


def _same_region(one: Document, other: Document) -> bool:
    """Whether two titles begin with one place."""
    first, second = (names.region_of("".join(of.title.split())) for of in (one, other))
    return bool(first) and first == second


def _with_ledger(a: Identity, b: Identity) -> Pair | None:
    """A ledger belongs to the reports it is named with, unless it names another body."""
    if a.entity and b.entity and not (a.named(b.entity) or b.named(a.entity)):
        return None
    first, second = (b, a) if a.kind == "台账" != b.kind else (a, b)
    return Pair(first.document, second.document, Kinship.LEDGER)


def _by_mention(one: Document, a: Identity, other: Document, b: Identity) -> Pair | None:
    """A document that does not name its body belongs to a body whose full name it mentions."""
    nameless, named = (one, b) if not a.entity else (other, a)
    if len(named.entity) < 6:
        return None
    mentioned = any(named.entity in block.text.value for block in nameless.blocks)
    return Pair(a.document, b.document, Kinship.SAME) if mentioned else None
