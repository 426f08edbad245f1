import copy
import importlib
import lzma

import pytest

COMPRESSORS = {"bz2": "BZ2Compressor", "lzma": "LZMACompressor", "zlib": "compressobj"}


@pytest.fixture
def module(driver):
    return importlib.import_module(driver)


def cannot(driver, error):
    return pytest.param(driver, marks=pytest.mark.xfail(raises=error))


@pytest.mark.support_matrix("members")
@pytest.mark.parametrize("driver", ["bz2", "lzma", "zlib"])
def test_members(module):
    data = module.compress(b"one") + module.compress(b"two")
    assert module.decompress(data) == b"onetwo"


@pytest.mark.support_matrix("memory")
@pytest.mark.parametrize("driver", [cannot("bz2", TypeError), "lzma", cannot("zlib", TypeError)])
def test_memory(module):
    data = module.compress(b"text")
    with pytest.raises(lzma.LZMAError):
        module.decompress(data, memlimit=1)


@pytest.mark.support_matrix("copy")
@pytest.mark.parametrize("driver", [cannot("bz2", TypeError), cannot("lzma", TypeError), "zlib"])
def test_copy(driver, module):
    first = getattr(module, COMPRESSORS[driver])()
    data = first.compress(b"one")
    second = copy.copy(first)
    data += second.compress(b"two") + second.flush()
    assert module.decompress(data) == b"onetwo"
