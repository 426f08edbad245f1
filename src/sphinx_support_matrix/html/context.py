"""What templates, and every other output of a page, see of a matrix: resolved values, never a file's syntax."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.findings import NOTHING, of_feature
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.arrange import has_statuses
from sphinx_support_matrix.core.matrix.orientation import Rows, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix
    from sphinx_support_matrix.core.matrix.requirements import RequirementSummary, Total
    from sphinx_support_matrix.html.ids import MatrixIds
    from sphinx_support_matrix.html.table_standings import TableStandings

TEST_SEARCH = "https://github.com/openstack/tempest/search?q="
"""The address before the id of a Tempest test."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A driver, as a page shows it."""

    key: str
    """The name that the file uses."""

    title: str
    """The name that people read."""

    link: str | None
    """Where to read about the driver, as the file says."""

    suffix: str
    """What makes the id of a cell from the id of its feature."""

    anchor: str
    """The id of the driver's heading in the summary."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What all rows and details of a matrix share."""

    name: str
    """What tells the matrix from others on its page: the name that its directive gives, or that of its file."""

    columns: tuple[Column, ...]
    """The drivers, in the order in which they are shown."""

    levels: dict[str, Level]
    """Every level that occurs, by name, in the order of the legend."""

    with_status: bool
    """Whether the second column holds statuses; otherwise it holds maturities."""

    features: int
    """How many features there are."""

    rows: Rows
    """What is a row: features or drivers."""

    driver_word: DriverWord | None = None
    """What the project calls its drivers, in the language of the page; ``None`` for our own word."""

    noted: bool = False
    """Whether cells have marks that lead to notes."""

    released: bool = False
    """Whether cells have releases."""

    unmet: tuple[int, ...] = ()
    """How many requirements each driver does not meet, where the page is to say so."""

    totals: tuple[tuple[Total, ...], ...] = ()
    """How many requirements of each kind each driver meets, where the page is to say so."""

    standings: TableStandings | None = None
    """How the claims of the table stand as a whole, where there is evidence."""


def table_of(
    matrix: Matrix,
    ids: MatrixIds,
    *,
    name: str,
    titles: Sequence[str],
    levels: Mapping[str, Level],
    rows: Rows = Rows.AUTO,
    requirements: RequirementSummary | None = None,
    driver_word: DriverWord | None = None,
    details: bool = True,
    findings: Findings = NOTHING,
) -> Table:
    """The table of *matrix*, which holds just what is shown.

    :param name: What tells it from others on its page.
    :param titles: The titles of its drivers, in the language of the page.
    :param levels: The levels that occur in it, in the language of the page and in the order of the legend.
    :param rows: What its rows are to be.
    :param requirements: Which drivers meet them, where the page is to say so.
    :param driver_word: What drivers are called, where that is not our own word.
    :param details: Whether the details are on the page, with the notes.
    :param findings: What lies beside the matrix says.
    """
    cells = [cell for feature in matrix.features for cell in feature.implementations]
    columns = tuple(
        Column(key=driver.key, title=title, link=driver.link, suffix=suffix, anchor=identifier)
        for driver, title, suffix, identifier in zip(
            matrix.drivers, titles, ids.suffixes, ids.drivers, strict=True
        )
    )
    return Table(
        name=on_one_line(name),
        columns=columns,
        levels=dict(levels),
        with_status=has_statuses(matrix),
        features=len(matrix.features),
        noted=details and any(cell.notes is not None for cell in cells),
        released=any(cell.release for cell in cells),
        rows=rows_of(matrix, rows),
        driver_word=driver_word,
        unmet=requirements.unmet if requirements else (),
        totals=requirements.totals if requirements else (),
        standings=_standings_of(matrix, findings),
    )


def _standings_of(matrix: Matrix, findings: Findings) -> TableStandings | None:
    if not findings.standings:
        return None
    # Most pages show no evidence, and do not wait for the module.
    from sphinx_support_matrix.html.table_standings import standings_of

    return standings_of(matrix, findings)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """The cells of a feature, side by side with the columns; a column is a 0-based index into the drivers."""

    levels: tuple[str, ...]
    """The name of each cell's level."""

    releases: dict[int, str] = field(default_factory=dict)
    """The release of the cells that have one, by column."""

    noted: frozenset[int] = frozenset()
    """The columns whose cells have notes."""

    unmet: frozenset[int] = frozenset()
    """The columns whose drivers do not support what is required, where the page is to say so."""

    standings: dict[int, CellStanding] = field(default_factory=dict)
    """How the claims stand by their evidence, by column, where there is any."""

    since: dict[int, str] = field(default_factory=dict)
    """The first release of the unbroken run of each cell's level, by column, where a history says so."""

    @property
    def are_bare(self) -> bool:
        """Whether no cell says more than its level, and whether it has notes."""
        return not (self.releases or self.unmet or self.standings or self.since)


def cells_of(
    feature: Feature,
    unmet: frozenset[int] = frozenset(),
    *,
    findings: Findings = NOTHING,
    keys: Sequence[str] = (),
) -> Cells:
    """The cells of *feature*.

    :param findings: What lies beside the matrix says.
    :param keys: The keys of its drivers.
    """
    cells = list(enumerate(feature.implementations))
    return Cells(
        levels=tuple(cell.level.name for _, cell in cells),
        releases={column: cell.release for column, cell in cells if cell.release},
        noted=frozenset(column for column, cell in cells if cell.notes is not None),
        unmet=unmet,
        standings=of_feature(findings.standings, feature, keys),
        since=of_feature(findings.since, feature, keys),
    )


def cells_by_feature(
    matrix: Matrix, unmet: Mapping[str, frozenset[int]], findings: Findings
) -> dict[str, Cells]:
    """The cells of each feature of *matrix*.

    :param unmet: The cells that do not meet a requirement, by feature, where the page is to say so.
    :param findings: What lies beside the matrix says.
    """
    keys = [driver.key for driver in matrix.drivers]
    return {
        feature.name: cells_of(feature, unmet.get(feature.name, frozenset()), findings=findings, keys=keys)
        for feature in matrix.features
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the details of a feature say beside its title, its notes and its cells."""

    maturity: str | None
    """How mature the feature is."""

    api: str | None
    """The name of the API extension."""

    commands: tuple[str, ...]
    """Commands that use the feature."""

    api_link: str | None
    """Where the API is documented."""

    admin_link: str | None
    """Where the feature is documented for administrators."""

    test_ids: tuple[str, ...]
    """Identifiers of the Tempest tests that validate the feature."""


def facts_of(feature: Feature) -> Facts:
    """The facts of *feature*."""
    return Facts(
        maturity=feature.maturity,
        api=feature.api,
        commands=feature.commands,
        api_link=feature.api_link,
        admin_link=feature.admin_link,
        test_ids=feature.test_ids,
    )


def beside(feature: Feature, *, with_status: bool) -> str:
    """What the second column of the summary says: the kind of the status, or the maturity."""
    return feature.status.kind.value if with_status else feature.maturity or ""
