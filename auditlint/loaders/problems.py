"""What can be wrong with a file, as typed errors with advice."""

from __future__ import annotations

from auditlint.message import Message
from auditlint.settings import Severity
from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """A kind of trouble with a file: its permanent code and what a user reads."""

    code: str
    name: str
    message: Message
    severity: Severity = Severity.ERROR


UNREADABLE = Trouble(
    "DOC001",
    "file-cannot-be-read",
    Message(
        "文件已损坏或不是有效的文档，无法读取；请重新导出后再检查。",
        "The file is damaged or no valid document and cannot be read; export it again.",
    ),
)
ENCRYPTED = Trouble(
    "DOC002",
    "file-is-encrypted",
    Message(
        "文件已加密，需要密码才能读取；请用 --password 给出密码，或提供未加密的文件。",
        "The file is encrypted; give its password with --password or provide an open copy.",
    ),
)
#: Office files: there is no reading them with a password.
LOCKED = Trouble(
    ENCRYPTED.code,
    ENCRYPTED.name,
    Message(
        "文件已加密，无法读取；请在 Office 或 WPS 中打开，去掉密码后另存一份，再检查。",
        "The file is encrypted and cannot be read; open it in its program and save a copy without "
        "a password.",
    ),
)
EMPTY = Trouble(
    "DOC003",
    "file-is-empty",
    Message("文件是空的（0 字节）；请检查上传或导出是否完整。", "The file is empty (0 bytes)."),
)
MISNAMED = Trouble(
    "DOC004",
    "file-is-not-what-its-name-says",
    Message(
        "文件的扩展名与内容不符；请改用正确的扩展名，或重新导出。",
        "The content of the file is not what its suffix says; rename it or export it again.",
    ),
)
UNKNOWN = Trouble(
    "DOC005",
    "file-kind-is-unknown",
    Message(
        "不支持这种文件；可检查 PDF、DOCX、HTML、TXT、Markdown、XLSX、CSV。",
        "This kind of file is not supported; PDF, DOCX, HTML, TXT, Markdown, XLSX and CSV are.",
    ),
)
NO_TEXT_LAYER = Trouble(
    "DOC006",
    "page-has-no-text-layer",
    Message(
        "本页只有图像，没有文字层，无法检查；请提供可复制文字的版本，或先做文字识别（OCR）。",
        "This page is an image without a text layer and was not checked; provide a version with "
        "text, or run OCR first.",
    ),
)
PAGE_UNREADABLE = Trouble(
    "DOC007",
    "page-cannot-be-read",
    Message(
        "本页无法读取，未检查；请重新导出文件。",
        "This page cannot be read and was not checked; export the file again.",
    ),
)
TEXT_UNTOLD = Trouble(
    "DOC008",
    "text-cannot-be-told",
    Message(
        "本页的字体没有说明部分字符是什么，无法复制也无法核对；请重新导出并嵌入完整字体。",
        "The fonts of this page do not say what some of its characters are, so they can neither "
        "be copied nor checked; export it again with full fonts.",
    ),
)
HIDDEN = Trouble(
    "DOC010",
    "sheet-is-hidden",
    Message(
        "工作簿中有隐藏的工作表，其中的数字未作检查；公开前请确认是否应当删除。",
        "The workbook has hidden sheets, whose figures were not checked; see whether they are "
        "meant to be published.",
    ),
    Severity.INFO,
)
UNCOMPUTED = Trouble(
    "DOC011",
    "formula-without-result",
    Message(
        "有公式没有保存计算结果，无法核对；请用表格软件打开并保存后再检查。",
        "Formulas were saved without their results and cannot be checked; open and save the file "
        "in a spreadsheet program first.",
    ),
    Severity.WARNING,
)
READ_BY_OCR = Trouble(
    "DOC012",
    "page-read-by-ocr",
    Message(
        "本页没有文字层，由文字识别（OCR）读取；据此得出的问题须对照原件。",
        "This page has no text layer and was read by OCR; compare what rests on it with the page.",
    ),
    Severity.INFO,
)
TRACKED = Trouble(
    "DOC013",
    "tracked-changes-accepted",
    Message(
        "文档带有修订痕迹，已按接受全部修订后的文字检查；公开前请接受或拒绝修订。",
        "The document has tracked changes and was checked as if all were accepted; accept or "
        "reject them before it is published.",
    ),
    Severity.INFO,
)
BEYOND_LIMIT = Trouble(
    "AUD003",
    "file-exceeds-limit",
    Message(
        "文件超过读取上限，未作检查。",
        "The file is beyond a limit of what is read and was not checked.",
    ),
)
PAGE_BEYOND_LIMIT = Trouble(
    "AUD004",
    "page-exceeds-limit",
    Message(
        "本页超过读取上限，未作检查。",
        "The page is beyond a limit of what is read and was not checked.",
    ),
)
TOO_SLOW = Trouble(
    "AUD005",
    "reading-takes-too-long",
    Message(
        "读取文件的时间超过上限，未作检查。",
        "Reading the file took longer than the limit; it was not checked.",
    ),
)
TOO_BIG = Trouble(
    "AUD006",
    "reading-takes-too-much-memory",
    Message(
        "读取文件所需内存超过上限，未作检查。",
        "Reading the file took more memory than the limit; it was not checked.",
    ),
)
BROKE_OFF = Trouble(
    "AUD007",
    "reader-broke-off",
    Message(
        "读取文件的进程中途退出，文件未作检查。",
        "The process that read the file broke off; the file was not checked.",
    ),
)
TROUBLES = (
    UNREADABLE,
    ENCRYPTED,
    EMPTY,
    MISNAMED,
    UNKNOWN,
    NO_TEXT_LAYER,
    PAGE_UNREADABLE,
    TEXT_UNTOLD,
    HIDDEN,
    UNCOMPUTED,
    READ_BY_OCR,
    TRACKED,
    BEYOND_LIMIT,
    PAGE_BEYOND_LIMIT,
    TOO_SLOW,
    TOO_BIG,
    BROKE_OFF,
)


class LoadProblem(Exception):  # noqa: N818 (a problem of the file, which a user reads)
    """A file, or one page of it (from 1), that cannot be read.

    ``detail`` is added to what the kind of trouble says; ``said`` is told instead of it.
    """

    def __init__(
        self,
        trouble: Trouble,
        page: int | None = None,
        detail: str = "",
        said: Message | None = None,
    ) -> None:
        super().__init__(trouble, page, detail, said)  # so that it can be pickled
        self.trouble = trouble
        self.page = page
        self.detail = detail
        self.said = said

    @property
    def code(self) -> str:
        return self.trouble.code

    @property
    def message(self) -> Message:
        words = self.said or self.trouble.message
        if not self.detail:
            return words
        return Message(f"{words.zh}（{self.detail}）", f"{words.en} ({self.detail})")

    def __str__(self) -> str:
        return f"{self.code} {self.message.en}"
