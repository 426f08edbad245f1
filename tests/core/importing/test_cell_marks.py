from __future__ import annotations

import pytest

from sphinx_support_matrix.core.importing.cell_marks import vocabulary


@pytest.mark.parametrize(
    ("text", "claim", "kept"),
    [
        ("✅", "complete", ""),
        ("✔\ufe0f", "complete", ""),
        ("YES", "complete", ""),
        ("x", "complete", ""),
        ("x (new)", "complete", "new"),
        ("✓ yes", "complete", ""),
        ("Full  support", "complete", ""),
        ("native", "complete", "native"),
        (":x:", "missing", ""),
        ("none", "missing", ""),
        ("–", "missing", ""),
        ("planned", "missing", "planned"),
        ("Planned: Q3", "missing", "Planned|Q3"),
        ("⚠️ some (a) or (b)", "partial", "some (a) or (b)"),
        ("(a) ⚠️ (b)", "partial", "(a) |b"),
        ("experimental", "partial", "experimental"),
        ("N/A", "not-applicable", ""),
        ("?", "unknown", ""),
        ("", "unknown", ""),
        ("2.1+", "complete:2.1", ""),
        ("since 3.0", "complete:3.0", ""),
        ("v1.2", "complete:1.2", ""),
        ("≥ 3", "complete:3", ""),
        ("3 or later", "complete:3", ""),
        ("3.0 (partial)", "partial:3.0", ""),
        ("3.0, beta", "partial:3.0", "beta"),
        ("3.0; only X", "complete:3.0", "only X"),
        ("✅ (2.1+)", "complete:2.1", ""),
        ("2.1+ ✅", "complete:2.1", ""),
        ("Yes, since 2.0", "complete:2.0", ""),
        ("no - never was", "missing", "never was"),
        ("partial:2.0", "partial:2.0", ""),
        ("incomplete : 2", "missing:2", ""),
        ("✅ / ❌", "unknown", "✅ / ❌"),
        ("✅✅", "complete", "✅"),
        ("✅ ()", "complete", ""),
        ("3", "unknown", "3"),
        ("95%", "unknown", "95%"),
        ("3.0 MB", "unknown", "3.0 MB"),
        ("no idea", "unknown", "no idea"),
        ("until (3.0)", "unknown", "until (3.0)"),
    ],
)
def test_reading(text, claim, kept):
    reading = vocabulary([], {}).read(text)
    assert f"{reading.level}{f':{reading.release}' if reading.release else ''}" == claim
    assert "|".join(text[start:stop] for start, stop in reading.kept) == kept


def test_marks_depend_on_others():
    plain = vocabulary(["x", "-"], {})
    assert (plain.read("x").level, plain.read("-").level) == ("complete", "missing")
    others = vocabulary(["x", "-", "✅", "no"], {})
    assert (others.read("x").level, others.read("X (a)").level) == ("missing", "missing")
    assert others.read("-").level == "not-applicable"


def test_what_somebody_asks_for():
    marks = vocabulary([], {"beta": "missing", "": "partial", "✅": "unknown"})
    assert [marks.read(text).level for text in ("Beta", "beta (x)", " ", "✅")] == [
        "missing",
        "missing",
        "partial",
        "unknown",
    ]
    assert [bool(marks.read(text).kept) for text in ("Beta", "✅")] == [True, False]


@pytest.mark.parametrize("text", ["≥ 2.1", "≥2.1", "(2.1)", "(2.1+)", "/ maybe", "95%"])
def test_what_is_asked_for_empty_cells_is_for_no_others(text):
    assert vocabulary([], {"": "missing"}).read(text) == vocabulary([], {}).read(text)
