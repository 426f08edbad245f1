"""What is written about changes."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.diff.compute import diff_matrices
from sphinx_support_matrix.core.diff.diff_json import diff_to_json
from sphinx_support_matrix.core.diff.diff_markdown import diff_to_markdown
from sphinx_support_matrix.core.diff.diff_model import (
    Changed,
    Diff,
    Field,
    FieldChange,
    ListChange,
    Name,
    PartDiff,
)
from sphinx_support_matrix.core.diff.diff_text import diff_to_text
from sphinx_support_matrix.core.diff.sentences import outline
from sphinx_support_matrix.core.ini.characters import printable

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

OLD = """\
[driver.lvm]
title = LVM
[driver.ceph]
title = Ceph
link = https://old.example.org/a_b
[driver.nfs]
title = NFS
[group.operation]
title = Operations
[group.gone]
title = Gone
[level.beta]
title = preview
counts-as = partial
[level.draft]
title = draft
counts-as = missing
[operation.attach]
title = Attach
driver.lvm = missing
driver.ceph = complete
cli = cinder attach; cinder at_ach <`x`>
[operation.clone]
title = Clone
driver.lvm = unknown
driver.ceph = complete
driver-notes.ceph = Slow.
[operation.resize]
title = Resize
notes = About resizing.
driver.lvm = complete
driver-notes.lvm = Old.
driver.ceph = not-applicable
[operation.gone]
title = Gone
"""
NEW = """\
[driver.ceph]
title = Ceph *RBD*
[driver.lvm]
title = LVM
[driver.smb]
title = SMB
[group.operation]
title = What one can do
[group.storage]
title = Storage
[level.beta]
title = preview
counts-as = complete
[level.tested]
title = tested
counts-as = complete
[attach]
title = Attach a volume
status = mandatory
driver.lvm = complete:2026.1
driver.ceph = partial
driver.smb = beta
cli = cinder attach; cinder attach <``y``>; `z`
tempest_test_uuids = 1-2
[operation.clone]
title = Clone
driver.lvm = partial
driver.ceph = complete
driver-notes.ceph = Fast.
driver.smb = complete
[operation.resize]
title = Resize
driver.lvm = complete:2026.1
driver.ceph = unknown
driver-notes.ceph = New.
driver.smb = missing
[operation.encrypt]
title = Encrypt #1
status = choice(a_b)
driver.lvm = complete
driver.ceph = complete:2026.1
driver.smb = missing
[operation.draft]
title = operation.draft
maturity = experimental
driver.lvm = unknown
driver.ceph = partial
driver.smb = beta
"""
SCHEMA = json.loads(files("sphinx_support_matrix").joinpath("schemas", "diff-1.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NOTHING = Diff(old="old.ini", new="new.ini")


@pytest.fixture(scope="module")
def changes():
    return diff_matrices(loads(OLD, "old.ini")[0], loads(NEW, "new.ini")[0], notes=True)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        pytest.param(diff_to_text, "diff.txt", id="text"),
        pytest.param(diff_to_markdown, "diff.md", id="markdown"),
        pytest.param(diff_to_json, "diff.json", id="json"),
    ],
)
def test_whole_outputs(changes, snapshot, write, name):
    snapshot(write(changes), name)


@pytest.mark.parametrize("write", [diff_to_text, diff_to_markdown])
def test_no_differences(write):
    assert write(NOTHING) == "No differences.\n"


def test_a_new_driver_without_features():
    found = diff_matrices(loads("", "old.ini")[0], loads("[driver.a]\ntitle = A\n", "new.ini")[0])
    assert diff_to_text(found) == "Drivers\n  + A (a)\n"


@pytest.mark.parametrize(
    ("section", "text", "markdown"),
    [
        pytest.param("[driver.]", "  + \n", "-  (new)\n", id="no name"),
        pytest.param("[driver.`]\ntitle = A", "  + A (`)\n", "- **A** (`` ` ``, new)\n", id="backtick"),
        pytest.param("[driver. a ]\ntitle = A", "  + A ( a )\n", "- **A** (`  a  `, new)\n", id="spaces"),
    ],
)
def test_odd_names(section, text, markdown):
    found = diff_matrices(loads("", "old.ini")[0], loads(section, "new.ini")[0])
    assert diff_to_text(found) == f"Drivers\n{text}"
    assert diff_to_markdown(found) == f"**Drivers**\n\n{markdown}"


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_json_follows_the_schema(changes):
    VALIDATOR.validate(json.loads(diff_to_json(changes)))
    VALIDATOR.validate(json.loads(diff_to_json(NOTHING)))


def test_json_of_real_files(corpus):
    names = ("nova-2016.ini", "nova-feature-matrix-gp.ini", "neutron-provider-2017-07.ini")
    matrices = [load(corpus / name)[0] for name in names]
    for old, new in pairwise(matrices):
        VALIDATOR.validate(json.loads(diff_to_json(diff_matrices(old, new, notes=True))))


def test_json_of_samples():
    matrices = [load(path)[0] for path in sorted(SAMPLES.glob("*.ini"))]
    assert len(matrices) == 7
    for old, new in pairwise(matrices):
        VALIDATOR.validate(json.loads(diff_to_json(diff_matrices(old, new, notes=True))))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda document: document.update(version=2), id="version"),
        pytest.param(lambda document: document.pop("groups"), id="part left out"),
        pytest.param(lambda document: document.update(more=1), id="part too many"),
        pytest.param(lambda document: document["implementations"][0].update(direction="up"), id="direction"),
        pytest.param(
            lambda document: document["implementations"][0]["old"].pop("notes"), id="notes left out"
        ),
        pytest.param(
            lambda document: document["drivers"]["added"][0]["features"].update(beta="1"), id="count"
        ),
        pytest.param(
            lambda document: document["features"]["changed"][0]["changes"][0].update(field="cli"), id="field"
        ),
    ],
)
def test_the_schema_is_strict(changes, damage):
    document = json.loads(diff_to_json(changes))
    damage(document)
    assert not VALIDATOR.is_valid(document)


texts = st.text(st.sampled_from("a1 \\`*_[]()<>&|~$#!+-.:\"'é\u65e5"), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


def renamed(key, title, old, new):
    fields = (
        FieldChange(field=Field.TITLE, old=old, new=new),
        ListChange(field=Field.COMMANDS, added=(new,), removed=(old, "b")),
    )
    changed = Changed(name=Name(key=key, title=title), fields=fields)
    return Diff(old="old.ini", new="new.ini", features=PartDiff(changed=(changed,)))


def sentences(found, *, signs):
    return ["".join(span.text for span in item.spans) for item in outline(found, signs=signs)[0].items]


@example("a", "**", "`", "``a")
@example("`", "<b>&amp;", "https://example.org/a_b", "[a](b)")
@given(texts, texts, texts, texts)
def test_markdown_says_what_was_written(key, title, old, new):
    found = renamed(key, title, old, new)
    page = BeautifulSoup(MARKDOWN.render(diff_to_markdown(found)), "html.parser")
    assert [item.get_text() for item in page.select("ul > li")] == sentences(found, signs=False)
    assert {item.strong.get_text() for item in page.select("li")} == {title}
    assert [code.get_text() for code in page.select("li:last-child code")][-3:] == [new, old, "b"]


# What the reader lets through: anything but control characters.
@given(*[st.text(min_size=1).map(printable)] * 2)
def test_a_change_is_one_line_of_text(key, title):
    lines = diff_to_text(renamed(key, title, "a", "b")).split("\n")
    assert [line[:4] for line in lines] == ["Feat", "  ~ ", "  ~ ", ""]
    assert "".join(lines).splitlines() == ["".join(lines)]
    assert "\x1b" not in "".join(lines)
