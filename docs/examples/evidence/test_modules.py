from __future__ import annotations

import bz2
import gzip
import lzma
from pathlib import Path
from types import ModuleType

import pytest

MODULES = {"bz2": bz2, "gzip": gzip, "lzma": lzma}
NO_LIMIT = pytest.mark.xfail(reason="has no limit", raises=TypeError)


@pytest.fixture(params=sorted(MODULES))
def module(request: pytest.FixtureRequest) -> ModuleType:
    return MODULES[request.param]


def test_append(module: ModuleType, tmp_path: Path) -> None:
    for text in (b"one", b"two"):
        with module.open(tmp_path / "file", "ab") as file:
            file.write(text)
    with module.open(tmp_path / "file") as file:
        assert file.read() == b"onetwo"


class TestLimits:
    @pytest.mark.parametrize(
        "module",
        [pytest.param("bz2", marks=NO_LIMIT), pytest.param("gzip", marks=NO_LIMIT), "lzma"],
        indirect=True,
    )
    def test_memory(self, module: ModuleType) -> None:
        text = module.compress(b"text")
        with pytest.raises(lzma.LZMAError):
            module.decompress(text, memlimit=1)
