"""Where outputs go: everything that can be wrong is said before any work is done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditlint.cli.files import identity, replace
from auditlint.render import FORMATS, Format, for_suffix, named, rendered
from auditlint.settings import UsageProblem
from auditlint.values import dataclass

if TYPE_CHECKING:
    from auditlint.render.view import View


@dataclass(frozen=True, slots=True)
class Target:
    """One output: a file, or a folder for annotated copies of several PDFs."""

    form: Format
    path: Path
    folder: bool = False


def planned(
    given: Sequence[str],
    files: Sequence[str],
    *,
    checklist: bool = False,
    also: Iterable[str] = (),
) -> tuple[Target, ...]:
    """The outputs that ``-o [FORMAT=]FILE`` ask for; workbooks hold the ``checklist`` if asked.

    Raises ``UsageProblem`` for an unknown format or suffix, a missing folder, a place that
    cannot be written, two outputs with one name, and an output that is one of the ``files`` or
    of what is read ``also``.
    """
    pdfs = [path for path in files if Path(path).suffix.lower() == ".pdf"]
    targets = tuple(_target(word, len(pdfs), checklist) for word in given)
    inputs = {identity(Path(path)): path for path in (*files, *also) if path}
    taken: dict[tuple[int, int] | str, str] = {}
    for word, target in zip(given, targets, strict=True):
        for path in _written_by(target, pdfs):
            own = identity(path)
            if own in inputs:
                raise UsageProblem(
                    f"-o {word}: would overwrite {inputs[own]}, which is to be read;"
                    " name another file"
                )
            if own in taken:
                raise UsageProblem(f"-o {word} and -o {taken[own]} name the same file; name two")
            taken[own] = word
        _writable(word, target)
    return targets


def write(targets: Iterable[Target], view: View) -> list[str]:
    """Write every output; returns the paths written.

    A file is replaced whole or not at all. Raises ``UsageProblem`` where the disk refuses.
    """
    written = []
    for target in targets:
        for path, content in _contents(target, view):
            if target.folder:
                _made(target.path)
            replace(path, content)
            written.append(str(path))
    return written


def _made(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise UsageProblem(f"{folder}: cannot be made: {problem.strerror or problem}") from problem


def _target(word: str, pdfs: int, checklist: bool) -> Target:
    name, equals, rest = word.partition("=")
    form = named(name) if equals else None
    path = Path(rest if form else word)
    if form is None and equals and "/" not in name and "." not in name:
        known = ", ".join(form.name for form in FORMATS)
        raise UsageProblem(f"-o {word}: unknown format {name!r}; known: {known}")
    if not str(rest if form else word):
        raise UsageProblem(f"-o {word}: name a file")
    folder = path.is_dir() or word.endswith(("/", os.sep))
    if form is None:
        form = named("pdf") if folder else for_suffix(path.suffix)
    if form is None:
        known = " ".join(suffix for form in FORMATS for suffix in form.suffixes)
        raise UsageProblem(
            f"-o {word}: the suffix {path.suffix!r} says no format; use one of {known}"
            " or FORMAT=FILE"
        )
    if form.name == "xlsx" and checklist:
        form = named("checklist") or form
    if form.per_document:
        folder = folder or pdfs > 1
    elif folder:
        raise UsageProblem(f"-o {word}: is a folder; name a file in it")
    return Target(form, path, folder)


def _written_by(target: Target, pdfs: Sequence[str]) -> list[Path]:
    if target.form.per_document and not pdfs:
        raise UsageProblem(f"-o {target.path}: none of the files is a PDF to annotate")
    if not target.folder:
        return [target.path]
    return [target.path / name for name in copy_names(pdfs)]


def copy_names(paths: Sequence[str]) -> list[str]:
    """One name a path for its annotated copy; equal names are numbered."""
    names: list[str] = []
    for path in paths:
        stem, number = Path(path).stem, 1
        name = f"{stem}.pdf"
        while name.lower() in {taken.lower() for taken in names}:
            number += 1
            name = f"{stem}-{number}.pdf"
        names.append(name)
    return names


def _writable(word: str, target: Target) -> None:
    path = target.path
    parent = path.parent
    if not parent.is_dir():
        raise UsageProblem(f"-o {word}: the folder {parent} does not exist; create it first")
    if target.folder and path.exists() and not path.is_dir():
        raise UsageProblem(f"-o {word}: several PDFs are annotated into a folder; name one")
    place = path if path.exists() and not path.is_file() else parent
    if not os.access(place, os.W_OK):
        raise UsageProblem(f"-o {word}: {place} cannot be written; check its permissions")


def _contents(target: Target, view: View) -> Iterator[tuple[Path, bytes]]:
    if not target.form.per_document:
        yield target.path, rendered(target.form, view)
        return
    from auditlint.render.annotated import copies

    paths = list(
        dict.fromkeys(
            document.path
            for document in view.result.documents
            if Path(document.path).suffix.lower() == ".pdf"
        )
    )
    names = dict(zip(paths, copy_names(paths), strict=True))
    for path, content in copies(view):
        yield (target.path / names[path] if target.folder else target.path), content
