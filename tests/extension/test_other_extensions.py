"""Extensions that projects commonly load have nothing to say about matrices that they did not say before."""

from __future__ import annotations

import importlib.util

import pytest

INI = """\
[driver.a]
title = A
[operation.x]
title = X
notes = Text.

    .. todo:: Do it.
driver.a = complete
driver-notes.a = .. todo:: Do this as well.
"""
PAGE = """\
{title}
======

.. support_matrix:: m.ini

   .. todo:: Explain it.

.. support_matrix:: other.ini

After
-----

.. tab-set::

   .. tab-item:: One

      .. support_matrix:: m.ini

   .. tab-item:: Two

      .. support_matrix:: other.ini

.. dropdown:: Three

   .. support_matrix_driver:: a m.ini
"""
ALWAYS = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.coverage",
    "sphinx.ext.extlinks",
    "sphinx.ext.ifconfig",
    "sphinx.ext.intersphinx",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "sphinx_design",
]
# Each with what it needs in conf.py.
INSTALLED = {
    "openstackdocstheme": "html_theme = 'openstackdocs'\nopenstackdocs_auto_name = openstackdocs_auto_version = False",
    "reno.sphinxext": "",
    "sphinxcontrib.apidoc": "apidoc_module_dir = 'demo_package'\napidoc_output_dir = 'api'",
}


def there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def write(project, extensions, *lines):
    titles = ["First", "Second"]
    project.write(
        conf_py="\n".join(
            [
                f"extensions = {['sphinx_support_matrix', *extensions]!r}",
                "project, version, release = 'demo', '1', '1'",
                "todo_include_todos = autosectionlabel_prefix_document = True",
                "support_matrix_note_directives = ['todo']",
                *lines,
                "",
            ]
        ),
        index_rst="Index\n=====\n\n.. toctree::\n   :glob:\n\n   [fs]*\n   api/*\n\n.. todolist::\n",
        m_ini=INI,
        other_ini=INI,
        **{f"{title.lower()}_rst": PAGE.format(title=title) for title in titles},
    )
    (project.folder / "api").mkdir()
    (project.folder / "api" / "kept.rst").write_text("Kept\n====\n")


@pytest.mark.parametrize("parallel", [0, 2])
def test_extensions_of_sphinx_and_sphinx_design(project, parallel):
    write(project, ALWAYS)
    built = project.build(parallel=parallel)
    texts = [note.get_text() for note in built.page().select(".admonition-todo > p:not(.admonition-title)")]
    # The lists of what is to be done find the notes of both pages, wherever they stand.
    assert sum("Do it." in text for text in texts) == 8
    assert sum("Explain it." in text for text in texts) == 2


@pytest.mark.parametrize("name", INSTALLED)
def test_extensions_that_may_be_installed(project, name):
    if not there(name):
        pytest.skip(f"{name} is not installed")
    (project.folder / "demo_package").mkdir()
    (project.folder / "demo_package" / "__init__.py").write_text('"""A package."""\n')
    write(
        project, [*ALWAYS, name], INSTALLED[name], f"import sys\nsys.path.insert(0, {str(project.folder)!r})"
    )
    built = project.build()
    assert len(built.page("first.html").select("table.support-matrix-summary")) == 4
