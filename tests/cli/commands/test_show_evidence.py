from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files as resources

import pytest
from jsonschema import Draft202012Validator

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.evidence.evidence_json import to_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence

TEXT = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta *
[group.storage]
title = Storage
[operation.boot]
title = Boot
driver.a = complete
driver.b = missing
[storage.block]
title = Block
driver.a = complete
driver-verified.a = 2026-11-01, A. Tester
driver.b = unknown
[storage.object]
title = Object
driver.a = partial
driver-notes.a = Slow.
driver.b = not-applicable
"""
PUBLISHED = json.loads((resources("sphinx_support_matrix") / "schemas/standings-1.json").read_text("utf-8"))
TOTALS = """\
Alpha: 1 of 3 claims confirmed, 1 contradicted, 1 unproven
Beta *: 0 of 1 claim confirmed, 1 understated, 1 found without a claim
"""


def result(feature, driver, **outcome):
    return CellEvidence(feature=feature, driver=driver, **outcome)


OLD = datetime(2026, 1, 1, tzinfo=UTC)
CELLS = (
    result("boot", "a", environment="linux", passed=1, failed=2, failing=("x", "y"), time=OLD, run="r", release="1"),
    result("boot", "a", environment="windows", passed=1, errors=1, time=OLD),
    result("operation.boot", "b", passed=1, time=OLD),
    result("storage.block", "b", passed=1, failed=1, time=datetime(2026, 11, 1, tzinfo=UTC)),
    result("storage.object", "a", skipped=3),
)  # fmt: skip


@pytest.fixture
def show(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    (tmp_path / "m.ini").write_text(TEXT, encoding="utf-8")
    (tmp_path / "m.evidence.json").write_text(to_evidence_json(Evidence(path="", cells=CELLS)))

    def run(*arguments):
        code = main(["evidence", "show", "m.ini", *arguments])
        return code, *capsys.readouterr()

    return run


def test_words(show):
    assert show() == (
        0,
        "Feature           Status    Alpha                  Beta *\n"
        "operation\n"
        "Boot              optional  contradicted (2 of 4)  understated (1 of 1)\n"
        "Storage\n"
        "Block             optional  confirmed by hand      found partial (1 of 2)\n"
        "Object            optional  unproven\n"
        f"\n{TOTALS}",
        "",
    )


def test_symbols(show):
    _, out, _ = show("--width", "40", "--rows", "drivers")
    assert out == (
        "Storage: Object (optional) ──────┐\n"
        "Storage: Block (optional) ─────┐ │\n"
        "operation: Boot (optional) ──┐ │ │\n"
        "Alpha             1 of 3     ✖ ✔ ?\n"
        "Beta *            0 of 1     ↑ ◐\n"
        "\n"
        "✔ confirmed  ✖ contradicted  ↑ understated  ? unproven  ◐ found partial\n"
        f"\n{TOTALS}"
    )


def test_stale(show):
    _, out, _ = show("--max-age", "30d", "--standing", "stale")
    assert out == (
        "Feature           Status    Alpha                         Beta *\n"
        "operation\n"
        "Boot              optional  contradicted (2 of 4), stale  understated (1 of 1), stale\n"
        "\n"
        "Alpha: 1 of 3 claims confirmed, 1 contradicted, 1 unproven, 1 stale\n"
        "Beta *: 0 of 1 claim confirmed, 1 understated, 1 found without a claim, 1 stale\n"
    )


@pytest.mark.parametrize(
    ("options", "features"),
    [
        (["--standing", "contradicted"], ["Boot"]),
        (["--standing", "contradicted, unproven"], ["Boot", "Object"]),
        (["--standing", "unproven", "--standing", "found-partial"], ["Block", "Object"]),
        (["--driver", "b"], ["Boot", "Block", "Object"]),
        (["--driver", "b", "--standing", "understated"], ["Boot"]),
        (["--feature", "storage.*"], ["Block", "Object"]),
    ],
)
def test_filters(show, options, features):
    code, out, _ = show(*options)
    table = out.partition("\n\n")[0].splitlines()[1:]
    assert code == 0
    assert [line.split()[0] for line in table if line not in {"operation", "Storage"}] == features


def test_only_what_is_asked_for(show):
    _, out, _ = show("--standing", "understated")
    assert out.splitlines()[2] == "Boot              optional         understated (1 of 1)"


def test_markdown(show):
    assert show("--format", "markdown")[1] == (
        "| Feature | Alpha | Beta \\* |\n"
        "| --- | --- | --- |\n"
        "| **operation** |  |  |\n"
        "| Boot | ✖ contradicted (2 of 4) | ↑ understated (1 of 1) |\n"
        "| **Storage** |  |  |\n"
        "| Block | ✔ confirmed by hand | ◐ found partial (1 of 2) |\n"
        "| Object | ? unproven |  |\n"
        "\n"
        "- **Alpha**: 1 of 3 claims confirmed, 1 contradicted, 1 unproven\n"
        "- **Beta \\***: 0 of 1 claim confirmed, 1 understated, 1 found without a claim\n"
    )


def test_json(show):
    _, out, _ = show("--format", "json", "--standing", "contradicted,confirmed")
    found = json.loads(out)
    Draft202012Validator.check_schema(PUBLISHED)
    Draft202012Validator(PUBLISHED).validate(found)
    assert found["drivers"][1] == {
        "key": "b",
        "title": "Beta *",
        "claims": 1,
        "confirmed": 0,
        "contradicted": 0,
        "understated": 1,
        "unproven": 0,
        "found": 1,
        "stale": 0,
    }
    linux = {"environment": "linux", "passed": 1, "failed": 2, "expected_failures": 0, "skipped": 0, "errors": 0, "release": "1", "time": "2026-01-01T00:00:00Z", "run": "r"}  # fmt: skip
    assert found["cells"] == [
        {
            "feature": "operation.boot",
            "driver": "a",
            "level": "complete",
            "counts_as": "complete",
            "standing": "contradicted",
            "stale": False,
            "by_hand": False,
            "passed": 2,
            "not_passed": 2,
            "failing": ["x", "y"],
            "verified": None,
            "results": [
                linux,
                {**linux, "environment": "windows", "failed": 0, "errors": 1, "release": None, "run": None},
            ],
        },
        {
            "feature": "storage.block",
            "driver": "a",
            "level": "complete",
            "counts_as": "complete",
            "standing": "confirmed",
            "stale": False,
            "by_hand": True,
            "passed": 0,
            "not_passed": 0,
            "failing": [],
            "verified": {"date": "2026-11-01", "who": "A. Tester"},
            "results": [],
        },
    ]
    assert len(out.splitlines()) == 12
    assert json.loads(show("--format", "json", "--standing", "found-missing")[1])["cells"] == []


def test_nothing_to_show(show):
    assert show("--standing", "found-complete") == (1, "", "nothing to show\n")


def test_only_what_people_have_verified(show, tmp_path):
    (tmp_path / "m.evidence.json").unlink()
    code, out, err = show("--standing", "confirmed")
    assert (code, err) == (0, "")
    assert "confirmed by hand" in out


def test_problems_of_the_evidence(show, tmp_path):
    cells = [result("operation.bot", "a", passed=1)]
    (tmp_path / "m.evidence.json").write_text(to_evidence_json(Evidence(path="", cells=cells)))
    assert show()[2] == (
        "m.evidence.json:4:1: error: evidence-unknown-name there is evidence for the unknown feature 'operation.bot'; "
        "did you mean 'operation.boot'?\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--standing", "confirmd"],
            "there is no standing 'confirmd'; expected confirmed, contradicted, understated, unproven, found-complete, "
            "found-partial, found-missing or stale; did you mean 'confirmed'?",
        ),
        (["--driver", "c"], "'c' matches no driver"),
        (["--evidence-file", "no.json"], "cannot read 'no.json': No such file or directory"),
    ],
)
def test_what_cannot_be(show, options, message):
    assert show(*options) == (2, "", f"support-matrix evidence show: {message}\n")


def test_no_evidence_at_all(show, tmp_path):
    (tmp_path / "m.evidence.json").unlink()
    (tmp_path / "m.ini").write_text(TEXT.replace("driver-verified.a = 2026-11-01, A. Tester\n", ""))
    assert show() == (
        2,
        "",
        "support-matrix evidence show: there is no evidence in 'm.evidence.json'; "
        "'support-matrix evidence collect' makes it of test results\n",
    )


def test_merged_files(show, tmp_path):
    (tmp_path / "n.ini").write_text("[driver.c]\ntitle = C\n[boot]\ntitle = Boot\ndriver.c = complete\n")
    (tmp_path / "n.evidence.json").write_text(
        to_evidence_json(Evidence(path="", cells=(result("boot", "c", passed=2),)))
    )
    _, out, err = show("n.ini", "--feature", "boot")
    assert err == ""
    assert out.splitlines()[2] == (
        "Boot              optional  contradicted (2 of 4)  understated (1 of 1)  confirmed (2 of 2)"
    )
