from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_support_matrix.core.evidence.evidence_file import EvidenceFileError, update_file, updated
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
from sphinx_support_matrix.core.evidence.uniting import RunEvidence


def run(driver, *, passed=1, time=None):
    cell = CellEvidence(feature="seek", driver=driver, passed=passed, time=time)
    return RunEvidence(cells=(cell,), files=frozenset())


def write(path, text):
    Path(path).write_text(text, encoding="utf-8")


def refuse(path, text):
    raise AssertionError(path, text)


def cells(path):
    evidence, problems = from_evidence_json(path.read_bytes(), str(path))
    assert problems == []
    return [(cell.driver, cell.passed) for cell in evidence.cells]


def test_runs_one_after_the_other(tmp_path):
    path = tmp_path / "m.evidence.json"
    assert update_file(str(path), run("lzma"), write).is_changed
    assert update_file(str(path), run("bz2"), write).is_changed
    assert update_file(str(path), run("lzma", passed=3), write).is_changed
    assert cells(path) == [("bz2", 1), ("lzma", 3)]


def test_a_file_that_is_current_is_not_written(tmp_path):
    path = tmp_path / "m.evidence.json"
    first = update_file(str(path), run("lzma"), write)
    again = update_file(str(path), run("lzma"), refuse)
    assert (again.text, again.is_changed) == (first.text, False)


def test_what_would_be_there_is_not_written(tmp_path):
    path = tmp_path / "none" / "m.evidence.json"
    assert updated(str(path), run("lzma")).text.count("lzma") == 1
    assert not path.parent.exists()


def test_a_file_with_mistakes_stays(tmp_path):
    path = tmp_path / "m.evidence.json"
    path.write_text("{}")
    with pytest.raises(EvidenceFileError) as error:
        update_file(str(path), run("lzma"), refuse)
    assert (
        str(error.value)
        == f"'{path}' is not as it was written, and stays as it is; put it right, or remove it"
    )
    assert [str(problem.location) for problem in error.value.problems] == [f"{path}:1"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/m.evidence.json", "cannot write '{}': No such file or directory"),
        (".", "cannot read '{}': Is a directory"),
    ],
)
def test_no_such_place(name, message, tmp_path):
    path = str(tmp_path / name)
    with pytest.raises(EvidenceFileError) as error:
        update_file(path, run("lzma"), refuse)
    assert str(error.value) == message.format(path)
