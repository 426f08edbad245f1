"""Roles, the inventory, and what happens to references when the matrix changes."""

from __future__ import annotations

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_support_matrix import extension
from sphinx_support_matrix.core.matrix.levels import COMPLETE
from sphinx_support_matrix.core.problems import suggest
from sphinx_support_matrix.extension.references import missing
from sphinx_support_matrix.extension.references.finder import Finder
from sphinx_support_matrix.extension.references.views import DriverPage, DriverPlace, FeaturePlace, View
from sphinx_support_matrix.html.context import Cells
from tests.counting import MOST, growths

ONE = """\
[driver.a]
title = Driver A
[driver.b]
title = Driver B
[operation.x]
title = Feature X
driver.a = complete:2026.1
driver.b = missing
[storage.y]
title = Feature Y
driver.a = partial
driver.b = unknown
"""
MATRIX = "Matrix\n======\n\n.. support_matrix:: one.ini\n"


def use(text):
    return f"Use\n===\n\n{text}\n\n.. toctree::\n\n   matrix\n"


ROLES = {
    ":support:feature:`operation.x`": ("Feature X", "operation_x"),
    ":support:feature:`x`": ("Feature X", "operation_x"),
    ":support:feature:`one::x`": ("Feature X", "operation_x"),
    ":support:feature:`why <storage.y>`": ("why", "storage_y"),
    ":support:driver:`b`": ("Driver B", "driver_b"),
    ":support:driver:`one::b`": ("Driver B", "driver_b"),
    ":support:matrix:`one`": ("one", "summary"),
    ":support:level:`operation.x@a`": ("✔ complete 2026.1", "operation_x_driver_a"),
    ":support:level:`x@b`": ("✖ missing", "operation_x_driver_b"),
    ":support:level:`one::storage.y@a`": ("◐ partial", "storage_y_driver_a"),
    ":support:level:`so far <storage.y@a>`": ("◐ so far", "storage_y_driver_a"),
    ":any:`operation.x`": ("Feature X", "operation_x"),
    ":any:`a`": ("Driver A", "driver_a"),
    ":any:`x@b`": ("✖ missing", "operation_x_driver_b"),
}


@pytest.fixture(scope="module")
def roles(new_project):
    """The paragraphs of a page that has each role in a paragraph of its own, and the page of the matrix."""
    project = new_project()
    project.write(index_rst=use("\n\n".join(ROLES)), matrix_rst=MATRIX, one_ini=ONE)
    built = project.build()
    paragraphs = built.page().select("#use > p")
    return dict(zip(ROLES, paragraphs, strict=True)), built.page("matrix.html")


@pytest.mark.parametrize("source", ROLES)
def test_roles(roles, source):
    paragraphs, matrix = roles
    text, target = ROLES[source]
    (link,) = paragraphs[source].select("a.reference.internal")
    assert " ".join(link.get_text().split()) == text
    assert link["href"] == f"matrix.html#{target}"
    assert matrix.find(id=target)


def test_a_badge_has_the_level_in_words_and_its_page_has_styles(project):
    project.write(
        index_rst=use(":support:level:`x@a`"),
        matrix_rst=MATRIX,
        other_rst=":orphan:\n\nNone\n====\n",
        one_ini=ONE,
    )
    built = project.build()
    link = built.page().select_one("#use > p a[title]")
    assert link["title"] == "Feature X, Driver A"
    assert link.select_one(".sm-badge.sm-complete > [aria-hidden=true]").get_text() == "✔"
    assert "sphinx-support-matrix/matrix.css" in built.text("index.html")
    assert "support-matrix" not in built.text("other.html")


MISSES = {
    ":support:feature:`operation.z`": (
        "there is no feature 'operation.z' in any support matrix of this project; did you mean 'operation.x'?"
    ),
    ":support:feature:`one::ys`": "there is no feature 'ys' in the support matrix 'one'",
    ":support:feature:`on::x`": "no support matrix is called 'on'; did you mean 'one'?",
    ":support:matrix:`ones`": "no support matrix is called 'ones'; did you mean 'one'?",
    ":support:driver:`drivera`": "there is no driver 'drivera' in any support matrix of this project",
    ":support:level:`x`": "expected 'FEATURE@DRIVER', found 'x'",
    ":support:level:`storage.z@a`": (
        "there is no feature 'storage.z' in any support matrix of this project; did you mean 'storage.y'?"
    ),
    ":support:level:`x@c`": "there is no driver 'c' in any support matrix of this project",
}


@pytest.fixture(scope="module")
def misses(new_project):
    """The warnings of a page that has each wrong reference in a line of its own."""
    project = new_project()
    project.write(index_rst=use("\n\n".join(MISSES)), matrix_rst=MATRIX, one_ini=ONE)
    return dict(zip(MISSES, project.build(warnings=None).warnings.splitlines(), strict=True))


@pytest.mark.parametrize("source", MISSES)
def test_a_miss(misses, source):
    line = 4 + 2 * list(MISSES).index(source)
    message = MISSES[source]
    assert misses[source] == f"index.rst:{line}: WARNING: {message} [support_matrix.unknown-reference]"


def test_a_miss_without_any_matrix(project):
    project.write(index_rst="Use\n===\n\n:support:feature:`x`\n")
    project.build(
        warnings=(
            "index.rst:4: WARNING: no document of this project shows a support matrix with 'x' "
            "[support_matrix.unknown-reference]\n"
        )
    )


def test_two_matrices_that_share_names(project):
    two = ".. support_matrix:: two.ini\n   :name: other\n"
    project.write(
        index_rst=use(
            ":support:feature:`x`\n\n:support:feature:`other::x`\n\n:support:level:`one::x@a` "
            ":support:level:`other::x@a`"
        ),
        matrix_rst=f"{MATRIX}\n{two}",
        one_ini=ONE,
        two_ini=ONE.replace("complete", "partial"),
    )
    built = project.build(
        warnings=(
            "index.rst:4: WARNING: 'x' is in several support matrices; "
            "expected 'one::operation.x' or 'other::operation.x' [support_matrix.ambiguous-reference]\n"
        )
    )
    links = built.page().select("#use > p a")
    assert [link["href"].partition("#")[2] for link in links] == [
        "operation_x",
        "other_operation_x",
        "operation_x_driver_a",
        "other_operation_x_driver_a",
    ]
    assert [link.get_text(" ", strip=True) for link in links][2:] == ["✔ complete 2026.1", "◐ partial 2026.1"]


def test_two_files_of_the_same_name_need_names(project):
    (project.folder / "sub").mkdir()
    (project.folder / "sub" / "one.ini").write_text(ONE)
    project.write(
        index_rst=use(":support:feature:`x`"),
        matrix_rst=f"{MATRIX}\n.. support_matrix:: sub/one.ini\n",
        one_ini=ONE,
    )
    project.build(
        warnings=(
            "index.rst:4: WARNING: 'x' is in several support matrices; expected 'one::operation.x', and a "
            "':name:' of its own for each matrix of 'one.ini' and 'sub/one.ini' "
            "[support_matrix.ambiguous-reference]\n"
        )
    )


def test_details_come_before_a_summary_alone(project):
    project.write(
        index_rst=use(":support:feature:`x`"),
        a_rst=":orphan:\n\nA\n=\n\n.. support_matrix:: one.ini\n   :sections: summary\n",
        matrix_rst=MATRIX,
        one_ini=ONE,
    )
    built = project.build()
    assert built.page().select_one("#use > p a")["href"] == "matrix.html#operation_x"


def test_suppressed_and_ignored(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nnitpicky = True\n"
        "nitpick_ignore = [('support:feature', 'gone')]\n"
        "suppress_warnings = ['support_matrix.unknown-reference']\n",
        index_rst=use(":support:feature:`gone` :support:feature:`lost`"),
        matrix_rst=MATRIX,
        one_ini=ONE,
    )
    project.build()


def test_intersphinx_from_a_second_project(project, new_project):
    project.write(index_rst=use(":support:feature:`x`"), matrix_rst=MATRIX, one_ini=ONE)
    built = project.build()
    inventory = built.app.outdir / "objects.inv"
    with inventory.open("rb") as stream:
        names = InventoryFile.load(stream, "", lambda *parts: "/".join(parts))
    assert sorted(names["support:feature"]) == [
        "one::operation.x",
        "one::storage.y",
        "operation.x",
        "storage.y",
    ]
    assert sorted(names["support:row"]) == ["0::operation.x", "0::storage.y"]
    assert sorted(names) == [
        "std:doc",
        "std:label",
        "support:columns",
        "support:driver",
        "support:feature",
        "support:matrix",
        "support:row",
    ]
    second = new_project()
    second.write(
        conf_py="extensions = ['sphinx_support_matrix', 'sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {{'first': ('https://first.example/', {str(inventory)!r})}}\n",
        index_rst="Second\n======\n\n:support:feature:`operation.x` :support:driver:`a` "
        ":support:level:`operation.x@a` :external+first:support:level:`one::storage.y@b` "
        ":support:matrix:`one` :any:`storage.y` :any:`operation.x@b` :support:level:`why <storage.y@a>` "
        ":support:level:`first:storage.y@a` :external:support:level:`operation.x@a`\n",
    )
    page = second.build().page()
    assert [(a.get_text(), a["href"]) for a in page.select("#second > p a.external")] == [
        ("Feature X", "https://first.example/matrix.html#operation_x"),
        ("Driver A", "https://first.example/matrix.html#driver_a"),
        ("complete", "https://first.example/matrix.html#operation_x_driver_a"),
        ("unknown", "https://first.example/matrix.html#storage_y_driver_b"),
        ("one", "https://first.example/matrix.html#summary"),
        ("Feature Y", "https://first.example/matrix.html#storage_y"),
        ("missing", "https://first.example/matrix.html#operation_x_driver_b"),
        ("why", "https://first.example/matrix.html#storage_y_driver_a"),
        ("partial", "https://first.example/matrix.html#storage_y_driver_a"),
        ("complete", "https://first.example/matrix.html#operation_x_driver_a"),
    ]


@pytest.mark.parametrize("builder", ["singlehtml", "text"])
def test_intersphinx_from_any_document_of_a_second_project(project, new_project, builder):
    """Some builders put all documents together before references are resolved."""
    project.write(index_rst=use(":support:feature:`x`"), matrix_rst=MATRIX, one_ini=ONE)
    inventory = project.build().app.outdir / "objects.inv"
    second = new_project()
    second.write(
        conf_py="extensions = ['sphinx_support_matrix', 'sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {{'first': ('https://first.example/', {str(inventory)!r})}}\n",
        index_rst="Second\n======\n\n.. toctree::\n\n   deep\n",
        deep_rst="Deep\n====\n\n:external+first:support:level:`one::storage.y@b` :support:level:`operation.x@b` "
        ":any:`operation.x@a`\n",
    )
    built = second.build(builder)
    if builder == "singlehtml":
        assert [a.get_text() for a in built.page().select("a.external[href*=first]")] == [
            "unknown",
            "missing",
            "complete",
        ]
    else:
        assert 'unknown missing "complete"' in built.text("deep.txt")


def test_a_page_is_written_again_when_a_level_changes_elsewhere(project):
    project.write(
        index_rst=use(":support:level:`x@a`"),
        matrix_rst=MATRIX,
        other_rst=":orphan:\n\nOther\n=====\n",
        one_ini=ONE,
    )
    built = project.build()
    assert "✔" in built.text("index.html")
    other = built.app.outdir / "other.html"
    before = other.stat().st_mtime_ns
    project.write(one_ini=ONE.replace("complete:2026.1", "missing"))
    built = project.build()
    assert "✖" in built.text("index.html")
    assert other.stat().st_mtime_ns == before


def test_a_page_that_goes_takes_its_names_along(project):
    project.write(index_rst=use(":support:feature:`x`"), matrix_rst=MATRIX, one_ini=ONE)
    project.build()
    (project.folder / "matrix.rst").unlink()
    project.write(index_rst="Use\n===\n\n:support:feature:`x`\n")
    assert "no document of this project shows a support matrix" in project.build(warnings=None).warnings


def test_parallel_reading(project):
    pages = {f"p{number}_rst": f"P\n=\n\n:support:level:`x@b` {number}\n" for number in range(12)}
    project.write(
        index_rst="Use\n===\n\n.. toctree::\n   :glob:\n\n   *\n", matrix_rst=MATRIX, one_ini=ONE, **pages
    )
    built = project.build(parallel=2)
    for number in range(12):
        link = built.page(f"p{number}.html").select_one("#p > p a")
        assert link["href"] == "matrix.html#operation_x_driver_b"


def test_an_environment_of_an_older_version_is_read_again(project, monkeypatch):
    project.write(index_rst=use(":support:feature:`x`"), matrix_rst=MATRIX, one_ini=ONE)
    monkeypatch.setattr(extension, "ENVIRONMENT_VERSION", 1)
    project.build()
    monkeypatch.undo()
    built = project.build()
    assert set(built.app.env.domains["support"].views) == {"matrix"}
    assert sorted(built.app.env.all_docs) == ["index", "matrix"]


def test_a_driver_page_belongs_to_the_named_matrix(project):
    project.write(
        index_rst=use(":support:driver:`vols::a` :support:driver:`a`"),
        matrix_rst=MATRIX + "   :name: vols\n",
        page_rst=":orphan:\n\nPage\n====\n\n.. support_matrix_driver:: a one.ini\n",
        one_ini=ONE,
    )
    built = project.build()
    assert [a["href"] for a in built.page().select("#use > p a")] == ["page.html#driver_a"] * 2
    objects = {name for name, *_others in built.app.env.domains["support"].get_objects()}
    assert {"vols::a", "vols::b", "a"} <= objects
    assert not any(name.startswith("one::") for name in objects)


def test_a_legend_is_no_place_to_refer_to(project):
    project.write(
        index_rst=use(":support:driver:`a` :support:matrix:`one`"),
        a_rst=":orphan:\n\nA\n=\n\n.. support_matrix:: one.ini\n   :sections: legend\n",
        matrix_rst=MATRIX + "   :sections: summary\n",
        one_ini=ONE,
    )
    built = project.build()
    links = [a["href"] for a in built.page().select("#use > p a")]
    assert links == ["matrix.html#driver_a", "matrix.html#summary"]
    assert "sphinx-support-matrix/matrix.css" in built.text("a.html")


def test_explicit_titles_are_no_code(project):
    project.write(
        index_rst=use(":support:feature:`text <x>` :support:driver:`x <a>`"), matrix_rst=MATRIX, one_ini=ONE
    )
    assert project.build().page().select("#use > p code") == []


NAMES = {
    "plain name": "plain name",
    "a:b 1": "a:b 1",
    "a b:c 1 http://evil.example x": "a%20b:c%201%20http://evil.example%20x",
    "a\u2028b": "a%E2%80%A8b",
}


def test_the_inventory_holds_any_name(project):
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="[driver.d]\ntitle = D\n"
        + "".join(f"[{name}]\ntitle = F{number}\ndriver.d = complete\n" for number, name in enumerate(NAMES)),
    )
    built = project.build()
    with (built.app.outdir / "objects.inv").open("rb") as stream:
        found = InventoryFile.load(stream, "", lambda *parts: "/".join(parts))["support:feature"]
    assert {name for name in found if "::" not in name} == set(NAMES.values())
    addresses = [item.uri if hasattr(item, "uri") else item[2] for item in found.values()]
    assert all("index.html#" in address for address in addresses)


def test_many_references_and_pages_are_found_in_indexes():
    def prepare(size):
        views = [view(f"doc{number}", f"m{number}.ini", size) for number in range(2)]
        pages = [page(f"page{number}", "m0.ini", f"d{number}") for number in range(size)]
        roles = ("feature", "driver", "level")

        def ask():
            finder = Finder(views, pages)
            for number in range(size):
                names = (f"f{number}", f"m1::d{number}", f"operation.f{number}@d{number}")
                assert all(
                    finder.find(role, name) is not None for role, name in zip(roles, names, strict=True)
                )
                assert finder.page("m0.ini", f"d{number}") is not None
                assert finder.feature("m1.ini", f"f{number}") is not None
                assert missing._explain(finder, "feature", f"no{number}").startswith("there is no feature")
            return [*finder.everything("driver")]

        return ask

    def view(docname, path, size):
        places = {
            f"f{number}": FeaturePlace(
                anchor=f"a{number}", title="F", cells=Cells(levels=("complete",) * size), text=""
            )
            for number in range(size)
        }
        drivers = {f"d{number}": DriverPlace(anchor="", title="D", suffix="") for number in range(size)}
        return View(
            docname=docname, path=path, name=path[:2], anchor="", title="", sections=(), details=True,
            features=places, drivers=drivers, levels={"complete": COMPLETE},
        )  # fmt: skip

    def page(docname, path, key):
        return DriverPage(docname=docname, path=path, name="m0", key=key, title="D", anchor="", sections=())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suggest, "EFFORT", 20_000)
        assert max(growths(prepare, 200)) < MOST
