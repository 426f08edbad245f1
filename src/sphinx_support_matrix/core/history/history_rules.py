"""Rules about the file of a history: whether it is current, and what the matrix says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.history.identities import Identities
from sphinx_support_matrix.core.history.state_matrices import state_of
from sphinx_support_matrix.core.history.states import as_of, change_between
from sphinx_support_matrix.core.history.version_order import choose_tags, in_version_order
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.suggest import listing
from sphinx_support_matrix.core.rules.places import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_support_matrix.core.history.history_model import History, State, StateChange
    from sphinx_support_matrix.core.matrix.model import Matrix


def history_behind(matrix: Matrix, history: History, path: str) -> Iterator[Problem]:
    """The *history* in the file at *path* was written of another state of *matrix*."""
    change = change_between(None, as_of(history), _now(matrix, history))
    if change is not None:
        parts = listing(_parts(change), last="and")
        yield _behind(path, f"it was written before {parts} changed in '{matrix.path}'", matrix.path)


def tags_behind(history: History, tags: Mapping[str, str], path: str, matrix: str) -> Iterator[Problem]:
    """There are *tags* of releases after the first one that the *history* in the file at *path* does not have.

    Of commits there is always one more: that which the file came with.

    :param tags: The day of each tag, by its name.
    :param matrix: The file that the history is of.
    """
    if history.tags is None or not history.releases:
        return
    known = {release.name: release.date for release in history.releases}
    chosen, _left = choose_tags(tags, history.tags.split(), every_tag=history.options.every_tag)
    ordered = in_version_order(({name: tags[name] for name in chosen} | known).items())
    after = ordered[ordered.index(history.releases[0].name) :]
    new = [name for name in after if name not in known]
    if new:
        named = listing([f"'{name}'" for name in new], last="and")
        what = "the release" if len(new) == 1 else "the releases"
        yield _behind(path, f"it was written before {what} {named}", matrix)


def release_disagrees(matrix: Matrix, history: History) -> Iterator[Problem]:
    """A cell says which release brought its level, and *history* knows that release, and says otherwise."""
    names = dict(matrix.settings.releases)
    known = {release.name for release in history.releases}
    since = {(cell.feature, cell.driver): cell.since for cell in history.cells}
    for feature in matrix.features:
        for column, (driver, cell) in enumerate(zip(matrix.drivers, feature.implementations, strict=True)):
            if cell.release is None:
                continue
            tag = names.get(cell.release, cell.release)
            found = since.get((feature.name, driver.key), tag)
            if tag not in known or found == tag:
                continue
            said = f"'{cell.release}'" if tag == cell.release else f"'{cell.release}' ('{tag}')"
            told = "that it is not released yet" if found is None else f"since '{found}'"
            yield Problem(
                code=Code.RELEASE_DISAGREES,
                message=(
                    f"'{driver.key}' is '{cell.level.name}' in '[{feature.name}]' since {said}, as the file says, "
                    f"and the history says {told}"
                ),
                location=cell_place(feature, column),
            )


def _now(matrix: Matrix, history: History) -> State:
    """What *matrix* is, in the names of its history."""
    identities = Identities(history.options.renamed)
    drivers, features = identities.drivers(matrix), identities.features(matrix)
    names = identities.names()
    return state_of(matrix, drivers, {name: names[token] for name, token in features.items()})


def _parts(change: StateChange) -> list[str]:
    """What *change* is about."""
    parts = {
        "drivers": change.drivers,
        "features": change.features,
        "levels": change.cells or change.levels,
        "their order": change.order,
    }
    return [part for part, changed in parts.items() if changed]


def _behind(path: str, what: str, matrix: str) -> Problem:
    return Problem(
        code=Code.HISTORY_BEHIND,
        message=f"{what}; run 'support-matrix history {matrix} --write'",
        location=Location(path=path, line=1),
    )
