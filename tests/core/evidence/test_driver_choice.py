from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.driver_choice import DriverChooser, DriverError
from sphinx_support_matrix.core.evidence.results_model import CaseResult, Outcome, Stated, SuiteFacts
from sphinx_support_matrix.core.problems.problem import Code

KEYS = ("bz2", "lzma", "lzma-raw", "libvirt-kvm", "libvirt-kvm-x86", "kvm", "x")


def case(
    name: str,
    *,
    drivers: tuple[str, ...] = (),
    suite: str | None = None,
    classname: str = "c",
    file: str | None = None,
) -> CaseResult:
    return CaseResult(
        classname=classname,
        name=name,
        file=file,
        outcome=Outcome.PASSED,
        features=(),
        drivers=tuple(Stated(text, 7) for text in drivers),
        suite=SuiteFacts(driver=None if suite is None else Stated(suite, 3)),
        line=5,
    )


def wrong(chooser: DriverChooser, test: CaseResult) -> tuple[Code, int, str]:
    with pytest.raises(DriverError) as caught:
        chooser.drivers(test)
    return caught.value.code, caught.value.line, str(caught.value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("test_seek[lzma-3]", ["lzma"]),
        ("test_seek[3-lzma]", ["lzma"]),
        ("test_seek[lzma]", ["lzma"]),
        ("test_seek[lzma-raw-3]", ["lzma-raw"]),
        ("test_seek[libvirt-kvm-x86]", ["libvirt-kvm-x86"]),
        ("test_seek[libvirt-kvm-arm]", ["libvirt-kvm"]),
        ("test_seek[lzma-lzma]", ["lzma"]),
        ("test_seek[lzma][lzma]", ["lzma"]),
        ("test_seek(lzma)", ["lzma"]),
        ("test_seek[id-1,smoke](lzma,3)", ["lzma"]),
        ("test_seek[a lzma b]", ["lzma"]),
        # Parts of words, and what is no parameter.
        ("test_seek[lzma3]", []),
        ("test_seek[xlzma]", []),
        ("test_seek[lzma_3]", []),
        ("test_seek[LZMA]", []),
        ("test_lzma", []),
        ("test lzma", []),
        ("test_seek[lzma", []),
        ("test_seek[]", []),
    ],
)
def test_parameters(name, expected):
    assert DriverChooser(KEYS).drivers(case(name)) == expected


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("test_copy[lzma-bz2]", "'bz2' and 'lzma'"),
        ("test_copy[lzma](bz2)", "'bz2' and 'lzma'"),
        ("test_copy[lzma-lzma-raw]", "'lzma' and 'lzma-raw'"),
        ("test_copy[x-bz2-lzma]", "'bz2', 'lzma' and 'x'"),
    ],
)
def test_parameters_that_name_several(name, named):
    message = f"the parameters of 'c.{name}' name {named}; say which driver it is for"
    assert wrong(DriverChooser(KEYS), case(name)) == (Code.BAD_RESULTS, 5, message)
    # All others are asked before.
    assert DriverChooser(KEYS, "kvm").drivers(case(name)) == ["kvm"]
    assert DriverChooser(KEYS).drivers(case(name, suite="kvm")) == ["kvm"]
    assert DriverChooser(KEYS).drivers(case(name, drivers=("kvm",))) == ["kvm"]
    assert DriverChooser(KEYS, None, re.compile(r"\[(\w+)")).drivers(case(name)) == [
        re.search(r"\[(\w+)", name)[1]
    ]


@pytest.mark.parametrize("keys", [(), ("",)])
def test_no_keys(keys):
    assert DriverChooser(keys).drivers(case("test_a[b]")) == []


def test_who_says_it_first():
    pattern = re.compile(r"for (?:my )?(?P<driver>\w+)")
    everything = case("test for lzma [x]", drivers=("bz2", "kvm", "bz2"), suite="lzma-raw")
    assert DriverChooser(KEYS, "x", pattern).drivers(everything) == ["bz2", "kvm"]
    without = case("test for lzma [x]", suite="lzma-raw")
    assert DriverChooser(KEYS, "bz2", pattern).drivers(without) == ["bz2"]
    assert DriverChooser(KEYS, None, pattern).drivers(without) == ["lzma-raw"]
    assert DriverChooser(KEYS, None, pattern).drivers(case("test for lzma [x]")) == ["lzma"]
    assert DriverChooser(KEYS, None, pattern).drivers(case("test [x]")) == ["x"]
    assert DriverChooser(KEYS).drivers(case("test for lzma [x]")) == ["x"]


@pytest.mark.parametrize(
    ("pattern", "test", "expected"),
    [
        (r"/(\w+)$", case("TestSlice/lzma"), ["lzma"]),
        (r"/(\w+)$", case("TestSlice"), []),
        (r"(?:a(\w+))?$", case("test_b"), []),
        (r"(c)\.(?P<driver>\w+)", case("bz2"), ["bz2"]),
        (r"^(\w+)\.test", case("test_a", classname="kvm"), ["kvm"]),
        (r"drivers/(\w+)\.py", case("test_a", file="drivers/kvm.py"), ["kvm"]),
    ],
)
def test_pattern(pattern, test, expected):
    assert DriverChooser(KEYS, None, re.compile(pattern)).drivers(test) == expected


def test_unknown_names():
    chooser = DriverChooser(KEYS, None, re.compile(r"for (\w+)"))
    unknown = Code.EVIDENCE_UNKNOWN_NAME
    assert wrong(chooser, case("t", drivers=("lzma", "libvirt-kwm"))) == (
        unknown, 7, "there is no driver 'libvirt-kwm', which 'c.t' names; did you mean 'libvirt-kvm'?",
    )  # fmt: skip
    assert wrong(chooser, case("t", suite="qqq")) == (
        unknown,
        3,
        "there is no driver 'qqq', which a suite names",
    )
    assert wrong(chooser, case("t for lzm")) == (
        unknown, 5, "there is no driver 'lzm', which the pattern finds in 'c.t for lzm'; did you mean 'lzma'?",
    )  # fmt: skip


def plainly(keys: list[str], text: str) -> set[str]:
    """The keys that stand in *text* by themselves, but for those that stand only in longer ones."""
    standing = [
        (start, start + len(key), key)
        for key in keys
        for start in range(len(text))
        if text.startswith(key, start)
        and not re.match(r"\w", text[start - 1 : start])
        and not re.match(r"\w", text[start + len(key) :])
    ]
    return {
        key
        for start, end, key in standing
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in standing)
    }


@given(
    st.lists(
        st.text("ab-._", min_size=1, max_size=4).filter(lambda key: re.search(r"^\w(.*\w)?$", key)),
        max_size=5,
    ),
    st.text("ab-._ ", max_size=10),
)
def test_as_plain_reading_has_it(keys, text):
    expected = plainly(keys, f"[{text}]")
    try:
        found = set(DriverChooser(keys).drivers(case(f"t[{text}]")))
    except DriverError as error:
        found = set(re.findall(r"'([^']*)'", str(error).split(" name ")[1]))
    assert found == expected
