"""``python -m benchmarks.calls FILE ARGUMENT...``: run Sphinx in a profiler whose clock counts.

The clock is read when a function is called and when it returns, so what the profiler takes for a second is one
of these events. For the same project there are the same number each time, whatever else the machine does.
"""

from __future__ import annotations

import cProfile
import sys
from itertools import count

from sphinx.cmd.build import build_main


def main(file: str, arguments: list[str]) -> int:
    """Run Sphinx with *arguments*, and write the profile into *file*; the exit code."""
    profiler = cProfile.Profile(count().__next__, 1.0)
    code: int = profiler.runcall(build_main, arguments)
    profiler.dump_stats(file)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
