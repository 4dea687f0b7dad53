"""Shares in sentences: 占 P% of a whole that is named, implied, or the sum of its list."""

from __future__ import annotations

from collections.abc import Iterator

from auditlint.claims.claim import Claim, Verdict, judge
from auditlint.claims.listed import Parts, adds_up
from auditlint.claims.narrative import Narrative, Passage, Value
from auditlint.claims.relation import AtFault, Ratio, Remainder, ShareOfSum
from auditlint.claims.voted_shares import Share, voted
from auditlint.figures import Figure, Nature
from auditlint.language.zh.measures import funds_of
from auditlint.language.zh.patterns import Role
from auditlint.language.zh.reading import Mention
from auditlint.language.zh.references import same
from auditlint.language.zh.sums import runs_on
from auditlint.language.zh.versions import opposed
from auditlint.language.zh.words import is_of_one, is_territory, split_basis, without_years
from auditlint.language.zh.years import years_in
from auditlint.settings import Confidence


def shares(narrative: Narrative, lists: list[Parts]) -> Iterator[Claim]:
    owner = {part.id: parts for parts in lists for part in parts.parts}
    shared: dict[int, list[Figure]] = {}
    loose: list[Share] = []
    rows: dict[tuple[int, int], list[Claim]] = {}
    for at, passage in enumerate(narrative.passages):
        for index, mention, rate in passage.of(Role.SHARE):
            after = passage.line[mention.number.end :]
            if rate.nature is Nature.NUMBER and not mention.after.strip() and not runs_on(after):
                yield Claim(
                    "percent sign", AtFault(), rate, (), "占之后印的是百分比", Confidence.HIGH
                )
            if mention.about is None or mention.reason or _of_unprinted(passage, index, mention):
                continue
            part = passage.figures[mention.about]
            parts = owner.get(part.id)
            whole = _listed_before(passage, mention, part, parts)
            if mention.whole and whole is not None:
                found = _behind_list(narrative, at, mention, rate, (part, whole))
            elif mention.whole:
                found = list(_of_named(narrative, at, mention, rate, part))
            elif parts is not None:
                shared.setdefault(id(parts), []).append(rate)
                found = list(_of_list(passage, rate, part, parts))
            else:
                found = list(_of_last(passage, mention, rate, part))
            loose_one = mention.whole or parts is None
            if (
                not found
                and loose_one
                and not is_territory(mention.whole)
                and not is_of_one(mention.words)
            ):
                loose.append(Share(at, mention.whole, rate, part))
            if passage.paired(index):
                head = index if mention.twin is None else mention.twin
                rows.setdefault((at, head), []).extend(found)
            else:
                yield from found
    for row in rows.values():
        # A row whose shares mostly miss was not given to the right values.
        if sum(judge(claim).verdict.fits for claim in row) * 2 >= len(row):
            yield from row
    yield from voted(narrative, loose)
    for parts in lists:
        rates = shared.get(id(parts), [])
        if len(rates) > 1 and len(rates) == len(parts.parts) and (parts.sure or adds_up(parts)):
            yield Claim(
                "shares total",
                Remainder(),
                max(rates, key=lambda rate: rate.value),
                tuple(rate for rate in rates if rate is not max(rates, key=lambda r: r.value)),
                "列全的占比合计应为 100%",
                Confidence.HIGH,
            )


def _listed_before(
    passage: Passage, mention: Mention, part: Figure, parts: Parts | None
) -> Figure | None:
    """The whole of a list whose parts stand side by side without shares of their own, if the
    share stands behind the last: 「X，其中：A、B、C，占总支出的 P%」 may be said of X."""
    if parts is None or len(parts.parts) < 2 or parts.parts[-1] is not part:
        return None
    beside = parts.members[-1].words.startswith("、") and mention.words.startswith(("，", "占"))
    shared = {
        passage.figures[one.about].id
        for _, one, _ in passage.of(Role.SHARE)
        if one.about is not None
    }
    alone = all(one.id not in shared for one in parts.parts[:-1])
    return parts.whole if beside and alone else None


def _behind_list(
    narrative: Narrative, at: int, mention: Mention, rate: Figure, said_of: tuple[Figure, Figure]
) -> list[Claim]:
    """The share of the last part, if it is that, or else of the whole of the list."""
    found: list[Claim] = []
    for one in said_of:
        found = list(_of_named(narrative, at, mention, rate, one))
        if any(judge(claim).verdict.fits for claim in found):
            break
    return found


def _of_unprinted(passage: Passage, index: int, mention: Mention) -> bool:
    """「甲投资 X。乙投资增长 G%，占 P%」: the share of 乙, whose amount is not printed."""
    return any(
        other.role is Role.GROWTH
        and other.about is None
        and other.named
        and other.sentence == mention.sentence
        and other.measure != mention.measure
        for other in passage.mentions[(mention.about or 0) + 1 : index]
    )


def _of_list(passage: Passage, rate: Figure, part: Figure, parts: Parts) -> Iterator[Claim]:
    whole = parts.whole
    if whole is not None and whole.unit.comparable(part.unit):
        if part.interval.low <= whole.interval.high and not _of_a_larger(
            passage, rate, part, whole
        ):
            yield _ratio(rate, part, whole, Confidence.HIGH, "占比 = 该项 ÷ 所列各项的整体")
    elif len(parts.parts) > 1 and parts.sure:
        others = tuple(other for other in parts.parts if other is not part)
        yield Claim(
            "share",
            ShareOfSum(),
            rate,
            (part, *others),
            "占比 = 该项 ÷ 所列各项之和",
            Confidence.HIGH,
        )


#: A whole is looked for by the end of a longer name, if its own has this many characters.
_TELLING = 4


def _of_a_larger(passage: Passage, rate: Figure, part: Figure, whole: Figure) -> bool:
    """Whether a part has its share of what its whole has a share of: 「60岁以上 A，占 P%，其中65岁
    以上 B，占 Q%」, both of all people."""
    for _, mention, other in passage.of(Role.SHARE):
        if mention.about is None or passage.figures[mention.about].id != whole.id:
            continue
        if not whole.exact or not rate.unit.comparable(other.unit):
            continue
        low = other.interval.low * part.interval.low / whole.interval.high
        high = other.interval.high * part.interval.high / max(whole.interval.low, part.resolution)
        if low <= rate.interval.high and rate.interval.low <= high:
            return True
    return False


def _of_last(passage: Passage, mention: Mention, rate: Figure, part: Figure) -> Iterator[Claim]:
    """「A X，占 P%」 without a list: the value before it in the sentence may be the whole."""
    about = mention.about
    assert about is not None
    claims = [
        _ratio(rate, part, passage.figures[at], Confidence.HIGH, "占比 = 该项 ÷ 前面的整体")
        for at in reversed(range(about))
        if passage.mentions[at].sentence == mention.sentence
        and passage.mentions[at].role is Role.VALUE
        and passage.figures[at].unit.comparable(part.unit)
    ]
    # A whole that gives the share to the digit is nearer than one that gives it cut off.
    for verdicts in ((Verdict.HOLDS, Verdict.ROUNDING), (Verdict.TRUNCATED,)):
        for claim in claims:
            if judge(claim).verdict in verdicts:
                yield claim
                return


def _of_named(
    narrative: Narrative, at: int, mention: Mention, rate: Figure, part: Figure
) -> Iterator[Claim]:
    """The whole is named: every value of that name is a candidate, the nearest first."""
    bare, version = split_basis(without_years(mention.whole))
    assert mention.about is not None
    version = version or narrative.passages[at].mentions[mention.about].basis
    named = narrative.named(mention.whole, at, part) or narrative.named(bare, at, part)
    year = _year_of(narrative, at)
    named = [value for value in named if _year_of(narrative, value.at) == year]
    if not named and len(bare) >= _TELLING:
        named = narrative.named(f"{bare}安排", at, part)  # of a budget
    if not named and is_territory(mention.whole):
        named = narrative.over(mention.whole, part.measure, at, part)
    # 「财政拨款基本支出 X，其中：A，占基本支出的 P%」: the passage's own before one of another.
    own = [value for value in named if value.at == at]
    if not own and len(bare) >= _TELLING:
        own = narrative.ending(bare, at, part)
    values = [value for value in (*own, *named) if value.figure.id != part.id]
    values = list({value.figure.id: value for value in values}.values())
    because = f"占比 = 该项 ÷ {mention.whole}"
    claims = [_ratio(rate, part, value.figure, Confidence.HIGH, because) for value in values]
    for claim in claims:
        if judge(claim).verdict.fits:
            yield claim
            return
    # A whole that only comes later, is smaller than its part, is of other funds, or is the budget
    # where the part was spent, is another one of that name.
    funds = funds_of(mention.whole)
    if not version and any(value.mention.basis == "决算" for value in values):
        version = "决算"
    known = [
        (value, claim)
        for value, claim in zip(values, claims, strict=True)
        if value.at <= at
        and (
            value.figure.exact >= part.exact
            or (value.at == at and same(mention.whole, value.mention.measure))
        )
        and not opposed(version, value.mention.basis)
        and (value.at == at or not funds or _funds(narrative, value) == funds)
    ]
    values, claims = [value for value, _ in known], [claim for _, claim in known]
    amounts = {value.figure.exact for value in values}
    if is_of_one(mention.words):
        return
    if not claims or judge(claims[0]).verdict is Verdict.UNDECIDABLE:
        return
    if values[0].at != at and _given_here(narrative.passages[at], rate, part):
        return
    near = values[0].at == at or narrative.section(values[0].at) == narrative.section(at)
    if near or len(amounts) == 1:
        yield claims[0]


def _given_here(passage: Passage, rate: Figure, part: Figure) -> bool:
    """Whether a figure of the passage itself gives the share, whatever it is called."""
    return any(
        figure.exact > part.exact
        and figure.unit.comparable(part.unit)
        and judge(_ratio(rate, part, figure, Confidence.LOW, "")).verdict.fits
        for _, _, figure in passage.of(Role.VALUE)
    )


def _year_of(narrative: Narrative, at: int) -> str:
    """The year that the heading over a passage names: the report on a budget tells of two."""
    headings = reversed(narrative.section(at))
    return next((years[-1] for one in headings if (years := years_in(one))), "")


def _funds(narrative: Narrative, value: Value) -> str:
    """The funds that the name of a value tells, or the headings it stands under."""
    words = (value.mention.measure, *reversed(narrative.section(value.at)))
    return next((funds for funds in map(funds_of, words) if funds), "")


def _ratio(
    rate: Figure, part: Figure, whole: Figure, confidence: Confidence, because: str
) -> Claim:
    return Claim(
        "share", Ratio(), rate, (part, whole), because, confidence, roles=("part", "total")
    )
