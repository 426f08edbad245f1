"""What goes through in pieces."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from marks import cannot

SIZE = 1 << 10
COMPRESSOR = {
    "zlib": "compressobj",
    "bz2": "BZ2Compressor",
    "lzma": "LZMACompressor",
    "zstd": "ZstdCompressor",
}
DECOMPRESSOR = {
    "zlib": "decompressobj",
    "bz2": "BZ2Decompressor",
    "lzma": "LZMADecompressor",
    "zstd": "ZstdDecompressor",
}


def pieces(data):
    return [data[start : start + SIZE] for start in range(0, len(data), SIZE)]


def compressor(module, driver):
    return getattr(module, COMPRESSOR[driver])()


def decompressor(module, driver):
    return getattr(module, DECOMPRESSOR[driver])()


@pytest.mark.support_matrix("stream.compress")
class TestCompress:
    @pytest.mark.parametrize("driver", COMPRESSOR)
    def test_object(self, driver, module, text):
        made = compressor(module, driver)
        data = b"".join([*map(made.compress, pieces(text)), made.flush()])
        assert module.decompress(data) == text

    @pytest.mark.support_matrix(driver="gzip")
    def test_gzip(self, text):
        import gzip

        target = io.BytesIO()
        with gzip.GzipFile(fileobj=target, mode="wb") as file:
            for piece in pieces(text):
                file.write(piece)
        assert gzip.decompress(target.getvalue()) == text

    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self, text):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("text", "w") as member:
                for piece in pieces(text):
                    member.write(piece)
        assert zipfile.ZipFile(target).read("text") == text

    @pytest.mark.parametrize(
        "size",
        [
            "known",
            pytest.param("unknown", marks=pytest.mark.xfail(reason="the size comes first in the file")),
        ],
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, size, text):
        source = iter(pieces(text))

        class Pieces:
            def read(self, _size):
                return next(source, b"")

        member = tarfile.TarInfo("text")
        member.size = len(text) if size == "known" else 0
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w:gz", copybufsize=SIZE) as archive:
            archive.addfile(member, Pieces())
        target.seek(0)
        with tarfile.open(fileobj=target) as archive:
            assert archive.extractfile("text").read() == text


@pytest.mark.support_matrix("stream.decompress")
class TestDecompress:
    @pytest.mark.parametrize("driver", DECOMPRESSOR)
    def test_object(self, driver, module, text):
        made = decompressor(module, driver)
        assert b"".join(map(made.decompress, pieces(module.compress(text)))) == text

    @pytest.mark.parametrize("driver", ["gzip", "zipfile", "tarfile"])
    def test_file(self, driver, text):
        with reader(driver, text) as file:
            assert b"".join(iter(lambda: file.read(SIZE), b"")) == text


@pytest.mark.support_matrix("stream.limit")
class TestLimit:
    """A bomb: ten million zeros, of which a thousand are enough."""

    ZEROS = bytes(10_000_000)

    @pytest.mark.parametrize("driver", DECOMPRESSOR)
    def test_object(self, driver, module):
        made = decompressor(module, driver)
        assert made.decompress(module.compress(self.ZEROS), 1000) == bytes(1000)

    @pytest.mark.parametrize("driver", ["gzip", "zipfile", "tarfile"])
    def test_file(self, driver):
        with reader(driver, self.ZEROS) as file:
            assert file.read(1000) == bytes(1000)


@pytest.mark.support_matrix("stream.flush")
class TestFlush:
    @pytest.mark.parametrize(
        "driver",
        [
            "zlib",
            "zstd",
            cannot("bz2", ValueError, why="flush() is the end"),
            cannot("lzma", ValueError, why="flush() is the end"),
        ],
    )
    def test_object(self, driver, module):
        made = compressor(module, driver)
        mode = {"zlib": ["Z_SYNC_FLUSH"], "zstd": ["ZstdCompressor", "FLUSH_BLOCK"]}.get(driver, [])
        value = module
        for name in mode:
            value = getattr(value, name)
        sent = made.compress(b"first") + made.flush(*[value] if mode else [])
        assert decompressor(module, driver).decompress(sent) == b"first"
        sent += made.compress(b"second") + made.flush()
        assert module.decompress(sent) == b"firstsecond"

    @pytest.mark.support_matrix(driver="gzip")
    def test_gzip(self):
        import gzip
        import zlib

        target = io.BytesIO()
        with gzip.GzipFile(fileobj=target, mode="wb") as file:
            file.write(b"first")
            file.flush()
            assert zlib.decompressobj(wbits=31).decompress(target.getvalue()) == b"first"
            file.write(b"second")
        assert gzip.decompress(target.getvalue()) == b"firstsecond"

    @pytest.mark.xfail(reason="flush() keeps what has no end yet")
    @pytest.mark.support_matrix(driver="zipfile")
    def test_zipfile(self):
        import zlib

        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("text", "w") as member:
                before = target.tell()
                member.write(b"first")
                member.flush()
                assert zlib.decompressobj(wbits=-15).decompress(target.getvalue()[before:]) == b"first"


@pytest.mark.support_matrix("stream.members")
class TestMembers:
    @pytest.mark.parametrize(
        "driver",
        [
            "gzip",
            "bz2",
            "lzma",
            "zstd",
            cannot("zlib", AssertionError, why="decompress() stops at the first end"),
        ],
    )
    def test_at_once(self, driver, module):
        assert module.decompress(module.compress(b"one") + module.compress(b"two")) == b"onetwo"

    @pytest.mark.support_matrix(driver="zlib")
    def test_zlib_by_hand(self):
        import zlib

        data, found = zlib.compress(b"one") + zlib.compress(b"two"), b""
        while data:
            made = zlib.decompressobj()
            found += made.decompress(data)
            data = made.unused_data
        assert found == b"onetwo"

    @pytest.mark.parametrize(
        "ignore_zeros", [pytest.param(False, marks=pytest.mark.xfail(reason="zeros are an end")), True]
    )
    @pytest.mark.support_matrix(driver="tarfile")
    def test_tarfile(self, ignore_zeros):
        both = io.BytesIO(archived("tarfile", "one", b"1") + archived("tarfile", "two", b"2"))
        with tarfile.open(fileobj=both, ignore_zeros=ignore_zeros) as archive:
            assert archive.getnames() == ["one", "two"]


def archived(driver, name, data):
    """An archive, or a file, with one member."""
    target = io.BytesIO()
    if driver == "gzip":
        import gzip

        return gzip.compress(data)
    if driver == "zipfile":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=target, mode="w") as archive:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return target.getvalue()


def reader(driver, data):
    """What reads *data* after it was compressed."""
    source = io.BytesIO(archived(driver, "text", data))
    if driver == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=source)
    if driver == "zipfile":
        return zipfile.ZipFile(source).open("text")
    return tarfile.open(fileobj=source).extractfile("text")
