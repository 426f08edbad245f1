"""Which extension a directive is of where two of them have one of its name."""

from __future__ import annotations

import sys

import pytest

INI = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=complete\n"
# What projects have in their own source trees, as an extension sees it.
THEIRS = """
from docutils import nodes
from docutils.parsers.rst import Directive

class Theirs(Directive):
    required_arguments = 1

    def run(self):
        return [nodes.paragraph("", "theirs: " + self.name)]

def setup(app):
    for name in {names!r}:
        app.add_directive(name, Theirs)
    return {{"parallel_read_safe": True}}
"""
PAGE = "Title\n=====\n\n.. support_matrix:: m.ini\n\n.. feature_matrix:: m.ini\n"


@pytest.fixture
def both(project, monkeypatch):
    """Write a project with both extensions, in an order, of which the other one has directives of some names."""

    def write(order, *names):
        monkeypatch.delitem(sys.modules, "their_matrix", raising=False)
        (project.folder / "their_matrix.py").write_text(THEIRS.format(names=names))
        extensions = ["sphinx_support_matrix", "their_matrix"][::order]
        project.write(
            conf_py=f"import sys\nsys.path.insert(0, {str(project.folder)!r})\nextensions = {extensions!r}\n",
            index_rst=PAGE,
            m_ini=INI,
        )
        return project

    yield write
    sys.modules.pop("their_matrix", None)


def shown(built, name="index.html"):
    html = built.page(name)
    return len(html.select("table.support-matrix-summary")), [
        text for text in html.stripped_strings if text.startswith("theirs")
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_the_name_of_feature_matrices_yields_to_another_extension(both, order):
    built = both(order, "feature_matrix").build()
    assert shown(built) == (1, ["theirs: feature_matrix"])


@pytest.mark.parametrize("order", [1, -1])
def test_it_yields_in_every_process_that_reads(both, order):
    project = both(order, "feature_matrix")
    pages = [f"page{number}" for number in range(8)]
    project.write(
        index_rst="Title\n=====\n\n.. toctree::\n\n" + "".join(f"   {page}\n" for page in pages),
        **{f"{page}_rst": PAGE for page in pages},
    )
    built = project.build(parallel=2)
    assert [shown(built, f"{page}.html") for page in pages] == [(1, ["theirs: feature_matrix"])] * 8


@pytest.mark.parametrize("order", [1, -1])
def test_the_name_of_support_matrices_does_not_and_one_warning_says_so(both, order):
    built = both(order, "feature_matrix", "support_matrix").build(
        warnings=(
            "WARNING: extensions: 'their_matrix' has a directive 'support_matrix' too, which is not used; "
            "remove that extension [support_matrix.bad-configuration]\n"
        )
    )
    assert shown(built) == (1, ["theirs: feature_matrix"])


def test_alone_it_has_both_names(project):
    project.write(index_rst=PAGE, m_ini=INI)
    assert shown(project.build()) == (2, [])


def test_a_project_can_put_a_directive_in_place_that_is_made_of_ours(project):
    project.write(
        conf_py=(
            "from sphinx_support_matrix.extension.directives.matrix_directive import SupportMatrixDirective\n"
            "extensions = ['sphinx_support_matrix']\n"
            "class Mine(SupportMatrixDirective):\n"
            "    def run(self):\n"
            "        self.options.setdefault('class', 'mine')\n"
            "        return super().run()\n"
            "def setup(app):\n"
            "    app.add_directive('support_matrix', Mine)\n"
        ),
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    assert project.build().page().select("table.support-matrix-summary.mine")
