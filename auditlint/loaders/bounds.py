"""The limits of what is read: each names itself, what was found, and what to do."""

from __future__ import annotations

from auditlint.loaders.problems import (
    BEYOND_LIMIT,
    BROKE_OFF,
    PAGE_BEYOND_LIMIT,
    TOO_BIG,
    TOO_SLOW,
    UNREADABLE,
    LoadProblem,
)
from auditlint.message import Message
from auditlint.settings import MEGABYTE, Limits

#: A page wider or higher than this (points) is no sheet of paper; PDF allows 14,400.
LARGEST_SIDE = 200_000.0
#: Elements inside one another; word processors and sites stay below 100.
DEEPEST = 200
#: Places of one table in a file without pages.
LARGEST_TABLE = 1_000_000


def file_size(size: int, limits: Limits) -> None:
    """``size`` in bytes. Raises ``LoadProblem`` beyond the limit, as all here do."""
    if limits.file_size and size > limits.file_size * MEGABYTE:
        said = f"{size / MEGABYTE:.1f}"
        raise _file("file-size", f"文件大小 {said} MB", f"it has {said} MB", limits.file_size, "MB")


def not_a_file() -> LoadProblem:
    """For a device, pipe or the like, which may have no end."""
    return LoadProblem(
        UNREADABLE,
        said=Message(
            "这是设备、管道或文件夹，不是普通文件，未作检查；请先存为文件。",
            "This is a device, pipe or folder and no regular file: it was not checked; save it as"
            " a file first.",
        ),
    )


def unpacked(size: int, limits: Limits) -> None:
    """``size`` of everything in an archive, in bytes."""
    if limits.unpacked and size > limits.unpacked * MEGABYTE:
        said = f"{size / MEGABYTE:.0f}"
        raise _file(
            "unpacked", f"解压后 {said} MB", f"it unpacks to {said} MB", limits.unpacked, "MB"
        )


def pages(count: int, limits: Limits) -> None:
    if limits.pages and count > limits.pages:
        raise _file("pages", f"共 {count} 页", f"it has {count} pages", limits.pages)


def characters(count: int, limits: Limits) -> None:
    if limits.characters and count > limits.characters:
        found = (f"文字有 {count} 个字符以上", f"it has {count} characters or more")
        raise _file("characters", *found, limits.characters)


def cells(rows: int, columns: int, limits: Limits) -> None:
    """The places of one sheet or table, empty ones included."""
    if limits.cells and rows * columns > limits.cells:
        size = f"{rows} × {columns}"
        raise _file("cells", f"有 {size} 格的表", f"a table has {size} cells", limits.cells)


def places(count: int) -> None:
    """The places that the cells of one table are merged over."""
    if count > LARGEST_TABLE:
        raise LoadProblem(
            BEYOND_LIMIT,
            said=Message(
                f"表格的合并单元格覆盖 {LARGEST_TABLE} 个以上的格，超过上限，文件未作检查；"
                "请检查合并单元格后重新导出。",
                f"The merged cells of a table cover more than {LARGEST_TABLE} places, which is"
                " beyond the limit: the file was not checked; export it again with fewer.",
            ),
        )


def too_deep() -> LoadProblem:
    """For elements inside one another without end."""
    return LoadProblem(
        BEYOND_LIMIT,
        said=Message(
            f"文件内容的嵌套超过 {DEEPEST} 层的上限，未作检查；请重新导出后再检查。",
            f"Its elements stand inside one another more than {DEEPEST} deep, which is beyond the"
            " limit: the file was not checked; export it again.",
        ),
    )


def objects(count: int, page: int, limits: Limits) -> None:
    """Characters, lines and images of a page (from 1)."""
    if limits.objects and count > limits.objects:
        raise LoadProblem(
            PAGE_BEYOND_LIMIT,
            page,
            said=Message(
                f"本页有 {count} 个以上的字符、线条和图像，超过上限 {limits.objects}，未作检查；"
                "确需检查时，请在 auditlint.toml 的 [limits] 中调高 objects。",
                f"The page has {count} or more characters, lines and images, the limit is"
                f" {limits.objects}: it was not checked; if it is genuine, raise `objects` under"
                " [limits] in auditlint.toml.",
            ),
        )


def page_box(width: float, height: float, page: int) -> None:
    """The size of a page (from 1) in points."""
    if not (0 <= width <= LARGEST_SIDE and 0 <= height <= LARGEST_SIDE):
        raise LoadProblem(
            PAGE_BEYOND_LIMIT,
            page,
            said=Message(
                f"页面尺寸为 {width:g} × {height:g} 点，超过 {LARGEST_SIDE:g} 点的上限，"
                "本页未作检查；请重新导出文件。",
                f"The page measures {width:g} × {height:g} points, the limit is"
                f" {LARGEST_SIDE:g}: it was not checked; export the file again.",
            ),
        )


def of_worker(problem: Exception, limits: Limits) -> Exception:
    """What a worker's end means for the file it read; any other problem stays as it is."""
    if isinstance(problem, TimeoutError):
        return LoadProblem(
            TOO_SLOW,
            said=Message(
                f"读取文件超过 {limits.timeout:g} 秒的上限，未作检查；"
                "确需检查时，请用 --timeout 给出更长的时间。",
                f"Reading the file took longer than the limit of {limits.timeout:g} seconds: it"
                " was not checked; if it is genuine, give it more time with --timeout.",
            ),
        )
    if isinstance(problem, MemoryError):
        return LoadProblem(
            TOO_BIG,
            said=Message(
                f"读取文件所需内存超过 {limits.memory} MB 的上限，未作检查；"
                "确需检查时，请在 auditlint.toml 的 [limits] 中调高 memory。",
                f"Reading the file took more memory than the limit of {limits.memory} MB: it was"
                " not checked; if it is genuine, raise `memory` under [limits] in"
                " auditlint.toml.",
            ),
        )
    return problem


def broke_off(signal: int, limits: Limits) -> LoadProblem:
    """For a worker that died of a file; ``signal`` is what killed it, 0 if it ended by itself."""
    how = (f"（信号 {signal}）", f" (signal {signal})") if signal else ("", "")
    return LoadProblem(
        BROKE_OFF,
        said=Message(
            f"读取文件的进程中途退出{how[0]}，文件未作检查：文件可能已损坏，"
            f"或所需内存超过 {limits.memory} MB 的上限；请重新导出后再检查。",
            f"The process that read the file broke off{how[1]}: the file was not checked. It may"
            f" be damaged, or take more memory than the limit of {limits.memory} MB; export it"
            " again.",
        ),
    )


def _file(key: str, zh: str, en: str, limit: int, unit: str = "") -> LoadProblem:
    bound = f"{limit} {unit}".rstrip()
    return LoadProblem(
        BEYOND_LIMIT,
        said=Message(
            f"{zh}，超过上限 {bound}，未作检查；"
            f"确需检查时，请在 auditlint.toml 的 [limits] 中调高 {key}，或将文件拆分。",
            f"The file was not checked: {en}, the limit is {bound}; if it is genuine, raise"
            f" `{key}` under [limits] in auditlint.toml or split it.",
        ),
    )
