"""Every example in the documentation and the README, built."""

from __future__ import annotations

import difflib
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
# Files of other programs are in ci.
EXAMPLES = sorted(path for path in (DOCS / "examples").iterdir() if path.is_dir() and path.name != "ci")
# What a reader can copy but Sphinx does not build.
OTHER_LANGUAGES = {"console", "python", "diff", "css", "text"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_builds(example, project):
    shutil.copytree(example, project.folder, dirs_exist_ok=True)
    expected = example / "warnings.txt"
    built = project.build(warnings=expected.read_text(encoding="utf-8") if expected.exists() else "")
    assert built.page().select("table.support-matrix-summary, ul.sm-drivers")


def test_every_example_is_shown():
    shown = set()
    for page in DOCS.glob("**/*.rst"):
        for target in re.findall(
            r"literalinclude:: (?:\.\./)*examples/(\S+?)/", page.read_text(encoding="utf-8")
        ):
            shown.add(target)
    assert shown == {path.name for path in EXAMPLES} | {"ci"}


@pytest.mark.parametrize(
    "page", sorted({*DOCS.glob("**/*.rst")} - {*DOCS.glob("examples/**/*.rst")}), ids=lambda p: p.stem
)
def test_no_example_is_outside_a_file(page):
    languages = re.findall(r"code-block:: *(\S*)", page.read_text(encoding="utf-8"))
    assert set(languages) <= OTHER_LANGUAGES


def test_readme_example(project):
    blocks = dict(
        re.findall(
            r"code-block:: (ini|rst|python)\n\n((?:   .*\n|\n)+)",
            (ROOT / "README.rst").read_text(encoding="utf-8"),
        )
    )
    text = {language: re.sub(r"(?m)^ {3}", "", block).strip() + "\n" for language, block in blocks.items()}
    assert len(text["ini"].splitlines()) == 5
    project.write(conf_py=text["python"], index_rst="Title\n=====\n\n" + text["rst"])
    (project.folder / "support-matrix.ini").write_text(text["ini"], encoding="utf-8")
    built = project.build()
    assert [cell.get_text() for cell in built.page().select("td")] == ["optional", "complete"]


def test_the_mistakes_of_the_tutorial_are_two_lines():
    before, after = (
        (DOCS / "examples" / name / "support-matrix.ini")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
        for name in ("second", "faults")
    )
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert "".join(changed) == (DOCS / "examples" / "faults" / "change.diff").read_text(encoding="utf-8")
    assert [line[0] for line in changed] == ["-", "+", "-", "+"]
