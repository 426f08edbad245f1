from __future__ import annotations

import re
import tracemalloc
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector, RunFacts, to_utc
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
from sphinx_support_matrix.core.evidence.results_model import CaseResult, Outcome, Stated, SuiteFacts
from sphinx_support_matrix.core.evidence.uniting import unite
from sphinx_support_matrix.core.loading import loads

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MATRIX = """\
[driver.bz2]
title = bz2
[driver.lzma]
title = LZMA
[operation.round-trip]
title = Round trip
tests = codecs_suite.test_round_trip*
[levels]
title = Levels
tests = codecs_suite.py::test_levels*; codecs_suite.test_levels*
[streams]
title = Streams
tests = codecs_suite.TestStreams.*
[integrity]
title = Integrity
[other]
title = Other
tests = *.test_setup; *.test_teardown; *.test_both; *.test_skipped
"""
STARTED = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def collector(text: str = MATRIX, **facts: object) -> EvidenceCollector:
    return EvidenceCollector(loads(text, "m.ini")[0], RunFacts(**facts))


def collected(*sources: str | bytes, text: str = MATRIX, **facts: object) -> EvidenceCollector:
    made = collector(text, **facts)
    for number, source in enumerate(sources):
        made.add([source.encode() if isinstance(source, str) else source], f"{number}.xml")
    return made


def cells(made: EvidenceCollector) -> tuple[CellEvidence, ...]:
    assert made.problems == []
    return unite([], made.evidence())[0]


def said(made: EvidenceCollector) -> list[str]:
    return [f"{each.location} {each.code.value} {each.message}" for each in made.problems]


def shown(made: EvidenceCollector) -> dict[str, str]:
    """The cells in short: passed, failed, expected failures, skipped, errors."""
    return {
        f"{each.feature} {each.driver}": " ".join(
            map(str, (each.passed, each.failed, each.expected_failures, each.skipped, each.errors))
        )
        for each in cells(made)
    }


def results(*tests: str, attributes: str = "", properties: str = "") -> str:
    return f"<testsuite {attributes}>\n<properties>{properties}</properties>\n{''.join(tests)}</testsuite>"


def one(name: str, children: str = "", classname: str = "c", **properties: str) -> str:
    said = "".join(
        f"<property name='support_matrix.{key.rstrip('_')}' value={quoteattr(value)}/>"
        for key, value in properties.items()
    )
    attributes = f"classname={quoteattr(classname)} name={quoteattr(name)}"
    return f"<testcase {attributes}><properties>{said}</properties>{children}</testcase>\n"


@pytest.mark.parametrize("sample", ["pytest", "pytest-xdist"])
def test_a_run_of_pytest(sample):
    made = collected((SAMPLES / "evidence" / f"{sample}.xml").read_bytes())
    assert shown(made) == {
        "integrity bz2": "1 0 0 0 0",
        "integrity lzma": "1 0 0 0 0",
        "levels bz2": "2 0 0 0 0",
        "levels lzma": "0 2 0 0 0",
        "operation.round-trip bz2": "1 0 0 0 0",
        "operation.round-trip lzma": "1 0 0 0 0",
        "streams bz2": "1 0 2 0 0",
        "streams lzma": "2 1 0 0 0",
    }
    assert (made.tests, made.without_feature, made.without_driver) == (23, 4, 5)
    failing = {name for each in cells(made) for name in each.failing}
    assert failing == {
        "codecs_suite.test_levels[lzma-1]",
        "codecs_suite.test_levels[lzma-9]",
        "codecs_suite.TestStreams.test_append[bz2]",
        "codecs_suite.TestStreams.test_strict[bz2]",
        "codecs_suite.TestStreams.test_strict[lzma]",
    }
    assert {each.time and each.time.date().isoformat() for each in cells(made)} == {"2026-11-28"}


def test_a_run_of_pytest_for_one_driver():
    made = collected((SAMPLES / "evidence" / "pytest.xml").read_bytes(), driver="bz2")
    # One test that failed and could not be cleaned up, one that was skipped, two that are in error.
    assert shown(made)["other bz2"] == "0 1 0 1 2"
    assert made.without_driver == 0


def test_attempts():
    text = "[driver.a]\ntitle = A\n[f]\ntitle = F\ntests = attempts_suite.*\n"
    made = collected((SAMPLES / "evidence" / "pytest-attempts.xml").read_bytes(), text=text, driver="a")
    assert shown(made) == {"f a": "1 2 0 0 0"}
    (cell,) = cells(made)
    assert cell.failing == ("attempts_suite.test_never", "attempts_suite.test_parts")


def test_a_run_of_stestr():
    """The ids of Tempest, in a file of nova's dialect as it is; and a scenario, which is a parameter."""
    text = (SAMPLES / "nova-features.ini").read_text("utf-8")
    made = collected(
        (SAMPLES / "evidence" / "stestr.xml").read_bytes(), text=text, driver="oven", time=STARTED
    )
    assert cells(made) == (
        CellEvidence(
            feature="bake-bread", driver="oven", passed=1, failed=1, skipped=1, time=STARTED,
            failing=("tempest.tests.test_oven.BreadTest.test_slice[id-4f5e1a90-33a4-4d0c-8a53-0c9d6a2b7e02]",),
        ),
    )  # fmt: skip
    text = text.replace("[fry-eggs]", "[fry-eggs]\ntests = id-11111111-2222-4333-8444-777777777777")
    made = collected((SAMPLES / "evidence" / "stestr.xml").read_bytes(), text=text)
    assert shown(made) == {"fry-eggs oven": "1 0 0 0 0", "fry-eggs pan-small": "1 0 0 0 0"}
    assert made.without_driver == 3


@pytest.mark.parametrize(
    ("sample", "tests", "facts", "expected", "time"),
    [
        ("surefire", "org.example.kitchen.BreadTest.*", {"driver": "oven"}, {"f oven": "2 1 0 1 1"}, None),
        (
            "gotestsum",
            "example.org/kitchen/bread.Test*",
            {"driver_pattern": re.compile("/(oven|pan-small)$")},
            # What failed first is not forgotten: the results do not say that it was tried again.
            {"f oven": "1 2 0 0 0", "f pan-small": "0 0 0 1 0"},
            STARTED,
        ),
        (
            "jest",
            "src/bread.test.js::bread with the *",
            {"driver_pattern": re.compile("with the (?P<driver>[a-z-]+)")},
            {"f oven": "1 1 0 1 0"},
            STARTED,
        ),
    ],
)
def test_other_tools(sample, tests, facts, expected, time):
    text = f"[driver.oven]\ntitle = O\n[driver.pan-small]\ntitle = P\n[f]\ntitle = F\ntests = {tests}\n"
    made = collected((SAMPLES / "evidence" / f"{sample}.xml").read_bytes(), text=text, **facts)
    assert shown(made) == expected
    assert {each.time for each in cells(made)} == {time}
    assert {each.release for each in cells(made)} == {"3.1" if sample == "surefire" else None}


def test_what_tests_say_themselves():
    made = collected(
        results(
            one("a", feature="round-trip", driver="bz2"),
            one("b", "<failure/>", feature="operation.round-trip", driver="lzma"),
            # For a feature that it names, and for one whose pattern it matches.
            one("test_levels[bz2]", classname="codecs_suite", feature="integrity"),
            one("c", feature="operation.levels", driver="bz2"),
        )
    )
    assert shown(made) == {
        "integrity bz2": "1 0 0 0 0",
        "levels bz2": "2 0 0 0 0",
        "operation.round-trip bz2": "1 0 0 0 0",
        "operation.round-trip lzma": "0 1 0 0 0",
    }


def test_what_suites_say():
    properties = "".join(
        f"<property name='{name}' value='{value}'/>"
        for name, value in [
            ("driver", "lzma"),
            ("release", "2026.1"),
            ("support_matrix.environment", "py312"),
        ]
    )
    text = results(
        one("t", feature="levels"),
        attributes="timestamp='2026-11-20T05:00:00.75+01:00'",
        properties=properties,
    )
    (cell,) = cells(collected(text))
    assert cell == CellEvidence(
        feature="levels", driver="lzma", environment="py312", passed=1, release="2026.1", time=STARTED
    )
    # What somebody says for all results counts.
    facts = {
        "driver": "bz2",
        "release": "2026.2",
        "environment": "py313",
        "time": datetime(2026, 1, 1, tzinfo=UTC),
    }
    (cell,) = cells(collected(text, **facts))
    assert cell == CellEvidence(feature="levels", passed=1, **facts)


def test_several_files():
    first = results(
        one("t", feature="levels"), one("u", feature="levels"), attributes="timestamp='2026-11-19'"
    )
    second = results(one("t", "<failure/>", feature="levels"), attributes="timestamp='2026-11-20T04:00'")
    made = collected(first, second, first, driver="bz2", run="1")
    (cell,) = cells(made)
    # The third is the first; a test in two files counts in both.
    assert (cell.passed, cell.failed, cell.failing, cell.time) == (2, 1, ("c.t",), STARTED)
    assert len(cell.parts) == 2
    assert cells(collected(second, first, driver="bz2", run="1")) == (cell,)


def seen(name, outcome=Outcome.PASSED, *, feature="levels", driver="lzma", line=7):
    return CaseResult(
        classname="suite",
        name=name,
        file="tests/suite.py",
        outcome=outcome,
        features=(Stated(feature, line),),
        drivers=(Stated(driver, line),),
        suite=SuiteFacts(),
        line=line,
    )


def test_tests_that_come_from_no_file():
    tests = [seen("test_a"), seen("test_b", Outcome.FAILED), seen("test_c", driver="bz2")]
    parts = set()
    for order in permutations(tests):
        made = collector(time=STARTED, run="17")
        made.add_tests(order)
        bz2, lzma = cells(made)
        assert (bz2.driver, bz2.passed, bz2.failed) == ("bz2", 1, 0)
        assert (lzma.driver, lzma.passed, lzma.failing, lzma.time) == ("lzma", 1, ("suite.test_b",), STARTED)
        parts |= {bz2.parts, lzma.parts}
    # The same tests are the same part of a run, in whichever order they have run.
    assert len(parts) == 1
    later = collector(time=STARTED + timedelta(seconds=1), run="17")
    later.add_tests(tests)
    assert cells(later)[0].parts not in parts


def test_mistakes_of_tests_that_come_from_no_file():
    made = collector()
    made.add_tests(
        [
            seen("test_a", feature="level"),
            seen("test_b", driver="lzm", line=9),
            seen("test_c", feature="rond-trip", driver="bz", line=11),
        ]
    )
    assert said(made) == [
        "tests/suite.py:7 evidence-unknown-name there is no feature 'level', which 'suite.test_a' names; "
        "did you mean 'levels'?",
        "tests/suite.py:9 evidence-unknown-name there is no driver 'lzm', which 'suite.test_b' names; "
        "did you mean 'lzma'?",
        "tests/suite.py:11 evidence-unknown-name there is no feature 'rond-trip', which 'suite.test_c' names; "
        "did you mean 'round-trip'?",
        "tests/suite.py:11 evidence-unknown-name there is no driver 'bz', which 'suite.test_c' names; "
        "did you mean 'bz2'?",
    ]


def test_mistakes_are_said_all_at_once():
    made = collected(
        results(
            one("a", feature="levls", driver="bz2"),
            one("b", feature="levls", driver="bz2"),
            one("c", feature="levels", driver="lzna"),
            one("d[bz2-lzma]", feature="levels"),
            one("e[bz2-lzma]"),
            attributes="timestamp='20/11/2026'",
        ),
        "<html/>",
        results(one("a", feature="levls", driver="bz2"), one("b", feature="integrity", driver="bz2")),
    )
    assert said(made) == [
        "0.xml:3 evidence-unknown-name there is no feature 'levls', which 'c.a' names; did you mean 'levels'?",
        "0.xml:5 evidence-unknown-name there is no driver 'lzna', which 'c.c' names; did you mean 'lzma'?",
        "0.xml:6 bad-results the parameters of 'c.d[bz2-lzma]' name 'bz2' and 'lzma'; say which driver it is for",
        "1.xml:1 bad-results expected test results in JUnit's XML, <testsuites> or <testsuite>, not <html>",
        "2.xml:3 evidence-unknown-name there is no feature 'levls', which 'c.a' names; did you mean 'levels'?",
    ]


def test_a_title_is_no_name_and_leads_to_it():
    text = MATRIX.replace("title = Round trip", "title = There and back again")
    titles = ("There and back again", "there and back agian", "INTEGRITY")
    tests = [one(f"t{number}", feature=title, driver="bz2") for number, title in enumerate(titles)]
    assert [line.partition(";")[2] for line in said(collected(results(*tests), text=text))] == [
        " did you mean 'round-trip'?",
        " did you mean 'round-trip'?",
        " did you mean 'integrity'?",
    ]


def test_a_timestamp_that_is_none():
    text = results(
        *[one(f"t{n}", feature="levels", driver="bz2") for n in range(3)], attributes="timestamp='today'"
    )
    assert said(collected(text)) == [
        "0.xml:1 bad-results expected a time such as '2026-05-01T12:00:00Z' as the timestamp of a suite, not 'today'; "
        "--time takes its place"
    ]
    assert shown(collected(text, time=STARTED)) == {"levels bz2": "3 0 0 0 0"}


def test_mistakes_without_end():
    text = results(*[one(f"t{n}", feature=f"f{n}") for n in range(1000)])
    problems = said(collected(text))
    assert len(problems) == 101
    assert problems[99:] == [
        "0.xml:102 evidence-unknown-name there is no feature 'f99', which 'c.t99' names",
        "0.xml:103 bad-results there are more problems from here on, which are not shown",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T04:00:00Z", STARTED),
        ("2026-11-20T04:00:00.999999", STARTED),
        ("2026-11-20T05:30:00+01:30", STARTED),
        ("2026-11-20 04:00", STARTED),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times(text, expected):
    assert to_utc(text) == expected


OUTCOMES = {
    "": 0, "<skipped/>": 1, "<error/>": 2, "<skipped type='pytest.xfail'/>": 3, "<failure/>": 4,
    "<error/><failure/>": 4, "<flakyFailure/>": 0,
}  # fmt: skip
KEYS = ("a", "b", "a-b")
TESTS = st.tuples(
    st.sampled_from(["t", "u", "t[a]", "u[a-b]", "t[b-1]", "u[id-1,x](b)", "t[id-2]", "v"]),
    st.sampled_from(["", "p", "p.q"]),
    st.sampled_from(sorted(OUTCOMES)),
    st.sampled_from([None, None, "f", "operation.g", "g"]),
    st.sampled_from([None, None, "a", "b"]),
)
PATTERNS = st.lists(st.sampled_from(["p.*", "*.t*", "1", "id-2", "p.q.u?a-b?", "v", "?", "t[a]"]), max_size=2)


@settings(max_examples=200)
@given(
    st.lists(st.lists(TESTS, max_size=12), min_size=1, max_size=3, unique_by=repr),
    st.lists(PATTERNS, min_size=3, max_size=3),
    st.none() | st.sampled_from(KEYS),
)
def test_as_plain_reading_has_it(files, patterns, given_driver):
    names = ("f", "operation.g", "h")
    text = "".join(f"[driver.{key}]\ntitle = T\n" for key in KEYS) + "".join(
        f"[{name}]\ntitle = T\ntests = {'; '.join(each)}\n"
        for name, each in zip(names, patterns, strict=True)
    )
    made = collected(
        *[
            results(
                *[
                    one(name, children, classname, **{key: value for key, value in said if value})
                    for name, classname, children, feature, driver in tests
                    for said in [(("feature", feature), ("driver", driver))]
                ]
            )
            for tests in files
        ],
        text=text,
        driver=given_driver,
    )
    expected: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    failing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    none = Counter()
    for tests in files:
        worst: dict[tuple[str, str, str], int] = {}
        for name, classname, children, feature, driver in tests:
            full = f"{classname}.{name}" if classname else name
            ids = [item[3:] for item in re.split(r"[\[\],()]", name) if item.startswith("id-")]
            features = {
                each
                for each, its in zip(names, patterns, strict=True)
                if each in {feature, f"operation.{feature}"}
                or any(
                    re.fullmatch(re.escape(one).replace(r"\*", ".*").replace(r"\?", "."), full)
                    or one.removeprefix("id-") in ids
                    for one in its
                )
            }
            parameter = next(
                (key for key in ("a-b", "a", "b") if re.search(rf"[\[(]{key}[-\])]", name)), None
            )
            key = driver or given_driver or parameter
            none.update(["feature"] if not features else ["driver"] if key is None else [])
            for each in features if key else ():
                worst[each, key, full] = max(worst.get((each, key, full), 0), OUTCOMES[children])
        for (feature, key, full), outcome in worst.items():
            expected[feature, key][outcome] += 1
            if outcome > 2:
                failing[feature, key].add(full)
    assert {(each.feature, each.driver): each.failing for each in cells(made)} == {
        key: tuple(sorted(failing[key])) for key in expected
    }
    assert shown(made) == {
        f"{feature} {key}": " ".join(str(counts[outcome]) for outcome in (0, 4, 3, 1, 2))
        for (feature, key), counts in expected.items()
    }
    assert (made.without_feature, made.without_driver) == (none["feature"], none["driver"])


@pytest.mark.once
def test_memory():
    """Each test of a large file costs no more than a few numbers."""
    count = 50_000

    def chunks():
        yield b"<testsuite>"
        for number in range(count):
            yield b"<testcase classname='codecs_suite' name='test_levels[lzma-%d]' time='0.1'>" % number
            yield b"<system-out>" + b"x" * 100 + b"</system-out></testcase>"
        yield b"</testsuite>"

    collected(results(one("warm", feature="levels", driver="bz2")))
    tracemalloc.start()
    try:
        made = collector()
        made.add(chunks(), "r.xml")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert shown(made) == {"levels lzma": f"{count} 0 0 0 0"}
    assert peak < 100 * count
