"""What the time of a build is made of."""

from __future__ import annotations

import pstats
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.process import build

if TYPE_CHECKING:
    from pathlib import Path

_Function: TypeAlias = tuple[str, int, str]

# The end of a file's name, and functions in it.
_LOAD = ("sphinx_support_matrix/__init__.py", "setup")
_READ = ("sphinx_support_matrix/core/loading.py", "loads")
_DIRECTIVE = ("sphinx_support_matrix/extension/directives/matrix_directive.py", "run")
_TRANSFORMS = ("docutils/transforms/__init__.py", "apply_transforms")
_RENDER = (
    "sphinx_support_matrix/extension/output/html_visitors.py",
    "visit_summary",
    "visit_legend",
    "visit_feature",
)
_COMPILE = ("jinja2/loaders.py", "load")
_WORDS = ("sphinx/builders/html/__init__.py", "index_page")
_FINISH = ("sphinx/builders/html/__init__.py", "finish")


def profile(project: Path, runs: int) -> dict[str, float]:
    """Build *project*, which has a matrix, in a profiler; the seconds of each kind of work.

    They are the least of *runs* builds: other work on the machine only adds to them.
    """
    stats = project / "profile"
    found = []
    for _ in range(runs):
        build(project, "html", module=("cProfile", "-o", str(stats), "-m", "sphinx"))
        found.append(parts(pstats.Stats(str(stats))))
    return {name: min(each[name] for each in found) for name in found[0]}


def count_calls(project: Path) -> dict[str, float]:
    """Build *project*, which may have no matrix; the calls and returns of functions in each kind of work."""
    stats = project / "calls"
    # Once before, for the modules that are not compiled yet.
    build(project, "html")
    build(project, "html", module=("benchmarks.calls", str(stats)))
    return parts(pstats.Stats(str(stats)))


def parts(stats: pstats.Stats) -> dict[str, float]:
    """The seconds of each kind of work in *stats*; they add up to all that is in them."""
    entries: dict[_Function, tuple[int, int, float, float, dict[_Function, tuple[int, int, float, float]]]]
    entries = vars(stats)["stats"]

    def seconds(wanted: tuple[str, ...], caller: str | None = None) -> float:
        end, *names = wanted
        found = [
            (cumulative, callers)
            for (path, _line, name), (_, _, _, cumulative, callers) in entries.items()
            if name in names and path.replace("\\", "/").endswith(end)
        ]
        if caller is None:
            return sum(cumulative for cumulative, _ in found)
        return sum(
            each[3] for _, callers in found for (path, _, _), each in callers.items() if path.endswith(caller)
        )

    # The package's loader asks others in turn; Sphinx's own does not.
    compiled = seconds(_COMPILE, caller="loaders.py")
    result = {
        "Load the package": seconds(_LOAD),
        "Read the INI file": seconds(_READ),
        "Make the nodes": seconds(_DIRECTIVE) - seconds(_READ),
        "Transforms of Sphinx, docutils and the package": seconds(_TRANSFORMS),
        "Compile the package's templates": compiled,
        "Render the matrix": seconds(_RENDER) - compiled,
        "Take the words for the search": seconds(_WORDS),
        "Write the inventory and the indexes": seconds(_FINISH),
    }
    result["All else: Sphinx and its theme"] = vars(stats)["total_tt"] - sum(result.values())
    return result
