"""Take the measurements, one after another, and put them together."""

from __future__ import annotations

import gzip
import os
import platform
import shutil
import sys
import time
from functools import partial
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import browser
from benchmarks.generate import Size, matrix
from benchmarks.growth import CASES, factors, measure_growth, measure_starts, start_of
from benchmarks.process import Usage, build, output
from benchmarks.profile import count_calls, profile
from benchmarks.projects import Project, bytes_of_anchors, change_one_note, count_elements, write_project
from benchmarks.quiet import WATCHED, Watch
from sphinx_support_matrix.core import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Result = dict[str, Any]

SMALL, MIDDLE, LARGE, HUGE = Size(60, 12), Size(200, 40), Size(500, 50), Size(2000, 100)
# The peer takes minutes for more.
PEER_LIMIT = LARGE.cells
OTHER_BUILDERS = ("text", "latex")
_OFTEN = 5
_LEAST_VIEWS = 5
# What the page is made of: styles that leave it out.
_PARTS = {
    "table": ".support-matrix-summary {display: none !important}",
    "details": "#details {display: none}",
    "symbols": ".support-matrix-summary ::before, .sm-drivers > ::before {content: none !important}",
}


def machine() -> Result:
    """What the figures were measured on."""
    names = ("sphinx", "docutils", "sphinx-support-matrix", "sphinx-feature-classification")
    return {
        "processor": _processor(),
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in names},
    }


def measure(folder: Path, runs: int, steps: Sequence[str], say: Callable[[str], None]) -> Iterator[Result]:
    """Take the measurements of *steps*, names from :data:`STEPS`, and give each result when it is there.

    Each has under :data:`~benchmarks.quiet.WATCHED` how busy the machine was; see :mod:`benchmarks.quiet`.

    :param folder: Where the projects are written.
    :param runs: How many builds there are of each kind.
    """
    for name in steps:
        say(name)
        watch = Watch.begin()
        found = STEPS[name](folder, runs, watch)
        watch.look()
        if found is not None:
            yield {name: found | {WATCHED: watch.summary()}}


def prepare(folder: Path) -> None:
    """Compile all modules and templates, as an installation and its first build do."""
    for kind in Project:
        build(write_project(folder, kind, SMALL), "html")


def _compare(folder: Path, runs: int, watch: Watch, *, builder: str, size: Size) -> Result:
    """Build a matrix of *size* with both packages and an empty project, in turn.

    What a small matrix adds is less than two builds differ by, so it is built more often.
    """
    if size == SMALL:
        runs *= _OFTEN
    kinds = [Project.EMPTY, Project.OURS]
    if size.cells <= PEER_LIMIT:
        kinds.append(Project.PEER)
    projects = {kind: write_project(folder, kind, size) for kind in kinds}
    usages: dict[Project, list[Usage]] = {kind: [] for kind in kinds}
    for _ in range(runs):
        watch.look()
        for kind, project in projects.items():
            usages[kind].append(build(project, builder))
    result: Result = {"builder": builder, "features": size.features, "drivers": size.drivers, "runs": runs}
    empty = usages[Project.EMPTY]
    for kind in kinds[1:]:
        pairs = list(zip(usages[kind], empty, strict=True))
        result[kind.value] = {
            "processor": [use.processor - base.processor for use, base in pairs],
            "memory": [use.memory - base.memory for use, base in pairs],
        }
        if builder == "html":
            page = output(projects[kind], builder) / "index.html"
            result[kind.value] |= {
                "bytes": page.stat().st_size,
                "gzipped": len(gzip.compress(page.read_bytes(), mtime=0)),
                "elements": count_elements(page),
                "anchors": bytes_of_anchors(page),
            }
    return result


def _again(folder: Path, runs: int, watch: Watch) -> Result:
    """Build again after an edit of one note, and after none, with both packages and an empty project, in turn.

    These are whole times, not above an empty build.
    """
    kinds = (Project.EMPTY, Project.OURS, Project.PEER)
    projects = {kind: write_project(folder, kind, LARGE) for kind in kinds}
    for project in projects.values():
        build(project, "html")
    result: Result = {kind.value: {"edit": [], "nothing": []} for kind in kinds}
    for number in range(runs):
        watch.look()
        for kind, project in projects.items():
            if kind is not Project.EMPTY:
                change_one_note(project, number)
                result[kind.value]["edit"].append(build(project, "html", fresh=False).processor)
            result[kind.value]["nothing"].append(build(project, "html", fresh=False).processor)
    return {"size": str(LARGE)} | result


def _loading(folder: Path, runs: int, _watch: Watch) -> Result:
    """How much longer an empty project takes with this package among its extensions, in seconds."""
    empty, loaded = (write_project(folder, kind, Size(0, 0)) for kind in (Project.EMPTY, Project.LOADED))
    build(loaded, "html")
    # It is a few hundredths of a second: the least of many runs says more than their median.
    times = [(build(empty, "html").processor, build(loaded, "html").processor) for _ in range(3 * runs)]
    return {"seconds": min(with_us for _, with_us in times) - min(without for without, _ in times)}


def _reading(_folder: Path, runs: int, _watch: Watch) -> Result:
    """How fast the INI file alone is read, in bytes a second."""
    return {str(size): _speed(size, runs) for size in (SMALL, LARGE, HUGE)}


def _speed(size: Size, runs: int) -> float:
    source = matrix(size).encode()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        loads(source, "support-matrix.ini")
        times.append(time.perf_counter() - start)
    return len(source) / min(times)


def _browser(folder: Path, runs: int, watch: Watch) -> Result | None:
    """How long Chromium takes with the pages of both packages; ``None`` without Chromium."""
    if not browser.is_available():
        return None
    found: Result = {}
    for size in (SMALL, MIDDLE, LARGE):
        watch.look()
        pages = _pages(folder, size)
        shown = browser.show(list(pages.values()), max(runs, _LEAST_VIEWS))
        found[str(size)] = dict(zip(pages, shown, strict=True))
    return found


def _boxes(folder: Path, _runs: int, _watch: Watch) -> Result | None:
    """How many boxes Chromium makes of the pages of both packages; ``None`` without Chromium."""
    if not browser.is_available():
        return None
    pages = _pages(folder, MIDDLE)
    with browser.chromium() as opened:
        peer = browser.count_boxes(opened, pages["peer"])
        ours = browser.count_boxes(opened, pages["ours"])
        rest = [browser.count_boxes(opened, pages["ours"], style) for style in _PARTS.values()]
    return {
        "size": str(MIDDLE),
        "ours": ours,
        "peer": peer,
        "parts": {name: ours - others for name, others in zip(_PARTS, rest, strict=True)},
    }


def _filter(folder: Path, runs: int, _watch: Watch) -> Result | None:
    """How long it takes from a key in the search box to what is shown then; ``None`` without Chromium."""
    if not browser.is_available():
        return None
    found: Result = {}
    for size in (SMALL, MIDDLE, LARGE, HUGE):
        project = write_project(folder, Project.OURS, size)
        if not output(project, "html").exists():
            build(project, "html")
        times = browser.filter_by_keys(output(project, "html") / "index.html", runs)
        found[str(size)] = {"median": median(times), "most": max(times)}
    return found


def _pages(folder: Path, size: Size) -> dict[str, Path]:
    """The pages of both packages, built unless they are there."""
    projects = {kind.value: write_project(folder, kind, size) for kind in (Project.OURS, Project.PEER)}
    for project in projects.values():
        if not output(project, "html").exists():
            build(project, "html")
    return {name: output(project, "html") / "index.html" for name, project in projects.items()}


def _profile(folder: Path, runs: int, _watch: Watch) -> Result:
    """What the time of a large build is made of, in seconds. A small one is mostly Sphinx's start."""
    return {str(LARGE): profile(write_project(folder, Project.OURS, LARGE), runs)}


def _calls(folder: Path, _runs: int, _watch: Watch) -> Result:
    """What a small build does above an empty one, in calls and returns of Python's functions."""
    kinds = (Project.EMPTY, Project.OURS, Project.PEER)
    empty, ours, peer = (count_calls(write_project(folder, kind, SMALL)) for kind in kinds)
    return {
        "size": str(SMALL),
        "parts": {name: calls - empty[name] for name, calls in ours.items()},
        "peer": sum(peer.values()) - sum(empty.values()),
    }


def _growth(folder: Path, runs: int, _watch: Watch) -> Result:
    """By what the time of commands and builds grows each time that there is twice as much for them."""
    starts = measure_starts(folder / "growth", runs)
    found: Result = {}
    for name, case in CASES.items():
        seconds = measure_growth(folder / "growth", name, runs)
        found[name] = {
            "size": case.size,
            "seconds": seconds,
            "factors": factors(seconds, start_of(name, starts)),
        }
    return found


STEPS: dict[str, Callable[[Path, int, Watch], Result | None]] = {
    **{
        f"html {size.features}": partial(_compare, builder="html", size=size)
        for size in (SMALL, MIDDLE, LARGE, HUGE)
    },
    **{name: partial(_compare, builder=name, size=MIDDLE) for name in OTHER_BUILDERS},
    "again": _again,
    "loading": _loading,
    "reading": _reading,
    "browser": _browser,
    "boxes": _boxes,
    "filter": _filter,
    "profile": _profile,
    "calls": _calls,
    "growth": _growth,
}
"""What can be measured, by name."""


def _processor() -> str:
    if sys.platform == "linux" and shutil.which("lscpu"):
        for line in os.popen("lscpu").read().splitlines():  # noqa: S605, S607 - no argument comes from outside
            if line.startswith("Model name:"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
