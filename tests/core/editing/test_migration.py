from __future__ import annotations

import dataclasses
import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.editing import EditError, migrate, migration

TODAYS = {
    "today.ini",
    "cinder-2026.ini",
    "keystone-token.ini",
    "nova-2026.ini",
    "nova-lxd.ini",
    "nova-powervm.ini",
    "octavia-healthmonitor.ini",
    "octavia-l7policy.ini",
    "octavia-l7rule.ini",
    "octavia-lb.ini",
    "octavia-listener.ini",
    "octavia-member.ini",
    "octavia-pool.ini",
}
BY_NATURE = {"location", "places", "numbers", "title_location", "meaning_location"}


def migrated(text: str) -> str:
    return migrate(text, "m.ini").after


def remarks(text: str) -> list[str]:
    return [str(remark) for remark in migrate(text, "m.ini").remarks]


def plain(value: object) -> object:
    """A matrix as plain data, without what a migration changes by nature."""
    if isinstance(value, dict):
        left_out = BY_NATURE | ({"anchor"} if "link" in value else set())
        return {name: plain(each) for name, each in value.items() if name not in left_out}
    return [plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def check(text: str) -> None:
    after = migrated(text)
    old, old_problems = loads(text.encode("utf-8", "surrogateescape"), "m.ini")
    new, new_problems = loads(after.encode("utf-8", "surrogateescape"), "m.ini")
    assert plain(dataclasses.asdict(new)) == plain(dataclasses.asdict(old))
    assert Counter(p.code for p in new_problems) <= Counter(p.code for p in old_problems)
    assert comments(after) == comments(text)
    assert migrated(after) == after


def comments(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip().startswith(("#", ";"))]


TARGETS = """\
# top

# The drivers:
[targets]
# The first
  driver-impl-a.b=A=B
# The second,
#   with a title in two lines
driver-impl-c : C
  D

; The third
networking-e = E
other=O
# end

[f]
title=F
status=required
notes=driver-impl-a.b = complete
  driver-impl-c
# before
driver-impl-A.B=complete:1.0
driver-notes-a.b=N
  driver-impl-c = missing
NETWORKING-e: Incomplete : 2

# within
driver-impl-C=
   incomplete
 # odd
other=unknown
"""
MIGRATED_TARGETS = """\
# top

# The drivers:
# The first
[driver.a.b]
  title=A=B

# The second,
#   with a title in two lines
[driver.c]
title : C
  D

; The third
[driver.e]
title = E

[driver.other]
title=O
# end

[f]
title=F
status=mandatory
notes=driver-impl-a.b = complete
  driver-impl-c
# before
driver.a.b=complete:1.0
driver-notes.a.b=N
  driver-impl-c = missing
driver.e: missing : 2

# within
driver.c=
   missing
 # odd
driver.other=unknown
"""
LABELS = """\
[target.x]
# key
  label=networking-ovs
  title=OVS
  link=

  [target.y]
  title=Y
  label:
    z ]
    [z

[target.a:b=c]
link=https://example.org/
title=T
[f]
title=F
status = conditional ( g == incomplete )
networking-ovs=complete
z ] [z=missing
[g]
title=G
networking-ovs=unknown
driver-notes-z ] [Z=n
"""
MIGRATED_LABELS = """\
[driver.networking-ovs]
# key
  title=OVS
  link=

  [driver.z ] [z]
  title=Y

[driver.a:b=c]
link=https://example.org/
title=T
[f]
title=F
status = condition ( g == incomplete )
driver.networking-ovs=complete
driver.z ] [z=missing
[g]
title=G
driver.networking-ovs=unknown
driver-notes.z ] [z=n
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TARGETS, MIGRATED_TARGETS, id="targets"),
        pytest.param(LABELS, MIGRATED_LABELS, id="target with and without label"),
        pytest.param(
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=partial\ndriver-notes-a=n",
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver.a=partial\ndriver-notes.a=n",
            id="half migrated, without a final line end",
        ),
        pytest.param(
            "\ufeff[targets]\r\ndriver-impl-a=A\r\ndriver-impl-b=B\r\n",
            "\ufeff[driver.a]\r\ntitle=A\r\n\r\n[driver.b]\r\ntitle=B\r\n",
            id="byte order mark and line ends",
        ),
        pytest.param(
            "[target.x]\ntitle=X\nlabel=a", "[driver.a]\ntitle=X", id="label in the last line, without an end"
        ),
        pytest.param(
            "[target.x]\ntitle=X\nLabel=a\njunk\n  b\nlink=l\n",
            "[driver.a b]\ntitle=X\njunk\nlink=l\n",
            id="malformed line in a label",
        ),
        pytest.param(
            "[target.title]\ntitle=T\n[target.driver.a]\ntitle=A\n[f]\ntitle=complete\ndriver.a=partial\n",
            "[driver.title]\ntitle=T\n[driver.driver.a]\ntitle=A\n[f]\ntitle=complete\ndriver.driver.a=partial\n",
            id="keys that look like options",
        ),
        pytest.param(
            "[targets]\nnetworking-a=A\nx-networking-a=X\n[target.networking-x]\ntitle=N\n"
            "[f]\ntitle=F\nnetworking-a=complete\nx-networking-a=missing\nnetworking-x=unknown\n",
            "[driver.a]\ntitle=A\n\n[driver.x-networking-a]\ntitle=X\n[driver.networking-x]\ntitle=N\n"
            "[f]\ntitle=F\ndriver.a=complete\ndriver.x-networking-a=missing\ndriver.networking-x=unknown\n",
            id="keys that look like prefixes",
        ),
        pytest.param(
            "[driver.a]\ntitle=A\n[level.Incomplete]\ntitle=I\ncounts-as=partial\n"
            "[f]\ntitle=F\ndriver.a=Incomplete\n[g]\ntitle=G\nmaturity=incomplete\ndriver-impl-a=incomplete\n",
            "[driver.a]\ntitle=A\n[level.Incomplete]\ntitle=I\ncounts-as=partial\n"
            "[f]\ntitle=F\ndriver.a=Incomplete\n[g]\ntitle=G\nmaturity=incomplete\ndriver.a=incomplete\n",
            id="a level of the project's own that is called like an alias",
        ),
        pytest.param(
            "[driver.a]\ntitle=A\n[f]\ntitle=F\nnetworking-a=\ndriver-impl-a=missing\nnetworking-A=complete\n",
            "[driver.a]\ntitle=A\n[f]\ntitle=F\nnetworking-a=\ndriver.a=missing\nnetworking-A=complete\n",
            id="the option that counts gets the key",
        ),
        pytest.param(
            "[target.a]\ntitle=A\n[f]\ntitle=F\ntests=a*; b\na=complete\ndriver-verified-a = 2026-05-01, B\n",
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ntests=a*; b\ndriver.a=complete\ndriver-verified.a = 2026-05-01, B\n",
            id="who has verified a level",
        ),
    ],
)
def test_migration(text, expected):
    assert migrated(text) == expected
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("junk", id="no section"),
        pytest.param(MIGRATED_TARGETS, id="migrated"),
        pytest.param("[driver.a]\n title : A\r\n[f]\rTITLE=F\nDriver.A = complete\n\n\n", id="odd style"),
        pytest.param("[a]\nstatus=needed\ndriver-impl-a=incomplete\n", id="no driver"),
    ],
)
def test_todays_dialect_stays_as_it_is(text):
    edit = migrate(text, "m.ini")
    assert not edit.changed
    assert edit.after == text


def test_who_links_to_cells_is_told():
    assert remarks(TARGETS) == [
        "m.ini:6: links to the cells of 4 drivers change: '#f_a_b' is '#f_driver_a_b' now"
    ]
    assert remarks("[target.x]\ntitle=X") == [
        "m.ini:1: links to the cells of a driver change: '#_x' is '#_driver_x' now"
    ]
    assert remarks("[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=complete\n") == []


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        pytest.param(
            "[targets]\ndriver-impl-a=A\nnetworking-a=B\n[f]\ntitle=F\nnetworking-a=missing\n",
            "[targets]\ndriver-impl-a=A\nnetworking-a=B\n[f]\ntitle=F\ndriver.a=missing\n",
            ["1: kept as it is: the driver in line 3 is declared before"],
            id="driver twice in targets",
        ),
        pytest.param(
            "[targets]\na=A\na=B\n",
            "[targets]\na=A\na=B\n",
            ["1: kept as it is: 'a' is given twice"],
            id="option twice in targets",
        ),
        pytest.param(
            "[targets]\na=A\njunk\n",
            "[targets]\na=A\njunk\n",
            ["1: kept as it is: line 3 is neither an option nor a comment"],
            id="malformed line in targets",
        ),
        pytest.param(
            "[targets]\n# c\n",
            "[targets]\n# c\n",
            ["1: kept as it is: '[targets]' declares no driver"],
            id="no target",
        ),
        pytest.param(
            "[targets]\na=A\n[targets]\nb=B\n",
            "[targets]\na=A\n[targets]\nb=B\n",
            [f"{line}: kept as it is: '[targets]' is there more than once" for line in (1, 3)],
            id="targets twice",
        ),
        pytest.param(
            "[target.a]\ntitle=A\n[target.a]\ntitle=B\n[f]\ntitle=F\na=incomplete\n[f]\na=missing\n",
            "[target.a]\ntitle=A\n[target.a]\ntitle=B\n[f]\ntitle=F\ndriver.a=missing\n[f]\na=missing\n",
            [f"{line}: kept as it is: '[target.a]' is there more than once" for line in (1, 3)],
            id="sections twice",
        ),
        pytest.param(
            "[target.a]\ntitle=A\n[driver.a]\ntitle=B\n",
            "[target.a]\ntitle=A\n[driver.a]\ntitle=B\n",
            ["1: kept as it is: '[driver.a]' is there too"],
            id="both dialects declare a driver",
        ),
        pytest.param(
            "[driver.a]\ntitle=A\n[target.x]\nlabel=a\ntitle=B\n",
            "[driver.a]\ntitle=A\n[target.x]\nlabel=a\ntitle=B\n",
            ["3: kept as it is: the driver in line 3 is declared before"],
            id="driver declared before",
        ),
        pytest.param(
            "[target.x]\nlabel=a\nLabel=b\ntitle=A\n",
            "[target.x]\nlabel=a\nLabel=b\ntitle=A\n",
            ["1: kept as it is: 'label' is given twice"],
            id="label twice",
        ),
        pytest.param(
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=\ndriver-impl-a=missing\n",
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=\ndriver-impl-a=missing\n",
            ["5: kept as it is: 'driver-impl-a' is given twice in '[f]'"],
            id="cell twice",
        ),
        pytest.param(
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=\ndriver.a=missing\n",
            "[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=\ndriver.a=missing\n",
            ["5: kept as it is: 'driver.a' is in '[f]' too"],
            id="cell in both dialects",
        ),
        pytest.param(
            "[driver.ab]\ntitle=A\n[f]\ntitle=F\nac=missing\ndriver-impl-ad=x\ndriver.ae=partial\n",
            "[driver.ab]\ntitle=A\n[f]\ntitle=F\nac=missing\ndriver-impl-ad=x\ndriver.ae=partial\n",
            [
                "5: kept as it is: 'ac' in '[f]' gives a level for the undeclared driver 'ac'",
                "6: kept as it is: 'driver-impl-ad' in '[f]' gives a level for the undeclared driver 'ad'",
            ],
            id="undeclared drivers",
        ),
    ],
)
def test_what_would_be_lost_is_kept(text, expected, says):
    edit = migrate(text, "m.ini")
    assert edit.after == expected
    assert [str(remark).removeprefix("m.ini:") for remark in edit.remarks] == says
    check(text)


def test_another_kind_of_file_is_refused():
    with pytest.raises(EditError, match=r"^m.ini:1: this is a Designate backend list"):
        migrate("[backends]\n[grades]\n", "m.ini")


def test_what_no_output_can_hold_stays_where_it_is():
    # Bytes that are not UTF-8: to the reader the keys are equal, and the first driver counts.
    text = "[targets]\nnetworking-\udcfe=A\nnetworking-\udcff=B\n"
    edit = migrate(text, "m.ini")
    assert edit.after == text
    assert [str(remark) for remark in edit.remarks] == [
        "m.ini:1: kept as it is: line 2 has a character that no output can hold"
    ]


def test_what_would_change_the_meaning_is_refused(monkeypatch):
    monkeypatch.setattr(migration, "same", lambda *_: False)
    with pytest.raises(EditError, match=r"^cannot migrate 'm.ini' without changing what it says"):
        migrate("[targets]\nnetworking-a=A\n", "m.ini")


key = st.sampled_from(["a", "a", "A", "b", "a b", "a.b", "networking-a", "driver.a", "title", "é", "x]"])
level = st.sampled_from(
    ["complete", "incomplete", "Incomplete:1", "", "bad", "\n  missing", "partial\njunk\n  : 2"]
)
blank = st.sampled_from(["", "", "\n", "# c\n", "  # d\n", "junk\n"])
declaration = st.one_of(
    st.builds(
        "[targets]\n{}".format,
        st.lists(
            st.builds(
                "{}{}{}={}\n".format,
                blank,
                st.sampled_from(["driver-impl-", "networking-", "", "  driver-impl-"]),
                key,
                st.sampled_from(["A", "", "A\n  B"]),
            ),
            max_size=4,
        ).map("".join),
    ),
    st.builds(
        "{}[target.{}]\n{}{}{}".format,
        st.sampled_from(["", " "]),
        key,
        st.sampled_from(["title=T\n", "title:T\n  U\n", " title=T\n", ""]),
        st.builds("label={}\n".format, key) | st.just("") | st.just("label=\n"),
        st.sampled_from(["link=x\n", "", "more=x\n"]),
    ),
    st.builds("[driver.{}]\ntitle=T\n".format, key),
)
option = st.one_of(
    st.builds(
        "{}{}{}={}\n".format,
        blank,
        st.sampled_from(["", "driver.", "driver-impl-", "networking-", "Driver-Impl-", " driver-impl-"]),
        key,
        level,
    ),
    st.builds("{}{}={}\n".format, st.sampled_from(["driver-notes-", "driver-notes."]), key, level),
    st.builds(
        "{}{}={}\n".format,
        st.sampled_from(["driver-verified-", "driver-verified.", "Driver-Verified-"]),
        key,
        st.sampled_from(["2026-05-01, A", "", "bad"]),
    ),
    st.builds(
        "status={}\n".format,
        st.sampled_from(["required", "REQUIRED", "conditional(f==incomplete)", "required x", "optional"]),
    ),
)
feature = st.builds(
    "{}[{}]\ntitle=F\n{}".format,
    blank,
    st.sampled_from(["f", "g", "h"]),
    st.lists(option, max_size=5).map("".join),
)


@given(
    st.lists(declaration, max_size=4),
    st.lists(feature, max_size=3),
    st.sampled_from(["", "[level.incomplete]\ntitle=I\ncounts-as=partial\n"]),
)
@example(["[targets]\n  a=A\njunk\n b=B\n"], [], "")
@example(["[target.a]\nlabel=b\n", "[target.b]\nlabel=a\n"], [], "")
def test_nothing_is_lost(drivers, features, levels):
    check("".join([*drivers, *features, levels]))


def test_older_files(matrix_files):
    for path in matrix_files:
        text = path.read_text(encoding="utf-8")
        if path.name == "designate.ini":
            with pytest.raises(EditError, match="Designate"):
                migrate(text, path.name)
        elif path.name in TODAYS:
            assert not migrate(text, path.name).changed
        else:
            check(text)
            left = r"(?m)^(\[target|driver-(impl|notes)-(?!vz-..=|bicycle )|networking-|status *= *(required|conditional))"
            assert not re.search(left, migrated(text))
