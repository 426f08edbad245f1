"""What this package is to reach beside the other, and whether the measurements say that it does."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.generate import Size
from benchmarks.quiet import WATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator

# Times less of the processor, above an empty build, by the number of features.
_LESS = {60: 6.0, 200: 13.0, 500: 15.0}
# Parts of the other package's, from 200 features on.
_PARTS = {"memory": 0.14, "bytes": 0.36, "gzipped": 0.75, "elements": 0.31}
_NAMES = {
    "memory": "memory above an empty build",
    "bytes": "bytes of HTML",
    "gzipped": "bytes of HTML, gzipped",
    "elements": "elements",
}
# Of eight times as many cells.
_GROWTH = 8.5
_BROWSER = 0.5
# Milliseconds from a key in the search box to what is shown.
_KEY = {str(Size(60, 12)): 30.0, str(Size(200, 40)): 100.0, str(Size(500, 50)): 300.0}
_BROWSER_NAMES = {"load": "navigation to load", "layout": "a full layout"}


class Goal(NamedTuple):
    """Something to reach."""

    what: str
    """What is measured."""

    limit: float
    """What it is to be."""

    is_least: bool
    """Whether more than the limit is better."""

    found: float
    """What it is."""

    @property
    def is_met(self) -> bool:
        """Whether it is reached."""
        return self.found >= self.limit if self.is_least else self.found <= self.limit


def is_quiet(entry: dict[str, Any]) -> bool:
    """Whether the times in *entry* can be relied on: somebody looked at the machine, and it did nothing else."""
    watched = entry.get(WATCHED)
    return watched is not None and not watched["busy"]


def middle(found: float | list[float]) -> float:
    """The median of what was found, if it was found several times."""
    return median(found) if isinstance(found, list) else found


def ratios(row: dict[str, Any]) -> list[float]:
    """How many times as much of the processor the peer took, for each pair of builds that were made in turn."""
    return [
        peer / ours
        for peer, ours in zip(row["peer"]["processor"], row["ours"]["processor"], strict=True)
        if ours > 0
    ]


def goals(result: dict[str, Any]) -> Iterator[Goal]:
    """The goals about which *result* says something."""
    rows = {row["features"]: row for row in result.values() if row.get("builder") == "html"}
    for features, row in rows.items():
        size = f"{features} \N{MULTIPLICATION SIGN} {row['drivers']}"
        if "peer" not in row:
            continue
        if features in _LESS and is_quiet(row):
            yield Goal(
                f"{size}: times less of the processor",
                _LESS[features],
                is_least=True,
                found=median(ratios(row)),
            )
        for name, limit in _PARTS.items() if features > min(_LESS) else ():
            if name in row["ours"]:
                part = middle(row["ours"][name]) / middle(row["peer"][name])
                yield Goal(f"{size}: part of the peer's {_NAMES[name]}", limit, is_least=False, found=part)
    yield from _growth(rows)
    again = result.get("again", {})
    if is_quiet(again):
        part = median(again["ours"]["nothing"]) / median(again["empty"]["nothing"])
        yield Goal("A build after no change, in builds of an empty project", 1.0, is_least=False, found=part)
    yield from _pages(result)


def _pages(result: dict[str, Any]) -> Iterator[Goal]:
    """What a browser takes."""
    browser = result.get("browser", {})
    for size, pages in browser.items() if is_quiet(browser) else ():
        for name, what in _BROWSER_NAMES.items() if size != WATCHED else ():
            part = median(pages["ours"][name]) / median(pages["peer"][name])
            yield Goal(f"{size}: part of the peer's time for {what}", _BROWSER, is_least=False, found=part)
    keys = result.get("filter", {})
    for size, limit in _KEY.items() if is_quiet(keys) else ():
        if size in keys:
            what = f"{size}: milliseconds from a key in the search box to what is shown"
            yield Goal(what, limit, is_least=False, found=keys[size]["median"])


def _growth(rows: dict[int, dict[str, Any]]) -> Iterator[Goal]:
    """What eight times as many cells take."""
    small, large = rows.get(500), rows.get(2000)
    if small is None or large is None:
        return
    for name, what in (("processor", "time"), ("memory", "memory")):
        if (
            name in small["ours"]
            and name in large["ours"]
            and (name == "memory" or (is_quiet(small) and is_quiet(large)))
        ):
            factor = middle(large["ours"][name]) / middle(small["ours"][name])
            yield Goal(
                f"8 times as many cells as 500 \N{MULTIPLICATION SIGN} 50: times the {what}",
                _GROWTH,
                is_least=False,
                found=factor,
            )
