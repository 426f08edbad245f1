"""How claims stand, counted, and written as JSON and Markdown."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.evidence.evidence_words import told_outcome, told_standing, told_totals
from sphinx_support_matrix.core.evidence.standings import CellStanding, Standing, standings
from sphinx_support_matrix.core.evidence.standings_json import standings_to_json
from sphinx_support_matrix.core.evidence.standings_markdown import standings_to_markdown
from sphinx_support_matrix.core.evidence.totals import StandingTotals, standing_totals
from sphinx_support_matrix.core.export import from_json, to_json
from sphinx_support_matrix.core.findings import Findings, of_feature, since_of
from sphinx_support_matrix.core.history.history_model import CellHistory, History
from sphinx_support_matrix.core.loading import loads_ini

TEXT = """\
[driver.a]
title = Al|pha
[driver.b]
title = Beta
[group.disk]
title = Disks
[disk.grow]
title = Grow
driver.a = complete
driver.b = missing
[disk.move]
title = Move
driver.a = complete
driver.b = not-applicable
driver-verified.a = 2026-05-01, Ann
[copy]
title = Copy
driver.a = complete
driver.b = unknown
"""
MATRIX = loads_ini(TEXT, "m.ini")[0]
TIME = datetime(2026, 11, 20, tzinfo=UTC)
EVIDENCE = Evidence(
    path="e",
    cells=(
        CellEvidence(feature="copy", driver="b", passed=1, time=TIME),
        CellEvidence(
            feature="disk.grow",
            driver="a",
            passed=1,
            failed=1,
            failing=("t_1",),
            release="2",
            time=TIME,
            run="r",
        ),
        CellEvidence(feature="disk.grow", driver="b", passed=2, environment="linux"),
    ),
)
FOUND = standings(MATRIX, EVIDENCE)
TOTALS = standing_totals(MATRIX, FOUND)


def test_claims_are_counted_by_driver():
    assert {
        "a": StandingTotals(confirmed=1, contradicted=1, unproven=1),
        "b": StandingTotals(understated=1, found=1),
    } == TOTALS
    assert [each.claims for each in TOTALS.values()] == [3, 1]
    old = standings(MATRIX, EVIDENCE, max_age=timedelta(1), today=date(2026, 12, 1))
    assert [each.stale for each in standing_totals(MATRIX, old).values()] == [2, 2]


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        (TOTALS["a"], "1 of 3 claims confirmed, 1 contradicted, 1 unproven"),
        (TOTALS["b"], "0 of 1 claim confirmed, 1 understated, 1 found without a claim"),
        (StandingTotals(confirmed=2, stale=1), "2 of 2 claims confirmed, 1 stale"),
    ],
)
def test_totals_in_words(totals, told):
    assert told_totals(totals) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (FOUND["disk.grow", "a"], "contradicted (1 of 2)"),
        (FOUND["disk.move", "a"], "confirmed by hand"),
        (FOUND["copy", "a"], "unproven"),
        (FOUND["copy", "b"], "found complete (1 of 1)"),
        (CellStanding(standing=Standing.UNPROVEN, stale=True), "unproven, stale"),
    ],
)
def test_standings_in_words(cell, told):
    assert told_standing(cell) == told


def test_nothing_is_told_of_no_tests():
    assert told_outcome(CellStanding(standing=Standing.UNPROVEN)) == "there are no tests"


@pytest.mark.parametrize(
    ("standing", "confirmed", "wrong", "told"),
    [
        (Standing.CONFIRMED, True, False, False),
        (Standing.CONTRADICTED, False, True, True),
        (Standing.UNDERSTATED, False, True, True),
        (Standing.UNPROVEN, False, False, False),
        (Standing.FOUND_PARTIAL, False, False, True),
    ],
)
def test_what_pages_say_of_a_standing(standing, confirmed, wrong, told):
    assert (standing.is_confirmed, standing.is_wrong, standing.is_told) == (confirmed, wrong, told)


def test_json():
    data = json.loads(standings_to_json(MATRIX, FOUND, TOTALS))
    assert (data["version"], data["path"]) == (1, "m.ini")
    assert data["drivers"][0] == {
        "key": "a",
        "title": "Al|pha",
        "claims": 3,
        "confirmed": 1,
        "contradicted": 1,
        "understated": 0,
        "unproven": 1,
        "found": 0,
        "stale": 0,
    }
    assert [(cell["feature"], cell["driver"], cell["standing"]) for cell in data["cells"]] == [
        ("disk.grow", "a", "contradicted"),
        ("disk.grow", "b", "understated"),
        ("disk.move", "a", "confirmed"),
        ("copy", "a", "unproven"),
        ("copy", "b", "found-complete"),
    ]
    assert data["cells"][0] == {
        "feature": "disk.grow",
        "driver": "a",
        "level": "complete",
        "counts_as": "complete",
        "standing": "contradicted",
        "stale": False,
        "by_hand": False,
        "passed": 1,
        "not_passed": 1,
        "failing": ["t_1"],
        "verified": None,
        "results": [
            {
                "environment": None,
                "passed": 1,
                "failed": 1,
                "expected_failures": 0,
                "skipped": 0,
                "errors": 0,
                "release": "2",
                "time": "2026-11-20T00:00:00Z",
                "run": "r",
            }
        ],
    }
    assert [cell["by_hand"] for cell in data["cells"]] == [False, False, True, False, False]
    assert data["cells"][1]["results"][0]["time"] is None
    assert data["cells"][2]["verified"] == {"date": "2026-05-01", "who": "Ann"}
    assert json.loads(standings_to_json(MATRIX, {}, standing_totals(MATRIX, {})))["cells"] == []


def test_letters_are_kept_in_json():
    matrix = loads_ini(TEXT.replace("Al|pha", "Älpha"), "mätrix.ini")[0]
    evidence = Evidence(path="e", cells=(CellEvidence(feature="copy", driver="b", passed=1, run="Läuf"),))
    found = standings(matrix, evidence)
    text = standings_to_json(matrix, found, standing_totals(matrix, found))
    assert [each in text for each in ('"mätrix.ini"', '"Älpha"', '"Läuf"')] == [True, True, True]


MARKDOWN = """\
| Feature | Al\\|pha | Beta |
| --- | --- | --- |
| **Disks** |  |  |
| Grow | \N{HEAVY MULTIPLICATION X} contradicted (1 of 2) | \N{UPWARDS ARROW} understated (2 of 2) |
| Move | \N{HEAVY CHECK MARK} confirmed by hand |  |
| **copy** |  |  |
| Copy | ? unproven | \N{BLACK CIRCLE} found complete (1 of 1) |

- **Al\\|pha**: 1 of 3 claims confirmed, 1 contradicted, 1 unproven
- **Beta**: 0 of 1 claim confirmed, 1 understated, 1 found without a claim
"""


def test_markdown():
    assert standings_to_markdown(MATRIX, FOUND, TOTALS) == MARKDOWN


def test_what_lies_beside_a_cell():
    history = History(
        path="m.ini",
        tags="*",
        releases=(),
        cells=(
            CellHistory(feature="copy", driver="a", level="complete", since="1", supported_since="1"),
            # The file says something else now, and this one is in no release yet.
            CellHistory(feature="copy", driver="b", level="complete", since="1", supported_since="1"),
            CellHistory(feature="disk.move", driver="a", level="complete", since=None, supported_since=None),
        ),
        removed_drivers=(),
        removed_features=(),
        changes=(),
    )
    found = Findings(standings=FOUND, since=since_of(history, MATRIX))
    assert found.since == {("copy", "a"): "1"}
    grow, move, copy = MATRIX.features
    alpha, beta = MATRIX.drivers
    assert found.of_cell(copy, alpha) == {
        "standing": {
            "name": "unproven",
            "stale": False,
            "passed": 0,
            "not_passed": 0,
            "release": None,
            "time": None,
            "run": None,
        },
        "since": "1",
    }
    assert found.of_cell(grow, alpha)["standing"] == {
        "name": "contradicted",
        "stale": False,
        "passed": 1,
        "not_passed": 1,
        "release": "2",
        "time": "2026-11-20T00:00:00+00:00",
        "run": "r",
    }
    assert found.of_cell(move, beta) == {}
    assert of_feature(found.since, copy, ["a", "b"]) == {0: "1"}
    assert of_feature({}, copy, ["a", "b"]) == {}


def test_what_is_missing_is_a_claim_only_where_somebody_has_looked():
    matrix = loads_ini(
        TEXT.replace("driver.b = unknown", "driver.b = missing").replace("[group.disk]\ntitle = Disks\n", ""),
        "m.ini",
    )[0]
    found = standings(matrix, Evidence(path="e"))
    assert found["copy", "b"].standing is Standing.UNPROVEN
    assert standing_totals(matrix, found)["b"] == StandingTotals()
    assert standings_to_markdown(matrix, found, standing_totals(matrix, found)).startswith(
        "| Feature | Al\\|pha | Beta |\n| --- | --- | --- |\n| Grow |"
    )


def test_a_verification_is_kept_in_json():
    assert from_json(to_json(MATRIX)) == MATRIX
    assert MATRIX.has_verified
    assert not loads_ini(TEXT.replace("driver-verified.a = 2026-05-01, Ann\n", ""), "m.ini")[0].has_verified
    with pytest.raises(ValueError, match="expected a day such as '2026-05-01'"):
        from_json(to_json(MATRIX).replace('"date": "2026-05-01"', '"date": "May"'))
