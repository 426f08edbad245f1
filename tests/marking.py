"""Give every test of a folder its markers: what it depends on is where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def all_are(conftest: str, *markers: str) -> Callable[[list[pytest.Item]], None]:
    """The hook for the folder of *conftest* that marks its tests with *markers*."""
    folder = Path(conftest).parent

    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        for item in items:
            if item.path.is_relative_to(folder):
                for marker in markers:
                    item.add_marker(marker)

    return pytest_collection_modifyitems
