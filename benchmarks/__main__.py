"""``python -m benchmarks``: measure, print the tables, and write them for the documentation."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import HUGE, LARGE, MIDDLE, SMALL, measure
from benchmarks.table import render

RESULTS = Path(__file__).parent / "results.json"
PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance-results.inc"
SIZES = {str(size.features): size for size in (SMALL, MIDDLE, LARGE, HUGE)}


def main() -> None:
    """Run the benchmark that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many builds of each kind (default: 5)")
    parser.add_argument(
        "--features", choices=SIZES, nargs="+", default=list(SIZES), help="sizes, by number of features"
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write {RESULTS.name} and the documentation's tables"
    )
    parser.add_argument("--render", action="store_true", help="make the tables of the last results again")
    arguments = parser.parse_args()
    if arguments.render:
        result = json.loads(RESULTS.read_text(encoding="utf-8"))
    else:
        sizes = [SIZES[name] for name in arguments.features]
        with tempfile.TemporaryDirectory() as folder:
            result = measure(
                Path(folder), arguments.runs, sizes, lambda text: print(text, file=sys.stderr, flush=True)
            )
    tables = render(result)
    print(tables)
    if arguments.write:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if arguments.write or arguments.render:
        PAGE.write_text(tables, encoding="utf-8")


main()
