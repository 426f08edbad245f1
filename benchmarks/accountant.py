"""A script that runs a command and prints what it took, as JSON.

The kernel counts the largest size of the process that starts another one as that of the other one, too. The benchmark
itself grows when it reads large pages, so this small process starts what is measured.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(log: str, command: list[str]) -> None:
    """Run *command*, and write what it says into the file *log*."""
    with Path(log).open("wb") as output:
        start = time.perf_counter()
        process = os.posix_spawnp(
            command[0],
            command,
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), descriptor) for descriptor in (1, 2)],
        )
        _, status, resources = os.wait4(process, 0)
        seconds = time.perf_counter() - start
    found = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "processor": resources.ru_utime + resources.ru_stime,
        # Where the system counts in bytes and not in KiB.
        "memory": resources.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
