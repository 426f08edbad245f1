"""Tell the matrices of a document apart by their names, in headings and in labels."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform, parts_of
from sphinx_support_matrix.extension.doctree.nodes import (
    NodesByClass,
    matrix_caption,
    matrix_summary,
    matrix_title,
)
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.doctree.nodes import support_matrix

_SECTIONS = "support_matrix_sections"
_SOURCES = "support_matrix_sources"
_LABELS = "sphinx.ext.autosectionlabel"


class NameMatrices(MatrixTransform):
    """Give every matrix its name, and put it in its headings where a document shows several."""

    # Once everything is finished (100), and before the domain and the index ask for names (102).
    default_priority = 101

    def apply(self, **kwargs: Any) -> None:
        """Do it for the whole document, whose matrices have to be told apart from one another."""
        self._shown: list[support_matrix] = []
        super().apply(**kwargs)
        if _several(self._shown):
            for container in self._shown:
                container["named"] = True
                for heading in _headings(container):
                    text = words().heading_of(heading.astext(), container["title"])
                    heading.clear()
                    heading.append(nodes.Text(text))
        _label(self._shown)

    def transform(self, container: support_matrix) -> None:
        """Find the name of *container*, and remember its sections."""
        inside = NodesByClass(container)
        if parts_of(inside):
            self._shown.append(container)
        _sections(self.env).extend(inside.of(nodes.section))
        title = next(iter(inside.of(matrix_title)), None)
        caption = next(iter(inside.of(matrix_caption)), None)
        container["named"] = title is not None and title["asked"]
        nearest = (title, caption) if container["named"] else (caption, title)
        container["title"] = next(
            (node.astext() for node in nearest if node is not None), container["matrix"]
        )
        if title is not None:
            for table in inside.of(matrix_summary):
                table["label"] = title.astext()


def _several(containers: list[support_matrix]) -> bool:
    """Whether *containers* are several matrices, and not parts of one or the same one again and again."""
    titles = {container["title"] for container in containers}
    matrices = {(container["path"], container["matrix"]) for container in containers}
    headings = Counter(heading.astext() for container in containers for heading in _headings(container))
    return len(titles) > 1 and (len(matrices) > 1 or any(number > 1 for number in headings.values()))


def _label(containers: list[support_matrix]) -> None:
    """Tell the tables of *containers* apart, if there are several: by what stands in them, or else by number."""
    tables = [
        (each["title"], table) for each in containers for table in NodesByClass(each).of(matrix_summary)
    ]
    used: Counter[str] = Counter()
    for title, table in tables if len(tables) > 1 else ():
        label = words().heading_of(words().labels["matrix"], title)
        used[label] += 1
        table["label"] = label if used[label] == 1 else f"{label} ({used[label]})"


def _headings(container: support_matrix) -> Iterator[nodes.title]:
    """The headings of the parts of *container*."""
    for child in container.children:
        if isinstance(child, nodes.section):
            yield cast("nodes.title", child[0])


def _sections(env: BuildEnvironment) -> list[nodes.section]:
    """The sections that directives of ours have made in the document that is being read."""
    return cast("list[nodes.section]", env.temp_data.setdefault(_SECTIONS, []))


def before_labels(app: Sphinx, doctree: nodes.document) -> None:
    """Give our sections sources that no other section has, where labels are made of them.

    Sphinx's autosectionlabel makes a label of the source of every title, and warns of two that are equal. The
    titles of our sections recur: from matrix to matrix, and from page to page. A title is a label nevertheless
    where it is the only one of its document and labels begin with the name of the document.
    """
    ours = {id(section) for section in _sections(app.env)}
    if not ours or _LABELS not in app.extensions:
        return
    prefixed = app.config.autosectionlabel_prefix_document
    before = "#" if prefixed else f"{app.env.docname}#"
    sections = list(doctree.findall(nodes.section))
    titles = [cast("nodes.title", section[0]) for section in sections]
    texts = [
        title.astext() if id(section) in ours else title.rawsource
        for section, title in zip(sections, titles, strict=True)
    ]
    used = Counter(map(_normal, texts))
    sources = _sources(app.env)
    for section, title, text in zip(sections, titles, texts, strict=True):
        if id(section) in ours:
            sources.append((title, title.rawsource))
            alone = prefixed and used[_normal(text)] == 1
            title.rawsource = text if alone else _unused(before + section["ids"][0], used)


def after_labels(app: Sphinx, _doctree: nodes.document) -> None:
    """Put the sources back, which are messages for translators."""
    for title, source in _sources(app.env):
        title.rawsource = source


def _sources(env: BuildEnvironment) -> list[tuple[nodes.title, str]]:
    """The titles whose sources have been replaced for a while, with those sources."""
    return cast("list[tuple[nodes.title, str]]", env.temp_data.setdefault(_SOURCES, []))


def _unused(text: str, used: Counter[str]) -> str:
    """*text*, with a number where it is used: labels ignore case, and ids do not."""
    candidates: Iterable[str] = (text if number == 1 else f"{text} {number}" for number in count(1))
    label = next(each for each in candidates if not used[_normal(each)])
    used[_normal(label)] += 1
    return label


def _normal(text: str) -> str:
    return nodes.fully_normalize_name(text)
