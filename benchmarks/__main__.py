"""``python -m benchmarks``: measure, and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import STEPS, machine, measure, prepare
from benchmarks.quiet import WATCHED, Watch
from benchmarks.table import render

RESULTS = Path(__file__).parent / "results.json"
PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "measurements.inc"


def main() -> int:
    """Run the benchmark that the arguments ask for; the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many builds of each kind (default: 5)")
    parser.add_argument(
        "--steps",
        choices=STEPS,
        nargs="*",
        default=list(STEPS),
        help="what to measure; without a name nothing, to write the tables of what has been measured before",
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"keep the results in {RESULTS.name}, beside those of other steps, and their tables in {PAGE.name}; "
        "a busy machine is refused",
    )
    arguments = parser.parse_args()
    kept: dict[str, Any] = {}
    if arguments.write:
        if arguments.steps and (reasons := Watch.begin(is_first=True).reasons()):
            _say(f"nothing is measured, because the machine is busy: {'; '.join(reasons)}")
            return 2
        if RESULTS.exists():
            kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    result = kept if kept and not arguments.steps else kept | {"machine": machine()}
    refused = []
    with tempfile.TemporaryDirectory() as folder:
        if arguments.steps:
            prepare(Path(folder))
        for part in measure(Path(folder), arguments.runs, arguments.steps, _say):
            ((name, found),) = part.items()
            if arguments.write and found[WATCHED]["busy"]:
                refused.append(
                    f"{name} is not kept, because the machine was busy: {'; '.join(found[WATCHED]['busy'])}"
                )
                continue
            result |= part
            if arguments.write:
                _write(result)
    if arguments.write:
        _write(result)
    print(render(result))
    for text in refused:
        _say(text)
    return 1 if refused else 0


def _write(result: dict[str, Any]) -> None:
    """Keep what has been measured so far, in the order of the steps."""
    ordered = {name: result[name] for name in ("machine", *STEPS) if name in result}
    RESULTS.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(render(ordered), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
