"""The measurements as reStructuredText."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

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


def ratios(row: dict[str, Any]) -> list[float]:
    """How many times as long the peer took, for each pair of builds that were made in turn."""
    return [
        peer / ours
        for peer, ours in zip(row["peer"]["seconds"], row["ours"]["seconds"], strict=True)
        if ours > 0
    ]


def _lines(result: dict[str, Any]) -> Iterator[str]:
    machine = result["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    yield f"{machine['processor']}, {machine['processors']} processors, {machine['system']},"
    yield f"Python {machine['python']}, {packages}."
    yield "Seconds and MB are medians, and ratios are medians of the ratios of builds that were made one after the other."
    yield ""
    rows = [row for row in result.values() if "builder" in row]
    yield from _table(
        "HTML, above an empty build; in brackets the part of the peer's",
        (
            "Features and drivers",
            "Runs",
            "Seconds",
            "Peer",
            "Times as fast",
            "Memory in MB",
            "HTML in MB",
            "Anchors in MB",
            "Elements",
        ),
        [_html(row) for row in rows if row["builder"] == "html"],
    )
    yield from _table(
        "Other outputs, above an empty build",
        ("Builder", "Features and drivers", "Runs", "Seconds", "Peer", "Times as fast", "Memory in MB"),
        [[row["builder"], *_html(row)] for row in rows if row["builder"] != "html"],
    )
    if "profile" in result:
        sizes = result["profile"]
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
            "What a small build is made of: calls and returns of functions above an empty build",
            ("What", calls["size"]),
            _made_of(calls["peer"], sum(calls["parts"].values()), calls["parts"]),
        )
    if boxes := result.get("boxes"):
        yield from _table(
            "Boxes that Chromium makes of a page, by its own counter",
            ("What", boxes["size"]),
            _made_of(boxes["peer"], boxes["ours"], {_BOXES[name]: boxes["parts"][name] for name in _BOXES}),
        )
    yield from _table(
        "How the seconds of the processor grow with what there is, twice as much and four times",
        ("What", "How many", "Seconds", "Factors"),
        [
            [
                what,
                f"{each['size']:,}",
                ", ".join(f"{seconds:.2f}" for seconds in each["seconds"]),
                ", ".join(f"{factor:.1f}" for factor in each["factors"]),
            ]
            for what, each in result.get("growth", {}).items()
        ],
    )
    yield from _table("One step alone", ("What", "Here", "Peer"), list(_steps(result)))


def _html(row: dict[str, Any]) -> list[str]:
    ours, peer = row["ours"], row.get("peer")
    cells = [f"{row['features']} {TIMES} {row['drivers']}", str(row["runs"])]
    cells.append(f"{median(ours['seconds']):.2f}")
    cells += [f"{median(peer['seconds']):.2f}", f"{median(ratios(row)):.1f}"] if peer else ["", ""]
    cells.append(_part(ours["memory"], peer and peer["memory"], ".0f"))
    if "bytes" in ours:
        cells.append(_part(ours["bytes"] / 1e6, peer and peer["bytes"] / 1e6, ".2f"))
        cells.append(f"{ours['anchors'] / 1e6:.2f}")
        cells.append(_part(ours["elements"], peer and peer["elements"], ",.0f"))
    return cells


def _part(ours: float, peer: float | None, form: str) -> str:
    return format(ours, form) + (f" ({ours / peer:.0%})" if peer else "")


def _steps(result: dict[str, Any]) -> Iterator[list[str]]:
    for name, what in (
        ("fresh", "The whole build, seconds"),
        ("edit", "The whole build after one edit, seconds"),
        ("two", "The whole build with two processes, seconds"),
    ):
        if "again" in result:
            yield [what, f"{result['again'][name]:.2f}", ""]
    if "loading" in result:
        what = "Load the extension in a project without a matrix, milliseconds"
        yield [what, f"{result['loading']['seconds'] * 1000:.0f}", ""]
    for size, speed in result.get("reading", {}).items():
        yield [f"Read the INI file, {size}, MB a second", f"{speed / 1e6:.1f}", ""]
    if "browser" in result:
        ours, peer = result["browser"]["ours"], result["browser"]["peer"]
        yield ["Chromium, navigation to load, milliseconds", f"{ours['load']:.0f}", f"{peer['load']:.0f}"]
        yield ["Chromium, a full layout, milliseconds", f"{ours['layout']:.0f}", f"{peer['layout']:.0f}"]

    for size, times in result.get("filter", {}).items():
        figures = f"{times['median']:.0f} (at most {times['most']:.0f})"
        yield [f"Chromium, from a key in the search box to what is shown, {size}, milliseconds", figures, ""]


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
