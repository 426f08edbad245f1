"""Fixtures that every test can use: tiny Sphinx projects, each in a folder of its own."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, settings
from jinja2 import Environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.testing.util import SphinxTestApp

pytest_plugins = ("sphinx.testing.fixtures",)

# A slow machine is no reason to fail, and continuous integration gives the same verdict twice.
settings.register_profile(
    "ours", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ours")

CONF = "extensions = ['sphinx_support_matrix']\n"


@dataclass(frozen=True)
class Project:
    """A tiny Sphinx project."""

    folder: Path
    make_app: Callable[..., SphinxTestApp]

    def write(self, **files: str | bytes) -> None:
        """Write files: ``index_rst="..."`` writes ``index.rst``."""
        for name, content in files.items():
            path = self.folder / ".".join(name.rsplit("_", 1))
            if isinstance(content, str):
                path.write_text(content, encoding="utf-8")
            else:
                path.write_bytes(content)

    def build(
        self, builder: str = "html", *, warnings: str | None = "", keep: bool = False, **options: object
    ) -> Built:
        """Build the project, which has to give exactly these *warnings*.

        A test that looks at them itself says ``None``. *keep* keeps the app as it is, for more builds.
        """
        if not (self.folder / "conf.py").exists():
            self.write(conf_py=CONF)
        app = self.make_app(builder, srcdir=self.folder, **options)
        app.build()
        # Sphinx keeps nodes in a global registry; a second app in a test must not find them.
        if not keep:
            app.cleanup()
        built = Built(app)
        if warnings is not None:
            assert built.warnings == warnings
        return built


@dataclass(frozen=True)
class Built:
    """What a build made."""

    app: SphinxTestApp

    @property
    def warnings(self) -> str:
        """The warning stream, with the project's folder taken out of paths."""
        text = re.sub(r"\x1b\[[0-9;]*m", "", self.app.warning.getvalue()).replace(f"{self.app.srcdir}/", "")
        return "".join(line + "\n" for line in text.splitlines() if line)

    def text(self, name: str) -> str:
        """The text of an output file."""
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")

    def page(self, name: str = "index.html") -> BeautifulSoup:
        """An HTML page, parsed."""
        return BeautifulSoup(self.text(name), "html.parser")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-snapshots`` write what is made now; look at the difference before you commit it."""
    parser.addoption("--update-snapshots", action="store_true", default=False)


# What tests depend on. tox says for each environment which of them it is for; all, where nothing is said.
_DEPENDS = {
    "core": "python",
    "cli": "python",
    "acceptance": "programs",
    "print": "programs",
    "test_benchmarks.py": "programs",
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what depends neither on this Python nor on this Sphinx, where tox does it elsewhere."""
    if not (wanted := os.environ.get("SUPPORT_MATRIX_TESTS")):
        return
    mark = pytest.mark.skip(reason="done in the environment py311-sphinx90")
    for item in items:
        folder = item.path.relative_to(config.rootpath / "tests").parts[0]
        if _DEPENDS.get(folder, "sphinx") not in wanted.split(", "):
            item.add_marker(mark)


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Compile each template once for all tests: it is more than half of the time of a tiny project's build."""
    compile_template = Environment.compile
    known: dict[object, object] = {}

    def compile_once(self: Environment, source: str, *arguments: object, **options: object) -> object:
        settings = (value for value in vars(self).values() if isinstance(value, (bool, str)))
        key = (type(self), *settings, *sorted(self.extensions), source, arguments, *options.items())
        if key not in known:
            known[key] = compile_template(self, source, *arguments, **options)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of a name in the ``snapshots`` folder beside the test."""
    folder = request.path.parent / "snapshots"

    def compare(text: str, name: str) -> None:
        if request.config.getoption("--update-snapshots"):
            (folder / name).write_text(text, encoding="utf-8")
        assert text == (folder / name).read_text(encoding="utf-8")

    return compare


@pytest.fixture
def project(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Project:
    """An empty project in a folder of its own."""
    folder = tmp_path / "docs"
    folder.mkdir()
    return Project(folder, make_app)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with real files; tests that need it are skipped where it is not there."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not beside this checkout")
    return folder
