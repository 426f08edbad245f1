"""The recipes of the migration guide: what a build says about each project's own files, and what mends it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
RECIPES = DOCS / "recipes"
SAMPLES = Path(__file__).resolve().parent / "samples"
PARTS = ("lb", "listener", "pool", "member", "healthmonitor", "l7policy", "l7rule")
OCTAVIA = "user/feature-classification/feature-matrix-"
PROVIDERS = "feature_classification/provider_network_support_matrix"


@dataclass(frozen=True)
class Recipe:
    """A diff, and the matrices that its project has."""

    diff: str
    matrices: dict[str, str]
    """The path of each matrix in the project, without its suffix, and the name of the real file."""

    problems: str | None = None
    """What the files with the warnings and with what mends them are called, if there are any."""

    samples: tuple[str, ...] = ("today",)
    """What stands for the matrices where no real files are."""


ALL = {
    "nova": Recipe(
        "nova",
        {"user/support-matrix": "nova-2026", "user/feature-matrix-gp": "nova-feature-matrix-gp"},
        problems="nova",
        samples=("today", "nova-features"),
    ),
    "cinder": Recipe("cinder", {"reference/support-matrix": "cinder-2026"}),
    "octavia": Recipe("octavia", {OCTAVIA + part: f"octavia-{part}" for part in PARTS}, problems="octavia"),
    "keystone": Recipe("keystone", {"admin/token-support-matrix": "keystone-token"}),
    "neutron": Recipe("neutron", {PROVIDERS: "neutron-provider-2017-07"}, samples=("neutron-labels",)),
    "neutron 2017": Recipe(
        "neutron-2017", {PROVIDERS: "neutron-provider-2017-03"}, samples=("neutron-targets",)
    ),
    "nova-powervm": Recipe("out-of-tree", {"support-matrix": "nova-powervm"}, samples=("nova-targets",)),
    "nova-lxd": Recipe("out-of-tree", {"support-matrix": "nova-lxd"}, samples=("nova-targets",)),
    "nova-zvm": Recipe(
        "out-of-tree",
        {"support-matrix": "nova-zvm-half-migrated"},
        problems="nova-zvm",
        samples=("half-migrated",),
    ),
}


def configuration(diff, *more):
    """``conf.py`` as *diff* leaves it, with those extensions that any project can have."""
    lines = [line[1:].strip() for line in diff.splitlines() if line[:1] in {" ", "+"} and line[:3] != "+++"]
    names = [line.strip("',") for line in lines if line.startswith("'")]
    there = [
        name
        for name in names
        if name.startswith(("sphinx.", "sphinx_support_matrix")) and importlib.util.find_spec(name)
    ]
    return "\n".join([f"extensions = {there!r}", *more, ""])


@pytest.fixture
def recipe_project(project, tmp_path):
    """Write a project as it is after its recipe."""
    source = tmp_path / "doc" / "source"

    def write(recipe, files, *more):
        diff = (RECIPES / f"{recipe.diff}.diff").read_text(encoding="utf-8")
        for place, file in zip(recipe.matrices, files, strict=True):
            target = source / f"{place}.ini"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
        folder = Path(next(iter(recipe.matrices))).parent
        parts = [
            f"{name}\n{'-' * 50}\n\n.. {'feature' if name.endswith('gp') else 'support'}_matrix:: {name}.ini\n"
            for name in (Path(place).name for place in recipe.matrices)
        ]
        (source / folder / "matrices.rst").write_text("\n".join([f"Page\n{'=' * 50}\n", *parts]))
        (source / "index.rst").write_text(f"Index\n=====\n\n.. toctree::\n\n   {folder}/matrices\n")
        (source / "conf.py").write_text(configuration(diff, *more))
        return type(project)(source)

    return write


@pytest.mark.parametrize("name", ALL)
def test_the_samples_are_shown(recipe_project, name):
    recipe = ALL[name]
    files = [
        SAMPLES / f"{recipe.samples[number % len(recipe.samples)]}.ini"
        for number in range(len(recipe.matrices))
    ]
    built = recipe_project(recipe, files).build(warnings=None)
    assert set(re.findall(r"\[([\w.-]+)\]$", built.warnings, re.MULTILINE)) <= {
        "support_matrix.undeclared-driver",
        "support_matrix.unknown-feature",
        "support_matrix.unknown-option",
    }
    folder = Path(next(iter(recipe.matrices))).parent
    assert len(built.page(f"{folder}/matrices.html").select("table.support-matrix-summary")) == len(files)


@pytest.mark.parametrize("name", ALL)
def test_the_real_files(recipe_project, corpus, name):
    recipe = ALL[name]
    files = [corpus / f"{file}.ini" for file in recipe.matrices.values()]
    expected, mend = "", None
    if recipe.problems is not None:
        expected = (RECIPES / f"{recipe.problems}-warnings.txt").read_text(encoding="utf-8")
        mend = RECIPES / f"{recipe.problems}-mend.sh"
    project = recipe_project(recipe, files)
    built = project.build(warnings=expected.replace("doc/source/", ""))
    folder = Path(next(iter(recipe.matrices))).parent
    assert len(built.page(f"{folder}/matrices.html").select("table.support-matrix-summary")) == len(files)
    if mend is not None:
        # What the guide says instead of mending, then mending.
        codes = sorted(set(re.findall(r"\[([\w.-]+)\]$", expected, re.MULTILINE)))
        recipe_project(recipe, files, f"suppress_warnings = {codes!r}").build()
        project = recipe_project(recipe, files)
        subprocess.run(["sh", mend], cwd=project.folder.parents[1], check=True)
        project.build()


@pytest.mark.parametrize("name", ALL)
def test_the_real_files_in_the_theme_of_these_projects(recipe_project, corpus, name):
    pytest.importorskip("openstackdocstheme")
    recipe = ALL[name]
    codes = [
        "support_matrix.undeclared-driver",
        "support_matrix.unknown-feature",
        "support_matrix.unknown-option",
    ]
    built = recipe_project(
        recipe,
        [corpus / f"{file}.ini" for file in recipe.matrices.values()],
        "extensions.append('openstackdocstheme')",
        "html_theme = 'openstackdocs'",
        "openstackdocs_auto_name = openstackdocs_auto_version = False",
        "project, version, release = 'demo', '1', '1'",
        f"suppress_warnings = {codes!r}",
    ).build()
    folder = Path(next(iter(recipe.matrices))).parent
    assert built.page(f"{folder}/matrices.html").select("table.support-matrix-summary")


def test_the_guide_shows_every_recipe_and_says_what_can_be_tolerated():
    guide = (DOCS / "howto" / "migrate.rst").read_text(encoding="utf-8")
    assert set(re.findall(r"recipes/(\S+)", guide)) == {path.name for path in RECIPES.iterdir()}
    for path in RECIPES.glob("*-warnings.txt"):
        for code in re.findall(r"\[([\w.-]+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"``{code}``" in guide
