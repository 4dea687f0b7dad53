"""What a template or a hasty hand leaves in a text: choices, blanks, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditlint.patterns import compiled
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters ``start`` up to ``stop`` that are left over or lack what they announce.

    ``remedy`` is what a clean text would have there, ``""`` where only the author knows.
    """

    start: int
    stop: int
    remedy: str = ""


_RISES = "增加|增长|上升|提高|大于|高于|超出|超过|多于"
_FALLS = "减少|下降|降低|减低|小于|低于|不足|少于"
#: 增加（减少）, 下降(增长), 增加/减少: one of the two had to go.
_DIRECTIONS = compiled(
    rf"(?:(?:{_RISES})(?:[（(](?:{_FALLS})[）)]|[/／](?:{_FALLS}))"
    rf"|(?:{_FALLS})(?:[（(](?:{_RISES})[）)]|[/／](?:{_RISES})))"
)
#: What the second word of a choice begins with; like others below, quicker to look for.
_SECOND = compiled(rf"[（(/／](?:{_FALLS}|{_RISES})")
#: 增加（减少）额, 增加（减少）情况: a name that holds both words.
_IN_A_NAME = compiled("[额数率值量]|情况|幅度|变化|变动|比例|金额")
#: （优/良/中/差）, (是/否): the choices of a form.
_CHOICES = compiled(
    r"[（(](?:(?:优秀?|良好?|中|一般|合格|不合格|及格|不及格|较?差)[/／、|]){1,5}"
    r"(?:优秀?|良好?|中|一般|合格|不合格|及格|不及格|较?差)[）)]"
    r"|[（(](?:是|有)[/／](?:否|无)[）)]"
)
_ONE_GRADE = compiled(r"[优良中差]|优秀|良好|一般|合格|不合格|及格|不及格|较差")

#: XX万元, ××项目, ＿＿年: a blank of the template. Not 10×8 or 2XX: no digit may touch it.
_BLANK = compiled(
    r"(?<![A-Za-z0-9＊*×xX])(?:[XxＸｘ×✕]{2,6}|[*＊]{2,6}|_{2,}|＿{2,}|[○〇]{2,})"
    r"(?=年|月|日|万|亿|元|个|项|人|次|批|辆|台|家|%|％|部门|单位|局|中心|委|办|项目|省|市|县|区|镇"
    r"|公司|街道|工作|资金|支出|经费|情况|原因|等|。|，|；|、)"
)
#: What every blank has, every missing reason, and marks printed twice.
_BLANK_MARK = compiled("[XxＸｘ×✕*＊_＿○〇]{2}")
_TWO_MARKS = compiled("[。，、；：,;]{2}")
_ANNOUNCED = compiled("[因是为于系括下][：:]?[。；;，,]")
_INSTRUCTION = compiled(
    r"[（(【\[](?:请|此处|需)?(?:填写|填列|补充|说明原因|简要说明|如有请|如实填写|自行填写|待补充|略)[^（()）】\]]{0,20}[）)】\]]"
)

#: 主要原因是。 主要用于： 。: announced and missing.
_MISSING = compiled(
    r"(?P<lead>(?:主要|具体|其)?原因(?:是|为|在于|系)?[：:]?|主要用于[：:]?|主要包括[：:]?|主要是因为?[：:]?|原因如下[：:])"
    r"(?P<stop>[。；;，,])"
)
#: 「…是支出下降的」 before 主要原因: the reason was given first.
_TOLD = compiled(r"(?:是|为|成为)[^，。；]{0,30}的$")
_WORDS = compiled(r"[\u4e00-\u9fff]")
_REASON_ALONE = compiled(r"^(?:主要|具体|其)?原因$")

_DOUBLED_MARKS = compiled(
    r"([。，、；：,;])\1+|，。|。，|、。|；。|。；|：。|，、|、，|；，|，；|、；|：，|，："
)
_BROKEN_YEAR = compiled(r"(?<![0-9.,，])20[0-9]年(?:度|(?=部门|单位|预算|决算))")


def left_choices(text: str) -> Iterator[Slip]:
    """Both words of a choice left in: 增加（减少）, （优/良/中/差）.

    A formula or a definition (增加（减少）额, 指…) keeps both words rightly.
    """
    for found in _DIRECTIONS.finditer(text) if _SECOND.search(text) else ():
        named = _IN_A_NAME.match(text, found.end())
        if named is None and not _defines(text, found.start()):
            yield Slip(found.start(), found.end())
    for found in _CHOICES.finditer(text):
        options = [o for o in re.split("[/／、|（()）]", found[0]) if o]
        listed = "、" in found[0]
        # （优、良、中、差） may explain the scale; with strokes, or behind a chosen grade, it is
        # what the form offered.
        before = re.sub('[”"’ 　]', "", text[max(0, found.start() - 6) : found.start()])
        chosen = _ONE_GRADE.search(before[-2:]) is not None
        if not listed or (chosen and len(options) > 1):
            yield Slip(found.start(), found.end())


def _defines(text: str, position: int) -> bool:
    sentence = text[text.rfind("。", 0, position) + 1 : position]
    return re.search("是指|指的是|[：:]指|反映|公式|填列|＝|=", sentence) is not None


def blanks(text: str) -> Iterator[Slip]:
    """Blanks of the template that nobody filled: XX万元, ____, （请填写）."""
    if _BLANK_MARK.search(text):
        for found in _BLANK.finditer(text):
            yield Slip(found.start(), found.end())
    for found in _INSTRUCTION.finditer(text):
        yield Slip(found.start(), found.end())


def missing_reasons(text: str) -> Iterator[Slip]:
    """A reason, use or list that is announced and then not given: 主要原因是。"""
    for found in _MISSING.finditer(text) if _ANNOUNCED.search(text) else ():
        lead, stop = found["lead"], found["stop"]
        bare = _REASON_ALONE.match(lead) is not None
        # 分析原因，… speaks about reasons; only 主要原因。 ends without one.
        if bare and (stop not in "。；;" or not lead.startswith(("主要", "具体"))):
            continue
        if bare and re.search(
            r"(?:分析|查找|说明|找出|查明|列明|反映)[^，。；]{0,12}$", text[: found.start()]
        ):
            continue
        if lead in ("原因：", "原因:"):
            continue
        if ("原因" in lead and _told_after(stop, text[found.end() :])) or (
            bare and _TOLD.search(text[: found.start()])
        ):
            continue
        yield Slip(found.start(), found.end())


def _told_after(stop: str, rest: str) -> bool:
    """Whether the reason follows a mark that should not stand there: 主要原因是，受…影响."""
    return stop in "，," and _WORDS.match(rest) is not None


def doubled_marks(text: str) -> Iterator[Slip]:
    """Two marks where one belongs: 。。 ，。 、、."""
    for found in _DOUBLED_MARKS.finditer(text) if _TWO_MARKS.search(text) else ():
        yield Slip(found.start(), found.end(), _stronger(found[0]))


def _stronger(marks: str) -> str:
    return next((mark for mark in "。；;：:、，," if mark in marks), marks[:1])


def broken_years(text: str) -> Iterator[Slip]:
    """A year that has lost a digit: 202年度."""
    for found in _BROKEN_YEAR.finditer(text):
        yield Slip(found.start(), found.end())


_TWICE = compiled(r"([\u4e00-\u9fff]{2,6})\1")
#: What rightly stands twice: 一个一个, 逐步逐步, 研究研究.
_REDUPLICATED = compiled(
    r"^[一逐]|^(?:研究|商量|讨论|考虑|整理|收拾|大家|方方|好好|慢慢|哈哈|多多|常常|往往|层层|人人)"
)
_PARTICLE_TWICE = compiled(r"(?<!(?<!项)目)(?<![标众似内])的的(?![确士])")


def doubled_words(text: str) -> Iterator[Slip]:
    """Words printed twice running: 固定资产资产, 的的.

    Candidates only: 促进发展发展中国家 is one too. The caller weighs them with ``is_one_word``.
    """
    for found in _TWICE.finditer(text):
        word = found[1]
        if len(set(word)) == 1 or _REDUPLICATED.search(word):
            continue
        yield Slip(found.start(), found.end(), word)
    for found in _PARTICLE_TWICE.finditer(text) if "的的" in text else ():
        yield Slip(found.start(), found.end(), "的")


#: 古城区城区: a district's own town; 获得感可感可及, 风险可控可防.
_DISTRICTS = frozenset({"城区", "市区"})
_ABLE = frozenset({"可感", "可及", "可见", "可知", "可触", "可控", "可防", "可行", "可靠", "可信"})


def is_one_word(text: str, slip: Slip, elsewhere: str) -> bool:
    """Whether the second copy of a doubled word begins another word.

    It does if it and the two characters behind it stand elsewhere without the first copy.
    ``elsewhere`` is the whole text of the document.
    """
    word = slip.remedy
    if word == "保险" and text.startswith(("费", "金"), slip.stop):
        return True
    if word[::-1] in _ABLE or (word in _DISTRICTS and slip.start):
        return True
    turned = word[1:] + word[0]
    # 预算决算决议: 算决 is no word here, 决算 is.
    twice = elsewhere.count(word * 2)
    alone = elsewhere.count(word) - elsewhere.count(word + word[0]) - twice
    if len(word) == 2 and alone <= 0 and elsewhere.count(turned) > twice:
        return True
    behind = text[slip.stop : slip.stop + 2]
    if len(behind) < 2 or not all("\u4e00" <= character <= "\u9fff" for character in behind):
        return False
    # 项目项目库: a single character may make the word, but then it must be at home here.
    return any(
        elsewhere.count(longer) - elsewhere.count(word + longer) >= needed
        for longer, needed in ((word + behind, 1), (word + behind[0], 2))
    )
