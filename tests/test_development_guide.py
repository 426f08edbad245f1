"""The developer guide says what is so: names and places are there, and its walks work.

In the guide, a literal (``like this``) is checked if it is

* a path: anything with a slash, from the folder of the package or from the top of the repository;
* a dotted name that begins with a room (``core.rules.RULES``);
* a function or a method (``check()``, ``Context.link()``), a class (``Dialect``, ``Level.letter``), a constant (``RULES``)
  or another name with an underscore (``matrix_row``), wherever it is defined.

Everything else is text of a file, an option or a command.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_support_matrix import core
from sphinx_support_matrix.core import export

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "sphinx_support_matrix"
GUIDE = ROOT / "docs" / "development"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.rst"))}
API = (ROOT / "docs" / "reference" / "api.rst").read_text(encoding="utf-8")
WALKS = ("extend-reading", "extend-outputs")

SPHINX_S = {"suppress_warnings"}
_ROOMS = ("core", "html", "markup", "extension", "cli")
_BLOCK = re.compile(
    r"^\.\. code-block:: (?P<language>\w+)\n(?: {3}:caption: (?P<caption>\S+)\n)?\n(?P<text>(?:(?: {3}.*)?\n)+)",
    re.MULTILINE,
)
_LITERAL = re.compile(r"``([^`]+)``")


@dataclass(frozen=True)
class Block:
    """A block of code in the guide."""

    page: str
    language: str
    file: str | None
    text: str


def blocks(page: str) -> list[Block]:
    return [
        Block(page, match["language"], match["caption"], dedent(match["text"]).strip("\n") + "\n")
        for match in _BLOCK.finditer(PAGES[page] + "\n")
    ]


BLOCKS = [block for page in PAGES for block in blocks(page)]
MADE = {block.file for block in BLOCKS if block.file and block.language == "python"}


def literals(text: str) -> list[str]:
    """The literals of a page, without those in its blocks of code."""
    return _LITERAL.findall(_BLOCK.sub("", text + "\n"))


# What is defined --------------------------------------------------------------------------------


@lru_cache
def defined() -> set[str]:
    """Every function, method, class, field and constant that the source defines, and those that the walks add."""
    found = set()
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "benchmarks").glob("*.py")]
    texts.append((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    texts += [block.text for block in BLOCKS if block.language == "python"]
    for text in texts:
        for node in ast.parse(text).body:
            found |= set(_names(node))
            if isinstance(node, ast.ClassDef):
                found |= {f"{node.name}.{name}" for part in node.body for name in _names(part)}
    return found


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def is_path(literal: str) -> bool:
    return "/" in literal and not re.search(r"[\s<>\[\]=]|//", literal)


def is_dotted(literal: str) -> bool:
    return bool(re.fullmatch(rf"({'|'.join(_ROOMS)})(\.\w+)+", literal))


def is_defined_name(literal: str) -> bool:
    call = re.fullmatch(r"[A-Za-z_][\w.]*\(\)", literal)
    a_class = re.fullmatch(r"[A-Z][a-z]+\w*(\.[a-z_]+)?", literal)
    constant = re.fullmatch(r"[A-Z]+(_[A-Z]+)*(\.[A-Z_]+)?", literal)
    snake_case = re.fullmatch(r"[a-z]+(_[a-z]+)+", literal) and literal not in SPHINX_S
    return bool(call or a_class or constant or snake_case)


def literals_that(kind) -> list[str]:
    return sorted({each for text in PAGES.values() for each in literals(text) if kind(each)})


@pytest.mark.parametrize("literal", literals_that(is_path))
def test_a_path_is_there(literal):
    assert literal in MADE or list(PACKAGE.glob(literal.strip("/"))) or list(ROOT.glob(literal.strip("/")))


@pytest.mark.parametrize("literal", literals_that(is_dotted))
def test_a_dotted_name_is_there(literal):
    parts = literal.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(["sphinx_support_matrix", *parts[:end]]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return
    pytest.fail(f"{literal} is nowhere")


@pytest.mark.parametrize("literal", literals_that(is_defined_name))
def test_a_name_is_defined(literal):
    names = defined()
    name = literal.removesuffix("()")
    assert name in names or name in {each.rpartition(".")[2] for each in names}


# The picture ------------------------------------------------------------------------------------


def folders() -> set[str]:
    """Every folder of the package that holds modules."""
    return {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")} - {"."}


def test_every_room_is_in_the_list():
    listed = re.findall(r"^   \* - ``([\w/]+)/``$", PAGES["index"], re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == folders()


def test_every_room_is_in_the_drawing():
    drawing = (GUIDE / "rooms.svg").read_text(encoding="utf-8")
    shown = set(re.findall(r">([a-z_]+)/?</text>", drawing))
    assert {folder.rpartition("/")[2] for folder in folders()} <= shown


def test_the_drawing_for_paper_is_the_same():
    if not (program := shutil.which("pdftotext")):
        pytest.skip("pdftotext is not installed")
    drawing = (GUIDE / "rooms.svg").read_text(encoding="utf-8")
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing)).split()
    done = subprocess.run([program, GUIDE / "rooms.pdf", "-"], capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == sorted(words)


# The walks --------------------------------------------------------------------------------------


def hunks(diff: str) -> list[tuple[list[str], list[str]]]:
    """For each part of *diff*, which ``@@`` separates, the lines before and after."""
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for line in diff.splitlines():
        if line.startswith("@@"):
            found.append(([], []))
        else:
            sign, rest = line[:1] or " ", line[1:]
            if sign != "+":
                found[-1][0].append(rest)
            if sign != "-":
                found[-1][1].append(rest)
    return found


def applied(text: str, diff: str) -> str:
    """*text* with the changes of *diff*, each of which has just one place."""
    for before, after in hunks(diff):
        old, new = ("".join(f"{line}\n" for line in lines) for lines in (before, after))
        assert f"\n{text}".count(f"\n{old}") == 1, f"not there just once:\n{old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
    return text


def code_of(language: str) -> list[Block]:
    return [block for page in WALKS for block in blocks(page) if block.language == language and block.file]


@pytest.mark.parametrize("block", code_of("python"), ids=lambda block: block.file)
def test_a_new_file_of_a_walk_is_new(block):
    compile(block.text, block.file, "exec")
    assert not (ROOT / block.file).exists()


@pytest.mark.parametrize("block", code_of("diff"), ids=lambda block: block.file)
def test_a_change_of_a_walk_fits(block):
    text = applied((ROOT / block.file).read_text(encoding="utf-8"), block.text)
    if block.file.endswith(".py"):
        compile(text, block.file, "exec")


def test_the_walks_work(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "src" / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    tests = []
    for block in [*code_of("python"), *code_of("diff")]:
        path = tmp_path / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = block.text if block.language == "python" else applied(path.read_text("utf-8"), block.text)
        path.write_text(text, encoding="utf-8")
        tests += [block.file] if block.file.startswith("tests/") else []
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COV_", "PYTEST", "SUPPORT_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        str(tmp_path)
        in subprocess.run(
            [sys.executable, "-c", "import sphinx_support_matrix; print(sphinx_support_matrix.__file__)"],
            env=environment | {"PYTHONPATH": str(tmp_path / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )


# The way of one value ---------------------------------------------------------------------------


def test_the_way_of_a_value_is_as_it_is_told():
    namespace: dict[str, object] = {}
    told = [block for block in blocks("value") if block.language == "python"]
    assert told
    for block in told:
        exec(compile(block.text, "value.rst", "exec"), namespace)


# The Python interface ---------------------------------------------------------------------------


def test_every_public_function_is_documented():
    documented = re.findall(r"^\.\. autofunction:: (\w+)$", API, re.MULTILINE)
    assert sorted(documented) == sorted([*core.__all__, *export.__all__])


def test_nothing_private_is_documented():
    documented = re.findall(r"^\.\. auto\w+:: ([\w.]+)$", API, re.MULTILINE)
    assert [name for name in documented if any(part.startswith("_") for part in name.split("."))] == []
    assert ":private-members:" not in API
