from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.outcome_counts import OutcomeCounts
from sphinx_support_matrix.core.evidence.results_model import Outcome

FAILURES = {Outcome.FAILED, Outcome.EXPECTED_FAILURE}


def test_nothing():
    assert OutcomeCounts().count() == Counter()
    assert OutcomeCounts().failing == ()


@given(st.lists(st.tuples(st.text("abc", max_size=2), st.sampled_from(Outcome)), max_size=40))
def test_a_test_counts_once_with_its_worst_outcome(tests):
    counts = OutcomeCounts()
    worst: dict[str, Outcome] = {}
    for name, outcome in tests:
        counts.add(name, outcome)
        worst[name] = max(outcome, worst.get(name, Outcome.PASSED))
    assert counts.count() == Counter(worst.values())
    assert counts.failing == tuple(sorted(name for name, outcome in worst.items() if outcome in FAILURES))
