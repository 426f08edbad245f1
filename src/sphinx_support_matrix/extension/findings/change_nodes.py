"""What changed in a release, as lists of nodes in which features and drivers are links."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.core.diff.sentences import ARROW
from sphinx_support_matrix.core.matrix.levels import level_order
from sphinx_support_matrix.extension.doctree.nodes import matrix_name
from sphinx_support_matrix.extension.doctree.standard_nodes import bullets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.diff.diff_model import Changed, Diff, FeatureEntry, Name
    from sphinx_support_matrix.core.diff.diff_words import DiffWords
    from sphinx_support_matrix.core.matrix.levels import Level

DRIVER = "driver"
FEATURE = "feature"


def change_lists(diff: Diff, words: DiffWords, path: str) -> Iterator[nodes.Element]:
    """Lists under bold words: what changed in drivers, in features and in levels.

    They have no source, so that nobody is asked to translate our words.

    :param words: The words to use.
    :param path: The file, from the source folder, in which links are looked for.
    """
    teller = _ChangeTeller(words, path)
    drivers, features = diff.drivers, diff.features
    for heading, items in (
        (
            words.drivers,
            [
                *(teller.added(DRIVER, entry.name, entry.counts) for entry in drivers.added),
                *(teller.removed(DRIVER, entry.name) for entry in drivers.removed),
                *teller.renamed(DRIVER, drivers.changed),
            ],
        ),
        (
            words.features,
            [
                *(teller.added(FEATURE, entry.name, _counts(entry)) for entry in features.added),
                *(teller.removed(FEATURE, entry.name) for entry in features.removed),
                *teller.renamed(FEATURE, features.changed),
            ],
        ),
        (words.cells, list(teller.cells(diff))),
    ):
        if items:
            yield nodes.paragraph("", "", nodes.strong("", heading))
            yield bullets(items)


def _counts(entry: FeatureEntry) -> list[tuple[Level, int]]:
    """How many drivers have a new feature at each level."""
    levels = {cell.level.name: cell.level for _driver, cell in entry.cells}
    counts = Counter(cell.level.name for _driver, cell in entry.cells)
    return [(level, counts[level.name]) for level in sorted(levels.values(), key=level_order)]


class _ChangeTeller:
    """Tells what happened in nodes."""

    def __init__(self, words: DiffWords, path: str) -> None:
        self._words = words
        self._path = path

    def name(self, kind: str, name: Name) -> matrix_name:
        """The title of a driver or a feature, which becomes a link where something shows it."""
        return matrix_name("", name.title, path=self._path, kind=kind, key=name.key)

    def added(self, kind: str, name: Name, counts: Iterable[tuple[Level, int]] = ()) -> list[nodes.Node]:
        told = ", ".join(f"{count} {self._words.level(level)}" for level, count in counts)
        text = f" ({self._words.new})" + (f": {told}" if told else "")
        return [nodes.paragraph("", "", self.name(kind, name), nodes.Text(text))]

    def removed(self, kind: str, name: Name) -> list[nodes.Node]:
        return [nodes.paragraph("", "", self.name(kind, name), nodes.Text(f" ({self._words.removed})"))]

    def renamed(self, kind: str, entries: Iterable[Changed]) -> Iterator[list[nodes.Node]]:
        """A line for each thing that changed in a driver or a feature."""
        for entry in entries:
            for change in entry.fields:
                label = self._words.fields[change.field]
                old, new = (
                    self._words.none if value is None else value
                    for value in (getattr(change, "old", None), getattr(change, "new", None))
                )
                text = f": {label}: {old}{ARROW}{new}"
                yield [nodes.paragraph("", "", self.name(kind, entry.name), nodes.Text(text))]

    def cells(self, diff: Diff) -> Iterator[list[nodes.Node]]:
        """A list for each feature in which levels changed."""
        for feature, changes in groupby(diff.cells, key=lambda change: change.feature):
            items = []
            for change in changes:
                said = [self._words.level(change.old.level) + ARROW + self._words.level(change.new.level)]
                if change.direction in self._words.directions:
                    said.append(self._words.directions[change.direction])
                text = nodes.Text(f": {'; '.join(said)}")
                items.append([nodes.paragraph("", "", self.name(DRIVER, change.driver), text)])
            yield [nodes.paragraph("", "", self.name(FEATURE, feature)), bullets(items)]
