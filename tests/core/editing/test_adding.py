from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.editing import EditError, add_driver, add_feature

TODAYS = """\
# top
[driver.a]
title = A

[driver.B]
title = B

# f
[operation.f]
title = F
driver.a = complete
# why
driver.B = partial
driver-notes.B = n
    m

[group.operation]
title = G

[operation.g]
title = G
driver.a = missing
driver.B = missing

# end of g

# l
[level.own]
title = L
counts-as = partial
"""


def added_feature(text: str = TODAYS, **given: object) -> str:
    return add_feature(text, "m.ini", **{"name": "h", "title": "H", **given}).after


def added_driver(text: str = TODAYS, **given: object) -> str:
    return add_driver(text, "m.ini", **{"key": "c", "title": "C", **given}).after


def inserted(before: str, after: str) -> list[str]:
    """The lines that are new, once all the old ones are found in their order."""
    old = before.splitlines()
    new = []
    for line in after.splitlines():
        if old and line == old[0]:
            old.pop(0)
        else:
            new.append(line)
    assert old == []
    return new


def test_feature():
    text = added_feature()
    block = "\n[h]\ntitle = H\ndriver.a = unknown\ndriver.B = unknown\n"
    assert text == TODAYS.replace("# end of g\n", f"# end of g\n{block}")


def test_feature_with_everything():
    text = added_feature(
        name="operation.x y",
        title="  A \n title ",
        status="condition(f==complete)",
        levels=[("b", "own : 2.0"), ("a", " complete")],
        notes="\n  First\n\n    - indented \n\n",
        after="f",
    )
    block = """
[operation.x y]
title = A title
status = condition(f==complete)
notes =
    First

      - indented
driver.a = complete
driver.B = own : 2.0
"""
    assert text == TODAYS.replace("    m\n", f"    m\n{block}")
    matrix, problems = loads(text, "m.ini")
    assert problems == []
    assert [feature.name for feature in matrix.features] == ["operation.f", "operation.x y", "operation.g"]
    assert matrix.features[1].notes.lines == ("First", "", "  - indented")
    assert [each.level.name for each in matrix.features[1].implementations] == ["complete", "own"]
    assert matrix.features[1].implementations[1].release == "2.0"


def test_driver():
    text = added_driver(
        link="https://example.org/", level="missing", levels=[("f", "own:2"), ("operation.g", "complete")]
    )
    assert text == (
        TODAYS.replace("title = B\n", "title = B\n\n[driver.c]\ntitle = C\nlink = https://example.org/\n")
        .replace("    m\n", "    m\ndriver.c = own:2\n")
        .replace("driver.B = missing\n", "driver.B = missing\ndriver.c = complete\n")
    )
    assert loads(text, "m.ini")[1] == []


def test_driver_is_unknown_where_nothing_is_said():
    assert inserted(TODAYS, added_driver(link="")) == [
        "[driver.c]",
        "title = C",
        "",
        "driver.c = unknown",
        "driver.c = unknown",
    ]


@pytest.mark.parametrize(
    ("text", "feature", "driver"),
    [
        pytest.param(
            "[targets]\n# one\ndriver-impl-a=A\n# end\n[f]\ntitle=F\ndriver-impl-a=complete\ndriver-notes-a=n\n",
            ["", "[h]", "title=H", "driver-impl-a=unknown"],
            ["driver-impl-c=C", "driver-impl-c=unknown"],
            id="targets",
        ),
        pytest.param(
            "[targets]\nnetworking-a=A\n[f]\ntitle=F\nnetworking-A=complete\n",
            ["", "[h]", "title=H", "networking-a=unknown"],
            ["networking-c=C", "networking-c=unknown"],
            id="networking",
        ),
        pytest.param(
            "[targets]\nnetworking-a=A\nnetworking-b=B\n",
            ["", "[h]", "title=H", "networking-a=unknown", "networking-b=unknown"],
            None,
            id="targets without features",
        ),
        pytest.param(
            "[target.a]\ntitle: A\n[f]\ntitle: F\na: complete\ndriver-notes-a: n\n",
            ["", "[h]", "title: H", "a: unknown"],
            ["", "[target.c]", "title: C", "", "c: unknown"],
            id="target",
        ),
        pytest.param(
            "[target.x]\nlabel=a\ntitle=A\n",
            ["", "[h]", "title=H", "a=unknown"],
            None,
            id="target without features",
        ),
        pytest.param(
            "[target.x]\nlabel=a\ntitle=A\n\n[f]\ntitle=F\na=complete\n",
            ["", "[h]", "title=H", "a=unknown"],
            ["[target.c]", "label=c", "title=C", "", "c=unknown"],
            id="target with label",
        ),
        pytest.param(
            "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver-impl-a = complete",
            ["", "[h]", "title = H", "driver-impl-a = unknown"],
            ["", "[driver.c]", "title = C", "", "driver-impl-c = unknown"],
            id="half migrated, without a final line end",
        ),
        pytest.param(
            " [driver.a]\n   title=A\n [f]\n\ttitle=F\n\tdriver.a=complete\n junk\n  [x]\n [g]\n title=G\n driver.a=own\n",
            ["", "[h]", "title=H", "driver.a=unknown"],
            ["", " [driver.c]", " title=C", "", " driver.c=unknown", " driver.c=unknown"],
            id="indented",
        ),
        pytest.param(
            "\ufeff[driver.a]\r\ntitle=A\r\n[f]\r\ntitle=F\r\ndriver.a=complete",
            ["", "[h]", "title=H", "driver.a=unknown"],
            ["", "[driver.c]", "title=C", "", "driver.c=unknown"],
            id="byte order mark and line ends",
        ),
        pytest.param(
            "[f]\ntitle =\n",
            ["", "[h]", "title = H"],
            ["[driver.c]", "title = C", "", "driver.c = unknown"],
            id="no driver",
        ),
        pytest.param(
            "# top\n\n[f]\n# [g]\n[g]\ntitle=G",
            None,
            ["[driver.c]", "title=C", "", "driver.c=unknown", "driver.c=unknown"],
            id="sections without options",
        ),
    ],
)
def test_dialects(text, feature, driver):
    if feature:
        assert inserted(text, added_feature(text)) == feature
    if driver:
        after = added_driver(text)
        assert inserted(text, after) == driver
        assert [(each.key, each.title.text) for each in loads(after, "m")[0].drivers][-1] == ("c", "C")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_the_file(end):
    text = "\ufeff" + "[driver.a]\ntitle=A\n\n[f]\ntitle=F\ndriver.a=complete".replace("\n", end)
    after = added_driver(added_feature(text))
    assert after == "\ufeff" + (
        "[driver.a]\ntitle=A\n\n[driver.c]\ntitle=C\n\n[f]\ntitle=F\ndriver.a=complete\ndriver.c=unknown\n\n"
        "[h]\ntitle=H\ndriver.a=unknown\ndriver.c=unknown"
    ).replace("\n", end)


def test_note_of_one_line():
    assert "notes = # n\n" in added_feature(notes="  # n\n\n")


def test_bytes_that_are_no_utf_8_stay():
    text = TODAYS.replace("# f", "# \udcff")
    assert inserted(text, added_feature(text)) == inserted(TODAYS, added_feature())


def test_feature_that_a_condition_asks_for():
    text = "[driver.a]\ntitle=A\n[f]\ntitle=F\nstatus=condition(g==complete)\ndriver.a=complete\n"
    after = added_feature(text, name="operation.g")
    assert loads(after, "m.ini")[1] == []


def test_level_from_before_the_declaration_stays():
    text = "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver.a=complete\ndriver.c=partial\ndriver-notes.c=n\n"
    after = added_driver(text)
    assert inserted(text, after) == ["", "[driver.c]", "title=C", ""]
    with pytest.raises(EditError, match=r"^'\[f\]' gives a level for 'c' already, at line 6$"):
        added_driver(text, levels=[("f", "complete")])


DECLARED = "[targets]\nnetworking-a=A\ndriver-impl-b=B\n[f]\ntitle=F\ndriver.a=complete\ndriver.b=complete\n"
MIXED = (
    "[targets]\na=A\nnetworking-b=B\n[driver.d]\ntitle=D\n"
    "[f]\ntitle=F\na=complete\nnetworking-b=complete\ndriver.d=complete\n"
)


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        pytest.param(
            TODAYS, {"name": "operation.f"}, "'[operation.f]' is in 'm.ini' already, at line 9", id="there"
        ),
        pytest.param(
            TODAYS, {"name": "driver.a"}, "'[driver.a]' is in 'm.ini' already, at line 2", id="driver"
        ),
        pytest.param(
            TODAYS, {"name": "driver.x"}, "'driver.x' cannot be the name of a feature", id="driver name"
        ),
        pytest.param(TODAYS, {"name": "a]\n[b"}, "'a]\n[b' cannot be the name of a feature", id="two names"),
        pytest.param(TODAYS, {"name": ""}, "'' cannot be the name of a feature", id="no name"),
        pytest.param(TODAYS, {"title": " "}, "section '[h]' has no title; add 'title = ...'", id="no title"),
        pytest.param(
            TODAYS,
            {"status": "mandatroy"},
            "status of '[h]' must be mandatory, optional, choice(GROUP), condition(FEATURE==LEVEL), mature or "
            "immature, not 'mandatroy'; did you mean 'mandatory'?",
            id="status",
        ),
        pytest.param(
            TODAYS,
            {"status": "condition(x==complete)"},
            "the condition of '[h]' names the unknown feature 'x'",
            id="unknown feature in a condition",
        ),
        pytest.param(
            TODAYS,
            {"levels": [("a", "compleet")]},
            "'driver.a' in '[h]' must be complete, partial, missing, unknown, not-applicable or own, not "
            "'compleet'; did you mean 'complete'?",
            id="level",
        ),
        pytest.param(
            TODAYS,
            {"levels": [("a", "")]},
            "'driver.a' in '[h]' has no level; write one, or 'unknown' if nobody knows",
            id="no level",
        ),
        pytest.param(
            TODAYS,
            {"levels": [("xyz", "own")]},
            "there is no driver 'xyz'",
            id="unknown driver",
        ),
        pytest.param(
            TODAYS.replace("driver.a", "driver.local"),
            {"levels": [("locla", "own")]},
            "there is no driver 'locla'; did you mean 'local'?",
            id="nearest driver",
        ),
        pytest.param(
            TODAYS,
            {"levels": [("B", "own"), ("b", "own")]},
            "the level for 'B' is given twice",
            id="level twice",
        ),
        pytest.param(
            TODAYS,
            {"after": "operation.ff"},
            "there is no feature 'operation.ff'; did you mean 'operation.f'?",
            id="after",
        ),
        pytest.param(
            TODAYS,
            {"notes": "a\n ; b"},
            "no line of a note can begin with '#' or ';', because such a line is a comment",
            id="comment in a note",
        ),
        pytest.param(
            TODAYS,
            {"notes": "\u3000a\n b"},
            "the file would say something else than what was asked for",
            id="what is read differently",
        ),
        pytest.param(
            TODAYS, {"title": "\x00"}, "control character U+0000; remove it", id="control character"
        ),
        pytest.param(
            MIXED,
            {},
            "the file gives levels in several dialects; migrate it first, with 'support-matrix migrate'",
            id="several dialects",
        ),
        pytest.param(
            "", {}, "'m.ini' has no section; 'support-matrix init' writes a first file", id="empty file"
        ),
        pytest.param(
            "[backends]\n[grades]\n",
            {},
            "m.ini:1: this is a Designate backend list, which records one grade for each DNS backend and no "
            "features; it is not a support matrix, although Designate's own directive has the same name",
            id="another kind of file",
        ),
    ],
)
def test_features_that_cannot_be(text, given, message):
    with pytest.raises(EditError) as raised:
        added_feature(text, **given)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        pytest.param(TODAYS, {"key": "b"}, "driver 'B' is in 'm.ini' already, at line 5", id="there"),
        pytest.param(TODAYS, {"key": "x=y"}, "'x=y' cannot be the key of a driver", id="equals sign"),
        pytest.param(
            TODAYS, {"key": "x "}, "'x ' cannot be the key of a driver", id="white space at the end"
        ),
        pytest.param(TODAYS, {"key": "x]\n[y"}, "'x]\n[y' cannot be the key of a driver", id="two lines"),
        pytest.param(
            TODAYS,
            {"link": "javascript:x"},
            "a link cannot be 'javascript:'; expected http:, https:, mailto: or a relative target",
            id="link",
        ),
        pytest.param(
            TODAYS,
            {"level": "mising"},
            "'driver.c' in '[operation.f]' must be complete, partial, missing, unknown, not-applicable or own, "
            "not 'mising'; did you mean 'missing'?",
            id="level",
        ),
        pytest.param(
            TODAYS,
            {"levels": [("operation.ff", "own")]},
            "there is no feature 'operation.ff'; did you mean 'operation.f'?",
            id="feature",
        ),
        pytest.param(
            MIXED,
            {},
            "the file gives levels in several dialects; migrate it first, with 'support-matrix migrate'",
            id="several dialects",
        ),
        pytest.param(
            DECLARED.replace("driver-impl-b", "[driver.b]\ntitle"),
            {},
            "the file declares drivers in several dialects; migrate it first, with 'support-matrix migrate'",
            id="several kinds of sections",
        ),
        pytest.param(
            DECLARED,
            {},
            "the file declares drivers in several dialects; migrate it first, with 'support-matrix migrate'",
            id="several prefixes",
        ),
        pytest.param(
            "[targets]\na=A\n",
            {"link": "x"},
            "a driver in '[targets]' has no link; migrate the file first, with 'support-matrix migrate'",
            id="link in targets",
        ),
        pytest.param(
            "[target.a]\ntitle=A\n[f]\ntitle=F\na=complete\n",
            {"key": "title"},
            "'title' cannot be the key of a driver",
            id="bare key that is an option",
        ),
        pytest.param(
            "junk", {}, "'m.ini' has no section; 'support-matrix init' writes a first file", id="stray"
        ),
    ],
)
def test_drivers_that_cannot_be(text, given, message):
    with pytest.raises(EditError) as raised:
        added_driver(text, **given)
    assert str(raised.value) == message


REAL = (
    "neutron-provider-2017-03",
    "neutron-provider-2017-07",
    "nova-2016",
    "nova-feature-matrix-gp",
    "octavia-lb",
)
FOLDER = Path(__file__).resolve().parents[2] / "samples"
# Not the half-migrated one: nobody can tell in which of its two ways to go on.
SAMPLES = ("neutron-labels", "neutron-targets", "nova-features", "nova-targets", "today")


@pytest.mark.parametrize("name", REAL)
def test_real_files(name, corpus):
    assert_added((corpus / f"{name}.ini").read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name):
    assert_added((FOLDER / f"{name}.ini").read_text(encoding="utf-8"), name)


def assert_added(text, name):
    new = inserted(text, added_driver(text, key="one-more"))
    cells = [line for line in new if re.search("one-more ?= ?unknown$", line)]
    assert len(cells) == len(loads(text, name)[0].features)
    assert inserted(text, added_feature(text, name="one.more"))[:2] == ["", "[one.more]"]
