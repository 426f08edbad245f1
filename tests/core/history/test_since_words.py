from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_support_matrix.core.history.history_model import CellHistory
from sphinx_support_matrix.core.history.since_words import SinceWords, beginning, dated

from .histories import cell, history_of, release

HISTORY = history_of(cell("complete"), cell("complete"))


@pytest.mark.parametrize(
    ("level", "since", "supported_since", "of_tags", "of_commits"),
    [
        ("complete", "1", "1", "complete, since 1", "complete, since 1 (2026-05-01)"),
        ("missing", "2", None, "missing, since 2", "missing, since 2 (2026-05-01)"),
        (
            "complete",
            "2",
            "1",
            "complete, since 2; supported since 1",
            "complete, since 2 (2026-05-01); supported since 1 (2026-05-01)",
        ),
        (
            "partial",
            None,
            "1",
            "partial, not released yet; supported since 1",
            "partial, not released yet; supported since 1 (2026-05-01)",
        ),
        ("partial", None, None, "partial, not released yet", "partial, not released yet"),
        ("not-recorded", None, None, "not recorded", "not recorded"),
    ],
)
def test_a_cell(level, since, supported_since, of_tags, of_commits):
    told = CellHistory(feature="f", driver="k", level=level, since=since, supported_since=supported_since)
    assert SinceWords(HISTORY).cell(told) == of_tags
    assert SinceWords(replace(HISTORY, tags=None)).cell(told) == of_commits


def test_headings():
    assert dated(None) == "Not released yet"
    assert dated(release("17.0")) == "17.0 (2026-05-01)"


@pytest.mark.parametrize(
    ("drivers", "features", "told"),
    [
        (1, 1, "The first one: 1 driver, 1 feature."),
        (2, 0, "The first one: 2 drivers, 0 features."),
    ],
)
def test_the_first_release(drivers, features, told):
    assert beginning(drivers, features) == told
