"""One matrix of several: features match by name, drivers are united, disagreements are problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, NOT_RECORDED, Level
from sphinx_support_matrix.core.matrix.model import Implementation, Markup, Matrix, Settings
from sphinx_support_matrix.core.matrix.names import short
from sphinx_support_matrix.core.matrix.united_notes import united_notes
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Group, Status, Title, Verification

_FACTS = {
    "api": "API name",
    "maturity": "maturity",
    "api_link": "link to the documentation of the API",
    "admin_link": "link for administrators",
}


def merge(matrices: Sequence[Matrix]) -> tuple[Matrix, list[Problem]]:
    """One matrix that holds what *matrices* hold together.

    Features are the same where their section names are, without regard to a leading ``operation.``.
    Where files disagree about a title, a status, a level, an API name, a maturity or a link, the first one
    counts and the other is a problem. Notes stand one after the other, commands and tests are united, and the newest
    verification of a level counts. What no file says about a driver is *not recorded*.

    :returns: The matrix, with the path of the first one, and the disagreements.
    :raises ValueError: if there are no matrices.
    """
    if not matrices:
        raise ValueError("there is nothing to merge")
    if len(matrices) == 1:
        return matrices[0], []
    merger = _Merger()
    merged = merger.merge(matrices)
    return merged, sorted(merger.problems, key=lambda problem: problem.location)


@dataclass(slots=True)
class _PlacedCell:
    """What one file says about one driver and one feature."""

    implementation: Implementation
    place: Location | None


class _Merger:
    """The state of one merging: what has been found so far, in the order of the files."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.levels: dict[str, Level] = dict(BUILTIN_LEVELS)
        self.drivers: dict[str, Driver] = {}
        self.groups: dict[str, Group] = {}
        self.features: dict[str, Feature] = {}
        self.cells: dict[str, dict[str, _PlacedCell]] = {}
        # Where each fact comes from, by the key of its feature and its name.
        self.facts: dict[tuple[str, str], Location] = {}

    def merge(self, matrices: Sequence[Matrix]) -> Matrix:
        for matrix in matrices:
            self.add_levels(matrix)
        for matrix in matrices:
            self.add_drivers(matrix)
            self.add_groups(matrix)
            self.add_features(matrix)
        return Matrix(
            path=matrices[0].path,
            drivers=tuple(self.drivers.values()),
            features=tuple(self.feature(key) for key in self.features),
            groups=tuple(self.groups.values()),
            levels=self.levels,
            settings=self.settings(matrices),
        )

    def settings(self, matrices: Sequence[Matrix]) -> Settings:
        """What the first file that says something says about the whole."""
        found = [matrix.settings for matrix in matrices]
        words = next((each for each in found if each.driver_word is not None), Settings())
        for matrix in matrices[1:]:
            if _markup(matrix) is not _markup(matrices[0]):
                self.problem(
                    Code.BAD_SETTING,
                    f"the notes are {_markup(matrix).value} here and {_markup(matrices[0]).value} in "
                    f"'{matrices[0].path}'; files that are one matrix need one 'markup'",
                    Location(path=matrix.path, line=1),
                )
        return Settings(
            title=next((each.title for each in found if each.title is not None), None),
            markup=next((each.markup for each in found if each.markup is not None), None),
            driver_word=words.driver_word,
            drivers_word=words.drivers_word,
            # What a later file says of a name that an earlier one has is overwritten by it.
            releases=tuple(dict(pair for each in reversed(found) for pair in each.releases).items()),
        )

    def problem(self, code: Code, message: str, location: Location) -> None:
        self.problems.append(Problem(code=code, message=message, location=location))

    def add_levels(self, matrix: Matrix) -> None:
        for name, level in matrix.levels.items():
            known = self.levels.get(name)
            if known is None or known == BUILTIN_LEVELS.get(name):
                self.levels[name] = level
            elif level.location is not None and level not in (known, BUILTIN_LEVELS.get(name)):
                message = (
                    f"level '{name}' is defined differently{_at(known.location)}; that definition counts"
                )
                self.problem(Code.DIFFERENT_LEVEL, message, level.location)

    def add_drivers(self, matrix: Matrix) -> None:
        for driver in matrix.drivers:
            known = self.drivers.setdefault(driver.key, driver)
            if known is not driver:
                self.problem(
                    Code.DUPLICATE_DRIVER,
                    f"driver '{driver.key}' is already declared{_at(known.location)}; "
                    "its title and link are taken from there",
                    driver.location,
                )

    def add_groups(self, matrix: Matrix) -> None:
        for group in matrix.groups:
            known = self.groups.setdefault(group.name, group)
            if known is not group:
                self.compare_titles(f"group '{group.name}'", known.title, group.title)
                self.groups[group.name] = replace(known, notes=united_notes(known.notes, group.notes))

    def add_features(self, matrix: Matrix) -> None:
        keys = _keys(matrix)
        for feature in matrix.features:
            key = keys[feature.name]
            known = self.features.setdefault(key, feature)
            if known is not feature:
                self.compare_titles(f"'[{feature.name}]'", known.title, feature.title)
                known = self.features[key] = self.united(known, feature)
            self.add_facts(key, known, feature)
            self.add_cells(key, feature, matrix)

    def compare_titles(self, what: str, known: Title, title: Title) -> None:
        if known.text != title.text:
            self.problem(
                Code.DIFFERENT_TITLE,
                f"{what} has the title '{title.text}' here and '{known.text}'{_at(known.location)}; that one is shown",
                title.location,
            )

    def united(self, known: Feature, feature: Feature) -> Feature:
        """*known* with what only *feature* says."""
        if not known.status.given:
            known = replace(known, status=feature.status)
        elif feature.status.given and _requirement(feature) != _requirement(known):
            self.problem(
                Code.DIFFERENT_STATUS,
                f"'[{feature.name}]' is {feature.status} here and {known.status}"
                f"{_at(known.status.location or known.location)}; that one counts",
                feature.status.location or feature.location,
            )
        return replace(
            known,
            notes=united_notes(known.notes, feature.notes),
            commands=tuple(dict.fromkeys((*known.commands, *feature.commands))),
            test_ids=tuple(dict.fromkeys((*known.test_ids, *feature.test_ids))),
            tests=tuple(dict.fromkeys((*known.tests, *feature.tests))),
        )

    def add_facts(self, key: str, known: Feature, feature: Feature) -> None:
        """Take from *feature* the facts that *known* has not, and report those in which they differ."""
        found: dict[str, Any] = {}
        for name, what in _FACTS.items():
            first, second = getattr(known, name), getattr(feature, name)
            if second is None:
                continue
            place = self.facts.setdefault((key, name), feature.location)
            if first is None:
                found[name] = second
            elif first != second:
                self.problem(
                    Code.DIFFERENT_FACT,
                    f"the {what} of '[{feature.name}]' is '{second}' here and '{first}'{_at(place)}; "
                    "that one is shown",
                    feature.location,
                )
        if found:
            self.features[key] = replace(known, **found)

    def add_cells(self, key: str, feature: Feature, matrix: Matrix) -> None:
        cells = self.cells.setdefault(key, {})
        places = feature.places or (None,) * len(matrix.drivers)
        for driver, implementation, place in zip(
            matrix.drivers, feature.implementations, places, strict=True
        ):
            known = cells.get(driver.key)
            if known is None or _is_empty(known.implementation):
                cells[driver.key] = _PlacedCell(implementation, place)
                continue
            notes = united_notes(known.implementation.notes, implementation.notes)
            verified = _newest(known.implementation.verified, implementation.verified)
            if not known.implementation.level.is_recorded:
                cells[driver.key] = _PlacedCell(
                    replace(implementation, notes=notes, verified=verified), place
                )
            elif not implementation.level.is_recorded or known.implementation.claim == implementation.claim:
                united = replace(known.implementation, notes=notes, verified=verified)
                if united != known.implementation:
                    cells[driver.key] = _PlacedCell(united, known.place)
            else:
                # A note explains the level beside it, and nothing else; a verification confirms no other.
                parts = [
                    "notes" if notes is not known.implementation.notes else "",
                    "verification" if implementation.verified is not None else "",
                ]
                lost = " and the ".join(filter(None, parts))
                self.problem(
                    Code.DIFFERENT_LEVEL,
                    f"'[{feature.name}]' is {implementation.claim} for driver '{driver.key}' here and "
                    f"{known.implementation.claim}{_at(known.place)}; that one counts"
                    + (f", without the {lost} from here" if lost else ""),
                    place or feature.location,
                )

    def feature(self, key: str) -> Feature:
        """The feature of *key* with a cell for each driver of the merged matrix."""
        feature = self.features[key]
        empty = _PlacedCell(Implementation(level=NOT_RECORDED), None)
        cells = [self.cells[key].get(driver, empty) for driver in self.drivers]
        return replace(
            feature,
            status=self.status(feature),
            implementations=tuple(self.with_merged_level(cell.implementation) for cell in cells),
            places=tuple(cell.place for cell in cells),
        )

    def with_merged_level(self, implementation: Implementation) -> Implementation:
        level = self.levels.get(implementation.level.name, implementation.level)
        return implementation if level is implementation.level else replace(implementation, level=level)

    def status(self, feature: Feature) -> Status:
        """The status of *feature*, whose condition names a feature as the merged matrix does."""
        status = feature.status
        if status.condition is None:
            return status
        other = self.features.get(short(status.condition.feature))
        if other is None or other.name == status.condition.feature:
            return status
        return replace(status, condition=replace(status.condition, feature=other.name))


def _keys(matrix: Matrix) -> dict[str, str]:
    """By what each feature of *matrix* matches: its short name, unless the file has two such features."""
    counts = Counter(short(feature.name) for feature in matrix.features)
    return {
        feature.name: short(feature.name) if counts[short(feature.name)] == 1 else feature.name
        for feature in matrix.features
    }


def _requirement(feature: Feature) -> tuple[object, ...]:
    """What the status of *feature* requires, however the file names other features."""
    status = feature.status
    if status.condition is None:
        return (status.kind, status.argument)
    return (status.kind, short(status.condition.feature), status.condition.level)


def _markup(matrix: Matrix) -> Markup:
    return matrix.settings.markup or Markup.RST


def _is_empty(implementation: Implementation) -> bool:
    return (
        not implementation.level.is_recorded
        and implementation.notes is None
        and implementation.verified is None
    )


def _newest(first: Verification | None, second: Verification | None) -> Verification | None:
    """The verification of the later day; the first one of two of the same day."""
    found = [each for each in (first, second) if each is not None]
    return max(found, key=lambda each: each.date, default=None)


def _at(location: Location | None) -> str:
    return f" at {location}" if location is not None else " before"
