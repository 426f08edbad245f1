"""From the evidence that is known and that of a run to the evidence that there is now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_json import cell_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEvidence:
    """What the files of results of one run say, each by itself."""

    cells: tuple[CellEvidence, ...]
    """For a feature, a driver and an environment, one item of each file that has tests for them."""

    files: frozenset[str]
    """What identifies each of the files, with those that say nothing."""

    run: str | None = None
    """What identifies the run; without it, this is a run of its own."""

    driver: str | None = None
    """The driver that all of this is about, if it is about one."""

    environment: str | None = None
    """What the tests ran in, where nothing else is said."""


def unite(known: Sequence[CellEvidence], found: RunEvidence) -> tuple[tuple[CellEvidence, ...], int]:
    """The evidence after a run, sorted, and how many cells keep what a later run has said.

    The order in which parts of a run come in does not matter, and the same part changes nothing a second time.
    """
    cells = {cell_order(cell): cell for cell in known if not _is_corrected(cell, found)}
    later = 0
    parts: defaultdict[tuple[str, str, str], list[CellEvidence]] = defaultdict(list)
    for part in found.cells:
        parts[cell_order(part)].append(part)
    for key, fresh in parts.items():
        before = cells.get(key)
        if before is None:
            cells[key] = total(fresh)
        elif found.run is not None and before.run == found.run:
            cells[key] = _with_parts(before, fresh)
        elif _is_later(before, total(fresh)):
            later += 1
        else:
            cells[key] = total(fresh)
    return tuple(cells[key] for key in sorted(cells)), later


def total(parts: Iterable[CellEvidence]) -> CellEvidence:
    """The evidence of several parts of a run for one cell as one, in whichever order they are."""
    ordered = sorted(parts, key=lambda part: (part.time or _NEVER, part.release or "", part.parts))
    releases = [part.release for part in ordered if part.release is not None]
    return replace(
        ordered[-1],
        passed=sum(part.passed for part in ordered),
        failed=sum(part.failed for part in ordered),
        expected_failures=sum(part.expected_failures for part in ordered),
        skipped=sum(part.skipped for part in ordered),
        errors=sum(part.errors for part in ordered),
        failing=tuple(sorted({name for part in ordered for name in part.failing})),
        release=releases[-1] if releases else None,
        parts=tuple(sorted({name for part in ordered for name in part.parts})),
    )


def _with_parts(before: CellEvidence, fresh: Sequence[CellEvidence]) -> CellEvidence:
    """What is known of a run, with more of it."""
    parts = {name for part in fresh for name in part.parts}
    if parts >= set(before.parts):
        # All of it is here again, and may be understood in another way now.
        return total(fresh)
    return total([before, *(part for part in fresh if not set(part.parts) <= set(before.parts))])


def _is_corrected(cell: CellEvidence, found: RunEvidence) -> bool:
    """Whether all that *cell* comes from is here again, and says nothing of it any more."""
    return (
        found.run is not None
        and cell.run == found.run
        and bool(cell.parts)
        and found.files >= set(cell.parts)
        and found.driver in {None, cell.driver}
        and cell.environment == found.environment
        and cell_order(cell) not in {cell_order(part) for part in found.cells}
    )


def _is_later(before: CellEvidence, fresh: CellEvidence) -> bool:
    """Whether what is known is certainly newer; otherwise, what comes in later is."""
    return before.time is not None and fresh.time is not None and before.time > fresh.time
