"""Fixtures that every test can use: tiny Sphinx projects, each in a folder of its own."""

from __future__ import annotations

import gc
import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, settings
from jinja2 import Environment
from sphinx.testing.util import SphinxTestApp
from sphinx.util.logging import SphinxLoggerAdapter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# How hard tests with made-up inputs try; --hypothesis-profile chooses. A slow machine is no reason to fail.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("developer", PATIENT, max_examples=100)
# The same few each time, so that the same commit gets the same verdict.
settings.register_profile("ci", PATIENT, max_examples=10, derandomize=True)
settings.register_profile("nightly", PATIENT, max_examples=2000)
settings.load_profile("developer")

SAMPLES = Path(__file__).resolve().parent / "samples"
CONF = "extensions = ['sphinx_support_matrix']\n"


@dataclass(frozen=True)
class Project:
    """A tiny Sphinx project."""

    folder: Path

    def write(self, **files: str | bytes) -> None:
        """Write files: ``index_rst="..."`` writes ``index.rst``."""
        for name, content in files.items():
            path = self.folder / ".".join(name.rsplit("_", 1))
            if isinstance(content, str):
                path.write_text(content, encoding="utf-8")
            else:
                path.write_bytes(content)

    def write_pages(self, texts: Iterable[str]) -> None:
        """Write a page ``page0``, ``page1`` and so on for each text, and an index of them."""
        self.write(index_rst="Index\n=====\n\n.. toctree::\n   :glob:\n\n   page*\n")
        for number, text in enumerate(texts):
            self.write(**{f"page{number}_rst": text})

    def app(self, builder: str, **options: object) -> SphinxTestApp:
        """A Sphinx application for the project. It has to be cleaned up; *build* does so."""
        if not (self.folder / "conf.py").exists():
            self.write(conf_py=CONF)
        if builder == "gettext":
            # It reads pages in a way of its own, which no other builder can share.
            options.setdefault("builddir", self.folder / "_build" / "messages")
        # Warnings name their codes, which Sphinx does of its own accord only from 8.0 on.
        options["confoverrides"] = {"show_warning_types": True, **options.get("confoverrides", {})}
        return SphinxTestApp(builder, srcdir=self.folder, **options)

    def build(
        self, builder: str = "html", *, warnings: str | None = "", keep: bool = False, **options: object
    ) -> Built:
        """Build the project, which has to give exactly these *warnings*.

        A test that looks at them itself says ``None``. *keep* the app as it is for more builds with it; who does
        so cleans up.
        """
        app = self.app(builder, **options)
        try:
            app.build()
        finally:
            # Sphinx keeps nodes in a global registry; a second app must not find them.
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

    def warnings_of(self, name: str) -> str:
        """The warnings about one source file of several that were built together."""
        return "".join(
            line for line in self.warnings.splitlines(keepends=True) if line.startswith(f"{name}:")
        )

    def text(self, name: str) -> str:
        """The text of an output file."""
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")

    def page(self, name: str = "index.html") -> BeautifulSoup:
        """An HTML page, parsed."""
        return BeautifulSoup(self.text(name), "html.parser")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--update-snapshots`` write what is made now; look at the difference before you commit it."""
    parser.addoption("--update-snapshots", action="store_true", default=False)


def pytest_report_header() -> str:
    """Say what is tested, for who reads the log of an environment."""
    return ", ".join(f"{name} {version(name)}" for name in ("sphinx", "docutils", "jinja2"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the real files: they say the same with every Python and every Sphinx."""
    for item in items:
        if {"corpus", "nova"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("once")


@pytest.fixture(autouse=True, scope="session")
def quick_builds() -> Iterator[None]:
    """Compile each template once for all tests: it is more than half of the time of a tiny project's build."""
    # Looking for garbage again and again in a large doctree takes a fifth of a large build.
    gc.set_threshold(50_000, 20, 100)
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
        # Sphinx makes a record of each of its many debug messages, which nobody reads here.
        patch.setattr(SphinxLoggerAdapter, "debug", lambda *_arguments, **_options: None)
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
def project(tmp_path: Path) -> Project:
    """An empty project in a folder of its own."""
    folder = tmp_path / "docs"
    folder.mkdir()
    return Project(folder)


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Make an empty project that several tests share: one build for all that they ask of it."""
    return lambda: Project(tmp_path_factory.mktemp("docs"))


@pytest.fixture(
    scope="session", params=["samples", pytest.param("corpus", marks=pytest.mark.once)], ids="{}".format
)
def matrix_files(request: pytest.FixtureRequest) -> list[Path]:
    """Files in every dialect: first our own samples, then the real ones."""
    folder = SAMPLES if request.param == "samples" else request.getfixturevalue("corpus")
    return sorted(folder.glob("*.ini"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with real files; tests that need it are skipped where it is not there."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def nova(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the history of a real file; tests that need it are skipped where the bundle is not there."""
    bundle = Path(__file__).resolve().parents[2] / "shared" / "history" / "nova.bundle"
    if not bundle.is_file():
        pytest.skip("the history of a real file is not beside this checkout")
    folder = tmp_path_factory.mktemp("nova")
    subprocess.run(["git", "clone", "--quiet", str(bundle), str(folder)], check=True)
    return folder
