"""The script that the package ships: made of the files that are here, small, and without a word of its own."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from sphinx_support_matrix.html.script import script_words
from sphinx_support_matrix.html.words import Words

CONTROLS = Path(__file__).resolve().parents[2] / "controls"
SCRIPT = (files("sphinx_support_matrix") / "html" / "static" / "matrix.js").read_bytes()


def sources() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in (CONTROLS / "src").glob("*.js")}


def test_the_script_is_made_of_its_sources():
    order = re.search(r'ORDER = "([a-z ]+)"', (CONTROLS / "build.mjs").read_text(encoding="utf-8"))
    assert order is not None
    texts = sources()
    assert set(texts) == {*order[1].split(), "types"}
    total = sha256("\n".join(texts[name] for name in order[1].split()).encode()).hexdigest()[:12]
    assert f"/* {total} */" in SCRIPT.decode(), "run `npm run build` in controls/"


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT, 9)) <= 10_000


def test_nothing_in_the_script_needs_what_a_policy_forbids_or_a_library():
    for forbidden in (
        "eval(",
        "new Function",
        "innerHTML",
        "insertAdjacentHTML",
        "Storage",
        "cookie",
        "import ",
        "require(",
    ):
        assert forbidden not in SCRIPT.decode(), forbidden


def test_files_can_be_read_at_a_sitting():
    for name, text in sources().items():
        assert len(text.splitlines()) <= 300, name


def test_the_words_are_those_that_the_script_asks_for():
    text = "\n".join(text for name, text in sources().items() if name != "types")
    asked = set(re.findall(r"\bwords\.(\w+)|\bsay\(\"(\w+)\"", text))
    named = {name for pair in asked for name in pair if name}
    # In brackets the script chooses between these.
    named |= {
        "driver",
        "feature",
        "any_status",
        "any_maturity",
        "at_complete",
        "at_missing",
        "as-of",
        "since",
    }
    assert named == set(Words().controls)


def test_words_come_as_a_script():
    script = script_words(
        Words(
            lambda text: (
                text.upper().replace("%(SHOWN)S", "%(shown)s").replace("%(ALL)S", "%(all)s") + "</script>"
            )
        )
    )
    assert script.isascii()
    found = json.loads(script.removeprefix("window.supportMatrixWords = ").removesuffix(";\n"))
    assert found["of"] == "%(shown)s OF %(all)s</script>"


def test_sources_pass_the_compiler_and_the_linter():
    if shutil.which("npm") is None or not (CONTROLS / "node_modules").exists():
        pytest.skip("run `npm install` in controls/ for the compiler and the linter")
    done = subprocess.run(
        ["npm", "run", "--silent", "check"], cwd=CONTROLS, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
