"""What is asked of the data."""

from __future__ import annotations

import copy
import io
import tarfile
import zipfile
import zlib

import pytest
from marks import cannot

OBJECTS = {"zlib": "compressobj", "bz2": "BZ2Compressor", "lzma": "LZMACompressor", "zstd": "ZstdCompressor"}


def damaged(data):
    """*data* with another byte in the middle."""
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.support_matrix("data.checksum")
class TestChecksum:
    @pytest.mark.parametrize("driver", ["zlib", "gzip", "bz2", "lzma"])
    def test_module(self, driver, module, text):
        data = damaged(module.compress(text))
        with pytest.raises((zlib.error, OSError, EOFError, getattr(module, "LZMAError", OSError))):
            module.decompress(data)

    @pytest.mark.parametrize(
        "flag", [True, pytest.param(False, marks=pytest.mark.xfail(reason="checksums are an option"))]
    )
    @pytest.mark.parametrize("driver", ["zstd"])
    def test_zstd(self, flag, driver, module):
        options = {module.CompressionParameter.checksum_flag: int(flag)}
        # So few bytes are kept as they are, and nothing else can notice.
        data = damaged(module.compress(b"abcdefghijklmnop", options=options))
        with pytest.raises(module.ZstdError):
            module.decompress(data)

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, method, text):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", method) as archive:
            archive.writestr("text", text)
        with pytest.raises((zipfile.BadZipFile, zlib.error)):
            zipfile.ZipFile(io.BytesIO(damaged(target.getvalue()))).read("text")

    @pytest.mark.parametrize(
        "compression",
        ["bz2", pytest.param("", marks=pytest.mark.xfail(reason="only headers have checksums"))],
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, text):
        target = io.BytesIO()
        member = tarfile.TarInfo("text")
        member.size = len(text)
        with tarfile.open(fileobj=target, mode=f"w:{compression}") as archive:
            archive.addfile(member, io.BytesIO(text))
        with pytest.raises((zlib.error, OSError, EOFError, tarfile.TarError)):
            with tarfile.open(fileobj=io.BytesIO(damaged(target.getvalue()))) as archive:
                archive.extractfile("text").read()


@pytest.mark.support_matrix("data.dictionary")
class TestDictionary:
    WORDS = b"the quick brown fox jumps over the lazy dog"

    @pytest.mark.parametrize(
        "driver",
        [
            "zlib",
            "zstd",
            *(cannot(driver, TypeError, why="takes no dictionary") for driver in ("gzip", "bz2", "lzma")),
        ],
    )
    def test_module(self, driver, module):
        data = b"a lazy dog jumps over the quick brown fox"
        if driver == "zstd":
            words = module.ZstdDict(self.WORDS, is_raw=True)
            small = module.compress(data, zstd_dict=words)
            assert module.decompress(small, zstd_dict=words) == data
        elif driver == "gzip":
            target = io.BytesIO()
            with module.GzipFile(fileobj=target, mode="wb", zdict=self.WORDS) as file:
                file.write(data)
            small = target.getvalue()
        else:
            made = getattr(module, OBJECTS[driver])(zdict=self.WORDS)
            small = made.compress(data) + made.flush()
            assert module.decompressobj(zdict=self.WORDS).decompress(small) == data
        assert len(small) < len(module.compress(data))


@pytest.mark.support_matrix("data.levels")
class TestLevels:
    @pytest.mark.parametrize(
        ("driver", "option", "least", "most"),
        [
            ("zlib", "level", 1, 9),
            ("gzip", "compresslevel", 1, 9),
            ("bz2", "compresslevel", 1, 9),
            ("lzma", "preset", 0, 9),
            ("zstd", "level", 1, 19),
        ],
    )
    def test_module(self, driver, option, least, most, module, text):
        small, smallest = (module.compress(text, **{option: level}) for level in (least, most))
        assert len(smallest) < len(small)
        assert module.decompress(small) == module.decompress(smallest) == text

    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, text):
        sizes = []
        for level in (1, 9):
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
                archive.writestr("text", text)
            sizes.append(len(target.getvalue()))
        assert sizes[1] < sizes[0]

    @pytest.mark.parametrize(
        ("compression", "option"), [("gz", "compresslevel"), ("bz2", "compresslevel"), ("xz", "preset")]
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, compression, option, text):
        sizes = []
        for level in (1, 9):
            target = io.BytesIO()
            member = tarfile.TarInfo("text")
            member.size = len(text)
            with tarfile.open(fileobj=target, mode=f"w:{compression}", **{option: level}) as archive:
                archive.addfile(member, io.BytesIO(text))
            sizes.append(len(target.getvalue()))
        assert sizes[1] < sizes[0]


@pytest.mark.support_matrix("data.memory")
class TestMemory:
    @pytest.mark.parametrize(
        "driver",
        ["lzma", *(cannot(driver, TypeError, why="has no limit") for driver in ("zlib", "gzip", "bz2"))],
    )
    def test_module(self, driver, module, text):
        data = module.compress(text)
        with pytest.raises(module.LZMAError if driver == "lzma" else MemoryError):
            module.decompress(data, memlimit=10_000)

    @pytest.mark.parametrize("driver", ["zstd"])
    def test_zstd(self, driver, module):
        data = module.compress(bytes(1 << 24), options={module.CompressionParameter.window_log: 24})
        with pytest.raises(module.ZstdError):
            module.decompress(data, options={module.DecompressionParameter.window_log_max: 20})


@pytest.mark.support_matrix("data.copy")
class TestCopy:
    @pytest.mark.parametrize(
        "driver",
        [
            "zlib",
            *(
                cannot(driver, TypeError, why="has a state that stays inside")
                for driver in ("bz2", "lzma", "zstd")
            ),
        ],
    )
    def test_object(self, driver, module):
        made = getattr(module, OBJECTS[driver])()
        begun = made.compress(b"one")
        second = copy.copy(made)
        assert module.decompress(begun + made.compress(b"two") + made.flush()) == b"onetwo"
        assert module.decompress(begun + second.compress(b"three") + second.flush()) == b"onethree"
