"""Run no test if something is wrong with what tests say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# As in the package itself.
_NAME = "support_matrix"


def refuse(config: pytest.Config, items: list[pytest.Item], mistakes: Sequence[str]) -> None:
    """End the run before the first test.

    :raises pytest.UsageError: with all *mistakes*.
    """
    output: dict[str, object] | None = getattr(config, "workeroutput", None)
    if output is None:
        raise pytest.UsageError(*mistakes)
    # A process that pytest-xdist has started tells the one that people see.
    output[_NAME] = list(mistakes)
    items.clear()


def take(config: pytest.Config, mistakes: Iterable[str]) -> None:
    """Remember what a process of pytest-xdist has found, and end the run as if it was found here."""
    name = f"{_NAME}_mistakes"
    taken: _MistakesOfWorkers | None = config.pluginmanager.get_plugin(name)
    if taken is None:
        taken = _MistakesOfWorkers()
        config.pluginmanager.register(taken, name)
    taken.mistakes.update(dict.fromkeys(mistakes))


class _MistakesOfWorkers:
    """What the processes of pytest-xdist have found, each mistake once."""

    def __init__(self) -> None:
        self.mistakes: dict[str, None] = {}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for mistake in self.mistakes:
            terminalreporter.write_line(f"ERROR: {mistake}", red=True)
