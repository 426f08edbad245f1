"""``python -m benchmarks``: measure, and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import STEPS, machine, measure
from benchmarks.table import render

RESULTS = Path(__file__).parent / "results.json"
PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "measurements.inc"


def main() -> None:
    """Run the benchmark that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many builds of each kind (default: 5)")
    parser.add_argument("--steps", choices=STEPS, nargs="*", default=list(STEPS), help="what to measure")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"keep the results in {RESULTS.name}, beside those of other steps, and their tables in {PAGE.name}",
    )
    arguments = parser.parse_args()
    result: dict[str, Any] = {"machine": machine()}
    if arguments.write and RESULTS.exists():
        result = json.loads(RESULTS.read_text(encoding="utf-8")) | result
    with tempfile.TemporaryDirectory() as folder:
        for part in measure(Path(folder), arguments.runs, arguments.steps, _say):
            result |= {name: found for name, found in part.items() if found is not None}
            if arguments.write:
                _write(result)
    print(render(result))


def _write(result: dict[str, Any]) -> None:
    """Keep what has been measured so far, in the order of the steps."""
    ordered = {name: result[name] for name in ("machine", *STEPS) if name in result}
    RESULTS.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(render(ordered), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


main()
