"""``python -m sphinx_support_matrix`` is the command ``support-matrix``.

Nothing else is imported before Control-C is looked after, which somebody can press at once.
"""

import os
import sys

_INTERRUPTED = 130


def run() -> int:
    """Run the command of this process.

    :returns: The exit code.
    """
    try:
        import signal

        # Who starts a process can have it ignore the signal.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            # An exception could come up where Python can only show its traceback, such as in an import.
            signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(_INTERRUPTED))
        from sphinx_support_matrix.cli import main

        return main()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())
