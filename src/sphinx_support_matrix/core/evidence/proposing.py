"""Change the levels of a file so that they agree with what tests say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.table import CellPart
from sphinx_support_matrix.core.editing.adding import checked, opened
from sphinx_support_matrix.core.editing.cell_options import feature_parts
from sphinx_support_matrix.core.editing.option_writer import OptionWriter
from sphinx_support_matrix.core.evidence.evidence_words import told_outcome
from sphinx_support_matrix.core.evidence.standings import Standing, standings
from sphinx_support_matrix.core.export.as_rst import escape
from sphinx_support_matrix.core.export.markdown_text import code
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.ini.edit import Edit, LineEdits, Remark
from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, PARTIAL
from sphinx_support_matrix.core.matrix.model import Implementation, Markup, Note
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, timedelta

    from sphinx_support_matrix.core.editing.cell_options import CellOption
    from sphinx_support_matrix.core.evidence.evidence_model import Evidence
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.ini.layout import SectionLines
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

_AGREES = frozenset({Standing.CONFIRMED, Standing.UNPROVEN})
_CLAIMED = frozenset({Standing.CONTRADICTED, Standing.UNDERSTATED})


def propose(
    text: str,
    path: str,
    evidence: Evidence,
    *,
    wanted: Callable[[str, str], bool] = lambda _feature, _driver: True,
    max_age: timedelta | None = None,
    today: date | None = None,
) -> Edit:
    """Write into *text* the levels that tests have found, where it says something else or nothing.

    A level is complete where all tests pass, partial where some do, and missing where none does. Its release
    goes, because it is that of another level, and who has verified the old level becomes a comment. Notes stay.
    A level that becomes partial says which tests do not pass: in a note if it has none, and otherwise in a
    comment. Proposing again changes nothing.

    :param path: The path to show in messages.
    :param wanted: Whether to change the level of a feature and a driver.
    :param max_age: How old evidence may be: what is stale proposes nothing.
    :param today: The day on which *max_age* ends.
    :raises EditError: if the text is no support matrix, or cannot be changed without another change of its
        meaning.
    """
    proposal = _Proposal(text, path)
    found = standings(proposal.matrix, evidence, max_age=max_age, today=today)
    features = {feature.location.line: feature for feature in proposal.matrix.features}
    for part in feature_parts(proposal.layout, proposal.matrix):
        feature = features[part.header]
        stand = {
            column: standing
            for column, driver in enumerate(proposal.matrix.drivers)
            if (standing := found.get((feature.name, driver.key))) is not None
            and standing.standing not in _AGREES
            and not standing.stale
            and wanted(feature.name, driver.key)
        }
        if stand:
            proposal.change(part, feature, stand)
    return proposal.edit()


@dataclass(frozen=True, kw_only=True, slots=True)
class _NewCell:
    """What a cell is to be."""

    level: str
    note: str | None
    """The note that it gets."""
    comment: str | None
    """What a comment says above it."""
    unverified: bool
    """Whether nobody has verified the new level."""


class _Proposal:
    """What one proposal knows about its file, and what it has changed so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.layout, self.matrix = opened(text, path)
        self.changes = LineEdits(self.layout)
        self.writer = OptionWriter(self.layout, self.matrix, self.changes)
        self.remarks: list[Remark] = []
        self.cells: dict[tuple[str, int], _NewCell] = {}

    def edit(self) -> Edit:
        """The whole change, and what there is to say about it."""
        remarks = tuple(sorted(self.remarks, key=lambda remark: remark.location.line))
        if not self.cells:
            return Edit(before=self.text, after=self.text, remarks=remarks)
        # Of a feature without any level, that is said, and not which levels are missing.
        edit = checked(self.text, self.changes, self.path, self.is_wanted, tolerated=(Code.MISSING_CELL,))
        return replace(edit, remarks=remarks)

    def is_wanted(self, before: Matrix, now: Matrix) -> bool:
        """Whether *now* is *before* with the new cells."""
        features = tuple(
            replace(
                feature,
                implementations=tuple(
                    self.changed(cell, self.cells.get((feature.name, column)))
                    for column, cell in enumerate(feature.implementations)
                ),
            )
            for feature in before.features
        )
        return replace(before, features=features) == now

    def changed(self, cell: Implementation, new: _NewCell | None) -> Implementation:
        if new is None:
            return cell
        notes = cell.notes
        if new.note is not None:
            markup = self.matrix.settings.markup
            notes = Note(path=self.path, lines=(new.note,), numbers=(), markup=markup)
        return Implementation(
            level=self.matrix.levels[new.level],
            notes=notes,
            verified=None if new.unverified else cell.verified,
        )

    def remark(self, line: int, message: str) -> None:
        self.remarks.append(Remark(message=message, location=Location(path=self.path, line=line)))

    def change(self, part: SectionLines, feature: Feature, stand: dict[int, CellStanding]) -> None:
        """Change cells of *feature*, which are columns: those that are there in their places, others at the end."""
        options = self.writer.options(part)
        added: list[str] = []
        for column, standing in stand.items():
            driver, cell = self.matrix.drivers[column], feature.implementations[column]
            own = [option for option in options if option.driver == driver.key]
            levels = [option for option in own if option.part is CellPart.LEVEL]
            # Of several, the first one with a value counts.
            level = min(levels, key=lambda option: not option.entry.option.value, default=None)
            new = self.new_cell(cell, standing)
            if level is None:
                lines = self.writer.new_cell(part, driver, new.level, new.note)
                if lines is None:
                    self.remark(part.header, f"no option can give a level for driver '{driver.key}'")
                    continue
                added += [*([] if new.comment is None else [f"# {new.comment}"]), *lines]
            elif level.entry.option.value and not cell.level.is_recorded:
                text = level.entry.option.value.text
                self.remark(level.entry.first, f"kept as it is: '{text}' is no level")
                continue
            else:
                self.rewrite(part, level, cell, new)
            if new.unverified:
                self.unverify(own)
            self.cells[feature.name, column] = new
        self.writer.add_lines(part, added)

    def new_cell(self, cell: Implementation, standing: CellStanding) -> _NewCell:
        """What tests have found, in the place of *cell*."""
        level = _found(standing)
        partial = level == PARTIAL.name
        return _NewCell(
            level=level,
            note=self.told_in_note(standing) if partial and cell.notes is None else None,
            comment=_told_in_comment(standing) if partial and cell.notes is not None else None,
            unverified=standing.standing in _CLAIMED,
        )

    def rewrite(self, part: SectionLines, level: CellOption, cell: Implementation, new: _NewCell) -> None:
        """Change a level, and say why."""
        entry = level.entry
        self.writer.set_value(entry, new.level)
        if cell.release is not None:
            self.remark(entry.first, f"the release '{cell.release}' went with '{cell.level.name}'")
        if new.note is not None:
            self.writer.add_note(part, level, new.note)
        if new.comment is not None:
            self.writer.comment(entry, new.comment)

    def unverify(self, own: list[CellOption]) -> None:
        """Make who has verified another level a comment."""
        for option in own:
            if option.part is CellPart.VERIFICATION and option.entry.option.value:
                self.writer.comment_out(option.entry)
                message = f"'{option.entry.option.key}' was about another level, and is a comment now"
                self.remark(option.entry.first, message)

    def told_in_note(self, standing: CellStanding) -> str:
        """What tests say, as a sentence of a note."""
        name = code if self.matrix.settings.markup is Markup.MARKDOWN else _literal
        return " ".join(f"{told_outcome(standing, name=name)}{_release(standing)}.".split())


def _told_in_comment(standing: CellStanding) -> str:
    return on_one_line(told_outcome(standing) + _release(standing))


def _release(standing: CellStanding) -> str:
    latest = standing.latest
    return f" (release {latest.release})" if latest is not None and latest.release else ""


def _found(standing: CellStanding) -> str:
    """The level that tests have found."""
    if not standing.passed:
        return MISSING.name
    return PARTIAL.name if standing.not_passed else COMPLETE.name


def _literal(name: str) -> str:
    """*name* as reStructuredText that shows just that."""
    if "`" in name or name != " ".join(name.split()):
        return escape(name)
    return f"``{name}``"
