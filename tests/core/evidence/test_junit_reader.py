from __future__ import annotations

import tracemalloc
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.junit_reader import ResultsError, read_results
from sphinx_support_matrix.core.evidence.results_model import CaseResult, Outcome, Stated, SuiteFacts

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "evidence"
PASSED, SKIPPED, ERROR, EXPECTED, FAILED = (
    Outcome.PASSED,
    Outcome.SKIPPED,
    Outcome.ERROR,
    Outcome.EXPECTED_FAILURE,
    Outcome.FAILED,
)


def cases(source: bytes | str, size: int = 1 << 16) -> list[CaseResult]:
    data = source.encode() if isinstance(source, str) else source
    return list(read_results([data[at : at + size] for at in range(0, len(data), size)], "r.xml"))


def problem(source: bytes | str) -> str:
    """What is wrong, as ``LINE:COLUMN CODE message``."""
    with pytest.raises(ResultsError) as caught:
        cases(source)
    found = caught.value.problem
    assert str(caught.value) == found.message
    assert found.location.path == "r.xml"
    return f"{found.location.line}:{found.location.column} {found.code.value} {found.message}"


def sample(name: str) -> list[tuple[str, Outcome]]:
    return [(case.full_name, case.outcome) for case in cases((SAMPLES / f"{name}.xml").read_bytes())]


CODECS = [
    ("codecs_suite.test_round_trip[bz2]", PASSED),
    ("codecs_suite.test_round_trip[lzma]", PASSED),
    ("codecs_suite.test_levels[bz2-1]", PASSED),
    ("codecs_suite.test_levels[bz2-9]", PASSED),
    ("codecs_suite.test_levels[lzma-1]", FAILED),
    ("codecs_suite.test_levels[lzma-9]", FAILED),
    ("codecs_suite.TestStreams.test_several[bz2]", PASSED),
    ("codecs_suite.TestStreams.test_several[lzma]", PASSED),
    ("codecs_suite.TestStreams.test_append[bz2]", EXPECTED),
    # An unexpected pass, which pytest does not mind.
    ("codecs_suite.TestStreams.test_append[lzma]", PASSED),
    ("codecs_suite.TestStreams.test_strict[bz2]", EXPECTED),
    # One that it minds.
    ("codecs_suite.TestStreams.test_strict[lzma]", FAILED),
    ("codecs_suite.test_says_what_it_is_for[bz2]", PASSED),
    ("codecs_suite.test_says_what_it_is_for[lzma]", PASSED),
    ("codecs_suite.test_skipped", SKIPPED),
    ("codecs_suite.test_setup", ERROR),
    ("codecs_suite.test_teardown", ERROR),
    # One test, which failed and could not be cleaned up.
    ("codecs_suite.test_both", FAILED),
    ("codecs_suite.test_both", ERROR),
    ("codecs_suite.test_names[<b>&\"']", PASSED),
    ("codecs_suite.test_names[\\x1b[31m\\x00]", PASSED),
    ("codecs_suite.test_names[\\u202eabc]", PASSED),
    ("codecs_suite.test_names[`x`_ \\\\textbf{y}]", PASSED),
]
OVEN = "tempest.tests.test_oven"
STESTR = {
    "setUpClass (tempest.tests.test_oven.ClosedTest)": FAILED,
    f"{OVEN}.BreadTest.test_bake[id-0b7a1c52-7d1e-4c3a-9a35-5f0f6a0e6c11,smoke]": PASSED,
    f"{OVEN}.BreadTest.test_bake_two[id-c3d7c1de-6a45-4c9f-b7f1-2f1c9c1f9a33,slow]": SKIPPED,
    f"{OVEN}.BreadTest.test_crust[id-d65d65f7-1a6b-4a3a-9c2b-5a1a0c7b8a3e]": FAILED,
    f"{OVEN}.BreadTest.test_slice[id-4f5e1a90-33a4-4d0c-8a53-0c9d6a2b7e02]": FAILED,
    # An expected failure, which subunit2junitxml writes like a pass.
    f"{OVEN}.BreadTest.test_toast[id-3b7a1d10-72a5-4d25-8f0c-0f1b4c9a6c12]": PASSED,
    f"{OVEN}.ColdTest.test_warm[id-11111111-2222-4333-8444-666666666666]": FAILED,
    f"{OVEN}.EggsTest.test_fry[id-11111111-2222-4333-8444-777777777777](oven)": PASSED,
    f"{OVEN}.EggsTest.test_fry[id-11111111-2222-4333-8444-777777777777](pan-small)": PASSED,
}


def test_pytest():
    assert sample("pytest") == CODECS


def test_pytest_with_xdist():
    found = cases((SAMPLES / "pytest-xdist.xml").read_bytes())
    assert Counter((case.full_name, case.outcome) for case in found) == Counter(CODECS)
    assert {case.name_in_file for case in found} >= {
        "codecs_suite.py::test_round_trip[bz2]",
        "codecs_suite.py::test_several[lzma]",
    }


def test_pytest_with_attempts():
    """A test that is tried again is there once for each attempt; only the last one says how it ended."""
    assert sample("pytest-attempts") == [
        ("attempts_suite.test_second_time", PASSED),
        ("attempts_suite.test_second_time", PASSED),
        ("attempts_suite.test_never", PASSED),
        ("attempts_suite.test_never", PASSED),
        ("attempts_suite.test_never", FAILED),
        ("attempts_suite.test_parts", FAILED),
    ]


def test_stestr():
    assert dict(sample("stestr")) == STESTR


def test_stestr_without_expected_failures():
    expected = {name: outcome for name, outcome in STESTR.items() if "test_toast" not in name}
    assert dict(sample("stestr-no-xfail")) == expected


def test_surefire():
    bread = "org.example.kitchen.BreadTest"
    found = cases((SAMPLES / "surefire.xml").read_bytes())
    assert [(case.full_name, case.outcome) for case in found] == [
        (f"{bread}.bakes", PASSED),
        (f"{bread}.slices", FAILED),
        # In the end.
        (f"{bread}.rises", PASSED),
        (f"{bread}.heats", ERROR),
        (f"{bread}.cools", SKIPPED),
    ]
    assert {case.suite for case in found} == {SuiteFacts(release=Stated("3.1", 5))}


def test_gotestsum():
    found = cases((SAMPLES / "gotestsum.xml").read_bytes())
    assert [(case.full_name, case.outcome) for case in found] == [
        ("example.org/kitchen/bread.TestBake", PASSED),
        ("example.org/kitchen/bread.TestBake/oven", PASSED),
        ("example.org/kitchen/bread.TestBake/pan-small", SKIPPED),
        ("example.org/kitchen/bread.TestSlice/oven", FAILED),
        ("example.org/kitchen/bread.TestRise/oven", FAILED),
        ("example.org/kitchen/bread.TestRise/oven", PASSED),
    ]
    assert {case.suite for case in found} == {SuiteFacts(timestamp=Stated("2026-11-20T05:00:00+01:00", 3))}


def test_jest():
    found = cases((SAMPLES / "jest.xml").read_bytes())
    assert [(case.name_in_file, case.outcome) for case in found] == [
        ('src/bread.test.js::bread with the oven bakes "rye"', PASSED),
        ("src/bread.test.js::bread with the oven slices", FAILED),
        ("src/bread.test.js::bread with the oven rises", SKIPPED),
        ("src/eggs.test.js::eggs fry", PASSED),
    ]


def test_what_a_case_says():
    text = """\
<testsuites>
 <testsuite timestamp=" 2026-11-20T04:00:00 ">
  <properties>
   <property name="driver" value=" ceph "/><property name="os" value="linux"/>
   <property name="support_matrix.environment" value="py312 linux"/>
  </properties>
  <testcase classname="a.B" name="test_c[d]" file="a.py">
   <properties>
    <property name="support_matrix.feature" value="pause"/>
    <property name="support_matrix.feature" value="operation.resume"/>
    <property name="support_matrix.driver" value="lvm"/><property name="driver" value="other"/>
   </properties>
  </testcase>
 </testsuite>
</testsuites>"""
    assert cases(text) == [
        CaseResult(
            classname="a.B",
            name="test_c[d]",
            file="a.py",
            outcome=PASSED,
            features=(Stated("pause", 9), Stated("operation.resume", 10)),
            drivers=(Stated("lvm", 11),),
            suite=SuiteFacts(
                driver=Stated("ceph", 4),
                environment=Stated("py312 linux", 5),
                timestamp=Stated("2026-11-20T04:00:00", 2),
            ),
            line=7,
        )
    ]


def properties(**values: str) -> str:
    items = "".join(
        f'<property name="{name.replace("__", ".")}" value="{value}"/>' for name, value in values.items()
    )
    return f"<properties>{items}</properties>"


@pytest.mark.parametrize(
    ("text", "driver", "release"),
    [
        (f"<testsuite>{properties(driver='a', release='1')}<testcase name='t'/></testsuite>", "a", "1"),
        # What a suite says of itself counts more than what is said around it.
        (
            f"<testsuites>{properties(driver='a', release='1')}<testsuite>{properties(driver='b')}<testcase name='t'/>"
            "</testsuite></testsuites>",
            "b",
            "1",
        ),
        # Another one does not count.
        (
            f"<testsuites><testsuite>{properties(driver='b')}</testsuite><testsuite><testcase name='t'/></testsuite>"
            "</testsuites>",
            None,
            None,
        ),
        # The name that nobody else uses counts, wherever it stands.
        (
            f"<testsuite>{properties(support_matrix__driver='a', driver='b', release='2', support_matrix__release='1')}"
            "<testcase name='t'/></testsuite>",
            "a",
            "1",
        ),
        (
            f"<testsuites>{properties(driver='b')}<testsuite>{properties(driver='b', release='1')}"
            f"{properties(driver='c')}<testcase name='t'/></testsuite></testsuites>",
            "c",
            "1",
        ),
    ],
)  # fmt: skip
def test_what_suites_say(text, driver, release):
    (case,) = cases(text)
    assert (case.suite.driver and case.suite.driver.text) == driver
    assert (case.suite.release and case.suite.release.text) == release


@pytest.mark.parametrize(
    ("attributes", "children", "outcome"),
    [
        ("", "", PASSED),
        ("", "<system-out/><flakyFailure/><flakyError/>", PASSED),
        ("", "<failure/><rerunFailure/><rerunFailure/>", FAILED),
        ("", "<error/>", ERROR),
        ("", "<error/><failure/>", FAILED),
        ("", "<failure/><error/>", FAILED),
        ("", "<skipped/>", SKIPPED),
        ("", "<skipped/><error/>", ERROR),
        ("", '<skipped type="pytest.skip"/>', SKIPPED),
        ("", '<skipped type="pytest.xfail"/>', EXPECTED),
        ("", '<skipped type="pytest.xfail"/><error/>', EXPECTED),
        ("", '<skipped type="pytest.xfail" message="[NOTRUN] it crashes"/>', SKIPPED),
        ("", '<skipped type="pytest.xfail" message="as [NOTRUN] says"/>', EXPECTED),
        ("", "<rerunFailure><failure/></rerunFailure>", PASSED),
        ('status="run" result="completed"', "", PASSED),
        ('status="notrun"', "", SKIPPED),
        ('status="run" result="SUPPRESSED"', "", SKIPPED),
        ('status="disabled"', "<failure/>", FAILED),
    ],
)
def test_outcomes(attributes, children, outcome):
    (case,) = cases(f'<testsuite><testcase name="t" {attributes}>{children}</testcase></testsuite>')
    assert case.outcome is outcome


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252", "koi8-r"])
def test_encodings(encoding):
    name = "ж" if encoding == "koi8-r" else "é"
    text = f"<?xml version='1.0' encoding='{encoding}'?>\n<testsuite><testcase name='{name}'/></testsuite>"
    (case,) = cases(text.encode(encoding))
    assert case.name == name


def test_names_are_on_one_line():
    (case,) = cases(
        '<testsuite><testcase classname="a&#x85;b" name="c&#xA;&#x202E;d&#x9B;" file="e&#x2028;"/></testsuite>'
    )
    assert (case.full_name, case.file) == ("a\ufffdb.c\ufffd\ufffdd\ufffd", "e\ufffd")


@given(
    st.text(st.characters(codec="utf-8", min_codepoint=32, exclude_characters="\x7f\ufffe\uffff")),
    st.integers(1, 40),
)
def test_any_name_in_chunks_of_any_size(name, size):
    name = f"t{name}"
    text = f"<testsuite>\n<testcase name={quoteattr(name)}/>\n<testcase name='u'><failure/></testcase></testsuite>"
    first, second = cases(text, size)
    assert first.name[:1] == "t"
    assert len(first.name) == len(name)
    assert (second.name, second.outcome, second.line) == ("u", FAILED, 3)


LAUGHS = """\
<?xml version="1.0"?>
<!DOCTYPE testsuite [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<testsuite><testcase name="&c;"/></testsuite>"""
REFUSED = "test results need no document type and no entities, which are refused; remove <!DOCTYPE ...>"
CUT = "the file ends too early: it is cut off, or is still being written"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (LAUGHS, f"2:1 bad-results {REFUSED}"),
        (
            '<!DOCTYPE testsuite SYSTEM "file:///etc/passwd">\n<testsuite/>',
            f"1:1 bad-results {REFUSED}",
        ),
        (
            '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<testsuite><testcase name="&x;"/></testsuite>',
            f"1:1 bad-results {REFUSED}",
        ),
        (
            '<testsuite>\n<testcase name="&x;"/></testsuite>',
            "2:1 bad-results this is no XML: undefined entity",
        ),
        ("", "1:1 bad-results the file is empty; expected test results in JUnit's XML"),
        ("<testsuite>\n<testcase name='t'/>\n", f"3:1 bad-results {CUT}"),
        ("<testsuite>\n<testcase name='t", f"2:1 bad-results {CUT}"),
        ("<testsuite><system-out><![CDATA[ab\n", f"2:1 bad-results {CUT}"),
        ("<testsuite>\n</testcase>", "2:3 bad-results this is no XML: mismatched tag"),
        ("Traceback:\n", "1:1 bad-results this is no XML: syntax error"),
        (
            "<testsuite>\n<testcase name='\x1b[31m'/></testsuite>",
            "2:17 bad-results this is no XML: not well-formed (invalid token)",
        ),
        (
            "<testsuite>\n<testcase name='&#0;'/></testsuite>",
            "2:17 bad-results this is no XML: reference to invalid character number",
        ),
        (
            b"<testsuite>\n<testcase name='\xff'/></testsuite>",
            "2:17 bad-results this is no XML: not well-formed (invalid token)",
        ),
        (
            "<html>\n</html>",
            "1:1 bad-results expected test results in JUnit's XML, <testsuites> or <testsuite>, not <html>",
        ),
        (
            b"<?xml version='1.0' encoding='shift_jis'?><testsuite/>",
            "1:1 bad-results the encoding that the XML declares cannot be read; write the results in UTF-8",
        ),
        (
            b"<?xml version='1.0' encoding='klingon'?><testsuite/>",
            "1:1 bad-results the encoding that the XML declares cannot be read; write the results in UTF-8",
        ),
        ("<testsuite>\n<testcase/></testsuite>", "2:1 bad-results a test case has no name"),
        (
            "<testsuite><testcase name='a'>\n<testcase name='b'/></testcase></testsuite>",
            "2:1 bad-results a test case stands in another one",
        ),
        (
            "<testsuite><testcase name='a'/>\n<properties><property name='driver' value='x'/></properties></testsuite>",
            "2:1 bad-results the property 'driver' of a suite has to stand before its test cases",
        ),
        (
            "<testsuite><testcase name='a'><properties>\n<property name='support_matrix.feature' value=' '/>"
            "</properties></testcase></testsuite>",
            "2:1 bad-results the property 'support_matrix.feature' needs a value",
        ),
        (
            "<testsuite>" + "<a>\n" * 200 + "</a>" * 200 + "</testsuite>",
            "100:1 bad-results elements stand in more than 100 others",
        ),
    ],
    ids=range(21),
)
def test_hostile(source, expected):
    assert problem(source) == expected


def test_a_tag_without_end():
    """What one tag takes has to be kept; nobody writes 20 MB of it."""
    start = b"<testsuite>\n<testcase name='"
    chunks = [start, *[b"x" * 1_000_000] * 20]
    with pytest.raises(ResultsError, match="a tag is longer than 16 MB") as caught:
        list(read_results(iter(chunks), "r.xml"))
    assert caught.value.problem.location.line == 2


def test_what_was_read_before_the_end_was_missed():
    reader = read_results([b"<testsuite><testcase name='a'/>", b"<testcase name='b'/>"], "r.xml")
    assert (next(reader).name, next(reader).name) == ("a", "b")
    with pytest.raises(ResultsError):
        next(reader)


@pytest.mark.once
def test_memory():
    """Two hundred thousand tests with messages take no more of it than a thousand."""
    case = (
        b"<testcase classname='c' name='t%d'><failure message='m'>" + b"x" * 300 + b"</failure></testcase>\n"
    )

    def peak(count: int) -> int:
        def chunks():
            yield b"<testsuite>"
            for number in range(count):
                yield case % number
            yield b"</testsuite>"

        tracemalloc.start()
        try:
            assert sum(1 for _ in read_results(chunks(), "r.xml")) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    # There is something that the first use of anything leaves behind.
    peak(10)
    assert peak(200_000) < peak(1000) + 100_000
