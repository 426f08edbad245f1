"""What people install: the distributions are whole, hold nothing else, and work where there is nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("build", reason="build is not installed")
pytest.importorskip("twine", reason="twine is not installed")
uv = pytest.importorskip("uv", reason="uv is not installed")

pytestmark = pytest.mark.package

ROOT = Path(__file__).resolve().parents[2]
# What the build adds to the files of the repository.
GENERATED = {"PKG-INFO"}
INI = """\
[driver.a]
title = A
[operation.x]
title = X
driver.a = partial
driver-notes.a = Half of it.
"""


def run(*command, cwd=None):
    # Nothing of the checkout may be imported instead of what was installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """The sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--installer", "uv", "--outdir", folder, ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def programs(distributions, tmp_path_factory):
    """The folder of programs of an environment that holds the wheel and what it needs."""
    _, wheel = distributions
    folder = tmp_path_factory.mktemp("empty") / "venv"
    run(uv.find_uv_bin(), "venv", "--python", sys.executable, folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    run(uv.find_uv_bin(), "pip", "install", "--python", programs / "python", wheel)
    return programs


def test_the_metadata_are_valid(distributions):
    output = run(sys.executable, "-m", "twine", "--no-color", "check", "--strict", *distributions)
    assert output.count("PASSED") == 2


def test_the_sdist_holds_what_git_tracks_and_nothing_else(distributions):
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout")
    tracked = set(run("git", "-c", "safe.directory=*", "ls-files", "-z", cwd=ROOT).split("\0"))
    with tarfile.open(distributions[0]) as archive:
        files = {member.name.partition("/")[2] for member in archive if not member.isdir()}
    assert files - tracked == GENERATED
    assert {"LICENSE", "README.rst", "pyproject.toml", "tox.ini", "tests/conftest.py"} <= files


def test_the_wheel_holds_no_sources_of_catalogs(distributions):
    with zipfile.ZipFile(distributions[1]) as archive:
        names = archive.namelist()
    assert [name for name in names if name.endswith((".po", ".pot"))] == []
    assert len([name for name in names if name.endswith(".mo")]) == 6
    assert {"sphinx_support_matrix/py.typed", "sphinx_support_matrix/html/static/matrix.js"} <= set(names)


def test_the_command_says_its_version(distributions, programs, tmp_path):
    version = distributions[1].name.split("-")[1]
    assert run(programs / "support-matrix", "--version", cwd=tmp_path).split()[-1] == version


def test_a_page_is_made(programs, tmp_path):
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_support_matrix']\n")
    (tmp_path / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n")
    (tmp_path / "m.ini").write_text(INI)
    run(programs / "sphinx-build", "-W", "-b", "html", tmp_path, tmp_path / "html", cwd=tmp_path)
    page = (tmp_path / "html" / "index.html").read_text(encoding="utf-8")
    assert (
        '<table class="support-matrix-summary sm-linked" data-rows="features" data-name="m" aria-label="Support matrix">'
        in page
    )
    assert "Half of it." in page
    styles = tmp_path / "html" / "_static" / "sphinx-support-matrix" / "matrix.css"
    assert styles.is_file()


TESTS = """\
import pytest

@pytest.mark.support_matrix("operation.x", driver="a")
@pytest.mark.parametrize("n", [1, 2])
def test_it(n):
    assert n == 1
"""


def test_pytest_finds_its_plugin(programs, tmp_path):
    """The package does not bring pytest along, and works with the one that is there."""
    (tmp_path / "m.ini").write_text(INI)
    (tmp_path / "test_it.py").write_text(TESTS)
    with pytest.raises(AssertionError, match="No module named 'pytest'"):
        run(programs / "python", "-c", "import pytest")
    run(uv.find_uv_bin(), "pip", "install", "--python", programs / "python", "pytest")
    options = ["--strict-markers", "--support-matrix=m.ini", "--support-evidence=m.evidence.json"]
    # Half of it: one of two tests fails, so pytest does, too.
    with pytest.raises(AssertionError, match="a: 1 of 1 claim confirmed"):
        run(programs / "pytest", *options, cwd=tmp_path)
    assert '"passed": 1, "failed": 1' in (tmp_path / "m.evidence.json").read_text()
    run(programs / "support-matrix", "check", "m.ini", cwd=tmp_path)
    (tmp_path / "test_it.py").write_text("def test_it(): pass\n")
    assert "support matrix" not in run(programs / "pytest", "-p", "no:support_matrix", cwd=tmp_path)
