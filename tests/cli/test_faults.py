"""What goes wrong around a run: disks, pipes, signals, workers and caches."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.hostile import FILES

SAMPLES = Path(__file__).parents[2] / "samples"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc of Linux")

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "auditlint"]
SOUND = "支出合计200.00万元，其中：项目支出50.00万元，占35.00%。\n"
#: Told of the sound report by every run over it.
FOUND = "PCT001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound report."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "sound.md").write_text(SOUND, "utf-8")
    return tmp_path / "in"


def environment(folder: Path, **more: str) -> dict[str, str]:
    path = f"{ROOT}{os.pathsep}{ROOT / 'checks'}"
    return {
        **os.environ,
        "PYTHONPATH": path,
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        **more,
    }


def ran(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, str(folder / "sound.md"), *words],
        capture_output=True,
        text=True,
        env=environment(folder, **more),
        check=False,
    )


def codes(output: str) -> list[str]:
    return sorted(one["code"] for one in json.loads(output)["diagnostics"])


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_full_disk_leaves_the_old_output_and_prints_what_was_found(folder: Path) -> None:
    out = folder.parent / "report.html"
    out.write_text("old", "utf-8")
    done = subprocess.run(
        [*COMMAND, str(folder / "sound.md"), "-o", str(out)],
        capture_output=True,
        text=True,
        # Else Python would keep the beginnings of compiled modules for the next run.
        env=environment(folder) | {"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=_small_files,
        check=False,
    )
    assert done.returncode == 2
    assert FOUND in done.stdout
    assert f"{out}: cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_text("utf-8") == "old"
    left = {path.name for path in folder.parent.iterdir()}
    assert left - {"cache"} == {"in", "report.html"}


def test_a_full_disk_behind_stdout_is_told(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, str(folder / "sound.md")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(folder),
            check=False,
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    "place",
    ["none/report.json", "in/sound.md/report.json", "/proc/report.json", "/dev/full/x.json"],
)
def test_an_output_that_cannot_be_written_is_refused(place: str, folder: Path) -> None:
    done = ran(folder, "-o", str(folder.parent / place))
    assert done.returncode == 2
    assert place.rpartition("/")[0] in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["auditlint.toml", "known.json", "decided.toml", "sound.md"])
def test_no_output_overwrites_what_is_read(name: str, folder: Path) -> None:
    texts = {
        "auditlint.toml": "",
        "known.json": '{"schema": "auditlint-baseline/1", "findings": []}',
        "decided.toml": "",
    }
    for made, text in texts.items():
        (folder / made).write_text(text, "utf-8")
    before = (folder / name).read_text("utf-8")
    words = ["--baseline", str(folder / "known.json"), "--decisions", str(folder / "decided.toml")]
    done = ran(folder, *words, "-o", f"json={folder / name}")
    assert done.returncode == 2
    assert "would overwrite" in done.stderr
    assert (folder / name).read_text("utf-8") == before


def test_an_output_closed_early_is_no_error_and_the_status_counts(folder: Path) -> None:
    report = folder / "sound.md"
    report.write_text(SOUND * 300, "utf-8")
    done = subprocess.run(
        [
            "bash",
            "-c",
            'set -o pipefail; "$@" | head -n 1',
            "bash",
            *COMMAND,
            str(report),
            "--strict",
        ],
        capture_output=True,
        text=True,
        env=environment(folder),
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert FOUND in done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("rules", 0),
        ("rules --format json", 0),
        ("coverage sound.md", 0),
        ("coverage sound.md --format json", 0),
        ("figures broken.pdf", 1),
        ("coverage broken.pdf", 1),
        ("compare sound.md broken.pdf", 1),
        ("compare sound.md sound.md", 0),
    ],
)
def test_every_command_heeds_its_status_where_the_reader_is_gone(
    words: str, status: int, folder: Path
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, *words.split()],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(folder),
        check=False,
    )
    os.close(write)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False)


def test_closed_streams_are_no_error(folder: Path) -> None:
    words = " ".join(COMMAND)
    done = subprocess.run(
        f"{words} {folder / 'sound.md'} >&- 2>&-", shell=True, env=environment(folder), check=False
    )
    assert done.returncode == 1


def _endless(folder: Path) -> Path:
    """A file that takes longer to read than anybody waits, and one behind it."""
    path = folder / "slow.pdf"
    next(one for one in FILES if one.name == "forms.pdf").make(path)
    (folder / "third.md").write_text(SOUND.replace("35", "36"), "utf-8")
    return path


def _children(process: subprocess.Popen[str]) -> list[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(word) for word in path.read_text("ascii").split()]


def _until(done: Callable[[], object]) -> None:
    stop = time.monotonic() + 90
    while not done():
        assert time.monotonic() < stop, "nothing happened"
        time.sleep(0.05)


def _batch(folder: Path, *words: str, first: str = "") -> subprocess.Popen[str]:
    """A run over three files, the second of which takes for ever; the first has been read."""
    slow = _endless(folder)
    files = [first or str(folder / "sound.md"), str(slow), str(folder / "third.md")]
    process = subprocess.Popen(
        [*COMMAND, *files, "--format", "json", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(folder),
    )
    cache = folder.parent / "cache"
    _until(lambda: [path for path in cache.rglob("*") if path.is_file()] and _children(process))
    return process


def test_an_interrupt_keeps_what_is_finished(folder: Path) -> None:
    out = folder.parent / "report.json"
    with _batch(folder, "--jobs", "1", "-o", str(out)) as process:
        workers = _children(process)
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert codes(printed) == ["AUD009", "AUD009", FOUND]
    assert codes(out.read_text("utf-8")) == codes(printed)
    assert said.splitlines()[-1] == "interrupted"
    assert "Traceback" not in said
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
    assert {path.name for path in folder.parent.iterdir()} == {"in", "cache", "report.json"}


def test_what_is_finished_is_confirmed_after_an_interrupt(folder: Path) -> None:
    with _batch(folder, "--jobs", "1", first=str(SAMPLES / "final-accounts.pdf")) as process:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 130
    told = json.loads(printed)["diagnostics"]
    assert [one["code"] for one in told].count("AUD009") == 2
    assert any(one["severity"] == "error" and one["code"][:3] != "AUD" for one in told)


def test_a_worker_that_is_killed_costs_its_file(folder: Path) -> None:
    with _batch(folder, "--jobs", "1") as process:
        [first] = _children(process)
        os.kill(first, signal.SIGKILL)
        _until(lambda: _children(process) not in ([], [first]))
        [second] = _children(process)  # its file is tried once more
        time.sleep(0.5)
        os.kill(second, signal.SIGKILL)
        printed, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert codes(printed) == ["AUD007", FOUND, FOUND]
    [told] = [one for one in json.loads(printed)["diagnostics"] if one["code"] == "AUD007"]
    assert "slow.pdf" in told["message"]


def test_a_terminated_run_leaves_no_workers_and_no_drafts(folder: Path) -> None:
    with _batch(folder, "--jobs", "1", "-o", str(folder.parent / "report.json")) as process:
        workers = _children(process)
        process.terminate()
        process.communicate(timeout=120)
    assert process.returncode == 143
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
    assert {path.name for path in folder.parent.iterdir()} == {"in", "cache"}


def test_a_cache_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    plain = ran(folder, "--no-cache")
    (folder.parent / "file").touch()
    for place in ("/proc/none", str(folder.parent / "file"), "/dev/full"):
        kept = ran(folder, XDG_CACHE_HOME=place)
        assert (kept.returncode, kept.stdout, kept.stderr) == (1, plain.stdout, plain.stderr)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-7]),
        lambda path: path.write_bytes(os.urandom(4000)),
        lambda path: path.chmod(0o666),
    ],
    ids=["empty", "cut", "noise", "open to others"],
)
def test_a_spoilt_cache_changes_nothing(spoil: Callable[[Path], object], folder: Path) -> None:
    plain = ran(folder)
    entries = [path for path in (folder.parent / "cache").rglob("*") if path.is_file()]
    assert entries
    for path in entries:
        spoil(path)
    again = ran(folder)
    assert (again.returncode, again.stdout, again.stderr) == (1, plain.stdout, plain.stderr)


_WATCHED = """
import os, sys
WORDS = ("socket.c", "socket.b", "socket.s", "socket.g", "subprocess.", "os.exec", "os.posix",
         "os.system", "urllib.")
allowed = tuple(sys.argv[1].split(os.pathsep))
def hook(event, arguments):
    if event.startswith(WORDS):
        os.write(ERRORS, f"WATCHED {event} {arguments!r}\\n".encode())
    if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[2], int):
        written = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and not os.path.realpath(arguments[0]).startswith(allowed):
            os.write(ERRORS, f"WATCHED {event} {arguments!r}\\n".encode())
ERRORS = os.dup(2)  # that of a worker is closed
sys.addaudithook(hook)
from auditlint.cli import command
sys.exit(command(sys.argv[2:]))
"""


def test_nothing_is_fetched_executed_or_written_elsewhere(folder: Path) -> None:
    for one in FILES:
        if one.name in ("active.pdf", "formulas.xlsx"):
            one.make(folder / one.name)
    (folder / "page.html").write_text(
        "<script src=http://127.0.0.1:9/x.js></script><img src=http://127.0.0.1:9/a.png>"
        f"<link rel=stylesheet href=http://127.0.0.1:9/b.css><p>{SOUND}</p>",
        "utf-8",
    )
    out = folder.parent / "out"
    out.mkdir()
    outputs = [f"{out}/r.html", f"{out}/r.xlsx", f"{out}/r.json", f"{out}/copy.pdf"]
    words = [part for path in outputs for part in ("-o", path)]
    (folder.parent / "tmp").mkdir()  # a workbook is written by way of one
    places = [out, folder.parent / "cache", folder.parent / "tmp", "/dev/null"]
    allowed = os.pathsep.join(map(str, places))
    done = subprocess.run(
        [sys.executable, "-B", "-c", _WATCHED, allowed, str(folder), *words],
        capture_output=True,
        text=True,
        env=environment(folder, TMPDIR=str(folder.parent / "tmp")),
        check=False,
    )
    assert done.returncode == 1
    assert "WATCHED" not in done.stderr
    assert len(list(out.iterdir())) == 4
    assert list((folder.parent / "tmp").iterdir()) == []
    copy = (out / "copy.pdf").read_bytes()
    assert [word for word in (b"/OpenAction", b"/Launch", b"JavaScript") if word in copy] == []


def test_code_that_came_with_the_files_is_not_run(folder: Path) -> None:
    (folder / "auditlint.toml").write_text('checks = ["theirs.py"]\n', "utf-8")
    (folder / "theirs.py").write_text("raise SystemExit(77)\n", "utf-8")
    done = ran(folder)
    assert done.returncode == 2
    assert "--config" in done.stderr
    assert ran(folder, "--config", str(folder / "auditlint.toml")).returncode == 77
