"""A matrix as one HTML page that needs nothing else: no other file, no network, no script.

The tables and details are those of the Sphinx pages, made from the same templates.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sphinx_support_matrix.core.formats.content import (
    level_meaning,
    note_blocks,
    plain,
    shown_blocks,
    used_levels,
)
from sphinx_support_matrix.core.formats.ids import page_ids
from sphinx_support_matrix.core.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.names import anchor
from sphinx_support_matrix.core.selection import has_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Feature, Matrix, Note
    from sphinx_support_matrix.core.selection import Block

PACKAGE = "sphinx_support_matrix"
STYLES = "static/support-matrix.css"
TEST_SEARCH = "https://github.com/openstack/tempest/search?q="
WORDS = {
    "matrix": "Support matrix",
    "summary": "Summary",
    "details": "Details",
    "feature": "Feature",
    "status": "Status",
    "maturity": "Maturity",
    "api": "API Alias",
    "api_link": "API documentation",
    "admin_link": "Administrator documentation",
    "tests": "Tempest tests",
    "commands": "CLI commands",
    "notes": "Notes",
    "drivers": "Driver Support",
    "legend": "Legend",
    "permalink": "Link to",
}
"""Our own words on the page."""


def to_html(matrix: Matrix, *, title: str) -> str:
    """*matrix* as a page with *title*: the summary, the legend, and the details with their published anchors."""
    return _Page(matrix).render(title)


class _Level(NamedTuple):
    """A level, as templates see it."""

    name: str
    counts_as: str
    own: bool
    symbol: str
    title: str
    meaning: str


class _Notes(NamedTuple):
    """Notes as HTML: what stands in their only paragraph, or else whole blocks."""

    inline: bool
    html: Markup


class _Page:
    """The parts of the page of one matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._with_status = has_statuses(matrix)
        self._levels = {level.name: _level(level) for level in used_levels(matrix)}
        self._ids = page_ids(matrix)
        self._titles = {feature.name: plain(feature.title.text) for feature in matrix.features}
        self._environment = _environment()
        self._cell: Any = self._module("support-matrix/cell.html")
        self._paragraphs: Any = self._module("standalone/notes.html")

    def _module(self, template: str) -> object:
        return self._environment.get_template(template).make_module({"words": WORDS})

    def render(self, title: str) -> str:
        blocks = shown_blocks(self._matrix)
        drivers = zip(self._matrix.drivers, self._ids.drivers, strict=True)
        return self._environment.get_template("standalone/page.html").render(
            words=WORDS,
            title=plain(title),
            styles=Markup((files(PACKAGE) / STYLES).read_text(encoding="utf-8")),  # noqa: S704 - our own file
            caption=None,
            classes=[],
            columns=[
                {
                    "title": plain(driver.title.text),
                    "link": driver.link,
                    "internal": False,
                    "anchor": identifier,
                }
                for driver, identifier in drivers
            ],
            with_status=self._with_status,
            linked=True,
            large=False,
            broken=[],
            totals=[],
            levels=list(self._levels.values()),
            blocks=[self._summary(block) for block in blocks],
            details=[self._details(block) for block in blocks],
        )

    def _summary(self, block: Block) -> dict[str, object]:
        return {"title": _title(block), "rows": [self._row(feature) for feature in block.features]}

    def _row(self, feature: Feature) -> dict[str, object]:
        return {
            "id": self._ids.features[feature.name],
            "title": self._titles[feature.name],
            "status": feature.status.kind.value if self._with_status else feature.maturity or "",
            "cells": Markup("").join(
                self._cell.cell(cell, linked=True, target=False) for cell in self._cells(feature)
            ),
        }

    def _details(self, block: Block) -> dict[str, object]:
        notes = block.group.notes if block.group is not None else None
        return {
            "title": _title(block),
            "notes": None if notes is None else self._paragraphs.paragraphs(note_blocks(notes)),
            "features": [self._feature(feature) for feature in block.features],
        }

    def _feature(self, feature: Feature) -> dict[str, object]:
        html = self._environment.get_template("support-matrix/feature.html").render(
            words=WORDS,
            facts=feature,
            status=str(feature.status) if self._with_status else None,
            required=self._required(feature),
            notes=self._notes(feature.notes),
            implementations=Markup("").join(self._cell.line(cell) for cell in self._cells(feature)),
            test_search=TEST_SEARCH,
        )
        return {
            "id": self._ids.features[feature.name],
            "title": self._titles[feature.name],
            "html": Markup(html),  # noqa: S704 - made by a template that escapes
        }

    def _required(self, feature: Feature) -> dict[str, str] | None:
        """Where *feature* is required, if that depends on another feature."""
        condition = feature.status.condition if self._with_status else None
        if condition is None or condition.feature not in self._titles:
            return None
        return {
            "before": "Required where ",
            "title": self._titles[condition.feature],
            "id": self._ids.features[condition.feature],
            "behind": f" is {self._matrix.levels[condition.level].title}.",
        }

    def _cells(self, feature: Feature) -> Iterator[dict[str, object]]:
        """The cells of *feature* as templates see them."""
        cells = zip(self._matrix.drivers, self._ids.suffixes, feature.implementations, strict=True)
        for driver, suffix, cell in cells:
            yield {
                "id": self._ids.features[feature.name] + suffix,
                "level": self._levels[cell.level.name],
                "driver": plain(driver.title.text),
                "release": cell.release,
                "noted": cell.notes is not None,
                "broken": False,
                "notes": self._notes(cell.notes),
            }

    def _notes(self, note: Note | None) -> _Notes | None:
        if note is None:
            return None
        blocks = note_blocks(note)
        if len(blocks) == 1 and len(blocks[0]) == 1:
            return _Notes(inline=True, html=escape(blocks[0][0]))
        return _Notes(inline=False, html=self._paragraphs.paragraphs(blocks))


@cache
def _environment() -> Environment:
    """What finds the templates, and keeps them."""
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _title(block: Block) -> str | None:
    return None if block.group is None else plain(block.group.title.text)


def _level(level: Level) -> _Level:
    return _Level(
        name=anchor(level.name).replace("_", "-").lower(),
        counts_as=level.counts_as,
        own=BUILTIN_LEVELS.get(level.name) != level,
        symbol=level.symbol,
        title=level.title,
        meaning=level_meaning(level),
    )
