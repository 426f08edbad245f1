"""The pytest plugin: tests say what they are evidence for, and a run keeps what they say.

pytest loads this module in every run where the package is installed. So it imports nothing else of ours before a test or an
option asks for it.

PYTEST_DONT_REWRITE: there is no assert in it, and who has imported it already gets no warning.
"""

from __future__ import annotations

import pytest

# As in the package itself: most runs have no use for the module typing.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from sphinx_support_matrix.pytest_plugin.name_check import NameCheck

MARK = "support_matrix"
"""The mark that says what a test is for."""

DRIVER_FIXTURE = "support_matrix_driver"
"""The fixture that says which driver a test is for."""

NAME_CHECK = "support_matrix_name_check"
"""What the plugin is called that knows the names of a matrix."""

OPTIONS = (
    ("support_matrix", "FILE", "check the names in marks, and say how the claims of this matrix stand"),
    ("support_evidence", "FILE", "keep what the tests say in this file, NAME.evidence.json beside NAME.ini"),
    ("support_driver", "KEY", "the driver that all tests are about"),
    ("support_release", "RELEASE", "the release that is tested"),
    ("support_run", "URL", "the run's address, or another name; parts of one run are united"),
    ("support_environment", "NAME", "what the tests run in; the evidence of each environment is kept apart"),
)
"""The options that take a value: the setting, what it takes and what it is for."""

STRICT = "support_strict"
"""The setting that lets a run fail where a claim is contradicted."""
_STRICT_HELP = "fail if the tests contradict a claim"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, each of which is a setting in the configuration file, too."""
    group = parser.getgroup("support-matrix", "claims and evidence (sphinx-support-matrix)")
    for name, metavar, text in OPTIONS:
        group.addoption(f"--{name.replace('_', '-')}", metavar=metavar, help=text)
        parser.addini(name, text, type="string", default=None)
    group.addoption(f"--{STRICT.replace('_', '-')}", action="store_true", default=None, help=_STRICT_HELP)
    parser.addini(STRICT, _STRICT_HELP, type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark, and start what the options ask for."""
    config.addinivalue_line(
        "markers",
        f"{MARK}(*features, driver=None): the test is evidence for these features of a support matrix, and for this driver",
    )
    if any(
        config.getoption(name) or config.getini(name)
        for name in ("support_matrix", "support_evidence", STRICT)
    ):
        # Only a run that is about a matrix waits for what reads one.
        from sphinx_support_matrix.pytest_plugin.starting import start

        start(config)


@pytest.fixture
def support_matrix_driver(request: pytest.FixtureRequest) -> str:
    """The key of the driver that the test is for: that of its mark, or of --support-driver. Override it to say another."""
    # Only who asks for it waits for it.
    from sphinx_support_matrix.pytest_plugin.marked_tests import driver_for

    return driver_for(request)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Write marks into the properties of tests, and look at all names: of the tests that -k leaves out, too."""
    collected = list(items)
    yield
    marked = [item for item in collected if item.get_closest_marker(MARK) is not None]
    check: NameCheck | None = config.pluginmanager.get_plugin(NAME_CHECK)
    if not marked and check is None:
        return
    # No test asks for any of this.
    from sphinx_support_matrix.pytest_plugin.marked_tests import state_marks
    from sphinx_support_matrix.pytest_plugin.mistakes import refuse

    mistakes = state_marks(marked)
    if check is not None:
        mistakes += check.mistakes(collected)
    if mistakes:
        refuse(config, items, mistakes)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    """Write the driver that a fixture gives into the properties of the test."""
    result = yield
    arguments = getattr(item, "funcargs", {})
    if DRIVER_FIXTURE in arguments:
        # As above.
        from sphinx_support_matrix.pytest_plugin.marked_tests import state_driver

        state_driver(item, arguments[DRIVER_FIXTURE], item.config.pluginmanager.get_plugin(NAME_CHECK))
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a process of pytest-xdist has found wrong with the tests."""
    mistakes = getattr(node, "workeroutput", {}).get(MARK)
    if mistakes:
        # As above.
        from sphinx_support_matrix.pytest_plugin.mistakes import take

        take(node.config, mistakes)
