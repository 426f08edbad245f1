from __future__ import annotations

import pytest

from sphinx_support_matrix.core.problems import suggest
from sphinx_support_matrix.core.problems.suggest import Suggester, did_you_mean, listing, nearest


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        pytest.param("note", ["title", "notes", "status"], "notes", id="similar letters"),
        pytest.param("ntoes", ["title", "notes"], "notes", id="swapped letters"),
        pytest.param("NOTE", ["Title", "Notes"], "Notes", id="case is ignored and kept"),
        pytest.param("NOTES", ["Notes", "notes"], "Notes", id="the first of several that differ in case"),
        pytest.param("vz-vm", ["vz-vn", "libvirt-vz-vm"], "libvirt-vz-vm", id="the end after a dash"),
        pytest.param("VM", ["vn", "driver.vm"], "driver.vm", id="the end after a dot"),
        pytest.param("vm", ["libvirt-kvm", "libvirt_vm"], None, id="the end after anything else"),
        pytest.param("vm", ["libvirt-vm", "vmware-vm"], None, id="two that end alike"),
        pytest.param(
            "vmx", ["a-vmx", "b-long-name-vmx", "vmy"], "a-vmx", id="two that end alike, one similar"
        ),
        pytest.param("xyz", ["title", "notes"], None, id="nothing similar"),
        pytest.param("", ["a", "b-"], None, id="no name"),
        pytest.param("a", [], None, id="no candidates"),
    ],
)
def test_nearest(name: str, candidates: list[str], expected: str | None) -> None:
    assert nearest(name, candidates) == expected
    assert did_you_mean(name, candidates) == (f"; did you mean '{expected}'?" if expected else "")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a or b", id="two"),
        pytest.param(["a", "b", "c"], "a, b or c", id="three"),
    ],
)
def test_listing(names: list[str], expected: str) -> None:
    assert listing(iter(names)) == expected
    assert listing(names, last="and") == expected.replace(" or ", " and ")


def test_of_many_names_the_first_are_listed() -> None:
    names = [f"n{number}" for number in range(60)]
    assert listing(names) == f"{', '.join(names[:50])} or 10 others"


def test_a_name_is_looked_for_once() -> None:
    suggester = Suggester()
    assert suggester.nearest("ntoes", "option", iter(["title", "notes"])) == "notes"
    # The candidates are those of the first time, and nothing is looked for again.
    assert suggester.nearest("NTOES", "option", iter([])) == "notes"
    assert suggester.nearest("tilte", "option", iter([])) == "title"
    assert suggester.nearest("xyz", "option", iter([])) is None
    assert suggester.nearest("ntoes", "driver", iter(["other"])) is None


def test_after_so_much_work_there_are_no_more_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "EFFORT", 500)
    suggester = Suggester()
    names = [f"name-{number:02}" for number in range(20)]
    hints = [suggester.did_you_mean(name.replace("am", "ma"), "feature", names) for name in names]
    assert hints[0] == "; did you mean 'name-00'?"
    assert hints[-1] == ""
    # What has been found is known still.
    assert suggester.did_you_mean("nmae-00", "feature", names) == hints[0]


def test_names_of_any_length_are_too_long_to_compare() -> None:
    assert nearest("a" * 1000, ["a" * 999]) is None
