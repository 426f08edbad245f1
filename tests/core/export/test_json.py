from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files as resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export import from_json, to_json
from sphinx_support_matrix.core.export.as_json import SCHEMA, VERSION
from sphinx_support_matrix.core.matrix.merge import merge
from tests.core.export.export_files import hostile, matrices
from tests.core.test_api import files as odd_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix

PUBLISHED = json.loads(
    (resources("sphinx_support_matrix") / "schemas/support-matrix-1.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(PUBLISHED)

TEXT = """\
  [f.a]
  title = Ä
  status = condition(g==own)
  notes = First
    second
  cli = x; y
  driver.lvm = own:2
  driver-notes.lvm = Soon.
[driver.lvm]
title = LVM
link = https://lvm.example/

[level.own]
title = preview
counts-as = partial

[group.f]
title = Eff
[g]
title = G
"""
JSON = """\
{
  "$schema": "urn:sphinx-support-matrix:support-matrix-1",
  "version": 1,
  "path": "m.ini",
  "drivers": [
    {"key": "lvm", "title": "LVM", "link": "https://lvm.example/", "anchor": "_driver_lvm", "location": {"line": 9}, "title_location": {"line": 10}}
  ],
  "levels": [
    {"name": "complete", "title": "complete", "symbol": "✔", "counts_as": "complete", "meaning": "Fully implemented, and expected to work at all times.", "location": null, "title_location": null, "meaning_location": null},
    {"name": "partial", "title": "partial", "symbol": "◐", "counts_as": "partial", "meaning": "Implemented, with limits that the notes explain.", "location": null, "title_location": null, "meaning_location": null},
    {"name": "missing", "title": "missing", "symbol": "✖", "counts_as": "missing", "meaning": "Not implemented.", "location": null, "title_location": null, "meaning_location": null},
    {"name": "unknown", "title": "unknown", "symbol": "?", "counts_as": "unknown", "meaning": "Nobody has reported whether it works.", "location": null, "title_location": null, "meaning_location": null},
    {"name": "not-applicable", "title": "not-applicable", "symbol": "\u2013", "counts_as": "not-applicable", "meaning": "The feature makes no sense for this driver.", "location": null, "title_location": null, "meaning_location": null},
    {"name": "own", "title": "preview", "symbol": "p", "counts_as": "partial", "meaning": "", "location": {"line": 13}, "title_location": {"line": 14}, "meaning_location": null},
    {"name": "not-recorded", "title": "not recorded", "symbol": "·", "counts_as": "unknown", "meaning": "The file says nothing about this driver.", "location": null, "title_location": null, "meaning_location": null}
  ],
  "groups": [
    {"name": "f", "title": "Eff", "notes": null, "location": {"line": 17}, "title_location": {"line": 18}}
  ],
  "features": [
    {
      "name": "f.a",
      "title": "Ä",
      "anchor": "f_a",
      "group": "f",
      "status": {"text": "condition(g==own)", "kind": "condition", "group": null, "condition": {"feature": "g", "level": "own"}, "given": true, "location": {"line": 3, "column": 3}},
      "maturity": null,
      "notes": {"text": "First\\nsecond", "line_numbers": [4, 5]},
      "commands": ["x", "y"],
      "api": null,
      "links": {"api": null, "admin": null},
      "test_ids": [],
      "implementations": [
        {
          "driver": "lvm",
          "level": "own",
          "counts_as": "partial",
          "release": "2",
          "notes": {"text": "Soon.", "line_numbers": [8]},
          "location": {"line": 7, "column": 3}
        }
      ],
      "location": {"line": 1, "column": 3},
      "title_location": {"line": 2, "column": 3}
    },
    {
      "name": "g",
      "title": "G",
      "anchor": "g",
      "group": "g",
      "status": {"text": "optional", "kind": "optional", "group": null, "condition": null, "given": false, "location": null},
      "maturity": null,
      "notes": null,
      "commands": [],
      "api": null,
      "links": {"api": null, "admin": null},
      "test_ids": [],
      "implementations": [
        {"driver": "lvm", "level": "not-recorded", "counts_as": "unknown", "release": null, "notes": null, "location": null}
      ],
      "location": {"line": 19},
      "title_location": {"line": 20}
    }
  ]
}
"""  # fmt: skip


def assert_lossless(matrix: Matrix) -> None:
    text = to_json(matrix)
    VALIDATOR.validate(json.loads(text))
    back = from_json(text)
    assert back == matrix
    assert to_json(back) == text


def assert_nothing_is_lost(matrix: Matrix) -> None:
    assert_lossless(matrix)
    # Locations of which equality takes no notice come back too.
    assert asdict(from_json(to_json(matrix))) == asdict(matrix)


def objects(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_whole_output() -> None:
    assert to_json(loads(TEXT, "m.ini")[0]) == JSON


# What is only there if a file says so.
OPTIONAL = {
    "path",
    "standing",
    "since",
    "releases",
    "paths",
    "column",
    "understood",
    "settings",
    "title",
    "driver_word",
    "drivers_word",
    "markup",
    "tests",
    "verified",
}


def test_schema_is_one_and_describes_everything() -> None:
    Draft202012Validator.check_schema(PUBLISHED)
    assert (PUBLISHED["$id"], PUBLISHED["properties"]["version"]["const"]) == (SCHEMA, VERSION)
    for each in objects(PUBLISHED):
        for properties in (each.get("properties", {}), each.get("$defs", {})):
            assert all(value["description"] for value in properties.values())
        if "properties" in each:
            assert each["additionalProperties"] is False
            optional = set(each["properties"]) - set(each["required"])
            assert optional <= OPTIONAL


def test_files_of_every_dialect(matrix_files) -> None:
    assert matrix_files
    for path in matrix_files:
        assert_lossless(load(path)[0])


def test_merged_files() -> None:
    first = loads(TEXT, "a.ini")[0]
    second = loads(
        "[driver.ceph]\ntitle = Ceph\n[h]\ntitle = H\nnotes = x\ndriver.ceph = partial\n", "b.ini"
    )[0]
    merged, _ = merge([first, second])
    assert_nothing_is_lost(merged)
    assert '"location": {"line": 1, "path": "b.ini"}' in to_json(merged)
    assert '"notes": {"text": "x", "line_numbers": [5], "path": "b.ini"}' in to_json(merged)


@given(matrices)
def test_made_files(matrix: Matrix) -> None:
    assert_nothing_is_lost(matrix)


@given(odd_files)
def test_odd_files(text: str) -> None:
    assert_nothing_is_lost(loads(text, "m.ini")[0])


def test_hostile_texts() -> None:
    assert_lossless(hostile())


def test_matrix_without_places() -> None:
    data = json.loads(JSON)
    for feature in data["features"]:
        for cell in feature["implementations"]:
            cell["location"] = None
    back = from_json(json.dumps(data))
    assert back == loads(TEXT, "m.ini")[0]
    assert [feature.places for feature in back.features] == [(None,), (None,)]


def test_path_of_the_machine_can_be_left_out() -> None:
    text = to_json(loads(TEXT, "/home/somebody/m.ini")[0], path="m.ini")
    assert text == JSON


def test_path_that_is_not_utf_8() -> None:
    text = to_json(loads(TEXT, "m\udcff.ini")[0])
    assert '"path": "m\\udcff.ini"' in text
    text.encode()
    assert from_json(text).path == "m\udcff.ini"


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(JSON, "", "Expecting value: line 1 column 1 (char 0)", id="no JSON"),
        pytest.param(JSON, "[" * 200_000, "the JSON is nested too deeply", id="depth"),
        pytest.param(JSON, "[]", "expected a support matrix as JSON of version 1", id="no object"),
        pytest.param('"version": 1', '"version": 2', "expected a support matrix as JSON of version 1", id="version"),
        pytest.param('  "path": "m.ini",\n', "", "path: expected a value, and there is none", id="missing"),
        pytest.param('"path"', '"x": 1, "path"', "x: there is no such property", id="unknown property"),
        pytest.param('"m.ini"', "1", "path: expected a text", id="path"),
        pytest.param('"key": "lvm"', '"key": 1', "drivers[0].key: expected a text", id="text"),
        pytest.param('{"line": 9}', '{"line": true}', "drivers[0].location.line: expected a number", id="number"),
        pytest.param('"given": true', '"given": 1', "features[0].status.given: expected true or false", id="flag"),
        pytest.param('["x", "y"]', '"x"', "features[0].commands: expected a list", id="list"),
        pytest.param('["x", "y"]', '["x", 1]', "features[0].commands: expected texts", id="texts"),
        pytest.param(
            '["x", "y"]',
            '["x", "\\u001b"]',
            "features[0].commands: expected a text without control characters",
            id="control character",
        ),
        pytest.param(
            '["x", "y"]',
            '["x", "\u202e"]',
            "features[0].commands: expected a text without control characters",
            id="order of text",
        ),
        pytest.param("[4, 5]", "[4, true]", "features[0].notes.line_numbers: expected numbers", id="numbers"),
        pytest.param(
            "[4, 5]", "[4]", "features[0].notes.line_numbers: expected one for each line of the text", id="lines"
        ),
        pytest.param('"links": {"api": null, "admin": null}', '"links": 1', "features[0].links: expected an object", id="object"),
        pytest.param(
            "https://lvm.example/",
            "javascript:x",
            "drivers[0].link: expected a link that is http, https, mailto or relative",
            id="link",
        ),
        pytest.param(
            '"counts_as": "partial", "meaning": ""',
            '"counts_as": "own", "meaning": ""',
            "levels[5].counts_as: expected the name of a built-in level",
            id="counts as",
        ),
        pytest.param(
            '"level": "not-recorded"',
            '"level": "none"',
            "features[1].implementations[0].level: expected the name of one of the levels",
            id="level",
        ),
        pytest.param(
            '"driver": "lvm"', '"driver": "x"', "features[0].implementations: expected one for each driver, in their order", id="driver"
        ),
        pytest.param('"kind": "optional"', '"kind": "x"', "features[1].status.kind: expected a kind of status", id="kind"),
        pytest.param(
            '"text": "condition(g==own)"',
            '"text": "choice(g)"',
            "features[0].status.text: expected 'condition' or 'condition(...)'",
            id="status",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(old: str, new: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        from_json(changed(JSON, old, new))
    assert str(caught.value) == message
