"""The measurements as reStructuredText."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.goals import goals, is_quiet, middle, ratios
from benchmarks.quiet import WATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TIMES = "\N{MULTIPLICATION SIGN}"
_BOXES = {
    "table": "In the summary table",
    "details": "In the details",
    "symbols": "For symbols, in both",
}


def render(result: dict[str, Any]) -> str:
    """The tables of *result*, which :mod:`benchmarks.measure` made, by step."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: dict[str, Any]) -> Iterator[str]:
    machine = result["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    yield f"{machine['processor']}, {machine['processors']} processors, {machine['system']},"
    yield f"Python {machine['python']}, {packages}."
    yield "Times are those of the processor, in seconds. Where several builds were made in turn, there is the median with the"
    yield "least and the most of them, and a ratio is that of builds that were made one after the other."
    yield from _how_busy(result)
    yield ""
    rows = [row for row in result.values() if "builder" in row]
    yield from _table(
        "HTML, above an empty build; in brackets the part of the peer's",
        (
            "Features and drivers",
            "Runs",
            "Seconds",
            "Peer",
            "Times less",
            "Memory in MB",
            "HTML in MB",
            "Gzipped",
            "Elements",
        ),
        [_html(row) for row in rows if row["builder"] == "html"],
    )
    yield from _table(
        "Other outputs, above an empty build",
        ("Builder", "Features and drivers", "Runs", "Seconds", "Peer", "Times less", "Memory in MB"),
        [[row["builder"], *_html(row)] for row in rows if row["builder"] != "html"],
    )
    yield from _table("What is to be reached", ("What", "Goal", "Measured", ""), list(_goals(result)))
    again = result.get("again", {})
    if is_quiet(again):
        yield from _table(
            f"Builds again, {again['size']}, seconds of the whole build",
            ("What", "Empty project", "Here", "Peer"),
            [
                ["One note changed", "", _spread(again["ours"]["edit"]), _spread(again["peer"]["edit"])],
                ["Nothing changed", *(_spread(again[kind]["nothing"]) for kind in ("empty", "ours", "peer"))],
            ],
        )
    browser = result.get("browser", {})
    if is_quiet(browser):
        yield from _table(
            "Chromium, milliseconds",
            ("Features and drivers", "Load", "Peer's", "Full layout", "Peer's"),
            [
                [
                    size,
                    *(
                        _spread(pages[whose][name], ".0f")
                        for name in ("load", "layout")
                        for whose in ("ours", "peer")
                    ),
                ]
                for size, pages in browser.items()
                if size != WATCHED
            ],
        )
    if is_quiet(result.get("profile", {})):
        sizes = {size: parts for size, parts in result["profile"].items() if size != WATCHED}
        rows = [
            [what, *(f"{sizes[size][what] / sum(sizes[size].values()):.0%}" for size in sizes)]
            for what in next(iter(sizes.values()))
        ]
        yield from _table(
            "What the time of a build of this package is made of, by Python's profiler",
            ("What", *sizes),
            rows,
        )
    if calls := result.get("calls"):
        yield from _table(
            "What a small build is made of: calls and returns of functions above an empty build; in brackets the part of the peer's",
            ("What", calls["size"]),
            _made_of(calls["peer"], sum(calls["parts"].values()), calls["parts"]),
        )
    if boxes := result.get("boxes"):
        yield from _table(
            "Boxes that Chromium makes of a page, by its own counter; in brackets the part of the peer's",
            ("What", boxes["size"]),
            _made_of(boxes["peer"], boxes["ours"], {_BOXES[name]: boxes["parts"][name] for name in _BOXES}),
        )
    growth = result.get("growth", {})
    yield from _table(
        "How the seconds of the processor grow with what there is, twice as much and four times; factors are without the start of the process",
        ("What", "How many", "Seconds", "Factors"),
        [
            [
                what,
                f"{each['size']:,}",
                ", ".join(f"{seconds:.2f}" for seconds in each["seconds"]),
                ", ".join(f"{factor:.1f}" for factor in each["factors"]),
            ]
            for what, each in growth.items()
            if is_quiet(growth) and what != WATCHED
        ],
    )
    yield from _table("One step alone", ("What", "Here"), list(_steps(result)))


def _how_busy(result: dict[str, Any]) -> Iterator[str]:
    """What else the machine did."""
    timed = [entry for entry in result.values() if _has_times(entry)]
    if not all(map(is_quiet, timed)):
        yield "Times that were measured while the machine was busy with other things, or while nobody looked, are left out."
    watched = [entry[WATCHED] for entry in timed if is_quiet(entry)]
    if watched:
        most = max(each["delay"] for each in watched)
        yield f"In turn with the builds, a loop that always computes the same took up to {most:.2f} times as long as it computed."
        loads = [each["load"] for each in watched if each["load"] is not None]
        if loads:
            yield f"The load average before each step, of the steps before it as well, was up to {max(loads):.2f} for each processor."


def _has_times(entry: dict[str, Any]) -> bool:
    return not entry.keys() & {"packages", "parts"}


def _html(row: dict[str, Any]) -> list[str]:
    ours, peer = row["ours"], row.get("peer")
    cells = [f"{row['features']} {TIMES} {row['drivers']}", str(row["runs"])]
    if is_quiet(row):
        cells.append(_spread(ours["processor"]))
        cells += [_spread(peer["processor"]), _spread(ratios(row), ".1f")] if peer else ["", ""]
    else:
        cells += ["", "", ""]
    cells.append(_part(middle(ours["memory"]), peer and middle(peer["memory"]), ".0f"))
    if "bytes" in ours:
        cells.append(_part(ours["bytes"] / 1e6, peer and peer["bytes"] / 1e6, ".2f"))
        packed = "gzipped" in ours
        cells.append(_part(ours["gzipped"] / 1e6, peer and peer["gzipped"] / 1e6, ".2f") if packed else "")
        cells.append(_part(ours["elements"], peer and peer["elements"], ",.0f"))
    return cells


def _spread(found: Sequence[float], form: str = ".2f") -> str:
    """The median of what was found, with the least and the most."""
    if len(found) == 1:
        return format(found[0], form)
    least, most = format(min(found), form), format(max(found), form)
    return f"{median(found):{form}} ({least} to {most})"


def _part(ours: float, peer: float | None, form: str) -> str:
    return format(ours, form) + (f" ({ours / peer:.0%})" if peer else "")


def _goals(result: dict[str, Any]) -> Iterator[list[str]]:
    for goal in goals(result):
        limit = f"at {'least' if goal.is_least else 'most'} {goal.limit:g}"
        yield [goal.what, limit, f"{goal.found:.2f}", "" if goal.is_met else "not reached"]


def _steps(result: dict[str, Any]) -> Iterator[list[str]]:
    loading, reading = result.get("loading", {}), result.get("reading", {})
    if is_quiet(loading):
        what = "Load the extension in a project without a matrix, milliseconds"
        yield [what, f"{loading['seconds'] * 1000:.0f}"]
    for size, speed in reading.items() if is_quiet(reading) else ():
        if size != WATCHED:
            yield [f"Read the INI file, {size}, MB a second", f"{speed / 1e6:.1f}"]
    filtering = result.get("filter", {})
    for size, times in filtering.items() if is_quiet(filtering) else ():
        if size != WATCHED:
            figures = f"{times['median']:.0f} (at most {times['most']:.0f})"
            yield [f"Chromium, from a key in the search box to what is shown, {size}, milliseconds", figures]


def _made_of(peer: float, ours: float, parts: dict[str, float]) -> list[list[str]]:
    """Rows for what both packages need, and for the parts of what this one needs."""
    rows = [[name, _part(number, peer, ",.0f")] for name, number in ({"This package": ours} | parts).items()]
    return [["Peer", f"{peer:,.0f}"], *rows]


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield f".. list-table:: {caption}"
    yield "   :header-rows: 1"
    yield ""
    for row in (head, *rows):
        for index, cell in enumerate(row):
            yield f"   {'*' if index == 0 else ' '} - {cell}".rstrip()
    yield ""
