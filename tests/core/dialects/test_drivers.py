from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.model import Driver, Matrix, Title
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code


def load_drivers(text: str) -> tuple[Matrix, list[tuple[Code, int, str]]]:
    """Read drivers without any feature, which alone is not to be a problem here."""
    matrix, problems = loads(text, "m.ini")
    return matrix, [
        (problem.code, problem.location.line, problem.message)
        for problem in problems
        if problem.code is not Code.NO_FEATURES
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[driver.b]\ntitle = B\n[driver.a]\ntitle = A\n",
            [("b", "B", "_driver_b"), ("a", "A", "_driver_a")],
            id="sections, in the order of the file",
        ),
        pytest.param(
            "[driver.driver.libvirt-kvm.x86_64]\ntitle = KVM\n",
            [("driver.libvirt-kvm.x86_64", "KVM", "_driver_driver_libvirt_kvm_x86_64")],
            id="a key with dots",
        ),
        pytest.param(
            "[driver.A]\nTitle = A\n", [("A", "A", "_driver_A")], id="the case of a key and of an option"
        ),
        pytest.param(
            "[driver.a]\ntitle =\n  A  long\n  title\n",
            [("a", "A long title", "_driver_a")],
            id="a title on several lines",
        ),
        pytest.param(
            "[targets]\ndriver-impl-libvirt-kvm = KVM\ndriver-impl-x = X\n",
            [("libvirt-kvm", "KVM", "_libvirt_kvm"), ("x", "X", "_x")],
            id="targets of nova",
        ),
        pytest.param(
            "[targets]\nnetworking-ovs = Open vSwitch\n",
            [("ovs", "Open vSwitch", "_ovs")],
            id="targets of neutron",
        ),
        pytest.param(
            "[targets]\nother-a = A\ndriver-impl- = B\n",
            [("other-a", "A", "_other_a"), ("driver-impl-", "B", "_driver_impl_")],
            id="targets without a known prefix",
        ),
        pytest.param(
            "[target.x]\nlabel = networking-ovs\ntitle = Open vSwitch\n",
            [("networking-ovs", "Open vSwitch", "_networking_ovs")],
            id="target with a label",
        ),
        pytest.param(
            "[target.libvirt-kvm]\ntitle = KVM\n[target.x]\nlabel =\ntitle = X\n",
            [("libvirt-kvm", "KVM", "_libvirt_kvm"), ("x", "X", "_x")],
            id="target without a label",
        ),
        pytest.param(
            "[target.a]\ntitle = A\n[targets]\ndriver-impl-b = B\nnetworking-c = C\n[driver.d]\ntitle = D\n",
            [("a", "A", "_a"), ("b", "B", "_b"), ("c", "C", "_c"), ("d", "D", "_driver_d")],
            id="all dialects in one file",
        ),
    ],
)
def test_drivers(text: str, expected: list[tuple[str, str, str]]) -> None:
    matrix, problems = load_drivers(text)
    assert [(driver.key, driver.title.text, driver.anchor) for driver in matrix.drivers] == expected
    assert problems == []


def test_locations() -> None:
    matrix, _ = load_drivers(
        "[driver.a]\nlink = l\ntitle =\n\n A\n[targets]\nnetworking-b =\n  B\n[target.c]\n\ntitle = C\n"
    )
    assert [(driver.location.line, driver.title.location.line) for driver in matrix.drivers] == [
        (1, 5),
        (7, 8),
        (9, 11),
    ]
    assert matrix.drivers[0] == Driver(
        key="a",
        title=Title(text="A", location=Location(path="m.ini", line=5)),
        link="l",
        anchor="_driver_a",
        location=Location(path="m.ini", line=1),
    )


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://example.org/a?b=c:d#e", id="https"),
        pytest.param("HTTP://example.org/", id="http in capitals"),
        pytest.param("mailto:a@example.org", id="mailto"),
        pytest.param("//example.org/", id="without a scheme"),
        pytest.param("../a/b.html#c", id="relative"),
        pytest.param("#a:b", id="fragment"),
        pytest.param("./a:b", id="relative with a colon"),
        pytest.param("https://example.org/é", id="other characters"),
    ],
)
@pytest.mark.parametrize("section", ["driver.a", "target.a"])
def test_links(section: str, link: str) -> None:
    matrix, problems = load_drivers(f"[{section}]\ntitle = A\nlink = {link}\n")
    assert matrix.drivers[0].link == link
    assert problems == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        pytest.param(
            "javascript:alert(1)",
            "a link cannot be 'javascript:'; expected http:, https:, mailto: or a relative target",
            id="script",
        ),
        pytest.param(
            "JavaScript:alert(1)",
            "a link cannot be 'JavaScript:'; expected http:, https:, mailto: or a relative target",
            id="script in mixed case",
        ),
        pytest.param(
            "data:text/html,a",
            "a link cannot be 'data:'; expected http:, https:, mailto: or a relative target",
            id="data",
        ),
        pytest.param(
            "git+ssh:a",
            "a link cannot be 'git+ssh:'; expected http:, https:, mailto: or a relative target",
            id="plus sign",
        ),
        pytest.param(
            "http://a http://b", "expected one link, found white space in 'http://a http://b'", id="two links"
        ),
        pytest.param("http://a\n  b", "expected one link, found white space in 'http://a b'", id="two lines"),
    ],
)
def test_bad_links(link: str, message: str) -> None:
    matrix, problems = load_drivers(f"[driver.a]\ntitle = A\nlink = {link}\n")
    assert matrix.drivers[0].link is None
    assert problems == [(Code.BAD_LINK, 3, message)]


def test_a_control_character_cannot_hide_the_scheme_of_a_link() -> None:
    matrix, problems = load_drivers("[driver.a]\ntitle = A\nlink = java\x01script:alert(1)\n")
    assert matrix.drivers[0].link is None
    assert [(code, line) for code, line, _ in problems] == [(Code.CONTROL_CHARACTER, 3), (Code.BAD_LINK, 3)]


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        pytest.param(
            "[driver.a]\n",
            ["a"],
            [(Code.MISSING_TITLE, 1, "section '[driver.a]' has no title; add 'title = ...'")],
            id="no title",
        ),
        pytest.param(
            "\n[target.a]\nlabel = b\ntitle =\n",
            ["b"],
            [(Code.MISSING_TITLE, 2, "section '[target.a]' has no title; add 'title = ...'")],
            id="blank title",
        ),
        pytest.param(
            "[targets]\nnetworking-a =\n",
            ["a"],
            [(Code.MISSING_TITLE, 2, "driver 'a' has no title; expected 'networking-a = TITLE'")],
            id="no title in targets",
        ),
    ],
)
def test_a_driver_without_title_is_called_by_its_key(
    text: str, keys: list[str], expected: list[tuple[Code, int, str]]
) -> None:
    matrix, problems = load_drivers(text)
    assert [driver.key for driver in matrix.drivers] == keys
    assert [driver.title for driver in matrix.drivers] == [
        Title(text=key, location=driver.location) for key, driver in zip(keys, matrix.drivers, strict=True)
    ]
    assert problems == expected


@pytest.mark.parametrize(
    ("text", "titles", "expected"),
    [
        pytest.param(
            "[driver.a]\ntitle = A\nlnk = b\nlabel = c\n",
            ["A"],
            [
                (Code.UNKNOWN_OPTION, 3, "unknown option 'lnk' in '[driver.a]'; did you mean 'link'?"),
                (Code.UNKNOWN_OPTION, 4, "unknown option 'label' in '[driver.a]'"),
            ],
            id="unknown options of a driver",
        ),
        pytest.param(
            "[target.a]\ntitle = A\nlable = b\nstatus = c\n",
            ["A"],
            [
                (Code.UNKNOWN_OPTION, 3, "unknown option 'lable' in '[target.a]'; did you mean 'label'?"),
                (Code.UNKNOWN_OPTION, 4, "unknown option 'status' in '[target.a]'"),
            ],
            id="unknown options of a target",
        ),
        pytest.param(
            "[driver.a]\ntitle = A\nTITLE = B\n",
            ["A"],
            [
                (
                    Code.DUPLICATE_OPTION,
                    3,
                    "option 'TITLE' is already given in '[driver.a]', at line 2; this second one is ignored",
                )
            ],
            id="an option twice, in different case",
        ),
        pytest.param(
            "[targets]\nnetworking-a = A\ndriver-impl-a = B\n[target.a]\ntitle = C\n[target.b]\nlabel = a\ntitle = D\n"
            "[driver.a]\ntitle = E\n",
            ["A"],
            [
                (
                    Code.DUPLICATE_DRIVER,
                    line,
                    "driver 'a' is already declared, at line 2; this second declaration is ignored",
                )
                for line in (3, 4, 6, 9)
            ],
            id="a driver in every dialect",
        ),
    ],
)
def test_problems(text: str, titles: list[str], expected: list[tuple[Code, int, str]]) -> None:
    matrix, problems = load_drivers(text)
    assert [driver.title.text for driver in matrix.drivers] == titles
    assert problems == expected
