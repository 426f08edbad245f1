"""HTML: the nodes rendered through templates that a project can override."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sphinx_support_matrix.core.names import anchor
from sphinx_support_matrix.extension.nodes import matrix_caption, matrix_group, matrix_note, matrix_row
from sphinx_support_matrix.extension.words import labels, level_meaning, level_title, status_text, status_word

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.extension.nodes import (
        Cells,
        Facts,
        Table,
        matrix_badge,
        matrix_feature,
        matrix_legend,
        matrix_names,
        matrix_summary,
    )

PACKAGE = "sphinx_support_matrix"
FOLDER = "support-matrix"
TEST_SEARCH = "https://github.com/openstack/tempest/search?q="


def visit_summary(self: HTML5Translator, node: matrix_summary) -> None:
    """Render the summary table."""
    table: Table = node["table"]
    levels = _levels(table)
    blocks: list[dict[str, Any]] = []
    caption = None
    for child in node.children:
        if isinstance(child, matrix_caption):
            caption = child.astext()
        elif isinstance(child, matrix_group):
            blocks.append({"title": child.astext(), "rows": []})
        elif isinstance(child, matrix_row):
            if not blocks:
                blocks.append({"title": None, "rows": []})
            blocks[-1]["rows"].append(_row(child, table, levels, linked=node["linked"]))
    self.body.append(
        _render(
            self,
            "summary.html",
            caption=caption,
            classes=node["classes"],
            columns=table.columns,
            with_status=table.with_status,
            blocks=blocks,
        )
    )
    raise nodes.SkipNode


def visit_legend(self: HTML5Translator, node: matrix_legend) -> None:
    """Render the legend."""
    levels = _levels(node["table"]).values()
    self.body.append(_render(self, "legend.html", levels=levels, classes=node["classes"]))
    raise nodes.SkipNode


def visit_feature(self: HTML5Translator, node: matrix_feature) -> None:
    """Render the details of a feature."""
    notes: dict[int | None, str] = {}
    for note in node.findall(matrix_note):
        start = len(self.body)
        for child in note.children:
            child.walkabout(self)
        notes[note["column"]] = "".join(self.body[start:])
        del self.body[start:]
    table: Table = node["table"]
    cells: Cells = node["cells"]
    facts: Facts = node["facts"]
    levels = _levels(table)
    implementations = [
        {
            "id": node["anchor"] + column.suffix,
            "driver": column.title,
            "level": levels[cells.levels[index]],
            "release": cells.releases.get(index),
            "notes": notes.get(index),
        }
        for index, column in enumerate(table.columns)
    ]
    self.body.append(
        _render(
            self,
            "feature.html",
            facts=facts,
            status=None if facts.status is None else status_text(facts.status),
            notes=notes.get(None),
            implementations=implementations,
            test_search=TEST_SEARCH,
        )
    )
    raise nodes.SkipNode


def visit_badge(self: HTML5Translator, node: matrix_badge) -> None:
    """Render a level in running text."""
    badge = _render(
        self, "badge.html", level=_level(node["level"]), text=node.astext(), release=node["release"]
    )
    self.body.append(badge.rstrip("\n"))
    raise nodes.SkipNode


def skip_names(_self: HTML5Translator, _node: matrix_names) -> None:
    """Show no names: they are in the tables."""
    raise nodes.SkipNode


def _row(row: matrix_row, table: Table, levels: dict[str, dict[str, str]], *, linked: bool) -> dict[str, Any]:
    cells: Cells = row["cells"]
    identifier = row["refid"] if linked else row["ids"][0]
    return {
        "id": identifier,
        "linked": linked,
        "title": row.astext(),
        "status": status_word(row["status"]),
        "cells": [
            {
                "id": identifier + column.suffix,
                "level": levels[cells.levels[index]],
                "release": cells.releases.get(index),
                "noted": index in cells.noted,
            }
            for index, column in enumerate(table.columns)
        ],
    }


def _levels(table: Table) -> dict[str, dict[str, str]]:
    """What templates need to know of each level."""
    return {name: _level(level) for name, level in table.levels.items()}


def _level(level: Level) -> dict[str, str]:
    names = dict.fromkeys((anchor(level.name).replace("_", "-").lower(), level.counts_as))
    return {
        "classes": " ".join(f"sm-is-{name}" for name in names),
        "symbol": level.symbol,
        "title": level_title(level),
        "meaning": level_meaning(level),
    }


def _render(translator: HTML5Translator, template: str, **context: Any) -> str:
    config = translator.config
    folders = tuple(str(Path(translator.builder.confdir, folder)) for folder in config.templates_path)
    environment = _environment(folders)
    return environment.get_template(f"{FOLDER}/{template}").render(words=labels(), **context)


@lru_cache(maxsize=4)
def _environment(folders: tuple[str, ...]) -> Environment:
    """The template environment: the project's own folders before ours."""
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folders), PackageLoader(PACKAGE)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
