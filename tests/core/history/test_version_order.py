from __future__ import annotations

import random

import pytest

from sphinx_support_matrix.core.history.version_order import choose_tags, in_version_order, version_key

IN_ORDER = (
    "0.9",
    "1.0.dev3",
    "1.0.nightly4",
    "1.0a1",
    "1.0-alpha.2",
    "1.0b1",
    "1.0.0.0b2",
    "1.0.0.0rc1",
    "1.0.0-rc.2",
    "v1.0.0",
    "1.0b",
    "1.0.post1",
    "1.0.1",
    "1.2.0",
    "v1.10",
    "rel-3_4",
    "9.0",
    "10.0rc1",
    "10.0",
    "10.0.1",
    "2025.2",
    "2026.1",
    "2026.1.1",
    "99999999999999999999999.0",
)


@pytest.mark.parametrize("seed", range(20))
def test_versions_are_in_the_order_in_which_people_count(seed):
    shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
    assert tuple(sorted(shuffled, key=version_key)) == IN_ORDER


@pytest.mark.parametrize(
    ("names", "patterns", "chosen", "left"),
    [
        pytest.param(["2.0", "1.0", "10.0"], ["*"], ["1.0", "2.0", "10.0"], [], id="in order"),
        pytest.param(["1.0", "v1.0", "w2.0"], ["v*", "w*"], ["v1.0", "w2.0"], [], id="patterns"),
        pytest.param(["1.0", "a/1.0"], ["*"], ["1.0", "a/1.0"], [], id="slash"),
        pytest.param(["1.0", "V1.0"], ["v*"], [], [], id="case"),
        pytest.param(["1.0", "1.0rc1", "1.1.0.0b1"], ["*"], ["1.0"], ["1.0rc1", "1.1.0.0b1"], id="before"),
        pytest.param(["1.0", "1.0rc1"], ["1.0", "1.0rc1"], ["1.0rc1", "1.0"], [], id="by name"),
        pytest.param(["1.0", "queens", "queens-eol"], ["*"], ["1.0"], ["queens", "queens-eol"], id="words"),
        pytest.param(
            ["queens", "rocky", "queens-em"], ["*"], ["queens", "rocky"], ["queens-em"], id="no numbers"
        ),
        pytest.param(["v1-eol", "v1-EOL", "v1"], ["v1*"], ["v1"], ["v1-EOL", "v1-eol"], id="end of a branch"),
        pytest.param(["v2-c1", "rc-1"], ["*"], ["rc-1"], ["v2-c1"], id="words in front say nothing"),
        pytest.param(["1.1.1a", "1.1.1", "1.1.1a2"], ["*"], ["1.1.1", "1.1.1a"], ["1.1.1a2"], id="letters"),
        pytest.param([], ["*"], [], [], id="none"),
    ],
)
def test_tags_that_are_releases(names, patterns, chosen, left):
    assert choose_tags(names, patterns) == (chosen, left)


def test_every_tag_that_matches():
    names = ["1.0", "1.0rc1", "queens-eol", "other"]
    chosen, left = choose_tags(names, ["1*", "q*"], every_tag=True)
    assert (sorted(chosen), left) == (["1.0", "1.0rc1", "queens-eol"], [])


def test_names_without_numbers_stand_where_their_days_are():
    releases = {
        "17.0.0": "2018-02-28",
        "18.0.0": "2018-08-30",
        "queens-em": "2019-10-25",
        "queens-eol": "2020-10-25",
        "start": "2001-01-01",
        # A later release of an older branch does not make its branch the newest one.
        "17.0.9": "2019-05-01",
        "20.0.0": "2019-10-16",
        "21.0.0": "2020-05-13",
    }
    assert in_version_order(releases.items()) == [
        "start",
        "17.0.0",
        "17.0.9",
        "18.0.0",
        "20.0.0",
        "queens-em",
        "21.0.0",
        "queens-eol",
    ]


def test_years_and_other_numbers():
    years = {"2014.2": "2014-10-16", "2015.1.0": "2015-04-30", "2014.2.4": "2015-09-17"}
    numbers = {"11.0.0": "2015-10-15", "12.0.0": "2016-04-07"}
    assert in_version_order((years | numbers).items()) == [
        "2014.2",
        "2014.2.4",
        "2015.1.0",
        "11.0.0",
        "12.0.0",
    ]
    later = {"2024.1": "2024-04-03"}
    assert in_version_order((later | numbers).items()) == ["11.0.0", "12.0.0", "2024.1"]


def test_names_without_any_number_are_in_alphabetical_order():
    assert in_version_order([("rocky", "2018-01-01"), ("queens", "2019-01-01")]) == ["queens", "rocky"]
