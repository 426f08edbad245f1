"""What templates compile to is kept as what modules compile to is."""

from __future__ import annotations

import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from sphinx_support_matrix.html.compiled_templates import CompiledTemplates
from sphinx_support_matrix.html.rendering import PACKAGE

TEXT = "Hello {{ name }}."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text(TEXT)
    return tmp_path


def render(folder, *, options="", own=True):
    """The text that the template makes in a new process, so to speak, and how often a template was compiled."""
    compiled = []

    class Watched(Environment):
        def compile(self, source, *arguments, **named):
            compiled.append(source)
            return super().compile(source, *arguments, **named)

    cache = CompiledTemplates(folder if own else folder / "elsewhere", options)
    environment = Watched(loader=FileSystemLoader(folder), bytecode_cache=cache, autoescape=True)
    return environment.get_template("a.html").render(name="you"), len(compiled)


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html"]


def test_a_template_is_compiled_once(folder):
    assert render(folder) == ("Hello you.", 1)
    assert [path.parent.name for path in kept(folder)] == ["__pycache__"]
    assert render(folder) == ("Hello you.", 0)


def test_a_changed_template_is_compiled_again(folder):
    render(folder)
    (folder / "a.html").write_text("Bye {{ name }}.")
    assert render(folder) == ("Bye you.", 1)
    assert render(folder) == ("Bye you.", 0)
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("damage", [lambda data: data[:0], lambda data: data[:-9], lambda data: b"x" + data])
def test_what_is_damaged_is_compiled_again(folder, damage):
    render(folder)
    (path,) = kept(folder)
    path.write_bytes(damage(path.read_bytes()))
    assert render(folder) == ("Hello you.", 1)
    assert render(folder) == ("Hello you.", 0)


def test_other_options_and_another_jinja_compile_again(folder, monkeypatch):
    render(folder)
    assert render(folder, options="other") == ("Hello you.", 1)
    another = folder / "compiler.html"
    another.write_text("")
    monkeypatch.setattr("jinja2.compiler.__file__", str(another))
    assert render(folder, options="other") == ("Hello you.", 1)
    assert render(folder, options="other") == ("Hello you.", 0)


def test_nothing_is_written_where_nothing_may_be(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(folder) == render(folder) == ("Hello you.", 1)
    assert kept(folder) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    # A file where the folder would be: root may write anywhere else.
    (folder / "__pycache__").write_text("")
    assert render(folder) == render(folder) == ("Hello you.", 1)


def test_a_template_of_a_project_is_not_written_anywhere(folder):
    assert render(folder, own=False) == ("Hello you.", 1)
    assert kept(folder) == []


def test_it_is_where_python_keeps_modules(folder, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere))
    render(folder)
    assert kept(folder) == []
    assert len(kept(elsewhere)) == 1
    assert render(folder) == ("Hello you.", 0)


def test_our_own_templates_are_kept():
    from sphinx_support_matrix.html import rendering

    cache = rendering._COMPILED
    template = f"{rendering.__file__.removesuffix('rendering.py')}templates/support-matrix/summary.html"
    assert PACKAGE in template
    assert cache._path(template).name == f"summary.html.{sys.implementation.cache_tag}"
