"""Rules on real files and on samples, against a count that was written from the rules and shares nothing with them."""

from __future__ import annotations

import configparser
from collections import defaultdict

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core import check, load
from sphinx_support_matrix.core.matrix.merge import merge
from sphinx_support_matrix.core.problems.problem import Code

from .conftest import SAMPLES as SAMPLE_FILES

FILES = (
    "cinder-2026", "keystone-token", "neutron-provider-2017-03", "neutron-provider-2017-07", "nova-2016", "nova-2026",
    "nova-feature-matrix-gp", "nova-lxd", "nova-powervm", "nova-zvm-half-migrated", "octavia-healthmonitor",
    "octavia-l7policy", "octavia-l7rule", "octavia-lb", "octavia-listener", "octavia-member", "octavia-pool",
)  # fmt: skip
SAMPLES = ("half-migrated", "neutron-labels", "neutron-targets", "nova-features", "nova-targets", "today")
YES = ("complete", "partial")
NO = ("missing", "unknown")
ALIASES = {"required": "mandatory", "conditional": "condition", "incomplete": "missing"}


def independent(path):
    """The drivers of a file, and for each feature its status and its (level, note) by driver."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    drivers, features = [], {}
    for section in parser.sections():
        if section == "targets":
            drivers += [
                key.removeprefix("driver-impl-").removeprefix("networking-") for key in parser[section]
            ]
        elif section.startswith(("driver.", "target.")):
            drivers.append(parser[section].get("label", section.split(".", 1)[1]))
    for section in parser.sections():
        if section == "targets" or section.startswith(("driver.", "target.", "level.", "group.")):
            continue
        options = parser[section]
        cells = {}
        for key in drivers:
            level = next(
                (
                    options[name]
                    for name in (f"driver.{key}", f"driver-impl-{key}", f"networking-{key}", key)
                    if options.get(name)
                ),
                None,
            )
            note = options.get(f"driver-notes.{key}") or options.get(f"driver-notes-{key}")
            word = level.split(":")[0].strip().lower() if level else None
            if word and f"level.{word}" in parser:
                word = parser[f"level.{word}"]["counts-as"]
            cells[key] = (ALIASES.get(word, word), note)
        features[section] = (options.get("status") or "optional", cells)
    return drivers, features


def split(status):
    """``choice(x)`` in two."""
    word, _, argument = status.strip().partition("(")
    word = word.strip().lower()
    return ALIASES.get(word, word), argument.strip().removesuffix(")").strip()


def expected(path):  # noqa: C901 - a plain count is easier to trust than a divided one
    """What the rules must find: code, feature and driver."""
    drivers, features = independent(path)
    found = set()
    groups = defaultdict(list)
    for name, (status, cells) in features.items():
        word, argument = split(status)
        if word == "choice":
            groups[argument].append(name)
        for key in drivers:
            level, note = cells[key]
            if level == "partial" and not note:
                found.add(("partial-without-note", name, key))
            if word == "mandatory" and level in NO:
                found.add(("mandatory-unsupported", name, key))
            if word == "condition" and level in NO:
                other, _, wanted = (part.strip() for part in argument.partition("=="))
                base = next(
                    (
                        each
                        for each in (other, f"operation.{other}", other.removeprefix("operation."))
                        if each in features
                    ),
                    None,
                )
                if base and features[base][1][key][0] == wanted:
                    found.add(("condition-unsupported", name, key))
    for members in groups.values():
        for key in drivers:
            levels = {features[name][1][key][0] for name in members}
            if levels & set(NO) and not levels & set(YES):
                found.add(("choice-unsupported", members[0], key))
    return found


@pytest.mark.parametrize("name", [*(pytest.param(name, marks=pytest.mark.once) for name in FILES), *SAMPLES])
def test_rules_agree_with_an_independent_count(request, name):
    folder = SAMPLE_FILES if name in SAMPLES else request.getfixturevalue("corpus")
    path = folder / f"{name}.ini"
    matrix, _ = load(path)
    places = {
        str(place): (feature.name, driver.key)
        for feature in matrix.features
        for driver, place in zip(matrix.drivers, feature.places, strict=True)
        if place is not None
    }
    codes = [
        Code.MANDATORY_UNSUPPORTED,
        Code.CHOICE_UNSUPPORTED,
        Code.CONDITION_UNSUPPORTED,
        Code.PARTIAL_WITHOUT_NOTE,
    ]
    found = check(matrix, codes)
    assert {(problem.code.value, *places[str(problem.location)]) for problem in found} == expected(path)
    assert len(found) == len(expected(path))


def test_nova_today(corpus, capsys):
    assert main(["check", str(corpus / "nova-2026.ini")]) == 1
    out, err = capsys.readouterr()
    lines = [line.removeprefix(f"{corpus}/nova-2026.ini:").split(" ")[0:3:2] for line in out.splitlines()]
    assert lines == [
        ["585:1:", "undeclared-driver"],
        ["587:1:", "undeclared-driver"],
        ["838:1:", "choice-unsupported"],
        ["845:1:", "choice-unsupported"],
        ["916:1:", "choice-unsupported"],
        ["919:1:", "choice-unsupported"],
        ["1020:1:", "partial-without-note"],
        ["1047:1:", "partial-without-note"],
        ["1083:1:", "condition-unsupported"],
        ["1389:1:", "partial-without-note"],
    ]
    assert err == "7 errors, 3 warnings (4 hints not shown; see --hints)\n"


def test_three_files_and_two_dialects(corpus):
    matrices = [load(corpus / f"{name}.ini")[0] for name in ("nova-2016", "nova-lxd", "nova-powervm")]
    merged, problems = merge(matrices)
    assert [driver.key for driver in merged.drivers] == [
        driver.key for each in matrices for driver in each.drivers
    ]
    assert len(merged.drivers) == 14
    short = {row.name.removeprefix("operation.") for each in matrices for row in each.features}
    assert {row.name.removeprefix("operation.") for row in merged.features} == short
    assert len(merged.features) == len(short)
    for matrix in matrices:
        for row in matrix.features:
            (together,) = (
                each
                for each in merged.features
                if each.name.removeprefix("operation.") == row.name.removeprefix("operation.")
            )
            for driver, cell in zip(matrix.drivers, row.implementations, strict=True):
                assert together.implementations[merged.drivers.index(driver)] == cell
    assert {problem.code for problem in problems} == {Code.DIFFERENT_TITLE}
    assert all(" at " in problem.message for problem in problems)
