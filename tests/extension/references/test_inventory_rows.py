"""Cells in inventories: every one is found again, from the rows that an inventory has instead."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_support_matrix.extension.references.inventory_rows import add_cell

LEVELS = ("complete", "partial", "missing", "unknown", "preview")


def text(prefix: str, features: int, drivers: int) -> str:
    parts = ["[level.preview]\ntitle = tech & preview\nsymbol = P\ncounts-as = partial\n"]
    parts += [f"[driver.{prefix}d{number}]\ntitle = D{number}\n" for number in range(drivers)]
    parts.append(f"[driver.{prefix} white space]\ntitle = White\n")
    for row in range(features):
        parts.append(f"[operation.{prefix}f{row}]\ntitle = F{row}\n")
        parts += [f"driver.{prefix}d{number} = {LEVELS[(row + number) % 5]}\n" for number in range(drivers)]
        parts.append(f"driver.{prefix} white space = missing\n")
    return "".join(parts)


def load(built):
    with (built.app.outdir / "objects.inv").open("rb") as stream:
        return InventoryFile.load(stream, "https://x.example", lambda *parts: "/".join(parts))


def environment(**inventories):
    return SimpleNamespace(intersphinx_named_inventory=inventories, intersphinx_inventory={})


def address_and_text(item):
    return item[2:] if isinstance(item, tuple) else (item.uri, item.display_name)


@pytest.fixture(scope="module")
def built(new_project):
    """Two matrices, one of them in parts on two pages, so that a cell may be in any of three views."""
    project = new_project()
    project.write(
        index_rst="T\n=\n\n.. toctree::\n\n   a\n   b\n   c\n",
        a_rst="A\n=\n\n.. support_matrix:: one.ini\n   :drivers: xd1 xd0\n",
        b_rst="B\n=\n\n.. support_matrix:: one.ini\n   :sections: summary\n",
        c_rst="C\n=\n\n.. support_matrix:: two.ini\n   :name: other\n",
        one_ini=text("x", 6, 4),
        two_ini=text("y", 3, 2),
    )
    return project.build()


def test_every_cell_leads_to_what_shows_it(built):
    inventory = load(built)
    found = {}
    for file, prefix, features, drivers in (("one", "x", 6, 4), ("other", "y", 3, 2)):
        for row in range(features):
            for key in (*(f"{prefix}d{number}" for number in range(drivers)), f"{prefix} white space"):
                target = f"operation.{prefix}f{row}@{key}"
                for name in (target, f"{file}::{target}"):
                    env = environment(first=inventory)
                    add_cell(env, name)
                    (item,) = env.intersphinx_inventory["support:implementation"].values()
                    found[name] = address_and_text(item)
                assert found[target] == found[f"{file}::{target}"]
    assert len(found) == 2 * (6 * 5 + 3 * 3)
    pages = {}
    for name, (address, level) in found.items():
        page, _, anchor = address.removeprefix("https://x.example/").partition("#")
        soup = pages.setdefault(page, built.page(page))
        element = soup.find(id=anchor)
        assert element is not None, name
        shown = " ".join(element.get_text().split())
        # In the details, the driver stands in front, and what a level counts as follows.
        assert shown.partition(": ")[2].startswith(level) or shown == level.partition(" (")[0], name
        driver = name.rpartition("@")[2]
        assert page == ("c.html" if driver[0] == "y" else "a.html" if driver in {"xd0", "xd1"} else "b.html")


@pytest.mark.parametrize(
    "target",
    ["", "operation.xf1", "operation.xf1@", "@xd1", "xf1@xd1", "operation.xf1@xd9", "two::operation.xf1@xd1"],
)
def test_what_is_no_cell_is_not_there(built, target):
    env = environment(first=load(built))
    add_cell(env, target)
    assert env.intersphinx_inventory == {}
    assert "support:implementation" not in env.intersphinx_named_inventory["first"]


def test_entries_are_tuples_before_sphinx_8_2():
    inventory = {
        "support:columns": {
            "0": ("P", "1", "p.html", '{"matrix": "m", "drivers": {"a": "_a"}, "levels": ["no"]}')
        },
        "support:row": {"0::f": ("P", "1", "p.html#f", "0")},
    }
    env = environment(first=inventory)
    add_cell(env, "first:m::f@a")
    assert env.intersphinx_inventory["support:implementation"] == {"m::f@a": ("P", "1", "p.html#f_a", "no")}


@pytest.mark.parametrize(
    ("number", "columns", "row"),
    [
        ("first", "{}", "0"),
        ("0", "-", "0"),
        ("0", "{}", "0"),
        ("0", "[1]", "0"),
        ("0", '{"matrix": "m", "drivers": {"a": "_a"}, "levels": []}', "0"),
        ("0", '{"matrix": "m", "drivers": {"a": "_a"}, "levels": ["no"]}', "-"),
        ("0", '{"matrix": "m", "drivers": {"b": "_b", "a": "_a"}, "levels": ["no"]}', "0"),
        ("0", '{"matrix": "m", "drivers": {"a": "_a"}, "levels": ["no"]}', "!"),
    ],
)
def test_entries_of_somebody_else_are_left_alone(number, columns, row):
    inventory = {
        "support:columns": {number: ("P", "1", "p.html", columns)},
        "support:row": {f"{number}::f": ("P", "1", "p.html#f", row)},
    }
    env = environment(first=inventory)
    add_cell(env, "f@a")
    assert env.intersphinx_inventory == {}


def test_every_object_is_of_a_known_type(built):
    """A theme looks the type of every object up, to draw it."""
    domain = built.app.env.domains["support"]
    assert {each[2] for each in domain.get_objects()} <= set(domain.object_types)


def test_without_inventories_nothing_is_to_be_done():
    env = SimpleNamespace()
    add_cell(env, "f@a")
    assert vars(env) == {}
