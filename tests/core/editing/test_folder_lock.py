from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import threading

import pytest

from sphinx_support_matrix.core.editing.folder_lock import folder_locked

HOLD = """\
import sys
from sphinx_support_matrix.core.editing.folder_lock import folder_locked
with folder_locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path):
    """A process that has the lock until it is told something."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "e.json")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def tell(process):
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.parametrize("end", ["ends", "is killed"])
def test_waiting(end, holder, tmp_path):
    waiting = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "other.json")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(1)
    if end == "ends":
        tell(holder)
    else:
        holder.send_signal(signal.SIGKILL)
    assert waiting.communicate(timeout=30)[0] == "held\n"
    assert list(tmp_path.iterdir()) == []


def test_another_folder(holder, tmp_path):
    (tmp_path / "docs").mkdir()
    with folder_locked(str(tmp_path / "docs" / "e.json")):
        assert holder.poll() is None


def test_the_folder_of_what_a_link_leads_to(holder, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "e.json").symlink_to("../e.json")
    waiting = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "docs" / "e.json")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(1)
    tell(holder)
    assert waiting.communicate(timeout=30)[0] == "held\n"


def test_a_file_system_without_locks(tmp_path, monkeypatch):
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", refuse)
    with folder_locked(str(tmp_path / "e.json")):
        pass


def test_no_folder(tmp_path):
    with (
        pytest.raises(FileNotFoundError),
        folder_locked(str(tmp_path / "none" / "e.json")),
    ):
        pass


@pytest.fixture
def on_windows(monkeypatch):
    """The module as it is there, where files go by themselves when they are closed; here they do not."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("os.O_TEMPORARY", 0, raising=False)
    spec = importlib.util.find_spec("sphinx_support_matrix.core.editing.folder_lock")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_windows(on_windows, tmp_path):
    lock = tmp_path / ".support-matrix.lock"
    entered = threading.Event()

    def second() -> None:
        with on_windows.folder_locked(str(tmp_path / "e.json")):
            entered.set()

    with on_windows.folder_locked(str(tmp_path / "e.json")):
        assert lock.exists()
        waiting = threading.Thread(target=second)
        waiting.start()
        assert not entered.wait(0.3)
        lock.unlink()
        assert entered.wait(30)
    waiting.join()


def test_windows_where_nothing_can_be_written(on_windows, tmp_path, monkeypatch):
    tried = []

    def refuse(path: object, _flags: int) -> int:
        tried.append(path)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(on_windows, "_PAUSE", 0)
    monkeypatch.setattr("os.open", refuse)
    with (
        pytest.raises(PermissionError),
        on_windows.folder_locked(str(tmp_path / "e.json")),
    ):
        pass
    assert len(tried) == 100
