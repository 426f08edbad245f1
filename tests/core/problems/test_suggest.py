from __future__ import annotations

import pytest

from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing, nearest


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
