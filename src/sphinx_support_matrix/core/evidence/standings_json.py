"""Standings as JSON: version 1 of ``schemas/standings-1.json``."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import escaped_in_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.evidence.totals import StandingTotals
    from sphinx_support_matrix.core.matrix.model import Implementation, Matrix

VERSION = 1
"""The version of the form."""

_COUNTS = ("passed", "failed", "expected_failures", "skipped", "errors")


def standings_to_json(
    matrix: Matrix,
    standings: Mapping[tuple[str, str], CellStanding],
    totals: Mapping[str, StandingTotals],
) -> str:
    """The *standings* of cells of *matrix*, and the *totals* of its drivers, as JSON with one line for each."""
    drivers = [
        {
            "key": driver.key,
            "title": driver.title.text,
            "claims": totals[driver.key].claims,
            "confirmed": totals[driver.key].confirmed,
            "contradicted": totals[driver.key].contradicted,
            "understated": totals[driver.key].understated,
            "unproven": totals[driver.key].unproven,
            "found": totals[driver.key].found,
            "stale": totals[driver.key].stale,
        }
        for driver in matrix.drivers
    ]
    cells = [
        {
            "feature": feature.name,
            "driver": driver.key,
            **_cell(implementation, standings[feature.name, driver.key]),
        }
        for feature in matrix.features
        for driver, implementation in zip(matrix.drivers, feature.implementations, strict=True)
        if (feature.name, driver.key) in standings
    ]
    parts = [
        f'"version": {VERSION}',
        f'"path": {json.dumps(matrix.path, ensure_ascii=False)}',
        f'"drivers": {_lines(drivers)}',
        f'"cells": {_lines(cells)}',
    ]
    return escaped_in_json("{{\n{}\n}}\n".format(",\n".join(parts)))


def _cell(implementation: Implementation, standing: CellStanding) -> dict[str, object]:
    verified = standing.verified
    return {
        "level": implementation.level.name,
        "counts_as": implementation.level.counts_as,
        "standing": standing.standing.value,
        "stale": standing.stale,
        "by_hand": standing.by_hand,
        "passed": standing.passed,
        "not_passed": standing.not_passed,
        "failing": list(standing.failing),
        "verified": None if verified is None else {"date": verified.date.isoformat(), "who": verified.who},
        "results": [_result(result) for result in standing.results],
    }


def _result(result: CellEvidence) -> dict[str, object]:
    time = result.time
    return {
        "environment": result.environment,
        **{name: getattr(result, name) for name in _COUNTS},
        "release": result.release,
        "time": None if time is None else time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "run": result.run,
    }


def _lines(items: list[dict[str, object]]) -> str:
    if not items:
        return "[]"
    return "[\n{}\n]".format(",\n".join(json.dumps(item, ensure_ascii=False) for item in items))
